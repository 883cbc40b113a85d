"""The scans of one trial: what each says, whether they agree, and whether the window had the keyboard."""

from __future__ import annotations

from typing import Final

from tui.calibration.diagnosis import Diagnosis, Stranger, diagnose
from tui.calibration.listening import Arrival

COMPARED: Final = 3
"""Scans that have to agree."""


class Trial:
    """What was heard so far."""

    def __init__(self, *, window: bool = True) -> None:
        self.window = window
        """Whether there is a window that can lose the keyboard."""
        self.scans = 0
        self.last: Diagnosis | Stranger | None = None
        self.losses = 0
        """How often the window lost the keyboard."""
        self._settings: list[tuple[object, ...]] = []

    def take(self, arrival: Arrival) -> None:
        """One more scan."""
        self.scans += 1
        self.last = diagnose(arrival)
        if isinstance(self.last, Diagnosis):
            self._settings = [*self._settings, self.last.setting][-COMPARED:]

    def lose_keyboard(self) -> None:
        """Keys go elsewhere from now on."""
        self.losses += 1

    @property
    def alike(self) -> int:
        """How many of the last scans of the test badge arrived the same way, this one among them."""
        same = 0
        for setting in reversed(self._settings):
            if setting != self._settings[-1]:
                break
            same += 1
        return same

    @property
    def differs(self) -> bool:
        """Whether the last scan arrived otherwise than the one before."""
        return len(self._settings) > 1 and self.alike == 1
