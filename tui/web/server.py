"""The web server: what each address does. Who may ask is decided in `gate.py`, who gets in, in `access.py`."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from store.records import Role
from store.text import shown
from tui.i18n import _
from tui.web.access import IN_BROWSERS, Door, LetIn, Wait, WrongPin
from tui.web.addresses import Addresses, is_this_machine
from tui.web.gate import DEVICE_COOKIE, SESSION_COOKIE, WHO, gate, protect
from tui.web.guard import Guard
from tui.web.messages import Ping, Resize, Typed, Watched, read
from tui.web.pages import FOLDER, Pages
from tui.web.sessions import Sessions, WebSession
from tui.web.window_process import FULL, OUT, WindowProcess
from tui.web.windows import Arguments, Windows

STATIC: Final = Path(textual_serve.__file__).parent / "static"
FILES: Final = {
    "page.css": FOLDER / "page.css",
    "window.js": FOLDER / "window.js",
    "css/xterm.css": STATIC / "css" / "xterm.css",
    "js/textual.js": STATIC / "js" / "textual.js",
    "fonts/RobotoMono-VariableFont_wght.ttf": STATIC / "fonts" / "RobotoMono-VariableFont_wght.ttf",
}
"""Every file that is given out to whoever asks, by the name in its address."""

FRAME: Final = 64 * 1024
"""Bytes a page may send at once: a paste of many lines, no more."""
FORM: Final = 4 * 1024
HEARTBEAT_S: Final = 5.0
"""How soon a page that has vanished is noticed: about twice this."""
STOP_S: Final = 0.2
IDLE_S: Final = 15.0
"""How long a connection may be silent, or take to say what it wants."""
LINGER_S: Final = 1.0
"""How long more may come of what was answered before it was whole."""
A_DAY: Final = 24 * 3600
FONT_PX: Final = 16


class WebServer:
    """Gives the program's screens to browsers. `changed` is called when somebody comes, goes, or is ended.

    `title` is the conference's; `arguments` say how a session's window is started;
    who `is_at_home` needs no PIN.
    """

    def __init__(
        self,
        addresses: Addresses,
        door: Door,
        arguments: Arguments,
        *,
        title: str,
        tls: ssl.SSLContext | None = None,
        is_at_home: Callable[[str | None], bool] = is_this_machine,
    ) -> None:
        self.addresses = addresses
        self.door = door
        self.sessions = Sessions(door.now)
        self.windows = Windows(arguments)
        self.title = shown(title)
        self._tls = tls
        self._is_at_home = is_at_home
        self._pages = Pages(self.title, secure=tls is not None)
        self.changed: Callable[[], None] = _nobody_looks
        self._server: asyncio.Server | None = None
        self._runner: web.AppRunner | None = None
        self._pages_open: set[web.WebSocketResponse] = set()

    @property
    def warning(self) -> str:
        """What plain HTTP means."""
        return "" if self._tls is not None else _("Not encrypted: whoever is on this Wi-Fi could read along.")

    # -- running -------------------------------------------------------------------------------------------------------

    async def start(self, host: str, port: int) -> None:
        """Listens. Raises `OSError` if the address cannot be had."""
        self._runner = web.AppRunner(
            self._application(),
            access_log=None,
            shutdown_timeout=STOP_S,
            keepalive_timeout=IDLE_S,
            lingering_time=LINGER_S,
        )
        await self._runner.setup()
        assert self._runner.server is not None
        guard = partial(Guard, self._runner.server)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(guard, host, port, ssl=self._tls, backlog=128)

    async def stop(self) -> None:
        """Ends every window and every connection, within a second."""
        if self._server is not None:
            self._server.close()
        await asyncio.gather(self.windows.end_all(), *(self._part(page) for page in self._pages_open))
        if self._runner is not None:
            await self._runner.cleanup()

    async def _part(self, page: web.WebSocketResponse) -> None:
        with suppress(Exception):
            await asyncio.wait_for(page.close(code=WSCloseCode.GOING_AWAY), STOP_S)

    async def end(self, token: str) -> None:
        """Signs somebody out, from the laptop or by themselves."""
        session = self.sessions.end(token)
        if session is None:
            return
        if (window := self.windows.of(session)) is not None:
            await window.part(OUT, b"signed out")
        await self.windows.end(token)
        self.changed()

    async def end_rested(self) -> None:
        """Signs out whoever has not been seen for long."""
        for one in self.sessions.rested():
            await self.end(one.token)

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[gate(self.addresses, self.sessions)], client_max_size=FORM)
        app.on_response_prepare.append(protect)
        app.router.add_get("/", self._index, name="enter")
        app.router.add_get("/q/{key}", self._by_link, name="link")
        app.router.add_post("/enter", self._enter, name="entering")
        app.router.add_post("/leave", self._leave, name="leave")
        app.router.add_get("/alive", self._alive, name="alive")
        app.router.add_get("/ws", self._socket, name="socket")
        app.router.add_get("/download/{key}", self._download, name="download")
        app.router.add_get("/static/{name:.+}", self._static, name="static")
        return app

    # -- getting in ----------------------------------------------------------------------------------------------------

    async def _index(self, request: web.Request) -> web.Response:
        session: WebSession | None = request.get(WHO)
        if session is not None:
            scheme = "wss" if self._tls is not None else "ws"
            return _html(self._pages.window(f"{scheme}://{request.host}/ws", FONT_PX, session.role))
        return _html(self._pages.roles() if self._is_at_home(request.remote) else self._pages.pin())

    async def _by_link(self, request: web.Request) -> web.Response:
        key = request.match_info["key"]
        role = self.door.role_of_link(key)
        if role is None:
            return _html(self._pages.pin(_("This link was used already. Type the PIN, or scan the new QR code.")))
        return _html(self._pages.link(key, role))

    async def _enter(self, request: web.Request) -> web.Response:
        try:
            form = await asyncio.wait_for(request.post(), IDLE_S)
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        answer = self._answer(request, {name: value for name, value in form.items() if isinstance(value, str)})
        if isinstance(answer, Wait):
            wait = _("Too many tries. Wait {n} seconds and try again.").format(n=int(answer.seconds) + 1)
            return _html(self._pages.pin(wait), status=429)
        if isinstance(answer, WrongPin):
            return _html(self._pages.pin(_("No such PIN. It stands on the laptop at the check-in desk.")), status=403)
        return await self._let_in(request, answer)

    def _answer(self, request: web.Request, form: Mapping[str, str]) -> LetIn | WrongPin | Wait:
        if "link" in form:
            return self.door.use_link(form["link"]) or WrongPin()
        if "role" in form and self._is_at_home(request.remote):
            role = next((role for role in IN_BROWSERS if role.value == form["role"]), None)
            return WrongPin() if role is None else LetIn(role, "")
        return self.door.try_pin(form.get("pin", ""), request.cookies.get(DEVICE_COOKIE))

    async def _let_in(self, request: web.Request, who: LetIn) -> web.Response:
        """A new token each time; the one the device had is void."""
        before = request.get(WHO)
        agent = request.headers.get("User-Agent", "")
        session = self.sessions.enter(who.role, device=who.device, address=request.remote or "", browser=agent)
        answer = web.Response(status=303, headers={"Location": "/"})
        self._set_cookie(answer, SESSION_COOKIE, session.token)
        if who.device:
            self._set_cookie(answer, DEVICE_COOKIE, who.device, path="/enter", max_age=A_DAY)
        if before is not None:
            await self.end(before.token)
        self.changed()
        return answer

    def _set_cookie(self, answer: web.Response, name: str, value: str, **more: Any) -> None:
        answer.set_cookie(name, value, httponly=True, samesite="Strict", secure=self._tls is not None, **more)

    async def _leave(self, request: web.Request) -> web.Response:
        await self.end(request[WHO].token)
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.del_cookie(SESSION_COOKIE)
        return answer

    async def _alive(self, _request: web.Request) -> web.Response:
        """Whether it makes sense to come back; who is not in does not get as far as here."""
        return web.Response(status=204)

    # -- a window ------------------------------------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        session: WebSession = request[WHO]
        page = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=FRAME, timeout=STOP_S)
        await page.prepare(request)
        if self.windows.of(session) is None and self.windows.is_full:
            await page.close(code=FULL, message=b"full")
            return page
        self._pages_open.add(page)
        try:
            window = await self.windows.show(session, page, *_size(request))
            self.changed()
            await self._listen(page, window)
        finally:
            self._pages_open.discard(page)
            await self.windows.hide(session, page)
            self.changed()
        return page

    async def _listen(self, page: web.WebSocketResponse, window: WindowProcess) -> None:
        """Until the page is gone, or says something that no page of ours says."""
        async for message in page:
            if message.type is not WSMsgType.TEXT or not await _obey(message.data, page, window):
                await page.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return

    # -- files ---------------------------------------------------------------------------------------------------------

    async def _static(self, request: web.Request) -> web.StreamResponse:
        path = FILES.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "public, max-age=3600"})

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """What an export action of this very session's window made, once."""
        key = request.match_info["key"]
        window = self.windows.of(request[WHO])
        try:
            found = await self.windows.downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        if window is None or found.app_service is not window:
            raise web.HTTPNotFound
        answer = web.StreamResponse(headers={"Content-Type": found.mime_type})
        answer.headers["Content-Disposition"] = _attachment(found.file_name)
        await answer.prepare(request)
        async for chunk in self.windows.downloads.download(key):
            await answer.write(chunk)
        await answer.write_eof()
        return answer


def _nobody_looks() -> None:
    """What is told when somebody comes or goes, as long as no screen shows it."""


def new_door(pins: Mapping[Role, str]) -> Door:
    """A door on this machine's clock."""
    return Door(pins, time.monotonic)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)


def _size(request: web.Request) -> tuple[int, int]:
    return _number(request.query.get("width"), 80), _number(request.query.get("height"), 24)


_DIGITS: Final = 5


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= _DIGITS else default


def _attachment(name: str) -> str:
    """A file's name as RFC 6266 writes it, whatever letters it has."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


async def _obey(text: str, page: web.WebSocketResponse, window: WindowProcess) -> bool:
    """Does what the page asks for; False if it makes no sense."""
    match read(text):
        case Typed(data):
            await window.send_bytes(data)
        case Resize(columns, rows):
            await window.resize(columns, rows)
        case Ping(data):
            await page.send_json(["pong", data])
        case Watched(focused):
            await (window.focus() if focused else window.blur())
        case None:
            return False
    return True
