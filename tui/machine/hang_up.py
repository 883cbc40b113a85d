"""When the terminal window is closed, or the system shuts down, the application ends in order instead of dying."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Final

_SIGNALS: Final = ("SIGHUP", "SIGTERM")


def end_with_terminal(leave: Callable[[], object]) -> None:
    """Calls `leave` in the running event loop when that happens; does nothing where the system has no such signals."""
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        with suppress(AttributeError, NotImplementedError, RuntimeError):
            # RuntimeError: not in the main thread, as under a test's own loop.
            loop.add_signal_handler(getattr(signal, name), leave)
