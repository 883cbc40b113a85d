"""Head counts: how many are here, of whom, and who of them came late. What the minutes and the report say.

The summoned divide into present (in person or by a substitute), excused, absent without reason and not yet arrived.
Walk-ins and service staff are counted apart and never raise the rate.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from operator import add, sub
from typing import ClassVar

from msgspec.structs import astuple

from store.records import CAME, Attendance, Conference, Delegate, Standing, Status, Value


class HeadCount(Value, frozen=True):
    """How many, of one category or of all.

    `present` are the summoned who came, in person or by substitute, and stays so when they leave; `late` and `left` are
    told of those who came; `walk_ins` and `service` count who came, apart.
    """

    summoned: int = 0
    present: int = 0
    substitutes: int = 0
    excused: int = 0
    unexcused: int = 0
    walk_ins: int = 0
    service: int = 0
    late: int = 0
    left: int = 0

    NOBODY: ClassVar[HeadCount]

    @property
    def not_arrived(self) -> int:
        """The summoned who have neither come nor been marked absent."""
        return self.summoned - self.present - self.excused - self.unexcused

    @property
    def rate(self) -> float | None:
        """Share of the summoned who are present, 0…1; None when nobody is summoned."""
        return self.present / self.summoned if self.summoned else None

    def __add__(self, other: HeadCount) -> HeadCount:
        return HeadCount(*map(add, astuple(self), astuple(other)))

    def __sub__(self, other: HeadCount) -> HeadCount:
        return HeadCount(*map(sub, astuple(self), astuple(other)))

    def __mul__(self, times: int) -> HeadCount:
        return HeadCount(*(number * times for number in astuple(self)))


HeadCount.NOBODY = HeadCount()


def count_of(conference: Conference, delegate: Delegate, attendance: Attendance | None) -> HeadCount:
    """What one delegate adds to the head counts."""
    came = attendance is not None and attendance.status in CAME
    if delegate.standing is Standing.WALK_IN:
        return HeadCount(walk_ins=int(came))
    if delegate.standing is Standing.SERVICE:
        return HeadCount(service=int(came))
    if attendance is None:
        return _SUMMONED
    return _summoned(attendance.status, attendance.substitute is not None, is_late(conference, attendance))


_SUMMONED = HeadCount(summoned=1)


@lru_cache
def _summoned(status: Status, by_substitute: bool, late: bool) -> HeadCount:
    came = status in CAME
    return HeadCount(
        summoned=1,
        present=int(came),
        substitutes=int(came and by_substitute),
        excused=int(status is Status.EXCUSED),
        unexcused=int(status is Status.UNEXCUSED),
        late=int(late),
        left=int(status is Status.LEFT),
    )


def is_late(conference: Conference, attendance: Attendance) -> bool:
    """Whether the delegate came after the announced start and the time allowed past it, on the day itself.

    Arrivals of another day, in a rehearsal or with a plan whose date was not set, are neither early nor late.
    """
    if attendance.arrived is None:
        return False
    grace_ends, day_ends = _late_between(
        conference.date, conference.opens, conference.late_after_minutes, conference.zone
    )
    return grace_ends < attendance.arrived.wall < day_ends


@lru_cache(maxsize=8)
def _late_between(
    date: dt.date, opens: dt.time, late_after_minutes: int, zone: dt.timezone
) -> tuple[dt.datetime, dt.datetime]:
    grace_ends = dt.datetime.combine(date, opens, zone) + dt.timedelta(minutes=late_after_minutes)
    return grace_ends, dt.datetime.combine(date, dt.time(), zone) + dt.timedelta(days=1)
