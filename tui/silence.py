"""Notices that nothing more comes from the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from textual.app import App

STALL: Final = 0.05
"""Seconds by which silence may end late before it is taken for a machine that was busy."""


class Silence:
    """Calls `end` when it has been silent for a while after a key that was held back."""

    def __init__(self, app: App[Any], end: Callable[[], Awaitable[None]]) -> None:
        self._app = app
        self._end = end
        self._timer: asyncio.TimerHandle | None = None

    def stop(self) -> None:
        """Nothing is waited for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def wait(self, seconds: float, *, grace: bool = True) -> None:
        """Counts from the key just handled, not from its stamp: a key may have waited long to be handled."""
        self.stop()
        loop = asyncio.get_running_loop()
        due = loop.time() + seconds
        self._timer = loop.call_at(due, self._over, due, seconds, grace)

    def _over(self, due: float, seconds: float, grace: bool) -> None:
        """Silence that ended late was a stall: the rest of the scan may still wait to be read, so it is given one more.

        The end takes its place behind the keys that wait for the application, and is void if one of them is held.
        """
        if grace and asyncio.get_running_loop().time() - due > STALL:
            self.wait(seconds, grace=False)
        else:
            self._app.call_later(self._end_unless_void, self._timer)

    async def _end_unless_void(self, timer: asyncio.TimerHandle | None) -> None:
        if timer is self._timer:
            await self._end()
