"""Stamps and spans of time: where moments come from, and arithmetic on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from store.engine.platform import System
from store.records import Stamp

MILLISECOND: Final = dt.timedelta(milliseconds=1)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Clock = Callable[[dt.tzinfo], Stamp]
"""Says what time it is, in the conference's zone."""


def system_clock(system: System) -> Clock:
    """The machine's clocks."""
    boot = system.boot_id()

    def now(zone: dt.tzinfo) -> Stamp:
        return Stamp(wall=system.wall_clock(zone), boot_ms=system.boot_clock_ms(), boot=boot)

    return now


def written_down(wall: dt.datetime) -> Stamp:
    """A moment that no clock of ours has seen, such as the time on a paper list."""
    return Stamp(wall=wall, boot_ms=0, boot="")


def elapsed_s(start: Stamp, end: Stamp) -> float:
    """Seconds from `start` to `end`: by the boot clock within one boot, by wall time across boots or machines.

    Setting the wall clock therefore changes no duration measured on a machine that stayed up.
    """
    if start.boot and start.boot == end.boot:
        return (end.boot_ms - start.boot_ms) / 1000
    return (end.wall - start.wall).total_seconds()


def shifted(stamp: Stamp, ms: int) -> Stamp:
    """The moment `ms` later than this one, by the same clocks."""
    return Stamp(wall=stamp.wall + dt.timedelta(milliseconds=ms), boot_ms=stamp.boot_ms + ms, boot=stamp.boot)


def at_wall(now: Stamp, wall: dt.datetime) -> Stamp:
    """The moment the clock on the wall showed `wall`, as it is set now."""
    return shifted(now, (wall - now.wall) // MILLISECOND)


def epoch_ms(wall: dt.datetime) -> int:
    """Milliseconds of wall time since 1970."""
    return (wall - _EPOCH) // MILLISECOND


def hung(boots: Mapping[str, int], last: Stamp | None, at: Stamp, *, elsewhere: bool = False) -> int:
    """Where the boot of `at` hangs on the axis of a conference: what to add to its boot clock.

    Of a boot that is not among `boots` yet it is as far behind `last`, the last stamp of the one before, as the wall
    clock says; if that was set back while the machine was off, no time has passed. Another machine, `elsewhere`, ran at
    the same time: there nothing but its wall clock counts.
    """
    if at.boot in boots:
        return boots[at.boot]
    if elsewhere or last is None or last.boot not in boots:
        return epoch_ms(at.wall) - at.boot_ms
    off = max(0, (at.wall - last.wall) // MILLISECOND)
    return boots[last.boot] + last.boot_ms + off - at.boot_ms


class Timeline:
    """Stamps of several boots on one axis of milliseconds since 1970, so that spans can be added up without a rest.

    Within a boot the boot clock counts, whatever the wall clock was set to meanwhile. How long the machine was off is
    settled once, when it is back. The axis is held against the wall clock as it is set now.
    """

    def __init__(self, boots: Mapping[str, int], last: Stamp | None, now: Stamp) -> None:
        """`boots` and `last` as `State` has them."""
        began = hung(boots, last, now)
        self._boots = boots
        self._boot = now.boot
        self._began = epoch_ms(now.wall) - now.boot_ms
        self._shift = self._began - began
        self._epoch = _EPOCH.astimezone(now.wall.tzinfo)
        self.now = epoch_ms(now.wall)

    def ms(self, stamp: Stamp) -> int:
        """Where a stamp lies on the axis."""
        if stamp.boot == self._boot:
            return self._began + stamp.boot_ms
        began = self._boots.get(stamp.boot)
        return epoch_ms(stamp.wall) if began is None else began + stamp.boot_ms + self._shift

    def wall(self, ms: int) -> dt.datetime:
        """What the clock on the wall shows there, as it is set now, in a zone without summer time."""
        return self._epoch + dt.timedelta(milliseconds=ms)
