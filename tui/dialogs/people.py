"""What F7 and F8 ask before they act: each conversation ends in a verb, or in None if it was left with Esc."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store import AdmitSubstitute, AdmitWalkIn, CheckOut, MarkAbsent, State, WithdrawArrival
from store.records import Attendance, CategoryId, Delegate, DelegateId, Status
from store.text import shown
from tui import present
from tui.dialogs.form import Field, FormDialog
from tui.dialogs.pick import MOST, Entry, PickDialog
from tui.i18n import _

Deed = AdmitSubstitute | CheckOut | MarkAbsent | WithdrawArrival


async def ask_walk_in(
    app: App[Any], state: State, *, name: str, category: CategoryId | None, id: int, seed: int
) -> AdmitWalkIn | None:
    """The category, then who it is, which may be left open: Enter, Enter."""
    categories = state.conference.categories[:MOST]
    entries = [Entry(shown(category.name), colour=category.colour) for category in categories]
    last = next((place for place, entry in enumerate(categories) if entry.id == category), 0)
    place = await app.push_screen_wait(PickDialog(_("Add a walk-in: which category?"), entries, chosen=last))
    if place is None:
        return None
    fields = (Field("name", _("Name"), name), Field("title", _("Title")), Field("unit", _("Unit")))
    title = _("Walk-in: {category}").format(category=shown(categories[place].short))
    values = await app.push_screen_wait(FormDialog(title, fields, _("Check in")))
    if values is None:
        return None
    return AdmitWalkIn(
        id=DelegateId(id),
        seed=seed,
        category=categories[place].id,
        name=values["name"],
        title=values["title"],
        unit=values["unit"],
    )


async def ask_deed(app: App[Any], delegate: Delegate, state: State) -> Deed | None:
    """What happened to this delegate: substitute, absent, left early, or no arrival after all."""
    attendance = state.attendance.get(delegate.id)
    title = present.person_and_place(delegate, state.conference)
    place = await app.push_screen_wait(PickDialog(title, _deeds(attendance), chosen=_likeliest(attendance)))
    match place:
        case 0:
            return await _ask_substitute(app, delegate)
        case 1:
            return await _ask_absence(app, delegate)
        case 2:
            return CheckOut(delegate=delegate.id)
        case 3:
            return WithdrawArrival(delegate=delegate.id)
    return None


def _deeds(attendance: Attendance | None) -> list[Entry]:
    """Always the same four under the same digits."""
    status = attendance.status if attendance else None
    came = _("already in") if status in (Status.PRESENT, Status.LEFT) else ""
    away = "" if status is Status.PRESENT else _("has left") if status is Status.LEFT else _("has not arrived")
    return [
        Entry(_("A substitute came"), came),
        Entry(_("Phoned: will not come"), came),
        Entry(_("Leaves early"), away),
        Entry(_("Undo check-in"), "" if attendance else _("has not arrived")),
    ]


def _likeliest(attendance: Attendance | None) -> int:
    return 2 if attendance is not None and attendance.status is Status.PRESENT else 0


async def _ask_substitute(app: App[Any], delegate: Delegate) -> AdmitSubstitute | None:
    fields = (Field("name", _("Name")), Field("title", _("Title")))
    title = _("Substitute for {person}").format(person=present.person(delegate))
    values = await app.push_screen_wait(FormDialog(title, fields, _("Check in")))
    return AdmitSubstitute(delegate=delegate.id, name=values["name"], title=values["title"]) if values else None


async def _ask_absence(app: App[Any], delegate: Delegate) -> MarkAbsent | None:
    fields = (Field("reason", _("Reason")),)
    title = _("Will not come: {person} (no reason = unexcused)").format(person=present.person(delegate))
    values = await app.push_screen_wait(FormDialog(title, fields, _("Note absence")))
    if values is None:
        return None
    return MarkAbsent(delegate=delegate.id, excused=bool(values["reason"].strip()), reason=values["reason"])
