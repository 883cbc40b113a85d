"""When a pilot goes on to the next key: as soon as nothing is left to do but wait, and what was done can be seen.

Textual's own pilot waits until the whole process has used next to no processor time for 20 ms, twice a key. That is
long, and on a busy machine it is a guess. Of other threads the store's and the one that makes the directory are waited
for; what else threads and processes do, a test that needs it asks for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual._context import active_app
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from tui.store_thread import StoreThread

ROUNDS = 4
"""A key asks something of the store, and its answer something more: nothing goes on longer than this."""


async def wait_for_idle(_min_sleep: float = 0, _max_sleep: float = 0) -> None:
    """Until no callback is ready and nothing is left to draw."""
    await _nothing_ready()
    while _draws():
        await _nothing_ready()


async def wait_for_screen(pilot: Pilot[Any], timeout: float = 30) -> bool:
    """Until every widget has done what it was told. Textual has each of them answer, which takes longer than the key
    did; here only if somebody is still at work once nothing else is left to do."""
    await wait_for_idle()
    if all(map(_listens, (pilot.app, *pilot.app.screen.walk_children(with_self=True)))):
        return True
    return await _ASK_EVERYBODY(pilot, timeout)


_ASK_EVERYBODY = Pilot._wait_for_screen


def _listens(one: MessagePump) -> bool:
    """Whether it waits for a message, and none has come."""
    come: asyncio.Event = one._message_queue.ready_event
    return bool(come._waiters) and not come.is_set()


async def settled(pilot: Pilot[None], store: StoreThread) -> None:
    """Until what was asked of the store has been answered and drawn, and what the answers asked too."""
    for _round in range(ROUNDS):
        await pilot.pause()
        await store.call(lambda store: store.refresh())
        await _directory_made(pilot)
    await pilot.pause()


async def _directory_made(pilot: Pilot[None]) -> None:
    """If somebody has begun to make it."""
    while any(worker.group == "directory" and not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause(0.002)


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    """For what threads and processes do: looks again and again."""
    async with asyncio.timeout(60):
        while not true():
            await pilot.pause(0.005)
    await pilot.pause()


async def _nothing_ready() -> None:
    """Looked at twice, since a task that goes on may have woken another."""
    loop = asyncio.get_running_loop()
    quiet = 0
    while quiet < 2:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1  # type: ignore[attr-defined]


def _draws() -> bool:
    """Whether the screen on top had something left to draw, or to do once it is drawn; it need not wait any longer."""
    app = active_app.get()
    screen = app.screen_stack[-1] if app.screen_stack else None
    if screen is None or not screen.is_current or app._batch_count:
        return False
    dirty = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets
    left = bool(dirty or screen._callbacks)
    screen._on_timer_update()
    return left
