"""A list of what was, is and will be: the chosen row is kept in view, else what is now; details of it stand below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from tui.widgets.lines import Line, Lines, cell

_WHEEL = 3
"""Rows a notch of the wheel scrolls."""


class CourseList(Lines):
    """Base of the agenda and of the list of speakers. A click points at a row; the wheel scrolls and chooses none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "course-list--chosen",
        "course-list--now",
        "course-list--past",
        "course-list--head",
        "course-list--alarm",
        "course-list--detail",
        "course-list--quiet",
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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._top = 0
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

    def details(self) -> list[str]:
        """All about the chosen row; shown while one is chosen."""
        return []

    def instead(self) -> str:
        """What stands there when there are no rows."""
        raise NotImplementedError

    # -- drawing -------------------------------------------------------------------------------------------------------

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Head, rows in view, details."""
        self._head = self.head(width)
        details = [Line(cell(text, width), "course-list--detail") for text in self.details() if text]
        self._body = max(height - len(self._head) - len(details), 1)
        if not self.count():
            return [*self._head, Line(cell(self.instead(), width), "course-list--quiet")]
        self._scroll_to_chosen()
        rows = [self.row(place, width) for place in range(self._top, min(self._top + self._body, self.count()))]
        return [*self._head, *rows, *[Line()] * (self._body - len(rows)), *details]

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
        y = event.get_content_offset_capture(self).y - len(self._head)
        if 0 <= y < self._body and self._top + y < self.count():
            self.post_message(self.Clicked(self, self._top + y))

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
