"""Several people who come together, and an arrival that was given to the wrong person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builders
from deeds import FIVE, FOUR, NOBODY, ONE, THREE, TWO, do, excused, leaves, scan
from state_facts import reopened
from store import (
    AdmitSubstitute,
    Answer,
    CheckInTogether,
    HeadCount,
    MoveArrival,
    Outcome,
    Store,
    StrikeOff,
    Undo,
)
from store.errors import BuiltUpon, Reason, Refused
from store.records import AreaId, CategoryId, DelegateId, Method, Role, Status, Substitute
from store.verbs import Verb
from stores import Moments, new_conference, opened


@pytest.fixture
def clock() -> Moments:
    return Moments("07:30:00")


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    people = [builders.delegate(number) for number in range(1, 6)]
    people[1] = builders.delegate(2, category=CategoryId("truong-khoi"), area=AreaId("p01"))
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


def together(*ids: int) -> CheckInTogether:
    return CheckInTogether(delegates=tuple(map(DelegateId, ids)))


# -- together ---------------------------------------------------------------------------------------------------------


def test_everybody_gets_the_own_answer_in_the_order_asked(store: Store, other: Store, clock: Moments) -> None:
    other.run(scan(2))
    other.run(scan(3))
    other.run(leaves(3))
    other.run(excused(4))
    clock.move(60)
    at, earlier = builders.stamp("07:31:00"), builders.stamp("07:30:00")
    assert store.run(together(4, 2, 5, 3)) == (
        Answer(outcome=Outcome.ADMITTED, delegate=FOUR, at=at, excuse_lifted=True),
        Answer(outcome=Outcome.ALREADY_IN, delegate=TWO, at=at, arrived=earlier, desk="Bàn B", times=2),
        Answer(outcome=Outcome.ADMITTED, delegate=FIVE, at=at),
        Answer(outcome=Outcome.REENTRY, delegate=THREE, at=at, arrived=earlier, desk="Bàn B", times=2),
    )
    state = reopened(store)
    assert state.attendance[FIVE] == builders.present(builders.delegate(5), "07:31:00", method=Method.NAME)
    assert state.attendance[TWO].desk == "Bàn B"
    assert state.head_count() == HeadCount(summoned=5, present=4)


def test_who_came_together_is_one_entry_in_the_log_and_one_undo(store: Store) -> None:
    store.run(scan(2))
    store.run(together(1, 2, 3))
    assert [entry.verb for entry in store.log()] == ["scan", "check_in_together"]
    assert store.run(Undo()).verb == "check_in_together"
    assert set(reopened(store).attendance) == {2}


@pytest.mark.parametrize(("seconds", "outcome"), [(4.9, Outcome.REPEAT), (5, Outcome.ALREADY_IN)])
def test_how_often_each_was_asked_for_is_counted(
    store: Store, clock: Moments, seconds: float, outcome: Outcome
) -> None:
    store.run(together(1, 2))
    clock.move(seconds)
    assert [(answer.outcome, answer.times) for answer in store.run(together(2, 1))] == [(outcome, 2), (outcome, 2)]
    answer = store.run(scan(1))
    assert (answer.outcome, answer.times) == (Outcome.REPEAT, 3)


def test_how_often_is_known_to_another_desk_and_after_reopening(
    store: Store, other: Store, path: Path, clock: Moments
) -> None:
    store.run(together(1, 2))
    assert other.run(scan(2)).times == 2
    store.close()
    other.close()
    again = opened(path, clock=clock)
    assert [again.run(scan(number)).times for number in (1, 2)] == [2, 3]
    again.close()


def test_somebody_named_twice_is_admitted_once(store: Store, other: Store) -> None:
    assert [answer.outcome for answer in store.run(together(1, 1))] == [Outcome.ADMITTED, Outcome.ALREADY_IN]
    other.refresh()
    assert other.state.trails == store.state.trails
    assert other.run(scan(1)).times == 3
    store.refresh()
    assert reopened(store).head_count().present == 1


def test_nobody_is_admitted_with_somebody_unknown(store: Store) -> None:
    with pytest.raises(Refused) as refusal:
        store.run(together(1, NOBODY))
    assert (refusal.value.reason, refusal.value.delegate) == (Reason.NO_SUCH_DELEGATE, NOBODY)
    assert list(reopened(store).attendance) == []


def test_nobody_together_is_nobody(store: Store) -> None:
    assert store.run(together()) == ()
    assert list(reopened(store).attendance) == []


def test_who_came_together_and_left_at_another_desk_stays(store: Store, other: Store) -> None:
    store.run(together(1, 2))
    other.run(leaves(2))
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    assert refusal.value.verb == "check_out"
    assert set(store.state.attendance) == {1, 2}


# -- moved ------------------------------------------------------------------------------------------------------------


def test_an_arrival_moves_with_its_time_and_desk(store: Store, other: Store, clock: Moments) -> None:
    store.run(scan(1))
    clock.move(120)
    answer = other.run(MoveArrival(source=ONE, target=TWO))
    arrived = builders.stamp("07:30:00")
    at = builders.stamp("07:32:00")
    assert answer == Answer(outcome=Outcome.ADMITTED, delegate=TWO, at=at, arrived=arrived, desk="Bàn A")
    store.refresh()
    state = reopened(store)
    assert dict(state.attendance.items()) == {TWO: builders.present(builders.delegate(2), "07:30:00")}


def test_the_substitute_and_the_leaving_move_too(store: Store, clock: Moments) -> None:
    store.run(AdmitSubstitute(delegate=ONE, name="Lê Văn Sử", title="Phó ban"))
    clock.move(60)
    store.run(leaves(1))
    store.run(MoveArrival(source=ONE, target=TWO))
    found = reopened(store).attendance[TWO]
    assert found.substitute == Substitute(name="Lê Văn Sử", title="Phó ban")
    assert (found.status, found.left) == (Status.LEFT, builders.stamp("07:31:00"))


def test_head_counts_move_along_between_categories_and_areas(store: Store) -> None:
    store.run(scan(1))
    store.run(MoveArrival(source=ONE, target=TWO))
    state = reopened(store)
    assert state.category_count(CategoryId("to-truong")) == HeadCount(summoned=4)
    assert state.category_count(CategoryId("truong-khoi")) == HeadCount(summoned=1, present=1)
    assert state.area_count(AreaId("p01")) == HeadCount(summoned=1, present=1)


@pytest.mark.parametrize(("before", "lifted"), [([], False), ([excused(2)], True)])
def test_whether_an_excuse_was_lifted_is_told(store: Store, before: list[Verb[Any]], lifted: bool) -> None:
    do(store, *before, scan(1))
    assert store.run(MoveArrival(source=ONE, target=TWO)).excuse_lifted is lifted
    state = reopened(store)
    assert (state.attendance[TWO].reason, state.head_count().excused) == ("", 0)


def test_then_the_one_it_was_taken_from_can_still_come(store: Store, clock: Moments) -> None:
    store.run(scan(1))
    store.run(MoveArrival(source=ONE, target=TWO))
    clock.move(60)
    wrong, right = store.run(scan(1)), store.run(scan(2))
    assert (wrong.outcome, wrong.times) == (Outcome.ADMITTED, 1)
    assert (right.outcome, right.arrived) == (Outcome.ALREADY_IN, builders.stamp("07:30:00"))


@pytest.mark.parametrize("before", [[], [excused(2)]])
def test_undo_gives_the_arrival_back(store: Store, before: list[Verb[Any]]) -> None:
    do(store, *before, scan(1))
    was = dict(store.state.attendance.items())
    store.run(MoveArrival(source=ONE, target=TWO))
    store.run(Undo())
    assert dict(reopened(store).attendance.items()) == was


REFUSED: list[tuple[list[Verb[Any]], int, int, Reason, int]] = [
    ([scan(1)], 1, 1, Reason.SAME_PERSON, 1),
    ([scan(1)], 1, NOBODY, Reason.NO_SUCH_DELEGATE, NOBODY),
    ([scan(1)], NOBODY, 1, Reason.NO_SUCH_DELEGATE, NOBODY),
    ([], 1, 2, Reason.NOT_ARRIVED, 1),
    ([excused(1)], 1, 2, Reason.NOT_ARRIVED, 1),
    ([scan(1), scan(2)], 1, 2, Reason.ALREADY_PRESENT, 2),
    ([scan(1), scan(2), leaves(2)], 1, 2, Reason.ALREADY_PRESENT, 2),
]


@pytest.mark.parametrize(("before", "source", "target", "reason", "whose"), REFUSED)
def test_what_cannot_move_is_refused(
    store: Store, before: list[Verb[Any]], source: int, target: int, reason: Reason, whose: int
) -> None:
    do(store, *before)
    state = store.state
    with pytest.raises(Refused) as refusal:
        store.run(MoveArrival(source=DelegateId(source), target=DelegateId(target)))
    assert (refusal.value.reason, refusal.value.delegate) == (reason, whose)
    assert store.state == state


def test_a_second_desk_moving_the_same_arrival_is_refused(store: Store, other: Store) -> None:
    store.run(scan(1))
    store.run(MoveArrival(source=ONE, target=TWO))
    with pytest.raises(Refused) as refusal:
        other.run(MoveArrival(source=ONE, target=THREE))
    assert refusal.value.reason is Reason.NOT_ARRIVED


def test_an_arrival_can_move_to_somebody_struck_off_and_counts_as_a_walk_in(store: Store) -> None:
    store.run(StrikeOff(delegates=(TWO,)))
    store.run(scan(1))
    store.run(MoveArrival(source=ONE, target=TWO))
    assert reopened(store).head_count() == HeadCount(summoned=4, walk_ins=1)


@pytest.mark.parametrize("verb", [together(1), MoveArrival(source=ONE, target=TWO)])
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.HALL])
def test_only_the_desk_admits(path: Path, role: Role, verb: Verb[Any]) -> None:
    store = opened(path, role=role)
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert (refusal.value.reason, refusal.value.role) == (Reason.ROLE, role)
    store.close()
