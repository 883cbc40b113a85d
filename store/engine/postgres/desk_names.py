"""The name of a desk as the server lists it among its connections, which takes 63 characters of ASCII."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from store.engine.locks import Holder

_MARK: Final = "toadam:"
_ROOM: Final = 63


def listed_as(holder: Holder) -> str:
    """What the server is told: readable for a person too, as far as the name is."""
    mark = f"{_MARK}{holder.pid}:"
    for length in range(len(holder.desk), 0, -1):
        name = mark + holder.desk[:length].encode("punycode").decode("ascii")
        if len(name) <= _ROOM:
            return name
    return mark


def holder_listed(name: str) -> Holder | None:
    """Who that is; None if it is none of our desks."""
    pid, _colon, desk = name.removeprefix(_MARK).partition(":")
    with suppress(ValueError):
        if name.startswith(_MARK):
            return Holder(pid=int(pid), desk=desk.encode("ascii").decode("punycode"))
    return None
