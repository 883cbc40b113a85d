"""A rehearsal as it goes on: what happens by itself, what waits for whoever learns, and how they are doing.

It reads the conference's state and the clock, and says which verbs others carry out meanwhile; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, NamedTuple

from store import State, Verb
from store.records import Stamp
from tui.drill import deeds, hall
from tui.drill.clock import DrillClock
from tui.drill.hall import Course, Cue
from tui.drill.line import Line
from tui.drill.morning import Morning, morning
from tui.drill.part import Part

_REACTS_S: Final = (4, 20)
"""How long a moderator who is not learning takes, in seconds of the conference."""


class Answered(NamedTuple):
    """Something in the hall that was seen to, and how many real seconds that took."""

    cue: Cue
    took_s: float


@dataclass
class _Seen:
    """What goes on in the hall now, since when."""

    cue: Cue
    since_s: float
    at: Stamp
    reacts_s: float


@dataclass
class Drill:
    """One rehearsal."""

    clock: DrillClock
    part: Part
    seed: int
    line: Line
    mint: Callable[[], int]
    answered: list[Answered] = field(default_factory=list)
    morning: Morning | None = None
    course: Course | None = None
    looked_ms: int = 0
    """When it was last looked, by its own clock."""
    _come: int = 0
    """How many visits have begun."""
    _seen: _Seen | None = None

    def look(self, state: State, now: Stamp) -> list[Verb[Any]]:
        """What has happened since it was last looked, and what others do about it; in order."""
        if self.morning is None or self.course is None:
            self.morning, self.course = morning(state, self.seed), Course.drawn(state, self.seed)
        elsewhere = self._arrive(self.morning, state, now)
        self.line.look(state, self.clock.worked_s)
        self.looked_ms = now.boot_ms
        return [*elsewhere, *self._in_the_hall(self.course, state, now)]

    @property
    def cue(self) -> Cue | None:
        """What the moderator has to see to."""
        return self._seen.cue if self._seen is not None else None

    @property
    def is_over(self) -> bool:
        """Whether everybody has come who does, and nobody waits."""
        return self.morning is not None and self._come == len(self.morning.visits) and not self.line.waiting

    def _arrive(self, morning: Morning, state: State, now: Stamp) -> list[Verb[Any]]:
        passed_s = (now.wall - morning.begins).total_seconds()
        elsewhere = []
        while self._come < len(morning.visits) and morning.visits[self._come].at_s <= passed_s:
            visit = morning.visits[self._come]
            self._come += 1
            if deeds.is_void(visit, state):
                continue
            if self.part is Part.DOOR and visit.mine and self.line.has_room(visit):
                self.line.join(visit, self.clock.worked_s)
            else:
                elsewhere.append(deeds.deed(visit, state, self.mint))
        return elsewhere

    def _in_the_hall(self, course: Course, state: State, now: Stamp) -> list[Verb[Any]]:
        cue = hall.cue(course, state, now)
        if cue != self.cue:
            self._turn_to(cue, now)
        seen = self._seen
        if seen is None or self.part is Part.HALL:
            return []
        waited_s = (now.boot_ms - seen.at.boot_ms) / 1000
        return [hall.deed(seen.cue, state, self.mint)] if waited_s >= seen.reacts_s else []

    def _turn_to(self, cue: Cue | None, now: Stamp) -> None:
        worked_s = self.clock.worked_s
        if self._seen is not None:
            self.answered.append(Answered(self._seen.cue, worked_s - self._seen.since_s))
        chance = Random(f"{self.seed} {len(self.answered)}")
        self._seen = _Seen(cue, worked_s, now, chance.uniform(*_REACTS_S)) if cue is not None else None
