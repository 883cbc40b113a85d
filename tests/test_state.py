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
from state_facts import facts, reopened
from store import CorrectDelegate, HeadCount, MintBlanks, OpenConference, Scan, State, StrikeOff
from store.engine.tables import Tables
from store.live_records import Fate, GapChoice, HallDisplay, HallView, ItemRun, Recovery, SpeakerList, Speech
from store.loading import load_state
from store.proposal_records import ProposalState
from store.records import (
    AgendaItem,
    AreaId,
    Attendance,
    Badge,
    BlankBadge,
    CategoryId,
    Conference,
    CountSource,
    Delegate,
    DelegateId,
    HandCount,
    Opening,
    Record,
    Standing,
)
from store.verbs import Verb
from stores import every_document, new_conference, opened


def anew(state: State, *records: Record) -> State:
    """A state made of documents, without a log."""
    tables: dict[str, dict[str, Any]] = {Conference.table: {"1": state.conference.to_document()}}
    for record in records:
        tables.setdefault(record.table, {})[str(record.key)] = record.to_document()
    return load_state(Tables(tables, state.last_number, state.last_proposal), 0)


@given(done=st.lists(st.tuples(st.booleans(), verbs), max_size=15))
@settings(max_examples=100, deadline=None)
def test_a_state_kept_up_equals_one_made_anew(done: list[tuple[bool, Verb[Any]]]) -> None:
    with TemporaryDirectory() as folder:
        path = new_conference(Path(folder), PEOPLE, agenda=builders.agenda())
        desks = opened(path, "Bàn A"), opened(path, "Bàn B")
        for first, verb in done:
            run(desks[first], verb)
        for desk in desks:
            desk.refresh()
            assert facts(desk.state) == facts(load_state(desk.engine.tables, desk.engine.seq))
            desk.close()
        again = opened(path)
        assert every_document(again) == every_document(desks[0])
        assert facts(again.state) == facts(desks[0].state)
        again.close()


PLANNED = builders.conference(
    categories=tuple(
        msgspec.structs.replace(one, met=one.id == "truong-khoi") for one in builders.conference().categories
    )
)
"""Somebody goes to meet the people of one category."""
RAISED = builders.conference(opens=dt.time(9))
"""The same conference, later in the day, and nobody is met."""

_ids = st.integers(1, 6)
_names = st.sampled_from(["", "Lê Văn Sử"])
_people = st.builds(
    lambda number, codes, **fields: builders.delegate(
        number, retired_codes=tuple(f"-{number}{code}" for code in codes), **fields
    ),
    _ids,
    st.sampled_from(["", "A", "AB"]),
    name=_names,
    category=st.sampled_from(["to-truong", "truong-khoi", ""]).map(CategoryId),
    area=st.sampled_from(["", "p01", "p02"]).map(AreaId),
    unit=st.sampled_from(["Phường Tam Sơn", "phuong tam son", "Phường Đồng Kỵ"]),
    role=st.sampled_from(["", "Chủ trì"]),
    standing=st.sampled_from(Standing),
)
_attendance = _ids.map(builders.delegate).flatmap(
    lambda one: st.sampled_from(
        [
            builders.present(one, "07:00:00"),
            builders.present(one, "09:00:00"),
            builders.substituted(one, ""),
            builders.substituted(one, "Ngô Yến"),
            builders.gone(one),
            builders.absent(one),
            builders.absent(one, "Ốm"),
        ]
    )
)
_badges = st.builds(Badge, delegate=_ids.map(DelegateId), code=_ids.map(builders.code), made=st.just(builders.stamp()))
_blanks = st.builds(
    lambda id, bound_to, other: BlankBadge(id=id, code=builders.code(7000 + id + other), bound_to=bound_to),
    st.integers(1, 3),
    st.sampled_from([None, DelegateId(1), DelegateId(2)]),
    st.sampled_from([0, 10]),
)
_openings = st.builds(
    Opening,
    at=st.sampled_from(["07:10:00", "08:45:00"]).map(builders.stamp),
    counts=st.just({CategoryId("to-truong"): HeadCount(summoned=3, present=2)}),
    present=st.just((DelegateId(1), DelegateId(2))),
)
_hand_counts = st.builds(
    HandCount,
    id=st.integers(1, 3),
    at=st.just(builders.stamp()),
    people=st.integers(0, 300),
    source=st.sampled_from(CountSource),
)
_spans = st.sampled_from([builders.span("08:00"), builders.span("08:00", "08:10", ("08:02", "08:03"))])
_items = st.builds(builders.item, _ids, minutes=st.integers(0, 10), hard_start=st.booleans())
_runs = st.builds(ItemRun, item=_ids, spans=st.lists(_spans, max_size=2).map(tuple), skipped=st.booleans())
_speeches = st.builds(
    builders.speech, _ids, name=_names, span=st.none() | _spans, fate=st.none() | st.sampled_from(Fate)
)
_lists = st.builds(SpeakerList, closed=st.booleans(), cap_minutes=st.none() | st.integers(1, 3))
_recoveries = st.builds(
    Recovery,
    id=_ids,
    since=st.just(builders.stamp("08:00")),
    until=st.just(builders.stamp("08:05")),
    choice=st.sampled_from(GapChoice),
)
_displays = st.builds(HallDisplay, view=st.sampled_from(HallView), counts=st.booleans())
_live = st.one_of(_items, _runs, _speeches, _lists, _recoveries, _displays)
_records = st.one_of(
    _people, _attendance, _badges, _blanks, _openings, _hand_counts, _live, st.just(PLANNED), st.just(RAISED)
)
_kinds = (Delegate, Attendance, Badge, BlankBadge, Opening, HandCount)
_tables = [kind.table for kind in (*_kinds, AgendaItem, ItemRun, Speech, SpeakerList, Recovery, HallDisplay)]
_changes = st.one_of(
    _records.map(lambda record: ("put", record)),
    st.tuples(st.just("remove"), st.tuples(st.sampled_from(_tables), _ids)),
)


@given(done=st.lists(_changes, max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_order_of_records_leads_to_the_same_state(done: list[tuple[str, Any]]) -> None:
    """Delegates move between categories, areas and units, change standing, name, role and codes, and go while their
    attendance stays; blank badges are bound, set free and get
    another code, as where two places counted the same one; the opening moves and the plan changes.
    """
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
    return load_state(Tables({Conference.table: {"1": PLANNED.to_document()}}), 0)


def test_an_older_state_stays_as_it_was(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path))
    before, then = store.state, facts(store.state)
    store.run(Scan.of(builders.code(1)))
    store.run(StrikeOff(delegates=(DelegateId(2),)))
    store.run(MintBlanks(seeds=(7001,)))
    store.run(OpenConference())
    assert facts(before) == then
    assert before.head_count() == HeadCount(summoned=8)
    assert store.state.head_count() == HeadCount(summoned=7, present=1)
    store.close()


def test_another_start_changes_who_was_late() -> None:
    person = builders.delegate(1)
    state = anew_empty().put(person).put(builders.present(person, "08:30:00"))
    assert state.head_count().late == 1
    moved = state.put(RAISED)
    assert (moved.head_count().late, moved.is_late(person.id)) == (0, False)
    assert facts(moved) == facts(anew(moved, person, builders.present(person, "08:30:00")))


def test_areas_are_counted_like_categories(tmp_path: Path) -> None:
    people = [builders.delegate(number, area=AreaId(area)) for number, area in enumerate(["p01", "p01", "p02", ""], 1)]
    store = opened(new_conference(tmp_path, people))
    for number in (1, 3, 4):
        store.run(Scan.of(builders.code(number)))
    store.run(CorrectDelegate(delegate=DelegateId(4), area=AreaId("p02")))
    state = reopened(store)
    assert state.area_count(AreaId("p01")) == HeadCount(summoned=2, present=1)
    assert state.area_count(AreaId("p02")) == HeadCount(summoned=2, present=2)
    assert state.area_count(AreaId("")) == HeadCount.NOBODY
    assert sum(state.area_counts.values(), HeadCount.NOBODY) == state.head_count()


def test_who_is_met_follows_category_role_and_standing() -> None:
    met, other = builders.delegate(1, category=CategoryId("truong-khoi")), builders.delegate(2)
    state = anew_empty().put(met).put(other)
    assert set(state.met) == {1}
    chair = msgspec.structs.replace(other, role="Chủ trì")
    assert set(state.put(chair).met) == {1, 2}
    assert set(state.put(chair).put(other).met) == {1}
    assert set(state.put(msgspec.structs.replace(met, standing=Standing.STRUCK_OFF)).met) == set()
    assert set(state.put(chair).put(RAISED).met) == {2}


@pytest.mark.parametrize("table", _tables)
def test_removing_what_is_not_there_changes_nothing(table: str) -> None:
    state = anew_empty()
    assert facts(state.remove(table, 5)) == facts(state)


@pytest.mark.parametrize(
    "record",
    [
        builders.delegate(3),
        builders.absent(builders.delegate(3)),
        Badge(delegate=DelegateId(3), code=builders.code(3), face=("Lê Văn Sử", "", "", ""), made=builders.stamp()),
        BlankBadge(id=3, code=builders.code(7003)),
        Opening(at=builders.stamp(), counts={CategoryId(""): HeadCount(service=1)}, present=(DelegateId(3),)),
        HandCount(id=3, at=builders.stamp(), people=87, source=CountSource.DOOR),
        builders.item(3, hard_start=True),
        builders.ran(3, builders.span("08:00", "08:09", ("08:01", "08:02")), builders.span("08:20"), added_ms=-1),
        builders.speech(3, span=builders.span("08:00", "08:05"), fate=Fate.READ, reader="Ngô Yến", answers=2),
        builders.proposal(3, merged_into=2, recommendation=ProposalState.REFERRED, many=True),
        Recovery(id=3, since=builders.stamp(), until=builders.stamp("08:00"), choice=GapChoice.STOPPED),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_is_found_as_its_document_gives_it_back_and_leaves_nothing_behind(record: Record) -> None:
    state = anew_empty().put(type(record).from_document(record.to_document()))
    assert state.find(record.table, record.key) == record
    without = state.remove(record.table, record.key)
    assert without.find(record.table, record.key) is None
    # A number is never given again.
    assert facts(without) == facts(anew_empty()) | {
        "last_number": state.last_number,
        "last_proposal": state.last_proposal,
    }


def test_a_file_from_before_the_agenda_ran_opens(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path))
    state = store.state
    assert (list(state.runs), list(state.speeches), list(state.recoveries)) == ([], [], [])
    assert state.speaker_list == SpeakerList()
    assert state.conference.speaking.warning_minutes == 2
    store.close()


def test_a_file_from_before_there_were_blank_badges_and_openings_opens(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path))
    state = store.state
    assert (list(state.badges), list(state.blanks), state.opening, list(state.hand_counts)) == ([], [], None, [])
    store.close()


@pytest.mark.parametrize("later_first", [False, True])
def test_a_number_or_code_that_changes_hands_is_its_new_owners_in_whatever_order_it_is_put(later_first: bool) -> None:
    """As where two places gave it who did not know of each other."""
    one, other = builders.delegate(1), builders.delegate(2)
    taken = msgspec.structs.replace(other, number=one.number, code=one.code)
    moved = msgspec.structs.replace(one, number=9, code=builders.code(9))
    state = anew_empty().put(one).put(other)
    for record in (taken, moved) if later_first else (moved, taken):
        state = state.put(record)
    assert facts(state) == facts(anew(state, moved, taken))
    assert state.put(msgspec.structs.replace(taken, name="Ngô Yến")).numbers[one.number] == other.id
