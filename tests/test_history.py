"""The log and undo: what was done, and taking the last of it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from random_verbs import changes, run, verbs
from store import AdmitWalkIn, CheckOut, MarkAbsent, Scan, Store, Undo, Undone
from store.errors import BuiltUpon, Reason, Refused
from store.history import last_undoable
from store.records import CategoryId, DelegateId
from store.verbs import Verb
from stores import Moments, documents, new_conference, opened

ONE = DelegateId(1)


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def walk_in(id: int = 900) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name="Đỗ Loan")


@pytest.fixture
def clock() -> Moments:
    return Moments()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_conference(tmp_path, 5)


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


@given(before=st.lists(verbs, max_size=6), verb=changes, folded=st.booleans())
@settings(max_examples=60, deadline=None)
def test_undo_puts_back_exactly_what_was(before: list[Verb[Any]], verb: Verb[Any], folded: bool) -> None:
    with TemporaryDirectory() as folder:
        path = new_conference(Path(folder), 5)
        store = opened(path)
        for earlier in before:
            run(store, earlier)
        if folded:
            store.close()
            store = opened(path)
        was = documents(store), _facts(store)
        seq = store.state.seq
        if run(store, verb) and store.log()[-1].touched and documents(store) != was[0]:
            assert store.run(Undo()).seq == seq + 1
            assert (documents(store), _facts(store)) == was
        store.close()
        again = opened(path)
        assert documents(again) == documents(store)
        again.close()


def _facts(store: Store) -> dict[str, Any]:
    """The state, but for the log and for what only ever grows."""
    state = store.state
    return {
        "delegates": dict(state.delegates.items()),
        "attendance": dict(state.attendance.items()),
        "codes": dict(state.codes.items()),
        "numbers": dict(state.numbers.items()),
        "units": dict(state.units.items()),
        "head count": state.head_count(),
    }


@given(done=st.lists(changes, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_undoing_everything_leads_back_to_the_beginning(done: list[Verb[Any]]) -> None:
    with TemporaryDirectory() as folder:
        store = opened(new_conference(Path(folder), 5))
        beginning = documents(store)
        for verb in done:
            run(store, verb)
        while last_undoable(store.state, store.session.id, store.now()):
            store.run(Undo())
        assert documents(store) == beginning
        store.close()


def test_undo_says_what_it_took_back(store: Store) -> None:
    store.run(walk_in())
    assert store.run(Undo()) == Undone(seq=1, verb="admit_walk_in", keys=(("delegates", 900), ("attendance", 900)))
    assert store.log()[-1].undoes == 1


def test_undo_goes_back_step_by_step_and_is_not_undone_itself(store: Store) -> None:
    for number in (1, 2, 3):
        store.run(scan(number))
    assert [store.run(Undo()).seq for _ in range(3)] == [3, 2, 1]
    with pytest.raises(Refused) as refusal:
        store.run(Undo())
    assert refusal.value.reason is Reason.NOTHING_TO_UNDO


def test_what_changed_nothing_is_not_undone(store: Store) -> None:
    store.run(scan(1))
    store.run(scan(1))
    store.run(Scan.of("https://example.org"))
    assert store.run(Undo()).seq == 1


def test_only_my_own_session_is_undone(store: Store, other: Store) -> None:
    store.run(scan(1))
    other.run(scan(2))
    assert store.run(Undo()).seq == 1
    with pytest.raises(Refused):
        store.run(Undo())
    assert set(store.state.attendance) == {2}


def test_what_somebody_built_upon_is_not_torn_out(store: Store, other: Store) -> None:
    store.run(scan(1))
    other.run(CheckOut(delegate=ONE))
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    built = refusal.value
    assert (built.seq, built.verb, built.session, built.at) == (2, "check_out", other.session.id, other.now())
    assert store.state.desk_of(built.session) == "Bàn B"


def test_what_was_built_upon_and_taken_back_again_can_be_undone(store: Store, other: Store) -> None:
    store.run(scan(1))
    other.run(CheckOut(delegate=ONE))
    other.run(Undo())
    assert store.run(Undo()).seq == 1
    assert ONE not in store.state.attendance


def test_a_walk_in_somebody_checked_out_stays(store: Store, other: Store) -> None:
    store.run(walk_in())
    other.run(CheckOut(delegate=DelegateId(900)))
    with pytest.raises(BuiltUpon):
        store.run(Undo())


@pytest.mark.parametrize(("hours", "offered"), [(23.9, True), (24.1, False)])
def test_undo_reaches_24_hours_back(store: Store, clock: Moments, hours: float, offered: bool) -> None:
    store.run(scan(1))
    clock.move(hours * 3600)
    assert (last_undoable(store.state, store.session.id, store.now()) is not None) is offered


@pytest.mark.parametrize(("later", "offered"), [(199, True), (200, False)])
def test_undo_reaches_200_actions_back(store: Store, other: Store, later: int, offered: bool) -> None:
    store.run(MarkAbsent(delegate=ONE, excused=True))
    for _ in range(later):
        other.run(Scan.of("khách"))
    store.refresh()
    assert (last_undoable(store.state, store.session.id, store.now()) is not None) is offered


def test_the_log_says_who_did_what_when_and_what_it_answered(store: Store, clock: Moments) -> None:
    clock.move(65)
    store.run(scan(1))
    entry = store.log()[0]
    assert (entry.seq, entry.session, entry.verb, entry.at) == (1, store.session.id, "scan", store.now())
    assert entry.args["code"] == builders.code(1)
    assert entry.outcome["outcome"] == "admitted"
    assert {touched.table for touched in entry.touched} == {"attendance", "sessions"}
