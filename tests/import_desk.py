"""A roster being taken in, under test: a folder where rosters arrive, the conversation about them, what is on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from conftest import opener, write_conference
from dialog_bench import COMFORTABLE, Talking, talking
from rosters import write_xlsx
from store import RecordBadges, Verb
from store.records import CategoryId, Delegate, Role
from store.roster import (
    ImportRoster,
    RosterReading,
    read_roster,
)
from tui.dialogs.file_picker import FilePicker
from tui.dialogs.import_preview import ImportPreview
from tui.dialogs.importing import import_roster
from tui.machine.folders import Folder
from tui.store_thread import StoreThread
from tui.widgets.counted_tabs import CountedTabs
from tui.widgets.hint_line import HintLine
from tui.widgets.long_list import LongList
from tui.widgets.roster_preview import Part

HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại"]
HEADING = ["Tổ trưởng các Tổ Dân vận ở khu dân cư"]
LEADERS = CategoryId("to-truong")
TRAM, BA_LA, CHO, DAI_DINH, MOI = (
    f"Tổ Dân vận khu phố {name}, phường {ward}"
    for name, ward in (
        ("Trầm", "Đình Bảng"),
        ("Bà La", "Đình Bảng"),
        ("Chợ", "Tân Hồng"),
        ("Đài Đình", "Tân Hồng"),
        ("Mới", "Tân Hồng"),
    )
)

Row = list[object]


def person(stt: int, name: str, unit: str = "", phone: str = "", title: str = "Tổ trưởng") -> Row:
    return [stt, name, title, unit, phone]


FIRST = [
    person(1, "Nguyễn Văn Hưng", TRAM, "0912000001"),
    person(2, "Trần Thị Bình", BA_LA, "0912000002"),
    person(3, "Lê Văn Cường", CHO, "0912000003"),
    person(4, "Phạm Thị Dung", DAI_DINH, "0912000004"),
]
SECOND = [
    person(1, "Nguyễn Văn Hưởng", TRAM, "0912000001"),
    person(2, "Trần Thị Bình", BA_LA, "0912000002"),
    person(3, "Đỗ Thế Vững", CHO),
    person(4, "Bùi Thúy Hằng", MOI, "0912000005"),
]
"""The first is corrected, the third somebody else, the fourth gone, and one is new."""
STAYED = FIRST[0], FIRST[2]
"""Of both wards one."""


class Office:
    """A conference, a folder where rosters arrive, and the conversation about them."""

    def __init__(self, folder: Path) -> None:
        self.path = write_conference(folder / "toadam.json", [])
        self.arrived = folder / "Zalo"
        self.arrived.mkdir()
        self._minted = count(1_000)

    def send(self, name: str, *people: Row, heading: list[str] = HEADING) -> Path:
        """A roster arrives."""
        above: list[Row] = [[*HEADER], [*heading]] if heading else [[*HEADER]]
        return write_xlsx(self.arrived / name, [*above, *people])

    def do(self, *verbs: Verb[Any]) -> None:
        """What others did before, or do meanwhile."""
        store = opener(self.path, "Bàn 2")()
        for verb in verbs:
            store.run(verb)
        store.close()

    def take_in(self, *people: Row) -> None:
        """A roster that was taken in before."""
        reading = self._read(self.send("before.xlsx", *people))
        self.do(ImportRoster.of(reading.entries, (), self._minted.__next__))
        (self.arrived / "before.xlsx").unlink()

    def _read(self, file: Path) -> RosterReading:
        store = opener(self.path)()
        conference = store.state.conference
        store.close()
        return read_roster(file, conference)

    def on_list(self) -> list[Delegate]:
        """Everybody, as another process reads them."""
        store = opener(self.path)()
        people = sorted(store.state.delegates.values(), key=lambda one: one.number)
        store.close()
        return people

    def called(self, name: str) -> Delegate:
        return next(one for one in self.on_list() if one.name == name)

    def print_badges(self) -> None:
        store = opener(self.path)()
        store.run(RecordBadges.of(store.state.delegates.values(), store.state.conference))
        store.close()

    @asynccontextmanager
    async def asks(self, size: tuple[int, int] = COMFORTABLE, role: Role = Role.OFFICE) -> AsyncIterator[Importing]:
        """F7, a roster."""
        store = StoreThread(opener(self.path, role=role))
        folders = [Folder(self.arrived, "Zalo")]
        try:
            async with talking(lambda app: import_roster(app, store, folders), size) as talk:
                yield Importing(talk, store)
        finally:
            store.close()


class Importing:
    """The conversation, and what can be read in it."""

    def __init__(self, talk: Talking, store: StoreThread) -> None:
        self.talk, self.store = talk, store
        self.press, self.type, self.answered = talk.press, talk.type, talk.answered

    @property
    def text(self) -> str:
        return self.talk.text

    async def files(self) -> None:
        await self.talk.asked(FilePicker)
        await self.talk.until(lambda: "Looking" not in self.text)

    async def choose(self, letters: str = "") -> None:
        """The file of which these letters stand in the name."""
        await self.files()
        await self.type(letters)
        await self.press("enter")

    async def preview(self) -> ImportPreview:
        preview: ImportPreview = await self.talk.asked(ImportPreview)
        await self.compared()
        return preview

    async def compared(self) -> None:
        await self.talk.until(lambda: "Comparing" not in self.text)

    async def see(self, part: Part) -> str:
        """The rows of a list."""
        screen = self.talk.app.screen
        assert isinstance(screen, ImportPreview)
        for _each in Part:
            if screen._part is part:
                break
            await self.press("right")
        assert screen._part is part
        return screen.query_one(LongList).text

    @property
    def hint(self) -> str:
        """What Enter will do."""
        hint = self.talk.app.screen.query_one("#choice", HintLine)
        return hint.text

    @property
    def tabs(self) -> dict[str, int]:
        """How long each list is said to be."""
        (tabs,) = self.talk.app.screen.query(CountedTabs)
        words = [part.rsplit(" ", 1) for part in tabs.text.replace("\n", "  ").split("  ") if part.strip()]
        return {label.strip(): int(length) for label, length in words}
