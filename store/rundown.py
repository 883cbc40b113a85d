"""The agenda: what is planned when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from store.records import AgendaItem, Conference


def planned_end(conference: Conference, items: Iterable[AgendaItem]) -> dt.datetime | None:
    """When the last item ends by the plan, which before the start is what to expect; None without an agenda."""
    last = max(items, key=lambda item: item.position, default=None)
    if last is None:
        return None
    start = dt.datetime.combine(conference.date, last.start, conference.zone)
    return start + dt.timedelta(minutes=last.minutes)
