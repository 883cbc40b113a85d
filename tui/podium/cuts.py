"""Cuts to the agenda being tried out: rows with a number each, and what they come to. Pure.

Nothing is changed until the cuts are made together, as one `Replan`.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from store import ItemState, Line, Preview, Projection, Replan, State, preview
from store.records import Stamp

END_STEP: Final = dt.timedelta(minutes=5)
_OPEN: Final = (ItemState.TO_COME, ItemState.RUNNING, ItemState.PAUSED)


class Row(NamedTuple):
    """One thing that can be turned: the wanted end, the cap, or an item."""

    line: Line | None = None
    is_cap: bool = False


class Cuts:
    """What a person has tried so far."""

    def __init__(self, projection: Projection, cap: int | None, usual: int) -> None:
        self._planned_end = projection.planned_end
        self._usual = usual
        self.rows = [Row(), Row(is_cap=True), *(Row(line) for line in projection.lines if line.state in _OPEN)]
        self.place = 1
        self.wanted_end = projection.planned_end
        self.cap: int | None = cap
        self._kept_cap = cap
        self.dropped: set[int] = set()
        self.minutes: dict[int, int] = {}

    @property
    def row(self) -> Row:
        """The chosen one."""
        return self.rows[self.place]

    def move(self, by: int) -> None:
        """Another row."""
        self.place = min(max(self.place + by, 0), len(self.rows) - 1)

    def turn(self, by: int) -> None:
        """More or less of what the row says."""
        line = self.row.line
        if line is not None:
            minutes = max(self.minutes_of(line) + by, 0)
            self.minutes[line.item.id] = minutes
            if minutes == _allotted(line):
                del self.minutes[line.item.id]
        elif self.row.is_cap:
            cap = (self._usual if self.cap is None else self.cap) + by
            self.cap = None if self._kept_cap is None and cap > self._usual else max(cap, 1)
        elif self.wanted_end is not None:
            self.wanted_end += by * END_STEP

    def drop(self) -> None:
        """Leaves the item out, or takes it in again; the cap and the end go back to what they were."""
        line = self.row.line
        if line is not None and line.state is ItemState.TO_COME:
            self.dropped ^= {line.item.id}
        elif self.row.is_cap:
            self.cap = self._kept_cap
        elif line is None:
            self.wanted_end = self._planned_end

    def minutes_of(self, line: Line) -> int:
        """How long the item would last."""
        return self.minutes.get(line.item.id, _allotted(line))

    def replan(self) -> Replan:
        """All of it, as a verb."""
        shorten = tuple((item, minutes) for item, minutes in self.minutes.items() if item not in self.dropped)
        cap = self.cap if self.cap != self._kept_cap else None
        return Replan(cap_minutes=cap, drop=tuple(sorted(self.dropped)), shorten=shorten)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be changed."""
        return self.replan() == Replan()

    def preview(self, state: State, now: Stamp) -> Preview:
        """What they come to. Raises `Refused` when an item has begun or ended meanwhile."""
        return preview(state, now, self.replan(), self.wanted_end)


def _allotted(line: Line) -> int:
    return round(line.allotted_ms / 60_000)
