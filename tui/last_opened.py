"""Which conference was opened last on this machine, so that `toadam` alone opens it again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path


def remember(path: Path) -> None:
    """Notes the conference; if it cannot be noted, the next start asks for it."""
    with suppress(OSError):
        note = _note()
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(str(path.resolve()), encoding="utf-8")


def recall() -> Path | None:
    """The conference opened last, if it is still there."""
    try:
        path = Path(_note().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return path if path.is_file() else None


def _note() -> Path:
    return user_state_path("toadam", appauthor=False) / "last-opened"
