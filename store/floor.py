"""Who has the floor: the speech that is being given, and those it interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.clock import Timeline
from store.live_records import Fate, Speech
from store.records import Stamp
from store.spans import ended, is_open, is_ticking

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


def open_speeches(state: State) -> list[Speech]:
    """The speeches that have begun and not ended, the first of them first."""
    found = [one for one in state.speeches.values() if is_open(one.span)]
    return sorted(found, key=lambda one: (is_ticking(one.span), one.id))


def speaking(state: State) -> Speech | None:
    """Who speaks; None while nobody does."""
    return next((one for one in state.speeches.values() if is_ticking(one.span)), None)


def on_the_floor(state: State) -> Speech | None:
    """Who speaks, else who was interrupted; None when the podium is empty."""
    found = open_speeches(state)
    return found[-1] if found else None


def end_open_speeches(tx: Transaction, at: Stamp) -> None:
    """Whoever has the floor is through, by `at`; what began later goes on."""
    timeline = tx.state.timeline(tx.at)
    for one in open_speeches(tx.state):
        assert one.span is not None
        if timeline.ms(one.span.started) <= timeline.ms(at):
            tx.put(finished(one, at, timeline))


def finished(speech: Speech, at: Stamp, timeline: Timeline) -> Speech:
    """The speech, delivered or read."""
    assert speech.span is not None
    fate = Fate.READ if speech.reader else Fate.DELIVERED
    return replace(speech, span=ended(speech.span, at, timeline), fate=fate)
