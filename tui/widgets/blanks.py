"""A region that may have nothing to show, and then says so: calmly, whole, and with the key that helps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from tui.blank import Blank, Lack
from tui.widgets.lines import Line, Lines, wrapped


class Blanks(Lines):
    """Base of lists and pictures."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"blank--told", "blank--next", "blank--refused"}

    def blank(self, blank: Blank, width: int) -> Iterator[Line]:
        """The rows that stand there instead."""
        style = "blank--refused" if blank.lack is Lack.REFUSED else "blank--told"
        for text, looks in ((blank.lack.said(blank.told), style), (blank.next, "blank--next")):
            yield from (Line(row, looks) for part in text.splitlines() for row in wrapped(Content(part), width))
