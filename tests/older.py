"""Conferences as earlier versions of the program left them."""

from __future__ import annotations

import shutil
from pathlib import Path

from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System

ACTIONS = {"closed": 4, "unfolded": 8}
"""How many actions stand in each of format 1."""
ACTIONS_OF_FORMAT_2 = 7


def left_by_format_1(name: str, folder: Path) -> Path:
    """The path of a copy of one of the conferences in format 1, as it lies beside its mark."""
    return _left(f"format_1/{name}", ACTIONS[name], folder)


def left_by_format_2(folder: Path) -> Path:
    """The path of a copy of the conference in format 2."""
    return _left("format_2/unfolded", ACTIONS_OF_FORMAT_2, folder)


def _left(place: str, actions: int, folder: Path) -> Path:
    shutil.copytree(Path(__file__).parent / place, folder, dirs_exist_ok=True)
    path = folder / "hoi-nghi.json"
    journals = Layout.of(path)
    newest = journals.generations()[-1]
    turn = TurnLock(journals.turn, Holder(pid=4711, desk="Bàn B"), System())
    turn.set_mark(Mark(generation=newest, length=journals.journal(newest).stat().st_size, seq=actions))
    turn.close()
    return path


def somebody_here(path: Path, desk: str = "") -> Presence:
    """Another window that has the conference open; without a desk one of format 1, which did not say who it was."""
    here = Presence(Layout.of(path).presence, Holder(pid=4712, desk=desk), System())
    here.join()
    return here
