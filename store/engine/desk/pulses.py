"""The sign of life of a desk, wherever it can be left just now.

While the database is away the desk lives on: what was seen alive last is carried from one place to the other, so that
nobody is asked about a time in which a window was open.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from store.engine.heartbeat import Pulse, Pulses


class DeskPulses:
    """`heartbeat.Pulses` of a place that changes."""

    def __init__(self, place: Callable[[], Pulses | None]) -> None:
        self._place = place
        self._last: Pulse | None = None

    def read(self) -> Pulse | None:
        """The gaps as they are known there, and the later of two signs."""
        place = self._place()
        there = place.read() if place else None
        latest = max(filter(None, (there, self._last)), key=lambda pulse: pulse.alive.wall, default=None)
        self._last = replace(there, alive=latest.alive) if there and latest else latest
        return self._last

    def write(self, pulse: Pulse) -> None:
        """Leaves it there too, if there is a place."""
        self._last = pulse
        place = self._place()
        if place:
            place.write(pulse)
