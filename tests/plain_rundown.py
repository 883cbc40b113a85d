"""What the verbs of the live agenda should do, said once more in the plainest way."""

from __future__ import annotations

from typing import Any, Final

from plain_agenda import grant, item, put_run, run_of, running, stretches, to_come
from plain_day import No, PlainDay, Rules
from plain_floor import ago, all_are_through
from plain_times import MINUTE, At, Row, begun, cut, paused, resumed, since, stands_still

Stretch = tuple[int, int]


def put_span(day: PlainDay, stretch: Stretch, span: Row | None) -> None:
    id, place = stretch
    run = run_of(day, id)
    put_run(day, run | {"spans": [*run["spans"][:place], *([span] if span else []), *run["spans"][place + 1 :]]})


def span_of(day: PlainDay, stretch: Stretch) -> Row:
    id, place = stretch
    span: Row = run_of(day, id)["spans"][place]
    return span


def _must_run(day: PlainDay, id: int) -> Stretch:
    if running(day) != id:
        raise No("not-running")
    return stretches(day)[-1]


def _end_latest(day: PlainDay, at: At) -> None:
    """What ran last is over by then, and so is whoever spoke in it."""
    for stretch in stretches(day)[-1:]:
        span = span_of(day, stretch)
        if at != day.moment.at and day.ms(at) < day.ms(span["started"]):
            raise No("too-early")
        if span["ended"] is None or day.ms(span["ended"]) > day.ms(at):
            put_span(day, stretch, cut(span, at, day.ms))
    all_are_through(day, at)


def _start(day: PlainDay, id: int, ago_s: int) -> None:
    at = ago(day, ago_s)
    item(day, id)
    if running(day) == id:
        raise No("already-running")
    _end_latest(day, at)
    run = run_of(day, id)
    put_run(day, run | {"spans": [*run["spans"], since(at)], "skipped": False})


def _next(day: PlainDay, verb: Any) -> Row:
    now = running(day)
    if now != verb.current:
        return {"item": now, "already": True}
    coming = to_come(day)
    if coming:
        _start(day, coming[0], verb.ago_s)
    elif now is not None:
        _end_latest(day, ago(day, verb.ago_s))
    else:
        raise No("not-running")
    return {"item": coming[0] if coming else None, "already": False}


def _stop_item(day: PlainDay, verb: Any) -> None:
    _must_run(day, verb.item)
    _end_latest(day, ago(day, verb.ago_s))


def _pause_item(day: PlainDay, verb: Any) -> None:
    stretch = _must_run(day, verb.item)
    if stands_still(span_of(day, stretch)):
        raise No("already-paused")
    put_span(day, stretch, paused(span_of(day, stretch), day.moment.at))


def _resume_item(day: PlainDay, verb: Any) -> None:
    stretch = _must_run(day, verb.item)
    if not stands_still(span_of(day, stretch)):
        raise No("not-paused")
    put_span(day, stretch, resumed(span_of(day, stretch), day.moment.at))


def _grant_time(day: PlainDay, verb: Any) -> None:
    may_take = item(day, verb.item)["minutes"] * MINUTE + run_of(day, verb.item)["added_ms"]
    grant(day, verb.item, may_take + verb.seconds * 1000)


def _go_back(day: PlainDay, verb: Any) -> Row:
    now, ran = running(day), stretches(day)
    if now != verb.current:
        return {"item": now, "already": True}
    if not ran:
        raise No("not-begun")
    if now is not None:
        put_span(day, ran.pop(), None)
    if ran:
        put_span(day, ran[-1], span_of(day, ran[-1]) | {"ended": None})
    return {"item": ran[-1][0] if ran else None, "already": False}


def _correct_start(day: PlainDay, verb: Any) -> None:
    latest = _must_run(day, verb.item)
    at, earlier = ago(day, verb.ago_s), stretches(day)[:-1][-1:]
    for stretch in earlier:
        span = span_of(day, stretch)
        if day.ms(at) < day.ms(span["started"]):
            raise No("too-early")
        if span["ended"] == span_of(day, latest)["started"] or day.ms(span["ended"]) > day.ms(at):
            put_span(day, stretch, cut(span, at, day.ms))
    put_span(day, latest, begun(span_of(day, latest), at, day.ms))


RULES: Final[Rules] = {
    "start_item": lambda day, verb: _start(day, verb.item, verb.ago_s),
    "next": _next,
    "stop_item": _stop_item,
    "pause_item": _pause_item,
    "resume_item": _resume_item,
    "grant_time": _grant_time,
    "go_back": _go_back,
    "correct_start": _correct_start,
}
