"""What the door hands over to the hall: who is there to be introduced, who of those met came late or is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from store.documents.roll import announced
from store.protocol import awaited, in_protocol_order, is_met, met_late
from store.records import (
    CAME,
    Attendance,
    Category,
    Conference,
    Delegate,
    HandCount,
    HeadCount,
    Stamp,
    Standing,
    Status,
    Value,
)
from store.state import State
from store.text import clean
from store.vietnamese import bare_name, fold

FEW: Final = 12
"""People of one category who are all introduced by name; of more, only those somebody goes to meet."""

_PLACES = ("Phường", "Xã", "Thị", "Thành", "Quận", "Huyện", "Tỉnh", "Khu", "Thôn", "Xóm", "Làng", "Tổ dân phố")
"""Units that are written small behind a title: `Trưởng Khối Dân vận phường Châu Khê`."""


class Person(NamedTuple):
    """Somebody as the hall calls them: whoever came, if need be in a delegate's place."""

    name: str
    post: str
    """Title and unit as they are read out."""
    role: str = ""


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
    opening = state.opening
    return Handover(
        conference=state.conference,
        now=now,
        opened=opening.at if opening else None,
        counts=announced(opening) if opening else state.head_count(),
        introductions=tuple(_introductions(state)),
        late=tuple(_late(state)),
        awaited=tuple(_person(one, None) for one in awaited(state, now.wall)),
        missing=tuple(_missing(state)),
        hand_counts=tuple(sorted(state.hand_counts.values(), key=lambda count: count.at.wall)),
    )


# -- who is introduced -------------------------------------------------------------------------------------------------


def _introductions(state: State) -> Iterable[IntroducedGroup]:
    there = [one for one in _there(state) if one.standing is not Standing.SERVICE]
    for category in state.conference.categories:
        members = [one for one in there if one.category == category.id]
        if members:
            yield _group(state, category, members)


def _there(state: State) -> Sequence[Delegate]:
    """Who was in the hall at the opening, or is there now; in protocol order."""
    if state.opening is not None:
        return [state.delegates[id] for id in state.opening.present if id in state.delegates]
    here = (one.delegate for one in state.attendance.values() if one.status is Status.PRESENT)
    return in_protocol_order(state.conference, (state.delegates[id] for id in here if id in state.delegates))


def _group(state: State, category: Category, members: Sequence[Delegate]) -> IntroducedGroup:
    all_by_name = category.met or len(members) <= FEW
    named = [one for one in members if all_by_name or is_met(state.conference, one)]
    people = [person for one in named if (person := _person(one, state.attendance.get(one.id))).name]
    return IntroducedGroup(clean(category.name), tuple(people), len(members) - len(people))


def _person(delegate: Delegate, attendance: Attendance | None) -> Person:
    """Whoever came; the delegate as long as nobody has."""
    substitute = attendance.substitute if attendance is not None and attendance.status in CAME else None
    if substitute:
        return Person(bare_name(clean(substitute.name)), post_read_out(substitute.title, delegate.unit))
    return Person(bare_name(clean(delegate.name)), post_read_out(delegate.title, delegate.unit), clean(delegate.role))


def post_read_out(title: str, unit: str) -> str:
    """Title and unit as one says them: `Phó Trưởng ban Ban Dân vận Tỉnh ủy`, the unit once."""
    title, unit = clean(title), clean(unit)
    if not title or not unit:
        return title or unit
    if f" {fold(unit)} " in f" {fold(title)} ":
        return title
    small = unit.startswith(tuple(f"{place} " for place in _PLACES))
    return f"{title} {unit[0].lower()}{unit[1:]}" if small else f"{title} {unit}"


# -- who is not there --------------------------------------------------------------------------------------------------


def _late(state: State) -> Iterable[LateArrival]:
    for id, at in met_late(state).items():
        yield LateArrival(at, _person(state.delegates[id], state.attendance[id]))


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
