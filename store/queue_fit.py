"""Whether everybody who waits will get the floor: the time left for speeches, held against those who want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.agenda import MINUTE_MS
from store.course import Course
from store.floor import open_speeches
from store.live_records import Speech
from store.records import AgendaKind, Value
from store.spans import elapsed_ms
from store.speakers import waiting_list
from store.speech_limits import limit_of, usual_minutes

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
    waiting = waiting_list(state)
    left = max(0, course.unused(place) - still_taken_ms(state, now))
    return Fit(
        item=course.slots[place].item.id,
        left_ms=left,
        needed_ms=sum(may_take(state, one) for one in waiting),
        waiting=len(waiting),
        each_ms=left // max(1, len(waiting)),
        without_floor=_without_floor(state, waiting, left),
    )


def spoken_in(course: Course) -> int | None:
    """The place of the item in which those who wait will speak."""
    places = [*([course.current] if course.current is not None else []), *course.to_come]
    return next((place for place in places if course.slots[place].item.kind in SPOKEN_IN), None)


def may_take(state: State, speech: Speech) -> int:
    """How long a speech lasts if it keeps its limit; of one without a limit, as long as is usual."""
    limit = limit_of(state, speech)
    return usual_minutes(state.conference.speaking, speech.kind) * MINUTE_MS if limit is None else limit


def still_taken_ms(state: State, now: Stamp) -> int:
    """What those who have the floor may still take."""
    timeline = state.timeline(now)
    return sum(
        max(0, may_take(state, one) - elapsed_ms(one.span, timeline)) for one in open_speeches(state) if one.span
    )


def _without_floor(state: State, waiting: list[Speech], left: int) -> tuple[int, ...]:
    late: list[int] = []
    for one in waiting:
        left -= may_take(state, one)
        if left < 0:
            late.append(one.id)
    return tuple(late)
