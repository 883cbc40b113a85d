"""A window under test, with a clock that only the test moves: keys and scans in, what can be read on it out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from builders import stamp
from idle import settled
from store import State, StoreError, Verb, open_store
from store.records import LogEntry, Role, Stamp
from tui.app import ToaDamApp
from tui.widgets.hint_line import HintLine
from tui.widgets.scan_card import ScanCard


class Hand:
    """A clock moved by hand, wall and boot clock together."""

    def __init__(self, at: str) -> None:
        self.now = stamp(at)

    def __call__(self, _zone: dt.tzinfo) -> Stamp:
        return self.now

    def wait(self, seconds: float) -> None:
        since = dt.timedelta(seconds=seconds)
        self.now = replace(self.now, wall=self.now.wall + since, boot_ms=self.now.boot_ms + round(seconds * 1000))


class Seat:
    """Where somebody sits in front of a window."""

    def __init__(self, app: ToaDamApp, pilot: Pilot[None], path: Path, clock: Hand) -> None:
        self.app, self.pilot, self.path, self.clock = app, pilot, path, clock
        self.pressed = 0
        """Keys so far."""

    @property
    def base(self) -> Screen[Any]:
        """The screen of the mode, whatever dialog is on it."""
        screen: Screen[Any] = self.app.screen_stack[0]
        return screen

    @property
    def state(self) -> State:
        return self.app._store.state

    @property
    def hint(self) -> str:
        return self.base.query_one(HintLine).text.replace("\n", " ")

    @property
    def card(self) -> str:
        return self.base.query_one(ScanCard).text

    def asks(self, kind: type[Screen[Any]]) -> bool:
        """Whether a dialog of this kind is on top."""
        return isinstance(self.app.screen, kind)

    async def settle(self) -> None:
        """Until what was asked of the store has been answered and drawn."""
        await settled(self.pilot, self.app._store)

    async def press(self, *keys: str) -> None:
        """One key after the other, each when what the one before did is there."""
        for key in keys:
            self.pressed += 1
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """As fast as anybody types."""
        self.pressed += len(text)
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.settle()

    async def scan(self, payload: str) -> None:
        for letter in payload:
            self.app.post_message(Key("minus" if letter == "-" else letter, letter))
        self.app.post_message(Key("enter", "\r"))
        await self.settle()

    async def run(self, *verbs: Verb[Any]) -> None:
        """As another window would."""
        for verb in verbs:
            await self.app._store.run(verb)
        await self.settle()

    async def elsewhere(self, *verbs: Verb[Any]) -> None:
        """By another window of its own."""
        store = open_store(self.path, desk="Bàn 2", role=Role.OFFICE, clock=self.clock)
        try:
            for verb in verbs:
                store.run(verb)
        except StoreError as error:
            raise AssertionError(error) from error
        finally:
            store.close()

    def log(self) -> list[LogEntry]:
        """As another process would read it."""
        store = open_store(self.path, desk="test")
        try:
            return store.log()
        finally:
            store.close()

    def verbs(self) -> list[str]:
        return [entry.verb for entry in self.log()]
