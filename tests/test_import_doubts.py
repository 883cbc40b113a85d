"""What else may be with a file that is taken in: it is said, and nothing of it commands a terminal."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dialog_bench import SMALL
from import_desk import (
    BA_LA,
    FIRST,
    HEADER,
    HEADING,
    TRAM,
    Office,
    Row,
    person,
)
from rosters import write_xlsx
from store.roster import (
    RosterReading,
    Sample,
)
from tui.dialogs.pick import PickDialog
from tui.dialogs.refused import RefusedDialog
from tui.widgets.roster_preview import Part, samples_words

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


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
