"""A rehearsal of a conference's day, on a copy that is gone with the window."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Final

from store import open_store, system_mint
from store.drill import Copy, copy_for_drill, throw_away_folder
from tui.commands.window import run
from tui.drill.clock import DrillClock
from tui.drill.drill import Drill
from tui.drill.line import Line
from tui.drill.morning import begins
from tui.drill.playing import Rehearsed
from tui.next_window import NextWindow, Rehearse

if TYPE_CHECKING:
    from tui.app import ToaDamApp

_OTHERS: Final = ("Bàn 2", "Bàn 1")
"""What the desk may be called at which others work meanwhile: not as this one."""
_SEEDS: Final = 1 << 32


def rehearsed(wanted: Rehearse, desk_name: str) -> NextWindow | None:
    """Until the window is closed, and with it the copy is gone; then what was to come."""
    with throw_away_folder("drill") as folder:
        run(_window(wanted, copy_for_drill(wanted.place, folder), desk_name))
    return wanted.then


def _window(wanted: Rehearse, copy: Copy, desk_name: str) -> ToaDamApp:
    """On the copy, with its clock set to the morning of the conference."""
    from tui.app import ToaDamApp

    clock = DrillClock(begins(copy.conference), wanted.speed)
    open_copy = partial(open_store, copy.path, clock=clock)
    seed = random.randrange(_SEEDS) if wanted.seed is None else wanted.seed
    drill = Drill(clock, wanted.part, seed, Line(desk_name), system_mint)
    others = next(name for name in _OTHERS if name != desk_name)
    return ToaDamApp(
        partial(open_copy, desk=desk_name),
        mode=wanted.part,
        rehearsal=Rehearsed(drill, partial(open_copy, desk=others)),
    )
