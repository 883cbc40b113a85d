"""Keys wait until what the key before them opens is open.

A dialog takes some 20 ms to appear, on a busy machine ten times that, and who knows the way types on: F8, arrow, Enter.
Textual gives each key to what has the focus when it comes, which is still the screen beneath. There Enter gives
somebody the floor, and the letters of a name stand in the search field.

    @asks                                # instead of `@work`
    async def action_more(self) -> None:
        verb = await ask_deed(…)         # opens dialogs, one after the other

While such a question is under way and no dialog of it is on top, keys are kept, in order. Typing in a field opens
nothing and is never kept for itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from time import monotonic
from typing import Any, Final, ParamSpec

from textual import events, work
from textual.app import App
from textual.screen import ModalScreen
from textual.worker import Worker

from tui.widgets.editing import Editing

ASKING: Final = "asking"
"""The group of the workers that ask."""

TURNS: Final = 50
"""Of the event loop: on its way from the field to the screen that starts a question a key takes a dozen, and none of
them waits for anything. Together they last a millisecond."""
LOOK_S: Final = 0.002
PATIENCE_S: Final = 1.0
"""For so long keys are kept at most: a question may have to wait for the store or a disk."""

_TYPING: Final = frozenset(
    ("backspace", "delete", "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+h")
)

Params = ParamSpec("Params")


def asks(method: Callable[Params, Coroutine[None, None, None]]) -> Callable[Params, Worker[None]]:
    """Decorates an action that opens dialogs."""
    return work(group=ASKING)(method)


class TypeAhead:
    """Stands before an application's own handling of events, `pass_on`."""

    def __init__(self, app: App[Any], pass_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._pass_on = pass_on
        self._kept: deque[events.Key | events.Paste | Callable[[], object]] = deque()
        self._settling: asyncio.Task[None] | None = None

    async def route(self, event: events.Event) -> None:
        """Handles what comes from the terminal; what bubbled up from a widget has been here before and goes on."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await self._pass_on(event)
        elif self._settling is None:
            await self._hand_on(event)
        else:
            self._kept.append(event)

    def in_turn(self, act: Callable[[], object]) -> None:
        """Does it once all that came before is handed on."""
        if self._settling is None:
            act()
        else:
            self._kept.append(act)

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        opens = isinstance(event, events.Key) and not self._only_types(event)
        await self._pass_on(event)
        if opens:
            self._settling = asyncio.create_task(self._settle())

    def _only_types(self, key: events.Key) -> bool:
        return isinstance(self._app.focused, Editing) and (key.is_printable or key.key in _TYPING)

    async def _settle(self) -> None:
        """Everything the key set going has had its turn, and no question is between two dialogs."""
        until = monotonic() + PATIENCE_S
        await _turns()
        while self._is_between() and monotonic() < until:
            await asyncio.sleep(LOOK_S)
            await _turns()
        # In the application's own queue, and so in order with the keys that are still to come.
        self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        self._settling = None
        while self._kept and self._settling is None:
            kept = self._kept.popleft()
            if isinstance(kept, events.Event):
                await self._hand_on(kept)
            else:
                kept()

    def _is_between(self) -> bool:
        if not self._app.screen_stack:
            return False
        top = self._app.screen
        return not top.is_mounted or any(_asks_from(worker, top) for worker in self._app.workers)


def _asks_from(worker: Worker[Any], top: object) -> bool:
    """Whether it asks on top of this screen, and nothing of what it asks is there."""
    is_the_applications = isinstance(worker.node, App) and not isinstance(top, ModalScreen)
    return worker.group == ASKING and worker.is_running and (worker.node is top or is_the_applications)


async def _turns() -> None:
    for _turn in range(TURNS):
        await asyncio.sleep(0)
