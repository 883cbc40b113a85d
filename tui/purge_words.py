"""Deleting what is personal, as words: what goes, what stays, what is out of reach, and that it is time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from store import Address, Place, State, is_kept_too_long, kept_until
from store.records import Delegate, Stamp
from tui import present
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from store.care import Erased, Purge


# -- everybody ---------------------------------------------------------------------------------------------------------


def everybody_to_go(plan: Purge, path: Place) -> Iterator[str]:
    """What a purge would delete, and what stays."""
    people = ngettext("{n} person", "{n} people", plan.people).format(n=plan.people)
    actions = ngettext("{n} action", "{n} actions", plan.actions).format(n=plan.actions)
    yield _("To be deleted from {path}: {people} with all that is noted of them, and {actions}").format(
        path=path, people=people, actions=actions
    )
    yield from (f"  {file}" for file in plan.files)
    yield _("Stays: the plan, head counts by category and area, the numbers of the opening, counts by hand")


def at_other_desks(place: Place) -> Iterator[str]:
    """What of a conference in a database lies elsewhere."""
    if isinstance(place, Address):
        yield _(
            "Copies at other desks go when these next open the conference or see this; the server's own backups are"
            " its administrator's to delete"
        )


def everybody_gone(purged: Purge, path: Place) -> Iterator[str]:
    """What a purge deleted."""
    yield _("Personal data was deleted from {path}; the head counts are left").format(path=path)
    yield from (f"  {file}" for file in purged.files)


# -- one person --------------------------------------------------------------------------------------------------------


def person_to_go(plan: Erased, delegate: Delegate) -> Iterator[str]:
    """What deleting a person would delete, and what stays."""
    told = _("To be deleted: every word about {person}, with {actions} of the log but for when and where")
    if plan.request.former:
        told = _("To be deleted: what was said of {person} before it was corrected, with {actions} of the log")
    yield told.format(person=present.person(delegate), actions=_actions(plan))
    yield from (f"  {file}" for file in plan.files)
    if not plan.request.former:
        yield _("Stays: number, category and area of the place, whether somebody came; every count is as before")
    yield from _shared(plan)


def person_gone(done: Erased) -> Iterator[str]:
    """What deleting a person deleted."""
    number = present.number(done.request.number)
    told = _("Everything about No. {number} was deleted on request, with {actions} of the log; the place is counted")
    if done.request.former:
        told = _("What was said of No. {number} before the correction was deleted, with {actions} of the log")
    yield told.format(number=number, actions=_actions(done))
    yield from (f"  {file}" for file in done.files)
    yield from _shared(done)


def _actions(erased: Erased) -> str:
    return ngettext("{n} action", "{n} actions", erased.entries).format(n=erased.entries)


def _shared(erased: Erased) -> Iterator[str]:
    if erased.shares_name:
        yield _("Somebody else on the list has the same name: other texts with that name are left; look at them")
    if erased.mentions:
        places = ", ".join(_(_PLACES[one.table]).format(number=one.number or "–") for one in erased.mentions)
        yield _("May speak of this person, and is left; somebody has to look: {places}").format(places=places)


_PLACES: Final = {
    "delegates": N_("note on no. {number}"),
    "attendance": N_("reason of no. {number}"),
    "agenda": N_("item {number} of the programme"),
    "speeches": N_("topic of the speech of no. {number}"),
    "proposals": N_("proposal {number}"),
}


# -- copies ------------------------------------------------------------------------------------------------------------


def beyond_reach(plan: Purge | Erased, again: str) -> Iterator[str]:
    """Copies that this does not get at; `again` is the command to be run where they can be reached."""
    if plan.out_of_reach:
        yield _("No backups are to be seen in {place}: plug it in and run `{command}` again").format(
            place=plan.out_of_reach, command=again
        )
    if plan.perhaps:
        yield _("Look whether these hold names: {files}").format(files=", ".join(path.name for path in plan.perhaps))
    yield _(
        "Out of reach: rosters from offices, exported and printed documents, badges and pictures, messages sent, copies"
        " on other machines or in a cloud"
    )


def command_for(number: int, *, former: bool) -> str:
    """What to run for one person."""
    return f"toadam purge --person {number}{' --former' if former else ''} --yes"


# -- that it is time ---------------------------------------------------------------------------------------------------


def reminders(state: State, now: Stamp) -> list[str]:
    """What is to be deleted and still there, each with the command for it."""
    return list(_reminders(state, now))


def _reminders(state: State, now: Stamp) -> Iterator[str]:
    left = state.erasure
    if left is not None:
        yield _("Copies of what was deleted on request may be left: `{command}` looks again").format(
            command=command_for(left.number, former=left.former)
        )
    if is_kept_too_long(state, now):
        until = f"{kept_until(state.conference):%d/%m/%Y}"
        yield _("Names were to be kept until {date}: `toadam purge` deletes them and keeps the counts").format(
            date=until
        )
