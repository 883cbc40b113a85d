"""How long names and words of people are kept: what the conference said, and whether that time is over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from store.records import Conference

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


def kept_until(conference: Conference) -> dt.date:
    """The last day on which they are kept."""
    return conference.date + dt.timedelta(days=conference.retention_days)


def is_kept_too_long(state: State, now: Stamp) -> bool:
    """Whether people are still in it and the time is over."""
    today = now.wall.astimezone(state.conference.zone).date()
    return bool(state.delegates) and today > kept_until(state.conference)
