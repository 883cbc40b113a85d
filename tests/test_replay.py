"""Each rule of a replay by itself: what two places did, and what holds where both come together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

import builders
import random_verbs
from people import scan
from state_facts import facts
from store import (
    AddItem,
    BindBadge,
    CapSpeeches,
    ClearRehearsal,
    CloseCheckIn,
    CloseList,
    CorrectDelegate,
    Decide,
    Dismiss,
    EditProposal,
    EndSpeech,
    GiveFloor,
    GrantSpeechTime,
    MarkAbsent,
    MergeProposals,
    MintBlanks,
    MoveItem,
    NextSpeaker,
    NoteHeadCount,
    NoteProposal,
    OfferAdvice,
    PutOnDeck,
    QueueSpeakers,
    StartItem,
    StartSpeech,
    StopItem,
    StrikeOff,
    Undo,
    Verb,
    WithdrawArrival,
    WithdrawProposal,
    open_speeches,
)
from store.course import Course, running
from store.errors import Reason, Refused
from store.live_records import Fate, SpeechKind
from store.records import AgendaKind, CountSource, DelegateId, Status
from store.settling import Lost, Settled, settled
from two_places import Somewhere, anew, everybody, everything, grown_apart, listed

PEOPLE = random_verbs.PEOPLE


def places(before: Sequence[Verb[Any]] = ()) -> tuple[Somewhere, Somewhere]:
    return grown_apart(everybody(), before)


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


def test_who_was_called_there_and_did_not_come_is_absent_however_much_comes_in_at_once() -> None:
    here, there = places()
    here.do(GiveFloor(id=2, kind=SpeechKind.FLOOR))
    there.do(GiveFloor(id=1, kind=SpeechKind.FLOOR))
    there.do(Dismiss(speech=1, fate=Fate.ABSENT))
    parts = here.copy()
    here.bring(there)
    while parts.bring(there, most=1):
        pass
    assert everything(parts.state) == everything(here.state)
    assert (parts.state.speeches[1].fate, listed(parts.state)) == (Fate.ABSENT, set())


def test_what_was_moved_there_and_moved_back_stands_here_where_it_stood_though_the_moving_back_is_refused() -> None:
    here, there = places()
    here.do(StartItem(item=1))
    there.do(AddItem(id=8, after=1, kind=AgendaKind.REPORT, title="Báo cáo", minutes=5))
    there.do(MoveItem(item=1, by=0))
    here.bring(there)
    asked = {conflict.place for conflict in here.state.conflicts.values()}
    differing = {id for id, item in here.state.agenda.items() if item != there.state.agenda.get(id)}
    assert differing <= asked


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


def test_what_was_changed_there_is_not_forgotten_where_the_rest_of_it_came_to_nothing() -> None:
    here, there = places()
    here.do(CapSpeeches(minutes=3))
    there.do(CloseList(closed=True))
    there.do(OfferAdvice(offered=False))
    there.do(CloseList(closed=False))
    there.do(Undo())
    here.bring(there, most=2)
    here.bring(there)
    assert listed(here.state) == {("speaker_lists", 1)}


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
