"""When to speak of the keyboard: seldom. What is on stays on for a hundred scans, and they are read all the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tui.machine.keyboard_signs import Sign

AGAIN_S: Final = 600.0
"""Seconds after which the same is said once more."""


_F_KEYS: Final = frozenset(f"f{number}" for number in range(1, 13))


class KeyboardWatch:
    """Remembers what has been said at this window."""

    def __init__(self) -> None:
        self._said: dict[Sign, float] = {}
        self.f_keys = False
        """Whether an F key has arrived: on many laptops they change the brightness until Fn is locked."""

    def hear(self, key: str) -> None:
        """A key was pressed, as Textual calls it."""
        self.f_keys = self.f_keys or key in _F_KEYS

    def news(self, signs: Iterable[Sign], now: float) -> Sign | None:
        """The most harmful of the signs that has not been spoken of lately; it counts as said from now on."""
        fresh = next((sign for sign in sorted(signs, key=list(Sign).index) if self._is_fresh(sign, now)), None)
        if fresh is not None:
            self._said[fresh] = now
        return fresh

    def _is_fresh(self, sign: Sign, now: float) -> bool:
        return sign not in self._said or now - self._said[sign] >= AGAIN_S
