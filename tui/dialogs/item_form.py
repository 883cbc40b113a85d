"""What an item of the agenda is: asked for a new one and for one that is changed."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from textual.app import App

from store.records import AgendaItem, AgendaKind
from store.text import shown
from tui.dialogs.amounts import time_of
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.podium.day_words import KINDS

_ORDER: Final = tuple(KINDS)


class ItemPlan(NamedTuple):
    """What a person says about an item; None for a start leaves it to what comes before."""

    title: str
    minutes: int
    start: dt.time | None
    responsible: str


async def ask_item(app: App[Any], title: str, verb: str, item: AgendaItem | None = None) -> ItemPlan | None:
    """Title, minutes, start and who is responsible."""
    values = await app.push_screen_wait(FormDialog(title, _fields(item), verb, why_not=_why_not))
    return None if values is None else _read(values)


def _why_not(values: Values) -> str:
    if not values["title"].strip():
        return _("Say first what the item is called")
    try:
        _read(values)
    except ValueError:
        return _("Minutes are a number; a time is written 8:20")
    return ""


def _fields(item: AgendaItem | None) -> tuple[Field, ...]:
    return (
        Field("title", _("Agenda item"), shown(item.title) if item else ""),
        Field("minutes", _("Minutes"), str(item.minutes) if item else "10"),
        Field("start", _("Begins at"), f"{item.start:%H:%M}" if item else ""),
        Field("responsible", _("Responsible"), shown(item.responsible) if item else ""),
    )


def _read(values: Values) -> ItemPlan:
    start = values["start"].strip()
    minutes = int(values["minutes"].strip())
    if minutes < 0:
        raise ValueError(values)
    return ItemPlan(values["title"], minutes, time_of(start) if start else None, values["responsible"])


async def ask_kind(app: App[Any]) -> AgendaKind | None:
    """Which kind of item it is; timing and the list of speakers go by it."""
    entries = [Entry(_(KINDS[kind])) for kind in _ORDER]
    place = await app.push_screen_wait(PickDialog(_("Which kind of item"), entries))
    return None if place is None else _ORDER[place]
