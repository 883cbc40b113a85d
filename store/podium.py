"""At the podium: giving the floor to whoever is next, pausing, granting minutes, ending, and going on after a slip."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from store.agenda import LONGEST_MINUTES, MINUTE_MS
from store.course import running
from store.errors import Reason, Refused
from store.floor import (
    ago,
    clear_floor,
    finished,
    on_the_floor,
    open_speeches,
    refuse_before,
    refuse_before_start,
    speech_of,
    take_floor,
)
from store.live_records import AdviceReason, Span, Speech, SpeechKind
from store.records import Stamp, Value
from store.spans import is_open, is_paused, paused, reopened, resumed
from store.speaker_list import Queued, QueueSpeech, first_position, waiting_entry
from store.speakers import waiting_list
from store.speech_limits import limit_at_start
from store.text import clean
from store.transaction import Transaction
from store.verbs import MODERATOR, Verb

SECOND_MS: Final = 1000


class Turn(Value, frozen=True, kw_only=True):
    """Who has the floor after somebody pressed next."""

    speech: int | None
    """None when nobody is waiting."""
    already: bool = False
    """Somebody else had gone on before; nothing was changed."""


class StartSpeech(Verb[None], frozen=True, kw_only=True):
    """Somebody on the list begins, now or some seconds ago; whoever had the floor is through.

    `reader` reads in the speaker's place. `reason` is the advice the moderator followed, for the log.
    """

    roles = MODERATOR
    answers = None

    speech: int
    ago_s: int = 0
    reader: str = ""
    reason: AdviceReason | None = None

    def apply(self, tx: Transaction) -> None:
        begin(tx, speech_of(tx.state, self.speech), ago(tx, self.ago_s), clean(self.reader))


class GiveFloor(QueueSpeech, frozen=True, kw_only=True):
    """Somebody speaks at once, known or not; answers with the speech, which is the waiting one of whoever waited.

    With nothing but an id it is somebody nobody knows yet, to be named while they speak.
    """

    roles = MODERATOR

    ago_s: int = 0

    def apply(self, tx: Transaction) -> Queued:
        asked = self.speech(tx)
        speech = waiting_entry(tx.state, asked) or replace(asked, position=first_position(tx.state), queued=tx.at)
        begin(tx, speech, ago(tx, self.ago_s))
        return Queued(speech=speech.id, already=speech.id != self.id)


class NextSpeaker(Verb[Turn], frozen=True, kw_only=True):
    """Whoever is next has the floor and `current`, whom the window sees at the podium, is through.

    After a question that interrupted somebody, it is that speaker again.
    """

    roles = MODERATOR
    answers = Turn

    current: int | None
    ago_s: int = 0

    def apply(self, tx: Transaction) -> Turn:
        speech = on_the_floor(tx.state)
        now_speaking = speech.id if speech else None
        if now_speaking != self.current:
            return Turn(speech=now_speaking, already=True)
        at = ago(tx, self.ago_s)
        interrupted = _interrupted(tx, speech)
        if interrupted is not None:
            _go_on(tx, interrupted, at)
            return Turn(speech=interrupted.id)
        waiting = waiting_list(tx.state)
        if waiting:
            begin(tx, waiting[0], at)
        elif speech is not None:
            clear_floor(tx, at)
        else:
            raise Refused(Reason.NOBODY_WAITING)
        return Turn(speech=waiting[0].id if waiting else None)


def _interrupted(tx: Transaction, speech: Speech | None) -> Speech | None:
    """Whose speech a question interrupted."""
    if speech is None or speech.kind is not SpeechKind.QUESTION:
        return None
    return next((one for one in open_speeches(tx.state) if one.id != speech.id), None)


class PauseSpeech(Verb[None], frozen=True, kw_only=True):
    """The speaker's clock stands still."""

    roles = MODERATOR
    answers = None

    speech: int

    def apply(self, tx: Transaction) -> None:
        speech, span = _open(tx, self.speech)
        if is_paused(span):
            raise Refused(Reason.ALREADY_PAUSED)
        tx.put(replace(speech, span=paused(span, tx.at)))


class ResumeSpeech(Verb[None], frozen=True, kw_only=True):
    """The speaker goes on; a question put meanwhile is over."""

    roles = MODERATOR
    answers = None

    speech: int

    def apply(self, tx: Transaction) -> None:
        speech, span = _open(tx, self.speech)
        if not is_paused(span):
            raise Refused(Reason.NOT_PAUSED)
        _go_on(tx, speech, tx.at)


class EndSpeech(Verb[None], frozen=True, kw_only=True):
    """The speaker is through, now or some seconds ago, and nobody else begins yet."""

    roles = MODERATOR
    answers = None

    speech: int
    ago_s: int = 0

    def apply(self, tx: Transaction) -> None:
        speech, _ = _open(tx, self.speech)
        at = ago(tx, self.ago_s)
        refuse_before_start(tx, speech, at)
        tx.put(finished(speech, at, tx.state.timeline(tx.at)))


class ReopenSpeech(Verb[None], frozen=True, kw_only=True):
    """A speech that was ended by mistake goes on; what passed meanwhile was a pause."""

    roles = MODERATOR
    answers = None

    speech: int

    def apply(self, tx: Transaction) -> None:
        speech = speech_of(tx.state, self.speech)
        if speech.span is None or is_open(speech.span):
            raise Refused(Reason.NOT_OVER)
        clear_floor(tx, tx.at, but=speech.id, interrupting=speech.kind is SpeechKind.QUESTION)
        tx.put(replace(speech, span=reopened(speech.span, tx.at), fate=None))


class GrantSpeechTime(Verb[None], frozen=True, kw_only=True):
    """A speech that is not over gets more time, or less if `seconds` is negative; it cannot get less than none."""

    roles = MODERATOR
    answers = None

    speech: int
    seconds: int

    def apply(self, tx: Transaction) -> None:
        speech = speech_of(tx.state, self.speech)
        if speech.fate is not None:
            raise Refused(Reason.SPEECH_OVER)
        limit = speech.limit_ms if speech.span else limit_at_start(tx.state, speech)
        added = speech.added_ms + self.seconds * SECOND_MS
        if limit is not None:
            tx.put(replace(speech, added_ms=min(max(added, -limit), LONGEST_MINUTES * MINUTE_MS)))


def begin(tx: Transaction, speech: Speech, at: Stamp, reader: str = "") -> None:
    """Gives somebody the floor."""
    if is_open(speech.span):
        raise Refused(Reason.ALREADY_RUNNING)
    if speech.span is not None:
        raise Refused(Reason.SPEECH_OVER)
    clear_floor(tx, at, but=speech.id, interrupting=speech.kind is SpeechKind.QUESTION)
    run = running(tx.state)
    tx.put(
        replace(
            speech,
            span=Span(started=at),
            fate=None,
            on_deck=False,
            item=run.item if run else None,
            limit_ms=limit_at_start(tx.state, speech),
            reader=reader or speech.reader,
        )
    )


def _go_on(tx: Transaction, speech: Speech, at: Stamp) -> None:
    """An interrupted speech goes on, and whoever interrupted it is through."""
    for other in open_speeches(tx.state):
        if other.id != speech.id:
            refuse_before_start(tx, other, at)
            take_floor(tx, other, at, interrupting=speech.kind is SpeechKind.QUESTION)
    if speech.span is not None and is_paused(speech.span):
        refuse_before(tx, speech.span.pauses[-1].started, at)
        tx.put(replace(speech, span=resumed(speech.span, at)))


def _open(tx: Transaction, id: int) -> tuple[Speech, Span]:
    speech = speech_of(tx.state, id)
    if speech.span is None or speech.span.ended is not None:
        raise Refused(Reason.NOT_RUNNING)
    return speech, speech.span
