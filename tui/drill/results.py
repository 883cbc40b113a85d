"""What a rehearsal ends with: how many were done right, how quickly, and what went wrong. Pure."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from store import State, project
from store.records import Stamp
from tui.drill.drill import Answered, Drill
from tui.drill.line import Mistake, Served
from tui.drill.part import Part
from tui.drill.verdict import Finding, findings


class AtTheDoor(NamedTuple):
    """Before the desk that learned; seconds are real ones."""

    served: int
    median_s: float
    slowest: Served | None
    longest_wait: Served | None
    waiting: int
    """Who still stood there at the end."""
    mistakes: list[Mistake]


class InTheHall(NamedTuple):
    """At the podium."""

    answered: int
    median_s: float
    slowest: Answered | None
    findings: list[Finding]
    offset_ms: int
    """How late the day is."""


def results(drill: Drill, state: State, now: Stamp) -> AtTheDoor | InTheHall:
    """As it stands."""
    return _at_the_door(drill, state) if drill.part is Part.DOOR else _in_the_hall(drill, state, now)


def _at_the_door(drill: Drill, state: State) -> AtTheDoor:
    served = drill.line.served
    return AtTheDoor(
        served=len(served),
        median_s=median([one.took_s for one in served] or [0.0]),
        slowest=max(served, key=lambda one: one.took_s, default=None),
        longest_wait=max(served, key=lambda one: one.waited_s, default=None),
        waiting=len(drill.line.waiting),
        mistakes=drill.line.mistakes(state),
    )


def _in_the_hall(drill: Drill, state: State, now: Stamp) -> InTheHall:
    answered = drill.answered
    return InTheHall(
        answered=len(answered),
        median_s=median([one.took_s for one in answered] or [0.0]),
        slowest=max(answered, key=lambda one: one.took_s, default=None),
        findings=findings(drill.course, state, now) if drill.course else [],
        offset_ms=project(state, now).offset_ms,
    )
