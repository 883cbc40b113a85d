"""A reception screen under test: keys and scans in, what can be read on it out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from builders import delegate, delegates
from conftest import opener
from idle import settled
from store import State, open_store
from store.records import AreaId, Delegate, LogEntry
from tui.app import ToaDamApp
from tui.screens.reception import ReceptionScreen
from tui.widgets.arrivals import Arrivals
from tui.widgets.head_counts import HeadCounts
from tui.widgets.hint_line import HintLine
from tui.widgets.results import Results
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.top_line import TopLine

SIZE = (120, 36)


class Desk:
    """A reception screen under test, and what can be read on it."""

    def __init__(self, app: ToaDamApp, pilot: Pilot[None], path: Path) -> None:
        self.app, self.pilot, self.path = app, pilot, path

    @property
    def screen(self) -> ReceptionScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReceptionScreen)
        return screen

    @property
    def card(self) -> str:
        return self.screen.query_one(ScanCard).text

    @property
    def hint(self) -> str:
        return self.screen.query_one(HintLine).text.replace("\n", " ")

    @property
    def found(self) -> str:
        return self.screen.query_one(Results).text

    @property
    def counts(self) -> str:
        return self.screen.query_one(HeadCounts).text

    @property
    def arrivals(self) -> str:
        return self.screen.query_one(Arrivals).text

    @property
    def top(self) -> str:
        return self.screen.query_one(TopLine).text

    @property
    def state(self) -> State:
        return self.app._store.state

    @property
    def field(self) -> SearchField:
        return self.screen.query_one(SearchField)

    def asks(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen or dialog of this kind is on top."""
        return isinstance(self.app.screen, kind)

    async def settle(self) -> None:
        """Until what was asked of the store has been answered and drawn."""
        await settled(self.pilot, self.app._store)

    async def press(self, *keys: str) -> None:
        """One key after the other, as a person presses them: each when what the one before opened is there."""
        for place, key in enumerate(keys, 1):
            await self.pilot.press(key)
            if len(key) > 1 or key.isdigit() or place == len(keys):
                await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def scan(self, payload: str) -> None:
        """All at once, as a scanner types: pressed one after the other they might be too slow for one."""
        for letter in payload:
            self.app.post_message(Key("minus" if letter == "-" else letter, letter))
        self.app.post_message(Key("enter", "\r"))
        await self.settle()

    def log(self) -> list[LogEntry]:
        """As another process would read it."""
        store = open_store(self.path, desk="test")
        try:
            return store.log()
        finally:
            store.close()


def people() -> list[Delegate]:
    """112 delegates, three of whom share a name up to its tones."""
    everybody = delegates(112)
    for place, (name, ward) in {
        46: ("Nguyễn Văn Hưởng", "p02"),
        50: ("Trịnh Công Sơn", "p03"),
        60: ("Trịnh Công Sơn", "p12"),
    }.items():
        changes = {"title": "Tổ trưởng", "unit": f"Tổ Dân vận số {place + 1}", "area": AreaId(ward), "seat": "C07"}
        everybody[place] = delegate(place + 1, name=name, category=everybody[place].category, **changes)
    return everybody


@asynccontextmanager
async def desk_on(path: Path, size: tuple[int, int] = SIZE) -> AsyncIterator[Desk]:
    app = ToaDamApp(opener(path), silent=True)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot, path)
        await app.workers.wait_for_complete()
        await desk.settle()
        yield desk
