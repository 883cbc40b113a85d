"""Conferences as earlier versions of the program left them."""

from __future__ import annotations

import shutil
from pathlib import Path

from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System

FORMAT_1 = Path(__file__).parent / "format_1"

ACTIONS = {"closed": 4, "unfolded": 8}
"""How many actions stand in each."""


def left_by_format_1(name: str, folder: Path) -> Path:
    """The path of a copy of one of the conferences in format 1, as it lies beside its mark."""
    shutil.copytree(FORMAT_1 / name, folder, dirs_exist_ok=True)
    path = folder / "hoi-nghi.json"
    journals = Layout.of(path)
    newest = journals.generations()[-1]
    turn = TurnLock(journals.turn, Holder(pid=4711, desk="Bàn B"), System())
    turn.set_mark(Mark(generation=newest, length=journals.journal(newest).stat().st_size, seq=ACTIONS[name]))
    turn.close()
    return path


def somebody_here(path: Path, desk: str = "") -> Presence:
    """Another window that has the conference open; without a desk one of format 1, which did not say who it was."""
    here = Presence(Layout.of(path).presence, Holder(pid=4712, desk=desk), System())
    here.join()
    return here
