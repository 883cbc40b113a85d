"""A roster taken in on screen: nothing is written before the last Enter, and everything it does is shown before."""

from __future__ import annotations

import errno
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from textual.app import App
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Button, ProgressBar

import tui.dialogs.importing
from builders import delegate, delegates, state
from conftest import opener, write_conference
from dialog_bench import COMFORTABLE, SMALL, Talking, talking
from rosters import write_xlsx
from store import CheckIn, CorrectDelegate, RecordBadges, Store, StrikeOff, Undo, Verb
from store.errors import NotSaved
from store.records import AreaId, CategoryId, Delegate, Method, Role, Standing
from store.roster import (
    Doubt,
    DoubtKind,
    Entry,
    ImportRoster,
    NoRoster,
    RosterError,
    RosterReading,
    Sample,
    read_roster,
)
from tui.dialogs.file_picker import FilePicker
from tui.dialogs.import_preview import ImportPreview
from tui.dialogs.importing import TakenIn, import_roster, notice
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import PickDialog
from tui.dialogs.progress import Course, ProgressDialog, with_progress
from tui.dialogs.refused import RefusedDialog
from tui.i18n import set_language
from tui.machine.folders import Folder
from tui.store_thread import StoreThread
from tui.widgets.counted_tabs import CountedTabs, Tab, rows_of
from tui.widgets.hint_line import HintLine
from tui.widgets.long_list import Items, LongList
from tui.widgets.roster_preview import Choice, Part, few_areas, held_against, likely_scope, samples_words
from tui.widgets.roster_rows import Look

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


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


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
        (hint,) = self.talk.app.screen.query(HintLine)
        return hint.text

    @property
    def tabs(self) -> dict[str, int]:
        """How long each list is said to be."""
        (tabs,) = self.talk.app.screen.query(CountedTabs)
        words = [part.rsplit(" ", 1) for part in tabs.text.replace("\n", "  ").split("  ") if part.strip()]
        return {label.strip(): int(length) for label, length in words}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


# -- from the file to the list -----------------------------------------------------------------------------------------


async def test_two_enters_take_a_roster_in(office: Office) -> None:
    office.send("danh sach.xlsx", *FIRST)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs == {"New": 4}
        assert "⏎ Take in 4 delegates" in importing.text
        await importing.press("enter")
        taken = await importing.answered()
        assert (taken.added, taken.numbers, taken.struck) == (4, (1, 2, 3, 4), 0)
    assert [one.name for one in office.on_list()] == [row[1] for row in FIRST]


@pytest.mark.parametrize("size", [SMALL, COMFORTABLE])
async def test_a_second_version_shows_what_it_changes(office: Office, size: tuple[int, int]) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks(size) as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs == {"New": 1, "Corrected": 1, "Replaced": 1, "No longer listed": 1, "Unchanged": 1}
        assert "Bùi Thúy Hằng" in await importing.see(Part.ADDED)
        assert "Nguyễn Văn Hưng → Nguyễn Văn Hưởng" in await importing.see(Part.CORRECTED)
        replaced = await importing.see(Part.REPLACED)
        assert "003 Lê Văn Cường → Đỗ Thế Vững" in replaced
        assert "old code dies" in replaced
        assert "[ ] 004 Phạm Thị Dung" in await importing.see(Part.UNLISTED)
        assert "002 Trần Thị Bình" in await importing.see(Part.UNCHANGED)
        await importing.press("enter")
        taken = await importing.answered()
        counts = taken.added, taken.corrected, taken.replaced, taken.unlisted, taken.unchanged
        assert counts == (1, 1, 1, 1, 1)
    assert {one.number: one.name for one in office.on_list()} == {
        1: "Nguyễn Văn Hưởng",
        2: "Trần Thị Bình",
        4: "Phạm Thị Dung",
        5: "Đỗ Thế Vững",
        6: "Bùi Thúy Hằng",
    }
    assert office.called("Phạm Thị Dung").unlisted


async def test_one_undo_takes_the_import_back(office: Office) -> None:
    office.take_in(*FIRST)
    before = office.on_list()
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.press("enter")
        await importing.answered()
        assert (await importing.store.run(Undo())).verb == "import_roster"
    assert office.on_list() == before


@pytest.mark.parametrize("steps", [0, 1], ids=["before the files", "before the import"])
async def test_escape_leaves_the_file_as_it_was(office: Office, steps: int) -> None:
    office.take_in(*FIRST)
    before = office.path.read_bytes()
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks() as importing:
        if steps:
            await importing.choose()
            await importing.preview()
            await importing.press("right", "right", "right", "space", "escape")
        await importing.files()
        await importing.press("escape")
        assert await importing.answered() is None
    assert office.path.read_bytes() == before


# -- badges ------------------------------------------------------------------------------------------------------------


async def test_a_badge_that_will_be_wrong_is_said_to_be_made_again(office: Office) -> None:
    office.take_in(*FIRST)
    office.print_badges()
    office.send("lan 2.xlsx", SECOND[0], [2, "Trần Thị Bình", "Tổ trưởng", BA_LA, "0988000002"], *FIRST[2:])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        renamed, reachable = (await importing.see(Part.CORRECTED)).split("002 Trần Thị Bình")
        assert "badge to be made again" in renamed
        assert "0912000002 → 0988000002" in reachable
        assert "badge" not in reachable


async def test_where_no_badge_was_made_none_is_made_again(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "badge" not in await importing.see(Part.CORRECTED)


# -- who is no longer listed -------------------------------------------------------------------------------------------

STAYED = FIRST[0], FIRST[2]
"""Of both wards one."""


async def test_who_is_marked_is_struck_off_with_the_import(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("down", "space")
        assert "[✘] 004 Phạm Thị Dung" in importing.text
        assert "⏎ Take in 2 delegates · strike off 1" in importing.text
        await importing.press("enter")
        taken = await importing.answered()
        assert (taken.struck, taken.unlisted) == (1, 2)
        assert "no longer listed 1, struck off 1, unchanged 2" in notice(taken)
    standings = {one.name: (one.standing, one.unlisted) for one in office.on_list()}
    assert standings["Phạm Thị Dung"] == (Standing.STRUCK_OFF, False)
    assert standings["Trần Thị Bình"] == (Standing.SUMMONED, True)


async def test_striking_off_and_the_import_are_taken_back_one_after_the_other(office: Office) -> None:
    office.take_in(*FIRST)
    before = office.on_list()
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("space", "enter")
        await importing.answered()
        undone = [(await importing.store.run(Undo())).verb for _each in range(2)]
        assert undone == ["strike_off", "import_roster"]
    assert office.on_list() == before


async def test_a_second_space_keeps_and_ctrl_a_marks_all_or_none(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("space", "space")
        assert importing.hint == "⏎ Take in 2 delegates"
        await importing.press("ctrl+a")
        assert importing.hint == "⏎ Take in 2 delegates · strike off 2"
        await importing.press("space", "ctrl+a")
        assert importing.hint == "⏎ Take in 2 delegates · strike off 2"
        await importing.press("ctrl+a")
        assert "[✘]" not in importing.text


async def test_whoever_came_and_is_no_longer_listed_is_said_to_be_here(office: Office) -> None:
    office.take_in(*FIRST)
    office.do(CheckIn(delegate=office.called("Phạm Thị Dung").id, method=Method.NUMBER))
    office.send("lan 2.xlsx", *FIRST[:3])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "✔ Present · keep" in await importing.see(Part.UNLISTED)


# -- of whom the file speaks -------------------------------------------------------------------------------------------


def entry(row: int, area: str, name: str = "Nguyễn Văn An") -> Entry:
    return Entry(row=row, name=name, area=AreaId(area), category=LEADERS)


@pytest.mark.parametrize(
    ("areas", "scope"),
    [
        (["p01"], ["p01"]),
        (["p03", "p01", "p02", "p01"], ["p01", "p02", "p03"]),
        (["p01", "p02", "p03", "p04"], []),
        (["p01", ""], []),
        (["", ""], []),
        ([], []),
    ],
)
def test_a_file_of_a_few_areas_speaks_for_them_alone(office: Office, areas: list[str], scope: list[str]) -> None:
    store = opener(office.path)()
    conference = store.state.conference
    store.close()
    entries = [entry(row, area) for row, area in enumerate(areas)]
    assert likely_scope(entries, conference) == tuple(scope)


def test_a_file_of_all_areas_cannot_speak_for_some(office: Office) -> None:
    store = opener(office.path)()
    conference = store.state.conference
    store.close()
    assert few_areas([entry(1, area.id) for area in conference.areas], conference) == ()


async def test_a_file_of_one_ward_says_nothing_of_the_others_until_told_so(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("dinh bang.xlsx", FIRST[0])
    async with office.asks(SMALL) as importing:
        await importing.choose()
        await importing.preview()
        assert "○ the whole conference  ● only Đình Bảng (Tab)" in importing.text
        assert importing.tabs == {"No longer listed": 1, "Unchanged": 1}
        await importing.press("tab")
        await importing.compared()
        assert "● the whole conference  ○ only Đình Bảng (Tab)" in importing.text
        assert importing.tabs == {"No longer listed": 3, "Unchanged": 1}
        await importing.talk.pilot.click("#scope")
        await importing.compared()
        await importing.press("enter")
        assert (await importing.answered()).unlisted == 1
    assert [one.name for one in office.on_list() if one.unlisted] == ["Trần Thị Bình"]


async def test_for_some_areas_nobody_is_taken_in_who_is_of_none(office: Office) -> None:
    office.send("hai phuong.xlsx", FIRST[0], person(2, "Vũ Văn Khoa", "Tổ Dân vận số 9"))
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "⏎ Take in 2 delegates" in importing.text
        await importing.press("tab")
        await importing.compared()
        assert "⏎ Take in 1 delegate · leave out 1 without an area" in importing.text
        await importing.press("enter")
        await importing.answered()
    assert [one.name for one in office.on_list()] == ["Nguyễn Văn Hưng"]


# -- people without a category -----------------------------------------------------------------------------------------

STRANGERS = [
    person(1, "Trần Văn Khoa", "Công ty X", title="Giám đốc"),
    person(2, "Vũ Văn Ổn", "Công ty Y", title="Giám đốc"),
    person(3, "Đỗ Thị Yến", "Công ty Z", title="Giám đốc"),
]


async def test_nobody_is_taken_in_without_a_category(office: Office) -> None:
    office.send("khach.xlsx", *STRANGERS, heading=[])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs["No category"] == 3
        await importing.press("enter")
        assert importing.hint == "First choose where these people belong"
    assert office.on_list() == []


async def test_a_category_is_chosen_for_one_and_then_for_all_that_are_left(office: Office) -> None:
    office.send("khach.xlsx", *STRANGERS, heading=[])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.press("space")
        await importing.talk.asked(PickDialog)
        assert "Trần Văn Khoa – Giám đốc – Công ty X: which category?" in importing.text
        await importing.press("1")
        await importing.preview()
        assert "⏎ Take in 1 delegate · leave out 2 without a category" in importing.text
        await importing.press("space")
        await importing.talk.asked(PickDialog)
        assert "Vũ Văn Ổn" in importing.text
        await importing.press("8")
        await importing.talk.until(lambda: "2 people: which category?" in importing.text)
        await importing.press("3")
        await importing.preview()
        assert importing.tabs == {"No category": 0, "New": 3}
        await importing.press("enter")
        await importing.answered()
    categories = {one.name: one.category for one in office.on_list()}
    assert categories == {"Trần Văn Khoa": "dan-van-tinh", "Vũ Văn Ổn": "ban-dang", "Đỗ Thị Yến": "ban-dang"}


async def test_whoever_is_left_without_a_category_is_left_out_and_said_to_be(office: Office) -> None:
    office.send("khach.xlsx", *STRANGERS, heading=[])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.press("down", "space")
        await importing.talk.asked(PickDialog)
        await importing.press("7")
        await importing.preview()
        await importing.press("enter")
        assert (await importing.answered()).added == 1
    assert [one.name for one in office.on_list()] == ["Vũ Văn Ổn"]


# -- what else may be with a file --------------------------------------------------------------------------------------


async def test_what_was_converted_stands_above_everything(office: Office) -> None:
    rows: list[list[object]] = [
        ["STT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ"],
        ["Tæ tr\xadëng c¸c Tæ D©n vËn ë khu d©n c\xad"],
        [1, "NguyÔn ThÞ Hoµ", "Tæ tr\xadëng", "Tæ D©n vËn khu phè TrÇm, ph\xadêng §×nh B¶ng"],
        [2, "§µm ThÕ Sö", "Tæ phã", "Tæ D©n vËn khu phè Bµ La, ph\xadêng §×nh B¶ng"],
    ]
    write_xlsx(office.arrived / "cu.xlsx", rows)
    async with office.asks(SMALL) as importing:
        await importing.choose()
        await importing.preview()
        assert "Written in TCVN3 (ABC), put into Unicode. Is this right?" in importing.text
        assert "“NguyÔn ThÞ Hoµ” → “Nguyễn Thị Hoà”" in importing.text
        assert "Unicode" not in importing.text.split("The file speaks for")[1]
        await importing.press("enter")
        await importing.answered()
    assert [one.name for one in office.on_list()] == ["Nguyễn Thị Hoà", "Đàm Thế Sử"]


def test_samples_are_of_every_column_before_there_is_a_second_of_one() -> None:
    cells = [("A", "a1"), ("A", "a2"), ("A", "a3"), ("B", "b1"), ("B", "b2")]
    reading = RosterReading(
        file="ds.xlsx",
        sheet="A",
        encoding="tcvn3",
        header_row=1,
        entries=(),
        samples=tuple(Sample(column=column, encoding="tcvn3", before=before, after="x") for column, before in cells),
    )
    _heading, *rows = samples_words(reading).splitlines()
    assert [row.split("”")[0].strip(" “") for row in rows] == ["a1", "b1", "a2"]


async def test_a_file_that_is_no_roster_is_refused_with_a_reason_and_another_way(office: Office) -> None:
    (office.arrived / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    async with office.asks(SMALL) as importing:
        await importing.choose()
        await importing.talk.asked(RefusedDialog)
        assert "anh.xlsx: this is a picture" in importing.text
        await importing.press("enter")
        await importing.choose()
        await importing.talk.asked(RefusedDialog)
        await importing.press("right", "enter")
        assert await importing.answered() is None
    assert office.on_list() == []


async def test_of_several_sheets_one_is_chosen(office: Office) -> None:
    file = office.send("hai trang.xlsx", FIRST[0])
    book = openpyxl.load_workbook(file)
    second = book.create_sheet("Phường khác")
    for row in (HEADER, HEADING, FIRST[2], FIRST[3]):
        second.append(row)
    book.save(file)
    async with office.asks() as importing:
        await importing.choose()
        await importing.talk.asked(PickDialog)
        assert "Danh sách (1 person)" in importing.text
        await importing.press("escape")
        await importing.choose()
        await importing.talk.asked(PickDialog)
        await importing.press("2")
        await importing.preview()
        assert "sheet “Phường khác”" in importing.text
        await importing.press("enter")
        await importing.answered()
    assert [one.name for one in office.on_list()] == ["Lê Văn Cường", "Phạm Thị Dung"]


async def test_columns_nobody_may_keep_are_said_to_be_left_out(office: Office) -> None:
    rows: list[Row] = [["Họ và tên", "Chức vụ", "Số CCCD"], [*HEADING], ["Nguyễn Văn An", "Tổ trưởng", "001099000001"]]
    write_xlsx(office.arrived / "ds.xlsx", rows)
    async with office.asks(SMALL) as importing:
        await importing.choose()
        await importing.preview()
        assert "Columns left out: Số CCCD" in importing.text


async def test_doubts_stand_with_their_rows(office: Office) -> None:
    office.send("ds.xlsx", FIRST[0], person(2, "Trần Thị Bình", BA_LA, "12"))
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        row, words = (await importing.see(Part.DOUBTS)).removeprefix("▶").split(maxsplit=1)
        assert row == "4"
        assert "“12” is an odd telephone number" in words


async def test_a_namesake_in_another_ward_is_doubted_when_the_file_speaks_for_one(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("ds.xlsx", person(1, "Lê Văn Cường", TRAM, "0912000003"))
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "Lê Văn Cường" in await importing.see(Part.DOUBTS)


async def test_words_that_would_command_the_terminal_are_drawn_harmless(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("[red]ds[b].xlsx", person(1, "Lê Văn [bold]Cường", "Tổ [/x] \u202e9"))
    async with office.asks() as importing:
        await importing.choose("red")
        await importing.preview()
        assert "Take in [red]ds[b].xlsx" in importing.text
        assert "[bold]" in await importing.see(Part.ADDED)
        assert "\u202e" not in importing.text


# -- while it is being done --------------------------------------------------------------------------------------------


def _work_until(stopped: Callable[[], bool]) -> None:
    """As a reader works: it asks now and then."""
    asks = threading.Event()
    while not stopped():
        asks.wait(0.01)


async def test_reading_can_be_stopped_and_changes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, *_: object, cancelled: Callable[[], bool], progress: Any, **_others: object) -> RosterReading:
        progress(30, 120)
        _work_until(cancelled)
        raise RosterError(path, NoRoster.CANCELLED)

    monkeypatch.setattr(tui.dialogs.importing, "read_roster", read)
    before = office.path.read_bytes()
    office.send("rat lon.xlsx", *FIRST)
    async with office.asks(SMALL) as importing:
        await importing.choose()
        dialog = await importing.talk.asked(ProgressDialog)
        await importing.talk.until(lambda: dialog.query_one(ProgressBar).percentage == 0.25)
        assert "Reading rat lon.xlsx" in importing.text
        await importing.press("escape")
        await importing.files()
        await importing.press("escape")
        assert await importing.answered() is None
    assert office.path.read_bytes() == before


async def test_the_button_stops_it_too_but_no_second_enter() -> None:
    def work(course: Course) -> str:
        _work_until(course.stopped)
        return "stopped"

    async with talking(lambda app: with_progress(app, "Reading", work)) as talk:
        dialog = await talk.asked(ProgressDialog)
        await talk.press("enter")
        assert not dialog.ended()
        await talk.pilot.click(Button)
        assert await talk.answered() == "stopped"


async def test_whoever_went_elsewhere_meanwhile_finds_it_done_after_coming_back() -> None:
    done = threading.Event()

    async with talking(lambda app: with_progress(app, "Reading", lambda _course: done.wait(60))) as talk:
        dialog = await talk.asked(ProgressDialog)
        elsewhere: Screen[None] = Screen()
        await talk.app.push_screen(elsewhere)
        done.set()
        await talk.until(dialog.ended)
        await talk.pilot.pause()
        assert talk.app.screen is elsewhere
        elsewhere.dismiss()
        assert await talk.answered() is True


async def test_what_the_work_raises_is_raised(office: Office) -> None:
    def work(_course: Course) -> None:
        raise RosterError(office.path, NoRoster.DAMAGED)

    async def talk_about_it(app: App[Any]) -> object:
        with pytest.raises(RosterError) as raised:
            await with_progress(app, "Reading", work)
        return raised.value.reason

    async with talking(talk_about_it) as talk:
        assert await talk.answered() is NoRoster.DAMAGED


async def test_what_others_change_meanwhile_is_shown_before_it_is_taken_in(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *FIRST)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs == {"Unchanged": 4}
        office.do(CorrectDelegate(delegate=office.called("Lê Văn Cường").id, phone="0988000003"))
        await importing.store.call(lambda store: store.refresh())
        await importing.press("enter")
        await importing.talk.until(lambda: "changed at another desk" in importing.hint)
        assert importing.tabs == {"Corrected": 1, "Unchanged": 3}
        await importing.press("enter")
        assert (await importing.answered()).corrected == 1


async def test_an_arrival_meanwhile_is_no_reason_to_look_again(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *FIRST)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        office.do(CheckIn(delegate=office.called("Lê Văn Cường").id, method=Method.NUMBER))
        await importing.store.call(lambda store: store.refresh())
        await importing.press("enter")
        assert (await importing.answered()).unchanged == 4


async def test_what_could_not_be_saved_is_said_and_nothing_chosen_is_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("ctrl+a")
        with monkeypatch.context() as sick:
            sick.setattr(Store, "run", _no_room)
            await importing.press("enter")
            await importing.talk.asked(RefusedDialog)
            assert "the disk is full" in importing.text
        await importing.press("enter")
        await importing.preview()
        assert importing.hint == "⏎ Take in 2 delegates · strike off 2"
        await importing.press("enter")
        assert (await importing.answered()).struck == 2


def _no_room(_store: Store, _verb: object) -> None:
    raise NotSaved(OSError(errno.ENOSPC, "No space left on device"))


async def test_a_striking_off_that_failed_is_said_after_the_import(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Store.run

    def run_but_strike_off(store: Store, verb: Verb[Any]) -> object:
        if isinstance(verb, StrikeOff):
            _no_room(store, verb)
        return run(store, verb)

    monkeypatch.setattr(Store, "run", run_but_strike_off)
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("ctrl+a", "enter")
        await importing.talk.asked(NoticeDialog)
        assert "Taken in, but nobody was struck off" in importing.text
        await importing.press("enter")
        assert (await importing.answered()).struck == 0


async def test_a_reception_desk_is_told_at_once_that_it_may_not(office: Office) -> None:
    async with office.asks(role=Role.RECEPTION) as importing:
        await importing.talk.asked(NoticeDialog)
        assert "This window may not do that" in importing.text
        await importing.press("escape")
        assert await importing.answered() is None


# -- keys and the mouse, in lists of any length ------------------------------------------------------------------------


async def test_lists_are_reached_with_arrows_and_with_the_mouse(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks(SMALL) as importing:
        await importing.choose()
        preview = await importing.preview()
        await importing.press("left")
        assert "002 Trần Thị Bình" in preview.query_one(LongList).text
        await importing.press("right")
        assert "Bùi Thúy Hằng" in preview.query_one(LongList).text
        await importing.talk.pilot.click(CountedTabs, offset=Offset(12, 0))
        assert "Nguyễn Văn Hưởng" in preview.query_one(LongList).text


async def test_a_second_click_marks(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.talk.pilot.click(LongList, offset=Offset(8, 1))
        assert "[✘]" not in importing.text
        await importing.talk.pilot.click(LongList, offset=Offset(8, 1))
        assert "[✘] 004 Phạm Thị Dung" in importing.text


def test_tabs_that_do_not_fit_stand_in_a_second_row() -> None:
    tabs = [Tab("New", 5), Tab("No longer listed", 12), Tab("Doubts", 4)]
    assert [len(rows_of(tabs, width)) for width in (80, 30, 20, 5)] == [1, 2, 3, 3]


class Counted(LongList):
    """A list that knows what was drawn of it."""

    def __init__(self, heights: list[int]) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self._heights = heights

    def on_mount(self) -> None:
        self.show(Items(len(self._heights), self._draw, lambda place, _width: self._heights[place]))

    def _draw(self, place: int, _width: int) -> list[Content]:
        self.drawn.append(place)
        return [Content(f"{place}.{row}") for row in range(self._heights[place])]


class Wall(Screen[None]):
    """A screen with nothing but a list."""

    def __init__(self, heights: list[int]) -> None:
        super().__init__()
        self.list = Counted(heights)

    def compose(self) -> Iterator[Counted]:
        yield self.list


@pytest.mark.parametrize(
    ("moves", "first", "chosen"),
    [
        (["end"], "9984.0", "▶ 9999.0"),
        (["end", "home"], "0.0", "▶ 0.0"),
        (["page"], "0.0", "▶ 15.0"),
        (["page", "page"], "15.0", "▶ 30.0"),
        (["end", "up"], "9984.0", "▶ 9998.0"),
    ],
)
async def test_of_ten_thousand_people_only_those_in_view_are_drawn(moves: list[str], first: str, chosen: str) -> None:
    wall = Wall([1 + place % 2 for place in range(10_000)])
    async with talking(lambda app: app.push_screen_wait(wall), SMALL) as talk:
        await talk.asked(Wall)
        wall.list.drawn.clear()
        steps = {"end": lambda: wall.list.move(99_999), "home": lambda: wall.list.move(-99_999)}
        steps |= {"page": lambda: wall.list.page(1), "up": lambda: wall.list.move(-1)}
        for move in moves:
            steps[move]()
        rows = wall.list.text.splitlines()
        assert len(rows) == SMALL[1]
        assert rows[0].strip("▶ ") == first
        assert chosen in rows
        assert len(wall.list.drawn) <= SMALL[1] * len(moves)


async def test_an_item_taller_than_the_list_is_seen_from_its_top() -> None:
    wall = Wall([1, 40, 1])
    async with talking(lambda app: app.push_screen_wait(wall), SMALL) as talk:
        await talk.asked(Wall)
        wall.list.move(1)
        assert wall.list.text.splitlines()[0] == "▶ 1.0"
        wall.list.move(1)
        assert wall.list.text.splitlines()[-1] == "▶ 2.0"


# -- rules without a screen --------------------------------------------------------------------------------------------


LOOK = Look(Style(bold=True), Style(dim=True), Style(underline=True), lambda _colour: Style())


def test_every_row_is_as_tall_as_it_says() -> None:
    old = delegates(30)
    entries = [
        Entry(
            row=place + 8,
            name=one.name,
            title="Tổ phó phụ trách công tác tuyên truyền, vận động nhân dân" if place % 2 else one.title,
            unit=one.unit + " và các khu phố lân cận trên địa bàn phường" if place % 3 else one.unit,
            category=one.category,
            area=one.area,
            phone="0988" + one.phone[4:],
        )
        for place, one in enumerate(old)
    ]
    doubts = tuple(
        Doubt(row=1, what=DoubtKind.STRAY_TEXT, values={"text": "từ " * count_of + "x" * count_of})
        for count_of in range(0, 120, 7)
    )
    reading = RosterReading(
        file="ds.xlsx",
        sheet="",
        encoding="unicode",
        header_row=7,
        entries=(*entries, Entry(row=90, name="", title="Phóng viên", category=LEADERS)),
        unplaced=(Entry(row=91, name="Vũ Văn Ổn"),),
        doubts=doubts,
    )
    seen = held_against(state(*old, delegate(99)), reading, Choice())
    assert set(seen.parts()) >= {Part.ADDED, Part.CORRECTED, Part.DOUBTS, Part.UNLISTED, Part.UNPLACED}
    for part in seen.parts():
        items = seen.items(part, LOOK)
        for width in (40, 74, 114):
            drawn = [items.draw(place, width) for place in range(items.count)]
            assert [len(rows) for rows in drawn] == [items.height(place, width) for place in range(items.count)]


def test_nothing_of_a_doubt_is_lost_when_it_is_broken() -> None:
    words = "một đoạn văn rất dài " * 9
    reading = RosterReading(
        file="ds.xlsx",
        sheet="",
        encoding="unicode",
        header_row=7,
        entries=(),
        doubts=(Doubt(row=12, what=DoubtKind.STRAY_TEXT, values={"text": words.strip()}),),
    )
    items = held_against(state(), reading, Choice()).items(Part.DOUBTS, LOOK)
    assert words.strip() in " ".join(row.plain[7:].strip() for row in items.draw(0, 50))


def test_service_people_are_counted_apart() -> None:
    entries = (
        Entry(row=1, name="Nguyễn Văn An", category=LEADERS),
        Entry(row=2, name="", title="Lái xe", standing=Standing.SERVICE),
    )
    reading = RosterReading(file="ds.xlsx", sheet="", encoding="unicode", header_row=7, entries=entries)
    seen = held_against(state(), reading, Choice())
    assert seen.consequences() == ["⏎ Take in 1 delegate", "service 1"]
    last = seen.items(Part.ADDED, LOOK).draw(1, 100)[0].plain
    assert "(no name yet)" in last
    assert "Service" in last


def test_who_is_unlisted_stands_in_the_order_of_numbers() -> None:
    old = delegates(60)
    reading = RosterReading(file="ds.xlsx", sheet="", encoding="unicode", header_row=7, entries=())
    found = held_against(state(*old), reading, Choice()).found
    assert [one.number for one in found.unlisted] == list(range(1, 61))


def test_the_notice_tells_only_what_there_was() -> None:
    assert notice(TakenIn(added=5, corrected=3)) == "Taken in: new 5, corrected 3"
    told = notice(TakenIn(unlisted=2, struck=2, unchanged=104))
    assert told.startswith("Taken in: struck off 2, unchanged 104 · the first Ctrl+Z")
