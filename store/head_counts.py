"""Head counts: what one delegate adds to them, and who counts as late. What the minutes and the report say.

The summoned divide into present (in person or by a substitute), excused, absent without reason and not yet arrived.
Walk-ins and service staff are counted apart and never raise the rate.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from store.records import CAME, Attendance, Conference, Delegate, HeadCount, Opening, Standing, Status, Value


class Lateness(Value, frozen=True, kw_only=True):
    """When an arrival is late: after `after`, on the same day.

    Arrivals of another day, in a rehearsal or with a plan whose date was not set, are neither early nor late.
    """

    after: dt.datetime
    before: dt.datetime

    @classmethod
    def of(cls, conference: Conference, opening: Opening | None) -> Lateness:
        """Counted from the actual start, and as long as there was none from the announced one."""
        zone = conference.zone
        start = opening.at.wall if opening else dt.datetime.combine(conference.date, conference.opens, zone)
        midnight = dt.datetime.combine(start.astimezone(zone).date(), dt.time(), zone) + dt.timedelta(days=1)
        return cls(after=start + dt.timedelta(minutes=conference.late_after_minutes), before=midnight)

    def is_late(self, attendance: Attendance | None) -> bool:
        """Whether this arrival was late; who has not arrived is not."""
        arrived = attendance.arrived if attendance is not None else None
        return arrived is not None and self.after < arrived.wall < self.before


def count_of(delegate: Delegate, attendance: Attendance | None, lateness: Lateness) -> HeadCount:
    """What one delegate adds to the head counts."""
    came = attendance is not None and attendance.status in CAME
    match delegate.standing:
        case Standing.WALK_IN | Standing.STRUCK_OFF:
            return HeadCount(walk_ins=int(came))
        case Standing.SERVICE:
            return HeadCount(service=int(came))
    if attendance is None:
        return _SUMMONED
    return _summoned(attendance.status, attendance.substitute is not None, lateness.is_late(attendance))


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
