"""`toadam calibrate` in a terminal: a window with the trial of the scanner in it and nothing else."""

from __future__ import annotations

from tui.bare_window import BareWindow
from tui.calibration.trial import Trial
from tui.dialogs.calibration import CalibrationDialog
from tui.i18n import _


class Calibrator(BareWindow[Trial]):
    """Ends with the trial."""

    def __init__(self, *, theme: str | None = None) -> None:
        super().__init__(_("Scanner test"), theme=theme)

    def on_mount(self) -> None:
        """Opens the trial."""
        self.push_screen(CalibrationDialog(), self.exit)
