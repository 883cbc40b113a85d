"""What happens in a rehearsal by itself: others at another desk do it, as people would meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from store import Store, Verb
from store.errors import StoreError
from tui.drill.drill import Drill
from tui.store_thread import StoreThread

LOOK_S: Final = 0.1
"""How often it is looked what has happened."""


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal, and how the copy it is held on is opened as another desk."""

    drill: Drill
    open_others: Callable[[], Store]


async def play(rehearsal: Rehearsed, own: StoreThread) -> None:
    """Until it is cancelled."""
    others = await asyncio.to_thread(StoreThread, rehearsal.open_others)
    try:
        while True:
            for verb in rehearsal.drill.look(own.state, own.now()):
                await _done(others, verb)
            await asyncio.sleep(LOOK_S)
    finally:
        await asyncio.to_thread(others.close)


async def _done(others: StoreThread, verb: Verb[Any]) -> None:
    """Whoever learns may have done it before, or something that leaves nothing to do."""
    with suppress(StoreError):
        await others.run(verb)
