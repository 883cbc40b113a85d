"""What is half written is put aside a second after the last key, so that it outlives the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

from textual.screen import Screen
from textual.timer import Timer

from store import Draft, Store
from store.errors import StoreError
from tui.store_thread import StoreThread

STILL_S: Final = 1.0
"""So long without a key."""


class Drafting:
    """For one editor of a screen; `draft` says what is in it now, None for nothing that could be lost."""

    def __init__(
        self,
        screen: Screen[Any],
        store: StoreThread,
        draft: Callable[[], Draft | None],
        complain: Callable[[StoreError], None],
    ) -> None:
        self.kept: Draft | None = None
        """What is on the medium."""
        self._screen, self._store, self._draft, self._complain = screen, store, draft, complain
        self._still: Timer | None = None
        self._held = 0

    @property
    def waits(self) -> bool:
        """Whether something is to be put aside when no more keys come."""
        return self._still is not None

    def wait(self) -> None:
        """Another key, another second."""
        self._rest()
        self._still = self._screen.set_timer(STILL_S, self.keep)

    def hold(self) -> None:
        """What was written is on its way to be saved: until it is, its draft stays."""
        self._held += 1

    def release(self) -> None:
        """It was saved, or could not be."""
        self._held -= 1
        self.keep()

    def keep(self, *, closing: bool = False) -> None:
        """Puts aside what is there now; when the window is closing, nobody is told how that ended."""
        self._rest()
        draft = self._draft()
        if draft == self.kept or self._held:
            return
        self.kept = draft
        coming = self._store.call(lambda store: _put_aside(store, draft))
        if not closing:
            self._screen.run_worker(self._see(coming))

    async def left(self) -> Draft | None:
        """What a window that is gone has left half written."""
        self.kept = await self._store.call(lambda store: store.drafts.left())
        return self.kept

    def _rest(self) -> None:
        if self._still is not None:
            self._still.stop()
        self._still = None

    async def _see(self, coming: asyncio.Future[None]) -> None:
        try:
            await coming
        except StoreError as error:
            self.kept = None
            self._complain(error)


def _put_aside(store: Store, draft: Draft | None) -> None:
    if draft is None:
        store.drafts.drop()
    else:
        store.drafts.keep(draft)
