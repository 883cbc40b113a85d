"""The morning of a rehearsal, drawn from a seed and the conference: who comes when, and what is the matter with them.

Pure. The shares are those of half-day conferences of a hundred people: two thirds come in the half hour before the
opening, a ward's people in one car; one in ten has forgotten the badge, one in thirty sends somebody else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from random import Random
from typing import Final, NamedTuple

from store import State, is_met
from store.records import CategoryId, Conference, Delegate, DelegateId, Standing, Value
from tui.drill.invented import invented_name

MINUTE_S: Final = 60
BEFORE_S: Final = 45 * MINUTE_S
"""How long before the announced opening the doors open, and the rehearsal begins."""
_PEAK_S: Final = -12 * MINUTE_S
_LAST_S: Final = -MINUTE_S
"""When most come and the last who are in time, from the opening on."""
LATEST_S: Final = 20 * MINUTE_S
_CARS_S: Final = (-22 * MINUTE_S, -9 * MINUTE_S)
"""When a car arrives."""
_SEATS: Final = 6
_ALIGHT_S: Final = 30
"""Within how long everybody has got out of it."""
_LEADER_S: Final = (4 * MINUTE_S, 10 * MINUTE_S)
"""When a leader comes whom everybody has been waiting for."""
_GOES_S: Final = (25 * MINUTE_S, 50 * MINUTE_S)
_HANDED_ON_S: Final = 3 * MINUTE_S
"""How long after somebody came, at least, somebody else holds out the same badge."""
MINE: Final = 0.5
"""How many of those with nothing the matter come to the desk that learns."""


class Errand(StrEnum):
    """What a person at the desk is there for."""

    BADGE = "badge"
    """Holds out the badge."""
    FORGOTTEN = "forgotten"
    """Has left it at home."""
    SUBSTITUTE = "substitute"
    """Comes in somebody's place, without a badge."""
    OTHERS_BADGE = "others_badge"
    """Holds out the badge of somebody who is in already."""
    WALK_IN = "walk_in"
    """Is on no list."""
    SERVICE = "service"
    """Drives somebody, or writes for a newspaper."""
    EXCUSED = "excused"
    """Says on the telephone that a delegate cannot come."""
    LEAVING = "leaving"
    """Goes home early."""


_SHARES: Final = {
    Errand.FORGOTTEN: 0.10,
    Errand.SUBSTITUTE: 0.03,
    Errand.OTHERS_BADGE: 0.02,
    Errand.EXCUSED: 0.05,
    Errand.WALK_IN: 0.02,
    Errand.SERVICE: 0.03,
    Errand.LEAVING: 0.01,
}
"""Of those summoned; one at least, where there are enough people."""
_LATE: Final = 0.045
_MISSING: Final = 0.02
"""Of the rest: come after the opening, and not at all."""
_ON_NO_LIST: Final = (Errand.WALK_IN, Errand.SERVICE)


class Visit(Value, frozen=True, kw_only=True):
    """Somebody comes to a desk."""

    at_s: int
    """Seconds after the rehearsal has begun."""
    errand: Errand
    delegate: DelegateId | None = None
    """Whom on the list it is about."""
    name: str = ""
    """What somebody is called who is not on it."""
    category: CategoryId = CategoryId("")
    badge: DelegateId | None = None
    """Whose badge is held out."""
    mine: bool = True
    """Whether they come to the desk that learns, where its line is not too long."""


class Morning(NamedTuple):
    """Who comes, in the order of time; whoever is left comes not at all."""

    begins: dt.datetime
    visits: tuple[Visit, ...]


def morning(state: State, seed: int) -> Morning:
    """The same conference and the same seed are the same morning."""
    chance = Random(seed)
    people = _summoned(state)
    moments = _moments(state, people, chance)
    visits = [*_of_the_list(state, moments, chance), *_of_no_list(state.conference, len(people), chance)]
    return Morning(begins(state.conference), tuple(sorted(visits, key=lambda one: (one.at_s, one.delegate or 0))))


def begins(conference: Conference) -> dt.datetime:
    """When a rehearsal begins: the doors open."""
    opening = dt.datetime.combine(conference.date, conference.opens, conference.zone)
    return opening - dt.timedelta(seconds=BEFORE_S)


def _summoned(state: State) -> list[Delegate]:
    people = (one for one in state.delegates.values() if one.standing is Standing.SUMMONED and one.name)
    return sorted(people, key=lambda one: one.number)


# -- when --------------------------------------------------------------------------------------------------------------


def _moments(state: State, people: Sequence[Delegate], chance: Random) -> dict[DelegateId, int]:
    """When each arrives, from the opening on, those who do."""
    moments = {one.id: int(chance.triangular(-BEFORE_S, _LAST_S, _PEAK_S)) for one in people}
    met = {one.id: None for one in people if is_met(state.conference, one)}
    others = [one for one in people if one.id not in met]
    for at_s, car in zip(_CARS_S, _cars(others, chance), strict=False):
        moments |= {one.id: at_s + chance.randrange(_ALIGHT_S) for one in car}
    shuffled = chance.sample([one.id for one in others], len(others))
    late = _so_many(_LATE, len(people))
    moments |= {id: chance.randrange(MINUTE_S, LATEST_S) for id in shuffled[:late]}
    if met:
        moments[chance.choice([*met])] = chance.randrange(*_LEADER_S)
    missing = shuffled[late : late + _so_many(_MISSING, len(people))]
    return {id: at_s for id, at_s in moments.items() if id not in missing}


def _cars(people: Iterable[Delegate], chance: Random) -> list[list[Delegate]]:
    """Of each of some wards, as many as have room in one."""
    by_area = sorted((one for one in people if one.area), key=lambda one: (one.area, one.number))
    wards = [list(ward) for _area, ward in groupby(by_area, key=lambda one: one.area)]
    full = [ward[:_SEATS] for ward in wards if len(ward) >= _SEATS // 2]
    return chance.sample(full, min(len(_CARS_S), len(full)))


def _so_many(share: float, people: int) -> int:
    """One at least, but nobody where everybody would be needed."""
    return max(round(share * people), 1) if people > len(Errand) else 0


# -- what is the matter ------------------------------------------------------------------------------------------------


def _of_the_list(state: State, moments: dict[DelegateId, int], chance: Random) -> Iterator[Visit]:
    errands = _errands(state, moments, chance)
    for id, at_s in moments.items():
        errand = errands.get(id, Errand.BADGE)
        others = _handed_on(moments, errands, at_s) if errand is Errand.OTHERS_BADGE else []
        if errand is Errand.OTHERS_BADGE and not others:
            errand = Errand.FORGOTTEN
        yield Visit(
            at_s=at_s + BEFORE_S,
            errand=errand,
            delegate=id,
            name=invented_name(chance) if errand is Errand.SUBSTITUTE else "",
            badge=chance.choice(others) if others else id if errand is Errand.BADGE else None,
            mine=errand is not Errand.BADGE or chance.random() < MINE,
        )
    yield from _leaving(moments, errands, chance)


def _errands(state: State, moments: dict[DelegateId, int], chance: Random) -> dict[DelegateId, Errand]:
    """Whoever has forgotten the badge has a namesake, if anybody has; others hold out a badge late enough."""
    ids = chance.sample(sorted(moments), len(moments))
    namesakes = [id for id in ids if len(state.namesakes[state.delegates[id].name]) > 1]
    order = list(dict.fromkeys([*namesakes[:1], *ids]))
    drawn: dict[DelegateId, Errand] = {}
    for errand in (Errand.FORGOTTEN, Errand.SUBSTITUTE, Errand.OTHERS_BADGE, Errand.EXCUSED):
        fit = _fits(errand, state, moments)
        chosen = [id for id in order if id not in drawn and fit(id)]
        drawn |= dict.fromkeys(chosen[: _so_many(_SHARES[errand], len(moments))], errand)
    return drawn


def _fits(errand: Errand, state: State, moments: dict[DelegateId, int]) -> Callable[[DelegateId], bool]:
    """Leaders come themselves; who excuses a delegate does so before the opening."""
    earliest = min(moments.values(), default=0)
    match errand:
        case Errand.OTHERS_BADGE:
            return lambda id: moments[id] > earliest + 2 * _HANDED_ON_S
        case Errand.SUBSTITUTE | Errand.EXCUSED:
            return lambda id: moments[id] < 0 and not is_met(state.conference, state.delegates[id])
    return lambda _id: True


def _handed_on(moments: dict[DelegateId, int], errands: dict[DelegateId, Errand], at_s: int) -> list[DelegateId]:
    """Whose badges somebody may hold out who comes then."""
    return sorted(id for id, came_s in moments.items() if came_s < at_s - _HANDED_ON_S and id not in errands)


def _leaving(moments: dict[DelegateId, int], errands: dict[DelegateId, Errand], chance: Random) -> Iterator[Visit]:
    came = sorted(id for id, at_s in moments.items() if at_s < 0 and id not in errands)
    for id in chance.sample(came, min(_so_many(_SHARES[Errand.LEAVING], len(moments)), len(came))):
        yield Visit(at_s=BEFORE_S + chance.randrange(*_GOES_S), errand=Errand.LEAVING, delegate=id)


def _of_no_list(conference: Conference, people: int, chance: Random) -> Iterator[Visit]:
    for errand in _ON_NO_LIST:
        for _each in range(_so_many(_SHARES[errand], people)):
            category = chance.choice(conference.categories).id if errand is Errand.WALK_IN else CategoryId("")
            at_s = BEFORE_S + int(chance.triangular(-BEFORE_S, LATEST_S, _PEAK_S))
            yield Visit(at_s=at_s, errand=errand, name=invented_name(chance), category=category)
