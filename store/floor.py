"""Who has the floor: speeches begin, stand still, go on and end.

At most one person speaks. Whoever begins takes the floor from whoever has it; a question only interrupts. Starting an
item of the agenda, or ending one, ends what was being said in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from store.clock import Timeline, shifted
from store.errors import Reason, Refused
from store.live_records import Fate, Span, Speech, SpeechKind
from store.records import Stamp
from store.spans import ended, is_open, is_ticking, paused_since

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


def speech_of(state: State, id: int) -> Speech:
    """Raises `Refused` if there is none."""
    speech = state.speeches.get(id)
    if speech is None:
        raise Refused(Reason.NO_SUCH_SPEECH)
    return speech


def begun_speeches(state: State) -> list[tuple[Speech, Span]]:
    """The speeches that have begun, and when, by their ids: on every machine in the same order."""
    found = [(one, one.span) for one in state.speeches.values() if one.span is not None]
    return sorted(found, key=lambda pair: pair[0].id)


def open_speeches(state: State) -> list[Speech]:
    """The speeches that have begun and not ended; who speaks, or was interrupted last, at the end."""
    found = [one for one in state.speeches.values() if is_open(one.span)]
    return sorted(found, key=lambda one: (is_ticking(one.span), one.kind is SpeechKind.QUESTION, one.id))


def speaking(state: State) -> Speech | None:
    """Who speaks; None while nobody does."""
    found = on_the_floor(state)
    return found if found and is_ticking(found.span) else None


def on_the_floor(state: State) -> Speech | None:
    """Who speaks, else who was interrupted; None when the podium is empty."""
    found = open_speeches(state)
    return found[-1] if found else None


def ago(tx: Transaction, seconds: int) -> Stamp:
    """The moment so many seconds ago."""
    if seconds < 0:
        raise Refused(Reason.IN_THE_FUTURE)
    return shifted(tx.at, -seconds * 1000)


def end_open_speeches(tx: Transaction, at: Stamp) -> None:
    """Whoever has the floor is through, by `at`; what began later goes on."""
    timeline = tx.state.timeline(tx.at)
    for one in open_speeches(tx.state):
        if _start(one, timeline) <= timeline.ms(at):
            tx.put(finished(one, at, timeline))


def clear_floor(tx: Transaction, at: Stamp, *, but: int | None = None, interrupting: bool = False) -> None:
    """Whoever speaks at `at` is through by then, or interrupted. Raises `Refused` if somebody began later."""
    timeline = tx.state.timeline(tx.at)
    for one, span in begun_speeches(tx.state):
        if one.id == but or (span.ended is not None and timeline.ms(span.ended) <= timeline.ms(at)):
            continue
        refuse_before_start(tx, one, at)
        take_floor(tx, one, at, interrupting=interrupting)


def refuse_before_start(tx: Transaction, speech: Speech, at: Stamp) -> None:
    """Raises `Refused` if a moment in the past lies before the speech began."""
    assert speech.span is not None
    refuse_before(tx, speech.span.started, at)


def refuse_before(tx: Transaction, began: Stamp, at: Stamp) -> None:
    """Raises `Refused` if a moment in the past lies before another."""
    timeline = tx.state.timeline(tx.at)
    if at != tx.at and timeline.ms(began) > timeline.ms(at):
        raise Refused(Reason.TOO_EARLY)


def take_floor(tx: Transaction, speech: Speech, at: Stamp, *, interrupting: bool) -> None:
    """Whoever gives this speech is through, or interrupted."""
    assert speech.span is not None
    timeline = tx.state.timeline(tx.at)
    if not interrupting or speech.kind is SpeechKind.QUESTION or speech.span.ended is not None:
        tx.put(finished(speech, at, timeline))
    elif is_ticking(speech.span):
        tx.put(replace(speech, span=paused_since(speech.span, at, timeline)))


def finished(speech: Speech, at: Stamp, timeline: Timeline, **changes: Any) -> Speech:
    """The speech, delivered or read unless told otherwise."""
    assert speech.span is not None
    fate = speech.fate or (Fate.READ if speech.reader else Fate.DELIVERED)
    return replace(speech, span=ended(speech.span, at, timeline), **{"fate": fate, **changes})


def _start(speech: Speech, timeline: Timeline) -> int:
    assert speech.span is not None
    return timeline.ms(speech.span.started)
