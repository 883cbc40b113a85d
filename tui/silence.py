"""Notices that nothing more comes from the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from textual.app import App

from tui.machine.terminal_input import READING

_LOOK_AGAIN: Final = 0.01
"""Seconds until what the terminal's reader has done is looked at again."""


class Silence:
    """Calls `end` when it has been silent for a while after a key that was held back.

    A machine that stood still has not been silent: what was typed meanwhile waits to be read. So it is the thread that
    reads the terminal which decides, not the clock alone. Without a terminal there is none.
    """

    def __init__(self, app: App[Any], end: Callable[[], Awaitable[None]]) -> None:
        self._app = app
        self._end = end
        self._timer: asyncio.TimerHandle | None = None

    def stop(self) -> None:
        """Nothing is waited for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def wait(self, seconds: float) -> None:
        """Counts from the key just handled, not from its stamp: a key may have waited long to be handled."""
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._over)

    def _over(self) -> None:
        self._look(READING.rounds)

    def _look(self, since: int) -> None:
        loop = asyncio.get_running_loop()
        if self._app.is_headless or READING.has_handed_on_everything(since):
            asyncio.run_coroutine_threadsafe(self._queue_up(self._timer), loop)
        else:
            self._timer = loop.call_later(_LOOK_AGAIN, self._look, since)

    async def _queue_up(self, timer: asyncio.TimerHandle | None) -> None:
        """Takes the way the reader's keys take, and so its place behind them; void if one of them is held."""
        self._app.call_later(self._end_unless_void, timer)

    async def _end_unless_void(self, timer: asyncio.TimerHandle | None) -> None:
        if timer is self._timer:
            await self._end()
