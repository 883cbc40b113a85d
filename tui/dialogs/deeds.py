"""F8 on a person: the same nine things under the same nine digits, each of which ends in a verb, or in None.

What cannot be done now stays in its place and says why.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

import msgspec
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical

from store import (
    AdmitSubstitute,
    CheckOut,
    CorrectDelegate,
    MarkAbsent,
    MoveArrival,
    NameSubstitute,
    ReissueCode,
    State,
    Verb,
    WithdrawArrival,
)
from store.records import CAME, Attendance, Delegate, DelegateId, Role, Standing, Status
from store.text import shown
from tui import places, present
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.dialogs.erasure import ask_erasure
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.person import PersonDialog
from tui.dialogs.pick import MOST, Entry, PickDialog
from tui.i18n import N_, _
from tui.roles import ONLY_OFFICE
from tui.window import Window


class Matter(NamedTuple):
    """Whom it is about, as things stand, and where to ask."""

    app: App[Any]
    window: Window
    delegate: Delegate

    @property
    def state(self) -> State:
        """As it is now."""
        return self.window.store.state


class _Deed(NamedTuple):
    label: str
    why_not: Callable[[Delegate, Attendance | None], str]
    ask: Callable[[Matter], Awaitable[Verb[Any] | None]]
    roles: frozenset[Role]
    """In whose windows it is."""


async def ask_deed(app: App[Any], window: Window, whom: DelegateId, *, office: bool = False) -> Verb[Any] | None:
    """What happened to this delegate; with `office` also what only the list of delegates has to do."""
    state = window.store.state
    delegate, attendance = state.delegates[whom], state.attendance.get(whom)
    offered = (*_DEEDS, *_OF_THE_OFFICE) if office else _DEEDS
    deeds = [deed for deed in offered if window.store.session.role in deed.roles]
    entries = [Entry(_(deed.label), deed.why_not(delegate, attendance)) for deed in deeds]
    title = present.person_and_place(delegate, state.conference)
    place = await app.push_screen_wait(PickDialog(title, entries, chosen=min(_likeliest(attendance), len(deeds) - 1)))
    return None if place is None else await deeds[place].ask(Matter(app, window, delegate))


def _likeliest(attendance: Attendance | None) -> int:
    return 2 if attendance is not None and attendance.status is Status.PRESENT else 0


# -- when each can be done ---------------------------------------------------------------------------------------------


def _always(_delegate: Delegate, _attendance: Attendance | None) -> str:
    return ""


def _unless_substituted(delegate: Delegate, attendance: Attendance | None) -> str:
    if delegate.standing is not Standing.SUMMONED:
        return _("was not summoned")
    if attendance is None or attendance.status not in CAME:
        return ""
    if attendance.substitute is not None:
        return _("came by substitute already")
    return _("has left") if attendance.status is Status.LEFT else ""


def _unless_came(_delegate: Delegate, attendance: Attendance | None) -> str:
    return _("already in") if attendance is not None and attendance.status in CAME else ""


def _if_present(_delegate: Delegate, attendance: Attendance | None) -> str:
    if attendance is None or attendance.status not in CAME:
        return _("has not arrived")
    return _("has left") if attendance.status is Status.LEFT else ""


def _if_came(_delegate: Delegate, attendance: Attendance | None) -> str:
    return "" if attendance is not None and attendance.status in CAME else _("has not arrived")


def _if_noted(_delegate: Delegate, attendance: Attendance | None) -> str:
    return "" if attendance is not None else _("has not arrived")


def _if_phone(delegate: Delegate, _attendance: Attendance | None) -> str:
    return "" if delegate.phone else _("none on the list")


def _unless_erased(delegate: Delegate, _attendance: Attendance | None) -> str:
    return _("has been deleted") if delegate.erased else ""


# -- what each asks ----------------------------------------------------------------------------------------------------


async def _substitute(matter: Matter) -> Verb[Any] | None:
    """Admitted at once, named afterwards."""
    return AdmitSubstitute(delegate=matter.delegate.id)


async def _absence(matter: Matter) -> Verb[Any] | None:
    """A digit is a reason; the last two are another reason, and none."""
    known = matter.state.conference.absence_reasons[: MOST - 2]
    entries = [*(Entry(shown(reason)) for reason in known), Entry(_("Another reason…")), Entry(_("No reason given"))]
    title = _("Will not come: {person}").format(person=present.person(matter.delegate))
    place = await matter.app.push_screen_wait(PickDialog(title, entries))
    if place is None:
        return None
    if place < len(known):
        return MarkAbsent(delegate=matter.delegate.id, excused=True, reason=known[place])
    if place > len(known):
        return MarkAbsent(delegate=matter.delegate.id, excused=False)
    form = FormDialog(title, (Field("reason", _("Reason")),), _("Note absence"), why_not=_no_reason)
    values = await matter.app.push_screen_wait(form)
    return MarkAbsent(delegate=matter.delegate.id, excused=True, reason=values["reason"].strip()) if values else None


def _no_reason(values: Values) -> str:
    return "" if values["reason"].strip() else _("Type the reason; without one, Esc and the last entry")


async def _leave(matter: Matter) -> Verb[Any] | None:
    return CheckOut(delegate=matter.delegate.id)


async def _withdraw(matter: Matter) -> Verb[Any] | None:
    return WithdrawArrival(delegate=matter.delegate.id)


async def _exchange(matter: Matter) -> Verb[Any] | None:
    title = _("Not {person}: who was it?").format(person=present.person(matter.delegate))
    found = await matter.app.push_screen_wait(PersonDialog(matter.window, title, _("Exchange")))
    return MoveArrival(source=matter.delegate.id, target=found) if found is not None else None


async def _correct(matter: Matter) -> Verb[Any] | None:
    one = matter.delegate
    fields = (
        Field("name", _("Name"), one.name),
        Field("title", _("Title"), one.title),
        Field("unit", _("Unit"), one.unit),
        Field("role", _("Role"), one.role),
        Field("phone", _("Telephone"), one.phone),
        Field("seat", _("Seat"), one.seat),
    )
    title = _("Correct {person}").format(person=present.person(one))
    values = await matter.app.push_screen_wait(FormDialog(title, fields, _("Save")))
    if values is None:
        return None
    return _corrected(one, values, matter.state)


async def _new_badge(matter: Matter) -> Verb[Any] | None:
    if await matter.app.push_screen_wait(NewBadgeDialog(present.person(matter.delegate))):
        return ReissueCode(delegate=matter.delegate.id, seed=matter.window.store.mint())
    return None


async def _note(matter: Matter) -> Verb[Any] | None:
    fields = (Field("note", _("Note"), matter.delegate.note),)
    title = _("Note on {person}").format(person=present.person(matter.delegate))
    values = await matter.app.push_screen_wait(FormDialog(title, fields, _("Save")))
    return CorrectDelegate(delegate=matter.delegate.id, note=values["note"]) if values else None


async def _phone(matter: Matter) -> Verb[Any] | None:
    title = present.person(matter.delegate)
    await matter.app.push_screen_wait(NoticeDialog(title, [present.telephone(matter.delegate.phone)]))
    return None


async def _category(matter: Matter) -> Verb[Any] | None:
    """The groups of the plan, in their colours."""
    groups = matter.state.conference.categories
    entries = [Entry(shown(one.short), colour=one.colour) for one in groups]
    chosen = next((place for place, one in enumerate(groups) if one.id == matter.delegate.category), 0)
    title = _("Category of {person}").format(person=present.person(matter.delegate))
    place = await matter.app.push_screen_wait(PickDialog(title, entries, chosen=chosen))
    return None if place is None else CorrectDelegate(delegate=matter.delegate.id, category=groups[place].id)


async def _erase(matter: Matter) -> Verb[Any] | None:
    await ask_erasure(matter.app, matter.window, matter.delegate)
    return None


_DEEDS: Final = (
    _Deed(N_("A substitute came"), _unless_substituted, _substitute, AdmitSubstitute.roles),
    _Deed(N_("Phoned: will not come"), _unless_came, _absence, MarkAbsent.roles),
    _Deed(N_("Leaves early"), _if_present, _leave, CheckOut.roles),
    _Deed(N_("Undo check-in"), _if_noted, _withdraw, WithdrawArrival.roles),
    _Deed(N_("Exchange: it was somebody else"), _if_came, _exchange, MoveArrival.roles),
    _Deed(N_("Correct name, title, unit"), _always, _correct, CorrectDelegate.roles),
    _Deed(N_("New badge"), _always, _new_badge, ReissueCode.roles),
    _Deed(N_("Note"), _always, _note, CorrectDelegate.roles),
    _Deed(N_("Show telephone"), _if_phone, _phone, frozenset(Role)),
)
_OF_THE_OFFICE: Final = (
    _Deed(N_("Another category…"), _always, _category, ONLY_OFFICE),
    _Deed(N_("Delete on request…"), _unless_erased, _erase, ONLY_OFFICE),
)
"""Behind the nine digits: nobody comes here by a slip."""


async def ask_name(app: App[Any], state: State, whom: DelegateId) -> Verb[Any] | None:
    """Who it was that was admitted without a name."""
    delegate, attendance = state.delegates[whom], state.attendance.get(whom)
    if attendance is not None and attendance.substitute is not None:
        title = _("Substitute for {person}: who?").format(person=present.person(delegate))
        who = (Field("name", _("Name")), Field("title", _("Title"), attendance.substitute.title))
        values = await app.push_screen_wait(FormDialog(title, who, _("Save"), why_not=_unnamed))
        return NameSubstitute(delegate=whom, **values) if values else None
    title = _("No. {number} is in: who?").format(number=present.number(delegate.number))
    fields = (
        Field("name", _("Name")),
        Field("title", _("Title"), delegate.title),
        Field("unit", _("Unit"), delegate.unit),
    )
    values = await app.push_screen_wait(FormDialog(title, fields, _("Save"), why_not=_unnamed))
    return _corrected(delegate, values, state) if values else None


def _unnamed(values: Values) -> str:
    return "" if values["name"].strip() else _("Type the name; Esc leaves it for later")


def _corrected(delegate: Delegate, values: Values, state: State) -> CorrectDelegate:
    """The correction a form says; a new unit may be of another area, found as a roster's would be."""
    from store.roster import area_of

    unit = values["unit"]
    area = delegate.area if unit == delegate.unit else area_of(unit, state.conference) or delegate.area
    correction = CorrectDelegate(delegate=delegate.id, name=values["name"], title=values["title"], unit=unit, area=area)
    return msgspec.structs.replace(correction, **{field: values.get(field) for field in ("role", "phone", "seat")})


class NewBadgeDialog(Dialog[bool]):
    """Waits for a blank badge to be scanned; Enter mints a new code instead. Returns True for a new code."""

    PLACE = places.BADGE
    AUTO_FOCUS = ""

    def __init__(self, whose: str) -> None:
        super().__init__()
        self._whose = whose

    def compose(self) -> ComposeResult:
        """What to do."""
        with Vertical(classes="dialog"):
            yield plain(_("New badge for {person}").format(person=self._whose), classes="dialog-title")
            yield plain(_("Scan a blank badge now: it is theirs from then on, and the old one opens nothing."))
            yield key_line(_("⏎ new code, badge to be printed · Esc back"))

    def on_key(self, event: events.Key) -> None:
        """Enter."""
        if event.key in ("enter", "ctrl+j"):
            event.stop()
            self.dismiss(True)
