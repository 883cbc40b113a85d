"""Opening the conference on screen, and the demonstration."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from store import Place, Store, create_conference, open_store, system_mint
from store.errors import NoConference
from store.records import Role
from tui import last_opened
from tui.cli import Failure, desk, place
from tui.i18n import _
from tui.roles import screen_for

if TYPE_CHECKING:
    from store.plan import Plan
    from tui.app import ToaDamApp
    from tui.camera.eyes import Eye


def open_last(options: argparse.Namespace) -> None:
    """`toadam` alone: the conference that is named, the one in this folder, or the one opened last."""
    where = place(options)
    if not _named(options) and isinstance(where, Path) and not where.exists():
        where = last_opened.recall() or where
    _open(where, desk(options), "reception")


def open_mode(options: argparse.Namespace) -> None:
    """The conference in one mode."""
    role = Role(options.role) if options.role else Role.HALL if options.mode == "hall" else Role.OFFICE
    _open(place(options), desk(options), screen_for(role, options.mode), role, _eye(options))


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


def _open(where: Place, desk_name: str, mode: str, role: Role = Role.OFFICE, camera: Eye | None = None) -> None:
    if isinstance(where, Path) and not where.exists():
        raise NoConference(where)
    _must_be_a_terminal()
    from tui.app import ToaDamApp

    app = ToaDamApp(_opener(where, desk_name, role), mode=mode, camera=camera)
    last_opened.remember(where)
    _run(app)


def _run(app: ToaDamApp) -> None:
    """Until the window is closed; on Windows no click freezes it, nowhere does a library write over it."""
    from tui.machine.complaints import no_complaints
    from tui.machine.windows_console import if_it_freezes, quick_edit_off

    with quick_edit_off() as off, no_complaints():
        if not off:
            app.call_later(app.notify, if_it_freezes(), timeout=20, markup=False)
        app.run()


def _opener(where: Place, desk_name: str, role: Role = Role.OFFICE) -> Callable[[], Store]:
    return lambda: open_store(where, desk=desk_name, role=role)


def _must_be_a_terminal() -> None:
    if not _in_a_browser() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(_("the screens need a terminal; run this in a terminal window"))


def _in_a_browser() -> bool:
    """Whether what is drawn goes to a page (`tui.web`)."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":PageDriver")


# -- the demonstration -------------------------------------------------------------------------------------------------

FIRST_DESK: Final = "Bàn 1"
SECOND_DESK: Final = "Bàn 2"

OPENS_IN: Final = dt.timedelta(minutes=35)
"""The sample conference opens so long after the demonstration begins."""


def demo(options: argparse.Namespace) -> None:
    """The sample conference, today, in a folder that is gone afterwards."""
    _must_be_a_terminal()
    from tui.app import ToaDamApp
    from tui.demo import Demo

    with TemporaryDirectory(prefix="toadam-demo-") as folder:
        path = Path(folder) / "toadam.json"
        make_sample(path)
        second = Demo(open_desk=_opener(path, SECOND_DESK), arrivals_per_minute=options.arrivals or 0)
        _run(ToaDamApp(_opener(path, FIRST_DESK), demo=second))


def make_sample(path: Path) -> None:
    """The model conference with its delegates, as if it were held today."""
    from assets import ASSETS
    from store import mint_conference_letters
    from store.plan import read_plan
    from store.presentations import ImportSpeeches, read_speeches
    from store.roster import ImportRoster, read_roster

    letters = mint_conference_letters(system_mint())
    plan = _today(read_plan(ASSETS / "plan.toml", id=system_mint(), code_letters=letters, mint=system_mint))
    create_conference(path, plan)
    reading = read_roster(ASSETS / "sample" / "danh-sach-dai-bieu.xlsx", plan.conference)
    papers = read_speeches(ASSETS / "sample" / "tham-luan.csv")
    with closing(open_store(path, desk=FIRST_DESK)) as store:
        store.run(ImportRoster.of(reading.entries, (), store.mint))
        store.run(ImportSpeeches.of(papers.entries, store.mint))


def _today(plan: Plan) -> Plan:
    """The plan with its opening soon, and the whole agenda moved along with it."""
    import msgspec

    begins = dt.datetime.now(plan.conference.zone).replace(second=0, microsecond=0) + OPENS_IN
    opened = dt.datetime.combine(plan.conference.date, plan.conference.opens, plan.conference.zone)

    def moved(time: dt.time) -> dt.time:
        planned = dt.datetime.combine(plan.conference.date, time, plan.conference.zone)
        return (planned + (begins - opened)).time()

    conference = msgspec.structs.replace(plan.conference, date=begins.date(), opens=begins.time())
    agenda = tuple(msgspec.structs.replace(item, start=moved(item.start)) for item in plan.agenda)
    return msgspec.structs.replace(plan, conference=conference, agenda=agenda)
