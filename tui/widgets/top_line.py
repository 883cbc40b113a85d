"""The top line: which conference, which desk, and when it was last safe on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from store.text import shown
from tui import present
from tui.i18n import _
from tui.store_thread import Safety
from tui.widgets.lines import Line, Lines, cell


class TopLine(Lines):
    """One line; turns to the colour of trouble when there is some."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"top-line--title", "top-line--trouble"}

    def __init__(self, title: str, desk: str, safety: Safety, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._desk = shown(title), shown(desk)
        self._safety = safety

    def show(self, safety: Safety) -> None:
        """Draws when it was last saved."""
        self._safety = safety
        self.redraw()

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """The title gives way to what is said about safety."""
        safety = " · ".join(self._told())
        desk = f"  {self._desk}  "
        room = max(width - len(safety) - len(desk) - 2, 0)
        title = cell(self._title, min(room, len(self._title)))
        left = Content(" ") + title + Content(desk)
        right = Content(safety + " ")
        gap = Content(" " * max(width - left.cell_length - right.cell_length, 0))
        return [Line(left + gap + right, "top-line--trouble" if self._safety.trouble else "top-line--title")]

    def _told(self) -> Iterator[str]:
        safety = self._safety
        if safety.trouble:
            yield "✘ " + _("READ ONLY")
        if safety.cloud:
            yield "⚠ " + _("in {cloud}").format(cloud=safety.cloud)
        yield _("Saved {time}").format(time=present.clock(safety.saved)) if safety.saved else _("Nothing saved yet")
        if safety.backup:
            yield _("Backup {time}").format(time=present.minute(safety.backup))
        if safety.second_place:
            elsewhere = present.minute(safety.backup_elsewhere) if safety.backup_elsewhere else "✘"
            yield _("USB {time}").format(time=elsewhere)
