"""Which conferences were opened lately on this machine: `toadam` alone opens the last, the others are offered."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_state_path

MOST: Final = 8
"""How many are remembered."""


def remember(path: Path) -> None:
    """Notes the conference as the last; if it cannot be noted, the next start asks for it."""
    with suppress(OSError):
        note, opened = _note(), path.resolve()
        earlier = [one for one in _noted() if one != opened]
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text("\n".join(map(str, [opened, *earlier][:MOST])), encoding="utf-8")


def recall() -> Path | None:
    """The conference opened last, if it is still there."""
    last = next(iter(_noted()), None)
    return last if last is not None and last.is_file() else None


def lately() -> list[Path]:
    """Those that are still there, the last first. For a thread: one may lie on a stick that takes its time."""
    return [path for path in _noted() if path.is_file()]


def _noted() -> list[Path]:
    """A line each: names with a line end in them are not noted in one piece, and so not found again."""
    try:
        return [Path(line) for line in _note().read_text(encoding="utf-8").split("\n") if line]
    except (OSError, ValueError):
        return []


def _note() -> Path:
    return user_state_path("toadam", appauthor=False) / "last-opened"
