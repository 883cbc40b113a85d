"""F8 on an item of the agenda: the same nine things under the same nine digits, each a verb, or None.

What cannot be done now stays in its place and says why.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from textual.app import App

from store import (
    CorrectStart,
    DeleteItem,
    EditItem,
    GoBack,
    GrantTime,
    ItemState,
    Line,
    MoveItem,
    PauseItem,
    ResumeItem,
    SkipItem,
    StartItem,
    StopItem,
    UnskipItem,
    Verb,
)
from tui.dialogs.amounts import ask_ago, ask_grant
from tui.dialogs.item_form import ask_item
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.podium import day_words
from tui.podium.outlook import Outlook
from tui.window import Window


class Matter(NamedTuple):
    """Which item it is about, as things stand, and where to ask."""

    app: App[Any]
    window: Window
    outlook: Outlook
    line: Line

    @property
    def title(self) -> str:
        """The item, above what is asked."""
        return day_words.item_and_time(self.line.item)

    @property
    def id(self) -> int:
        """The item's."""
        return self.line.item.id

    @property
    def runs(self) -> bool:
        """Whether it is the item's time."""
        return self.line.state in (ItemState.RUNNING, ItemState.PAUSED)

    @property
    def has_begun(self) -> bool:
        """Whether it runs, or has run."""
        return self.runs or self.line.state is ItemState.DONE


Ask = Callable[[Matter], Awaitable[Verb[Any] | None]]


class _Deed(NamedTuple):
    label: Callable[[Matter], str]
    ask: Ask
    why_not: Callable[[Matter], str] = lambda _matter: ""


async def ask_item_deed(app: App[Any], window: Window, outlook: Outlook, item: int) -> Verb[Any] | None:
    """What is done with this item."""
    line = outlook.projection.line(item)
    if line is None:
        return None
    matter = Matter(app, window, outlook, line)
    entries = [Entry(deed.label(matter), deed.why_not(matter)) for deed in _DEEDS]
    place = await app.push_screen_wait(PickDialog(matter.title, entries, chosen=1 if matter.runs else 0))
    return None if place is None else await _DEEDS[place].ask(matter)


# -- when it runs ------------------------------------------------------------------------------------------------------


def _start_label(matter: Matter) -> str:
    if matter.runs:
        return _("It really began at another time…")
    return _("Take up again…") if matter.has_begun else _("Begin now or some minutes ago…")


async def _start(matter: Matter) -> Verb[Any] | None:
    label = _("When did it begin?")
    now = matter.window.store.now().wall
    ago = await ask_ago(matter.app, f"{matter.title}: {label}", now, matter.line.planned_start)
    if ago is None:
        return None
    return CorrectStart(item=matter.id, ago_s=ago) if matter.runs else StartItem(item=matter.id, ago_s=ago)


async def _grant(matter: Matter) -> Verb[Any] | None:
    seconds = await ask_grant(matter.app, matter.title)
    return None if seconds is None else GrantTime(item=matter.id, seconds=seconds)


def _unless_over(matter: Matter) -> str:
    return _("is over") if matter.line.state is ItemState.DONE else ""


def _pause_label(matter: Matter) -> str:
    return _("Go on after the pause") if matter.line.state is ItemState.PAUSED else _("Pause the item")


async def _pause(matter: Matter) -> Verb[Any] | None:
    paused = matter.line.state is ItemState.PAUSED
    return ResumeItem(item=matter.id) if paused else PauseItem(item=matter.id)


def _if_runs(matter: Matter) -> str:
    return "" if matter.runs else _("is not running")


async def _stop(matter: Matter) -> Verb[Any] | None:
    question = _("When did it end?")
    ago = await ask_ago(matter.app, f"{matter.title}: {question}", matter.window.store.now().wall)
    return None if ago is None else StopItem(item=matter.id, ago_s=ago)


async def _go_back(matter: Matter) -> Verb[Any] | None:
    return GoBack(current=matter.outlook.projection.current)


def _if_begun(matter: Matter) -> str:
    return "" if matter.outlook.projection.begun else _("nothing has begun yet")


# -- the plan ----------------------------------------------------------------------------------------------------------


def _skip_label(matter: Matter) -> str:
    return _("Take in again") if matter.line.state is ItemState.SKIPPED else _("Skip")


async def _skip(matter: Matter) -> Verb[Any] | None:
    skipped = matter.line.state is ItemState.SKIPPED
    return UnskipItem(item=matter.id) if skipped else SkipItem(item=matter.id)


def _unless_begun(matter: Matter) -> str:
    return _("has begun") if matter.has_begun else ""


async def _move(matter: Matter) -> Verb[Any] | None:
    """Before which of the items that have not begun."""
    lines = matter.outlook.projection.lines
    here = next(place for place, line in enumerate(lines) if line.item.id == matter.id)
    first = max((place + 1 for place, line in enumerate(lines) if line.elapsed_ms or line.state in _BEGUN), default=0)
    places = [place for place in range(first, len(lines) + 1) if place not in (here, here + 1)]
    entries = [
        Entry(_("Before {item}").format(item=day_words.item_and_time(lines[place].item)))
        if place < len(lines)
        else Entry(_("To the end"))
        for place in places
    ]
    if not entries:
        told = _("There is nowhere else to put it: what has begun stays in its place.")
        await matter.app.push_screen_wait(NoticeDialog(matter.title, [told]))
        return None
    chosen = next((index for index, place in enumerate(places) if place > here), 0)
    picked = await matter.app.push_screen_wait(PickDialog(matter.title, entries, chosen=chosen))
    if picked is None:
        return None
    to = places[picked]
    return MoveItem(item=matter.id, by=to - here - (1 if to > here else 0))


_BEGUN: Final = (ItemState.RUNNING, ItemState.PAUSED, ItemState.DONE)


async def _edit(matter: Matter) -> Verb[Any] | None:
    found = await ask_item(matter.app, _("Change {item}").format(item=matter.title), _("Save"), matter.line.item)
    return None if found is None else EditItem(item=matter.id, **found._asdict())


async def _delete(matter: Matter) -> Verb[Any] | None:
    """At once: undo brings it back."""
    return DeleteItem(item=matter.id)


_DEEDS: Final = (
    _Deed(_start_label, _start),
    _Deed(lambda _matter: _("More or fewer minutes…"), _grant, _unless_over),
    _Deed(_pause_label, _pause, _if_runs),
    _Deed(lambda _matter: _("End…"), _stop, _if_runs),
    _Deed(lambda _matter: _("Back to the item before, as if nobody had gone on"), _go_back, _if_begun),
    _Deed(_skip_label, _skip, _unless_begun),
    _Deed(lambda _matter: _("Move…"), _move, _unless_begun),
    _Deed(lambda _matter: _("Change title, time, minutes…"), _edit),
    _Deed(lambda _matter: _("Delete from the agenda"), _delete, _unless_begun),
)
