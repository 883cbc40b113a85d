"""How many minutes, how long ago, at what time: the likeliest under digits, anything else typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, TypeVar

from textual.app import App

from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.time_words import in_minutes, signed_words

T = TypeVar("T")

GRANTS: Final = (60, 120, 180, 300, 600, -60, -120, -300)
"""Seconds more or less, in the order of their digits."""
AGO: Final = (0, 60, 120, 180, 300, 600, 900)
"""Seconds since something really happened."""
CAPS: Final = (2, 3, 4, 5, 6, 8, 10)
"""Minutes a speech gets at most."""


async def ask_grant(app: App[Any], title: str) -> int | None:
    """Seconds more, or less."""
    entries = [Entry(signed_words(seconds)) for seconds in GRANTS]
    place = await app.push_screen_wait(PickDialog(title, [*entries, Entry(_("Other minutes…"))]))
    if place is None or place < len(GRANTS):
        return None if place is None else GRANTS[place]
    return await ask_typed(
        app, title, _("Minutes, + or −"), _whole_minutes, _("Minutes are a whole number, for example 5 or −2")
    )


async def ask_ago(app: App[Any], title: str, now: dt.datetime, due: dt.datetime | None = None) -> int | None:
    """How many seconds ago something really happened; `due` is offered too if that is past."""
    offers = [(_("Just now") if not s else _("{time} ago").format(time=in_minutes(s * 1000)), s) for s in AGO]
    if due is not None and due < now:
        offers.append((_("At {time}, as planned").format(time=f"{due:%H:%M}"), int((now - due).total_seconds())))
    entries = [Entry(label) for label, _seconds in offers]
    place = await app.push_screen_wait(PickDialog(title, [*entries, Entry(_("At another time…"))]))
    if place is None or place < len(offers):
        return None if place is None else offers[place][1]
    moment = await ask_typed(app, title, _("Time"), lambda text: _past(text, now), no_time())
    return None if moment is None else int((now - moment).total_seconds())


async def ask_cap(app: App[Any]) -> int | None:
    """Minutes for each speech to come; 0 for no cap."""
    title = _("Each speech to come at most")
    entries = [
        *(Entry(in_minutes(minutes * 60_000)) for minutes in CAPS),
        Entry(_("Other minutes…")),
        Entry(_("No cap")),
    ]
    place = await app.push_screen_wait(PickDialog(title, entries))
    if place is None or place < len(CAPS):
        return None if place is None else CAPS[place]
    if place > len(CAPS):
        return 0
    return await ask_typed(app, title, _("Minutes"), _positive, _("Minutes are a whole number from 1 on"))


async def ask_typed(
    app: App[Any], title: str, label: str, read: Callable[[str], T], otherwise: str, value: str = ""
) -> T | None:
    """One value that `read` can make sense of; of what it raises `ValueError` for `otherwise` says what to type."""

    def why_not(values: Values) -> str:
        try:
            read(values["value"])
        except ValueError:
            return otherwise
        return ""

    form = FormDialog(title, (Field("value", label, value),), _("Save"), why_not=why_not)
    values = await app.push_screen_wait(form)
    return None if values is None else read(values["value"])


def no_time(example: str = "8:20") -> str:
    """What to type instead of what is no time."""
    return _("That is no time; write for example {example}").format(example=example)


def time_of(text: str) -> dt.time:
    """`8:20`, `8h20`, `8h`, `8g20`. Raises `ValueError`."""
    hours, _sign, minutes = text.strip().lower().replace("h", ":").replace("g", ":").partition(":")
    return dt.time(int(hours), int(minutes or 0))


def _past(text: str, now: dt.datetime) -> dt.datetime:
    """That time today, or a day earlier if today it is still to come."""
    moment = dt.datetime.combine(now.date(), time_of(text), now.tzinfo)
    return moment if moment <= now else moment - dt.timedelta(days=1)


def _whole_minutes(text: str) -> int:
    return int(text.strip().replace("−", "-").replace("–", "-")) * 60


def _positive(text: str) -> int:
    minutes = int(text.strip())
    if minutes <= 0:
        raise ValueError(text)
    return minutes
