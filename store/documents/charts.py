"""The day as pictures to go with the report: arrivals over time, attendance by category. A report of an office has no
picture in it; whoever tells of the day elsewhere does. The figures are those on screen."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from store.documents import typeset
from store.overview import arrivals_frame, arrivals_over_time, held, opening_on
from store.records import Stamp
from store.state import State
from store.text import clean

PPI: Final = 200
_HALF_HOUR: Final = dt.timedelta(minutes=30)
_QUARTERS: Final = 4


def arrivals_png(state: State, now: Stamp) -> bytes:
    """How many of the summoned had come by when, and when the conference began."""
    return typeset.pngs("charts.typ", arrivals_chart(state, now), ppi=PPI)[0]


def attendance_png(state: State) -> bytes:
    """A bar for each category, in its colour."""
    return typeset.pngs("charts.typ", attendance_chart(state), ppi=PPI)[0]


def arrivals_chart(state: State, now: Stamp) -> dict[str, Any]:
    """What the template draws; lengths are parts of the frame."""
    came = arrivals_over_time(state)
    start, end = arrivals_frame(state, came, now.wall)
    points = held(came, min(now.wall, end))
    summoned = max(state.head_count().summoned, 1)
    opening = opening_on(state, start.date())
    half_hours = (end - start) // _HALF_HOUR

    def across(moment: dt.datetime) -> float:
        return (moment - start) / (end - start)

    times = [start + place * _HALF_HOUR for place in range(half_hours + 1)]
    return {
        "points": [(across(one.at), one.present / summoned) for one in points],
        "times": [(across(time), f"{time:%H:%M}") for time in times[:: max(1, half_hours // 6)]],
        "people": [(part / _QUARTERS, str(round(summoned * part / _QUARTERS))) for part in range(_QUARTERS + 1)],
        "opening": (across(opening), f"Khai mạc {opening:%H:%M}"),
    }


def attendance_chart(state: State) -> dict[str, Any]:
    """What the template draws: the categories as the plan lists them, those of whom nobody is summoned left out."""
    counts = ((category, state.category_count(category.id)) for category in state.conference.categories)
    return {
        "bars": [
            {
                "name": clean(category.short),
                "colour": category.colour,
                "share": count.rate,
                "figure": f"{count.present}/{count.summoned}",
            }
            for category, count in counts
            if count.summoned
        ]
    }
