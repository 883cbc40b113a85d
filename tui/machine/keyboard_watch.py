"""When to speak of the keyboard: seldom. What is on stays on for a hundred scans, and they are read all the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tui.machine.keyboard_signs import Sign

AGAIN_S: Final = 600.0
"""Seconds after which the same is said once more."""


class KeyboardWatch:
    """Remembers what has been said at this window."""

    def __init__(self) -> None:
        self._said: dict[Sign, float] = {}

    def news(self, signs: Iterable[Sign], now: float) -> Sign | None:
        """The most harmful of the signs that has not been spoken of lately; it counts as said from now on."""
        fresh = next((sign for sign in sorted(signs, key=list(Sign).index) if self._is_fresh(sign, now)), None)
        if fresh is not None:
            self._said[fresh] = now
        return fresh

    def _is_fresh(self, sign: Sign, now: float) -> bool:
        return sign not in self._said or now - self._said[sign] >= AGAIN_S
