"""What can be printed: made as a file beside the conference and opened in the machine's viewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from textual.app import App

from store import AdmitFromPaper, MintBlanks, Progress, RecordBadges, Scan, State, Verb, to_be_made
from store.errors import OutOfRange, StoreError
from store.records import Delegate, Role, Standing
from tui.dialogs.after_the_day import print_everything, print_minutes, print_report
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.making import make_paper
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.refused import tell_refused
from tui.i18n import N_, _
from tui.refusals import sentence
from tui.roles import ONLY_OFFICE
from tui.window import Window

MOST_BLANKS: Final = 200
"""Blank badges made at once."""


# -- badges ------------------------------------------------------------------------------------------------------------


async def print_badges(app: App[Any], window: Window, delegates: Sequence[Delegate]) -> Verb[Any] | None:
    """The badges of these people, by area; the verb notes that they were made."""
    from store.documents import badges_pdf, write_whole

    conference = window.store.state.conference

    def make(place: Path, progress: Progress) -> None:
        write_whole(place, badges_pdf(conference, delegates, progress, by_area=True))

    if not await make_paper(app, window, "the-dai-bieu.pdf", make):
        return None
    return RecordBadges.of(delegates, conference)


async def _changed_badges(app: App[Any], window: Window) -> Verb[Any] | None:
    return await print_badges(app, window, to_be_made(window.store.state))


async def _every_badge(app: App[Any], window: Window) -> Verb[Any] | None:
    summoned = [one for one in window.store.state.delegates.values() if one.standing is Standing.SUMMONED]
    return await print_badges(app, window, sorted(summoned, key=lambda one: one.number))


def _wrong_count(values: Values) -> str:
    wanted = values["count"].strip()
    if wanted.isdecimal() and 0 < int(wanted) <= MOST_BLANKS:
        return ""
    return sentence(OutOfRange("count", lowest=1, highest=MOST_BLANKS))


async def _blank_badges(app: App[Any], window: Window) -> None:
    from store.documents import blank_badges_pdf, write_whole

    fields = (Field("count", _("How many"), "20"),)
    form = FormDialog(_("Blank badges, given out by a scan"), fields, _("Print"), why_not=_wrong_count)
    values = await app.push_screen_wait(form)
    if values is None:
        return
    seeds = tuple(window.store.mint() for _each in range(int(values["count"])))
    try:
        ids = await window.store.run(MintBlanks(seeds=seeds))
    except StoreError as error:
        await tell_refused(app, _("No badges were made"), sentence(error))
        return
    state = window.store.state
    blanks = [state.blanks[id] for id in ids]

    def make(place: Path, progress: Progress) -> None:
        write_whole(place, blank_badges_pdf(state.conference, blanks, progress))

    await make_paper(app, window, "the-trang.pdf", make)


# -- lists -------------------------------------------------------------------------------------------------------------


async def _sign_in_sheet(app: App[Any], window: Window) -> None:
    from store.documents import signin_sheet_pdf, write_whole

    state = window.store.state

    def make(place: Path, progress: Progress) -> None:
        write_whole(place, signin_sheet_pdf(state.conference, list(state.delegates.values()), progress))

    await make_paper(app, window, "danh-sach-ky.pdf", make)


async def print_introductions(app: App[Any], window: Window) -> None:
    """Who is introduced, in large type for the lectern."""
    from store.documents import handover, introductions_pdf, write_whole

    told = handover(window.store.state, window.store.now())

    def make(place: Path, _progress: Progress) -> None:
        write_whole(place, introductions_pdf(told))

    await make_paper(app, window, "gioi-thieu-dai-bieu.pdf", make)


async def print_script(app: App[Any], window: Window) -> None:
    """The words of the master of ceremonies from now on."""
    from store.documents import script_pdf, write_whole

    state, now = window.store.state, window.store.now()
    await make_paper(app, window, "loi-dan.pdf", lambda place, _progress: write_whole(place, script_pdf(state, now)))


async def print_programme(app: App[Any], window: Window) -> None:
    """The rest of the day on one page, for whoever chairs."""
    from store.documents import programme_pdf, write_whole

    state, now = window.store.state, window.store.now()

    def make(place: Path, _progress: Progress) -> None:
        write_whole(place, programme_pdf(state, now))

    await make_paper(app, window, "chuong-trinh-con-lai.pdf", make)


async def _attendance(app: App[Any], window: Window) -> None:
    from store.documents import Roll, attendance_xlsx

    roll = Roll.of(window.store.state)
    await make_paper(app, window, "diem-danh.xlsx", lambda place, progress: attendance_xlsx(roll, place, progress))


async def _allowance(app: App[Any], window: Window) -> None:
    from store.documents import Roll, allowance_xlsx

    roll = Roll.of(window.store.state)
    await make_paper(
        app, window, "danh-sach-chi-tien.xlsx", lambda place, progress: allowance_xlsx(roll, place, progress)
    )


async def _setup_card(app: App[Any], window: Window) -> None:
    from store.documents import setup_card_pdf, write_whole

    await make_paper(app, window, "cai-dat-may-quet.pdf", lambda place, _progress: write_whole(place, setup_card_pdf()))


async def _guides(app: App[Any], window: Window) -> None:
    from store.documents import write_whole
    from tui import guides

    await make_paper(app, window, "huong-dan.pdf", lambda place, _progress: write_whole(place, guides.guide()))


# -- the list of them --------------------------------------------------------------------------------------------------


class _Paper(NamedTuple):
    label: str
    print: Callable[[App[Any], Window], Any]
    why_not: Callable[[State], str] = lambda _state: ""
    roles: frozenset[Role] = frozenset(Role)
    """In whose windows it is."""


def _if_any_changed(state: State) -> str:
    return "" if to_be_made(state) else _("all are right")


_PAPERS: Final = (
    _Paper(N_("Badges no longer right, or new: {n}"), _changed_badges, _if_any_changed, roles=RecordBadges.roles),
    _Paper(N_("All badges, by area"), _every_badge, roles=RecordBadges.roles),
    _Paper(N_("Blank badges…"), _blank_badges, roles=MintBlanks.roles),
    _Paper(N_("Sign-in sheets for when the power goes"), _sign_in_sheet, roles=AdmitFromPaper.roles),
    _Paper(N_("Introductions, for the lectern"), print_introductions),
    _Paper(N_("Attendance list (.xlsx)"), _attendance),
    _Paper(N_("List of allowances (.xlsx)"), _allowance, roles=ONLY_OFFICE),
    _Paper(N_("Words of the master of ceremonies"), print_script),
    _Paper(N_("Rest of the programme, for the chair"), print_programme),
    _Paper(N_("Report on the conference, a draft (.docx)"), print_report),
    _Paper(N_("Minutes, a draft (.docx)"), print_minutes),
    _Paper(N_("All documents in a folder"), print_everything, roles=ONLY_OFFICE),
    _Paper(N_("One-page guides, one for each role"), _guides),
    _Paper(N_("Set-up card for the scanner, with a test badge"), _setup_card, roles=Scan.roles),
)


async def ask_printing(app: App[Any], window: Window) -> Verb[Any] | None:
    """Picks one and makes it."""
    state = window.store.state
    changed = len(to_be_made(state))
    papers = [paper for paper in _PAPERS if window.store.session.role in paper.roles]
    entries = [Entry(_(paper.label).format(n=changed), paper.why_not(state)) for paper in papers]
    place = await app.push_screen_wait(PickDialog(_("Print"), entries))
    if place is None:
        return None
    verb: Verb[Any] | None = await papers[place].print(app, window)
    return verb
