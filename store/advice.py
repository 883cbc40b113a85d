"""Who might speak next, and why: advice for the moderator, who alone decides. It is never followed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.live_records import AdviceReason, Speech, SpeechKind
from store.records import Value
from store.speakers import waiting_list
from store.speaking_time import Tally

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


class Advice(Value, frozen=True, kw_only=True):
    """Somebody other than the first on the list, and what speaks for them against the first."""

    speech: int
    reason: AdviceReason


def advice(state: State, now: Stamp, tally: Tally | None = None) -> Advice | None:
    """Whom to call before the first of those waiting for a turn in the discussion.

    None when the first is as good a choice as any, when the moderator does not want advice, or when something comes
    first that is no ordinary turn.
    """
    waiting = waiting_list(state) if state.speaker_list.advice else []
    if not waiting or waiting[0].kind is not SpeechKind.FLOOR or waiting[0].on_deck:
        return None
    tally = tally or Tally(state, now)
    first = waiting[0]
    best = min((one for one in waiting if one.kind is SpeechKind.FLOOR), key=lambda one: _claim(one, tally))
    reason = _reason(_claim(best, tally), _claim(first, tally))
    return Advice(speech=best.id, reason=reason) if reason else None


Claim = tuple[bool, bool, int]


def _claim(speech: Speech, tally: Tally) -> Claim:
    """The smaller, the better. Nobody knows anything that speaks for somebody unknown."""
    is_heard = tally.is_unit_heard(speech) is not False
    has_spoken = tally.turn(speech) != 1
    return is_heard, has_spoken, tally.unit_ms(speech)


def _reason(best: Claim, first: Claim) -> AdviceReason | None:
    reasons = (AdviceReason.UNIT_NOT_HEARD, AdviceReason.FIRST_SPEECH, AdviceReason.LEAST_TIME)
    differing = (reason for reason, mine, other in zip(reasons, best, first, strict=True) if mine < other)
    return next(differing, None) if best < first else None
