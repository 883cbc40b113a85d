"""Whether everybody who waits will get the floor: the time left for speeches, held against those who want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.course import Course
from store.floor import open_speeches
from store.records import AgendaKind, Value
from store.spans import elapsed_ms
from store.speakers import waiting_list
from store.speech_limits import Limits

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State

SPOKEN_IN = (AgendaKind.PRESENTATIONS, AgendaKind.DISCUSSION)
"""Items in which people from the list have the floor."""


class Fit(Value, frozen=True, kw_only=True):
    """The list of speakers against the item it belongs to."""

    item: int
    """The one that runs, else the next in which people speak."""
    left_ms: int
    """What that item has left, without what the present speaker may still take; never less than nothing."""
    needed_ms: int
    """What all who wait may take together."""
    waiting: int
    each_ms: int
    """What is left for each of them; all of it when nobody waits."""
    without_floor: tuple[int, ...]
    """The speeches that would not be through in time, in order."""

    @property
    def fits(self) -> bool:
        return not self.without_floor


def queue_fit(state: State, now: Stamp) -> Fit | None:
    """How the list fits; None when no item is left in which people speak."""
    course = Course(state, now)
    place = spoken_in(course)
    if place is None:
        return None
    waiting = waiting_ms(state)
    left = max(0, course.unused(place) - still_taken_ms(state, now))
    return Fit(
        item=course.slots[place].item.id,
        left_ms=left,
        needed_ms=sum(ms for _, ms in waiting),
        waiting=len(waiting),
        each_ms=left // max(1, len(waiting)),
        without_floor=_without_floor(waiting, left),
    )


def spoken_in(course: Course) -> int | None:
    """The place of the item in which those who wait will speak."""
    places = [*([course.current] if course.current is not None else []), *course.to_come]
    return next((place for place in places if course.slots[place].item.kind in SPOKEN_IN), None)


def waiting_ms(state: State) -> list[tuple[int, int]]:
    """The speeches that wait, in order, and how long each may take."""
    limits = Limits(state)
    return [(one.id, limits.may_take(one)) for one in waiting_list(state)]


def still_taken_ms(state: State, now: Stamp) -> int:
    """What those who have the floor may still take."""
    timeline, limits = state.timeline(now), Limits(state)
    return sum(
        max(0, limits.may_take(one) - elapsed_ms(one.span, timeline)) for one in open_speeches(state) if one.span
    )


def _without_floor(waiting: list[tuple[int, int]], left: int) -> tuple[int, ...]:
    late: list[int] = []
    for speech, ms in waiting:
        left -= ms
        if left < 0:
            late.append(speech)
    return tuple(late)
