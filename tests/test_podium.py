"""At the podium: one voice at a time, times that are kept, and every slip put right with the original in the log."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

import builders
import random_verbs
from podium import Podium, clock
from store import (
    CapSpeeches,
    CorrectSpeech,
    Dismiss,
    EndSpeech,
    Fate,
    GiveFloor,
    GrantSpeechTime,
    Level,
    Next,
    NextSpeaker,
    PauseSpeech,
    Queued,
    QueueSpeech,
    ReopenSpeech,
    ResumeSpeech,
    SpeechKind,
    SpeechState,
    StartItem,
    StartSpeech,
    StopItem,
    Turn,
    level_of,
    on_the_floor,
    speaking,
    speech_clock,
    speech_state,
)
from store.errors import Reason
from store.history import last_undoable
from store.live_records import Span
from store.records import DelegateId, Role, SpeakingTimes
from store.spans import elapsed_ms, is_ticking, paused_ms, whole_ms
from store.verbs import VERBS, Verb

MINUTE = 60_000
QUESTION = SpeechKind.QUESTION


@pytest.fixture
def podium() -> Podium:
    """Three people waiting, whose ids are 1, 2 and 3, and a question to the first."""
    waiting = (builders.speech(id) for id in (1, 2, 3))
    question = builders.speech(9, kind=QUESTION, answers=1)
    return Podium(*builders.agenda(), *map(builders.delegate, (1, 2)), *waiting, question)


def span(podium: Podium, id: int) -> tuple[str, str]:
    found = podium.state.speeches[id].span
    assert found is not None
    return clock(found.started.wall), clock(found.ended.wall if found.ended else None)


def elapsed(podium: Podium, id: int) -> float:
    return speech_clock(podium.state, podium.state.speeches[id], podium.now).elapsed_ms / 1000


def state(podium: Podium, id: int) -> SpeechState:
    return speech_state(podium.state.speeches[id])


def without_question(podium: Podium) -> None:
    podium.run(Dismiss(speech=9, fate=Fate.WITHDRAWN))


# -- giving the floor -------------------------------------------------------------------------------------------------


def test_next_gives_the_floor_to_each_in_turn_and_then_to_nobody(podium: Podium) -> None:
    without_question(podium)
    seen: list[int | None] = [None]
    for _ in range(4):
        seen.append(podium.after(60, NextSpeaker(current=seen[-1])).speech)
    assert seen == [None, 1, 2, 3, None]
    assert [span(podium, id) for id in (1, 3)] == [("08:01:00", "08:02:00"), ("08:03:00", "08:04:00")]
    assert podium.refuses(NextSpeaker(current=None)) is Reason.NOBODY_WAITING


def test_whoever_presses_next_second_is_told_that_it_has_been_done(podium: Podium) -> None:
    without_question(podium)
    podium.run(NextSpeaker(current=None))
    before = podium.documents()
    assert podium.run(NextSpeaker(current=None)) == Turn(speech=1, already=True)
    podium.run(NextSpeaker(current=1))
    assert podium.run(NextSpeaker(current=1)) == Turn(speech=2, already=True)
    podium.undo()
    assert podium.documents() == before


def test_a_start_ends_whoever_spoke_and_is_pressed_late_or_early(podium: Podium) -> None:
    podium.run(StartSpeech(speech=2))
    podium.after(120, StartSpeech(speech=1, ago_s=30))
    assert (span(podium, 2), span(podium, 1)) == (("08:00:00", "08:01:30"), ("08:01:30", ""))
    assert (state(podium, 2), state(podium, 1)) == (SpeechState.DELIVERED, SpeechState.SPEAKING)
    podium.clocks.wait(10)
    assert podium.refuses(StartSpeech(speech=3, ago_s=41)) is Reason.TOO_EARLY
    assert podium.refuses(StartSpeech(speech=3, ago_s=-1)) is Reason.IN_THE_FUTURE
    assert podium.refuses(StartSpeech(speech=1)) is Reason.ALREADY_RUNNING
    assert podium.refuses(StartSpeech(speech=2)) is Reason.SPEECH_OVER


def test_a_start_in_the_past_cuts_what_had_ended_since(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(100, EndSpeech(speech=1))
    podium.after(20, StartSpeech(speech=2, ago_s=50))
    assert (span(podium, 1), span(podium, 2)) == (("08:00:00", "08:01:10"), ("08:01:10", ""))


def test_a_question_only_interrupts_and_next_goes_back_to_the_speaker(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(60, StartSpeech(speech=9))
    assert (state(podium, 1), state(podium, 9)) == (SpeechState.PAUSED, SpeechState.SPEAKING)
    assert podium.after(30, NextSpeaker(current=9)) == Turn(speech=1)
    assert (state(podium, 1), state(podium, 9)) == (SpeechState.SPEAKING, SpeechState.DELIVERED)
    podium.clocks.wait(15)
    assert (elapsed(podium, 1), elapsed(podium, 9)) == (75, 30)


def test_a_second_question_ends_the_first_and_somebody_new_ends_all(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(60, StartSpeech(speech=9))
    podium.after(10, GiveFloor(id=10, kind=QUESTION, replies_to=1))
    assert [state(podium, id).value for id in (1, 9, 10)] == ["paused", "delivered", "speaking"]
    podium.after(10, StartSpeech(speech=2))
    assert [state(podium, id).value for id in (1, 9, 10, 2)] == ["delivered", "delivered", "delivered", "speaking"]
    assert elapsed(podium, 1) == 60


def test_resuming_the_speaker_ends_the_question_and_resuming_the_question_interrupts(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(10, StartSpeech(speech=9))
    podium.after(10, PauseSpeech(speech=9))
    assert on_the_floor(podium.state) == podium.state.speeches[9]
    podium.after(10, ResumeSpeech(speech=9))
    podium.after(10, ResumeSpeech(speech=1))
    assert (state(podium, 1), state(podium, 9), elapsed(podium, 9)) == (SpeechState.SPEAKING, SpeechState.DELIVERED, 20)


def test_nobody_goes_on_before_they_were_interrupted(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(10, StartSpeech(speech=9))
    podium.after(10, ResumeSpeech(speech=1))
    podium.after(100, ReopenSpeech(speech=9))
    podium.clocks.wait(5)
    assert podium.refuses(NextSpeaker(current=9, ago_s=6)) is Reason.TOO_EARLY
    podium.run(NextSpeaker(current=9, ago_s=5))
    assert (elapsed(podium, 1), elapsed(podium, 9)) == (115, 10)


def test_a_question_said_to_have_begun_earlier_interrupts_from_then_on(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(60, PauseSpeech(speech=1))
    podium.after(20, ResumeSpeech(speech=1))
    podium.after(10, StartSpeech(speech=9, ago_s=40))
    assert (elapsed(podium, 1), elapsed(podium, 9)) == (50, 40)
    podium.after(10, ResumeSpeech(speech=1))
    podium.clocks.wait(5)
    assert (elapsed(podium, 1), elapsed(podium, 9)) == (55, 50)


def test_somebody_unknown_speaks_at_once_and_is_named_with_the_times_kept(podium: Podium) -> None:
    assert podium.run(GiveFloor(id=20)) == Queued(speech=20)
    podium.after(90, CorrectSpeech(speech=20, delegate=DelegateId(1)))
    assert (elapsed(podium, 20), state(podium, 20)) == (90, SpeechState.SPEAKING)


def test_the_floor_is_given_to_the_waiting_entry_of_whoever_waits(podium: Podium) -> None:
    podium.run(QueueSpeech(id=20, delegate=DelegateId(1)))
    assert podium.run(GiveFloor(id=21, delegate=DelegateId(1))) == Queued(speech=20, already=True)
    assert (state(podium, 20), 21 in podium.state.speeches) == (SpeechState.SPEAKING, False)


@pytest.mark.parametrize("ids", [(20, 21), (21, 20), (70_000, 3_000_000_019), (3_000_000_019, 70_000)])
def test_of_several_places_of_one_person_the_first_in_the_list_gets_the_floor(ids: tuple[int, int]) -> None:
    podium = started()
    podium.run(QueueSpeech(id=ids[0], delegate=DelegateId(1)))
    podium.run(QueueSpeech(id=ids[1]))
    podium.run(CorrectSpeech(speech=ids[1], delegate=DelegateId(1)))
    assert podium.run(GiveFloor(id=99, delegate=DelegateId(1))) == Queued(speech=ids[0], already=True)


@pytest.mark.parametrize("verb", [StartItem(item=2), Next(current=1), StopItem(item=1)])
def test_when_the_agenda_goes_on_whoever_speaks_is_through(podium: Podium, verb: Verb[Any]) -> None:
    podium.run(StartItem(item=1))
    podium.run(StartSpeech(speech=1))
    assert podium.state.speeches[1].item == 1
    podium.after(60, verb)
    assert (state(podium, 1), span(podium, 1)) == (SpeechState.DELIVERED, ("08:00:00", "08:01:00"))
    podium.undo()
    assert state(podium, 1) is SpeechState.SPEAKING


def test_a_text_read_by_somebody_else_says_by_whom(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1, reader=" Ngô Yến "))
    podium.after(60, EndSpeech(speech=1))
    assert (state(podium, 1), podium.state.speeches[1].reader) == (SpeechState.READ, "Ngô Yến")
    podium.run(CorrectSpeech(speech=1, reader=""))
    assert state(podium, 1) is SpeechState.DELIVERED
    podium.run(CorrectSpeech(speech=1, reader="Lê Sử"))
    assert state(podium, 1) is SpeechState.READ


# -- times ------------------------------------------------------------------------------------------------------------


def test_a_speaker_pauses_and_goes_on_once(podium: Podium) -> None:
    assert podium.refuses(PauseSpeech(speech=1)) is Reason.NOT_RUNNING
    podium.run(StartSpeech(speech=1))
    assert podium.refuses(ResumeSpeech(speech=1)) is Reason.NOT_PAUSED
    podium.after(60, PauseSpeech(speech=1))
    assert podium.refuses(PauseSpeech(speech=1)) is Reason.ALREADY_PAUSED
    podium.after(45, ResumeSpeech(speech=1))
    podium.clocks.wait(5)
    assert elapsed(podium, 1) == 65


def test_a_speech_ends_some_seconds_ago_but_not_before_it_began(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.clocks.wait(60)
    assert podium.refuses(EndSpeech(speech=1, ago_s=61)) is Reason.TOO_EARLY
    podium.run(EndSpeech(speech=1, ago_s=20))
    assert elapsed(podium, 1) == 40
    assert podium.refuses(EndSpeech(speech=1)) is Reason.NOT_RUNNING


def test_a_speech_ended_by_mistake_goes_on(podium: Podium) -> None:
    assert podium.refuses(ReopenSpeech(speech=1)) is Reason.NOT_OVER
    podium.run(StartSpeech(speech=1))
    podium.after(60, StartSpeech(speech=2))
    podium.after(5, ReopenSpeech(speech=1))
    podium.clocks.wait(10)
    assert (state(podium, 1), state(podium, 2), elapsed(podium, 1)) == (SpeechState.SPEAKING, SpeechState.DELIVERED, 70)


@pytest.mark.parametrize(
    ("kind", "minutes", "cap", "unlimited", "item", "limit"),
    [
        (SpeechKind.PREPARED, None, None, False, None, 10),
        (SpeechKind.FLOOR, None, None, False, 4, 5),
        (SpeechKind.REPLY, None, None, False, None, 2),
        (SpeechKind.PREPARED, 7, None, False, None, 7),
        (SpeechKind.PREPARED, 7, 3, False, None, 3),
        (SpeechKind.FLOOR, 2, 3, False, None, 2),
        (SpeechKind.QUESTION, None, 1, False, None, 2),
        (SpeechKind.FLOOR, 0, None, False, None, 0),
        (SpeechKind.FLOOR, 5, 3, True, None, None),
        (SpeechKind.FLOOR, 5, None, False, 5, None),
    ],
)
def test_each_speech_has_its_limit_and_leaders_have_none(
    kind: SpeechKind, minutes: int | None, cap: int | None, unlimited: bool, item: int | None, limit: int | None
) -> None:
    podium = Podium(*builders.agenda(), builders.speech(1, kind=kind, minutes=minutes, unlimited=unlimited))
    podium.run(CapSpeeches(minutes=cap))
    if item:
        podium.run(StartItem(item=item))
    before = speech_clock(podium.state, podium.state.speeches[1], podium.now)
    podium.run(StartSpeech(speech=1))
    after = speech_clock(podium.state, podium.state.speeches[1], podium.now)
    assert before == after
    assert after.limit_ms == (None if limit is None else limit * MINUTE)
    podium.run(CapSpeeches(minutes=1))
    assert speech_clock(podium.state, podium.state.speeches[1], podium.now) == after


@pytest.mark.parametrize(
    ("remaining", "level"),
    [
        (None, Level.NO_LIMIT),
        (10 * MINUTE, Level.IN_TIME),
        (2 * MINUTE + 1, Level.IN_TIME),
        (2 * MINUTE, Level.WARNING),
        (MINUTE + 1, Level.WARNING),
        (MINUTE, Level.DANGER),
        (0, Level.DANGER),
        (-1, Level.OVERTIME),
    ],
)
def test_the_clock_presses_as_the_plan_says(remaining: int | None, level: Level) -> None:
    assert level_of(remaining, SpeakingTimes()) is level
    if remaining is not None and remaining > 0:
        assert level_of(remaining, SpeakingTimes(warning_minutes=0, danger_minutes=0)) is Level.IN_TIME


@pytest.mark.parametrize(
    ("waited", "steps", "remaining"),
    [(0, [60], 360), (300, [60], 60), (300, [-60], -60), (360, [60], 0), (0, [-999], 0), (0, [-999, 60], 60)],
)
def test_extra_minutes_cross_zero_both_ways(podium: Podium, waited: int, steps: list[int], remaining: int) -> None:
    podium.run(StartSpeech(speech=1))
    podium.clocks.wait(waited)
    for seconds in steps:
        podium.run(GrantSpeechTime(speech=1, seconds=seconds))
    assert speech_clock(podium.state, podium.state.speeches[1], podium.now).remaining_ms == remaining * 1000


def test_nobody_grants_time_to_what_is_over_or_has_no_limit(podium: Podium) -> None:
    podium.run(CorrectSpeech(speech=2, unlimited=True))
    before = podium.state.speeches[2]
    podium.run(GrantSpeechTime(speech=2, seconds=60))
    assert podium.state.speeches[2] == before
    podium.run(StartSpeech(speech=1))
    podium.run(EndSpeech(speech=1))
    assert podium.refuses(GrantSpeechTime(speech=1, seconds=60)) is Reason.SPEECH_OVER


def test_a_limit_changes_while_somebody_speaks(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.run(CorrectSpeech(speech=1, minutes=8))
    assert speech_clock(podium.state, podium.state.speeches[1], podium.now).limit_ms == 8 * MINUTE
    podium.run(CorrectSpeech(speech=1, unlimited=True))
    assert speech_clock(podium.state, podium.state.speeches[1], podium.now).level is Level.NO_LIMIT
    podium.run(CorrectSpeech(speech=1, unlimited=False))
    assert speech_clock(podium.state, podium.state.speeches[1], podium.now).limit_ms == 8 * MINUTE


@pytest.mark.parametrize("name", ["start_speech", "give_floor", "next_speaker", "pause_speech", "correct_speech"])
def test_the_moderator_and_the_office_give_the_floor_and_nobody_else(name: str) -> None:
    assert VERBS[name].roles == {Role.MODERATOR, Role.OFFICE}


# -- whatever happens -------------------------------------------------------------------------------------------------

_verbs = random_verbs.speaking | random_verbs.speaking | random_verbs.listing | random_verbs.running
_days = random_verbs.days(_verbs | random_verbs.replanning, 25)


def started(*people: int) -> Podium:
    speeches = (builders.speech(id) for id in people)
    return Podium(*builders.agenda(), *map(builders.delegate, range(1, 6)), *speeches)


@given(steps=_days)
@settings(max_examples=120, deadline=None)
def test_one_voice_and_no_speech_lost(steps: random_verbs.Steps) -> None:
    """Whatever is done: at most one person speaks, whoever was put down is still there, what is over has its fate, and
    what was said lasted from start to end but for the pauses."""
    podium = started(1, 2, 3)
    known: set[int] = set()
    for _ in podium.replay(steps):
        speeches = dict(podium.state.speeches.items())
        assert known <= set(speeches)
        known = set(speeches)
        assert sum(is_ticking(one.span) for one in speeches.values()) <= 1
        assert sum(1 for one in speeches.values() if one.span and not one.span.ended) <= 2
        timeline = podium.state.timeline(podium.now)
        for one in speeches.values():
            assert (one.span is not None and one.span.ended is None) <= (one.fate is None)
            assert not (one.span and one.span.ended and one.fate is None)
            if one.span is not None:
                assert elapsed_ms(one.span, timeline) == whole_ms(one.span, timeline) - paused_ms(one.span, timeline)
                assert elapsed_ms(one.span, timeline) >= 0
                assert in_order(one.span, podium)
        assert speaking(podium.state) in (None, on_the_floor(podium.state))


def in_order(span: Span, podium: Podium) -> bool:
    """Whether the pauses lie in the span, one after the other."""
    timeline = podium.state.timeline(podium.now)
    marks = [span.started, *(mark for one in span.pauses for mark in (one.started, one.ended)), span.ended]
    places = [timeline.ms(mark) for mark in marks if mark]
    return places == sorted(places)


@given(steps=_days)
@settings(max_examples=60, deadline=None)
def test_undo_restores_the_exact_documents_step_by_step(steps: random_verbs.Steps) -> None:
    podium = started(1, 2, 3)
    before = [podium.documents()]
    before += [podium.documents() for _ in podium.replay(steps)]
    changed = [after for earlier, after in pairwise(before) if after != earlier]
    reached = [before[0], *changed]
    while last_undoable(podium.state, podium.session.id, podium.now):
        assert podium.documents() == reached.pop()
        podium.undo()
    assert reached == [podium.documents()] == [before[0]]
