"""How many may be connected: two hundred idle connections would cost the laptop memory and handles at its busiest hour.

How long a connection may take to say what it wants is aiohttp's own limit (`keepalive_timeout`), which counts from its
beginning.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from aiohttp import web

CONNECTIONS: Final = 96
OF_ONE_ADDRESS: Final = 32
"""Room for every browser there may be: twelve windows, and the files of their pages."""


class Guard(asyncio.Protocol):
    """Takes a new connection, and hands it to the server or hangs up."""

    def __init__(self, server: web.Server) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Counts those there are."""
        assert isinstance(transport, asyncio.Transport)
        if self._is_too_many(_address(transport.get_extra_info("peername"))):
            transport.abort()
            return
        handler = self._server()
        transport.set_protocol(handler)
        handler.connection_made(transport)

    def _is_too_many(self, address: str) -> bool:
        addresses = [_address(one.peername) for one in self._server.connections]
        return len(addresses) >= CONNECTIONS or addresses.count(address) >= OF_ONE_ADDRESS


def _address(peer: Any) -> str:
    return str(peer[0]) if isinstance(peer, tuple) else ""
