"""“Sẵn sàng”: what is still to do before the doors open. Enter on a line goes to where it is done, and comes back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar, Final, NamedTuple

from textual import events, on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from store import to_be_made
from store.errors import StoreError
from tui import places, preferences
from tui.dialogs.calibration import CalibrationDialog
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.dialogs.printing import print_badges
from tui.dialogs.refused import tell_refused
from tui.dialogs.settings import ask_second_place
from tui.i18n import N_, _
from tui.machine import battery, disk
from tui.readiness.checks import Check, Subject, checks, first_amiss, summary
from tui.readiness.facts import Facts, Machine, Roster, Screen
from tui.refusals import sentence
from tui.widgets.check_list import CheckList
from tui.widgets.hint_line import HintLine
from tui.widgets.long_list import LongList
from tui.window import Window

_TICK_S: Final = 1.0
_COLOURS: Final = {"standard": 16, "windows": 16, "256": 256, "truecolor": 1 << 24}
"""As Rich calls them."""


class ReadinessDialog(Dialog[Subject]):
    """Returns what somebody wants to see to, or None."""

    AUTO_FOCUS = ""
    PLACE = places.READINESS
    VERTICAL_BREAKPOINTS = [(0, "-shorter"), (24, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter,ctrl+j", "go", show=False),
    ]

    def __init__(self, look: Callable[[Machine | None], Facts], examine: Callable[[], Machine]) -> None:
        super().__init__()
        self._look, self._examine = look, examine
        self._machine: Machine | None = None
        self._checks: list[Check] = []
        self._moved = False
        """Whether somebody has gone to a line; until then it is the first with something to do."""
        self._heard = False
        """Whether an F key had arrived before."""

    def compose(self) -> ComposeResult:
        """The lines, and what Enter does."""
        with Vertical(classes="dialog readiness"):
            yield plain("", classes="dialog-title")
            yield CheckList()
            yield HintLine(id="choice")
            yield key_line(_("↑↓ choose · Esc closes"))

    def on_mount(self) -> None:
        """Says at once what is known; the disk takes its time."""
        self._heard = self._look(None).f_keys
        self._show()
        self._find_out()
        self.set_interval(_TICK_S, self._show)

    @work(exclusive=True)
    async def _find_out(self) -> None:
        self._machine = await asyncio.to_thread(self._examine)
        self._show()

    def overhear(self, _event: events.Key | events.Paste) -> bool:
        """The first F key to arrive proves that they do, and goes nowhere."""
        heard = self._look(self._machine).f_keys
        first, self._heard = heard and not self._heard, heard
        if first:
            self._show()
        return first

    def _show(self) -> None:
        self._checks = checks(self._look(self._machine))
        listed = self.query_one(CheckList)
        place = (listed.place or 0) if self._moved else first_amiss(self._checks)
        listed.show_checks(self._checks, place)
        title = _("READY? {summary}").format(summary=summary(self._checks))
        self.query_one(".dialog-title", Static).update(Content(title))
        self._hint()

    @property
    def _chosen(self) -> Check:
        return self._checks[self.query_one(CheckList).place or 0]

    def _hint(self) -> None:
        place = _PLACES.get(self._chosen.subject)
        if place is not None:
            self.query_one("#choice", HintLine).show(f"⏎ {_(place.verb)}", acts=True)
        else:
            self.query_one("#choice", HintLine).show(self._chosen.advice or _("⏎ Look again"), acts=False)

    def action_move(self, by: int) -> None:
        """Another line."""
        self._moved = True
        self.query_one(CheckList).move(by)
        self._hint()

    @on(LongList.Clicked)
    def _point_at(self, event: LongList.Clicked) -> None:
        event.stop()
        self._moved = True
        self._hint()
        if event.again:
            self.action_go()

    def action_go(self) -> None:
        """To where it is done; what is done elsewhere is looked at again."""
        if self._chosen.subject in _PLACES:
            self.dismiss(self._chosen.subject)
        else:
            self._find_out()


# -- what is looked at -------------------------------------------------------------------------------------------------


async def ask_readiness(app: App[Any], window: Window) -> None:
    """Until it is closed. Runs in a worker."""
    while True:
        chosen = await app.push_screen_wait(ReadinessDialog(_Look(app, window), partial(_examined, window)))
        if chosen is None:
            return
        await _PLACES[chosen].go(app, window)


class _Look:
    """What is known at once; of the list of delegates, counted again only when it is another."""

    def __init__(self, app: App[Any], window: Window) -> None:
        self._app, self._window = app, window
        self._tried = preferences.load()
        self._file = window.store.path.resolve()
        self._state = window.store.state
        self._roster = Roster.of(self._state)

    def __call__(self, machine: Machine | None) -> Facts:
        store, conference = self._window.store, self._window.store.state.conference
        if store.state is not self._state:
            self._state, self._roster = store.state, Roster.of(store.state)
        return Facts(
            conference=conference,
            now=store.now().wall.astimezone(conference.zone),
            offset_minutes=_own_offset(),
            file=self._file,
            safety=store.safety,
            screen=Screen(*self._app.size, _COLOURS.get(self._app.console.color_system or "", 0)),
            roster=self._roster,
            machine=machine,
            f_keys=self._window.keyboard.f_keys,
            tried=self._tried,
        )


def _own_offset() -> int:
    """Of the zone the machine is set to, in minutes."""
    offset = dt.datetime.now().astimezone().utcoffset() or dt.timedelta()
    return offset // dt.timedelta(minutes=1)


def _examined(window: Window) -> Machine:
    return Machine(disk.read(window.store.path.parent), battery.read())


# -- where it is done --------------------------------------------------------------------------------------------------


async def take_in_roster(app: App[Any], window: Window) -> None:
    """What F7 does on the screen of delegates."""
    from tui.dialogs.importing import import_roster, notice

    taken = await import_roster(app, window.store)
    if taken is not None:
        app.notify(notice(taken), markup=False)


async def print_missing_badges(app: App[Any], window: Window) -> None:
    """Those that are new or no longer right; it is noted that they were made."""
    verb = await print_badges(app, window, to_be_made(window.store.state))
    if verb is None:
        return
    try:
        await window.store.run(verb)
    except StoreError as error:
        await tell_refused(app, _("The badges are made, but it was not noted"), sentence(error))


async def _try_scanner(app: App[Any], _window: Window) -> None:
    await app.push_screen_wait(CalibrationDialog())


async def _name_second_place(app: App[Any], window: Window) -> None:
    await ask_second_place(app, window.store)


class _Place(NamedTuple):
    verb: str
    go: Callable[[App[Any], Window], Awaitable[None]]


_PLACES: Final = {
    Subject.ROSTER: _Place(N_("Take in a roster"), take_in_roster),
    Subject.BADGES: _Place(N_("Print what is to be printed"), print_missing_badges),
    Subject.SCANNER: _Place(N_("Try the scanner"), _try_scanner),
    Subject.BACKUPS: _Place(N_("Name the place of the second backup"), _name_second_place),
}
"""What can be done from here; the rest is done at the machine."""
