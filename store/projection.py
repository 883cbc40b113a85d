"""The agenda against the clock: what was, what is, what is to be expected, and by when each item must begin at the
latest.

What is past is as it was; what runs ends when its time is up, or now; what is to come begins when the item before it is
over, but not before a hard start; what is left out takes no time. Before the first start everything is as planned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from store.agenda import MINUTE_MS
from store.clock import epoch_ms
from store.course import Course
from store.records import AgendaItem, Value
from store.spans import is_open, is_paused

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


class ItemState(StrEnum):
    """Where an item stands."""

    TO_COME = "to_come"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"
    """Left out by decision."""
    PASSED_OVER = "passed_over"
    """Something behind it was taken up first."""


class Line(Value, frozen=True, kw_only=True):
    """One item: planned, and as it was or is to be expected."""

    item: AgendaItem
    state: ItemState
    planned_start: dt.datetime
    planned_end: dt.datetime
    start: dt.datetime
    """Actual if it has begun, else expected."""
    end: dt.datetime
    """Actual if it is over, else expected."""
    allotted_ms: int
    """What it may take: the planned minutes and what was granted or cut."""
    elapsed_ms: int
    """What it took so far, pauses left out."""
    granted_ms: int
    latest_start: dt.datetime | None = None
    """Beginning later than this misses the wanted end; None for what has begun or is left out."""

    @property
    def remaining_ms(self) -> int:
        """Less than nothing in overtime."""
        return self.allotted_ms - self.elapsed_ms

    @property
    def overrun_ms(self) -> int:
        """How much longer than it might it took so far."""
        return max(0, -self.remaining_ms)

    @property
    def late_ms(self) -> int:
        """How much later than planned it begins."""
        return epoch_ms(self.start) - epoch_ms(self.planned_start)


class Projection(Value, frozen=True, kw_only=True):
    """The whole day as of one moment."""

    lines: tuple[Line, ...]
    begun: bool
    current: int | None
    """The item that runs or is paused."""
    next: int | None
    """The item that comes next."""
    offset_ms: int
    """How late the day is: more than nothing is late, less is early."""
    expected_end: dt.datetime | None
    """None without an agenda."""
    planned_end: dt.datetime | None

    @property
    def over(self) -> bool:
        """Whether the last item is over."""
        return self.begun and self.current is None and self.next is None

    def line(self, item: int | None) -> Line | None:
        return next((line for line in self.lines if line.item.id == item), None)


def project(state: State, now: Stamp, wanted_end: dt.datetime | None = None) -> Projection:
    """The day as it stands; `wanted_end` is the planned end unless another is given."""
    course = Course(state, now)
    wall = course.timeline.wall
    planned_end = wall(course.slots[-1].end) if course.slots else None
    times = list(_times(course))
    latest = _latest_starts(course, wanted_end or planned_end)
    lines = tuple(_line(course, place, times[place], latest.get(place)) for place in range(len(course.slots)))
    return Projection(
        lines=lines,
        begun=course.begun,
        current=course.slots[course.current].item.id if course.current is not None else None,
        next=course.slots[course.to_come[0]].item.id if course.to_come else None,
        offset_ms=course.offset_ms,
        expected_end=wall(_day_end(course, times)) if times else None,
        planned_end=planned_end,
    )


def _times(course: Course) -> Iterator[tuple[int, int]]:
    """Start and end of each item, on the axis."""
    to_come = set(course.to_come)
    cursor = course.open_end if course.begun else 0
    for place, slot in enumerate(course.slots):
        if course.runs[place].spans:
            yield _facts(course, place)
        elif not course.begun:
            yield slot.start, slot.start if course.runs[place].skipped else slot.start + course.allotted(place)
        elif place in to_come:
            start = max(cursor, slot.start) if slot.item.hard_start else cursor
            cursor = start + course.allotted(place)
            yield start, cursor
        else:
            yield cursor, cursor


def _facts(course: Course, place: int) -> tuple[int, int]:
    spans = course.runs[place].spans
    last = spans[-1]
    end = course.open_end if is_open(last) else course.timeline.ms(last.ended or last.started)
    return course.timeline.ms(spans[0].started), end


def _day_end(course: Course, times: list[tuple[int, int]]) -> int:
    """When what is still to come is over, or what ran last."""
    if course.to_come:
        return times[course.to_come[-1]][1]
    return course.open_end if course.begun else times[-1][1]


def _latest_starts(course: Course, wanted_end: dt.datetime | None) -> dict[int, dt.datetime]:
    """Counted back from the end."""
    latest: dict[int, dt.datetime] = {}
    if wanted_end is not None:
        cursor = epoch_ms(wanted_end)
        for place in reversed(course.to_come):
            cursor -= course.allotted(place)
            latest[place] = course.timeline.wall(cursor)
    return latest


def _line(course: Course, place: int, times: tuple[int, int], latest_start: dt.datetime | None) -> Line:
    slot, wall = course.slots[place], course.timeline.wall
    allotted = course.allotted(place)
    return Line(
        item=slot.item,
        state=_state(course, place),
        planned_start=wall(slot.start),
        planned_end=wall(slot.end),
        start=wall(times[0]),
        end=wall(times[1]),
        allotted_ms=allotted,
        elapsed_ms=course.elapsed(place),
        granted_ms=allotted - slot.item.minutes * MINUTE_MS,
        latest_start=latest_start,
    )


def _state(course: Course, place: int) -> ItemState:
    run = course.runs[place]
    if run.spans and is_open(run.spans[-1]):
        return ItemState.PAUSED if is_paused(run.spans[-1]) else ItemState.RUNNING
    if run.spans:
        return ItemState.DONE
    if run.skipped:
        return ItemState.SKIPPED
    return ItemState.TO_COME if place > course.latest else ItemState.PASSED_OVER
