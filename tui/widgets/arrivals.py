"""The last arrivals at every desk, the newest on top."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.style import Style

from store import Change, State
from store.records import Attendance, DelegateId, LogEntry, Status
from store.text import shown
from tui import present
from tui.blank import Blank
from tui.i18n import _
from tui.widgets.blanks import Blanks
from tui.widgets.colours import visible
from tui.widgets.lines import Line, cell

KEPT: Final = 100
"""More than any screen has rows."""

_WIDE: Final = 60
_PERSON, _DESK = 26, 12
"""Widths of the columns where there is room for more than the name."""


class Arrivals(Blanks):
    """Who came last. Follows the changes; what was withdrawn is gone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"arrivals--newest"}

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.border_title = _("Last arrivals")
        self.begin(state)

    def begin(self, state: State) -> None:
        """Whoever came so far."""
        self._state = state
        self._latest = _latest(state)
        self.redraw()

    def show(self, state: State, changes: Iterable[Change]) -> None:
        """Takes in what was done."""
        self._state = state
        for change in changes:
            self._follow(change.entry)
        self.redraw()

    def _follow(self, entry: LogEntry) -> None:
        for touched in entry.touched:
            if touched.table == Attendance.table:
                delegate = DelegateId(touched.key)
                came = _moment(self._state, delegate) is not None
                kept = [other for other in self._latest if other != delegate]
                new = touched.before is None or touched.before.get("status") != Status.PRESENT
                if came and not new and delegate in self._latest:
                    continue
                self._latest = [*([delegate] if came else []), *kept][:KEPT]

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As many as there is room for."""
        if not self._latest:
            told = Blank(_("Nobody yet"), _("Whoever is checked in stands here, the last one on top"))
            return list(self.blank(told, width))
        known = [delegate for delegate in self._latest if delegate in self._state.delegates]
        return [self._line(delegate, width, top=y == 0) for y, delegate in enumerate(known[:height])]

    def _line(self, id: DelegateId, width: int, *, top: bool) -> Line:
        delegate = self._state.delegates[id]
        moment, mark = _moment(self._state, id), present.mark(self._state.attendance.get(id))
        category = self._state.conference.category(delegate.category)
        stripe = Content(" ")
        if category is not None:
            stripe = Content.styled("▌", Style(foreground=visible(category.colour, self.background_colors[1])))
        wide = width >= _WIDE
        time = f"{moment if wide else moment[:5]} {mark.glyph} " if moment else ""
        columns = [stripe, Content(time), cell(present.person(delegate), _PERSON if wide else width - len(time) - 1)]
        if wide:
            rest = width - _PERSON - _DESK - len(time) - 3
            columns += [Content(" "), cell(present.where(delegate, self._state.conference), rest), Content(" ")]
            columns += [cell(shown(self._state.attendance[id].desk), _DESK)]
        return Line(Content("").join(columns), "arrivals--newest" if top else "")


def _moment(state: State, delegate: DelegateId) -> str | None:
    """When somebody who is here, or was, came in last."""
    attendance = state.attendance.get(delegate)
    stamp = (attendance.reentered or attendance.arrived) if attendance else None
    return present.clock(stamp) if stamp else None


def _latest(state: State) -> list[DelegateId]:
    came = ((a.reentered or a.arrived, a.delegate) for a in state.attendance.values())
    latest = heapq.nlargest(KEPT, ((stamp.wall, delegate) for stamp, delegate in came if stamp is not None))
    return [delegate for _wall, delegate in latest]
