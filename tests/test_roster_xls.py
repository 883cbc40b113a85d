"""Workbooks of Excel 97 and before, written by xlwt or byte by byte, read by the real child process."""

from __future__ import annotations

import datetime as dt
import struct
import unicodedata
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from rosters import (
    HEADING,
    compound,
    in_1258,
    names,
    person,
    read_file,
    refusal,
    roster,
    sheets_of,
    write_xls,
    written,
)
from store.roster import DoubtKind, NoRoster
from store.roster.compound import CompoundFile
from store.roster.refusal import NotReadable

pytestmark = pytest.mark.usefixtures("taken_apart_here")

ROWS: list[list[object]] = [list(row) for row in roster(person(phone="0912345678"), person("Lê Thị Hà", stt="2"))]


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    reading = read_file(write_xls(tmp_path / "ds.xls", ROWS))
    assert names(reading) == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert (reading.sheet, reading.encoding, reading.header_row, reading.doubts) == ("Danh sách", "unicode", 1, ())
    assert (reading.entries[0].row, reading.entries[0].area) == (3, "dinh-bang")


def test_numbers_dates_and_truths_are_read_as_people_see_them(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("A")
    page.write(0, 0, dt.date(1970, 8, 15), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    for column, value in enumerate([912345678, 12.5, True, "0912345678"], 1):
        page.write(0, column, value)
    page.write(9, 9, None, xlwt.easyxf("pattern: pattern solid"))
    workbook.save(tmp_path / "ds.xls")
    assert sheets_of(tmp_path / "ds.xls")[0].rows == [["15/08/1970", "912345678", "12.5", "x", "0912345678"]]


def test_cells_merged_downwards_hold_for_each_person(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [HEADING],
        [1, "Nguyễn Văn An", "Tổ trưởng", "Phường Phù Khê"],
        [2, "Lê Thị Hà", "Tổ phó"],
    ]
    path = write_xls(tmp_path / "ds.xls", rows, (1, 1, 0, 3), (2, 3, 3, 3))
    assert [entry.area for entry in read_file(path).entries] == ["phu-khe", "phu-khe"]


def test_sheets_are_named_and_hidden_ones_left(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    for name in ("Ẩn", "Đợt 1", "Đợt 2"):
        page = workbook.add_sheet(name)
        for row, cells in enumerate(ROWS):
            for column, cell in enumerate(cells):
                page.write(row, column, cell)
    workbook.get_sheet(0).visibility = 1
    workbook.save(tmp_path / "ds.xls")
    reading = read_file(tmp_path / "ds.xls")
    assert (reading.sheet, [doubt.what for doubt in reading.doubts]) == ("Đợt 1", [DoubtKind.OTHER_SHEET])
    assert len(read_file(tmp_path / "ds.xls", "Ẩn").entries) == 2


def test_text_for_the_fonts_of_old_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Hä vµ tªn", "Chøc vô"], [1, "§µm ThÕ Sö", "Tæ tr\xadëng"]]
    path = write_xls(tmp_path / "ds.xls", rows)
    assert sheets_of(path)[0].rows == [rows[0], ["1", "§µm ThÕ Sö", "Tæ tr\xadëng"]]
    reading = read_file(path)
    assert ([entry.name for entry in reading.unplaced], reading.encoding) == (["Đàm Thế Sử"], "tcvn3")


# -- records and sectors ----------------------------------------------------------------------------

BEGINS, ENDS, PAGE, CODE_PAGE, TEXT, NUMBERS, PASSWORD = 0x809, 0x0A, 0x85, 0x42, 0x204, 0xBD, 0x2F


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begins(substream: int) -> bytes:
    return record(BEGINS, struct.pack("<4H", 0x500, substream, 0, 0))


def cell(row: int, column: int, text: bytes) -> bytes:
    return record(TEXT, struct.pack("<4H", row, column, 0, len(text)) + text)


def excel_95(*cells: bytes, code_page: int = 1252) -> bytes:
    """The records of a workbook of Excel 95, whose texts are bytes."""
    head = begins(5) + record(CODE_PAGE, struct.pack("<H", code_page))
    page = len(head) + 4 + 8 + 4
    head += record(PAGE, struct.pack("<IHB", page, 0, 1) + b"A") + record(ENDS)
    return head + begins(0x10) + b"".join(cells) + record(ENDS)


@pytest.mark.parametrize(
    ("text", "code_page", "shown"),
    [
        (in_1258("Đàm Thế Sử"), 1258, "Đàm Thế Sử"),
        ("§µm ThÕ Sö".encode("latin-1"), 1252, "§µm ThÕ Sö"),
    ],
)
def test_a_workbook_of_excel_95_is_read_by_its_code_page(
    tmp_path: Path, text: bytes, code_page: int, shown: str
) -> None:
    content = compound("Book", excel_95(cell(0, 0, text), code_page=code_page))
    (sheet,) = sheets_of(written(tmp_path / "ds.xls", content))
    assert [list(map(_whole, row)) for row in sheet.rows] == [[shown]]


def _whole(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def several(row: int, first: int, last: int) -> bytes:
    count = max(last - first + 1, 0)
    return record(NUMBERS, struct.pack("<2H", row, first) + bytes(6 * min(count, 4)) + struct.pack("<H", last))


@pytest.mark.parametrize(
    "cells",
    [
        cell(0, 0, b"a") + cell(65_535, 255, b"z"),
        cell(0, 256, b"a"),
        cell(0, 65_535, b"a"),
        several(0, 0, 65_535),
        several(40_000, 0, 250),
    ],
)
def test_cells_a_world_apart_are_refused_before_the_reader_sees_them(tmp_path: Path, cells: bytes) -> None:
    error = refusal(written(tmp_path / "ds.xls", compound("Workbook", excel_95(cells))))
    assert error.reason is NoRoster.TOO_FAR


def test_each_sheet_has_its_own_extent(tmp_path: Path) -> None:
    """A long one and a wide one are not one that is both."""
    pages = begins(0x10) + cell(60_000, 0, b"a") + record(ENDS) + begins(0x10) + cell(0, 200, b"a") + record(ENDS)
    content = compound("Workbook", excel_95(pages))
    assert refusal(written(tmp_path / "ds.xls", content)).reason is not NoRoster.TOO_FAR


def test_a_password_is_one(tmp_path: Path) -> None:
    whole = write_xls(tmp_path / "ds.xls", ROWS).read_bytes()
    who_wrote = struct.pack("<HH", 0x5C, 112)
    assert whole.count(who_wrote) == 1
    protected = whole.replace(who_wrote, struct.pack("<HH", PASSWORD, 112))
    assert refusal(written(tmp_path / "ds.xls", protected)).reason is NoRoster.PROTECTED


def test_every_cut_of_an_old_workbook_is_refused(tmp_path: Path) -> None:
    whole = write_xls(tmp_path / "whole.xls", ROWS).read_bytes()
    for length in range(9, len(whole), len(whole) // 8):
        assert refusal(written(tmp_path / "cut.xls", whole[:length])).reason is NoRoster.DAMAGED


def test_a_stream_is_put_together_from_all_its_sectors() -> None:
    """So long that the table of chains needs a list of its own."""
    stream = bytes(range(256)) * 40_000
    file = BytesIO()
    XlsDoc().save(file, stream)
    whole = CompoundFile(file.getvalue())
    assert whole.names == {"Workbook"}
    assert whole.stream("Workbook")[: len(stream)] == stream


def test_short_streams_are_found_among_the_short_ones() -> None:
    stream = bytes(range(200))
    assert CompoundFile(compound("Book", stream)).stream("Book") == stream


@pytest.mark.parametrize("place", range(0x1E, 0x60, 4))
@pytest.mark.parametrize("number", [0, 1, 5, 0xFFFF, 0xFFFFFFF0, 0xFFFFFFFF])
def test_a_header_that_lies_leads_nowhere(place: int, number: int) -> None:
    content = bytearray(compound("Book", b"a" * 100))
    struct.pack_into("<I", content, place, number)
    with suppress(NotReadable):
        file = CompoundFile(bytes(content))
        assert all(len(file.stream(name)) <= len(content) for name in file.names)


@pytest.mark.parametrize(
    ("place", "content"),
    [(0x20, b"\0\0"), (0x1E, b"\x10\0"), (0x4C, bytes(109 * 4))],
    ids=["small sectors of one byte", "sectors of 64 kB", "one table of chains 109 times"],
)
def test_what_no_program_writes_is_damaged(place: int, content: bytes) -> None:
    file = compound("Book", b"a" * 100)
    with pytest.raises(NotReadable) as refused:
        CompoundFile(file[:place] + content + file[place + len(content) :])
    assert refused.value.reason is NoRoster.DAMAGED


def test_a_chain_that_bites_its_tail_ends() -> None:
    content = bytearray(compound("Book", b"a"))
    struct.pack_into("<I", content, 512 + 4, 1)
    with pytest.raises(NotReadable) as refused:
        CompoundFile(bytes(content))
    assert refused.value.reason is NoRoster.DAMAGED


def test_ten_thousand_rows_of_an_old_workbook_are_read(tmp_path: Path) -> None:
    path = write_xls(
        tmp_path / "ds.xls", [*ROWS[:1], *(cast("list[object]", person(stt=str(n))) for n in range(1, 10_001))]
    )
    (sheet,) = sheets_of(path)
    assert (len(sheet.rows), sheet.rows[-1][0]) == (10_001, "10000")
