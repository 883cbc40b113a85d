"""Textual's driver for a page, and what a page that comes back needs: everything drawn again; and where the window is.

Runs in the window's own process, named there by the environment (`window_process.py`).
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from textual import events
from textual.drivers.web_driver import WebDriver
from textual.geometry import Size

REDRAW: Final = "toadam.redraw"
"""Said to the program: somebody looks who has seen nothing yet."""
MODE: Final = "toadam.mode"
"""Said by the program: which screen it is on now."""


class PageDriver(WebDriver):
    """Draws for a page that may be replaced by another."""

    _is_watched = False

    def start_application_mode(self) -> None:
        """Begins to draw; Textual's driver says then that nobody has the keyboard, whatever the page said before."""
        self._loop = asyncio.get_running_loop()
        super().start_application_mode()
        self._app.call_later(self._say_watched)

    def _say_watched(self) -> None:
        if self._is_watched:
            self._app.post_message(events.AppFocus())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """In the thread that reads what the server sends."""
        if packet_type in ("focus", "blur"):
            self._is_watched = packet_type == "focus"
        if packet_type == REDRAW:
            self._loop.call_soon_threadsafe(self._draw_for, payload["width"], payload["height"])
        else:
            super().on_meta(packet_type, payload)

    def _draw_for(self, columns: Any, rows: Any) -> None:
        self.write("\x1b[?1049h\x1b[?25l")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        size = self._size = Size(columns, rows)
        self._app.post_message(events.Resize(size, size))
        self._app.call_later(self._app.refresh, layout=True)

    def tell_mode(self, mode: str) -> None:
        """So that a window that takes the place of this one begins there."""
        self.write_meta({"type": MODE, "mode": mode})
