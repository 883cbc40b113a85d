"""What F9 will do, always; a click does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from tui import keys
from tui.widgets.lines import Line, Lines, fitted, wrapped


class NextLine(Lines):
    """One line, or two where there is room; emphasised while F9 would act."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"next-line--acts", "next-line--waits"}

    class Pressed(Message):
        """The line was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._acts = False

    def show(self, text: str, *, acts: bool) -> None:
        """Draws what comes next."""
        self._text, self._acts = text, acts
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The key and what it does."""
        text = Content(f"{keys.NEXT.shown} ▶ {self._text}" if self._acts else self._text)
        style = "next-line--acts" if self._acts else "next-line--waits"
        rows = wrapped(text, width - 2) if height > 1 else [text]
        lines = [Line(Content(" ") + row.truncate(width - 1, ellipsis=True, pad=True), style) for row in rows]
        return fitted(lines, width, height)

    def on_click(self, _event: events.Click) -> None:
        """As the key."""
        self.post_message(self.Pressed())
