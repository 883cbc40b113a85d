"""What was done elsewhere is done here: whatever two places did, each by itself, neither loses anything by the other.

The two directions are held against each other: what A is with B's deeds and what B is with A's differ in nothing but
what is listed to be decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import builders
import random_verbs
from people import scan
from state_facts import facts
from store import (
    AdmitWalkIn,
    BindBadge,
    ClearRehearsal,
    CloseCheckIn,
    CorrectDelegate,
    Decide,
    Dismiss,
    EditProposal,
    EndSpeech,
    GrantSpeechTime,
    MarkAbsent,
    MergeProposals,
    MintBlanks,
    NextSpeaker,
    NoteHeadCount,
    NoteProposal,
    PutOnDeck,
    QueueSpeakers,
    StartItem,
    StartSpeech,
    State,
    StopItem,
    StrikeOff,
    Undo,
    Verb,
    WithdrawArrival,
    WithdrawProposal,
    open_speeches,
    speaking,
)
from store.apart import Place
from store.course import Course, running
from store.errors import Reason, Refused
from store.live_records import Fate
from store.records import CAME, Attendance, CategoryId, CountSource, DelegateId, LogEntry, Method, Status, Substitute
from store.settling import Lost, Settled, settled
from store.spans import is_open
from store.two_doors import met
from two_places import Somewhere, anew, everything, grown_apart, places_of

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


def everybody() -> State:
    return builders.state(*builders.delegates(PEOPLE), *builders.agenda())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("days", [60, pytest.param(10_000, marks=pytest.mark.long)])
def test_whatever_two_places_did_neither_loses_anything_by_the_other(days: int, kind: str) -> None:
    @given(st.lists(KINDS[kind], max_size=8), steps(kind), steps(kind), steps(kind), st.booleans())
    @settings(max_examples=days, deadline=None)
    def hold(before: Verbs, first: Steps, second: Steps, after: Steps, forgetful: bool) -> None:
        one, other = grown_apart(everybody(), before)
        one.try_all(first)
        other.try_all(second)
        for place in (one, other):
            if forgetful:
                place.forget()
        hold_both_ways(one, other)
        hold_in_parts(one, other)
        hold_for_whoever_goes_on(one, other, after)

    hold()


def hold_both_ways(one: Somewhere, other: Somewhere) -> None:
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
            everybody_came(place, together.state, undecided, apart=here_alone(place, one, other))
        every_decision_can_be_taken_back(together)


def hold_in_parts(one: Somewhere, other: Somewhere) -> None:
    """Some of it, and the rest when what came in before is known: the same as all at once."""
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


def here_alone(place: Somewhere, *both: Somewhere) -> list[LogEntry]:
    """What was done there and is not known in the other."""
    known = [{entry.id for entry in one.log} for one in both]
    return [entry for entry in place.log if not all(entry.id in ids for ids in known)]


def listed(state: State) -> set[Place]:
    return {(one.subject, one.place) for one in state.conflicts.values()}


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
    assert len([one for one in open_speeches(state) if one == speaking(state)]) <= 1


def everybody_came(place: Somewhere, state: State, undecided: set[Place], *, apart: Iterable[LogEntry]) -> None:
    """Whoever was let in there is in, no later than there."""
    touched = {one for entry in apart for one in places_of(entry)}
    for id, attendance in place.state.attendance.items():
        if attendance.status in CAME and (Attendance.table, id) in touched - undecided:
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


# -- one by one --------------------------------------------------------------------------------------------------------


def places(before: Verbs = (), state: State | None = None) -> tuple[Somewhere, Somewhere]:
    return grown_apart(state or everybody(), before)


def test_the_door_that_saw_somebody_later_finds_them_in_and_the_earlier_time_holds() -> None:
    here, there = places()
    here.do(scan(1), after_s=600)
    there.do(scan(1), after_s=60)
    [done] = here.bring(there)
    answer = done.commit.entry.outcome
    assert (answer["outcome"], answer["desk"]) == ("already-in", "Cửa A")
    [meeting] = done.meetings
    assert (meeting.here.desk, meeting.there.desk) == ("Cửa A", "Cửa B")
    attendance = here.state.attendance[DelegateId(1)]
    assert (attendance.desk, attendance.arrived) == ("Cửa B", there.at)


def test_what_was_taken_back_there_leaves_an_arrival_here_alone() -> None:
    here, there = places()
    there.do(scan(1), after_s=60)
    there.do(Undo())
    there.do(scan(2))
    there.do(WithdrawArrival(delegate=DelegateId(2)))
    here.do(scan(1), after_s=600)
    here.do(scan(2))
    before = everything(here.state)
    assert not any(done.conflicts for done in here.bring(there))
    assert everything(here.state) == before
    undo = here.log[-3]
    assert (undo.verb, undo.undoes) == ("undo", here.log[-4].seq)


def test_what_was_changed_and_changed_back_there_is_no_contradiction() -> None:
    here, there = places([QueueSpeakers(ids=(1,), delegates=(DelegateId(3),))])
    there.do(PutOnDeck(speech=1))
    there.do(Undo())
    here.do(Dismiss(speech=1, fate=Fate.WITHDRAWN))
    here.bring(there)
    assert not here.state.conflicts
    assert here.state.speeches[1].fate is Fate.WITHDRAWN


def test_what_either_changed_back_holds_as_the_other_changed_it() -> None:
    for changed_back in (0, 1):
        both = places([QueueSpeakers(ids=(1,), delegates=(DelegateId(3),))])
        both[changed_back].do(PutOnDeck(speech=1))
        both[changed_back].do(Undo())
        both[1 - changed_back].do(GrantSpeechTime(speech=1, seconds=60))
        here, there = both
        here.bring(there)
        assert not here.state.conflicts
        assert here.state.speeches[1].added_ms == 60_000


def test_a_blank_badge_given_there_and_taken_back_is_whose_it_is_here() -> None:
    here, there = places([MintBlanks(seeds=(7001,))])
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7001)))
    there.do(Undo())
    there.do(CorrectDelegate(delegate=DelegateId(1), note="Đi xe lăn"))
    here.do(BindBadge(delegate=DelegateId(1), code=builders.code(7001)))
    here.bring(there)
    assert not here.state.conflicts
    assert facts(here.state) == facts(anew(here.state, here.log))
    assert here.state.codes[builders.code(7001)] == 1


def test_an_arrival_that_both_knew_is_taken_back_by_whoever_took_it_back() -> None:
    here, there = places([scan(1)])
    there.do(WithdrawArrival(delegate=DelegateId(1)))
    here.do(scan(2))
    here.bring(there)
    assert set(here.state.attendance) == {2}


def test_one_field_each_is_no_contradiction_and_the_same_field_is() -> None:
    here, there = places()
    here.do(CorrectDelegate(delegate=DelegateId(1), name="Trần Văn Một", phone="0912"))
    there.do(CorrectDelegate(delegate=DelegateId(1), unit="Phường Tam Sơn", phone="0912"))
    here.do(CorrectDelegate(delegate=DelegateId(2), name="Trần Văn Một"))
    there.do(CorrectDelegate(delegate=DelegateId(2), name="Trần Văn Hai"))
    here.bring(there)
    one = here.state.delegates[DelegateId(1)]
    assert (one.name, one.unit, one.phone) == ("Trần Văn Một", "Phường Tam Sơn", "0912")
    [conflict] = here.state.conflicts.values()
    assert (conflict.subject, conflict.place) == ("delegates", 2)
    assert (conflict.there.session, conflict.here and conflict.here.session) == (there.session.id, here.session.id)


def test_of_whom_nobody_knows_what_was_before_a_person_decides() -> None:
    here, there = places()
    here.do(CorrectDelegate(delegate=DelegateId(1), name="Trần Văn Một"))
    there.do(CorrectDelegate(delegate=DelegateId(1), unit="Phường Tam Sơn"))
    for one in (here, there):
        one.do(scan(5))
        one.forget()
    here.bring(there)
    assert listed(here.state) == {("delegates", 1)}


def test_two_that_ran_the_agenda_never_run_two_items() -> None:
    here, there = places()
    here.do(StartItem(item=1))
    there.do(StartItem(item=2))
    here.bring(there)
    run = running(here.state)
    assert run is not None
    assert run.item == 1
    assert listed(here.state) == {("runs", 2)}
    [conflict] = here.state.conflicts.values()
    with pytest.raises(Refused) as refused:
        here.do(Decide(conflict=conflict.id, theirs=True))
    assert refused.value.reason is Reason.ALREADY_RUNNING
    here.do(StopItem(item=1))
    here.do(Decide(conflict=conflict.id, theirs=True))
    run = running(here.state)
    assert run is not None
    assert run.item == 2


def test_two_that_gave_the_floor_never_have_two_speakers() -> None:
    here, there = places([QueueSpeakers(ids=(1, 2), delegates=(DelegateId(1), DelegateId(2)))])
    here.do(StartSpeech(speech=1))
    there.do(StartSpeech(speech=2))
    there.do(EndSpeech(speech=2), after_s=60)
    here.bring(there)
    assert [one.id for one in open_speeches(here.state)] == [1]
    assert listed(here.state) == {("speeches", 2)}
    [conflict] = here.state.conflicts.values()
    here.do(Decide(conflict=conflict.id, theirs=True))
    assert here.state.speeches[2].fate is Fate.DELIVERED
    assert [one.id for one in open_speeches(here.state)] == [1]


def test_a_day_that_only_one_side_ran_comes_in_as_it_was_with_its_times() -> None:
    """The door's laptop has gone on; that the hall's stood at another time is no delay."""
    here, there = places()
    there.do(QueueSpeakers(ids=(1,), delegates=(DelegateId(3),)))
    there.do(StartItem(item=4), after_s=3600)
    there.do(StartSpeech(speech=1), after_s=60)
    there.do(NextSpeaker(current=1), after_s=300)
    there.do(StopItem(item=4), after_s=60)
    here.do(scan(1), after_s=5 * 3600)
    here.bring(there)
    here.do(scan(2), after_s=60)
    assert not here.state.conflicts
    course = Course(here.state, here.at)
    [stretch] = course.stretches
    assert f"{course.timeline.wall(stretch.start):%H:%M:%S}" == "08:30:01"
    assert course.last_end() - stretch.start == 420_000
    assert here.state.timeline(here.at).wall(here.state.timeline(here.at).now) == here.at.wall


def test_the_same_blank_badge_given_to_two_is_listed_for_both() -> None:
    here, there = places([MintBlanks(seeds=(7001,))])
    here.do(BindBadge(delegate=DelegateId(1), code=builders.code(7001)))
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7001)))
    here.bring(there)
    assert here.state.codes[builders.code(7001)] == 1
    assert {("delegates", 2), ("blanks", 1)} <= listed(here.state)


def test_what_was_withheld_stays_so_when_the_rest_comes_in_later() -> None:
    here, there = places([MintBlanks(seeds=(7001,))])
    here.do(BindBadge(delegate=DelegateId(1), code=builders.code(7001)))
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7001)))
    there.do(CorrectDelegate(delegate=DelegateId(2), note="Đi xe lăn"))
    here.bring(there, most=1)
    here.bring(there)
    assert facts(here.state) == facts(anew(here.state, here.log))
    assert here.state.codes[builders.code(7001)] == 1
    assert ("delegates", 2) in listed(here.state)


def test_a_count_made_anew_after_the_rehearsal_was_cleared_is_no_second_one() -> None:
    counted = NoteHeadCount(people=3, source=CountSource.HALL)
    here, there = places([counted])
    there.do(ClearRehearsal(today=builders.DAY + dt.timedelta(days=1)))
    there.do(counted, after_s=60)
    here.do(scan(1))
    here.bring(there)
    assert {id: one.at for id, one in here.state.hand_counts.items()} == {1: there.at}


def test_two_proposals_merged_into_each_other_are_listed() -> None:
    noted = builders.stamp("07:00")
    here, there = places([NoteProposal(id=id, text=f"Ý kiến {id}", noted=noted) for id in (1, 2)])
    here.do(MergeProposals(into=1, proposals=(2,), text="Cả hai"))
    there.do(MergeProposals(into=2, proposals=(1,), text="Hai và một"))
    here.bring(there)
    assert listed(here.state) == {("proposals", 1), ("proposals", 2)}
    assert here.state.proposals[1].merged_into is None


def test_words_put_right_here_of_what_was_taken_back_there_are_listed() -> None:
    here, there = places([NoteProposal(id=1, text="Ý kiến", noted=builders.stamp("07:00"))])
    here.do(EditProposal(proposal=1, text="Ý kiến, đủ chữ"))
    there.do(WithdrawProposal(proposal=1))
    here.bring(there)
    assert listed(here.state) == {("proposals", 1)}
    assert (here.state.proposals[1].text, here.state.proposals[1].withdrawn) == ("Ý kiến, đủ chữ", False)


def test_the_end_of_check_in_at_one_door_makes_nobody_absent_who_came_by_the_other() -> None:
    here, there = places()
    here.do(scan(1))
    here.do(CloseCheckIn())
    there.do(scan(2), after_s=5)
    there.do(MarkAbsent(delegate=DelegateId(3), excused=True, reason="Ốm"), after_s=5)
    here.bring(there)
    status = {id: one.status for id, one in here.state.attendance.items()}
    assert status == {1: "present", 2: "present", 3: "excused", 4: "unexcused", 5: "unexcused"}


def test_who_was_struck_off_here_and_came_there_is_both() -> None:
    here, there = places()
    here.do(StrikeOff(delegates=(DelegateId(1),)))
    there.do(CorrectDelegate(delegate=DelegateId(1), name="Trần Văn Hai"))
    there.do(scan(1))
    here.bring(there)
    found = here.state.delegates[DelegateId(1)]
    assert (found.standing, found.name) == ("struck_off", "Trần Văn Hai")
    assert here.state.attendance[DelegateId(1)].status is Status.PRESENT


# -- when the other place goes on --------------------------------------------------------------------------------------


def test_a_number_given_anew_stays_whatever_is_done_there_afterwards() -> None:
    here, there = places()
    here.do(walk_in(901, "Lý Thị Hằng"))
    there.do(walk_in(902, "Ngô Văn Đạt"), after_s=60)
    here.bring(there)
    assert numbers(here) == {901: PEOPLE + 1, 902: PEOPLE + 2}
    there.do(CorrectDelegate(delegate=DelegateId(902), unit="Phường Tam Sơn"))
    there.do(walk_in(903, "Tạ Thị Loan"))
    [corrected, added] = here.bring(there)
    assert not corrected.renumbered
    assert [one.new for one in added.renumbered] == [PEOPLE + 3]
    assert numbers(here) == {901: PEOPLE + 1, 902: PEOPLE + 2, 903: PEOPLE + 3}
    assert here.state.delegates[DelegateId(902)].unit == "Phường Tam Sơn"


def test_a_new_number_is_one_that_neither_place_has_given() -> None:
    here, there = places()
    there.do(walk_in(902, "Ngô Văn Đạt"))
    there.do(walk_in(903, "Tạ Thị Loan"))
    there.do(walk_in(904, "Đỗ Văn Sự"))
    there.do(Undo())
    here.do(walk_in(901, "Lý Thị Hằng"), after_s=60)
    here.bring(there)
    assert numbers(here) == {902: PEOPLE + 1, 903: PEOPLE + 2, 901: PEOPLE + 4}


def test_whoever_was_put_on_the_list_there_and_taken_off_takes_no_number_here() -> None:
    here, there = places()
    there.do(walk_in(902, "Ngô Văn Đạt"))
    there.do(Undo())
    there.do(scan(1))
    here.do(walk_in(901, "Lý Thị Hằng"), after_s=60)
    here.bring(there)
    assert facts(here.state) == facts(anew(here.state, here.log))
    assert numbers(here) == {901: PEOPLE + 1}


def walk_in(id: int, name: str) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name=name)


def numbers(place: Somewhere) -> dict[int, int]:
    """Of those who were not on the list."""
    return {id: one.number for id, one in place.state.delegates.items() if id > PEOPLE}


def test_a_blank_badge_counted_anew_is_given_to_somebody_there_afterwards() -> None:
    here, there = places()
    here.do(MintBlanks(seeds=(7001,)))
    there.do(MintBlanks(seeds=(7002,)), after_s=60)
    here.bring(there)
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7002)))
    here.bring(there)
    assert {id: blank.bound_to for id, blank in here.state.blanks.items()} == {1: None, 2: 2}
    assert here.state.codes[builders.code(7002)] == 2


def test_what_is_still_to_be_decided_follows_what_is_changed_there() -> None:
    here, there = places()
    here.do(CorrectDelegate(delegate=DelegateId(1), name="Trần Văn Một"))
    there.do(CorrectDelegate(delegate=DelegateId(1), name="Trần Văn Hai"))
    here.bring(there)
    there.do(CorrectDelegate(delegate=DelegateId(1), name="Trần Văn Ba"))
    here.bring(there)
    [conflict] = here.state.conflicts.values()
    assert conflict.theirs is not None
    assert conflict.theirs["name"] == "Trần Văn Ba"
    assert here.state.delegates[DelegateId(1)].name == "Trần Văn Một"


# -- one document in two places ----------------------------------------------------------------------------------------


def test_it_makes_no_difference_whose_change_is_named_first() -> None:
    base, longer = builders.speech(1), builders.speech(1, minutes=3)
    assert settled(base, longer, base) == settled(base, base, longer) == Settled(longer)
    assert settled(base, longer, longer) == Settled(longer)
    assert settled(base, longer, builders.speech(1, minutes=4)) is None
    assert settled(base, None, longer) is None
    assert settled(base, None, base) == Settled(None)
    arrived = builders.present(builders.delegate(1))
    assert settled(None, None, arrived) == settled(Lost.IMAGE, arrived, None) == Settled(arrived)
    assert settled(replace(arrived, desk="Cửa C"), arrived, None) is None


# -- one person at two doors -------------------------------------------------------------------------------------------

_stamps = st.sampled_from([builders.stamp(f"{hour:02}:{minute:02}") for hour in (7, 8, 9) for minute in (0, 30)])
_attendances = st.builds(
    Attendance,
    delegate=st.just(DelegateId(1)),
    status=st.sampled_from(CAME),
    arrived=_stamps,
    desk=st.sampled_from(["Cửa A", "Cửa B"]),
    method=st.sampled_from([Method.SCAN, Method.NAME]),
    substitute=st.sampled_from([None, Substitute(name=""), Substitute(name="Lê Văn Sử")]),
    left=st.none() | _stamps,
    reentered=st.none() | _stamps,
) | st.builds(
    Attendance,
    delegate=st.just(DelegateId(1)),
    status=st.sampled_from([Status.EXCUSED, Status.UNEXCUSED]),
    reason=st.sampled_from(["", "Ốm", "Họp"]),
)


@given(one=_attendances, other=_attendances)
@settings(max_examples=150, deadline=None)
def test_it_makes_no_difference_which_door_is_named_first(one: Attendance, other: Attendance) -> None:
    found = met(one, other)
    assert found == met(other, one)
    if found is not None and {one.status, other.status} <= {*CAME}:
        assert found.arrived is not None
        assert found.arrived.wall == min(each.arrived.wall for each in (one, other) if each.arrived)


def test_who_left_by_one_door_and_came_in_by_the_other_afterwards_is_in() -> None:
    someone = builders.delegate(1)
    left = builders.gone(someone, "07:30", "08:00")
    for again, status in (("08:10", Status.PRESENT), ("07:50", Status.LEFT)):
        found = met(left, replace(builders.present(someone, again), desk="Cửa B"))
        assert found is not None
        assert (found.status, found.desk) == (status, "Bàn A")
        assert found.reentered == (builders.stamp("08:10") if status is Status.PRESENT else None)


def test_somebody_and_a_substitute_are_two_people() -> None:
    someone = builders.delegate(1)
    for one, other in permutations((builders.present(someone), builders.substituted(someone, ""))):
        assert met(one, other) is None
    named = met(builders.substituted(someone, ""), builders.substituted(someone, "Lê Văn Sử", "08:00"))
    assert named is not None
    assert named.substitute == Substitute(name="Lê Văn Sử")
