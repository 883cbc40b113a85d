"""`toadam` without a conference: the window to begin from. What is chosen in it is what comes next."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.binding import BindingType

from tui import keys
from tui.bare_window import BareWindow
from tui.dialogs.calibration import CalibrationDialog
from tui.dialogs.conference_files import ask_conference
from tui.dialogs.dialog import overhears
from tui.dialogs.drill import ask_part
from tui.dialogs.new_conference import ask_new_conference
from tui.i18n import _
from tui.next_window import NextWindow, OpenConference, Rehearse, ShowWelcome, TryDemo
from tui.scanner import Broken, Scan, ScanCapture
from tui.screens.welcome import Choice, WelcomeScreen
from tui.type_ahead import ASKING, TypeAhead


class Welcome(BareWindow[NextWindow]):
    """Ends with what is to be shown next, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.HELP.binding(), keys.QUIT.binding()]

    def __init__(self, *, said: str = "", theme: str | None = None) -> None:
        super().__init__(_("Conference operations"), theme=theme)
        self._said = said
        self._keys = TypeAhead(self, super().on_event)
        self._scans = ScanCapture(self, self._keys.route, self._scanned)

    def on_mount(self) -> None:
        """Shows the choices."""
        self.push_screen(WelcomeScreen(self._said))

    async def on_event(self, event: events.Event) -> None:
        """A scan chooses nothing: its Enter would."""
        if not overhears(self, event):
            await self._scans.route(event)

    def _scanned(self, _scan: Scan | Broken) -> None:
        self.bell()
        self.notify(_("No conference is open yet: nobody was checked in"), severity="warning", markup=False)

    def action_help(self) -> None:
        """The keys, of the page too."""
        if isinstance(self.screen, WelcomeScreen):
            self.tell_keys(self.screen.PLACE)
        else:
            super().action_help()

    @on(WelcomeScreen.Chosen)
    @work(exclusive=True, group=ASKING)
    async def _go(self, event: WelcomeScreen.Chosen) -> None:
        match event.choice:
            case Choice.DEMO:
                self.exit(TryDemo())
            case Choice.NEW:
                if made := await ask_new_conference(self):
                    self.exit(OpenConference(made, new=True))
            case Choice.OPEN:
                if path := await ask_conference(self):
                    self.exit(OpenConference(path))
            case Choice.REHEARSE:
                if (path := await ask_conference(self)) and (part := await ask_part(self)):
                    self.exit(Rehearse(path, part, ShowWelcome()))
            case Choice.SCANNER:
                await self.push_screen_wait(CalibrationDialog())
