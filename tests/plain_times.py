"""Moments and spans in the plainest way: three numbers for a moment, dicts for a span, one line of milliseconds for
all.

Within a boot of the machine its own clock counts. A machine that was off is back as much later as the wall clock says,
and never earlier than it went away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, NamedTuple

Row = dict[str, Any]
Places = Callable[["At"], int]
"""Where a moment lies on the line."""

MINUTE: Final = 60_000
DAY_MINUTES: Final = 24 * 60


class At(NamedTuple):
    """A moment as two clocks show it, and which run of the machine it was in."""

    wall: dt.datetime
    boot_ms: int
    boot: str

    def earlier(self, ms: int) -> At:
        return At(self.wall - dt.timedelta(milliseconds=ms), self.boot_ms - ms, self.boot)


def at_of(stamp: Any) -> At:
    return At(stamp.wall, stamp.boot_ms, stamp.boot)


def whole_ms(span: dt.timedelta) -> int:
    return span // dt.timedelta(milliseconds=1)


def seconds_between(start: At, end: At) -> float:
    """By the machine's clock if it ran all the time, else by the one on the wall."""
    if start.boot == end.boot:
        return (end.boot_ms - start.boot_ms) / 1000
    return (end.wall - start.wall).total_seconds()


class Line:
    """The moments one after the other."""

    def __init__(self) -> None:
        self._begins: dict[str, int] = {}
        self._last: At | None = None

    def done(self, at: At) -> None:
        """Something was done then."""
        self._begins[at.boot] = self._begin(at)
        self._last = at

    def place(self, at: At, now: At) -> int:
        """Of a boot in which nothing was done, only the clock on the wall is known."""
        if at.boot == now.boot:
            return self._begin(now) + at.boot_ms
        if at.boot in self._begins:
            return self._begins[at.boot] + at.boot_ms
        return self.place(now, now) + whole_ms(at.wall - now.wall)

    def _begin(self, at: At) -> int:
        if at.boot in self._begins or self._last is None:
            return self._begins.get(at.boot, 0)
        off = max(0, whole_ms(at.wall - self._last.wall))
        return self._begins[self._last.boot] + self._last.boot_ms + off - at.boot_ms


# -- spans: from when to when, with pauses ----------------------------------------------------------------------------


def since(at: At) -> Row:
    return {"started": at, "ended": None, "pauses": []}


def is_open(span: Row | None) -> bool:
    return span is not None and span["ended"] is None


def stands_still(span: Row | None) -> bool:
    return span is not None and is_open(span) and any(one["ended"] is None for one in span["pauses"])


def paused(span: Row, at: At) -> Row:
    return span | {"pauses": [*span["pauses"], {"started": at, "ended": None}]}


def resumed(span: Row, at: At) -> Row:
    return span | {"pauses": [one if one["ended"] else one | {"ended": at} for one in span["pauses"]]}


def taken_up(span: Row, at: At) -> Row:
    """The time since it ended was a pause."""
    return span | {"ended": None, "pauses": [*span["pauses"], {"started": span["ended"], "ended": at}]}


def cut(span: Row, at: At, ms: Places) -> Row:
    """Over at `at`: no pause reaches beyond."""
    pauses = [one for one in span["pauses"] if ms(one["started"]) < ms(at)]
    fit = [one if one["ended"] and ms(one["ended"]) <= ms(at) else one | {"ended": at} for one in pauses]
    return span | {"ended": at, "pauses": fit}


def begun(span: Row, at: At, ms: Places) -> Row:
    """Begun at `at`: no pause reaches back before."""
    pauses = [one for one in span["pauses"] if one["ended"] is None or ms(one["ended"]) > ms(at)]
    fit = [one if ms(one["started"]) >= ms(at) else one | {"started": at} for one in pauses]
    return span | {"started": at, "pauses": fit}


def ran_ms(span: Row, now: At, ms: Places) -> int:
    """How long its clock ran."""
    end = span["ended"] or now
    still = sum(ms(one["ended"] or end) - ms(one["started"]) for one in span["pauses"])
    return ms(end) - ms(span["started"]) - still


def without(span: Row, start: At, end: At, ms: Places) -> Row:
    """Standing still from `start` to `end` besides; pauses that touch become one."""
    start = max(start, span["started"], key=ms)
    if ms(start) >= ms(end) or (span["ended"] and ms(start) >= ms(span["ended"])):
        return span
    met = [
        one
        for one in span["pauses"]
        if ms(one["started"]) <= ms(end) and (one["ended"] is None or ms(one["ended"]) >= ms(start))
    ]
    ends = [one["ended"] for one in met]
    whole = {
        "started": min([start, *(one["started"] for one in met)], key=ms),
        "ended": None if None in ends else max([end, *ends], key=ms),
    }
    apart = [one for one in span["pauses"] if one not in met]
    return span | {"pauses": sorted([*apart, whole], key=lambda one: ms(one["started"]))}
