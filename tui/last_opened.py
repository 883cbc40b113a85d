"""Which conference was opened last on this machine, so that `toadam` alone opens it again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

from store import Address, Place, is_address


def remember(place: Place) -> None:
    """Notes the conference; if it cannot be noted, the next start asks for it."""
    with suppress(OSError):
        note = _note()
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(str(place.resolve() if isinstance(place, Path) else place), encoding="utf-8")


def recall() -> Place | None:
    """The conference opened last, if it is still there; a database's address without the password."""
    try:
        noted = _note().read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    if is_address(noted):
        return Address(noted)
    path = Path(noted)
    return path if path.is_file() else None


def _note() -> Path:
    return user_state_path("toadam", appauthor=False) / "last-opened"
