"""What a file says of itself before it is opened: whether it is a conference, and which.

Only for offering it: nothing is locked, and no journal is read, in which a title may have been changed since.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import msgspec

from store.records import Value

_BEGINNING: Final = b'{"meta":'
_MOST_BYTES: Final = 256_000_000


class Glance(Value, frozen=True, kw_only=True):
    """What tells one conference from another."""

    short_title: str
    date: dt.date


class _Meta(Value, frozen=True, kw_only=True):
    toadam: int


class _File(Value, frozen=True, kw_only=True):
    meta: dict[str, _Meta]
    conference: dict[str, Glance]


_decode: Final = msgspec.json.Decoder(_File).decode


def glance(path: Path) -> Glance | None:
    """None for what is no conference, or cannot be read. Never raises."""
    try:
        with path.open("rb") as file:
            if file.read(len(_BEGINNING)) != _BEGINNING or path.stat().st_size > _MOST_BYTES:
                return None
            return _decode(_BEGINNING + file.read()).conference.get("1")
    except (OSError, ValueError, msgspec.DecodeError):
        return None
