"""A window of the program that a page shows: a process of its own, and whichever page looks at it now.

textual-serve starts the process and knows how to talk to it. What it lacks is here: no shell and no secrets in the
process's environment, sizes and messages within bounds, a page that may vanish and come back to the same window, and an
end that is noticed however the process comes to it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from store import is_address
from tui.web.driver import MODE, REDRAW

WIDEST: Final = 300
HIGHEST: Final = 100
SMALLEST: Final = 20, 6
"""Columns and rows of a window: a page can ask for more, and would make the program draw gigabytes."""

BEHIND: Final = 4 * 1024 * 1024
"""Bytes a page may lag behind before it is let go; it comes back and gets the screen as it is then."""
STOP_S: Final = 0.5
"""How long a window has to end in order; then it is killed. What it had answered is on the disk."""

_PASSED_ON: Final = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "PYTHONPATH", "PYTHONPYCACHEPREFIX"}
    | {"SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME"}
    | {"XDG_STATE_HOME", "XDG_DATA_HOME", "TOADAM_LANG"}
)
"""What a window needs of the environment. Anything else stays with the server."""

_TO_A_DATABASE: Final = frozenset(
    {"PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD", "PGPASSFILE", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS"}
    | {"PGSSLMODE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"}
)
"""And what a window on a database needs besides, to get there."""


class Page(Protocol):
    """The part of a WebSocket that is used."""

    async def send_bytes(self, data: bytes) -> None: ...
    async def send_str(self, data: str) -> None: ...
    async def close(self, *, code: int = 1000, message: bytes = b"") -> bool: ...


def clamped(width: object, height: object) -> tuple[int, int]:
    """A size somebody asked for, within bounds; nonsense is the size of a terminal."""
    columns = width if isinstance(width, int) else 80
    rows = height if isinstance(height, int) else 24
    return min(max(columns, SMALLEST[0]), WIDEST), min(max(rows, SMALLEST[1]), HIGHEST)


def passed_on(environment: Mapping[str, str], arguments: tuple[str, ...] = ()) -> dict[str, str]:
    """What of the server's environment a window with these arguments gets to see."""
    names = _PASSED_ON | _TO_A_DATABASE if any(map(is_address, arguments)) else _PASSED_ON
    return {name: value for name, value in environment.items() if name.upper() in names}


class WindowProcess(AppService):
    """One process; at most one page looks at it at a time."""

    def __init__(
        self,
        arguments: tuple[str, ...],
        downloads: DownloadManager,
        *,
        ended: Callable[[WindowProcess], Awaitable[None]],
        moved: Callable[[str], None],
    ) -> None:
        """`ended` is called once when the process is gone, `moved` with the name of the screen it goes to."""
        super().__init__(
            "", write_bytes=self._give, write_str=self._say, close=self._nothing, download_manager=downloads
        )
        self._arguments = arguments
        self._ended = ended
        self._moved = moved
        self.status: int | None = None
        """The process's exit status, once it is gone."""
        self._page: Page | None = None
        self._waiting: asyncio.Queue[bytes | str] = asyncio.Queue()
        self._behind = 0
        self._sender: asyncio.Task[None] | None = None

    # -- the process ---------------------------------------------------------------------------------------------------

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return passed_on(os.environ, self._arguments) | {
            "TEXTUAL_DRIVER": "tui.web.driver:PageDriver",
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "PYTHONUTF8": "1",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tui",
            *self._arguments,
            stdin=pipe,
            stdout=pipe,
            # A traceback would be drawn over the laptop's screen.
            stderr=asyncio.subprocess.DEVNULL,
            env=self._build_environment(width, height),
        )
        self._stdin = process.stdin
        return process

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def start(self, width: int, height: int) -> None:
        """Starts it, in a size within bounds. Raises `OSError` if the system starts no more processes."""
        await super().start(*clamped(width, height))

    async def run(self) -> None:
        """Passes on what the process says until it is gone, and says that."""
        assert self._process is not None
        assert self._process.stdout is not None
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            await self._pass_on(self._process.stdout)
        self.status = await self._process.wait()
        await self.part(ENDED if self.status else CLOSED, b"ended")
        await self._ended(self)

    async def _pass_on(self, out: asyncio.StreamReader) -> None:
        await out.readuntil(_PRELUDE)
        while True:
            kind = await out.readexactly(1)
            payload = await out.readexactly(int.from_bytes(await out.readexactly(4), "big"))
            await _HANDLERS[kind](self, payload)

    async def stop(self) -> None:
        """Ends the process in order, or else by force; it is gone when this returns."""
        task, self._task = self._task, None
        if task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        _done, late = await asyncio.wait({task}, timeout=STOP_S)
        if late and self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await asyncio.wait({task})

    # -- the page ------------------------------------------------------------------------------------------------------

    async def attach(self, page: Page, width: int, height: int) -> None:
        """From now on this page shows the window; whichever did before is told that it is shown elsewhere."""
        await self.part(ELSEWHERE, b"elsewhere")
        self._page, self._waiting, self._behind = page, asyncio.Queue(), 0
        self._sender = asyncio.create_task(self._send(page, self._waiting))
        columns, rows = clamped(width, height)
        await self.send_meta({"type": REDRAW, "width": columns, "height": rows})

    async def part(self, code: int, why: bytes) -> None:
        """Lets go of the page, if there is one, and says why."""
        page = self._page
        await self.detach(page)
        if page is not None:
            await page.close(code=code, message=why)

    def is_shown_in(self, page: Page) -> bool:
        """Whether this is the page that shows it."""
        return self._page is page

    async def detach(self, page: Page | None) -> None:
        """This page shows it no more; nothing happens if another one does by now."""
        if page is None or page is not self._page:
            return
        self._page = None
        sender, self._sender = self._sender, None
        if sender is not None and sender is not asyncio.current_task():
            sender.cancel()

    async def resize(self, width: object, height: object) -> None:
        """The page has this size now."""
        await self.set_terminal_size(*clamped(width, height))

    async def _send(self, page: Page, waiting: asyncio.Queue[bytes | str]) -> None:
        """At the page's own pace, which is nobody else's."""
        with contextlib.suppress(ConnectionError, RuntimeError):
            while True:
                data = await waiting.get()
                self._behind -= len(data)
                if isinstance(data, bytes):
                    await page.send_bytes(data)
                else:
                    await page.send_str(data)

    async def _give(self, data: bytes) -> None:
        await self._put(data)

    async def _say(self, text: str) -> None:
        await self._put(text)

    async def _put(self, data: bytes | str) -> None:
        page = self._page
        if page is None:
            return
        self._behind += len(data)
        if self._behind > BEHIND:
            await self.part(TOO_SLOW, b"too slow")
        else:
            self._waiting.put_nowait(data)

    async def _nothing(self) -> None:
        """The process says that it ends; `run` sees to the page then."""

    async def on_meta(self, data: bytes) -> None:
        """What the program says besides drawing: where it is, or something textual-serve knows."""
        told: dict[str, Any] = json.loads(data)
        if told.get("type") == MODE:
            self._moved(str(told.get("mode", "")))
        else:
            await super().on_meta(data)


_PRELUDE: Final = b"__GANGLION__\n"
"""What Textual's driver for the web says before anything else."""
_HANDLERS: Final = {b"D": AppService.on_data, b"M": WindowProcess.on_meta, b"P": AppService.on_packed}

ELSEWHERE: Final = 4001
TOO_SLOW: Final = 4002
ENDED: Final = 4003
CLOSED: Final = 4004
FULL: Final = 4005
OUT: Final = 4006
"""Why a page was let go, as WebSockets number it: applications may use 4000 to 4999."""
