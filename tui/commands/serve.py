"""The screens in a browser on the local network."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import signal
import ssl
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from store import Address, Place
from store.errors import NoConference
from tui.i18n import _, language
from tui.options.meaning import Failure, desk, place
from tui.saying import say

if TYPE_CHECKING:
    from tui.web.server import WebServer
    from tui.web.sessions import WebSession


def serve(options: argparse.Namespace) -> None:
    """Until somebody ends it: on a screen of its own in a terminal, else as lines."""
    where = place(options)
    if isinstance(where, Address):
        # Everybody on the machine can read the command line of a window, nobody else its environment.
        os.environ.update({"PGPASSWORD": where.password} if where.password else {})
    elif not where.exists():
        raise NoConference(where)
    server = _server(options, where.resolve() if isinstance(where, Path) else where)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from tui.web.serving import ServingApp

        app = ServingApp(server, options.host, options.port)
        app.run()
        if app.failure is not None:
            raise _not_listening(options, app.failure) from app.failure
    else:
        _serve_as_lines(server, options)


def _serve_as_lines(server: WebServer, options: argparse.Namespace) -> None:
    try:
        asyncio.run(_run(server, options.host, options.port))
    except OSError as error:
        raise _not_listening(options, error) from error


def _not_listening(options: argparse.Namespace, error: OSError) -> Failure:
    if error.errno == errno.EADDRINUSE:
        return Failure(_("port {port} is in use; choose another one with --port").format(port=options.port))
    return Failure(
        _("cannot listen at {host}:{port}: {reason}").format(
            host=options.host, port=options.port, reason=error.strerror or error
        )
    )


def _server(options: argparse.Namespace, where: Place) -> WebServer:
    from contextlib import closing

    from store import open_store
    from tui.web.access import new_pins
    from tui.web.addresses import addresses
    from tui.web.server import WebServer, new_door

    tls = tls_of(options.cert, options.key)
    with closing(open_store(where, desk=desk(options), fold=False)) as store:
        title = store.state.conference.short_title
    return WebServer(
        addresses(options.host, options.port, secure=tls is not None),
        new_door(new_pins()),
        lambda session: window_arguments(where, session),
        title=title,
        tls=tls,
    )


def window_arguments(where: Place, session: WebSession) -> tuple[str, ...]:
    """The command line of the window a session gets: its role, and the screen it was on."""
    from tui.roles import role_name, screen_for

    place = " · ".join(filter(None, (role_name(session.role), session.browser)))
    which = ("-f", str(where), "--lang", language(), "--desk", place)
    return (*which, "open", "--role", session.role.value, "--mode", screen_for(session.role, session.mode))


def tls_of(cert: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """What encrypts, from a certificate and its key. Raises `Failure` with what is wrong with them."""
    if cert is None:
        if key is not None:
            raise Failure(_("--key needs --cert"))
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # Without a password to ask for: nobody may be there to type it.
        context.load_cert_chain(cert, key, password=lambda: b"")
    except FileNotFoundError:
        missing = cert if not cert.exists() else key
        raise Failure(_("{file} is not there").format(file=missing)) from None
    except (OSError, ssl.SSLError) as error:
        reason = getattr(error, "reason", None) or error
        raise Failure(_("{file} is no certificate with its key: {reason}").format(file=cert, reason=reason)) from error
    return context


async def _run(server: WebServer, host: str, port: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(sign, stopped.set)
    try:
        await server.start(host, port)
        _tell(server)
        await stopped.wait()
    finally:
        await server.stop()


def _tell(server: WebServer) -> None:
    from tui.roles import role_name

    for url in server.addresses.urls:
        say(_("Open in a browser: {address}").format(address=url))
    for role, pin in server.door.pins.items():
        say(_("PIN {pin}: {role}").format(pin=pin, role=role_name(role)))
    sys.stdout.flush()
