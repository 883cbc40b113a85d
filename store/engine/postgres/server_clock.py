"""What time it is for all desks of a database: the server's, carried on by this machine's boot clock.

So a desk whose own clock is wrong, or is set in the middle of the day, stamps right all the same, and a span that one
desk began and another ended is as long as it was.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from store.clock import MILLISECOND
from store.engine.platform import System
from store.engine.postgres.schema import Connection
from store.records import Stamp

_ASKED: Final = 3
"""How often the time is asked for; the answer that came quickest counts."""
AGAIN_MS: Final = 60_000
"""How long an answer is good for: clocks of machines drift apart."""


class ServerClock:
    """A `store.clock.Clock`; until it is first set it is that much ahead of the machine's."""

    def __init__(self, system: System, ahead: dt.timedelta = dt.timedelta()) -> None:
        self._system = system
        self._boot = system.boot_id()
        self._anchor = (system.boot_clock_ms(), system.wall_clock(dt.UTC) + ahead)
        """What the boot clock said, and the server's at the same moment."""
        self._is_set = False

    def __call__(self, zone: dt.tzinfo) -> Stamp:
        now, (boot_ms, wall) = self._system.boot_clock_ms(), self._anchor
        return Stamp(wall=(wall + (now - boot_ms) * MILLISECOND).astimezone(zone), boot_ms=now, boot=self._boot)

    @property
    def ahead(self) -> dt.timedelta:
        """Of the machine's own clock, as that is set now; negative if it is behind."""
        return self(dt.UTC).wall - self._system.wall_clock(dt.UTC)

    @property
    def is_due(self) -> bool:
        """Whether the server is to be asked again."""
        return not self._is_set or self._system.boot_clock_ms() - self._anchor[0] > AGAIN_MS

    def set_by(self, connection: Connection) -> None:
        """Asks the server, and takes its answer as given half-way between question and answer."""
        _took, boot_ms, wall = min(self._ask(connection) for _time in range(_ASKED))
        self._anchor, self._is_set = (boot_ms, wall), True

    def _ask(self, connection: Connection) -> tuple[int, int, dt.datetime]:
        before = self._system.boot_clock_ms()
        row = connection.execute("SELECT clock_timestamp()").fetchone()
        after = self._system.boot_clock_ms()
        assert row is not None
        said: dt.datetime = row[0].astimezone(dt.UTC)
        return after - before, (before + after) // 2, said.replace(microsecond=said.microsecond // 1000 * 1000)
