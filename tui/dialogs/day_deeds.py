"""F8 on the moderator's screen with nothing chosen: what is done about the day as a whole, under nine digits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from textual.app import App

from store import CapSpeeches, CloseList, GoBack, Ledger, OfferAdvice, Verb, delay_ledger
from tui.dialogs.amounts import ask_cap
from tui.dialogs.conference_deeds import ask_conference_deed
from tui.dialogs.hall_control import ask_hall
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.rundown_deeds import ask_item_deed
from tui.dialogs.speaker_deeds import ask_speech_deed
from tui.dialogs.what_if import ask_replan
from tui.i18n import _
from tui.podium import day_words, speaker_words
from tui.podium.outlook import Outlook
from tui.window import Window


class Matter(NamedTuple):
    """The day as it stands, and where to ask."""

    app: App[Any]
    window: Window
    outlook: Outlook


class _Deed(NamedTuple):
    label: Callable[[Matter], str]
    ask: Callable[[Matter], Awaitable[Verb[Any] | None]]
    why_not: Callable[[Matter], str] = lambda _matter: ""


async def ask_day_deed(app: App[Any], window: Window, outlook: Outlook) -> Verb[Any] | None:
    """Picks one thing and asks what it needs."""
    matter = Matter(app, window, outlook)
    entries = [Entry(deed.label(matter), deed.why_not(matter)) for deed in _DEEDS]
    chosen = 0 if outlook.floor else 1 if outlook.projection.current is not None else 2
    place = await app.push_screen_wait(PickDialog(_("The day"), entries, chosen=chosen))
    return None if place is None else await _DEEDS[place].ask(matter)


def _speaker_label(matter: Matter) -> str:
    floor = matter.outlook.floor
    if floor is None:
        return _("Whoever speaks…")
    return _("Speaking: {person}…").format(person=speaker_words.who(matter.outlook.state, floor))


async def _speaker(matter: Matter) -> Verb[Any] | None:
    floor = matter.outlook.floor
    return await ask_speech_deed(matter.app, matter.window, matter.outlook, floor.id) if floor else None


def _if_speaking(matter: Matter) -> str:
    return "" if matter.outlook.floor else _("nobody speaks")


def _item_label(matter: Matter) -> str:
    line = matter.outlook.projection.line(matter.outlook.projection.current)
    return _("The item that runs…") if line is None else _("Now: {item}…").format(item=day_words.title(line.item))


async def _item(matter: Matter) -> Verb[Any] | None:
    current = matter.outlook.projection.current
    return await ask_item_deed(matter.app, matter.window, matter.outlook, current) if current is not None else None


def _if_running(matter: Matter) -> str:
    return "" if matter.outlook.projection.current is not None else _("nothing runs")


async def _replan(matter: Matter) -> Verb[Any] | None:
    return await ask_replan(matter.app, matter.window)


def _if_to_come(matter: Matter) -> str:
    return "" if matter.outlook.projection.lines and not matter.outlook.projection.over else _("nothing is to come")


async def _go_back(matter: Matter) -> Verb[Any] | None:
    return GoBack(current=matter.outlook.projection.current)


def _if_begun(matter: Matter) -> str:
    return "" if matter.outlook.projection.begun else _("nothing has begun yet")


async def _close(matter: Matter) -> Verb[Any] | None:
    return CloseList(closed=not matter.outlook.state.speaker_list.closed)


def _close_label(matter: Matter) -> str:
    closed = matter.outlook.state.speaker_list.closed
    return _("Open the list of speakers again") if closed else _("Close the list of speakers")


async def _cap(matter: Matter) -> Verb[Any] | None:
    minutes = await ask_cap(matter.app)
    return None if minutes is None else CapSpeeches(minutes=minutes or None)


async def _advice(matter: Matter) -> Verb[Any] | None:
    return OfferAdvice(offered=not matter.outlook.state.speaker_list.advice)


def _advice_label(matter: Matter) -> str:
    return _("No more advice") if matter.outlook.state.speaker_list.advice else _("Advise who might be next")


async def _ledger(matter: Matter) -> Verb[Any] | None:
    """Where the minutes went; nothing is done."""
    ledger = delay_ledger(matter.outlook.state, matter.window.store.now())
    lines = [*_causes(ledger), "", day_words.course(matter.outlook.projection)]
    await matter.app.push_screen_wait(NoticeDialog(_("What made the day late"), lines))
    return None


def _causes(ledger: Ledger) -> list[str]:
    told = [f"{minutes:+4}′  {cause}".replace("-", "−") for cause, minutes in day_words.causes(ledger)]
    return told or [_("Everything is as planned")]


async def _hall(matter: Matter) -> Verb[Any] | None:
    return await ask_hall(matter.app, matter.window.store)


async def _conference(matter: Matter) -> Verb[Any] | None:
    return await ask_conference_deed(matter.app, matter.window)


_DEEDS: Final = (
    _Deed(_speaker_label, _speaker, _if_speaking),
    _Deed(_item_label, _item, _if_running),
    _Deed(lambda _matter: _("Adjust the agenda: cap, drop, shorten…"), _replan, _if_to_come),
    _Deed(lambda _matter: _("Back to the item before, as if nobody had gone on"), _go_back, _if_begun),
    _Deed(_close_label, _close),
    _Deed(lambda _matter: _("Cap the speeches to come…"), _cap),
    _Deed(_advice_label, _advice),
    _Deed(lambda _matter: _("What made the day late"), _ledger, _if_begun),
    _Deed(lambda _matter: _("Display for the hall: message, banner, black…"), _hall),
    _Deed(lambda _matter: _("The conference: opening, count, print, sounds…"), _conference),
)
