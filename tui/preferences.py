"""What was chosen on this machine and is to be the same tomorrow (sounds, colours, the camera), and what was tried."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final

import msgspec
from platformdirs import user_config_path

from store.records import Value
from tui.themes import DARK

_FILE: Final = "preferences.json"


class Preferences(Value, frozen=True, kw_only=True):
    """One value each; what is missing in the file is as it was delivered."""

    silent: bool = False
    """Whether nothing is to be heard."""
    theme: str = DARK
    """The name of a set of colours. It may be one that there is no more."""
    camera: str = ""
    """What was last looked through, a camera's number or a film; it is not switched on by itself."""
    scanner_tried: str = ""
    """The day on which the scanner was last tried with the test badge, as ISO 8601 has it."""
    scanner_good: bool = False
    """Whether nothing was to be changed then."""
    hall_tried: str = ""
    """The day on which the display for the hall was last shown."""


def load() -> Preferences:
    """As last saved; as delivered if there is no file or it cannot be read."""
    try:
        return msgspec.json.decode(_path().read_bytes(), type=Preferences)
    except (OSError, ValueError, msgspec.DecodeError):  # ValueError: letters that are none
        return Preferences()


def change(**chosen: bool | str) -> None:
    """Something else was chosen; the rest stays as last saved."""
    save(msgspec.structs.replace(load(), **chosen))


def save(preferences: Preferences) -> None:
    """For the next start; if it cannot be saved, the next start is as before. The file is its owner's alone."""
    with suppress(OSError):
        _replace(_path(), msgspec.json.encode(preferences))


def _replace(path: Path, content: bytes) -> None:
    """In one step: another window may save or start at this moment. Not synced: it is soon chosen again."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def _path() -> Path:
    return user_config_path("toadam", appauthor=False) / _FILE
