"""What goes on in the hall of a rehearsal: items and speeches run over, speakers are not there, hands go up.

How long everything takes is drawn from the seed. What is to be done now follows from how far the day has come, so that
whoever learns may do it in any order and at any time, and take it back. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from random import Random
from typing import Any, Final, NamedTuple

from store import (
    CorrectSpeech,
    Dismiss,
    EndSpeech,
    IntroduceLate,
    Line,
    Next,
    NextSpeaker,
    OpenConference,
    Projection,
    QueueSpeakers,
    Speech,
    SpeechKind,
    State,
    Verb,
    awaits_opening,
    in_hall,
    met_late,
    on_the_floor,
    project,
    speech_clock,
    waiting_list,
)
from store.live_records import Fate
from store.records import AgendaItem, AgendaKind, DelegateId, Stamp, Status, Value
from tui.drill.invented import invented_name

_MINUTE_MS: Final = 60_000
_LENGTHS: Final = {
    AgendaKind.CEREMONY: (0.9, 1.2, 1.0),
    AgendaKind.BREAK: (1.0, 1.3, 1.1),
    AgendaKind.DIRECTIVE: (1.0, 1.8, 1.3),
}
"""How long an item takes, of its planned minutes: at least, at most, most often."""
_LENGTH: Final = (0.9, 1.5, 1.1)
_LENGTH_OF_A_SPEECH: Final = (0.6, 1.6, 1.05)
"""Of its limit."""
_HANDS: Final = 4
"""How many ask for the floor in a discussion."""
_HANDS_WITHIN: Final = 0.5
"""In which part of it."""
_TALKS: Final = (AgendaKind.PRESENTATIONS, AgendaKind.DISCUSSION)


class Matter(StrEnum):
    """What the moderator has to see to, the first of them first."""

    OPENING = "opening"
    LATE_LEADER = "late_leader"
    ABSENT = "absent"
    """Whoever was called is not there."""
    READER = "reader"
    """Somebody else reads the paper."""
    SPEECH_OVER = "speech_over"
    HAND = "hand"
    CALL = "call"
    ITEM_OVER = "item_over"
    BEGIN = "begin"


class Cue(Value, frozen=True, kw_only=True):
    """Something that is seen in the hall, until the moderator has done what it asks for."""

    matter: Matter
    item: int | None = None
    speech: int | None = None
    people: tuple[DelegateId, ...] = ()
    name: str = ""
    """Of somebody on no list."""


class Course(NamedTuple):
    """How the day goes whose seed this is."""

    seed: int
    papers: tuple[int, ...]
    """Speeches announced beforehand."""
    hands: tuple[DelegateId, ...]
    """Who would ask for the floor, if they were there, in this order."""

    @classmethod
    def drawn(cls, state: State, seed: int) -> Course:
        """Of this conference, before anything has happened."""
        papers = sorted(one.id for one in state.speeches.values() if one.kind is SpeechKind.PREPARED)
        people = sorted(one.id for one in state.delegates.values() if one.name)
        hands = Random(f"{seed} hands").sample(people, min(len(people), _HANDS * 2))
        return cls(seed, tuple(papers), tuple(hands))

    def item_ms(self, line: Line) -> int:
        """How long an item takes."""
        least, most, usual = _LENGTHS.get(line.item.kind, _LENGTH)
        return int(line.allotted_ms * self._chance("item", line.item.id).triangular(least, most, usual))

    def speech_ms(self, state: State, speech: Speech, now: Stamp) -> int:
        """How long somebody speaks."""
        limit = speech_clock(state, speech, now).limit_ms
        usual = state.conference.speaking.presentation_minutes * _MINUTE_MS if limit is None else limit
        return int(usual * self._chance("speech", speech.id).triangular(*_LENGTH_OF_A_SPEECH))

    def reader_of(self, speech: Speech) -> str:
        """Who reads in the speaker's place; nobody, but for one of the papers."""
        reads = len(self.papers) > 1 and speech.id == self._chance("reader", 0).choice(self.papers)
        return invented_name(self._chance("reader", speech.id)) if reads else ""

    def is_absent(self, state: State, speech: Speech) -> bool:
        """Whether the speaker is not there when called: who has not come, and one of the papers' authors besides."""
        if in_hall(state, speech) is False:
            return True
        others = [id for id in self.papers if id != self._chance("reader", 0).choice(self.papers)]
        return len(others) > 1 and speech.id == self._chance("absent", 0).choice(others)

    def _chance(self, what: str, id: int) -> Random:
        return Random(f"{self.seed} {what} {id}")


# -- what is to be done now --------------------------------------------------------------------------------------------


def cue(course: Course, state: State, now: Stamp) -> Cue | None:
    """The most urgent; None while everything goes its way."""
    return next(_cues(course, state, now), None)


def _cues(course: Course, state: State, now: Stamp) -> Iterator[Cue]:
    if awaits_opening(state, now):
        yield Cue(matter=Matter.OPENING)
    if late := not_introduced(state):
        yield Cue(matter=Matter.LATE_LEADER, people=late)
    projection, speech = project(state, now), on_the_floor(state)
    line = projection.line(projection.current)
    if speech is not None:
        yield from _of_the_speech(course, state, speech, now)
    if line is not None:
        yield from _hands(course, state, line)
        if speech is None:
            yield from _of_the_item(course, state, projection, line, now)
    else:
        yield from _begin(projection, now)


def not_introduced(state: State) -> tuple[DelegateId, ...]:
    """Leaders who came after the opening, and of whom the hall has not been told."""
    introduced = state.opening.introduced if state.opening else ()
    return tuple(id for id in met_late(state) if id not in introduced)


def _of_the_speech(course: Course, state: State, speech: Speech, now: Stamp) -> Iterator[Cue]:
    reader = course.reader_of(speech)
    if course.is_absent(state, speech):
        yield Cue(matter=Matter.ABSENT, speech=speech.id)
    if reader and not speech.reader:
        yield Cue(matter=Matter.READER, speech=speech.id, name=reader)
    if speech_clock(state, speech, now).elapsed_ms >= course.speech_ms(state, speech, now):
        yield Cue(matter=Matter.SPEECH_OVER, speech=speech.id)


def _hands(course: Course, state: State, line: Line) -> Iterator[Cue]:
    """Each some minutes after the one before, as long as there is time to speak."""
    if line.item.kind is not AgendaKind.DISCUSSION:
        return
    every_ms = max(int(line.allotted_ms * _HANDS_WITHIN) // _HANDS, 1)
    up = [id for id in course.hands if _is_here(state, id)][: min(line.elapsed_ms // every_ms, _HANDS)]
    asked = {one.delegate for one in state.speeches.values() if one.kind is SpeechKind.FLOOR}
    for id in up:
        if id not in asked:
            yield Cue(matter=Matter.HAND, item=line.item.id, people=(id,))


def _is_here(state: State, id: DelegateId) -> bool:
    attendance = state.attendance.get(id)
    return attendance is not None and attendance.status is Status.PRESENT


def _of_the_item(course: Course, state: State, projection: Projection, line: Line, now: Stamp) -> Iterator[Cue]:
    if line.item.kind in _TALKS and (called := _called(state, line.item)) is not None:
        yield Cue(matter=Matter.CALL, speech=called)
    elif _is_over(course, state, projection, line, now):
        yield Cue(matter=Matter.ITEM_OVER, item=line.item.id)


def _called(state: State, item: AgendaItem) -> int | None:
    """Who is to have the floor in this item."""
    waiting = waiting_list(state)
    if item.kind is AgendaKind.PRESENTATIONS and all(one.kind is SpeechKind.FLOOR for one in waiting):
        return None
    return waiting[0].id if waiting else None


def _is_over(course: Course, state: State, projection: Projection, line: Line, now: Stamp) -> bool:
    """Papers are over with the last of them; nothing before the opening makes that earlier."""
    following = projection.line(projection.next)
    if following is not None and following.item.start <= state.conference.opens and now.wall < following.planned_start:
        return False
    if line.item.kind is AgendaKind.PRESENTATIONS and course.papers:
        return True
    return line.elapsed_ms >= course.item_ms(line)


def _begin(projection: Projection, now: Stamp) -> Iterator[Cue]:
    following = projection.line(projection.next)
    if following is not None and now.wall >= following.start:
        yield Cue(matter=Matter.BEGIN, item=following.item.id)


# -- doing it ----------------------------------------------------------------------------------------------------------


def deed(cue: Cue, state: State, mint: Callable[[], int]) -> Verb[Any]:
    """What a moderator does who knows the work."""
    speech = cue.speech or 0
    floor = on_the_floor(state)
    match cue.matter:
        case Matter.OPENING:
            return OpenConference()
        case Matter.LATE_LEADER:
            return IntroduceLate(delegates=cue.people)
        case Matter.ABSENT:
            return Dismiss(speech=speech, fate=Fate.ABSENT)
        case Matter.READER:
            return CorrectSpeech(speech=speech, reader=cue.name)
        case Matter.SPEECH_OVER:
            return EndSpeech(speech=speech)
        case Matter.HAND:
            return QueueSpeakers(ids=(mint(),), delegates=cue.people)
        case Matter.CALL:
            return NextSpeaker(current=floor.id if floor else None)
    return Next(current=cue.item if cue.matter is Matter.ITEM_OVER else None)
