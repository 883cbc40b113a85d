"""After a crash, a restart or a lid that was closed: how the time is counted in which no window was open.

What ran before still runs: nobody may lose a speech because a battery died. Whether the hall went on meanwhile only a
person knows, so they are asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from store.clock import Timeline, shifted
from store.course import trimmed
from store.engine.heartbeat import Gap, Pulse
from store.floor import begun_speeches, finished
from store.live_records import GapChoice, ItemRun, Recovery, Span, Speech
from store.records import Stamp, Value
from store.spans import ended, without
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

BEAT_S: Final = 10
"""How often a window gives a sign of life."""
LONGEST_SILENCE_MS: Final = 60_000
"""After more than this it is asked what happened meanwhile."""


class RecoveryQuestion(Value, frozen=True, kw_only=True):
    """What ran while no window was open, and from when to when that was."""

    since: Stamp
    until: Stamp
    gap_ms: int
    item: int | None
    speech: int | None


def after_beat(state: State, pulse: Pulse | None, now: Stamp) -> Pulse:
    """The next sign of life; with a gap, if the last one is long ago and something was running."""
    timeline = state.timeline(now)
    gaps = pulse.gaps if pulse else ()
    signs = [sign for sign in (pulse.alive if pulse else None, state.last) if sign]
    if signs:
        gap = Gap(since=max(signs, key=timeline.ms), until=now)
        silence = timeline.now - timeline.ms(gap.since)
        if silence > LONGEST_SILENCE_MS and (_items(state, gap, timeline) or _speeches(state, gap, timeline)):
            gaps = (*gaps, gap)
    return Pulse(alive=now, gaps=gaps)


def recovery_question(state: State, pulse: Pulse | None, now: Stamp) -> RecoveryQuestion | None:
    """The first gap that nobody has accounted for; None if there is none."""
    timeline = state.timeline(now)
    answered = {one.since for one in state.recoveries.values()}
    for gap in pulse.gaps if pulse else ():
        items, speeches = _items(state, gap, timeline), _speeches(state, gap, timeline)
        if gap.since not in answered and (items or speeches):
            return RecoveryQuestion(
                since=gap.since,
                until=gap.until,
                gap_ms=timeline.ms(gap.until) - timeline.ms(gap.since),
                item=items[0][0].item if items else None,
                speech=speeches[0].id if speeches else None,
            )
    return None


class Recover(Verb[bool], frozen=True, kw_only=True):
    """Says how a gap is counted, for the item and the speech that ran then; answers whether nobody had said so yet."""

    roles = MODERATOR
    answers = bool

    since: Stamp
    until: Stamp
    choice: GapChoice

    def apply(self, tx: Transaction) -> bool:
        if any(one.since == self.since for one in tx.state.recoveries.values()):
            return False
        timeline = tx.state.timeline(tx.at)
        gap = Gap(since=_by_this_boot(self.since, tx.at, timeline), until=_by_this_boot(self.until, tx.at, timeline))
        if self.choice is not GapChoice.RAN_ON:
            for run, place in _items(tx.state, gap, timeline):
                tx.put(trimmed(run, place, self._counted(run.spans[place], gap, timeline)))
            for speech in _speeches(tx.state, gap, timeline):
                self._count(tx, speech, gap, timeline)
        id = max(tx.state.recoveries, default=0) + 1
        tx.put(Recovery(id=id, since=self.since, until=self.until, choice=self.choice))
        return True

    def _counted(self, span: Span, gap: Gap, timeline: Timeline) -> Span:
        if self.choice is GapChoice.STOPPED:
            return ended(span, gap.since, timeline)
        return without(span, gap.since, gap.until, timeline)

    def _count(self, tx: Transaction, speech: Speech, gap: Gap, timeline: Timeline) -> None:
        if self.choice is GapChoice.STOPPED:
            tx.put(finished(speech, gap.since, timeline))
        elif speech.span is not None:
            tx.put(replace(speech, span=without(speech.span, gap.since, gap.until, timeline)))


def _by_this_boot(stamp: Stamp, now: Stamp, timeline: Timeline) -> Stamp:
    """The same moment by the clock that runs now, and no later than now: the log may never have heard of that boot."""
    return shifted(now, min(0, timeline.ms(stamp) - timeline.now))


def _items(state: State, gap: Gap, timeline: Timeline) -> list[tuple[ItemRun, int]]:
    """What ran through a gap, with the place of the span."""
    return [
        (run, place)
        for _, run in sorted(state.runs.items())
        for place, span in enumerate(run.spans)
        if _ran_through(span, gap, timeline)
    ]


def _speeches(state: State, gap: Gap, timeline: Timeline) -> list[Speech]:
    return [one for one, span in begun_speeches(state) if _ran_through(span, gap, timeline)]


def _ran_through(span: Span, gap: Gap, timeline: Timeline) -> bool:
    """Whether it was running when the gap began and is not known to have ended in it."""
    since, until = timeline.ms(gap.since), timeline.ms(gap.until)
    if timeline.ms(span.started) > since or (span.ended is not None and timeline.ms(span.ended) < until):
        return False
    return not any(
        timeline.ms(one.started) <= since and (one.ended is None or timeline.ms(one.ended) >= until)
        for one in span.pauses
    )
