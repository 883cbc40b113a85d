"""How long a speech may last, and how pressing its clock is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from store.agenda import LONGEST_MINUTES, MINUTE_MS
from store.course import running
from store.live_records import Speech, SpeechKind
from store.records import AgendaKind, SpeakingTimes, Value
from store.spans import elapsed_ms

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State

ORDINARY: Final = (SpeechKind.PREPARED, SpeechKind.FLOOR)
"""What counts as a speech; the others are remarks on one."""


class Level(StrEnum):
    """How pressing a clock is."""

    NO_LIMIT = "no_limit"
    IN_TIME = "in_time"
    WARNING = "warning"
    DANGER = "danger"
    OVERTIME = "overtime"


class SpeechClock(Value, frozen=True, kw_only=True):
    """A speech against its limit, as of one moment."""

    elapsed_ms: int
    """Pauses left out."""
    limit_ms: int | None
    """With the minutes that were granted; None without a limit."""
    level: Level

    @property
    def remaining_ms(self) -> int | None:
        """Less than nothing in overtime."""
        return None if self.limit_ms is None else self.limit_ms - self.elapsed_ms


def speech_clock(state: State, speech: Speech, now: Stamp) -> SpeechClock:
    """The clock of a speech, also before it has begun and after it is over."""
    elapsed = elapsed_ms(speech.span, state.timeline(now)) if speech.span else 0
    limit = limit_of(state, speech)
    remaining = None if limit is None else limit - elapsed
    return SpeechClock(elapsed_ms=elapsed, limit_ms=limit, level=level_of(remaining, state.conference.speaking))


def level_of(remaining_ms: int | None, times: SpeakingTimes) -> Level:
    """How pressing it is with so much left; exactly nothing left is overtime's beginning, not overtime."""
    if remaining_ms is None:
        return Level.NO_LIMIT
    if remaining_ms < 0:
        return Level.OVERTIME
    if remaining_ms <= times.danger_minutes * MINUTE_MS:
        return Level.DANGER
    return Level.WARNING if remaining_ms <= times.warning_minutes * MINUTE_MS else Level.IN_TIME


def limit_of(state: State, speech: Speech) -> int | None:
    """What a speech may take altogether; None without a limit."""
    return Limits(state).of(speech)


def limit_at_start(state: State, speech: Speech) -> int | None:
    """The limit a speech would have that began now."""
    return Limits(state).at_start(speech)


class Limits:
    """The limits as they are now: made once a look, asked as often as wanted."""

    def __init__(self, state: State) -> None:
        self._times = state.conference.speaking
        self._cap = state.speaker_list.cap_minutes
        self._is_directive = _is_directive(state)

    def of(self, speech: Speech) -> int | None:
        """What a speech may take altogether; None without a limit."""
        limit = speech.limit_ms if speech.span else self.at_start(speech)
        return None if limit is None else max(0, limit + speech.added_ms)

    def at_start(self, speech: Speech) -> int | None:
        """The limit a speech would have that began now: nobody times a leader, nor what a superior has to say."""
        if speech.unlimited or self._is_directive:
            return None
        minutes = speech.minutes if speech.minutes is not None else usual_minutes(self._times, speech.kind)
        cap = self._cap if speech.kind in ORDINARY else None
        return fit_minutes(minutes if cap is None else min(minutes, cap)) * MINUTE_MS

    def may_take(self, speech: Speech) -> int:
        """How long a speech lasts if it keeps its limit; one without a limit, as long as is usual."""
        limit = self.of(speech)
        return usual_minutes(self._times, speech.kind) * MINUTE_MS if limit is None else limit


def usual_minutes(times: SpeakingTimes, kind: SpeechKind) -> int:
    """The limit of a speech for which nobody has set one."""
    match kind:
        case SpeechKind.PREPARED:
            return times.presentation_minutes
        case SpeechKind.FLOOR:
            return times.discussion_minutes
        case _:
            return times.reply_minutes


def fit_minutes(minutes: int) -> int:
    """No less than none, no more than a day."""
    return min(max(minutes, 0), LONGEST_MINUTES)


def _is_directive(state: State) -> bool:
    run = running(state)
    return run is not None and run.item in state.agenda and state.agenda[run.item].kind is AgendaKind.DIRECTIVE
