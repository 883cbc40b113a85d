"""The application: modes, keys that are the same everywhere, themes, and the bridge from the store to the screens.

Scans are taken out of the keyboard here, before any widget or dialog sees them, and handed to the screen of the mode.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

import textual.screen
from textual import events
from textual.binding import BindingType
from textual.driver import Driver
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.signal import Signal
from textual.widget import AwaitMount

from assets import ASSETS
from store import Scan, Sent, Store
from store.identity_cards import Bearer
from store.records import Role
from tui import keys, preferences
from tui.camera.eyes import Eye
from tui.card_scanner import CardCapture
from tui.coloured import Coloured
from tui.demo import Demo, play_arrivals
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.dialog import Dialog, overhears
from tui.i18n import _
from tui.live_camera import CameraTold, LiveCamera
from tui.live_directory import LiveDirectory
from tui.machine.hang_up import end_with_terminal
from tui.machine.keyboard_signs import Sign, signs_of_scan
from tui.machine.sound import Sounds
from tui.machine.terminal_input import mend
from tui.modes import MODES
from tui.next_window import NextWindow, OpenConference, Rehearse, ShowWelcome
from tui.offline_words import needs_somebody, told_of
from tui.places import Place
from tui.purge_words import reminders
from tui.refusals import sentence
from tui.roles import SCREENS
from tui.scanner import Broken, ScanCapture
from tui.scanner import Scan as TypedScan
from tui.screens.desk import DeskScreen
from tui.screens_ahead import ScreensAhead
from tui.store_thread import News, StoreThread, Waiting
from tui.stylesheet import Stylesheet
from tui.type_ahead import TypeAhead, asks
from tui.window import Window

if TYPE_CHECKING:
    from tui.drill.playing import Rehearsed

FRAMES_PER_S: Final = 500
_OF_THE_LAPTOP: Final = ("camera", "readiness", "rehearse", "welcome")
"""Actions that are about the machine the program runs on, not about the browser that shows it."""
_OF_A_DESK: Final = ("palette", "camera", "readiness")
_IN_EARNEST: Final = ("readiness", "rehearse", "welcome")
"""What a rehearsal has none of: it ends first."""
REMIND_S: Final = 20
"""How long a reminder stays in sight."""


@runtime_checkable
class TakesScans(Protocol):
    """A screen that answers scans."""

    def scanned(self, scan: Scan) -> None:
        """A badge was scanned; returns at once."""

    def card_scanned(self, bearer: Bearer | None) -> None:
        """An identity card was scanned, and read if it is to be; returns at once."""


@runtime_checkable
class HasPlace(Protocol):
    """A screen or dialog that says what its keys do."""

    PLACE: ClassVar[Place]


@runtime_checkable
class TellsMode(Protocol):
    """What draws for somebody who may lose sight of the window (`tui.web.driver`)."""

    def tell_mode(self, mode: str) -> None:
        """Which screen is shown now."""


class ToaDamApp(Coloured[None]):
    """One window on one conference. The constructor opens it, and raises what `open_store` raises."""

    CSS_PATH: ClassVar[list[Any]] = sorted((ASSETS / "styles").glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(key.binding(priority=True) for key in keys.MODES),
        *(key.binding() for key in (keys.HELP, keys.PALETTE, keys.QUIT, keys.DRILL)),
    ]

    class Told(Message):
        """The store's thread has news."""

        def __init__(self, news: News | Waiting) -> None:
            super().__init__()
            self.news = news

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        mode: str = "reception",
        demo: Demo | None = None,
        rehearsal: Rehearsed | None = None,
        silent: bool | None = None,
        theme: str | None = None,
        camera: Eye | None = None,
        new: bool = False,
    ) -> None:
        # Three threads share the interpreter: the events', the store's, the one that makes the directory. Whoever has
        # something to do for a scan gets it within a millisecond instead of five.
        sys.setswitchinterval(0.0005)
        # What changes just after a frame was drawn waits for up to two more, and Textual's last a 60th of a second.
        textual.screen.UPDATE_PERIOD = 1 / FRAMES_PER_S  # type: ignore[misc]
        self._store = StoreThread(open_store)
        super().__init__()
        self.stylesheet = Stylesheet(variables=self.get_css_variables())
        self._demo = demo
        self._rehearsal = rehearsal
        self._news: Signal[News | Waiting] = Signal(self, "news")
        chosen = preferences.load()
        directory = LiveDirectory(self, self._store)
        sounds = Sounds(self.bell, silent=chosen.silent if silent is None else silent)
        live = LiveCamera(self, self._take)
        drill = rehearsal.drill if rehearsal is not None else None
        self._window = Window(self._store, self._news, directory, sounds, live, drill=drill)
        self.set_class(drill is not None, "-drill")
        self._camera = camera
        self._new = new
        """Whether the conference was made just now."""
        self._sent: Sent | None = None
        """The last that was told of."""
        self.next_window: NextWindow | None = None
        """What is to be shown once this one is closed."""
        self._keys = TypeAhead(self, super().on_event)
        self._cards = CardCapture(self, self._keys.route, self._card_scanned, self._reads_cards, self._keys.in_turn)
        self._scans = ScanCapture(self, self._cards.route, self._take_scan, self._knows)
        self._mode = mode
        self.title = self._store.state.conference.short_title
        self.put_on(theme or chosen.theme)
        for own in SCREENS[self._store.session.role]:
            self.add_mode(own, partial(self._styled_once, partial(MODES[own], self._window, demo)))

    def _styled_once(self, make: Callable[[], Screen[Any]]) -> Screen[Any]:
        """A new screen is styled by the rules of now; Textual would look every widget there is up in them once more."""
        screen = make()
        screen._css_update_count = self._css_update_count
        return screen

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver, with its decoder mended."""
        return mend(super().get_driver_class())

    def on_mount(self) -> None:
        """Shows the first screen and listens to the store."""
        end_with_terminal(self.exit)
        if self.is_web:
            # It would be heard at the laptop, whose people would take it for the answer to their own scan.
            self._window.sounds.silent = True
        self._store.listen(self._hear)
        self.switch_mode(self._mode)
        self._ahead = ScreensAhead(self, () if self.is_web else (mode for mode in self._modes if mode != "hall"))
        self._window.directory.renew()
        self._ask_about_earlier_days()
        self._remind()
        if self._camera is not None:
            self._window.camera.look(self._camera)
        if self._new:
            self._take_first_steps()
        if self._demo is not None and self._demo.arrivals_per_minute:
            self.run_worker(play_arrivals(self._demo, random.Random()), name="arrivals")
        if self._rehearsal is not None:
            from tui.drill.playing import play

            self.run_worker(play(self._rehearsal, self._store), name="rehearsal")

    def _hear(self, news: News | Waiting) -> None:
        """Called in the store's thread."""
        self.post_message(self.Told(news))

    def on_unmount(self) -> None:
        """Lets go of the camera and the conference."""
        self._window.camera.end()
        self._store.close()

    async def on_event(self, event: events.Event) -> None:
        """Every event passes here first."""
        if isinstance(event, events.Key):
            self._window.keyboard.hear(event.key)
            self._ahead.postpone()
        if not overhears(self, event):
            await self._scans.route(event)

    def _knows(self, code: str) -> bool:
        return code in self._store.state.known_codes()

    def _take_scan(self, scan: TypedScan | Broken) -> None:
        if isinstance(scan, Broken):
            self.app_focus = True
            self._take(Scan.broken(scan.length))
            self._heed(Sign.MIXED)
        else:
            self._scanned(scan.payload)
            self._heed(*signs_of_scan(scan.typed))

    def _scanned(self, payload: str) -> None:
        """A scanner typed it, so this window has the keyboard."""
        self.app_focus = True
        self._take(Scan.of(payload))

    def _heed(self, *signs: Sign) -> None:
        screen: Screen[Any] = self.screen_stack[0]
        if isinstance(screen, DeskScreen):
            screen.heed_keyboard(*signs)

    def _take(self, scan: Scan) -> None:
        screen: Screen[Any] = self.screen_stack[0]
        if isinstance(screen, TakesScans):
            screen.scanned(scan)

    def on_camera_told(self, message: CameraTold) -> None:
        """The bridge from the camera."""
        self._window.camera.hear(message)

    def _card_scanned(self, bearer: Bearer | None) -> None:
        self.app_focus = True
        screen: Screen[Any] = self.screen_stack[0]
        if isinstance(screen, TakesScans):
            screen.card_scanned(bearer)

    def _reads_cards(self) -> bool:
        return self._store.state.conference.identity_cards

    def on_toa_dam_app_told(self, message: Told) -> None:
        """The bridge: one signal, whoever shows something listens to it."""
        if isinstance(message.news, News):
            self._window.directory.tell(message.news)
            self._tell_of_sent(message.news.safety.sent)
        self._news.publish(message.news)

    def _tell_of_sent(self, sent: Sent | None) -> None:
        """What was done offline is there now."""
        if sent is None or sent is self._sent or self._store.session.role is Role.HALL:
            return
        self._sent = sent
        severity: SeverityLevel = "warning" if needs_somebody(sent) else "information"
        self.notify(told_of(sent, self._store.state), timeout=REMIND_S, severity=severity, markup=False)

    def watch_app_focus(self, focus: bool) -> None:
        """The whole screen says so when keys go elsewhere."""
        for screen in self.screen_stack:
            screen.set_class(not focus, "-unheard")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A role has its own screens; a projector shows nobody the list of delegates; the camera is the laptop's."""
        role = self._store.session.role
        if action == "show" and parameters and parameters[0] not in SCREENS[role]:
            return False
        if action in _OF_THE_LAPTOP and self.is_web:
            return False
        if action in ("rehearse", "welcome") and role is not Role.OFFICE:
            return False
        if action == "rehearse" and self._demo is not None:
            return False
        if (action == "drill" and self._rehearsal is None) or (action in _IN_EARNEST and self._rehearsal is not None):
            return False
        return not (role is Role.HALL and action in _OF_A_DESK) and super().check_action(action, parameters)

    def switch_mode(self, mode: str) -> AwaitMount:
        """Goes to a screen, and says so to whoever would have to come back to it."""
        driver: object = self._driver
        if isinstance(driver, TellsMode):
            driver.tell_mode(mode)
        if mode == "hall" and self._rehearsal is None:
            preferences.change(hall_tried=self._store.now().wall.date().isoformat())
        self._begin_batch()
        gone_to = super().switch_mode(mode)
        self.screen.call_later(self._paint)
        return gone_to

    def _paint(self) -> None:
        """The screen gone to has caught up: what else hangs on that comes when it can be seen."""
        self._end_batch()
        self.screen._on_timer_update()

    def delay_update(self, delay: float = 0.05) -> None:
        """Never: Textual would let several frames pass, however soon the screen gone to has caught up."""

    def action_show(self, mode: str) -> None:
        """Goes to a screen."""
        if self.current_mode != mode:
            self.switch_mode(mode)

    def action_help(self) -> None:
        """The keys."""
        from tui.dialogs.help import HelpDialog, sections

        top: object = self.screen
        if isinstance(top, HasPlace) and not isinstance(top, HelpDialog):
            self.push_screen(HelpDialog(sections(self.screen, top.PLACE)))

    @asks
    async def action_palette(self) -> None:
        """Everything that can be done, and everybody on the list."""
        from tui.palette import Command, Offers, Palette

        await self._window.directory.known()
        command: Command | None = await self.push_screen_wait(Palette(Offers(self._window, self.screen)))
        if command is not None:
            await command()

    @asks
    async def action_camera(self) -> None:
        """What to read badges by, besides a scanner."""
        from tui.dialogs.cameras import ask_camera

        await ask_camera(self, self._window.camera)

    def action_calibrate(self) -> None:
        """Tries the scanner; every scan is a trial until it is closed."""
        from tui.dialogs.calibration import CalibrationDialog

        self.push_screen(CalibrationDialog())

    @asks
    async def action_readiness(self) -> None:
        """What is still to do before the doors open."""
        from tui.dialogs.readiness import ask_readiness

        await ask_readiness(self, self._window)

    @asks
    async def action_welcome(self) -> None:
        """Back to where another conference is opened or made; asks, as before quitting."""
        if await self._agreed(self._about_leaving(_("Close this conference?"), _("Start page"))):
            self.next_window = ShowWelcome()
            self.exit()

    @asks
    async def action_rehearse(self) -> None:
        """On a copy, in place of this window: nobody takes the one for the other."""
        from tui.dialogs.drill import ask_part

        part = await ask_part(self)
        if part is not None:
            there = OpenConference(self._store.place, mode=self.current_mode)
            self.next_window = Rehearse(self._store.place, part, there)
            self.exit()

    @asks
    async def action_drill(self) -> None:
        """Faster, slower, standing still, or over: then what was rehearsed on goes with the window."""
        from tui.dialogs.drill import ask_drill

        if isinstance(self.screen, Dialog):
            return
        if await ask_drill(self, self._window):
            self.exit()
        else:
            self._news.publish(News(self._store.state, (), self._store.safety))

    @asks
    async def _take_first_steps(self) -> None:
        from tui.dialogs.first_steps import first_steps

        await first_steps(self, self._window)

    def _remind(self) -> None:
        """Quietly, of what is to be deleted, where it can be: on the office's own laptop."""
        if self._store.session.role is Role.OFFICE:
            for line in reminders(self._store.state, self._store.now()):
                self.notify(line, timeout=REMIND_S, markup=False)

    @asks
    async def _ask_about_earlier_days(self) -> None:
        from tui.dialogs.earlier_days import ask_to_clear

        screen = self.screen_stack[0]
        if isinstance(screen, DeskScreen) and (verb := await ask_to_clear(self, self._store)) is not None:
            await screen.do(verb)

    async def _agreed(self, question: ConfirmDialog) -> bool:
        answer: bool | None = await self.push_screen_wait(question)
        return answer is True

    @asks
    async def action_ask_to_quit(self) -> None:
        """Asks first: the door would stand without a list."""
        if isinstance(self.screen, ConfirmDialog):
            return
        if self._rehearsal is not None:
            from tui.dialogs.drill import ask_to_end

            if await ask_to_end(self, self._window):
                self.exit()
            return
        if await self._agreed(self._about_leaving(_("Close this window?"), _("Quit"))):
            self.exit()

    def _about_leaving(self, question: str, verb: str) -> ConfirmDialog:
        trouble = self._store.safety.trouble
        return ConfirmDialog(question, verb, detail=sentence(trouble) if trouble else _("Everything is saved."))

    async def action_quit(self) -> None:
        """Ctrl+C and what else asks to quit: asks too."""
        self.action_ask_to_quit()

    def action_help_quit(self) -> None:
        """Ctrl+C."""
        self.action_ask_to_quit()
