"""The sign of life beside a conference: when a window was last seen running, and gaps nobody has accounted for yet.

It is overwritten in place every few seconds and never synced: losing the last one costs seconds, not data. Whatever is
not readable counts as not there.
"""

from __future__ import annotations

from typing import Final, Protocol

import msgspec

from store.engine.layout import Layout
from store.engine.platform import System
from store.records import Stamp, Value

_BYTES: Final = 4096
MOST_GAPS: Final = 8


class Gap(Value, frozen=True, kw_only=True):
    """A time in which no window was running."""

    since: Stamp
    until: Stamp


class Pulse(Value, frozen=True, kw_only=True):
    """What the file says."""

    alive: Stamp
    gaps: tuple[Gap, ...] = ()
    """The latest of them, also those that have been accounted for since."""


class Pulses(Protocol):
    """Where the last sign of life is kept."""

    def read(self) -> Pulse | None:
        """None if there has been no sign of life. Raises `OSError`."""

    def write(self, pulse: Pulse) -> None:
        """Leaves a sign of life. Raises `OSError`."""


class Heartbeat:
    """The file, as one process reads and writes it. Raises `OSError` where the disk fails."""

    def __init__(self, layout: Layout, system: System) -> None:
        self._path = layout.heartbeat
        self._system = system

    def read(self) -> Pulse | None:
        """None if there has been no sign of life."""
        try:
            return msgspec.json.decode(self._system.read_file(self._path), type=Pulse)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def write(self, pulse: Pulse) -> None:
        """Leaves a sign of life."""
        fd = self._system.open(self._path, create=True)
        try:
            self._system.write_at(fd, msgspec.json.encode(kept(pulse)).ljust(_BYTES), 0)
        finally:
            self._system.close(fd)


def kept(pulse: Pulse) -> Pulse:
    """A sign of life with no more than the latest gaps."""
    return msgspec.structs.replace(pulse, gaps=pulse.gaps[-MOST_GAPS:])
