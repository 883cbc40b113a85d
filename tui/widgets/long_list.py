"""A list of any length: only the rows in view are made, and one item is the chosen one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message

from tui.blank import NOTHING, Blank
from tui.widgets.blanks import Blanks
from tui.widgets.lines import Line, cell

GUTTER: Final = 2
"""Columns in front, for the mark of the chosen item."""


@dataclass(frozen=True)
class Items:
    """What a list shows: how many there are, and how each is drawn in a given width."""

    count: int = 0
    draw: Callable[[int, int], Sequence[Content]] = lambda _place, _width: ()
    """The rows of an item, by its place and the width."""
    height: Callable[[int, int], int] = lambda _place, _width: 1
    """How many rows `draw` gives, without making them."""
    instead: Blank = NOTHING
    """What stands there when there are none."""


class LongList(Blanks):
    """Draws the items in view. A click chooses, `again` says that it was chosen before."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"long-list--chosen"}

    class Clicked(Message):
        """Somebody pointed at an item."""

        def __init__(self, place: int, *, again: bool) -> None:
            super().__init__()
            self.place, self.again = place, again

    class Moved(Message):
        """Another item is the chosen one."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._items = Items()
        self._ends: list[int] = []
        """Where each item ends, in rows from the top of the first."""
        self._measured: tuple[Items, int] | None = None
        self._top = 0
        self._place = 0

    @property
    def place(self) -> int | None:
        """The chosen item; None in an empty list."""
        return self._place if self._items.count else None

    def show(self, items: Items, place: int = 0) -> None:
        """Draws these, one of them chosen."""
        self._items, self._place = items, max(min(place, items.count - 1), 0)
        self._measured = None
        self.redraw()

    def move(self, by: int) -> None:
        """Chooses an item further down or up, and stops at the ends."""
        place = max(min(self._place + by, self._items.count - 1), 0)
        if place != self._place:
            self._place = place
            self.redraw()
            self.post_message(self.Moved())

    def page(self, by: int) -> None:
        """Moves by what is in view."""
        self.move(by * max(1, self._in_view() - 1))

    def _in_view(self) -> int:
        return bisect_right(self._ends, self._top + self.size.height) - bisect_right(self._ends, self._top)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows in view."""
        if not self._items.count:
            return list(self.blank(self._items.instead, width))
        self._measure(width)
        start, end = self._start(self._place), self._ends[self._place]
        self._top = min(max(self._top, end - height), start, max(self._ends[-1] - height, 0))
        return self._rows(width, height)

    def _measure(self, width: int) -> None:
        if self._measured != (self._items, width):
            items = self._items
            self._ends = list(accumulate(items.height(place, width - GUTTER) for place in range(items.count)))
            self._measured = (items, width)

    def _start(self, place: int) -> int:
        return self._ends[place - 1] if place else 0

    def _rows(self, width: int, height: int) -> list[Line]:
        first = bisect_right(self._ends, self._top)
        rows: list[Line] = []
        for place in range(first, self._items.count):
            if len(rows) >= height + self._top - self._start(first):
                break
            rows += self._item(place, width)
        return rows[self._top - self._start(first) :][:height]

    def _item(self, place: int, width: int) -> Iterator[Line]:
        chosen = place == self._place
        style = "long-list--chosen" if chosen else ""
        for index, row in enumerate(self._items.draw(place, width - GUTTER)):
            mark = "▶" if chosen and not index else ""
            yield Line(cell(mark, GUTTER) + row.truncate(max(width - GUTTER, 1), ellipsis=True, pad=True), style)

    def on_click(self, event: events.Click) -> None:
        """Chooses the item under the pointer."""
        place = bisect_right(self._ends, self._top + event.get_content_offset_capture(self).y)
        if self._items.count and place < self._items.count:
            again = place == self._place
            self.move(place - self._place)
            self.post_message(self.Clicked(place, again=again))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Further down."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Further up."""
        event.stop()
        self.move(-1)
