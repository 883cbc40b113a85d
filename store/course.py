"""How far the day has come: what ran in which order, what runs, what is still to come, by when that will be over.

Everything is in whole milliseconds on one axis (`clock.Timeline`), so that the projection and the ledger of delays,
which both read it, agree to the last one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from store.agenda import MINUTE_MS, Slot, in_order, round_days, run_of, slots
from store.clock import Timeline
from store.live_records import ItemRun, Span
from store.spans import elapsed_ms, is_open

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


class Stretch(NamedTuple):
    """One time an item was taken up, and where that lies on the axis."""

    start: int
    item: int
    place: int
    """Which of the run's spans it is."""
    span: Span


def stretches(state: State, timeline: Timeline) -> list[Stretch]:
    """Everything that ran, in the order of time."""
    found = [
        Stretch(timeline.ms(span.started), run.item, place, span)
        for run in state.runs.values()
        for place, span in enumerate(run.spans)
    ]
    # What is not over is the last, even if the clock was set back while the machine was off.
    return sorted(found, key=lambda one: (is_open(one.span), one.start, one.item, one.place))


def running(state: State) -> ItemRun | None:
    """The item whose time it is, standing still or not; None before, between and after."""
    found = (run for run in state.runs.values() if run.spans and is_open(run.spans[-1]))
    return max(found, key=lambda run: run.item, default=None)


def allotted_ms(state: State, item: int) -> int:
    """What an item may take: as planned, and what was granted or cut."""
    return max(0, state.agenda[item].minutes * MINUTE_MS + run_of(state, item).added_ms)


class Course:
    """The day as of one moment. Items are named by their place in the agenda."""

    def __init__(self, state: State, now: Stamp) -> None:
        self.state = state
        self.timeline = state.timeline(now)
        self.stretches = [one for one in stretches(state, self.timeline) if one.item in state.agenda]
        self.slots = self._anchored(slots(state.conference, in_order(state)))
        self.runs = [run_of(state, slot.item.id) for slot in self.slots]
        self._places = {slot.item.id: place for place, slot in enumerate(self.slots)}

    def _anchored(self, planned: list[Slot]) -> list[Slot]:
        """The plan is for the day on which the first item began: a rehearsal is not months early."""
        if not self.stretches:
            return planned
        first = self.stretches[0]
        due = next(slot.start for slot in planned if slot.item.id == first.item)
        days = round_days(first.start - due)
        return [Slot(slot.item, slot.start + days, slot.end + days) for slot in planned] if days else planned

    def place(self, item: int) -> int:
        return self._places[item]

    @property
    def begun(self) -> bool:
        return bool(self.stretches)

    @cached_property
    def current(self) -> int | None:
        """What runs or stands still."""
        return self.latest if self.begun and is_open(self.stretches[-1].span) else None

    @cached_property
    def latest(self) -> int:
        """What runs, or ran last; -1 before the first."""
        return self.place(self.stretches[-1].item) if self.begun else -1

    @cached_property
    def frontier(self) -> int:
        """The furthest item that has begun."""
        return max(self.place(one.item) for one in self.stretches)

    @cached_property
    def to_come(self) -> list[int]:
        """What will still be taken up, if nobody decides otherwise."""
        return [
            place for place, run in enumerate(self.runs) if place > self.latest and not run.spans and not run.skipped
        ]

    def allotted(self, place: int) -> int:
        return max(0, self.slots[place].item.minutes * MINUTE_MS + self.runs[place].added_ms)

    def elapsed(self, place: int) -> int:
        return sum(elapsed_ms(span, self.timeline) for span in self.runs[place].spans)

    def unused(self, place: int) -> int:
        """What is left of an item's time; never less than nothing."""
        return max(0, self.allotted(place) - self.elapsed(place))

    def last_end(self) -> int:
        """When what ran last was over, or now."""
        last = self.stretches[-1].span
        return self.timeline.ms(last.ended) if last.ended else self.timeline.now

    @cached_property
    def open_end(self) -> int:
        """When the next item can be expected to begin, or the day to be over.

        What ended early counts as lasting its full time until the next has begun; after the last item there is none.
        """
        if self.current is not None:
            return self.timeline.now + self.unused(self.current)
        if not self.to_come:
            return self.last_end()
        return max(self.timeline.now, self.last_end() + self.unused(self.latest))

    @property
    def offset_ms(self) -> int:
        """How late the day is: more than nothing is late."""
        if not self.begun:
            return 0
        left_behind = sum(self.slots[place].item.minutes for place in self.to_come if place < self.frontier)
        return self.open_end - self.slots[self.frontier].end + left_behind * MINUTE_MS


def trimmed(run: ItemRun, place: int, span: Span | None) -> ItemRun:
    """The run with another span at this place, or without it."""
    spans = [*run.spans[:place], *([span] if span else []), *run.spans[place + 1 :]]
    return replace(run, spans=tuple(spans))
