"""The clock of whoever speaks, as large as the room for it. It only shows: nobody is ever cut off by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content

from store import Level
from tui.hall.big_digits import big
from tui.widgets.lines import Line, Lines


class Face(NamedTuple):
    """What the clock shows: digits, how pressing they are, and whether it stands still."""

    text: str = ""
    level: Level = Level.NO_LIMIT
    paused: bool = False


class BigClock(Lines):
    """Digits in the middle of the region; of a new second only the rows that differ are painted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "big-clock--paused",
        *(f"big-clock--{level.value.replace('_', '-')}" for level in Level),
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._face = Face()

    def show(self, face: Face) -> None:
        """Draws this instead of what was there."""
        self._face = face
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The digits, with as much room above as below."""
        face = self._face
        level = "paused" if face.paused else face.level.value.replace("_", "-")
        rows = [Line(Content(f"{row:^{width}}"), f"big-clock--{level}") for row in big(face.text, width, height)]
        return [*[Line()] * ((height - len(rows)) // 2), *rows]
