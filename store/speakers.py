"""Speakers: who they are, whether they are there, and in which order they have and will have the floor.

Points of order come first, then what answers a speech already given, then everybody else as the moderator has them;
what answers a speech still to come stands under it. How the list is changed is in `speaker_list.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from store.errors import BadRange
from store.live_records import Speech, SpeechKind
from store.number_ranges import number_ranges
from store.proposal_records import Submitter
from store.records import CAME, AreaId, Delegate, DelegateId, Status, Value
from store.spans import is_paused

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


class SpeechState(StrEnum):
    """Where a speech stands; the last five are its fates."""

    WAITING = "waiting"
    ON_DECK = "on_deck"
    SPEAKING = "speaking"
    PAUSED = "paused"
    DELIVERED = "delivered"
    READ = "read"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    IN_WRITING = "in_writing"


def speech_state(speech: Speech) -> SpeechState:
    """Where a speech stands."""
    if speech.fate is not None:
        return SpeechState(speech.fate.value)
    if speech.span is not None:
        return SpeechState.PAUSED if is_paused(speech.span) else SpeechState.SPEAKING
    return SpeechState.ON_DECK if speech.on_deck else SpeechState.WAITING


class Speaker(Value, frozen=True, kw_only=True):
    """Who a speech is given by, as they are announced."""

    name: str
    """Empty while nobody knows."""
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")
    delegate: DelegateId | None = None


def speaker_of(state: State, speech: Speech | Submitter) -> Speaker:
    """Who speaks, or raised something. In the place of a delegate who sent a substitute it is the substitute."""
    delegate = _delegate_of(state, speech)
    if delegate is None:
        return Speaker(name=speech.name, title=speech.title, unit=speech.unit, area=speech.area)
    attendance = state.attendance.get(delegate.id)
    stand_in = attendance.substitute if attendance is not None and attendance.status in CAME else None
    return Speaker(
        name=stand_in.name if stand_in else delegate.name,
        title=stand_in.title if stand_in else delegate.title,
        unit=delegate.unit or speech.unit,
        area=delegate.area or speech.area,
        delegate=delegate.id,
    )


def _delegate_of(state: State, speech: Speech | Submitter) -> Delegate | None:
    """The delegate it is bound to, or the only one of that name."""
    if speech.delegate is not None:
        return state.delegates.get(speech.delegate)
    namesakes = tuple(state.namesakes.get(speech.name, ())) if speech.name else ()
    return state.delegates[namesakes[0]] if len(namesakes) == 1 else None


def in_hall(state: State, speech: Speech) -> bool | None:
    """Whether the speaker is there; None if it is nobody on the list of delegates."""
    delegate = _delegate_of(state, speech)
    if delegate is None:
        return None
    attendance = state.attendance.get(delegate.id)
    return attendance is not None and attendance.status is Status.PRESENT


def waiting_list(state: State) -> list[Speech]:
    """Who is still to speak, in the order in which they will."""
    waiting = sorted(filter(waits, state.speeches.values()), key=lambda one: (one.position, one.id))
    ids = {one.id for one in waiting}
    under: defaultdict[int | None, list[Speech]] = defaultdict(list)
    for one in waiting:
        under[one.answers if one.answers in ids else None].append(one)
    first = sorted(under[None], key=rank)
    return [one for top in first for one in _with_answers(top, under)]


def _with_answers(speech: Speech, under: dict[int | None, list[Speech]]) -> Iterator[Speech]:
    yield speech
    for answer in under.get(speech.id, ()):
        yield from _with_answers(answer, under)


def waits(speech: Speech) -> bool:
    """Whether a speech is still to come."""
    return speech.fate is None and speech.span is None


def rank(speech: Speech) -> int:
    """Who comes before whom, whatever the order in which they asked."""
    if speech.kind is SpeechKind.POINT_OF_ORDER:
        return 0
    return 1 if speech.kind in (SpeechKind.REPLY, SpeechKind.QUESTION) else 2


def spoken(state: State, now: Stamp) -> list[Speech]:
    """Every speech that began, in the order in which they did."""
    timeline = state.timeline(now)
    begun = [(timeline.ms(one.span.started), one.id) for one in state.speeches.values() if one.span]
    return [state.speeches[id] for _, id in sorted(begun)]


def numbered(state: State, text: str) -> tuple[DelegateId, ...]:
    """The delegates with these numbers, as typed: `12 47 88`, `3,7-9`. Raises `BadRange`, also for a number nobody
    has."""
    ranges = number_ranges(re.sub(r"\s+", ",", re.sub(r"\s*([-–,;])\s*", r"\1", text.strip())))
    for one in ranges:
        missing = next((number for number in one if number not in state.numbers), None)
        if missing is not None:
            raise BadRange(text, str(missing))
    return tuple(dict.fromkeys(state.numbers[number] for one in ranges for number in one))
