"""The opening and the end of check-in, and numbers counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

import builders
from deeds import FOUR, ONE, THREE, TWO, do, excused, leaves, scan, walk_in
from state_facts import reopened
from store import (
    ClearRehearsal,
    CloseCheckIn,
    HeadCount,
    IntroduceLate,
    KeepOnList,
    MarkAbsent,
    NoteHeadCount,
    OpenConference,
    Outcome,
    Store,
    StrikeOff,
    Undo,
    WithdrawArrival,
    WithdrawOpening,
)
from store.errors import BuiltUpon, Reason, Refused
from store.head_counts import Lateness
from store.records import (
    CategoryId,
    CountSource,
    DelegateId,
    HandCount,
    Opening,
    Role,
    Standing,
    Status,
)
from store.verbs import Verb
from stores import Moments, new_conference, opened

EVE = builders.DAY - dt.timedelta(days=1)
LEADERS, WARD = CategoryId("lanh-dao"), CategoryId("to-truong")


@pytest.fixture
def clock() -> Moments:
    """Five past eight: the announced start was at eight, and five minutes are allowed."""
    return Moments("08:05:00")


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    """Three of a ward, and a leader, who comes first in the protocol."""
    people = [*(builders.delegate(number) for number in (1, 2, 3)), builders.delegate(4, category=LEADERS)]
    return new_conference(tmp_path, people)


@pytest.fixture
def store(path: Path, clock: Moments) -> Iterator[Store]:
    store = opened(path, "Bàn A", clock=clock)
    yield store
    store.close()


@pytest.fixture
def other(path: Path, clock: Moments, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B", clock=clock)
    yield other
    other.close()


# -- the opening ------------------------------------------------------------------------------------------------------


def test_the_opening_says_when_and_who_was_there(store: Store) -> None:
    do(store, scan(1), scan(2), leaves(2), scan(4), walk_in(), excused(3))
    opening = store.run(OpenConference())
    assert (opening.at, opening.present) == (builders.stamp("08:05:00"), (FOUR, ONE, 900))
    assert opening.counts == {
        LEADERS: HeadCount(summoned=1, present=1),
        WARD: HeadCount(summoned=3, present=2, left=1, excused=1, walk_ins=1),
    }
    assert reopened(store).opening == opening


def test_whoever_comes_later_the_opening_stays(store: Store, other: Store, clock: Moments) -> None:
    store.run(scan(1))
    opening = store.run(OpenConference())
    clock.move(60)
    do(other, scan(2), leaves(1), excused(3), walk_in(), StrikeOff(delegates=(FOUR,)))
    store.refresh()
    assert store.state.head_count() != HeadCount(summoned=4, present=1)
    assert reopened(store).opening == opening
    assert sum(opening.counts.values(), HeadCount.NOBODY) == HeadCount(summoned=4, present=1)


def test_nobody_is_there_yet(store: Store) -> None:
    opening = store.run(OpenConference())
    assert opening.present == ()
    assert sum(opening.counts.values(), HeadCount.NOBODY) == HeadCount(summoned=4)


def test_the_conference_opens_once(store: Store, other: Store) -> None:
    opening = store.run(OpenConference())
    for desk in (store, other):
        with pytest.raises(Refused) as refusal:
            desk.run(OpenConference())
        assert refusal.value.reason is Reason.ALREADY_OPENED
    assert reopened(store).opening == opening


def test_an_opening_noted_too_early_is_withdrawn_at_any_desk_and_noted_again(
    store: Store, other: Store, clock: Moments
) -> None:
    store.run(OpenConference())
    other.run(WithdrawOpening())
    assert other.state.opening is None
    clock.move(300)
    store.run(OpenConference())
    found = reopened(store).opening
    assert found is not None
    assert found.at == builders.stamp("08:10:00")


def test_what_has_not_been_opened_cannot_be_withdrawn(store: Store) -> None:
    with pytest.raises(Refused) as refusal:
        store.run(WithdrawOpening())
    assert refusal.value.reason is Reason.NOT_OPENED
    do(store, OpenConference(), WithdrawOpening())
    with pytest.raises(Refused):
        store.run(WithdrawOpening())


@pytest.mark.parametrize(
    ("done", "noted"), [([OpenConference()], False), ([OpenConference(), WithdrawOpening()], True)]
)
def test_undo_takes_back_the_opening_and_its_withdrawal(store: Store, done: list[Verb[Any]], noted: bool) -> None:
    do(store, *done)
    store.run(Undo())
    assert (reopened(store).opening is not None) is noted


def test_an_opening_somebody_withdrew_and_noted_anew_is_not_taken_back(store: Store, other: Store) -> None:
    store.run(OpenConference())
    other.run(WithdrawOpening())
    other.run(OpenConference())
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    assert refusal.value.verb == "open_conference"


# -- who is late ------------------------------------------------------------------------------------------------------


def test_late_counts_from_the_actual_start_once_there_is_one(store: Store, clock: Moments) -> None:
    """They came six and eleven minutes past the announced start, and the conference began ten minutes past it."""
    clock.move(60)
    store.run(scan(1))
    clock.move(300)
    store.run(scan(2))
    assert (store.state.head_count().late, store.state.is_late(ONE), store.state.is_late(TWO)) == (2, True, True)
    store.run(Undo())
    clock.move(-60)
    store.run(OpenConference())
    clock.move(60)
    store.run(scan(2))
    clock.move(240)
    store.run(scan(3))
    clock.move(1)
    store.run(scan(4))
    state = reopened(store)
    assert [state.is_late(id) for id in (ONE, TWO, THREE, FOUR)] == [False, False, False, True]
    assert state.head_count().late == 1
    assert state.category_count(LEADERS).late == 1


def test_without_the_opening_late_counts_from_the_announced_start_again(store: Store, clock: Moments) -> None:
    clock.move(60)
    store.run(scan(1))
    store.run(OpenConference())
    assert store.state.head_count().late == 0
    store.run(WithdrawOpening())
    assert reopened(store).head_count().late == 1


@pytest.mark.parametrize(
    ("opened_at", "arrived", "late"),
    [
        (None, "08:05:00", False),
        (None, "08:05:01", True),
        ("08:20:00", "08:25:00", False),
        ("08:20:00", "08:25:01", True),
        ("07:50:00", "07:55:01", True),
        ("08:20:00", "23:59:59", True),
    ],
)
def test_the_minutes_allowed_are_counted_from_the_start(opened_at: str | None, arrived: str, late: bool) -> None:
    opening = Opening(at=builders.stamp(opened_at), counts={}, present=()) if opened_at else None
    lateness = Lateness.of(builders.conference(), opening)
    assert lateness.is_late(builders.present(builders.delegate(1), arrived)) is late


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("opening", [None, Opening(at=builders.stamp("08:20:00"), counts={}, present=())])
def test_arrivals_of_another_day_are_neither_early_nor_late(days: int, opening: Opening | None) -> None:
    arrived = builders.stamp("09:00:00", day=builders.DAY + dt.timedelta(days=days))
    lateness = Lateness.of(builders.conference(), opening)
    assert not lateness.is_late(builders.present(builders.delegate(1), arrived=arrived))


def test_who_has_not_arrived_is_not_late() -> None:
    lateness = Lateness.of(builders.conference(), None)
    assert not lateness.is_late(None)
    assert not lateness.is_late(builders.absent(builders.delegate(1)))


def test_the_day_is_the_conferences_own_in_whatever_zone_the_moment_is_told() -> None:
    """At six in the morning in the hall it is still the day before by universal time."""
    at = builders.stamp("06:00:00")
    elsewhere = msgspec.structs.replace(at, wall=at.wall.astimezone(dt.UTC))
    told = [Lateness.of(builders.conference(), Opening(at=one, counts={}, present=())) for one in (at, elsewhere)]
    assert told[0] == told[1]
    assert told[1].is_late(builders.present(builders.delegate(1), "09:00:00"))


# -- the end of check-in ----------------------------------------------------------------------------------------------


def test_who_is_missing_is_absent_without_reason(store: Store) -> None:
    do(store, scan(1), excused(2))
    assert store.run(CloseCheckIn()) == (FOUR, THREE)
    state = reopened(store)
    assert state.attendance[THREE] == builders.absent(builders.delegate(3))
    assert state.attendance[TWO].status is Status.EXCUSED
    assert state.head_count() == HeadCount(summoned=4, present=1, excused=1, unexcused=2)
    assert state.head_count().not_arrived == 0


def test_whoever_comes_later_is_let_in(store: Store, other: Store, clock: Moments) -> None:
    store.run(CloseCheckIn())
    clock.move(3600)
    answer = other.run(scan(3))
    assert (answer.outcome, answer.excuse_lifted) == (Outcome.ADMITTED, True)
    store.refresh()
    assert reopened(store).head_count() == HeadCount(summoned=4, present=1, unexcused=3, late=1)


def test_only_the_summoned_are_missing(store: Store) -> None:
    store.run(StrikeOff(delegates=(ONE,)))
    for id, standing in ((900, Standing.WALK_IN), (901, Standing.SERVICE)):
        store.run(walk_in(id, standing=standing))
        store.run(WithdrawArrival(delegate=DelegateId(id)))
    assert store.run(CloseCheckIn()) == (FOUR, TWO, THREE)
    assert set(reopened(store).attendance) == {2, 3, 4}


def test_the_end_can_be_noted_again_for_who_was_summoned_since(store: Store) -> None:
    store.run(StrikeOff(delegates=(ONE,)))
    store.run(CloseCheckIn())
    assert store.run(CloseCheckIn()) == ()
    store.run(KeepOnList(delegates=(ONE,)))
    assert store.run(CloseCheckIn()) == (ONE,)
    state = reopened(store)
    assert state.head_count().unexcused == 4
    assert state.closing is not None
    assert state.closing.absent == (FOUR, TWO, THREE, ONE)


def test_whoever_is_missing_again_is_among_the_absent_once(store: Store) -> None:
    missing = store.run(CloseCheckIn())
    store.run(WithdrawArrival(delegate=missing[0]))
    assert store.run(CloseCheckIn()) == missing[:1]
    assert store.state.closing is not None
    assert store.state.closing.absent == missing


def test_a_reason_noted_afterwards_excuses(store: Store, other: Store) -> None:
    store.run(CloseCheckIn())
    other.run(MarkAbsent(delegate=ONE, excused=True, reason="Ốm"))
    store.refresh()
    assert reopened(store).head_count() == HeadCount(summoned=4, excused=1, unexcused=3)


def test_who_came_late_is_introduced_once_and_only_after_the_opening(store: Store, path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        store.run(IntroduceLate(delegates=(ONE,)))
    assert refusal.value.reason is Reason.NOT_OPENED
    do(store, OpenConference(), IntroduceLate(delegates=(TWO, ONE)), IntroduceLate(delegates=(ONE,)))
    store.close()
    with closing(opened(path)) as again:
        assert again.state.opening is not None
        assert again.state.opening.introduced == (TWO, ONE)


def test_one_undo_takes_the_end_back_unless_somebody_came_since(store: Store, other: Store) -> None:
    store.run(excused(2))
    store.run(CloseCheckIn())
    other.run(scan(3))
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    assert refusal.value.verb == "scan"
    other.run(Undo())
    assert store.run(Undo()).verb == "close_check_in"
    assert set(reopened(store).attendance) == {2}


# -- counted by hand --------------------------------------------------------------------------------------------------


def test_numbers_counted_or_told_are_kept_in_order(store: Store, other: Store, clock: Moments) -> None:
    assert store.run(NoteHeadCount(people=86, source=CountSource.HALL)) == 1
    clock.move(60)
    assert other.run(NoteHeadCount(people=0, source=CountSource.DOOR)) == 2
    store.refresh()
    assert dict(reopened(store).hand_counts.items()) == {
        1: HandCount(id=1, at=builders.stamp("08:05:00"), people=86, source=CountSource.HALL),
        2: HandCount(id=2, at=builders.stamp("08:06:00"), people=0, source=CountSource.DOOR),
    }


def test_a_number_mistyped_is_taken_back(store: Store, other: Store) -> None:
    store.run(NoteHeadCount(people=860, source=CountSource.HALL))
    other.run(NoteHeadCount(people=86, source=CountSource.HALL))
    store.run(Undo())
    assert [count.people for count in reopened(store).hand_counts.values()] == [86]


def test_there_are_never_fewer_people_than_none(store: Store) -> None:
    with pytest.raises(Refused) as refusal:
        store.run(NoteHeadCount(people=-1, source=CountSource.HALL))
    assert refusal.value.reason is Reason.NEGATIVE
    assert not reopened(store).hand_counts


# -- who may ----------------------------------------------------------------------------------------------------------


AT_THE_DOOR = (CloseCheckIn(), NoteHeadCount(people=1, source=CountSource.HALL), ClearRehearsal(today=builders.DAY))
AT_BOTH = (OpenConference(), WithdrawOpening())
AT_THE_PODIUM = (IntroduceLate(delegates=(ONE,)),)


@pytest.mark.parametrize(
    ("verb", "role"),
    [
        *((verb, role) for verb in AT_THE_DOOR for role in (Role.MODERATOR, Role.SECRETARY, Role.HALL)),
        *((verb, role) for verb in AT_BOTH for role in (Role.SECRETARY, Role.HALL)),
        *((verb, role) for verb in AT_THE_PODIUM for role in (Role.RECEPTION, Role.SECRETARY, Role.HALL)),
    ],
    ids=lambda one: one.verb_name if isinstance(one, Verb) else one.value,
)
def test_the_desk_opens_and_closes_and_the_podium_opens_and_introduces(path: Path, verb: Verb[Any], role: Role) -> None:
    with closing(opened(path, role=role)) as store, pytest.raises(Refused) as refusal:
        store.run(verb)
    assert (refusal.value.reason, refusal.value.role) == (Reason.ROLE, role)
