"""On the display for the hall, in a rehearsal: that it is one, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tui.drill import drill_words
from tui.widgets.lines import Line, Lines


class DrillMark(Lines):
    """One line."""

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """In the middle."""
        return [Line(Content(drill_words.mark().center(width)))]
