"""The agenda live: how late the day is, then each item as planned and as it was or is to be expected."""

from __future__ import annotations

from textual.content import Content

from store import ItemState
from store import Line as ItemLine
from tui import present
from tui.blank import Blank
from tui.i18n import _
from tui.podium import day_words
from tui.podium.choosing import Choosing
from tui.podium.outlook import Outlook
from tui.widgets.course_list import CourseList
from tui.widgets.lines import Line, cell

_MARK, _TIME, _TIMES = 2, 6, 12
_ROOMY, _VERY_ROOMY = 44, 58
"""Widths from which on an item's actual times, and its planned times whole, have room."""
_OVER = (ItemState.DONE, ItemState.SKIPPED, ItemState.PASSED_OVER)
_NOW = (ItemState.RUNNING, ItemState.PAUSED)


class AgendaList(CourseList):
    """Follows an outlook and what is chosen in it."""

    def __init__(self, outlook: Outlook, choosing: Choosing, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outlook = outlook
        self._choosing = choosing
        self._title = ""

    def show(self, outlook: Outlook) -> None:
        """Draws the day as it stands."""
        self._outlook = outlook
        title = _("Agenda · {time}").format(time=present.minute(outlook.now))
        if title != self._title:
            # Even the same title set again would paint everything.
            self.border_title = self._title = title
        self.redraw()

    @property
    def _lines(self) -> tuple[ItemLine, ...]:
        return self._outlook.projection.lines

    def count(self) -> int:
        return len(self._lines)

    def chosen(self) -> int | None:
        item = self._choosing.item
        return next((place for place, line in enumerate(self._lines) if line.item.id == item), None) if item else None

    def now(self) -> int:
        projection = self._outlook.projection
        wanted = projection.next if projection.current is None else projection.current
        return next((place for place, line in enumerate(self._lines) if line.item.id == wanted), len(self._lines))

    def ids(self) -> list[int]:
        return [line.item.id for line in self._lines]

    def may_drag(self, place: int) -> bool:
        return self._lines[place].state is ItemState.TO_COME

    def head(self, width: int) -> list[Line]:
        style = "course-list--alarm" if day_words.is_late(self._outlook.projection) else "course-list--head"
        return [Line(cell(day_words.course(self._outlook.projection), width), style)]

    def details(self) -> list[str]:
        line = self._outlook.projection.line(self._choosing.item)
        return day_words.details(line) if line else []

    def instead(self) -> Blank:
        return Blank(next=_("F7 adds the first item"))

    def row(self, place: int, width: int) -> Line:
        line = self._lines[place]
        chosen = place == self.chosen()
        left = [cell("▶" if chosen else day_words.mark(line).glyph, _MARK), *self._times(line, width)]
        tail = Content(f" {told}" if (told := day_words.tail(line)) else "")
        room = width - sum(part.cell_length for part in (*left, tail))
        return Line(
            Content("").join([*left, cell(day_words.title(line.item), max(room, 0)), tail]), _style(line, chosen)
        )

    @staticmethod
    def _times(line: ItemLine, width: int) -> list[Content]:
        if width < _ROOMY:
            return [cell(present.minute(line.start), _TIME)]
        actual = cell(day_words.from_to(line.start, line.end), _TIMES)
        if width < _VERY_ROOMY:
            return [cell(present.minute(line.planned_start), _TIME), actual]
        return [cell(day_words.from_to(line.planned_start, line.planned_end), _TIMES), actual]


def _style(line: ItemLine, chosen: bool) -> str:
    if chosen:
        return "course-list--chosen"
    if line.state in _NOW:
        return "course-list--now"
    return "course-list--past" if line.state in _OVER else ""
