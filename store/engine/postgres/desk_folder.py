"""What a desk keeps on its own machine of a conference in a database: drafts, and copies for the day the server dies.

They are named like the files beside a conference file, and a copy opens like a conference file.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from store.engine.layout import Layout
from store.engine.platform import System


def desk_layout(conference: int, system: System) -> Layout:
    """In the user's own folder. Raises `OSError` if it cannot be made."""
    folder = user_data_path("toadam", appauthor=False) / "databases" / f"{conference}"
    _make(folder, system)
    return Layout.of(folder / "toadam.json")


def _make(folder: Path, system: System) -> None:
    if not system.exists(folder):
        _make(folder.parent, system)
        system.make_folder(folder)
