"""What the moderator has the hall shown: one digit for a message or a view. Ends in a verb, or in None."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from textual.app import App

from store import CountInHall, HallView, ShowInHall, State, TellHall, Verb, hall_message
from store.records import Stamp
from store.text import shown
from tui.dialogs.form import Field, FormDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import N_, _
from tui.store_thread import StoreThread

READ_S: Final = 30
"""How long a message to whoever speaks is shown."""


class _Choice(NamedTuple):
    label: str
    verb: Callable[[App[Any], State], Awaitable[Verb[Any] | None]]
    why_not: Callable[[State, Stamp], str] = lambda _state, _now: ""


async def ask_hall(app: App[Any], store: StoreThread) -> Verb[Any] | None:
    """Picks a message or what is shown. Call it where a dialog can be awaited (a worker)."""
    state, now = store.state, store.now()
    entries = [Entry(_label(choice, state, now), choice.why_not(state, now)) for choice in _CHOICES]
    place = await app.push_screen_wait(PickDialog(_("Display for the hall"), entries))
    return None if place is None else await _CHOICES[place].verb(app, state)


def _label(choice: _Choice, state: State, now: Stamp) -> str:
    message = shown(hall_message(state, now))
    return _(choice.label).format(message=f"“{message}”" if message else "").rstrip()


def _message(text: str) -> _Choice:
    """To whoever speaks: gone after a while, and with the speech."""

    async def verb(_app: App[Any], _state: State) -> Verb[Any]:
        return TellHall(text=_(text), seconds=READ_S, to_speaker=True)

    return _Choice(text, verb)


async def _own_words(app: App[Any], _state: State) -> Verb[Any] | None:
    """To everybody, until it is taken down."""
    fields = (Field("text", _("Message")),)
    values = await app.push_screen_wait(FormDialog(_("Message to the hall"), fields, _("Show")))
    return TellHall(text=values["text"]) if values and values["text"].strip() else None


async def _taken_down(_app: App[Any], _state: State) -> Verb[Any]:
    return TellHall(text="")


def _if_there_is_one(state: State, now: Stamp) -> str:
    return "" if hall_message(state, now) else _("there is none")


def _view(label: str, view: HallView) -> _Choice:
    async def verb(_app: App[Any], _state: State) -> Verb[Any]:
        return ShowInHall(view=view)

    return _Choice(label, verb)


async def _counts(_app: App[Any], state: State) -> Verb[Any]:
    """The other way round than now."""
    return CountInHall(shown=not state.hall.counts)


_CHOICES: Final = (
    _message(N_("2 minutes left")),
    _message(N_("1 minute left")),
    _message(N_("Please come to the end")),
    _Choice(N_("Message in your own words…"), _own_words),
    _Choice(N_("Take the message down {message}"), _taken_down, _if_there_is_one),
    _view(N_("Show the course of the day"), HallView.DAY),
    _view(N_("Show the banner"), HallView.BANNER),
    _view(N_("Black"), HallView.OFF),
    _Choice(N_("How many are present: show or hide"), _counts),
)
