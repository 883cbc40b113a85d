"""What was taken down about a speech, put right: who it was, what about, and when it really began and ended.

The commit answers with the speech as it was, so the original stays in the log for good.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from msgspec.structs import replace

from store.clock import at_wall
from store.delegates import delegate_of
from store.errors import Reason, Refused
from store.floor import begun_speeches, speech_of
from store.live_records import Fate, Span, Speech
from store.records import AreaId, DelegateId, Stamp
from store.spans import begun, ended
from store.speaker_list import area_of_unit
from store.speech_limits import fit_minutes, limit_at_start
from store.text import clean
from store.transaction import Transaction
from store.verbs import MODERATOR, Verb


class CorrectSpeech(Verb[Speech], frozen=True, kw_only=True):
    """A speech put right, also while it is being given; None leaves as it is. Answers with what it was before.

    A `delegate` takes the place of name, title and unit; a `name` takes that of the delegate. When a start is moved,
    whoever ended at that moment ends at the new one.
    """

    roles = MODERATOR
    answers = Speech

    speech: int
    delegate: DelegateId | None = None
    name: str | None = None
    title: str | None = None
    unit: str | None = None
    topic: str | None = None
    minutes: int | None = None
    unlimited: bool | None = None
    paper: bool | None = None
    reader: str | None = None
    started: dt.datetime | None = None
    ended: dt.datetime | None = None

    def apply(self, tx: Transaction) -> Speech:
        before = speech_of(tx.state, self.speech)
        speech = replace(before, **self._person(tx), **self._matter())
        if self.minutes is not None or self.unlimited is not None:
            speech = replace(speech, limit_ms=limit_at_start(tx.state, speech) if speech.span else None)
        if self.started is not None:
            speech = _begun(tx, speech, self.started)
        if self.ended is not None:
            speech = _ended(tx, speech, self.ended)
        if speech.fate in (Fate.DELIVERED, Fate.READ):
            speech = replace(speech, fate=Fate.READ if speech.reader else Fate.DELIVERED)
        if speech != before:
            tx.put(speech)
        return before

    def _person(self, tx: Transaction) -> dict[str, Any]:
        if self.delegate is not None:
            bound = {"delegate": delegate_of(tx, self.delegate).id, "area": AreaId("")}
            return bound | dict.fromkeys(_WORDS_ABOUT, "")
        told = {field: clean(word) for field in _WORDS_ABOUT if (word := getattr(self, field)) is not None}
        if self.unit is not None:
            told["area"] = area_of_unit(tx.state.conference, self.unit)
        return told | ({"delegate": None} if self.name is not None else {})

    def _matter(self) -> dict[str, Any]:
        told = {field: getattr(self, field) for field in ("unlimited", "paper")}
        told["topic"] = None if self.topic is None else clean(self.topic)
        told["minutes"] = None if self.minutes is None else fit_minutes(self.minutes)
        told["reader"] = None if self.reader is None else clean(self.reader)
        return {field: value for field, value in told.items() if value is not None}


_WORDS_ABOUT: Final = ("name", "title", "unit")


def _begun(tx: Transaction, speech: Speech, wall: dt.datetime) -> Speech:
    span, at = _span(speech), _past(tx, wall)
    timeline = tx.state.timeline(tx.at)
    if span.ended is not None and timeline.ms(at) > timeline.ms(span.ended):
        raise Refused(Reason.ENDS_BEFORE_START)
    for one, before in begun_speeches(tx.state):
        if one.id != speech.id and before.ended == span.started:
            if timeline.ms(before.started) > timeline.ms(at):
                raise Refused(Reason.TOO_EARLY)
            tx.put(replace(one, span=ended(replace(before, ended=None), at, timeline)))
    return replace(speech, span=begun(span, at, timeline))


def _ended(tx: Transaction, speech: Speech, wall: dt.datetime) -> Speech:
    span, at = _span(speech), _past(tx, wall)
    timeline = tx.state.timeline(tx.at)
    if span.ended is None:
        raise Refused(Reason.NOT_OVER)
    if timeline.ms(at) < timeline.ms(span.started):
        raise Refused(Reason.ENDS_BEFORE_START)
    return replace(speech, span=ended(replace(span, ended=None), at, timeline))


def _span(speech: Speech) -> Span:
    if speech.span is None:
        raise Refused(Reason.NOT_BEGUN)
    return speech.span


def _past(tx: Transaction, wall: dt.datetime) -> Stamp:
    at = at_wall(tx.at, wall)
    if at.boot_ms > tx.at.boot_ms:
        raise Refused(Reason.IN_THE_FUTURE)
    return at
