"""The trial of a scanner: the test badge to scan, and what is said of each scan. Nobody is checked in while it is open.

It fills the window, and every key that types something is its own (`dialog.overhears`).
"""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from store import trial_badges
from tui.calibration.calibration_words import report
from tui.calibration.listening import Arrival, Listening, Stroke
from tui.calibration.remembered import remember
from tui.calibration.trial import Trial
from tui.dialogs.dialog import Dialog, plain
from tui.i18n import _
from tui.machine.keyboard_signs import BACKSPACE
from tui.widgets.symbol import PAPER, half_blocks
from tui.widgets.trial_report import TrialReport

_TYPED: Final = {
    **dict.fromkeys(("enter", "ctrl+m"), "\r"),
    "ctrl+j": "\n",
    **dict.fromkeys(("tab", "ctrl+i"), "\t"),
    **dict.fromkeys(("backspace", "ctrl+h"), BACKSPACE),
}
_BETWEEN_SCANS: Final = frozenset({"escape", "f2", "f3", "f4", "f5", "f6"})
"""They close it while no scan is under way; in a scan they are the scanner's."""


class CalibrationDialog(Dialog[Trial]):
    """Closes with the trial."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._trial = Trial()
        self._listening = Listening()
        self._silence: Timer | None = None

    def compose(self) -> ComposeResult:
        """The symbol, and beside it what was found."""
        from store.documents import text_modules

        symbol = half_blocks(text_modules(trial_badges.TEST_BADGE))
        yield plain(_("SCANNER TEST – nobody is checked in"), id="trial-title")
        with Horizontal():
            yield Static(Content.styled("\n".join(symbol), PAPER), id="trial-symbol")
            yield TrialReport()
        yield plain(_("Esc closes"), id="trial-hint")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")

    def on_mount(self) -> None:
        """Waits for the badge."""
        self.watch(self.app, "app_focus", self._heed_focus, init=False)
        self._show()

    def action_back(self) -> None:
        """Closes; what was found is told to whoever opened it, and remembered on this machine."""
        remember(self._trial)
        self.dismiss(self._trial)

    # -- keys ----------------------------------------------------------------------------------------------------------

    def overhear(self, event: events.Key | events.Paste) -> bool:
        """Takes what may be of a scan; False for a key pressed between two."""
        if isinstance(event, events.Paste):
            for char in event.text:
                self._hear(Stroke(char, event.time, pasted=True))
            return True
        stroke = _stroke(event)
        if stroke.key and not self._listening.hearing:
            if event.key in _BETWEEN_SCANS:
                self.action_back()
            return event.key in _BETWEEN_SCANS
        self._hear(stroke)
        return True

    def _hear(self, stroke: Stroke) -> None:
        self.app.app_focus = True
        self._take(self._listening.hear(stroke))
        self._await_silence()

    def _await_silence(self) -> None:
        if self._silence is not None:
            self._silence.stop()
        self._silence = self.set_timer(self._listening.patience, self._fall_silent)

    def _fall_silent(self) -> None:
        """Behind the keys that wait for the application: one of them makes this void."""
        self.app.call_later(self._end, self._silence)

    def _end(self, silence: Timer | None) -> None:
        if silence is self._silence:
            self._take(self._listening.end())

    def _take(self, arrival: Arrival | None) -> None:
        if arrival is not None:
            self._trial.take(arrival)
            self._show()

    def _heed_focus(self, focus: bool) -> None:
        self.set_class(not focus, "-unheard")
        if not focus:
            self._trial.lose_keyboard()
            self._show()

    # -- what is seen --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.set_class(self._trial.last is not None, "-heard")
        self.query_one(TrialReport).show(report(self._trial))


def _stroke(event: events.Key) -> Stroke:
    if event.key in _TYPED:
        return Stroke(_TYPED[event.key], event.time)
    if event.character is None or "+" in event.key or not event.is_printable:
        return Stroke("", event.time, key=event.key)
    return Stroke(event.character, event.time)
