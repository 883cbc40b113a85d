"""What was done elsewhere is done here: whatever two places did, each by itself, neither loses anything by the other.

The two directions are held against each other: what A is with B's deeds and what B is with A's differ in nothing but
what is listed to be decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import random_verbs
from state_facts import facts
from store import (
    Decide,
    State,
    Undo,
    Verb,
)
from store.apart import Place
from store.errors import Refused
from store.records import CAME, Attendance
from store.spans import is_open, is_ticking
from two_places import Somewhere, anew, everybody, everything, grown_apart, listed

PEOPLE = random_verbs.PEOPLE
SECONDS = st.sampled_from([0.5, 7, 61, 600])
KINDS = {
    "door": random_verbs.at_the_desk | random_verbs.printing | st.builds(Undo),
    "podium": random_verbs.day_verbs | st.builds(Undo),
    "all": random_verbs.verbs,
}


Verbs = Sequence[Verb[Any]]
Steps = list[tuple[float, Verb[Any]]]


def steps(kind: str) -> st.SearchStrategy[Steps]:
    return st.lists(st.tuples(SECONDS, KINDS[kind]), max_size=30)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("days", [60, pytest.param(10_000, marks=pytest.mark.long)])
def test_whatever_two_places_did_neither_loses_anything_by_the_other(days: int, kind: str) -> None:
    @given(st.lists(KINDS[kind], max_size=8), steps(kind), steps(kind), steps(kind), st.booleans())
    @settings(max_examples=days, deadline=None)
    def hold(before: Verbs, first: Steps, second: Steps, after: Steps, forgetful: bool) -> None:
        one, other = grown_apart(everybody(), before)
        past = one.state
        one.try_all(first)
        other.try_all(second)
        for place in (one, other):
            if forgetful:
                place.forget()
        hold_both_ways(one, other, past)
        if not forgetful:
            hold_in_parts(one, other)
        hold_for_whoever_goes_on(one, other, after)

    hold()


def hold_both_ways(one: Somewhere, other: Somewhere, past: State) -> None:
    here, there = one.copy(), other.copy()
    here.bring(other)
    there.bring(one)
    undecided = listed(here.state) | listed(there.state)
    assert differences(here.state, there.state) <= undecided
    for together in (here, there):
        assert sorted(entry.id for entry in together.log) == sorted({entry.id for entry in (*one.log, *other.log)})
        assert facts(together.state) == facts(anew(together.state, together.log))
        assert together.copy().bring(one) == together.copy().bring(other) == []
        nothing_is_double(together.state)
        for place in (one, other):
            everybody_came(place, together.state, past, undecided)
        every_decision_can_be_taken_back(together)


def hold_in_parts(one: Somewhere, other: Somewhere) -> None:
    """Some of it, and the rest when what came in before is known: the same as all at once.

    With images that have expired more may be left to be decided: the rest is held against what came in before.
    """
    whole, parts = one.copy(), one.copy()
    whole.bring(other)
    while parts.bring(other, most=3):
        assert facts(parts.state) == facts(anew(parts.state, parts.log))
    assert everything(parts.state) == everything(whole.state)


def hold_for_whoever_goes_on(one: Somewhere, other: Somewhere, after: Steps) -> None:
    """The other place knows nothing of what came of its deeds here, does more, and that comes in too."""
    here, there = one.copy(), other.later()
    here.bring(other)
    there.try_all(after)
    here.bring(there)
    assert facts(here.state) == facts(anew(here.state, here.log))
    nothing_is_double(here.state)
    numbers = {id: one.number for id, one in here.state.delegates.items()}
    assert here.bring(there) == []
    assert {id: one.number for id, one in here.state.delegates.items()} == numbers


def differences(one: State, other: State) -> set[Place]:
    """Where the two do not say the same, but for the lists of what is to be decided."""
    ours, theirs = everything(one), everything(other)
    places = {place for place in ours.keys() | theirs.keys() if ours.get(place) != theirs.get(place)}
    return {place for place in places if place[0] != "conflicts"}


def nothing_is_double(state: State) -> None:
    for records in (state.delegates, state.proposals):
        assert len({one.number for one in records.values()}) == len(records)
    assert len({one.code for one in state.delegates.values()}) == len(state.delegates)
    assert sum(is_open(run.spans[-1]) for run in state.runs.values() if run.spans) <= 1
    assert sum(is_ticking(one.span) for one in state.speeches.values()) <= 1


def everybody_came(place: Somewhere, state: State, past: State, undecided: set[Place]) -> None:
    """Whoever was let in there, and not before, is in, no later than there."""
    for id, attendance in place.state.attendance.items():
        if (
            attendance.status not in CAME
            or (Attendance.table, id) in undecided
            or attendance == past.attendance.get(id)
        ):
            continue
        found = state.attendance[id]
        assert found.status in CAME
        assert found.arrived is not None
        assert attendance.arrived is not None
        assert found.arrived.wall <= attendance.arrived.wall


def every_decision_can_be_taken_back(place: Somewhere) -> None:
    desk = Somewhere("Văn phòng", place.state, place.log, ids=90_000_000, clock="15:00")
    before = everything(desk.state)
    for conflict in desk.state.conflicts.values():
        with suppress(Refused):
            desk.do(Decide(conflict=conflict.id, theirs=True))
        if conflict.id in desk.state.conflicts:
            continue
        assert facts(desk.state) == facts(anew(desk.state, desk.log))
        desk.do(Undo())
        assert everything(desk.state) == before
