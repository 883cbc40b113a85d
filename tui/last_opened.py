"""Which conferences were opened lately on this machine: `toadam` alone opens the last, the others are offered."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_state_path

from store import Address, Place, is_address

MOST: Final = 8
"""How many are remembered."""


def remember(place: Place) -> None:
    """Notes the conference as the last; if it cannot be noted, the next start asks for it.

    A database's address is noted without the password.
    """
    with suppress(OSError):
        note, opened = _note(), str(place.resolve() if isinstance(place, Path) else place)
        earlier = [one for one in _noted() if one != opened]
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text("\n".join([opened, *earlier][:MOST]), encoding="utf-8")


def recall() -> Place | None:
    """The conference opened last, if it is still there, as far as that can be told."""
    last = next(map(_place, _noted()), None)
    return None if isinstance(last, Path) and not last.is_file() else last


def lately() -> list[Path]:
    """Files that are still there, the last first. For a thread: one may lie on a stick that takes its time."""
    return [place for place in map(_place, _noted()) if isinstance(place, Path) and place.is_file()]


def _place(noted: str) -> Place:
    return Address(noted) if is_address(noted) else Path(noted)


def _noted() -> list[str]:
    """A line each: names with a line end in them are not noted in one piece, and so not found again."""
    try:
        return [line for line in _note().read_text(encoding="utf-8").split("\n") if line]
    except (OSError, ValueError):
        return []


def _note() -> Path:
    return user_state_path("toadam", appauthor=False) / "last-opened"
