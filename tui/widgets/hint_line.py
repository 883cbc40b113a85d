"""The line under the field: what Enter will do, always."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from tui.i18n import _
from tui.widgets.lines import Line, Lines, wrapped


class HintLine(Lines):
    """One sentence; emphasised while Enter would act."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-line--acts", "hint-line--waits"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = _("Ready to scan")
        self._acts = False

    def show(self, text: str, *, acts: bool) -> None:
        """Draws the sentence."""
        self._text, self._acts = text, acts
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The sentence, wrapped; what does not fit is cut with an ellipsis."""
        style = "hint-line--acts" if self._acts else "hint-line--waits"
        rows = wrapped(Content(self._text), width)
        if len(rows) > height:
            last = Content(" ").join(rows[height - 1 :]).truncate(width, ellipsis=True)
            rows = [*rows[: height - 1], last]
        return [Line(row, style) for row in rows]
