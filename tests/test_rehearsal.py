"""What was tried before the day goes on the first opening of the day, if a person says so, and nothing else does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import builders
from builders import proposal
from deeds import FOUR, ONE, THREE, TWO, excused, leaves, scan, walk_in
from secretary import merge, note, written
from state_facts import facts, reopened
from store import (
    AdmitFromPaper,
    AdmitSubstitute,
    ClearRehearsal,
    CloseCheckIn,
    HeadCount,
    MarkAbsent,
    NoteHeadCount,
    OpenConference,
    Outcome,
    SplitProposal,
    Store,
    Undo,
    rehearsal,
    was_held,
)
from store.errors import Reason, Refused
from store.proposal_records import Proposal
from store.records import CategoryId, CountSource
from store.verbs import Verb
from stores import Moments, documents, new_conference, opened

EVE = builders.DAY - dt.timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    """Three of a ward, and a leader."""
    people = [
        *(builders.delegate(number) for number in (1, 2, 3)),
        builders.delegate(4, category=CategoryId("lanh-dao")),
    ]
    return new_conference(tmp_path, people)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path, "Bàn A", clock=Moments("08:05:00"))
    yield store
    store.close()


@pytest.fixture
def other(path: Path, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B", clock=Moments("08:05:00"))
    yield other
    other.close()


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


# -- what was written down --------------------------------------------------------------------------------------------


EVERYTHING = ClearRehearsal(today=builders.DAY, proposals=True)


def on_the_eve(id: int, **fields: Any) -> Proposal:
    return proposal(id, noted=builders.stamp("17:00:00", day=EVE), **fields)


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Store]:
    """Two that were tried, a slip, and one of today."""
    (tmp_path / "notes").mkdir()
    raised = [on_the_eve(1), on_the_eve(2), on_the_eve(3, slip="A-1"), proposal(4)]
    store = opened(new_conference(tmp_path / "notes", [builders.delegate(1)], proposals=raised))
    yield store
    store.close()


def test_what_was_written_down_for_a_try_goes_only_when_that_is_said(notes: Store) -> None:
    assert rehearsal(notes.state, builders.DAY).proposals == (1, 2)
    notes.run(TODAY)
    assert set(written(notes).proposals) == {1, 2, 3, 4}
    notes.run(EVERYTHING)
    assert set(written(notes).proposals) == {3, 4}
    assert not rehearsal(notes.state, builders.DAY)


def test_it_comes_back_and_its_numbers_are_nobody_elses(notes: Store) -> None:
    before = dict(notes.state.proposals)
    notes.run(EVERYTHING)
    notes.run(Undo())
    assert dict(written(notes).proposals) == before
    notes.run(EVERYTHING)
    assert notes.run(note(9)).number == 5


def test_what_is_merged_with_a_slip_or_with_one_of_today_or_was_part_of_it_stays(notes: Store) -> None:
    notes.run(merge(3, 1))
    assert rehearsal(notes.state, builders.DAY).proposals == (2,)
    notes.run(merge(2, 4))
    assert not rehearsal(notes.state, builders.DAY)
    notes.run(Undo())
    notes.run(SplitProposal(proposal=3, id=8, text="Một", rest="Hai"))
    notes.run(EVERYTHING)
    assert set(written(notes).proposals) == {1, 3, 4, 8}


# -- afterwards -------------------------------------------------------------------------------------------------------


def test_on_the_days_after_the_conference_what_happened_was_no_rehearsal(store: Store) -> None:
    after = builders.DAY + dt.timedelta(days=1)
    assert not was_held(store.state, after)
    store.run(scan(1))
    assert was_held(store.state, after)
    assert not was_held(store.state, builders.DAY)


def test_where_the_plan_has_another_date_nobody_knows(path: Path, store: Store) -> None:
    rehearsed(path, scan(1))
    store.refresh()
    assert not was_held(store.state, builders.DAY + dt.timedelta(days=1))
