"""A folder of a desk's own, made when it is first needed."""

from __future__ import annotations

from pathlib import Path

from store.engine.platform import System


def make_with_parents(folder: Path, system: System) -> None:
    """As `System.make_folder`, and those it is in. Raises `OSError`."""
    if not system.exists(folder):
        make_with_parents(folder.parent, system)
        system.make_folder(folder)
