"""The opening and the end of check-in, numbers counted by hand, and the rehearsal before the day."""

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
from state_facts import facts, reopened
from store import (
    AdmitFromPaper,
    AdmitSubstitute,
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
    rehearsal,
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
from stores import Moments, documents, new_conference, opened

EVE = builders.DAY - dt.timedelta(days=1)
LEADERS, WARD = CategoryId("lanh-dao"), CategoryId("to-truong")


@pytest.fixture
def clock() -> Moments:
    """Five past eight: the announced start was at eight, and five minutes are allowed."""
    return Moments("08:05:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
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


# -- the rehearsal ----------------------------------------------------------------------------------------------------


def rehearsed(path: Path, *done: Verb[Any]) -> None:
    """What somebody tried the evening before."""
    evening = Moments("17:00:00")
    evening.move(-24 * 3600)
    with closing(opened(path, "Bàn thử", clock=evening)) as store:
        for verb in done:
            store.run(verb)


TODAY = ClearRehearsal(today=builders.DAY)
TRIED: tuple[Verb[Any], ...] = (
    scan(1),
    AdmitSubstitute(delegate=TWO),
    walk_in(name=""),
    leaves(1),
    excused(3),
    NoteHeadCount(people=3, source=CountSource.HALL),
    OpenConference(),
)


def test_arrivals_of_the_eve_go_and_absences_stay(path: Path, store: Store) -> None:
    rehearsed(path, *TRIED)
    store.refresh()
    assert set(rehearsal(store.state, builders.DAY).arrivals) == {1, 2, 900}
    assert store.run(TODAY) == 3
    state = reopened(store)
    assert {id: one.reason for id, one in state.attendance.items()} == {THREE: "Ốm"}
    assert (state.opening, list(state.hand_counts), list(state.nameless)) == (None, [], [])
    assert state.head_count() == HeadCount(summoned=4, excused=1)
    assert not rehearsal(state, builders.DAY)


def test_then_everybody_comes_as_if_for_the_first_time(path: Path, store: Store) -> None:
    rehearsed(path, *TRIED)
    store.run(TODAY)
    answer = store.run(scan(1))
    assert (answer.outcome, answer.times, answer.excuse_lifted) == (Outcome.ADMITTED, 1, False)
    assert store.run(OpenConference()).present == (ONE,)


def test_one_undo_brings_all_of_it_back(path: Path, store: Store) -> None:
    rehearsed(path, *TRIED)
    store.refresh()
    before = facts(store.state)
    store.run(TODAY)
    store.run(Undo())
    after = facts(reopened(store))
    for name in ("attendance", "openings", "hand_counts", "nameless", "counts", "area_counts", "lateness"):
        assert after[name] == before[name]


def test_what_was_noted_in_the_rehearsal_goes_without_any_arrival(path: Path, store: Store) -> None:
    rehearsed(path, excused(1), OpenConference(), NoteHeadCount(people=3, source=CountSource.DOOR))
    assert store.run(TODAY) == 0
    state = reopened(store)
    assert (state.opening, list(state.hand_counts), set(state.attendance)) == (None, [], {1})


def test_an_end_of_check_in_that_was_tried_makes_nobody_absent(path: Path, store: Store) -> None:
    rehearsed(path, scan(1), excused(2), CloseCheckIn(), MarkAbsent(delegate=THREE, excused=False, reason="Bận họp"))
    store.refresh()
    assert rehearsal(store.state, builders.DAY).absences == (FOUR,)
    assert store.run(TODAY) == 1
    state = reopened(store)
    assert {id: one.reason for id, one in state.attendance.items()} == {TWO: "Ốm", THREE: "Bận họp"}
    assert (state.closing, state.head_count().not_arrived) == (None, 2)


def test_whoever_said_without_a_reason_not_to_come_stays_absent(path: Path, store: Store) -> None:
    rehearsed(path, MarkAbsent(delegate=ONE, excused=False))
    store.refresh()
    assert not rehearsal(store.state, builders.DAY)
    store.run(TODAY)
    assert set(reopened(store).attendance) == {ONE}


@pytest.mark.parametrize(
    "tried",
    [OpenConference(), CloseCheckIn(), NoteHeadCount(people=3, source=CountSource.HALL)],
    ids=lambda verb: type(verb).verb_name,
)
def test_whatever_was_tried_alone_is_a_rehearsal_too(path: Path, store: Store, tried: Verb[Any]) -> None:
    rehearsed(path, tried)
    store.refresh()
    assert rehearsal(store.state, builders.DAY)
    store.run(TODAY)
    assert documents(store).keys() == {"conference", "delegates"}
    assert not rehearsal(store.state, builders.DAY)


def test_an_end_of_check_in_of_today_is_no_rehearsal(path: Path, store: Store) -> None:
    store.run(CloseCheckIn())
    assert not rehearsal(store.state, builders.DAY)


def test_what_was_noted_today_stays(path: Path, store: Store) -> None:
    rehearsed(path, scan(1))
    opening = store.run(OpenConference())
    store.run(NoteHeadCount(people=86, source=CountSource.HALL))
    assert store.run(TODAY) == 1
    state = reopened(store)
    assert (state.opening, [count.people for count in state.hand_counts.values()]) == (opening, [86])


def test_once_somebody_has_arrived_today_it_was_no_rehearsal(path: Path, store: Store, other: Store) -> None:
    rehearsed(path, *TRIED)
    other.run(scan(4))
    other.run(leaves(4))
    store.refresh()
    assert not rehearsal(store.state, builders.DAY)
    before = other.state
    assert store.run(TODAY) == 0
    state = reopened(store)
    for name in ("attendance", "openings", "hand_counts"):
        assert getattr(state, name) == getattr(before, name)


@pytest.mark.parametrize("days", [0, 1])
def test_what_is_of_today_or_of_a_clock_that_went_ahead_is_of_no_earlier_day(
    path: Path, store: Store, days: int
) -> None:
    rehearsed(path, *TRIED)
    assert store.run(ClearRehearsal(today=EVE - dt.timedelta(days=days))) == 0
    state = reopened(store)
    assert set(state.attendance) == {1, 2, 3, 900}
    assert state.opening is not None
    assert set(state.hand_counts) == {1}


def test_a_paper_list_of_the_eve_is_of_an_earlier_day_too(path: Path, store: Store) -> None:
    rehearsed(path, AdmitFromPaper(delegates=(ONE,), signed=builders.stamp("16:00:00", day=EVE).wall))
    assert store.run(TODAY) == 1
    assert list(reopened(store).attendance) == []


def test_an_opening_of_the_eve_keeps_todays_out_until_it_is_cleared_or_withdrawn(path: Path, store: Store) -> None:
    rehearsed(path, OpenConference())
    with pytest.raises(Refused) as refusal:
        store.run(OpenConference())
    assert refusal.value.reason is Reason.ALREADY_OPENED
    store.run(TODAY)
    assert store.run(OpenConference()).at == builders.stamp("08:05:00")


# -- who may ----------------------------------------------------------------------------------------------------------


AT_THE_DOOR = (CloseCheckIn(), NoteHeadCount(people=1, source=CountSource.HALL), TODAY)
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
