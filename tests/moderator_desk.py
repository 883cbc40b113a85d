"""A moderator's screen under test, with a clock that only the test moves: keys in, what can be read on it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from builders import agenda, conference, delegates, present, stamp
from idle import settled
from store import State, StoreError, Verb, open_store
from store.engine.file_engine import FileEngine
from store.engine.platform import System
from store.engine.tables import Tables
from store.records import Attendance, Conference, Delegate, LogEntry, Record, Role, Stamp
from tui.app import ToaDamApp
from tui.screens.moderator import ModeratorScreen
from tui.widgets.agenda_list import AgendaList
from tui.widgets.big_clock import BigClock
from tui.widgets.floor_panel import FloorFoot, FloorHead
from tui.widgets.hint_line import HintLine
from tui.widgets.next_line import NextLine
from tui.widgets.notice_line import NoticeLine
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.speaker_queue import SpeakerQueue

SIZE = (120, 36)
BEAT_S = 30
"""Windows are seen to be alive at least so often."""


class Hand:
    """A clock moved by hand, wall and boot clock together."""

    def __init__(self, at: str) -> None:
        self.now = stamp(at)

    def __call__(self, _zone: dt.tzinfo) -> Stamp:
        return self.now

    def wait(self, seconds: float) -> None:
        since = dt.timedelta(seconds=seconds)
        self.now = replace(self.now, wall=self.now.wall + since, boot_ms=self.now.boot_ms + round(seconds * 1000))


def written(path: Path, *records: Record, **about: Any) -> Path:
    """A conference with 112 delegates, whoever and whatever else is in `records`, and the short agenda if they have
    none."""
    people = [one for one in records if isinstance(one, Delegate)] or delegates(112)
    kept: dict[str, dict[str, Any]] = {Conference.table: {"1": conference(**about).to_document()}}
    others = [one for one in records if not isinstance(one, Delegate)]
    items = [] if any(one.table == "agenda" for one in others) else agenda()
    for record in (*people, *items, *others):
        kept.setdefault(record.table, {})[str(record.key)] = record.to_document()
    FileEngine.create(path, 1, Tables(kept), System())
    return path


def here(*numbers: int) -> Iterable[Attendance]:
    """These delegates are in the hall."""
    people = delegates(112)
    return [present(people[number - 1], "07:40:00") for number in numbers]


class Table:
    """A moderator's screen under test."""

    def __init__(self, app: ToaDamApp, pilot: Pilot[None], path: Path, clock: Hand) -> None:
        self.app, self.pilot, self.path, self.clock = app, pilot, path, clock
        self.pressed = 0
        """Keys so far."""

    @property
    def screen(self) -> ModeratorScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ModeratorScreen)
        return screen

    @property
    def state(self) -> State:
        return self.app._store.state

    @property
    def agenda(self) -> str:
        return self.screen.query_one(AgendaList).text

    @property
    def queue(self) -> str:
        return self.screen.query_one(SpeakerQueue).text

    @property
    def queue_title(self) -> str:
        return str(self.screen.query_one(SpeakerQueue).border_title)

    @property
    def floor(self) -> str:
        return self.screen.query_one(FloorHead).text

    @property
    def foot(self) -> str:
        return self.screen.query_one(FloorFoot).text.replace("\n", " ")

    @property
    def face(self) -> Any:
        return self.screen.query_one(BigClock)._face

    @property
    def next(self) -> str:
        return " ".join(self.screen.query_one(NextLine).text.split())

    @property
    def notice(self) -> str:
        return self.screen.query_one(NoticeLine).text.strip() if self.screen.has_class("-notice") else ""

    @property
    def hint(self) -> str:
        return self.screen.query_one(HintLine).text.replace("\n", " ")

    @property
    def card(self) -> str:
        return self.screen.query_one(ScanCard).text

    @property
    def field(self) -> SearchField:
        return self.screen.query_one(SearchField)

    @property
    def ticks(self) -> bool:
        """Whether a timer of the screen runs for the clock."""
        return self.screen._second is not None

    def asks(self, kind: type[Screen[Any]]) -> bool:
        """Whether a dialog of this kind is on top."""
        return isinstance(self.app.screen, kind)

    async def settle(self) -> None:
        """Until what was asked of the store has been answered and drawn."""
        await settled(self.pilot, self.app._store)

    async def wait(self, seconds: float) -> None:
        """Time passes, and every second of it could have been seen."""
        while seconds > 0:
            self.clock.wait(min(seconds, BEAT_S))
            seconds -= BEAT_S
            await self.app._store.call(lambda store: store.beat_if_due())
        self.screen._pass()
        await self.pilot.pause()

    async def until(self, at: str) -> None:
        """Time passes until the clock on the wall shows `at`."""
        await self.wait((stamp(at).wall - self.clock.now.wall).total_seconds())

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


@asynccontextmanager
async def table_on(path: Path, at: str = "08:00:00", size: tuple[int, int] = SIZE) -> AsyncIterator[Table]:
    clock = Hand(at)
    app = ToaDamApp(
        lambda: open_store(path, desk="Chủ trì", role=Role.OFFICE, clock=clock), silent=True, mode="moderator"
    )
    async with app.run_test(size=size) as pilot:
        table = Table(app, pilot, path, clock)
        await app.workers.wait_for_complete()
        await table.settle()
        yield table
