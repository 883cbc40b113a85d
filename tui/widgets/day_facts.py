"""The day's plan against the facts: each item as planned, as it came or is to be expected, and how far apart."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content

from store import ItemState
from store import Line as ItemLine
from tui import present
from tui.blank import Blank
from tui.i18n import _
from tui.overview import overview_words
from tui.overview.overview_pages import Page
from tui.podium import day_words
from tui.widgets.lines import Line, cell
from tui.widgets.page_list import PageList

_MARK, _TIMES, _LENGTHS, _OFFSET = 2, 14, 10, 12
_ROOMY = 60
"""From which width on lengths have columns."""
_OVER = (ItemState.DONE, ItemState.SKIPPED, ItemState.PASSED_OVER)
_NOW = (ItemState.RUNNING, ItemState.PAUSED)


class DayFacts(PageList):
    """What the day has lost and gained stands below, unless an item is chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"course-list--quiet"}
    page = Page.DAY

    def title(self) -> str:
        return day_words.course(self._figures.projection)

    @property
    def _lines(self) -> tuple[ItemLine, ...]:
        return self._figures.projection.lines

    def now(self) -> int:
        projection = self._figures.projection
        wanted = projection.next if projection.current is None else projection.current
        return next((place for place, line in enumerate(self._lines) if line.item.id == wanted), len(self._lines))

    def head(self, width: int) -> list[Line]:
        if not self._lines:
            return []
        lengths = [(_LENGTHS, _("minutes"))] if width >= _ROOMY else []
        names = [(_MARK, ""), (_TIMES, _("plan→fact")), *lengths, (_OFFSET, _("apart"))]
        return [Line(Content("").join(cell(name, room) for room, name in names), "course-list--quiet")]

    def details(self) -> list[str]:
        line = self._figures.projection.line(self._pages.item)
        if line is not None:
            return day_words.details(line)
        return [overview_words.causes(self._figures)] if self._figures.projection.begun else []

    def instead(self) -> Blank:
        return Blank(_("No agenda yet"), _("F3, then F7 adds the first item"))

    def row(self, place: int, width: int) -> Line:
        line = self._lines[place]
        chosen = place == self.chosen()
        columns = [
            cell("▶" if chosen else day_words.mark(line).glyph, _MARK),
            cell(f"{present.minute(line.planned_start)}→{overview_words.start(line)}", _TIMES),
            *([cell("→".join(overview_words.lengths(line)), _LENGTHS)] if width >= _ROOMY else []),
            cell(overview_words.offset(line), _OFFSET),
        ]
        room = width - sum(part.cell_length for part in columns)
        return Line(Content("").join([*columns, cell(day_words.title(line.item), max(room, 0))]), _style(line, chosen))


def _style(line: ItemLine, chosen: bool) -> str:
    if chosen:
        return "course-list--chosen"
    if line.state in _NOW:
        return "course-list--now"
    return "course-list--past" if line.state in _OVER else ""
