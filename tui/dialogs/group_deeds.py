"""F8 with several delegates marked: what is done to all of them at once. Each ends in a verb, or in None."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, NamedTuple

from textual.app import App

from store import CheckInTogether, KeepOnList, StrikeOff, Verb
from store.records import Delegate, DelegateId, Standing, Status
from tui import present
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.printing import print_badges
from tui.i18n import N_, _, ngettext
from tui.window import Window


class Matter(NamedTuple):
    """Whom it is about, and where to ask."""

    app: App[Any]
    window: Window
    people: Sequence[Delegate]

    def missing(self) -> list[Delegate]:
        """Who of them is not in."""
        attendance = self.window.store.state.attendance
        return [one for one in self.people if getattr(attendance.get(one.id), "status", None) is not Status.PRESENT]

    def summoned(self) -> list[Delegate]:
        """Who of them can be struck off."""
        return [one for one in self.people if one.standing is Standing.SUMMONED]

    def doubtful(self) -> list[Delegate]:
        """Who of them the roster no longer has, or has been struck off."""
        return [one for one in self.people if one.unlisted or one.standing is Standing.STRUCK_OFF]


class _Deed(NamedTuple):
    label: str
    whom: Callable[[Matter], Sequence[Delegate]]
    """To whom of them it can be done."""
    why_not: str
    """What is said when it can be done to none."""
    ask: Callable[[Matter, Sequence[Delegate]], Awaitable[Verb[Any] | None]]


async def ask_group_deed(app: App[Any], window: Window, whom: Sequence[DelegateId]) -> Verb[Any] | None:
    """What is to be done to these people."""
    delegates = window.store.state.delegates
    matter = Matter(app, window, [delegates[one] for one in whom if one in delegates])
    concerned = [deed.whom(matter) for deed in _DEEDS]
    entries = [
        Entry(_(deed.label).format(n=len(people)), "" if people else _(deed.why_not))
        for deed, people in zip(_DEEDS, concerned, strict=True)
    ]
    place = await app.push_screen_wait(PickDialog(_title(matter), entries, chosen=_likeliest(matter)))
    return None if place is None else await _DEEDS[place].ask(matter, concerned[place])


def _title(matter: Matter) -> str:
    if len(matter.people) == 1:
        return present.person_and_place(matter.people[0], matter.window.store.state.conference)
    return ngettext("{n} person marked", "{n} people marked", len(matter.people)).format(n=len(matter.people))


def _likeliest(matter: Matter) -> int:
    """To keep those the roster no longer has does no harm; else what asks once more. Enter twice changes little."""
    return 2 if matter.doubtful() else 1


def _ids(people: Sequence[Delegate]) -> tuple[DelegateId, ...]:
    return tuple(one.id for one in people)


async def _admit(_matter: Matter, people: Sequence[Delegate]) -> Verb[Any] | None:
    return CheckInTogether(delegates=_ids(people))


async def _strike_off(matter: Matter, people: Sequence[Delegate]) -> Verb[Any] | None:
    """Names who is struck off: it concerns many, and papers are made from the list."""
    n = len(people)
    question = ngettext("Strike {n} person off the list?", "Strike {n} people off the list?", n).format(n=n)
    names = [present.person_and_place(one, matter.window.store.state.conference) for one in people]
    detail = _("No longer summoned; whoever comes all the same is let in as a walk-in. Undo brings them back.")
    dialog = ConfirmDialog(question, _("Strike off"), detail=detail, lines=names)
    return StrikeOff(delegates=_ids(people)) if await matter.app.push_screen_wait(dialog) else None


async def _keep(_matter: Matter, people: Sequence[Delegate]) -> Verb[Any] | None:
    return KeepOnList(delegates=_ids(people))


async def _print(matter: Matter, people: Sequence[Delegate]) -> Verb[Any] | None:
    return await print_badges(matter.app, matter.window, people)


_DEEDS: Final = (
    _Deed(N_("Check in together: {n}"), Matter.missing, N_("all are in"), _admit),
    _Deed(N_("Strike off the list: {n}"), Matter.summoned, N_("none of them is summoned"), _strike_off),
    _Deed(N_("Keep on the list: {n}"), Matter.doubtful, N_("all are on the list"), _keep),
    _Deed(N_("Print their badges: {n}"), lambda matter: matter.people, "", _print),
)
