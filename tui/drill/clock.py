"""The clock of a rehearsal: it begins in the morning of the conference, as fast as is wanted, and can stand still."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from store.records import Stamp

SPEEDS: Final = (1, 2, 5, 10, 30, 60)
"""How many times as fast as the real one."""
USUAL: Final = 2
LONGEST_S: Final = 0.5
"""More than this between two looks is not counted: where the machine stood still, so did the rehearsal. Whoever has the
conference open looks twenty times a second."""
_BOOT: Final = "drill"


class DrillClock:
    """Says what time it is, from any thread."""

    def __init__(self, begins: dt.datetime, speed: int = USUAL, real_s: Callable[[], float] = time.monotonic) -> None:
        self._begins = begins
        self._speed = speed
        self._real_s = real_s
        self._looked = real_s()
        self._lock = Lock()
        self._passed_s = 0.0
        self._worked_s = 0.0
        self.paused = False

    def __call__(self, zone: dt.tzinfo) -> Stamp:
        """The moment, as a store's clock tells it."""
        ms = int(self._passed() * 1000)
        return Stamp(wall=(self._begins + dt.timedelta(milliseconds=ms)).astimezone(zone), boot_ms=ms, boot=_BOOT)

    @property
    def speed(self) -> int:
        """How fast it runs when it runs."""
        return self._speed

    @speed.setter
    def speed(self, speed: int) -> None:
        self._passed()
        self._speed = speed

    @property
    def worked_s(self) -> float:
        """Real seconds so far, without those in which it stood still: what a person needed for what was done."""
        self._passed()
        return self._worked_s

    def pause(self, paused: bool) -> None:
        """Stands still, or goes on."""
        self._passed()
        self.paused = paused

    def real_s(self, seconds: float) -> float:
        """How many real seconds so many of the conference take."""
        return seconds / self._speed

    def _passed(self) -> float:
        with self._lock:
            now = self._real_s()
            since, self._looked = min(max(now - self._looked, 0.0), LONGEST_S), now
            if not self.paused:
                self._worked_s += since
                self._passed_s += since * self._speed
            return self._passed_s
