"""Looking for a server that is away, in a thread of its own: nobody at the door waits for what does not answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import chain, repeat
from typing import Final, Generic, TypeVar

from store.errors import StoreError

Found = TypeVar("Found")

PAUSES_S: Final = (0.25, 0.5, 1.0, 2.0)
"""How long it is left alone before each try; the last holds for all that follow."""


class Search(Generic[Found]):
    """Begins at once and ends when something is found, or when nobody wants it any more."""

    def __init__(self, look: Callable[[], Found], let_go: Callable[[Found], None]) -> None:
        """`look` raises `StoreError` or `OSError` as long as nothing is there."""
        self.found: Found | None = None
        self._look = look
        self._let_go = let_go
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._given_up = False
        threading.Thread(target=self._search, name="search", daemon=True).start()

    def hurry(self) -> None:
        """There is reason to believe that it is there again."""
        self._wake.set()

    def give_up(self) -> None:
        """What was found and nobody has taken, or is found from now on, is let go of."""
        with self._lock:
            self._given_up, found = True, self.found
        self._wake.set()
        if found is not None:
            self._let_go(found)

    def _search(self) -> None:
        pauses = chain(PAUSES_S, repeat(PAUSES_S[-1]))
        self._pause(next(pauses))
        while not (self._given_up or self._has_found()):
            self._pause(next(pauses))

    def _pause(self, seconds: float) -> None:
        self._wake.wait(seconds)
        self._wake.clear()

    def _has_found(self) -> bool:
        try:
            found = self._look()
        except (StoreError, OSError):
            return False
        with self._lock:
            if not self._given_up:
                self.found = found
                return True
        self._let_go(found)
        return True
