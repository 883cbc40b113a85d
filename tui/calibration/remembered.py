"""That the scanner was tried on this machine, and how it went: asked before the doors open."""

from __future__ import annotations

import datetime as dt

from tui import preferences
from tui.calibration.calibration_words import report
from tui.calibration.diagnosis import Diagnosis
from tui.calibration.trial import Trial


def remember(trial: Trial) -> None:
    """For the next days; a trial in which the test badge was not scanned says nothing."""
    if isinstance(trial.last, Diagnosis):
        preferences.change(scanner_tried=dt.date.today().isoformat(), scanner_good=bool(report(trial).good))
