"""The paper list: where everybody signs, and keying back what was signed when the power was gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builders
from deeds import NOBODY, ONE, THREE, TWO, do, excused, leaves, scan, walk_in
from state_facts import reopened
from store import (
    AdmitFromPaper,
    AdmitSubstitute,
    CorrectDelegate,
    HeadCount,
    Outcome,
    PaperReading,
    Store,
    StrikeOff,
    Undo,
    number_ranges,
    read_paper,
    sheet_line,
)
from store.clock import elapsed_s, written_down
from store.errors import BuiltUpon, Reason, Refused
from store.paper import LINES
from store.records import Attendance, CategoryId, DelegateId, Method, Role, Standing, Status
from store.verbs import Verb
from stores import Moments, new_conference, opened

SIGNED = builders.stamp("07:10:00").wall


@pytest.fixture
def clock() -> Moments:
    return Moments("07:30:00")


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    return new_conference(tmp_path, [builders.delegate(number) for number in (1, 2, 3, 5)])


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


def signed(*ids: int, at: dt.datetime = SIGNED) -> AdmitFromPaper:
    return AdmitFromPaper(delegates=tuple(map(DelegateId, ids)), signed=at)


# -- where everybody signs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sheet", "line"),
    [(1, 1, 1), (2, 1, 2), (20, 1, 20), (21, 2, 1), (40, 2, 20), (41, 3, 1), (112, 6, 12), (10_000, 500, 20)],
)
def test_the_number_says_where_to_sign(number: int, sheet: int, line: int) -> None:
    assert sheet_line(number) == (sheet, line)


def test_no_two_numbers_sign_in_the_same_place() -> None:
    places = [sheet_line(number) for number in range(1, 1001)]
    assert len(set(places)) == 1000
    assert places == sorted(places)
    assert {place.line for place in places} == set(range(1, LINES + 1))


# -- held against the program -----------------------------------------------------------------------------------------

READINGS: list[tuple[list[Verb[Any]], str, PaperReading]] = [
    ([], "1-3", PaperReading(only_on_paper=(ONE, TWO, THREE))),
    ([scan(1), scan(5)], "1-3", PaperReading(only_on_paper=(TWO, THREE), only_here=(DelegateId(5),), agreed=1)),
    ([scan(1), scan(2), leaves(2)], "1,2", PaperReading(agreed=2)),
    ([scan(5), scan(1)], "3", PaperReading(only_on_paper=(THREE,), only_here=(ONE, DelegateId(5)))),
    ([excused(1)], "1", PaperReading(only_on_paper=(ONE,))),
    ([AdmitSubstitute(delegate=ONE)], "1", PaperReading(agreed=1)),
    ([], "3,1,3,1-1", PaperReading(only_on_paper=(ONE, THREE))),
    ([], "0,4,1", PaperReading(only_on_paper=(ONE,), unknown=(0, 4))),
    ([], "4-6", PaperReading(only_on_paper=(DelegateId(5),), unknown=(4, 6))),
    ([], "9", PaperReading(unknown=(9,))),
    ([], "7-9", PaperReading(unknown=(9,))),
    ([walk_in()], "6", PaperReading(agreed=1)),
    ([walk_in()], "5", PaperReading(only_on_paper=(DelegateId(5),), only_here=(DelegateId(900),))),
    ([walk_in(standing=Standing.SERVICE, category=CategoryId(""))], "5", PaperReading(only_on_paper=(DelegateId(5),))),
    ([StrikeOff(delegates=(ONE,))], "1", PaperReading(only_on_paper=(ONE,))),
    ([walk_in(), Undo()], "6", PaperReading(unknown=(6,))),
]


@pytest.mark.parametrize(("done", "numbers", "reading"), READINGS)
def test_paper_and_program_are_held_against_each_other(
    store: Store, done: list[Verb[Any]], numbers: str, reading: PaperReading
) -> None:
    do(store, *done)
    assert read_paper(reopened(store), number_ranges(numbers)) == reading


@pytest.mark.parametrize("numbers", ["1-999999999", "1-999999999999999999,2-999999999999999999"])
def test_a_range_far_beyond_the_list_is_read_at_once(store: Store, numbers: str) -> None:
    reading = read_paper(store.state, number_ranges(numbers))
    assert reading.only_on_paper == (ONE, TWO, THREE, 5)
    assert reading.unknown == (4, max(numbers[-1] for numbers in number_ranges(numbers)))


def test_nothing_on_paper_leaves_who_is_in(store: Store) -> None:
    store.run(scan(2))
    assert read_paper(store.state, []) == PaperReading(only_here=(TWO,))


def test_an_arrival_whose_delegate_a_repair_could_not_bring_back_is_passed_over() -> None:
    state = builders.state(builders.delegate(1), builders.present(builders.delegate(2)))
    assert read_paper(state, [range(1, 3)]) == PaperReading(only_on_paper=(ONE,), unknown=(2,))


# -- keyed back -------------------------------------------------------------------------------------------------------


def test_who_signed_comes_in_at_the_time_on_paper(store: Store) -> None:
    assert store.run(signed(1, 2)) == 2
    state = reopened(store)
    assert dict(state.attendance.items()) == {
        id: Attendance(
            delegate=id,
            status=Status.PRESENT,
            arrived=written_down(SIGNED),
            desk="Bàn A",
            method=Method.PAPER,
        )
        for id in (ONE, TWO)
    }
    assert state.head_count() == HeadCount(summoned=4, present=2)


def test_who_is_in_already_keeps_the_time_of_the_scan(store: Store, other: Store) -> None:
    other.run(scan(1))
    other.run(scan(2))
    other.run(leaves(2))
    before = dict(other.state.attendance.items())
    assert store.run(signed(1, 2, 3)) == 1
    state = reopened(store)
    assert {id: state.attendance[id] for id in (ONE, TWO)} == before
    assert state.attendance[THREE].arrived == written_down(SIGNED)


def test_who_signed_after_all_is_no_longer_excused(store: Store) -> None:
    store.run(excused(1))
    assert store.run(signed(1)) == 1
    state = reopened(store)
    assert (state.head_count().excused, state.attendance[ONE].reason) == (0, "")


@pytest.mark.parametrize(("ids", "new"), [((), 0), ((1, 1), 1), ((NOBODY,), 0), ((1, NOBODY, 2), 2)])
def test_each_is_counted_once_and_nobody_unknown(store: Store, ids: tuple[int, ...], new: int) -> None:
    assert store.run(signed(*ids)) == new
    assert len(reopened(store).attendance) == new


def test_keying_the_same_sheet_twice_changes_nothing(store: Store, other: Store) -> None:
    store.run(signed(1, 2))
    before = store.state.attendance
    assert other.run(signed(1, 2, at=SIGNED + dt.timedelta(minutes=5))) == 0
    assert other.state.attendance == before


@pytest.mark.parametrize(("minute", "late"), [(5, 0), (6, 1)])
def test_lateness_goes_by_the_time_on_paper(store: Store, minute: int, late: int) -> None:
    """The conference begins at 8 and allows five minutes."""
    store.run(signed(1, at=builders.stamp(f"08:{minute:02}:00").wall))
    assert reopened(store).head_count().late == late


def test_the_badge_scanned_afterwards_is_in_already(store: Store) -> None:
    store.run(signed(1))
    answer = store.run(scan(1))
    assert (answer.outcome, answer.arrived, answer.desk) == (Outcome.ALREADY_IN, written_down(SIGNED), "Bàn A")


def test_one_undo_takes_the_sheet_back(store: Store) -> None:
    store.run(scan(1))
    store.run(excused(2))
    before = dict(store.state.attendance.items())
    store.run(signed(1, 2, 3))
    store.run(Undo())
    assert dict(reopened(store).attendance.items()) == before


def test_a_sheet_stays_once_one_of_them_has_left(store: Store, other: Store) -> None:
    store.run(signed(1, 2))
    other.run(leaves(2))
    with pytest.raises(BuiltUpon):
        store.run(Undo())
    other.run(CorrectDelegate(delegate=ONE, seat="A1"))
    other.run(Undo())
    other.run(Undo())
    assert store.run(Undo()).verb == "admit_from_paper"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.HALL])
def test_only_the_desk_keys_in_paper(path: Path, role: Role) -> None:
    store = opened(path, role=role)
    with pytest.raises(Refused) as refusal:
        store.run(signed(1))
    assert refusal.value.reason is Reason.ROLE
    store.close()


# -- times on paper ---------------------------------------------------------------------------------------------------


def test_between_times_written_down_the_clock_on_the_wall_counts() -> None:
    """Both have no boot: that is no common one."""
    assert elapsed_s(written_down(SIGNED), written_down(SIGNED + dt.timedelta(minutes=25))) == 1500


def test_between_paper_and_a_scan_the_clock_on_the_wall_counts() -> None:
    scanned = builders.stamp("07:30:00")
    assert elapsed_s(written_down(SIGNED), scanned) == 1200
    assert elapsed_s(scanned, written_down(SIGNED)) == -1200
