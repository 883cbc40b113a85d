"""Protocol: in which order delegates are named, and whom somebody goes to meet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from store.clock import elapsed_s, written_down
from store.records import CAME, AgendaItem, Conference, Delegate, DelegateId, Opening, Stamp, Standing
from store.rundown import upcoming_item

if TYPE_CHECKING:
    from store.state import State

Place = tuple[int, int, int]


def protocol_place(conference: Conference) -> Callable[[Delegate], Place]:
    """For sorting: categories as the plan lists them, then the place in the roster, then the number."""
    order = {category.id: place for place, category in enumerate(conference.categories)}
    return lambda one: (order.get(one.category, len(order)), one.position, one.number)


def in_protocol_order(conference: Conference, delegates: Iterable[Delegate]) -> list[Delegate]:
    """As they are introduced."""
    return sorted(delegates, key=protocol_place(conference))


def is_met(conference: Conference, delegate: Delegate) -> bool:
    """Whether somebody goes to meet this delegate: for a role in the hall, or as one of a category that is met."""
    if delegate.standing is not Standing.SUMMONED:
        return False
    category = conference.category(delegate.category)
    return bool(delegate.role) or (category is not None and category.met)


def next_item(state: State, now: dt.datetime) -> AgendaItem | None:
    """The item that comes next: by the plan the first that is not due yet; once the agenda runs, the one behind.

    None when there is none.
    """
    if any(run.spans for run in state.runs.values()):
        return upcoming_item(state, written_down(now))
    conference = state.conference
    to_come = (
        item
        for item in state.agenda.values()
        if dt.datetime.combine(conference.date, item.start, conference.zone) >= now
    )
    return min(to_come, key=lambda item: (item.position, item.id), default=None)


def speaks_in(item: AgendaItem | None, delegate: Delegate) -> bool:
    """Whether the agenda names this delegate as responsible for the item; "Lê An" is not in "Lê Anh"."""
    if item is None or " " not in delegate.name or delegate.name not in item.responsible:
        return False
    return re.search(rf"(?<!\w){re.escape(delegate.name)}(?!\w)", item.responsible) is not None


def not_arrived(state: State) -> list[Delegate]:
    """The summoned who have neither come nor been marked absent, in protocol order."""
    missing = (
        one for one in state.delegates.values() if one.standing is Standing.SUMMONED and one.id not in state.attendance
    )
    return in_protocol_order(state.conference, missing)


def awaited(state: State, now: dt.datetime) -> list[Delegate]:
    """Who is to be met, or speaks next, and has neither come nor been marked absent; in protocol order."""
    item = next_item(state, now)
    speakers = [one for one in state.delegates.values() if speaks_in(item, one)] if item and item.responsible else []
    met = [state.delegates[id] for id in state.met]
    expected = (one for one in (*met, *speakers) if one.standing is not Standing.STRUCK_OFF)
    people = {one.id: one for one in expected if one.id not in state.attendance}
    return in_protocol_order(state.conference, people.values())


def met_late(state: State) -> dict[DelegateId, Stamp]:
    """Who is met and came when the conference had begun, in protocol order, and when each did."""
    if state.opening is None:
        return {}
    arrivals = {id: at for id in state.met if (at := _arrived_after(state, id, state.opening))}
    people = in_protocol_order(state.conference, (state.delegates[id] for id in arrivals))
    return {one.id: arrivals[one.id] for one in people}


def _arrived_after(state: State, id: DelegateId, opening: Opening) -> Stamp | None:
    attendance = state.attendance.get(id)
    arrived = attendance.arrived if attendance is not None and attendance.status in CAME else None
    return arrived if arrived is not None and elapsed_s(opening.at, arrived) > 0 else None
