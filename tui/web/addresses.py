"""Under which names this machine is reached, and which of them a request may use.

A page elsewhere can make a browser send requests here, even under a name of its own that leads here (DNS rebinding). So
a request counts only if it was sent to an address of this machine as it is written on the laptop's screen, and what
changes something only if it comes from one of our own pages.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
EVERY: Final = ("0.0.0.0", "::")
_DEFAULT: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Addresses:
    """What this server answers to."""

    scheme: str
    names: tuple[str, ...]
    """Hosts, as in an address, those for other machines first."""
    port: int

    @property
    def urls(self) -> list[str]:
        """As they are typed into a browser on another machine; on this one if there is no network."""
        others = [name for name in self.names if name not in LOCAL] or [self.names[0]]
        return [self.origin(name) for name in others]

    def origin(self, name: str) -> str:
        """`http://192.168.1.5:8000`"""
        return f"{self.scheme}://{name}" + ("" if self.port == _DEFAULT[self.scheme] else f":{self.port}")

    def is_host(self, host: str | None) -> bool:
        """Whether a request's Host header names us exactly."""
        return host is not None and host.lower() in {urlsplit(self.origin(name)).netloc for name in self.names}

    def is_own(self, origin: str | None, host: str | None) -> bool:
        """Whether a request comes from a page of ours, under the very name it was sent to."""
        return origin is not None and self.is_host(host) and origin.lower() == f"{self.scheme}://{(host or '').lower()}"


def addresses(host: str, port: int, *, secure: bool) -> Addresses:
    """Where a server bound to `host` is found; bound to every address, at those of this machine."""
    own = machine_addresses() if host in EVERY else (_bracketed(host),)
    return Addresses("https" if secure else "http", tuple(dict.fromkeys((*own, *LOCAL))), port)


def machine_addresses() -> tuple[str, ...]:
    """The addresses of this machine in its networks, the one other machines are most likely to reach first."""
    found = dict.fromkeys((*_of_the_way_out(), *_of_the_name()))
    return tuple(_bracketed(address) for address in found if not ipaddress.ip_address(address).is_loopback)


def _of_the_way_out() -> Iterable[str]:
    """The address from which this machine would talk to another. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return ()
        return (asking.getsockname()[0],)


def _of_the_name() -> Iterable[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, family=socket.AF_INET, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    return (str(address[0]) for *_kind, address in found)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def is_this_machine(remote: str | None) -> bool:
    """Whether a connection comes from this very machine."""
    try:
        return remote is not None and ipaddress.ip_address(remote).is_loopback
    except ValueError:
        return False
