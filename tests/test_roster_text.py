"""Text files as offices send them: every delimiter, every way of writing Vietnamese letters, and what is neither."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from rosters import (
    HEADER,
    in_1258,
    names,
    person,
    read_file,
    refusal,
    roster,
    sheets_of,
    write_csv,
    written,
)
from store.roster import NoRoster
from store.roster.grid import HIGHEST_ROW

pytestmark = pytest.mark.usefixtures("taken_apart_here")

ROWS = roster(person(phone="0912345678"), person("Lê Thị Hà", stt="2"))
NAMES = ["Nguyễn Văn An", "Lê Thị Hà"]

TCVN3 = "STT;Hä vµ tªn;Chøc vô\n1;NguyÔn V¨n An;Tæ tr\xadëng\n2;§µm ThÕ Sö;Uû viªn\n"
VNI = "STT;Hoï vaø teân;Chöùc vuï\n1;Nguyeãn Vaên An;Toå tröôûng\n2;Ñaøm Theá Söû;UÛy vieân\n"
UNICODE = "STT;Họ và tên;Chức vụ\n1;Nguyễn Văn An;Tổ trưởng\n2;Đàm Thế Sử;Ủy viên\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("extension", ["csv", "tsv", "txt"])
def test_text_with_any_delimiter_is_read(tmp_path: Path, delimiter: str, encoding: str, extension: str) -> None:
    letterhead = [["THÀNH ỦY TỪ SƠN, BAN DÂN VẬN"], [], ["DANH SÁCH; năm 2023"]]
    path = write_csv(tmp_path / f"ds.{extension}", [*letterhead, *ROWS], delimiter, encoding)
    reading = read_file(path)
    assert names(reading) == NAMES
    assert (reading.header_row, reading.entries[0].row, reading.sheet) == (4, 6, "")
    assert (reading.entries[0].area, reading.encoding) == ("dinh-bang", "unicode")


def test_a_line_break_inside_a_cell_of_text_does_not_shift_the_rows(tmp_path: Path) -> None:
    rows = roster(person("Nguyễn Văn An\r\nTổ trưởng", post=""), person("Lê Thị Hà", stt="2"))
    reading = read_file(write_csv(tmp_path / "ds.csv", rows, ";"))
    assert [(entry.row, entry.name) for entry in reading.entries] == [(3, "Nguyễn Văn An"), (4, "Lê Thị Hà")]
    assert reading.entries[0].title == "Tổ trưởng"


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    """Tabs, a mark, quotes only where a cell has a line break, a quote or a tab."""
    text = 'STT\tHọ và tên\tChức vụ\r\n1\t"Nguyễn Văn An\nTổ trưởng"\t\r\n2\tLê Thị Hà\t"Tổ phó ""Tổ 5"""\r\n'
    (sheet,) = sheets_of(written(tmp_path / "ds.txt", b"\xff\xfe" + text.encode("utf-16-le")))
    assert sheet.rows[1:] == [["1", "Nguyễn Văn An\nTổ trưởng", ""], ["2", "Lê Thị Hà", 'Tổ phó "Tổ 5"']]


def test_text_with_tones_apart_is_told_without_a_mark(tmp_path: Path) -> None:
    """Huyền apart is U+0300: its zero byte stands on the other side."""
    text = unicodedata.normalize("NFD", "STT;Họ và tên\n1;Hoàng Đình Hà\n2;Hoàng Tiền Hà\n")
    path = written(tmp_path / "ds.txt", text.encode("utf-16-le"))
    assert [entry.name for entry in read_file(path).unplaced] == ["Hoàng Đình Hà", "Hoàng Tiền Hà"]


@pytest.mark.parametrize(
    "line",
    [
        '1\tNguyễn Văn An\t"Tổ 5\n2\tLê Thị Hà\t"Tổ 6\n',
        '1\tNguyễn Văn An\t"Tổ 5\n2\tLê Thị Hà\tTổ 6\n',
        '1\tNguyễn Văn An\t"Tổ 5\n2\tLê Thị Hà\tTổ 6\n' + "3\tTrần Văn Bình\tTổ 7\n" * 2_000,
    ],
)
def test_a_stray_quote_between_tabs_swallows_nobody(tmp_path: Path, line: str) -> None:
    (sheet,) = sheets_of(written(tmp_path / "ds.tsv", f"STT\tHọ và tên\tĐơn vị\n{line}".encode()))
    assert len(sheet.rows) == 1 + line.count("\n")
    assert sheet.rows[1] == ["1", "Nguyễn Văn An", '"Tổ 5']


def test_a_quotation_without_an_end_is_refused(tmp_path: Path) -> None:
    content = 'STT,Họ và tên\n1,Nguyễn Văn An\n2,"Lê Thị Hà\n3,Trần Văn Bình\n'.encode()
    assert refusal(written(tmp_path / "ds.csv", content)).reason is NoRoster.DAMAGED


# -- before Unicode ---------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", ["csv", "tsv", "txt"])
def test_windows_1258_is_read(tmp_path: Path, extension: str) -> None:
    path = written(tmp_path / f"ds.{extension}", in_1258(UNICODE))
    (sheet,) = sheets_of(path)
    assert [";".join(row) for row in sheet.rows] == UNICODE.splitlines()
    assert read_file(path).encoding == "cp1258"


@pytest.mark.parametrize(("text", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
@pytest.mark.parametrize("extension", ["csv", "tsv", "txt", "xls"])
def test_text_for_the_fonts_of_old_is_read(tmp_path: Path, text: str, encoding: str, extension: str) -> None:
    path = written(tmp_path / f"ds.{extension}", text.encode("cp1252"))
    (sheet,) = sheets_of(path)
    assert [";".join(row) for row in sheet.rows] == text.splitlines()
    reading = read_file(path)
    assert [entry.name for entry in reading.unplaced] == ["Nguyễn Văn An", "Đàm Thế Sử"]
    assert reading.encoding == encoding


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("§Æng V¨n ¸nh".encode("latin-1"), "Đặng Văn Ánh"),
        ("Ñaëng Vaên AÙnh".encode("latin-1"), "Đặng Văn Ánh"),
        (in_1258("Đặng Văn Ánh"), "Đặng Văn Ánh"),
    ],
)
def test_the_header_may_be_plain(tmp_path: Path, content: bytes, name: str) -> None:
    path = written(tmp_path / "ds.csv", b"STT,Ho va ten,Chuc vu\r\n1," + content + b",TT\r\n2," + content + b",TT\r\n")
    assert {entry.name for entry in read_file(path).unplaced} == {name}


def test_quotes_of_windows_in_plain_text_are_no_doubt(tmp_path: Path) -> None:
    content = b"STT,Ho va ten,Ghi chu\n1,Nguyen Van An,\x93To 5\x94 \x96 20\xb0\n"
    assert sheets_of(written(tmp_path / "ds.csv", content))[0].rows[1] == ["1", "Nguyen Van An", "“To 5” – 20°"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (UNICODE.encode() + "3;Lª ThÞ Hµ;Tæ phã\n".encode("latin-1"), 4),
        (in_1258(UNICODE) + "4;Lê Thị Hà;Tổ phó\n".encode(), 1),
        (UNICODE.encode().replace("ễ".encode(), "ễ".encode()[:2]), 2),
        (b"\xef\xbb\xbf" + in_1258(UNICODE), 1),
        ("STT;Họ và tên\n1;Иванов\n".encode("cp1251", "ignore"), 2),
        ("STT;Ho va ten\n1;José María Núñez\n".encode("cp1252"), 2),
        ("STT;Ho va ten\n1;Núñez Sánchez Muñoz Peña Gü\n".encode("cp1252"), 2),
        ("STT;Ho va ten\n1;Lý\n".encode("cp1252"), 2),
        (in_1258(UNICODE) + b"3;L\x9d;\n", 4),
    ],
    ids=[
        "tcvn3 behind utf-8",
        "utf-8 behind 1258",
        "a byte lost",
        "a wrong mark",
        "Russian",
        "Spanish",
        "Spanish with one syllable",
        "two ways",
        "hole",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused_with_the_line(tmp_path: Path, content: bytes, line: int) -> None:
    error = refusal(written(tmp_path / "ds.csv", content))
    assert (error.reason, error.values) == (NoRoster.UNKNOWN_ENCODING, {"line": line})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a\x00b", NoRoster.NOT_TEXT),
        (b"\xff\xfea\x00b", NoRoster.NOT_TEXT),
        (b"\xff\xfea\x00\x00\x00", NoRoster.NOT_TEXT),
        (b"\xfe\xff\xd8\x00\x00a", NoRoster.NOT_TEXT),
        (bytes(range(1, 256)), NoRoster.NOT_TEXT),
        (b"ab\x01\x00" * 40, NoRoster.NOT_TEXT),
        (bytes(200), NoRoster.NOT_TEXT),
        (b'"' + b"a" * 40_000, NoRoster.DAMAGED),
        (b"a," * 300, NoRoster.TOO_FAR),
        (b"a\n" * (HIGHEST_ROW + 1), NoRoster.TOO_FAR),
        (b"a\tb\n" * HIGHEST_ROW, NoRoster.NO_HEADER),
    ],
)
def test_text_that_is_no_roster_is_refused_with_its_own_reason(
    tmp_path: Path, content: bytes, reason: NoRoster
) -> None:
    assert refusal(written(tmp_path / "ds.txt", content)).reason is reason


@pytest.mark.parametrize("encode", [str.encode, in_1258])
def test_ten_thousand_rows_of_a_text_are_read(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    people = [person(stt=str(n)) for n in range(1, 10_001)]
    path = written(tmp_path / "ds.txt", encode("\n".join(map("\t".join, [HEADER, *people]))))
    (sheet,) = sheets_of(path)
    assert (len(sheet.rows), sheet.rows[-1]) == (10_001, people[-1])
