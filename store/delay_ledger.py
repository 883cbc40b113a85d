"""Where the minutes went: the day's delay, divided so that the parts always make up the whole.

Time went by in three ways: items ran, items stood still, nothing ran. Held against what the plan had given for the same
stretch of the agenda, what is over in each is lost and what is under is gained.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import astuple

from store.agenda import MINUTE_MS
from store.course import Course
from store.records import Value
from store.spans import paused_ms, whole_ms

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


class Ledger(Value, frozen=True, kw_only=True):
    """Milliseconds lost, or gained where less than nothing. Their sum is the offset of the day."""

    late_start: int = 0
    """The first item began late."""
    pauses: int = 0
    granted: int = 0
    """Minutes given to items, or cut from them."""
    overtime: int = 0
    """Taken without being given."""
    changeover: int = 0
    """Nothing ran, beyond the gaps of the plan."""
    inserted: int = 0
    """Items planned into each other's time."""
    early_finish: int = 0
    skipped: int = 0
    """Items left out; more than nothing if one was taken up that had been before the start."""
    gaps: int = 0
    """Gaps of the plan that were not waited out."""

    @property
    def total(self) -> int:
        return sum(astuple(self))


def delay_ledger(state: State, now: Stamp) -> Ledger:
    """The account of the day so far."""
    course = Course(state, now)
    if not course.begun:
        return Ledger()
    first = course.place(course.stretches[0].item)
    ran = [place for place, run in enumerate(course.runs) if run.spans]
    over = [_beyond(course, place) for place in ran]
    slack = [after.start - before.end for before, after in pairwise(course.slots[first : course.frontier + 1])]
    waited = _idle(course) - sum(gap for gap in slack if gap > 0)
    return Ledger(
        late_start=course.stretches[0].start - course.slots[first].start,
        pauses=sum(paused_ms(one.span, course.timeline) for one in course.stretches),
        granted=sum(course.allotted(place) - _planned(course, place) for place in ran),
        overtime=sum(ms for ms in over if ms > 0),
        changeover=max(0, waited),
        inserted=-sum(gap for gap in slack if gap < 0),
        early_finish=sum(ms for ms in over if ms < 0),
        skipped=_skipped(course, first),
        gaps=min(0, waited),
    )


def _planned(course: Course, place: int) -> int:
    return course.slots[place].item.minutes * MINUTE_MS


def _beyond(course: Course, place: int) -> int:
    """How much more an item took than it might, or less. What may still be used is not gained yet."""
    unused = 0 if place == course.latest and _is_unsettled(course) else course.unused(place)
    return max(0, course.elapsed(place) - course.allotted(place)) - unused


def _is_unsettled(course: Course) -> bool:
    """Whether what is left of the latest item's time still counts as taken."""
    return course.current is not None or bool(course.to_come)


def _idle(course: Course) -> int:
    """How long nothing ran, between the first start and when the next item can begin."""
    whole = course.open_end - course.stretches[0].start
    kept = course.unused(course.latest) if _is_unsettled(course) else 0
    return whole - kept - sum(whole_ms(one.span, course.timeline) for one in course.stretches)


def _skipped(course: Course, first: int) -> int:
    """What was left out on the way is gained; what was taken up from before the first item is lost."""
    to_come = set(course.to_come)
    taken = {place for place, run in enumerate(course.runs) if run.spans or place in to_come}
    left_out = [place for place in range(first, course.frontier + 1) if place not in taken]
    before = [place for place in range(first) if place in taken]
    return sum(_planned(course, place) for place in before) - sum(_planned(course, place) for place in left_out)
