"""Whom somebody goes to meet and who is not there yet, with the minutes left to the opening: always in sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from store import State, awaited
from store.records import Delegate, Stamp
from store.text import shown
from tui import present
from tui.i18n import _, ngettext
from tui.widgets.lines import Line, Lines, cell

_A_NAME = 16
"""Columns below which a name that is cut says nothing."""
_FAR = 24 * 60
"""Minutes before the opening from which on it is another day."""


class Awaited(Lines):
    """One line; redrawn when a minute passes or somebody comes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"awaited--waiting", "awaited--done"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._time = ""
        self._people: list[str] = []

    def show(self, state: State, now: Stamp, *, opens: bool = True) -> None:
        """Draws what is true at `now`; `opens` says whether the opening can be noted in this window."""
        self._time = _time(state, now.wall, opens=opens)
        self._people = [_named(one) for one in awaited(state, now.wall)]
        self.redraw()

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """As many names as fit, and how many more there are."""
        if not self._people:
            return [Line(cell(f" {self._time}", width), "awaited--done")]
        head = f" {self._time} · ★ " + _("To be met, not here: {n}").format(n=len(self._people)) + "  "
        return [Line(cell(head + _fitting(self._people, width - len(head)), width), "awaited--waiting")]


def _time(state: State, now: dt.datetime, *, opens: bool) -> str:
    """Minutes to the announced opening, or when it was."""
    if state.opening is not None:
        return _("Opened {time}").format(time=present.minute(state.opening.at))
    conference = state.conference
    planned = dt.datetime.combine(conference.date, conference.opens, conference.zone)
    minutes = -int((now - planned).total_seconds() // 60)
    if minutes > _FAR or minutes < -_FAR:
        return _("Opening {day}, {time}").format(day=f"{planned:%d/%m}", time=present.minute(planned))
    if minutes > 0:
        return ngettext("{n} minute to the opening", "{n} minutes to the opening", minutes).format(n=minutes)
    told = _("Opening at {time} has passed; F8 notes it") if opens else _("Opening at {time} has passed")
    return told.format(time=present.minute(planned))


def _named(delegate: Delegate) -> str:
    role = f" ({shown(delegate.role)})" if delegate.role else ""
    return present.person(delegate) + role


def _fitting(people: Sequence[str], room: int) -> str:
    """Names apart by dots, the last of them a number if not all fit."""
    for shown_people in range(len(people), 0, -1):
        left = len(people) - shown_people
        text = " · ".join(people[:shown_people]) + (f" · +{left}" if left else "")
        if Content(text).cell_length <= room:
            return text
    return people[0] if room >= _A_NAME else ""
