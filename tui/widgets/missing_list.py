"""Who is missing, in protocol order: who has not arrived yet, and who is absent and why."""

from __future__ import annotations

from itertools import islice

from textual.content import Content

from store import is_met
from store.records import Delegate
from tui import present
from tui.blank import Blank
from tui.i18n import _
from tui.overview.overview_figures import Figures
from tui.overview.overview_pages import Page, Pages
from tui.overview.overview_words import about, missing_title, why_missing
from tui.widgets.lines import Line, cell
from tui.widgets.page_list import PageList

_MARKS = 4
_PERSON, _SHORTEST = 26, 16
"""Most and least columns of number and name."""
_MEASURED = 1000
"""People whose names say how wide that column is."""
_ROOMY = 50
"""From which width on title and place have a column."""


class MissingList(PageList):
    """Absent people are set back: nobody waits for them."""

    page = Page.MISSING

    def __init__(self, figures: Figures, pages: Pages, nobody: Blank, *, id: str | None = None) -> None:
        """`nobody` stands there while the list is empty."""
        super().__init__(figures, pages, id=id)
        self._nobody = nobody
        self._measured: tuple[object, int] = (None, _PERSON)

    def title(self) -> str:
        return missing_title(self._figures.head_count)

    def now(self) -> int:
        """The first."""
        return 0

    def details(self) -> list[str]:
        place = self.chosen()
        return about(self._figures.missing[place], self._figures) if place is not None else []

    def instead(self) -> Blank:
        summoned = self._figures.head_count.summoned
        return Blank(_("Everybody who was summoned is here")) if summoned else self._nobody

    def row(self, place: int, width: int) -> Line:
        one, state = self._figures.missing[place], self._figures.state
        attendance = state.attendance.get(one.id)
        chosen = place == self.chosen()
        glyph = "▶" if chosen else present.mark(attendance).glyph
        star = "★" if is_met(state.conference, one) else " "
        parts = [cell(f"{glyph} {star}", _MARKS), *self._person(one, why_missing(attendance), width - _MARKS)]
        style = "course-list--chosen" if chosen else "" if attendance is None else "course-list--past"
        return Line(Content("").join(parts), style)

    def _person(self, one: Delegate, why: str, width: int) -> list[Content]:
        conference = self._figures.state.conference
        told = Content(f" {why}" if why else "")
        room = max(width - told.cell_length, 0)
        if width < _ROOMY:
            return [cell(present.person_and_place(one, conference), room), told]
        person, post = self._width_of_names(), present.post(one, conference)
        return [cell(present.person(one), person), Content(" "), cell(post, max(room - person - 1, 0)), told]

    def _width_of_names(self) -> int:
        """Of whoever is on the list, missing or not: no column moves when somebody comes."""
        people = self._figures.state.delegates
        if people is not self._measured[0]:
            some = islice(people.values(), _MEASURED)
            longest = max((len(present.number(one.number)) + 1 + len(one.name) for one in some), default=0)
            self._measured = people, min(max(longest, _SHORTEST), _PERSON)
        return self._measured[1]
