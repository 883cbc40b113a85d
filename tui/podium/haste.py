"""Keys that move the day on act once, however long they are held and whoever else moves it on meanwhile. Pure."""

from __future__ import annotations

from typing import Final

from store.records import Stamp

HASTE_MS: Final = 700
"""Nobody has read and answered what has been on the screen for less."""


class Haste:
    """Says whether a key was pressed by somebody who had seen what it does now."""

    def __init__(self) -> None:
        self._seen: object = None
        self._since: int | None = None
        """When what is seen last changed, or a key was last pressed; boot clock."""

    def sees(self, what: object, now: Stamp) -> None:
        """This is what the key does from now on."""
        if what != self._seen:
            if self._seen is not None:
                self._since = now.boot_ms
            self._seen = what

    def takes(self, now: Stamp) -> bool:
        """A key was pressed: whether it counts. One that is held repeats itself, and none of those counts."""
        early = self._since is not None and now.boot_ms - self._since < HASTE_MS
        self._since = now.boot_ms
        return not early
