"""One line of what somebody should see to, in an urgent or a calm colour; a click answers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from tui.widgets.lines import Line, Lines, cell


class NoticeLine(Lines):
    """Empty when there is nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"notice-line--acts", "notice-line--quiet"}

    class Pressed(Message):
        """The line was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._acts = False

    def show(self, text: str, *, acts: bool) -> None:
        """Draws it."""
        self._text, self._acts = text, acts
        self.redraw()

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """The text, cut where it is too long."""
        return [Line(cell(f" {self._text}", width), "notice-line--acts" if self._acts else "notice-line--quiet")]

    def on_click(self, _event: events.Click) -> None:
        """As Enter, when nothing else is chosen."""
        if self._acts:
            self.post_message(self.Pressed())
