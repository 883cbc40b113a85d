"""What is true at one moment: indexes and counts kept up as records change equal those made anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from random_verbs import PEOPLE, run, verbs
from store import HeadCount, Scan, State
from store.engine.tables import Tables
from store.records import Attendance, CategoryId, Conference, Delegate, DelegateId, Record, Standing
from store.verbs import Verb
from stores import every_document, new_conference, opened


def facts(state: State) -> dict[str, Any]:
    """A state as plain data. A category or position nobody has any more makes no difference."""
    plain = {name: getattr(state, name) for name in state.__struct_fields__ if name != "last_position"}
    maps = {name: dict(value.items()) if hasattr(value, "items") else value for name, value in plain.items()}
    # A tuple comes back from a file as a list.
    maps["recent"] = msgspec.json.decode(msgspec.json.encode(maps["recent"]))
    maps["counts"] = {key: count for key, count in maps["counts"].items() if count != HeadCount.NOBODY}
    return maps


def anew(state: State, *records: Record) -> State:
    """A state made of documents, without a log."""
    tables: dict[str, dict[str, Any]] = {Conference.table: {"1": state.conference.to_document()}}
    for record in records:
        tables.setdefault(record.table, {})[str(record.key)] = record.to_document()
    return State.of(Tables(tables, state.last_number), 0)


@given(done=st.lists(st.tuples(st.booleans(), verbs), max_size=15))
@settings(max_examples=60, deadline=None)
def test_a_state_kept_up_equals_one_made_anew(done: list[tuple[bool, Verb[Any]]]) -> None:
    with TemporaryDirectory() as folder:
        path = new_conference(Path(folder), PEOPLE)
        desks = opened(path, "Bàn A"), opened(path, "Bàn B")
        for first, verb in done:
            run(desks[first], verb)
        for desk in desks:
            desk.refresh()
            assert facts(desk.state) == facts(State.of(desk.engine.tables, desk.engine.seq))
            desk.close()
        again = opened(path)
        assert every_document(again) == every_document(desks[0])
        assert facts(again.state) == facts(desks[0].state)
        again.close()


_people = st.builds(
    lambda number, codes, **fields: builders.delegate(
        number, retired_codes=tuple(f"-{number}{code}" for code in codes), **fields
    ),
    st.integers(1, 6),
    st.sampled_from(["", "A", "AB"]),
    category=st.sampled_from(["to-truong", "truong-khoi"]).map(CategoryId),
    unit=st.sampled_from(["Phường Tam Sơn", "phuong tam son", "Phường Đồng Kỵ"]),
    standing=st.sampled_from(Standing),
)
_attendance = st.integers(1, 6).flatmap(
    lambda number: st.sampled_from(
        [
            builders.present(builders.delegate(number), "07:00:00"),
            builders.present(builders.delegate(number), "09:00:00"),
            builders.gone(builders.delegate(number)),
            builders.absent(builders.delegate(number)),
        ]
    )
)
_changes = st.one_of(
    _people.map(lambda record: ("put", record)),
    _attendance.map(lambda record: ("put", record)),
    st.tuples(st.just("remove"), st.tuples(st.sampled_from(["delegates", "attendance"]), st.integers(1, 6))),
)


@given(done=st.lists(_changes, max_size=20))
@settings(max_examples=80, deadline=None)
def test_any_order_of_records_leads_to_the_same_state(done: list[tuple[str, Any]]) -> None:
    """Delegates move between categories and units, change standing and codes, and go while their attendance stays."""
    state = anew_empty()
    records: dict[tuple[str, int], Record] = {}
    for what, value in done:
        if what == "put":
            records[value.table, value.key] = value
            state = state.put(value)
        else:
            records.pop(value, None)
            state = state.remove(*value)
    assert facts(state) == facts(anew(state, *records.values()))


def anew_empty() -> State:
    return State.of(Tables({Conference.table: {"1": builders.conference().to_document()}}), 0)


def test_an_older_state_stays_as_it_was(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path))
    before = store.state
    store.run(Scan.of(builders.code(1)))
    assert DelegateId(1) not in before.attendance
    assert before.head_count().present == 0
    assert store.state.head_count().present == 1
    store.close()


def test_another_start_changes_who_was_late() -> None:
    person = builders.delegate(1)
    state = anew_empty().put(person).put(builders.present(person, "08:30:00"))
    assert state.head_count().late == 1
    moved = state.put(msgspec.structs.replace(state.conference, opens=dt.time(9)))
    assert moved.head_count().late == 0
    assert facts(moved) == facts(anew(moved, person, builders.present(person, "08:30:00")))


@pytest.mark.parametrize("table", [Delegate.table, Attendance.table])
def test_removing_what_is_not_there_changes_nothing(table: str) -> None:
    state = anew_empty()
    assert facts(state.remove(table, 5)) == facts(state)
