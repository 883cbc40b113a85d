"""The day in figures, for whoever would rather look than read: who came when, who is missing, who was heard for how
long, what was raised. Pure; the screen draws them, and so do the pictures of the report.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from store.proposal_records import ProposalKind
from store.proposal_sorting import count_by_kind, proposals_by_theme
from store.protocol import in_protocol_order
from store.records import CAME, Delegate, Standing
from store.speaking_time import Tally

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State

STEP: Final = dt.timedelta(minutes=1)
_ROUND: Final = dt.timedelta(minutes=30)
_BEFORE: Final = dt.timedelta(hours=1)
_AFTER: Final = dt.timedelta(hours=1)
"""So long after the opening and the last arrival it is worth seeing that nobody comes any more."""


class Point(NamedTuple):
    """How many of the summoned had come by then."""

    at: dt.datetime
    present: int


class Frame(NamedTuple):
    """From when to when arrivals are looked at."""

    start: dt.datetime
    end: dt.datetime


# -- who came when -----------------------------------------------------------------------------------------------------


def arrivals_over_time(state: State, step: dt.timedelta = STEP) -> tuple[Point, ...]:
    """A point for every step from just before the first arrival to the last, whose number is that of the head counts.

    Looked at is the day of the latest arrival; whoever came on an earlier one, or nobody knows when, is there from the
    beginning.
    """
    came = list(_came(state))
    moments = [moment for moment in came if moment is not None]
    if not moments:
        return ()
    midnight = _midnight(max(moments).astimezone(state.conference.zone))
    steps = Counter(-((midnight - moment) // step) for moment in moments if moment >= midnight)
    level = len(came) - steps.total()
    points = []
    for place in range(min(steps) - 1, max(steps) + 1):
        level += steps[place]
        points.append(Point(midnight + place * step, level))
    return tuple(points)


def held(points: tuple[Point, ...], end: dt.datetime) -> tuple[Point, ...]:
    """The points, and that nobody has come since, as far as is looked at."""
    return (*points, Point(max(points[-1].at, end), points[-1].present)) if points else ()


def _came(state: State) -> Iterator[dt.datetime | None]:
    """When each of the summoned who came did."""
    for attendance in state.attendance.values():
        delegate = state.delegates.get(attendance.delegate)
        if attendance.status in CAME and delegate is not None and delegate.standing is Standing.SUMMONED:
            yield attendance.arrived.wall if attendance.arrived else None


def _midnight(moment: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(moment.date(), dt.time(), moment.tzinfo)


def opening_on(state: State, day: dt.date) -> dt.datetime:
    """When the conference began that day; as announced, unless it was noted."""
    zone = state.conference.zone
    noted = state.opening.at.wall.astimezone(zone) if state.opening else None
    if noted is not None and noted.date() == day:
        return noted
    return dt.datetime.combine(day, state.conference.opens, zone)


def arrivals_frame(state: State, points: tuple[Point, ...], now: dt.datetime) -> Frame:
    """Whole half hours around the arrivals and the opening, up to `now` on the same day: it grows in steps.

    It does not grow for ever, or the half hour in which everybody came would be a stroke in the evening.
    """
    day = points[-1].at.date() if points else state.conference.date
    opening = opening_on(state, day)
    times = [opening - _BEFORE, opening + _ROUND, *(one.at for one in (*points[:1], *points[-1:]))]
    here = now.astimezone(state.conference.zone)
    if here.date() == day:
        times.append(min(here, max(times) + _AFTER))
    midnight = _midnight(opening)
    first, last = (min(times) - midnight) // _ROUND, -((midnight - max(times)) // _ROUND)
    return Frame(midnight + first * _ROUND, midnight + last * _ROUND)


# -- who is missing ----------------------------------------------------------------------------------------------------


def missing(state: State) -> list[Delegate]:
    """The summoned who have not come, absent or only not arrived yet, in protocol order."""
    attendance = state.attendance
    gone = (
        one
        for one in state.delegates.values()
        if one.standing is Standing.SUMMONED and ((found := attendance.get(one.id)) is None or found.status not in CAME)
    )
    return in_protocol_order(state.conference, gone)


# -- who was heard, what was raised ------------------------------------------------------------------------------------


class UnitTime(NamedTuple):
    """For how long a ward or unit has been heard."""

    name: str
    ms: int


def time_by_unit(state: State, now: Stamp) -> list[UnitTime]:
    """Every unit that was heard, the longest first."""
    times = (UnitTime(name, ms) for name, ms in Tally(state, now).by_unit().items())
    return sorted(times, key=lambda one: (-one.ms, one.name))


class Contributions(NamedTuple):
    """How many proposals stand."""

    themes: tuple[tuple[str, int], ...]
    """By the name of the theme, as the plan lists them; those of none last, under an empty name."""
    kinds: tuple[tuple[ProposalKind, int], ...]
    """In the order of the report."""

    @property
    def total(self) -> int:
        return sum(number for _, number in self.kinds)


def contributions(state: State) -> Contributions:
    """What was raised, by theme and by kind; of what there is none is left out."""
    names = {theme.id: theme.name for theme in state.conference.themes}
    themes = ((names.get(theme, ""), len(found)) for theme, found in proposals_by_theme(state).items())
    kinds = count_by_kind(state).items()
    return Contributions(
        themes=tuple((name, number) for name, number in themes if number),
        kinds=tuple((kind, number) for kind, number in kinds if number),
    )
