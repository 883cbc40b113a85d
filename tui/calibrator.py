"""`toadam calibrate` in a terminal: a window on no conference, with the trial of the scanner in it and nothing else."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.driver import Driver

from assets import ASSETS
from tui.calibration.trial import Trial
from tui.coloured import Coloured
from tui.dialogs.calibration import CalibrationDialog, overhears
from tui.i18n import _
from tui.machine.hang_up import end_with_terminal
from tui.machine.terminal_input import mend


class Calibrator(Coloured[Trial]):
    """Ends with the trial."""

    CSS_PATH: ClassVar[list[Any]] = sorted((ASSETS / "styles").glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, theme: str | None = None) -> None:
        super().__init__()
        self.title = _("Scanner test")
        self.put_on(theme)

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver, with its decoder mended."""
        return mend(super().get_driver_class())

    def on_mount(self) -> None:
        """Opens the trial."""
        end_with_terminal(self.exit)
        self.push_screen(CalibrationDialog(), self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Every event passes here first."""
        if not overhears(self, event):
            await super().on_event(event)

    def action_ask_to_quit(self) -> None:
        """There is nothing to lose."""
        self.exit()

    async def action_quit(self) -> None:
        """Ctrl+C and what else asks to quit."""
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C."""
        self.exit()
