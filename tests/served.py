"""The web server as it runs, on a port of its own, and clients that talk to it as a browser or an attacker does."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp

from cut_line import Line
from store.records import Role
from tui.commands.serve import window_arguments
from tui.web.access import new_pins
from tui.web.addresses import Addresses, addresses
from tui.web.server import WebServer, new_door

TITLE = "Tọa đàm <b>thử</b>"


def free_port() -> int:
    """A port nobody listens at right now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Served:
    """A running server."""

    def __init__(self, server: WebServer) -> None:
        self.server = server

    @property
    def addresses(self) -> Addresses:
        return self.server.addresses

    @property
    def url(self) -> str:
        return self.addresses.urls[0]

    def pin(self, role: Role) -> str:
        return self.server.door.pins[role]

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        """A browser that nobody knows yet."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            yield Client(self, session)

    @asynccontextmanager
    async def entered(self, role: Role = Role.MODERATOR) -> AsyncIterator[Client]:
        """A browser that is in."""
        async with self.client() as client:
            async with client.enter(pin=self.pin(role)) as answer:
                assert answer.status == 303
            yield client


class Client:
    """A browser, as far as the server can tell."""

    def __init__(self, served: Served, session: aiohttp.ClientSession) -> None:
        self._served = served
        self.http = session
        self.url = served.url

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self.http.cookie_jar}

    def get(self, path: str, **headers: str) -> Any:
        return self.http.get(self.url + path, headers=headers, allow_redirects=False)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Any:
        """A form of one of our own pages, unless the headers say otherwise."""
        return self.http.post(self.url + path, data=form, headers={"Origin": self.url} | headers, allow_redirects=False)

    def enter(self, **form: str) -> Any:
        return self.post("/enter", form)

    def socket(self, query: str = "?width=100&height=30", *, compress: int = 0, **headers: str) -> Any:
        """A window, as the page's script opens it."""
        told = {"Origin": self.url} | headers
        return self.http.ws_connect(
            f"{self.url}/ws{query}", headers=told, max_msg_size=16 * 1024 * 1024, compress=compress
        )

    @asynccontextmanager
    async def window(self, query: str = "?width=100&height=30", **how: Any) -> AsyncIterator[Page]:
        """A page that has the keyboard."""
        async with self.socket(query, **how) as socket:
            page = Page(socket)
            await page.say("focus")
            yield page
            page.stop()


class Page:
    """A page of a browser: reads whatever comes, all the time."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._drawn = ""
        self.output = b""
        """Everything that came to be drawn."""
        self.told: list[Any] = []
        """Everything else that was said."""
        self._news = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.output += message.data
                self._drawn += message.data.decode(errors="replace")
            elif message.type is aiohttp.WSMsgType.TEXT:
                self.told.append(message.json())
            self._news.set()

    async def say(self, *what: Any) -> None:
        """What the page's script would send."""
        await self._socket.send_json(list(what))

    async def send(self, said: str | bytes) -> None:
        """Anything at all."""
        await (self._socket.send_str(said) if isinstance(said, str) else self._socket.send_bytes(said))

    async def hears(self, name: str) -> Any:
        """Waits for something that is said besides drawing; returns its content."""
        async with asyncio.timeout(20):
            while not (found := [content for said, content in self.told if said == name]):
                self._news.clear()
                await self._news.wait()
        return found[-1]

    async def shows(self, wanted: str, timeout: float = 20) -> str:
        """Waits until `wanted` was drawn since the last look; returns what was, escape sequences left in."""
        async with asyncio.timeout(timeout):
            while wanted not in self._drawn:
                assert not self._reading.done(), (self._socket.close_code, self._drawn[-500:])
                self._news.clear()
                await self._news.wait()
        drawn, self._drawn = self._drawn, ""
        return drawn

    async def closing_code(self, timeout: float = 20) -> int | None:
        """Why the server let the page go."""
        async with asyncio.timeout(timeout):
            await self._reading
        return self._socket.close_code

    def stop(self) -> None:
        """The browser is closed."""
        self._reading.cancel()


def server_for(
    path: Path, where: Addresses, *, at_home: bool = False, tls: ssl.SSLContext | None = None, title: str = TITLE
) -> WebServer:
    """A server over this conference that is reached at `where`."""
    return WebServer(
        where,
        new_door(new_pins()),
        lambda session: window_arguments(path, session),
        title=title,
        tls=tls,
        is_at_home=lambda _remote: at_home,
    )


@asynccontextmanager
async def serving(
    path: Path, *, at_home: bool = False, tls: ssl.SSLContext | None = None, title: str = TITLE
) -> AsyncIterator[Served]:
    """The server over this conference; ends with the block."""
    port = free_port()
    where = addresses("127.0.0.1", port, secure=tls is not None)
    server = server_for(path, where, at_home=at_home, tls=tls, title=title)
    await server.start("127.0.0.1", port)
    try:
        yield Served(server)
    finally:
        await server.stop()


class Thread:
    """Where a server runs while the test itself waits for a browser."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def carry_out(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)


@contextmanager
def serving_through(line: Line, server: WebServer) -> Iterator[Thread]:
    """The server in a thread of its own, at the other end of the line."""
    loop = asyncio.new_event_loop()
    running = threading.Thread(target=loop.run_forever, name="server")
    running.start()
    thread = Thread(loop)
    try:
        thread.carry_out(server.start("127.0.0.1", line.target))
        try:
            yield thread
        finally:
            thread.carry_out(server.stop())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        running.join()
        loop.close()
