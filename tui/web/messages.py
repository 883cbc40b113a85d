"""What a page may say to its window: a JSON list of a name and its content. Anything else is none of ours. Pure."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Typed(NamedTuple):
    """Bytes as a terminal would send them."""

    data: bytes


class Resize(NamedTuple):
    """The page has room for so much; not yet within bounds."""

    columns: int
    rows: int


class Ping(NamedTuple):
    """To be sent back."""

    data: str


class Watched(NamedTuple):
    """Whether the page has the keyboard."""

    focused: bool


Said = Typed | Resize | Ping | Watched

_PING_MAX = 32


def read(text: str) -> Said | None:
    """What was said; None if it makes no sense."""
    try:
        match json.loads(text):
            case ["stdin", str(typed)]:
                # A lone surrogate is no text; a terminal would not send it either.
                return Typed(typed.encode("utf-8", errors="ignore"))
            case ["resize", {"width": columns, "height": rows}] if _are_numbers(columns, rows):
                return Resize(columns, rows)
            case ["ping", str(data)] if len(data) <= _PING_MAX:
                return Ping(data)
            case ["focus" | "blur" as name, *_rest]:
                return Watched(name == "focus")
    except (ValueError, RecursionError):
        pass
    return None


def _are_numbers(*values: Any) -> bool:
    return all(type(value) is int for value in values)
