"""The windows of those who are in: started when a page looks, kept for a while when it is gone, ended with the session.

A page that comes back within `KEPT_S` finds its window as it left it, half-typed text included. Later, or when the
process died, it gets a new one on the same screen; what was being written is among the drafts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from textual_serve.download_manager import DownloadManager

from tui.web.sessions import WINDOWS, WebSession
from tui.web.window_process import Page, WindowProcess

KEPT_S: Final = 600.0
"""How long a window waits for its page."""

Arguments = Callable[[WebSession], tuple[str, ...]]
"""The command line of a session's window, behind `python -m tui`."""


class Windows:
    """One process a session at most."""

    def __init__(self, arguments: Arguments) -> None:
        self.downloads = DownloadManager()
        self._arguments = arguments
        self._running: dict[str, WindowProcess] = {}
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._stopping: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._running)

    @property
    def is_full(self) -> bool:
        """Whether no more can be started."""
        return len(self._running) >= WINDOWS

    def of(self, session: WebSession) -> WindowProcess | None:
        """The session's window, if it runs."""
        return self._running.get(session.token)

    async def show(self, session: WebSession, page: Page, width: int, height: int) -> WindowProcess:
        """The session's window, shown in this page. Raises `OSError` if no process can be started."""
        self._stay(session.token)
        window = self._running.get(session.token)
        if window is None:
            window = self._running[session.token] = self._window(session)
            try:
                await window.start(width, height)
            except BaseException:
                del self._running[session.token]
                raise
        await window.attach(page, width, height)
        session.connected = True
        return window

    async def hide(self, session: WebSession, page: Page) -> None:
        """The page is gone; the window waits for it, unless another page has it by now."""
        window = self._running.get(session.token)
        if window is None or not window.is_shown_in(page):
            return
        await window.detach(page)
        session.connected = False
        loop = asyncio.get_running_loop()
        self._leaving[session.token] = loop.call_later(KEPT_S, self._leave, session.token)

    async def end(self, token: str) -> None:
        """Ends a session's window."""
        self._stay(token)
        if window := self._running.pop(token, None):
            await window.stop()

    async def end_all(self) -> None:
        """Ends every window, all at once."""
        await asyncio.gather(*(self.end(token) for token in list(self._running)), *self._stopping)

    def _window(self, session: WebSession) -> WindowProcess:
        async def ended(window: WindowProcess) -> None:
            if self._running.get(session.token) is window:
                del self._running[session.token]
                session.connected = False

        def moved(mode: str) -> None:
            session.mode = mode

        return WindowProcess(self._arguments(session), self.downloads, ended=ended, moved=moved)

    def _stay(self, token: str) -> None:
        if timer := self._leaving.pop(token, None):
            timer.cancel()

    def _leave(self, token: str) -> None:
        task = asyncio.get_running_loop().create_task(self.end(token))
        self._stopping.add(task)
        task.add_done_callback(self._stopping.discard)
