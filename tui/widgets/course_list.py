"""A list of what was, is and will be: the chosen row is kept in view, else what is now; details of it stand below.

A row can be dragged to another place with the mouse or a finger; while it is, a line says where it would land.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from tui.blank import Blank
from tui.widgets.blanks import Blanks
from tui.widgets.lines import Line, cell

_WHEEL = 3
"""Rows a notch of the wheel scrolls."""


class CourseList(Blanks):
    """Base of the agenda and of the list of speakers. A click points at a row; the wheel scrolls and chooses none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "course-list--chosen",
        "course-list--now",
        "course-list--past",
        "course-list--head",
        "course-list--alarm",
        "course-list--detail",
    }

    class Clicked(Message):
        """Somebody pointed at a row."""

        def __init__(self, widget: CourseList, place: int) -> None:
            super().__init__()
            self.widget, self.place = widget, place

        @property
        def control(self) -> CourseList:
            """The list."""
            return self.widget

    class Dragged(Message):
        """A row was let go of where another stands; both by their ids, as the list may have changed meanwhile."""

        def __init__(self, widget: CourseList, moved: int, over: int) -> None:
            super().__init__()
            self.widget, self.moved, self.over = widget, moved, over

        @property
        def control(self) -> CourseList:
            """The list."""
            return self.widget

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._top = 0
        self._held: int | None = None
        """The id of the row the mouse was pressed on, and of the one it is over."""
        self._over: int | None = None
        self._in_view: tuple[object, ...] = ()
        """What was last brought into view."""
        self._head: list[Line] = []
        self._body = 0
        """Rows of the list itself that are in view."""

    # -- what a subclass says ------------------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def chosen(self) -> int | None:
        """The row an arrow has chosen."""
        raise NotImplementedError

    def now(self) -> int:
        """The row that is now, or comes next."""
        raise NotImplementedError

    def row(self, place: int, width: int) -> Line:
        """One row, as long as the region is wide."""
        raise NotImplementedError

    def head(self, _width: int) -> list[Line]:
        """What stands above the rows, whatever is scrolled."""
        return []

    def ids(self) -> Sequence[int]:
        """Of the rows."""
        return ()

    def may_drag(self, _place: int) -> bool:
        """Whether this row can be given another place."""
        return False

    def details(self) -> list[str]:
        """All about the chosen row; shown while one is chosen."""
        return []

    def instead(self) -> Blank:
        """What stands there when there are no rows."""
        raise NotImplementedError

    # -- drawing -------------------------------------------------------------------------------------------------------

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Head, rows in view, details."""
        self._head = self.head(width)
        details = [Line(cell(text, width), "course-list--detail") for text in self.details() if text]
        self._body = max(height - len(self._head) - len(details), 1)
        if not self.count():
            return [*self._head, *self.blank(self.instead(), width)]
        self._scroll_to_chosen()
        shown = range(self._top, min(self._top + self._body, self.count()))
        rows = [self._landing(place, width) or self.row(place, width) for place in shown]
        return [*self._head, *rows, *[Line()] * (self._body - len(rows)), *details]

    def _landing(self, place: int, width: int) -> Line | None:
        """What stands in the row over which another is held: where that would come to stand."""
        ids = self.ids()
        if self._held not in ids or self._over not in ids or place != ids.index(self._over):
            return None
        held = ids.index(self._held)
        row = self.row(held, width).content.plain.strip()
        return Line(cell(f"{'↑' if place < held else '↓'} {row}", width), "course-list--chosen")

    def _scroll_to_chosen(self) -> None:
        chosen, now = self.chosen(), self.now()
        if (chosen, now, self._body) != self._in_view:
            self._in_view = (chosen, now, self._body)
            if chosen is not None:
                self._top = min(max(self._top, chosen - self._body + 1), chosen)
            else:
                # A little of what was before, so that the way the day has come can be seen.
                self._top = now - self._body // 4
        self._top = max(min(self._top, self.count() - self._body), 0)

    # -- mouse ---------------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Points at the row under the pointer."""
        place = self._place_at(event)
        if place is not None:
            self.post_message(self.Clicked(self, place))

    def _place_at(self, event: events.MouseEvent) -> int | None:
        y = event.get_content_offset_capture(self).y - len(self._head)
        return self._top + y if 0 <= y < self._body and self._top + y < self.count() else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of a row that can be moved."""
        place = self._place_at(event)
        if place is not None and self.may_drag(place):
            self._held = self.ids()[place]
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows where it would land: nowhere outside the rows, or where none can be moved to."""
        if self._held is None:
            return
        place = self._place_at(event)
        over = self.ids()[place] if place is not None and self.may_drag(place) else None
        self._over = None if over == self._held else over
        self.redraw()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Lets go of it."""
        held, over, self._held, self._over = self._held, self._over, None, None
        if held is None:
            return
        self.release_mouse()
        self.redraw()
        if over is not None:
            self.post_message(self.Dragged(self, held, over))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Looks further down; what is chosen stays chosen."""
        self._scroll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Looks further up."""
        self._scroll(event, -_WHEEL)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self._top += by
        self.redraw()
