"""What every request passes first: was it sent to us, does it come from a page of ours, and who sends it.

What is not let through here starts no process and reads no message.
"""

from __future__ import annotations

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from tui.web.addresses import Addresses
from tui.web.sessions import Sessions, WebSession

SESSION_COOKIE: Final = "toadam"
DEVICE_COOKIE: Final = "toadam-device"

WHO: Final = web.RequestKey("who", WebSession)
"""Where a request keeps the session it belongs to."""

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" a browser would not say either that a form is our own.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Styles set by script cannot be left out: xterm.js measures and colours its cells so."""

OPEN: Final = frozenset({"enter", "link", "entering", "static"})
"""Names of the routes that are there for who is not in yet."""


def gate(addresses: Addresses, sessions: Sessions) -> Middleware:
    """The middleware of the server: answers for the handler what it must not even be asked."""

    @web.middleware
    async def let_through(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not addresses.is_host(request.headers.get("Host")):
            return _refused(web.HTTPMisdirectedRequest())
        if _changes_something(request) and not _is_own(request, addresses):
            return _refused(web.HTTPForbidden())
        session = sessions.find(request.cookies.get(SESSION_COOKIE))
        if session is None and request.match_info.route.name not in OPEN:
            return _refused(web.HTTPUnauthorized())
        if session is not None:
            request[WHO] = session
        try:
            return await handler(request)
        except web.HTTPException as answer:
            return _refused(answer)

    return let_through


def _changes_something(request: web.Request) -> bool:
    """A socket is a request that only reads, as far as its method goes."""
    return request.method != "GET" or request.headers.get("Upgrade", "").lower() == "websocket"


def _is_own(request: web.Request, addresses: Addresses) -> bool:
    return addresses.is_own(request.headers.get("Origin"), request.headers.get("Host"))


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Tells the browser what no page of ours may do; for `on_response_prepare`."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "toadam"


def _refused(answer: web.HTTPException) -> web.Response:
    """The status alone: whoever is refused learns nothing."""
    location = answer.headers.get("Location")
    return web.Response(status=answer.status, headers={"Location": location} if location else None)
