"""A moderator's screen under test, with a clock that only the test moves: keys in, what can be read on it out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from builders import agenda, conference, delegates, present, stamp
from seat import Hand, Seat
from store import open_store
from store.engine.file_engine import FileEngine
from store.engine.platform import System
from store.engine.tables import Tables
from store.records import Attendance, Conference, Delegate, Record, Role
from tui.app import ToaDamApp
from tui.screens.moderator import ModeratorScreen
from tui.widgets.agenda_list import AgendaList
from tui.widgets.big_clock import BigClock
from tui.widgets.floor_panel import FloorFoot, FloorHead
from tui.widgets.next_line import NextLine
from tui.widgets.notice_line import NoticeLine
from tui.widgets.search_field import SearchField
from tui.widgets.speaker_queue import SpeakerQueue

SIZE = (120, 36)
BEAT_S = 30
"""Windows are seen to be alive at least so often."""


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


class Table(Seat):
    """A moderator's screen under test."""

    @property
    def screen(self) -> ModeratorScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ModeratorScreen)
        return screen

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
    def field(self) -> SearchField:
        return self.screen.query_one(SearchField)

    @property
    def ticks(self) -> bool:
        """Whether a timer of the screen runs for the clock."""
        return self.screen._second is not None

    async def wait(self, seconds: float) -> None:
        """Time passes, and every second of it could have been seen."""
        while seconds > 0:
            self.clock.wait(min(seconds, BEAT_S))
            seconds -= BEAT_S
            await self.app._store.call(lambda store: store.beat_if_due())
        self.screen.catch_up()
        await self.pilot.pause()

    async def until(self, at: str) -> None:
        """Time passes until the clock on the wall shows `at`."""
        await self.wait((stamp(at).wall - self.clock.now.wall).total_seconds())


@asynccontextmanager
async def table_on(
    path: Path, at: str = "08:00:00", size: tuple[int, int] = SIZE, role: Role = Role.OFFICE
) -> AsyncIterator[Table]:
    clock = Hand(at)
    app = ToaDamApp(lambda: open_store(path, desk="Chủ trì", role=role, clock=clock), silent=True, mode="moderator")
    async with app.run_test(size=size) as pilot:
        table = Table(app, pilot, path, clock)
        await app.workers.wait_for_complete()
        await table.settle()
        yield table
