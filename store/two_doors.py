"""What two doors took down that knew nothing of each other: one person, seen at both.

The rule is the same whichever door is named first, so that it makes no difference who brings whose notes in.
"""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from store.attendance import Answer, Outcome
from store.records import CAME, Attendance, Method, Stamp, Status, Substitute


def met(one: Attendance, other: Attendance) -> Attendance | None:
    """What holds of a person of whom both doors took something down.

    Whoever came has come, whatever the other door noted of somebody missing there, and since the earliest arrival. None
    where only a person can say: who it was that came, or why somebody did not.
    """
    came = [each for each in (one, other) if each.status in CAME]
    if len(came) == 1:
        return came[0]
    return _came_twice(*came) if came else _absent_twice(one, other)


def _absent_twice(one: Attendance, other: Attendance) -> Attendance | None:
    """A reason that was given is worth more than none."""
    told = {each.reason: each for each in (one, other) if each.status is Status.EXCUSED}
    return next(iter(told.values())) if len(told) == 1 else None


def _came_twice(one: Attendance, other: Attendance) -> Attendance | None:
    who = {one.substitute, other.substitute}
    who = who if None in who else (who - {_UNNAMED} or who)
    if len(who) > 1:
        return None
    first, later = sorted((one, other), key=_when_and_where)
    substitute = who.pop()
    method = Method.SUBSTITUTE if substitute else first.method
    return _last_seen(replace(first, substitute=substitute, method=method), later)


_UNNAMED = Substitute(name="")


def _when_and_where(attendance: Attendance) -> tuple[tuple[dt.datetime, str], str, str]:
    assert attendance.arrived is not None
    return _moment(attendance.arrived), attendance.desk, str(attendance.method)


def _last_seen(first: Attendance, later: Attendance) -> Attendance:
    """The earlier arrival with what either door saw last of the person: coming in again, or leaving."""
    left = max(_given(first.left, later.left), key=_moment, default=None)
    again = _given(first.reentered, later.reentered)
    back = [one for one in (*again, *_given(later.arrived)) if left is not None and one.wall > left.wall]
    gone = left is not None and not back
    return replace(
        first,
        status=Status.LEFT if gone else Status.PRESENT,
        left=left,
        reentered=max(again if gone else back, key=_moment, default=None),
    )


def _given(*stamps: Stamp | None) -> list[Stamp]:
    return [one for one in stamps if one is not None]


def _moment(stamp: Stamp) -> tuple[dt.datetime, str]:
    """Of two machines only the clocks on the wall can be compared; at the same moment either will do, but always the
    same."""
    return stamp.wall, stamp.boot


def answered_late(answer: Answer, here: Attendance | None) -> Answer:
    """What a door answered, as far as it still holds here: whoever was in by the other door had come already."""
    if answer.outcome is not Outcome.ADMITTED or here is None or here.status not in CAME:
        return answer
    return replace(answer, outcome=Outcome.ALREADY_IN, arrived=here.arrived, desk=here.desk)
