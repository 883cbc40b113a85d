"""F8 with nobody chosen: what is done once for all, nine of it under digits. Each ends in a verb, or in None."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from textual.app import App

from store import (
    AdjustConference,
    AdmitFromPaper,
    CloseCheckIn,
    Decide,
    NameSubstitute,
    NoteHeadCount,
    OpenConference,
    Scan,
    State,
    Verb,
    WithdrawOpening,
    in_protocol_order,
    not_arrived,
    number_ranges,
    read_paper,
)
from store.errors import BadRange
from store.records import CountSource, DelegateId, Role
from tui import present
from tui.dialogs.amounts import no_time, time_of
from tui.dialogs.calibration import CalibrationDialog
from tui.dialogs.cameras import ask_camera
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.decisions import ask_decision
from tui.dialogs.deeds import ask_name
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.printing import ask_printing
from tui.dialogs.readiness import ask_readiness
from tui.dialogs.settings import ask_second_place, ask_settings, change_colours, change_sounds
from tui.i18n import _
from tui.refusals import sentence
from tui.roles import ONLY_OFFICE
from tui.window import Window


class Matter(NamedTuple):
    """Where to ask."""

    app: App[Any]
    window: Window

    @property
    def state(self) -> State:
        """As it is now."""
        return self.window.store.state


class _Deed(NamedTuple):
    label: Callable[[Matter], str]
    ask: Callable[[Matter], Awaitable[Verb[Any] | None]]
    why_not: Callable[[Matter], str] = lambda _matter: ""
    roles: frozenset[Role] = frozenset(Role)
    """In whose windows it is."""
    on_laptop: bool = False
    """Whether it is about the machine itself, which is not the one a browser runs on."""
    arises: Callable[[State], bool] = lambda _state: True
    """Whether there is such a thing at all; most there are always."""
    action: str = ""
    """What the application does for it: where it does not do that, this is not there."""


async def ask_conference_deed(app: App[Any], window: Window) -> Verb[Any] | None:
    """Picks one thing and asks what it needs."""
    matter = Matter(app, window)
    role = window.store.session.role
    deeds = [deed for deed in _DEEDS if role in deed.roles and _is_here(deed, matter)]
    entries = [Entry(deed.label(matter), deed.why_not(matter)) for deed in deeds]
    likeliest = _likeliest(matter.state)
    chosen = deeds.index(likeliest) if likeliest in deeds else 0
    place = await app.push_screen_wait(PickDialog(_("The conference"), entries, chosen=chosen))
    return None if place is None else await deeds[place].ask(matter)


def _is_here(deed: _Deed, matter: Matter) -> bool:
    """Not what is about a laptop, in a browser; nor what a rehearsal, or a demonstration, has none of."""
    if (deed.on_laptop and matter.app.is_web) or not deed.arises(matter.state):
        return False
    return not deed.action or matter.app.check_action(deed.action, ()) is True


def _likeliest(state: State) -> _Deed:
    """What is next in the course of the day."""
    if state.conflicts:
        return _DECISION
    if state.nameless:
        return _NAMING
    return _OPENING if state.opening is None else _CLOSING


# -- who is still to be named ------------------------------------------------------------------------------------------


async def ask_nameless(app: App[Any], state: State) -> Verb[Any] | None:
    """Who was admitted without a name, to choose one and name them."""
    people = in_protocol_order(state.conference, (state.delegates[id] for id in state.nameless))
    whom: DelegateId | None = people[0].id if people else None
    if len(people) > 1:
        entries = [Entry(_came_as(one.id, state)) for one in people]
        place = await app.push_screen_wait(PickDialog(_("To be named"), entries))
        whom = None if place is None else people[place].id
    return await ask_name(app, state, whom) if whom is not None else None


def _came_as(whom: DelegateId, state: State) -> str:
    delegate, attendance = state.delegates[whom], state.attendance[whom]
    who = present.person_and_place(delegate, state.conference)
    time = present.minute(attendance.arrived) if attendance.arrived else ""
    return f"{time} " + (_("substitute for {person}").format(person=who) if attendance.substitute else who)


async def _name(matter: Matter) -> Verb[Any] | None:
    return await ask_nameless(matter.app, matter.state)


def _naming(matter: Matter) -> str:
    return _("To be named: {n}").format(n=len(matter.state.nameless))


def _unless_nameless(matter: Matter) -> str:
    return "" if matter.state.nameless else _("everybody has a name")


# -- opening and closing -----------------------------------------------------------------------------------------------


async def _open(matter: Matter) -> Verb[Any] | None:
    """Done at once: undo takes it back."""
    return OpenConference() if matter.state.opening is None else WithdrawOpening()


def _opening(matter: Matter) -> str:
    opening = matter.state.opening
    if opening is None:
        return _("Note the opening")
    return _("Withdraw the opening noted at {time}").format(time=present.minute(opening.at))


async def _close(matter: Matter) -> Verb[Any] | None:
    """Names who becomes absent."""
    missing = not_arrived(matter.state)
    if not missing:
        await matter.app.push_screen_wait(NoticeDialog(_("End check-in"), [_("Nobody is missing")]))
        return None
    count = len(missing)
    question = _("End check-in: {n} absent without reason?")
    names = [present.person_and_place(one, matter.state.conference) for one in missing]
    detail = _("Reasons can be noted afterwards, and whoever still comes is let in.")
    dialog = ConfirmDialog(question.format(n=count), _("End check-in"), detail=detail, lines=names)
    return CloseCheckIn() if await matter.app.push_screen_wait(dialog) else None


# -- counts and paper --------------------------------------------------------------------------------------------------


async def _head_count(matter: Matter) -> Verb[Any] | None:
    """Who counted, then how many."""
    sources = (CountSource.HALL, CountSource.DOOR)
    entries = [Entry(_("Counted by hand in the hall")), Entry(_("Told by the door"))]
    place = await matter.app.push_screen_wait(PickDialog(_("Note a head count"), entries))
    if place is None:
        return None
    form = FormDialog(entries[place].label, (Field("people", _("People")),), _("Save"), why_not=_no_number)
    values = await matter.app.push_screen_wait(form)
    return NoteHeadCount(people=int(values["people"]), source=sources[place]) if values else None


def _no_number(values: Values) -> str:
    return "" if values["people"].strip().isdecimal() else _("How many people? Type a number, for example 104")


async def _paper(matter: Matter) -> Verb[Any] | None:
    """Numbers and a time, then what paper and program do not agree on."""
    time = f"{matter.window.store.now().wall:%H:%M}"
    fields = (Field("numbers", _("Numbers")), Field("time", _("Signed at"), time))
    detail = _("For example 1-14, 17, 20-33")
    form = FormDialog(_("Signed on paper"), fields, _("Compare"), detail=detail, why_not=_wrong_paper)
    values = await matter.app.push_screen_wait(form)
    if values is None:
        return None
    return await _compare(matter, number_ranges(values["numbers"]), _moment(values["time"], matter))


def _wrong_paper(values: Values) -> str:
    try:
        number_ranges(values["numbers"])
        time_of(values["time"])
    except BadRange as error:
        return sentence(error)
    except ValueError:
        return no_time("7:45")
    return ""


def _moment(text: str, matter: Matter) -> dt.datetime:
    """That time today. Raises `ValueError`."""
    now = matter.window.store.now().wall
    return dt.datetime.combine(now.date(), time_of(text), now.tzinfo)


async def _compare(matter: Matter, ranges: list[range], signed: dt.datetime) -> Verb[Any] | None:
    state = matter.state
    reading = read_paper(state, ranges)

    def named(ids: tuple[DelegateId, ...]) -> list[str]:
        return ["  " + present.person_and_place(state.delegates[one], state.conference) for one in ids]

    unknown = ", ".join(map(str, reading.unknown))
    lines = [
        _("On paper and not yet in: {n}").format(n=len(reading.only_on_paper)),
        *named(reading.only_on_paper),
        *([_("Numbers nobody has: {numbers}").format(numbers=unknown)] if unknown else []),
        _("In, and not on paper: {n}").format(n=len(reading.only_here)),
        *named(reading.only_here),
        _("On both: {n}").format(n=reading.agreed),
    ]
    title = _("Paper and program")
    if not reading.only_on_paper:
        await matter.app.push_screen_wait(NoticeDialog(title, lines))
        return None
    count = len(reading.only_on_paper)
    verb = _("Check in {n}, signed at {time}")
    dialog = ConfirmDialog(title, verb.format(n=count, time=present.minute(signed)), lines=lines)
    agreed = await matter.app.push_screen_wait(dialog)
    return AdmitFromPaper(delegates=reading.only_on_paper, signed=signed) if agreed else None


# -- what two copies do not agree on -----------------------------------------------------------------------------------


async def _decide(matter: Matter) -> Verb[Any] | None:
    return await ask_decision(matter.app, matter.state)


def _decision(matter: Matter) -> str:
    return _("To be decided: {n}").format(n=len(matter.state.conflicts))


# -- the rest ----------------------------------------------------------------------------------------------------------


async def _print(matter: Matter) -> Verb[Any] | None:
    return await ask_printing(matter.app, matter.window)


async def _sounds(matter: Matter) -> Verb[Any] | None:
    change_sounds(matter.window)
    return None


async def _colours(matter: Matter) -> Verb[Any] | None:
    change_colours(matter.app)
    return None


async def _settings(matter: Matter) -> Verb[Any] | None:
    return await ask_settings(matter.app, matter.state.conference)


async def _camera(matter: Matter) -> Verb[Any] | None:
    await ask_camera(matter.app, matter.window.camera)
    return None


async def _second_place(matter: Matter) -> Verb[Any] | None:
    await ask_second_place(matter.app, matter.window.store)
    return None


def _unless_rehearsing(matter: Matter) -> str:
    return "" if matter.window.drill is None else _("not in a rehearsal")


async def _readiness(matter: Matter) -> Verb[Any] | None:
    await ask_readiness(matter.app, matter.window)
    return None


async def _welcome(matter: Matter) -> Verb[Any] | None:
    """The application asks, and sees to what comes next."""
    await matter.app.run_action("welcome")
    return None


async def _rehearse(matter: Matter) -> Verb[Any] | None:
    """The application asks what, and sees to the copy."""
    await matter.app.run_action("rehearse")
    return None


async def _calibrate(matter: Matter) -> Verb[Any] | None:
    await matter.app.push_screen_wait(CalibrationDialog())
    return None


def _sounds_label(matter: Matter) -> str:
    return _("Sounds on") if matter.window.sounds.silent else _("Sounds off")


def _settings_label(_matter: Matter) -> str:
    return _("Settings: times, late, how long names are kept…")


_NAMING: Final = _Deed(_naming, _name, _unless_nameless, roles=NameSubstitute.roles)
_OPENING: Final = _Deed(_opening, _open, roles=OpenConference.roles)
_CLOSING: Final = _Deed(lambda _matter: _("End check-in"), _close, roles=CloseCheckIn.roles)
_DECISION: Final = _Deed(_decision, _decide, roles=Decide.roles, arises=lambda state: bool(state.conflicts))
_DEEDS: Final = (
    _NAMING,
    _OPENING,
    _CLOSING,
    _Deed(lambda _matter: _("Note a head count"), _head_count, roles=NoteHeadCount.roles),
    _Deed(lambda _matter: _("Key in what was signed on paper"), _paper, roles=AdmitFromPaper.roles),
    _Deed(lambda _matter: _("Print…"), _print),
    _Deed(_sounds_label, _sounds, on_laptop=True),
    _Deed(lambda _matter: _("Other colours: dark, light, high contrast"), _colours),
    _Deed(
        lambda _matter: _("Second backup, on a USB stick"),
        _second_place,
        _unless_rehearsing,
        roles=ONLY_OFFICE,
        on_laptop=True,
    ),
    _Deed(_settings_label, _settings, roles=AdjustConference.roles),
    _Deed(lambda _matter: _("Camera…"), _camera, roles=Scan.roles, on_laptop=True),
    _Deed(lambda _matter: _("Scanner test"), _calibrate, roles=Scan.roles),
    _Deed(lambda _matter: _("Ready? What is still to do…"), _readiness, on_laptop=True, action="readiness"),
    _Deed(lambda _matter: _("Rehearse on a copy…"), _rehearse, action="rehearse"),
    _Deed(lambda _matter: _("Start page: another conference…"), _welcome, action="welcome"),
    _DECISION,
)
