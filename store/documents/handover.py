"""What the door hands over to the hall: who is there to be introduced, who of those met came late or is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from store.documents.address import Address, Person
from store.documents.roll import announced
from store.protocol import awaited, in_protocol_order, met_late
from store.records import (
    Category,
    Conference,
    Delegate,
    HandCount,
    HeadCount,
    Introduced,
    Stamp,
    Standing,
    Status,
    Value,
)
from store.state import State
from store.text import clean

FEW: Final = 12
"""People of one category who are all introduced by name, unless the plan says otherwise."""


class IntroducedGroup(NamedTuple):
    """The people of one category who are there."""

    category: str
    people: tuple[Person, ...]
    """Those to be introduced by name, in protocol order."""
    others: int
    """How many there are besides."""


class LateArrival(NamedTuple):
    """Somebody who is met, and came when the conference had begun."""

    at: Stamp
    who: Person


class Missing(NamedTuple):
    """How many of the summoned of one area are not there; no area for those of none."""

    area: str
    people: int


class Handover(Value, frozen=True, kw_only=True):
    """What the hall is told, as of `now`; the count and the introductions as of the opening once there was one."""

    conference: Conference
    now: Stamp
    opened: Stamp | None
    counts: HeadCount
    introductions: tuple[IntroducedGroup, ...]
    late: tuple[LateArrival, ...]
    awaited: tuple[Person, ...]
    """Who is met, or speaks next, and has neither come nor been marked absent."""
    missing: tuple[Missing, ...]
    hand_counts: tuple[HandCount, ...]
    """In order of time."""


def handover(state: State, now: Stamp) -> Handover:
    """What the door knows that the hall has to know."""
    opening, address = state.opening, Address(state.conference)
    return Handover(
        conference=state.conference,
        now=now,
        opened=opening.at if opening else None,
        counts=announced(opening) if opening else state.head_count(),
        introductions=tuple(_introductions(state, address)),
        late=tuple(_late(state, address)),
        awaited=tuple(address.delegate(one, None) for one in awaited(state, now.wall)),
        missing=tuple(_missing(state)),
        hand_counts=tuple(sorted(state.hand_counts.values(), key=lambda count: count.at.wall)),
    )


# -- who is introduced -------------------------------------------------------------------------------------------------


def _introductions(state: State, address: Address) -> Iterable[IntroducedGroup]:
    there = [one for one in _there(state) if one.standing is not Standing.SERVICE]
    for category in state.conference.categories:
        members = [one for one in there if one.category == category.id]
        if members:
            yield _group(state, address, category, members)


def _there(state: State) -> Sequence[Delegate]:
    """Who was in the hall at the opening, or is there now; in protocol order."""
    if state.opening is not None:
        return [state.delegates[id] for id in state.opening.present if id in state.delegates]
    here = (one.delegate for one in state.attendance.values() if one.status is Status.PRESENT)
    return in_protocol_order(state.conference, (state.delegates[id] for id in here if id in state.delegates))


def _group(state: State, address: Address, category: Category, members: Sequence[Delegate]) -> IntroducedGroup:
    named = members if _is_by_name(category, members) else [one for one in members if one.role]
    people = [address.delegate(one, state.attendance.get(one.id)) for one in named]
    known = tuple(person for person in people if person.name)
    return IntroducedGroup(address.category(category), known, len(members) - len(known))


def _is_by_name(category: Category, members: Sequence[Delegate]) -> bool:
    """As the plan says; where it says nothing, those somebody goes to meet, and those who are few."""
    if category.introduced is None:
        return category.met or len(members) <= FEW
    return category.introduced is Introduced.BY_NAME


# -- who is not there --------------------------------------------------------------------------------------------------


def _late(state: State, address: Address) -> Iterable[LateArrival]:
    for id, at in met_late(state).items():
        yield LateArrival(at, address.delegate(state.delegates[id], state.attendance[id]))


def _missing(state: State) -> Iterable[Missing]:
    """Absent or not arrived, by area; those of no area last."""
    total = _not_there(state.head_count())
    for area in state.conference.areas:
        count = _not_there(state.area_count(area.id))
        total -= count
        if count:
            yield Missing(clean(area.name), count)
    if total:
        yield Missing("", total)


def _not_there(count: HeadCount) -> int:
    return count.summoned - count.present
