"""What is looked at before the doors open, as it was found: plain values, so that each rule is a function of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from store import State, is_right, to_be_made
from store.records import Conference, Standing
from tui.machine.battery import Battery
from tui.machine.disk import Disk
from tui.preferences import Preferences
from tui.store_thread import Safety


@dataclass(frozen=True)
class Roster:
    """Who is on the list."""

    people: int = 0
    planned: int = 0
    nameless: int = 0
    """Places that have nobody's name."""
    unlisted: int = 0
    """Whom the newest roster has no more, and nobody has decided about."""
    badges: int = 0
    """Badges that are printed and right."""
    to_print: int = 0

    @classmethod
    def of(cls, state: State) -> Roster:
        """As it stands now."""
        summoned = [one for one in state.delegates.values() if one.standing is Standing.SUMMONED]
        return cls(
            people=len(summoned),
            planned=sum(category.planned for category in state.conference.categories),
            nameless=sum(not one.name for one in summoned),
            unlisted=sum(one.unlisted for one in summoned),
            badges=sum(is_right(one, state.badges.get(one.id), state.conference) for one in summoned),
            to_print=len(to_be_made(state)),
        )


@dataclass(frozen=True)
class Machine:
    """What takes a while to find out."""

    disk: Disk | None
    battery: Battery | None


@dataclass(frozen=True)
class Screen:
    """What the window is drawn on."""

    columns: int
    rows: int
    colours: int
    """As many as it shows; 0 for black and white."""


@dataclass(frozen=True)
class Facts:
    """All of it."""

    conference: Conference
    now: dt.datetime
    """In the conference's zone."""
    offset_minutes: int
    """Of the machine's own zone."""
    file: Path
    safety: Safety
    screen: Screen
    roster: Roster = field(default_factory=Roster)
    machine: Machine | None = None
    """None until it was looked at."""
    f_keys: bool = False
    """Whether an F key has arrived in this window."""
    tried: Preferences = field(default_factory=Preferences)
    """What was tried on this machine, and when."""
