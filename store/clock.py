"""Stamps and spans of time: where moments come from, and arithmetic on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from store.engine.platform import System
from store.records import Stamp

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
