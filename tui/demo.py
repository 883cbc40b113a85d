"""The sample conference in motion: badges to try, and people who arrive by themselves at a second desk."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from store import Scan, State, Store
from store.errors import StoreError
from store.records import Delegate
from tui.store_thread import StoreThread

_MINUTE: Final = 60.0


@dataclass(frozen=True)
class Demo:
    """What a demonstration does besides being opened."""

    open_desk: Callable[[], Store]
    """Opens the same conference as a second desk."""
    arrivals_per_minute: float = 0.0


def awaited(state: State) -> list[Delegate]:
    """Who has not come yet, by number."""
    return sorted(
        (delegate for delegate in state.delegates.values() if delegate.id not in state.attendance),
        key=lambda delegate: delegate.number,
    )


async def play_arrivals(demo: Demo, chance: random.Random) -> None:
    """Scans badges at the second desk, as people would come: now and then two at once. Ends when everybody is in."""
    desk = await asyncio.to_thread(StoreThread, demo.open_desk)
    try:
        while people := awaited(desk.state):
            await asyncio.sleep(chance.expovariate(demo.arrivals_per_minute / _MINUTE))
            try:
                await desk.run(Scan.of(chance.choice(people).code))
            except StoreError:
                # The disk of a demonstration; the next arrival may be taken.
                continue
    finally:
        await asyncio.to_thread(desk.close)
