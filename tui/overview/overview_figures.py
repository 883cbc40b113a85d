"""What the overview shows, as of one moment: made once a commit, and each part only when somebody looks at it."""

from __future__ import annotations

from functools import cached_property

from store import (
    Contributions,
    Frame,
    HeadCount,
    Ledger,
    Point,
    UnitTime,
    arrivals_frame,
    arrivals_over_time,
    contributions,
    delay_ledger,
    missing,
    time_by_unit,
)
from store.records import Delegate, Stamp
from tui.podium.outlook import Outlook


class Figures(Outlook):
    """The day as the moderator has it, and what is counted of it."""

    def later(self, now: Stamp) -> Figures:
        """The same state as of `now`; what hangs on no clock is not counted again."""
        after = Figures(self.state, now)
        for kept in ("head_count", "arrivals", "missing", "contributions"):
            if kept in self.__dict__:
                after.__dict__[kept] = self.__dict__[kept]
        return after

    @cached_property
    def head_count(self) -> HeadCount:
        """All categories together."""
        return self.state.head_count()

    @cached_property
    def arrivals(self) -> tuple[Point, ...]:
        """How many had come by when."""
        return arrivals_over_time(self.state)

    @cached_property
    def frame(self) -> Frame:
        """From when to when arrivals are drawn."""
        return arrivals_frame(self.state, self.arrivals, self.now.wall)

    @cached_property
    def missing(self) -> list[Delegate]:
        """The summoned who have not come, in protocol order."""
        return missing(self.state)

    @cached_property
    def ledger(self) -> Ledger:
        """Where the minutes went."""
        return delay_ledger(self.state, self.now)

    @cached_property
    def units(self) -> list[UnitTime]:
        """Who was heard for how long."""
        return time_by_unit(self.state, self.now)

    @cached_property
    def contributions(self) -> Contributions:
        """What was raised."""
        return contributions(self.state)
