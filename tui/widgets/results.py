"""The people a search found: one row each, the one Enter means highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from store import State
from store.records import DelegateId, Status
from tui import present
from tui.blank import Blank, Lack
from tui.finding import SHOWN, Finding, Nothing, Preparing
from tui.i18n import _
from tui.nobody import nobody_found, nobody_listed
from tui.roles import has_screen
from tui.widgets.blanks import Blanks
from tui.widgets.lines import Line, cell

NEARLY = "≈"
"""Before whoever is called nearly so."""
_STATE, _GAP = 8, 2
_NO_STATE: Final = 2
"""Of whoever is listed because they are not here: all have the same glyph and nothing beside it."""
_LONGEST_NAME, _LONGEST_PLACE = 28, 24
"""Widest columns; the names decide how wide they are, and what is left is for title and unit."""
_ROOMY, _ROOMY_PLACE = 100, 32
"""From so many columns on places may be so long."""


class _Widths(NamedTuple):
    """Of the columns that those found decide about."""

    state: int
    number: int
    name: int
    where: int


class Results(Blanks):
    """Draws the rows in view, reading each delegate's state as it is now. A click chooses, a second one acts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"results--chosen", "results--here"}

    class Clicked(Message):
        """Somebody pointed at a row."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, finding: Finding, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._finding = finding
        self._state = state
        self._top = 0

    def show(self, state: State) -> None:
        """Draws what has been found, or what has become of it."""
        self._state = state
        found = len(self._finding.matches)
        if self._finding.proposes:
            self.border_title = _("By identity card: {n}").format(n=found)
        elif self._lists_who_is_missing():
            self.border_title = _("Not arrived: {n}").format(n=state.head_count().not_arrived)
        else:
            self.border_title = self._counted() if found else _("Search")
        marked = len(self._finding.marked)
        self.border_subtitle = _("Marked: {n}").format(n=marked) if marked else ""
        self.redraw()

    def _lists_who_is_missing(self) -> bool:
        return not self._finding.proposes and not self._finding.query.strip()

    def _counted(self) -> str:
        """How many are called so; how many nearly so if nobody else fills the list."""
        matches = self._finding.matches
        near = sum(match.rank.is_near for match in matches)
        sure = len(matches) - near
        if not near:
            return _("Found: {n}").format(n=f"{sure}+" if sure >= SHOWN else sure)
        many = f"{near}+" if len(matches) >= SHOWN else near
        if not sure:
            return _("Nearly so called: {n}").format(n=many)
        return _("Found: {n} · nearly: {near}").format(n=sure, near=many)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows in view."""
        matches = self._finding.matches
        if not matches:
            return list(self.blank(self._instead(), width))
        self._keep_in_view(height)
        rows = [place for place in range(len(matches)) if matches[place].delegate in self._state.delegates]
        widths = self._widths(_ROOMY_PLACE if width >= _ROOMY else _LONGEST_PLACE)
        return [self._line(place, width, widths) for place in rows[self._top : self._top + height]]

    def _widths(self, place: int) -> _Widths:
        """So that all that were found fit, places in so many columns at most."""
        conference = self._state.conference
        people = [self._state.delegates.get(match.delegate) for match in self._finding.matches]
        known = [delegate for delegate in people if delegate is not None]
        names = max((len(present.name_of(delegate)) for delegate in known), default=0)
        places = max((len(present.where(delegate, conference)) for delegate in known), default=0)
        numbers = max((len(present.number(delegate.number)) for delegate in known), default=0)
        state = _NO_STATE if self._lists_who_is_missing() else _STATE
        return _Widths(state, numbers + 1, min(names, _LONGEST_NAME), min(places, place))

    def _instead(self) -> Blank:
        match self._finding.meaning:
            case Nothing() if not self._state.head_count().summoned:
                return nobody_listed(listed_here=has_screen(self.app, "delegates"))
            case Nothing():
                return Blank(_("Everybody is here or excused"))
            case Preparing():
                return Blank(_("Preparing the list"), lack=Lack.WAITS)
        return nobody_found()

    def _keep_in_view(self, height: int) -> None:
        place = self._finding.place
        self._top = min(max(self._top, place - height + 1), place)

    def _line(self, place: int, width: int, widths: _Widths) -> Line:
        id, rank = self._finding.matches[place].delegate, self._finding.matches[place].rank
        delegate, conference = self._state.delegates[id], self._state.conference
        chosen = place == self._finding.highlighted
        here = present.mark(self._state.attendance.get(id)).tone is not present.Tone.PLAIN
        columns = (
            cell("▶" if chosen else NEARLY if rank.is_near else "", 1),
            cell("☑" if id in self._finding.marked else "", 2),
            cell(self._state_of(id), widths.state),
            cell(present.number(delegate.number), widths.number),
            cell(present.name_of(delegate), widths.name),
            cell("", _GAP),
            cell(present.where(delegate, conference), widths.where),
            cell("", _GAP),
            cell(present.post_beside_place(delegate, conference), max(width - sum(widths) - 2 * _GAP - 3, 0)),
        )
        row = Content("").join(columns).rstrip().truncate(width, ellipsis=True, pad=True)
        return Line(row, "results--chosen" if chosen else "results--here" if here else "")

    def _state_of(self, id: DelegateId) -> str:
        """A glyph, and since when for those who are here."""
        attendance = self._state.attendance.get(id)
        glyph = present.mark(attendance).glyph
        if attendance is None:
            return glyph
        if attendance.status is Status.PRESENT and attendance.arrived is not None:
            return f"{glyph} {present.minute(attendance.arrived)}"
        word = _("left") if attendance.status is Status.LEFT else _("absent")
        return f"{glyph} {word}"

    def on_click(self, event: events.Click) -> None:
        """Chooses the row under the pointer."""
        place = self._top + event.get_content_offset_capture(self).y
        if place < len(self._finding.matches):
            self.post_message(self.Clicked(place))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Looks further down; the highlighted row stays the one it was."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Looks further up."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self.post_message(self.Clicked(self._finding.place + by))
