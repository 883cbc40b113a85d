"""How many of each area are here; a click on one lists its people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message

from store import State
from store.records import Area
from store.text import shown
from tui.delegates.filters import Filter, Kind
from tui.i18n import _
from tui.widgets.lines import Line, Lines, cell

_COLUMN: Final = 18
"""The least width of a column: the name of a ward and two numbers."""


class AreaCounts(Lines):
    """Areas in columns, read from the top down."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"area-counts--all", "area-counts--chosen"}

    class Picked(Message):
        """Somebody clicked on an area."""

        def __init__(self, filter: Filter) -> None:
            super().__init__()
            self.filter = filter

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.border_title = _("Areas")
        self._state = state
        self._filter: Filter | None = None

    def show(self, state: State, filter: Filter) -> None:
        """Draws what `state` counts; the area that is listed stands out."""
        self._state, self._filter = state, filter
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As many rows as it takes, or as there are."""
        areas = self._state.conference.areas
        rows, column = _shape(len(areas), width)
        return [
            Line(Content("  ").join(self._cell(area, column) for area in areas[y::rows]))
            for y in range(min(rows, height))
        ]

    def _cell(self, area: Area, width: int) -> Content:
        count = self._state.area_count(area.id)
        figures = f" {count.present}/{count.summoned}"
        text = cell(shown(area.name), width - len(figures)) + Content(figures)
        if self._filter == Filter(Kind.AREA, area.id):
            return text.stylize(self.get_visual_style("area-counts--chosen"))
        if count.summoned and count.present == count.summoned:
            return text.stylize(self.get_visual_style("area-counts--all", partial=True))
        return text

    def on_click(self, event: events.Click) -> None:
        """Picks the area under the pointer."""
        x, y = event.get_content_offset_capture(self)
        areas = self._state.conference.areas
        rows, column = _shape(len(areas), self.size.width)
        place = x // (column + 2) * rows + y
        if y < rows and place < len(areas):
            self.post_message(self.Picked(Filter(Kind.AREA, areas[place].id)))


def _shape(areas: int, width: int) -> tuple[int, int]:
    """Rows, and the width of each column."""
    columns = max(min(width // (_COLUMN + 2), areas), 1)
    rows = -(-areas // columns)
    return max(rows, 1), max(width // columns - 2, 1)
