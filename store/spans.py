"""Spans of time with pauses: how long something ran, and how it starts, stands still, goes on and ends.

The same arithmetic holds for an item of the agenda and for a speech.
"""

from __future__ import annotations

from msgspec.structs import replace

from store.clock import Timeline
from store.live_records import Pause, Span
from store.records import Stamp


def is_open(span: Span | None) -> bool:
    """Whether it has begun and not ended; it may stand still."""
    return span is not None and span.ended is None


def is_paused(span: Span | None) -> bool:
    """Whether its clock stands still."""
    return span is not None and span.ended is None and bool(span.pauses) and span.pauses[-1].ended is None


def is_ticking(span: Span | None) -> bool:
    """Whether its clock runs."""
    return is_open(span) and not is_paused(span)


def whole_ms(span: Span, timeline: Timeline) -> int:
    """From the start to the end, or to now."""
    return _end(span, timeline) - timeline.ms(span.started)


def paused_ms(span: Span, timeline: Timeline) -> int:
    """How long it stood still; a pause that is not over lasts until now."""
    end = _end(span, timeline)
    return sum((timeline.ms(one.ended) if one.ended else end) - timeline.ms(one.started) for one in span.pauses)


def elapsed_ms(span: Span, timeline: Timeline) -> int:
    """How long it ran, without the pauses."""
    return whole_ms(span, timeline) - paused_ms(span, timeline)


def paused(span: Span, at: Stamp) -> Span:
    """Standing still from now on."""
    return replace(span, pauses=(*span.pauses, Pause(started=at)))


def paused_since(span: Span, at: Stamp, timeline: Timeline) -> Span:
    """Standing still since `at`, which may lie back: what it stood still after that is part of it."""
    return paused(replace(ended(span, at, timeline), ended=None), at)


def resumed(span: Span, at: Stamp) -> Span:
    """Going on; unchanged if it does not stand still."""
    if not is_paused(span):
        return span
    return replace(span, pauses=(*span.pauses[:-1], replace(span.pauses[-1], ended=at)))


def ended(span: Span, at: Stamp, timeline: Timeline) -> Span:
    """Over at `at`, which may lie back: what it stood still after that never was."""
    kept = (one for one in span.pauses if timeline.ms(one.started) < timeline.ms(at))
    return replace(span, ended=at, pauses=tuple(_until(one, at, timeline) for one in kept))


def begun(span: Span, at: Stamp, timeline: Timeline) -> Span:
    """Begun at `at` instead, earlier or later: what it stood still before that never was."""
    kept = (one for one in span.pauses if one.ended is None or timeline.ms(one.ended) > timeline.ms(at))
    return replace(span, started=at, pauses=tuple(_from(one, at, timeline) for one in kept))


def reopened(span: Span, at: Stamp) -> Span:
    """Taken up again: the time since its end was a pause."""
    assert span.ended is not None
    return replace(span, ended=None, pauses=(*span.pauses, Pause(started=span.ended, ended=at)))


def without(span: Span, since: Stamp, until: Stamp, timeline: Timeline) -> Span:
    """Standing still from `since` to `until` besides, as far as it was running then."""
    start, end = timeline.ms(span.started), _end(span, timeline)
    since = span.started if timeline.ms(since) < start else since
    if timeline.ms(since) >= min(timeline.ms(until), end):
        return span
    apart = [one for one in span.pauses if not _meets(one, since, until, timeline)]
    met = [one for one in span.pauses if _meets(one, since, until, timeline)]
    lasting = any(one.ended is None for one in met)
    first = min((since, *(one.started for one in met)), key=timeline.ms)
    last = max((until, *(one.ended for one in met if one.ended)), key=timeline.ms)
    whole = Pause(started=first, ended=None if lasting else last)
    return replace(span, pauses=tuple(sorted([*apart, whole], key=lambda one: timeline.ms(one.started))))


def _meets(pause: Pause, since: Stamp, until: Stamp, timeline: Timeline) -> bool:
    ends_before = pause.ended is not None and timeline.ms(pause.ended) < timeline.ms(since)
    return not ends_before and timeline.ms(pause.started) <= timeline.ms(until)


def _end(span: Span, timeline: Timeline) -> int:
    return timeline.ms(span.ended) if span.ended else timeline.now


def _until(pause: Pause, at: Stamp, timeline: Timeline) -> Pause:
    over = pause.ended is not None and timeline.ms(pause.ended) <= timeline.ms(at)
    return pause if over else replace(pause, ended=at)


def _from(pause: Pause, at: Stamp, timeline: Timeline) -> Pause:
    return pause if timeline.ms(pause.started) >= timeline.ms(at) else replace(pause, started=at)
