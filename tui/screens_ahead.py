"""The screens nobody has gone to yet, made one by one while nobody does anything.

Making one takes some 50 ms, longer than a key may; going to one that is made takes no longer than coming back to it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any, Final

from textual.app import App

QUIET_S: Final = 1.0
"""How long nobody has to have pressed or scanned anything."""
LAID_OUT_S: Final = 0.1
"""How long its widgets take, about, to hear where they are."""


class ScreensAhead:
    """Of the modes given, in this order. Begins when it is made."""

    def __init__(self, app: App[Any], modes: Iterable[str]) -> None:
        self._app = app
        self._modes = list(modes)
        self._quiet = app.set_interval(QUIET_S, self._make_next)

    def postpone(self) -> None:
        """Somebody does something."""
        self._quiet.reset()

    def _make_next(self) -> None:
        missing = [mode for mode in self._modes if mode not in self._app._screen_stacks]
        if missing and self._app.is_running:
            # A key that comes meanwhile does not wait for all of it.
            self._app.run_worker(self.make(missing[0]), group="ahead")
            return
        self._quiet.stop()
        # A collection that looks through all of them takes as long as making one: none has to, again.
        gc.collect()
        gc.freeze()

    async def make(self, mode: str) -> None:
        """One of them, drawn and laid out."""
        await self._app._init_mode(mode)
        screen = self._app._screen_stacks[mode][0]
        # What Textual does when a screen is first shown, and keeps.
        screen._refresh_layout(self._app.size)
        self._app.set_timer(LAID_OUT_S, screen._compositor.render_strips)
