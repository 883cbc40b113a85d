"""Opening the conference on screen, the welcome where there is none, and the demonstration."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store import Place, Store, StoreError, create_conference, open_store
from store.drill import throw_away_folder
from store.errors import NoConference
from store.records import Role
from tui import last_opened
from tui.commands.window import in_a_terminal, must_be_a_terminal, run
from tui.drill.part import Part
from tui.i18n import _
from tui.meanwhile import meanwhile
from tui.next_window import NextWindow, OpenConference, Rehearse, ShowWelcome, TryDemo
from tui.options.meaning import Failure, desk, place
from tui.roles import screen_for
from tui.saying import say

if TYPE_CHECKING:
    from store.plan import Plan
    from tui.camera.eyes import Eye


def open_last(options: argparse.Namespace) -> None:
    """`toadam` alone: the conference that is named, the one in this folder, the one opened last, or the welcome."""
    where = _meant(options)
    if _named(options) or not in_a_terminal():
        _follow(_open(where, desk(options), "reception"), desk(options))
    else:
        _follow(ShowWelcome() if _is_missing(where) else OpenConference(where), desk(options))


def _meant(options: argparse.Namespace) -> Place:
    """The conference that is named, the one in this folder, or the one opened last."""
    where = place(options)
    return where if _named(options) or not _is_missing(where) else last_opened.recall() or where


def _is_missing(where: Place) -> bool:
    """Of a database only opening it tells."""
    return isinstance(where, Path) and not where.exists()


def _follow(wanted: NextWindow | None, desk_name: str) -> None:
    """One window after the other, as each says when it closes, until one says nothing."""
    while wanted is not None:
        match wanted:
            case ShowWelcome(said):
                wanted = _welcome(said)
            case TryDemo():
                wanted = _demo(arrivals=0)
            case OpenConference():
                wanted = _open_chosen(wanted, desk_name)
            case Rehearse():
                wanted = _rehearse(wanted, desk_name)


def _welcome(said: str) -> NextWindow | None:
    from tui.machine.complaints import no_complaints
    from tui.machine.windows_console import quick_edit_off
    from tui.welcome import Welcome

    with quick_edit_off(), no_complaints():
        return Welcome(said=said).run()


def _open_chosen(wanted: OpenConference, desk_name: str) -> NextWindow | None:
    """What cannot be opened is said where it was chosen."""
    from tui.refusals import sentence

    usual = "delegates" if wanted.new else "reception"
    try:
        return _open(wanted.place, desk_name, wanted.mode or usual, new=wanted.new)
    except StoreError as error:
        return ShowWelcome(sentence(error))


def rehearse(options: argparse.Namespace) -> None:
    """A rehearsal of the conference that is named, the one in this folder, or the one opened last."""
    wanted = Rehearse(_meant(options), Part(options.mode), None, options.speed, options.seed)
    must_be_a_terminal()
    _follow(wanted, desk(options))


def _rehearse(wanted: Rehearse, desk_name: str) -> NextWindow | None:
    """What cannot be copied is said where it was chosen, if it was."""
    from tui.commands.rehearse import rehearsed
    from tui.refusals import sentence

    try:
        return rehearsed(wanted, desk_name)
    except StoreError as error:
        if wanted.then is None:
            raise
        return ShowWelcome(sentence(error))


def open_mode(options: argparse.Namespace) -> None:
    """The same in one mode, but for the welcome: a display for the hall is no place to ask."""
    role = Role(options.role) if options.role else Role.HALL if options.mode == "hall" else Role.OFFICE
    next_window = _open(_meant(options), desk(options), screen_for(role, options.mode), role, _eye(options))
    _follow(next_window, desk(options))


def _eye(options: argparse.Namespace) -> Eye | None:
    """What to look through: nothing, what was last looked through, or what was named."""
    from tui.camera.eyes import eye
    from tui.live_camera import remembered

    if options.camera is None:
        return None
    if options.mode == "hall":
        raise Failure(_("the display for the hall reads no badges; leave out --camera"))
    chosen = eye(options.camera) if options.camera else remembered()
    if chosen is None:
        raise Failure(_("there is no camera {number}; the first is 1").format(number=options.camera))
    return chosen


def _named(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "file", None) or os.environ.get("TOADAM_FILE"))


def _open(
    where: Place, desk_name: str, mode: str, role: Role = Role.OFFICE, camera: Eye | None = None, *, new: bool = False
) -> NextWindow | None:
    if isinstance(where, Path) and _is_missing(where):
        raise NoConference(where)
    must_be_a_terminal()
    from tui.app import ToaDamApp

    with meanwhile(_("Opening {path}").format(path=where)):
        app = ToaDamApp(_opener(where, desk_name, role), mode=mode, camera=camera, new=new)
    last_opened.remember(where)
    return run(app)


def _opener(where: Place, desk_name: str, role: Role = Role.OFFICE) -> Callable[[], Store]:
    return lambda: open_store(where, desk=desk_name, role=role)


# -- the demonstration -------------------------------------------------------------------------------------------------

FIRST_DESK: Final = "Bàn 1"
SECOND_DESK: Final = "Bàn 2"

OPENS_IN: Final = dt.timedelta(minutes=35)
"""The sample conference opens so long after the demonstration begins."""


def demo(options: argparse.Namespace) -> None:
    """The sample conference, today, in a folder that is gone afterwards."""
    must_be_a_terminal()
    _follow(_demo(arrivals=options.arrivals or 0), desk(options))


def _demo(arrivals: int) -> NextWindow | None:
    from tui.app import ToaDamApp
    from tui.demo import Demo

    say(_("Preparing the sample conference …"))
    with throw_away_folder("demo") as folder:
        path = folder / "toadam.json"
        make_sample(path)
        second = Demo(open_desk=_opener(path, SECOND_DESK), arrivals_per_minute=arrivals)
        return run(ToaDamApp(_opener(path, FIRST_DESK), demo=second))


def make_sample(path: Path) -> None:
    """The model conference with its delegates, as if it were held today."""
    from assets import ASSETS
    from store.presentations import ImportSpeeches, read_speeches
    from store.roster import ImportRoster, read_roster
    from tui.new_conference.making import plan_in

    plan = _today(plan_in(None))
    create_conference(path, plan)
    reading = read_roster(ASSETS / "sample" / "danh-sach-dai-bieu.xlsx", plan.conference)
    papers = read_speeches(ASSETS / "sample" / "tham-luan.csv")
    with closing(open_store(path, desk=FIRST_DESK)) as store:
        store.run(ImportRoster.of(reading.entries, (), store.mint))
        store.run(ImportSpeeches.of(papers.entries, store.mint))


def _today(plan: Plan) -> Plan:
    """The plan with its opening soon, and the whole agenda moved along with it."""
    import msgspec

    from store.plan import adapted, particulars

    begins = dt.datetime.now(plan.conference.zone).replace(second=0, microsecond=0) + OPENS_IN
    return adapted(plan, msgspec.structs.replace(particulars(plan), date=begins.date(), opens=begins.time()))
