"""The directory people are found in, kept up with the list: made anew when delegates change and nobody scans."""

from __future__ import annotations

import asyncio
import gc
from functools import partial
from typing import Any, Final

from textual.app import App
from textual.signal import Signal
from textual.timer import Timer

from store import State
from store.records import Delegate
from store.search import Directory
from tui.store_thread import News, StoreThread

QUIET_S: Final = 0.5
"""How long nobody has to have scanned before the directory is made; a letter typed makes it at once."""


class LiveDirectory:
    """One for all screens of a window; `made` is published whenever there is a newer `latest`."""

    def __init__(self, app: App[Any], store: StoreThread) -> None:
        self.latest: Directory | None = None
        self.made: Signal[Directory] = Signal(app, "directory")
        self._app = app
        self._store = store
        self._ready = asyncio.Event()
        self._quiet: Timer | None = None
        """Runs while a newer directory is needed and not begun."""

    async def known(self) -> Directory:
        """The latest there is; waits for the first."""
        self.hurry()
        await self._ready.wait()
        assert self.latest is not None
        return self.latest

    def tell(self, news: News) -> None:
        """Something was committed."""
        if any(touched.table == Delegate.table for change in news.changes for touched in change.entry.touched):
            self.renew()

    def renew(self) -> None:
        """A newer one is needed, but whoever scans goes first: making a large one slows a scan down."""
        self._forget_quiet()
        self._quiet = self._app.set_timer(QUIET_S, self._make)

    def postpone(self) -> None:
        """Somebody scans."""
        if self._quiet is not None:
            self.renew()

    def hurry(self) -> None:
        """Somebody searches."""
        if self._quiet is not None:
            self._make()

    def _forget_quiet(self) -> None:
        if self._quiet is not None:
            self._quiet.stop()
            self._quiet = None

    def _make(self) -> None:
        self._forget_quiet()
        # Making the directory of a large conference takes longer than a person should wait for a letter.
        work = partial(self._make_in_thread, self._store.state)
        self._app.run_worker(work, thread=True, exclusive=True, group="directory")

    def _make_in_thread(self, state: State) -> None:
        # A collection that looks through 10,000 delegates holds everything up for 100 ms: none while the directory is
        # made, and what stays is left out of every later one.
        gc.disable()
        try:
            directory = Directory.of(state.delegates.values(), state.conference.areas)
            gc.freeze()
        finally:
            gc.enable()
        self._app.call_from_thread(self._publish, directory)

    def _publish(self, directory: Directory) -> None:
        self.latest = directory
        self._ready.set()
        self.made.publish(directory)
