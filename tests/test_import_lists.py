"""The lists in which a roster is shown: reached with keys and the mouse, as long as they may be; their rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.style import Style

from builders import delegate, delegates, state
from dialog_bench import SMALL, talking
from import_desk import (
    FIRST,
    LEADERS,
    SECOND,
    STAYED,
    Office,
)
from store.records import Standing
from store.roster import (
    Doubt,
    DoubtKind,
    Entry,
    RosterReading,
)
from tui.dialogs.importing import TakenIn, notice
from tui.widgets.counted_tabs import CountedTabs, Tab, rows_of
from tui.widgets.long_list import Items, LongList
from tui.widgets.roster_preview import Choice, Part, held_against
from tui.widgets.roster_rows import Look

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


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
