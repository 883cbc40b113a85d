"""How a rehearsal in the hall went, told from what stands in the list at its end. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from store import SpeechKind, State, project, speech_clock
from store.live_records import Fate, Speech
from store.records import AgendaKind, DelegateId, Stamp
from tui.drill.hall import Course, not_introduced

_MOST_OF_IT: Final = 0.9
"""Ended before so much was said, a speech was cut short."""
_SPOKE: Final = (Fate.DELIVERED, Fate.READ)
_NOT_PRESSED: Final = (AgendaKind.REPORT, AgendaKind.DIRECTIVE)
"""Items in which somebody speaks without being on the list of speakers."""


class Fault(StrEnum):
    """What can go wrong at the podium."""

    CUT_SHORT = "cut_short"
    """A speech was ended while the speaker still spoke."""
    LEFT_EARLY = "left_early"
    """So was an item."""
    SPOKE_ABSENT = "spoke_absent"
    """Somebody who was not there is noted as having spoken."""
    NO_READER = "no_reader"
    """Somebody else read, and it is not noted who."""
    NOT_INTRODUCED = "not_introduced"
    """A leader came late, and the hall was not told."""
    NOT_OPENED = "not_opened"
    """The opening was not noted."""


class Finding(NamedTuple):
    """Something that stands in the list as it was not, and what it is about."""

    fault: Fault
    speech: int | None = None
    item: int | None = None
    delegate: DelegateId | None = None


def findings(course: Course, state: State, now: Stamp) -> list[Finding]:
    """What is wrong at the podium as it stands."""
    speeches = sorted((one for one in state.speeches.values() if one.fate in _SPOKE), key=lambda one: one.id)
    found = [fault for one in speeches for fault in _of_a_speech(course, state, one, now)]
    found += _of_the_items(course, state, now)
    return [*found, *(Finding(Fault.NOT_INTRODUCED, delegate=id) for id in not_introduced(state))]


def _of_a_speech(course: Course, state: State, speech: Speech, now: Stamp) -> Iterator[Finding]:
    if course.is_absent(state, speech) and speech.kind is SpeechKind.PREPARED:
        yield Finding(Fault.SPOKE_ABSENT, speech=speech.id)
        return
    if course.reader_of(speech) and not speech.reader:
        yield Finding(Fault.NO_READER, speech=speech.id)
    if speech_clock(state, speech, now).elapsed_ms < _MOST_OF_IT * course.speech_ms(state, speech, now):
        yield Finding(Fault.CUT_SHORT, speech=speech.id)


def _of_the_items(course: Course, state: State, now: Stamp) -> Iterator[Finding]:
    projection = project(state, now)
    over = [line for line in projection.lines if line.elapsed_ms and line.item.id != projection.current]
    for line in over:
        if line.item.kind in _NOT_PRESSED and line.elapsed_ms < _MOST_OF_IT * course.item_ms(line):
            yield Finding(Fault.LEFT_EARLY, item=line.item.id)
    if state.opening is None and any(line.item.start >= state.conference.opens for line in over):
        yield Finding(Fault.NOT_OPENED)
