"""Real files: as offices send them, and as nobody should. Each is read by the real child process."""

from __future__ import annotations

import ast
import sys
import zipfile
from pathlib import Path

import pytest

import rosters
from rosters import CONFERENCE, HEADER, HEADING, inline, person, roster, workbook_parts, write_csv, write_xlsx, zipped
from store.roster import DoubtKind, NoRoster, RosterError, RosterReading, read_roster
from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW

ROWS = roster(person(phone="0912345678"), person("Lê Thị Hà", stt="2"))


def read(path: Path, sheet: str | None = None) -> RosterReading:
    return read_roster(path, CONFERENCE, sheet=sheet)


def refusal(path: Path, sheet: str | None = None) -> RosterError:
    with pytest.raises(RosterError) as caught:
        read(path, sheet)
    assert str(path) in str(caught.value)
    return caught.value


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "ds.xlsx", [list(row) for row in ROWS])
    reading = read(path)
    assert [entry.name for entry in reading.entries] == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert (reading.file, reading.sheet, reading.encoding) == (str(path), "Danh sách", "unicode")
    assert reading.doubts == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_text_with_any_delimiter_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    letterhead = [["THÀNH ỦY TỪ SƠN, BAN DÂN VẬN"], [], ["DANH SÁCH; năm 2023"]]
    path = write_csv(tmp_path / "ds.csv", [*letterhead, *ROWS], delimiter, encoding)
    reading = read(path)
    assert [entry.name for entry in reading.entries] == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert (reading.header_row, reading.entries[0].row, reading.sheet) == (4, 6, "")
    assert reading.entries[0].area == "dinh-bang"


def test_a_line_break_inside_a_cell_of_text_does_not_shift_the_rows(tmp_path: Path) -> None:
    rows = roster(person("Nguyễn Văn An\r\nTổ trưởng", post=""), person("Lê Thị Hà", stt="2"))
    reading = read(write_csv(tmp_path / "ds.csv", rows, ";"))
    assert [(entry.row, entry.name) for entry in reading.entries] == [(3, "Nguyễn Văn An"), (4, "Lê Thị Hà")]
    assert reading.entries[0].title == "Tổ trưởng"


def test_numbers_dates_and_formulas_of_a_workbook_are_read_as_people_see_them(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "ds.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_row(0, 0, [*HEADER, "Ngày sinh"])
        page.write_row(1, 0, [HEADING])
        page.write_row(2, 0, [1, "Nguyễn Văn An", rosters.POST, 912345678, 12.5])
        page.write_formula(3, 0, "=A3+1", value=2)
        page.write_row(3, 1, ["Lê Thị Hà", rosters.POST.replace("Bà La", "Trầm"), 0.5])
        page.write_blank(3, 300, None, workbook.add_format({"bold": True}))
    reading = read(path)
    assert [(entry.stt, entry.phone, entry.note) for entry in reading.entries] == [
        ("1", "0912345678", "12.5"),
        ("2", "0.5", ""),
    ]
    assert [doubt.what for doubt in reading.doubts] == [DoubtKind.ODD_PHONE]
    assert reading.left_out_columns == ("Ngày sinh",)


def test_cells_merged_downwards_hold_for_each_person(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [HEADING],
        [1, "Nguyễn Văn An", "Tổ trưởng", "Phường Phù Khê"],
        [2, "Lê Thị Hà", "Tổ phó", None],
    ]
    path = write_xlsx(tmp_path / "ds.xlsx", rows, "A2:D2", "D3:D4")
    assert [entry.area for entry in read(path).entries] == ["phu-khe", "phu-khe"]


def two_sheets(path: Path, *, hidden: bool = False) -> Path:
    import openpyxl

    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "Bìa"
    first.append(["Hội nghị"])
    for name in ("Đợt 1", "Đợt 2"):
        page = workbook.create_sheet(name)
        for row in roster(person(f"Nguyễn Văn {'An' if name == 'Đợt 1' else 'Bình'}")):
            page.append(row)
    workbook["Đợt 1"].sheet_state = "hidden" if hidden else "visible"
    workbook.save(path)
    return path


def test_the_first_sheet_with_a_header_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    reading = read(two_sheets(tmp_path / "ds.xlsx"))
    assert (reading.sheet, reading.entries[0].name) == ("Đợt 1", "Nguyễn Văn An")
    assert [(doubt.row, doubt.what, doubt.values) for doubt in reading.doubts] == [
        (0, DoubtKind.OTHER_SHEET, {"sheet": "Đợt 2"})
    ]


def test_a_hidden_sheet_is_read_only_when_asked_for(tmp_path: Path) -> None:
    path = two_sheets(tmp_path / "ds.xlsx", hidden=True)
    assert (read(path).sheet, read(path).doubts) == ("Đợt 2", ())
    assert read(path, "Đợt 1").entries[0].name == "Nguyễn Văn An"


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    error = refusal(two_sheets(tmp_path / "ds.xlsx"), "Đợt 3")
    assert error.reason is NoRoster.NO_SUCH_SHEET
    assert error.values == {"sheet": "Đợt 3", "sheets": "Bìa, Đợt 1, Đợt 2"}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SIMPLE = zipped(workbook_parts(inline("A1")))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ds.xlsx", b"", NoRoster.EMPTY),
        ("ds.csv", b"", NoRoster.EMPTY),
        ("ds.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), NoRoster.PICTURE),
        ("ds.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF", NoRoster.PICTURE),
        ("ds.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), NoRoster.PICTURE),
        ("ds.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", NoRoster.PICTURE),
        ("ds.xlsx", b"%PDF-1.7\n", NoRoster.PDF),
        ("ds.pdf", b"%PDF-1.7\n", NoRoster.PDF),
        ("ds.xlsx", OLE, NoRoster.OLD_OFFICE),
        ("ds.xls", OLE, NoRoster.OLD_OFFICE),
        ("ds.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), NoRoster.PROTECTED),
        ("ds.xls", b"\r\n<html><body><table>", NoRoster.WEB_PAGE),
        ("ds.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><html>", NoRoster.WEB_PAGE),
        ("ds.xlsx", "Họ và tên,Chức vụ".encode(), NoRoster.NOT_A_WORKBOOK),
        ("ds.xlsx", zipped({"word/document.xml": "<a/>"}), NoRoster.NOT_A_WORKBOOK),
        ("ds.xlsx", SIMPLE[:-40], NoRoster.DAMAGED),
        ("ds.xlsx", SIMPLE[: len(SIMPLE) // 2], NoRoster.DAMAGED),
        ("ds.xlsx", zipped(workbook_parts("<row><c></row>")), NoRoster.DAMAGED),
        ("ds.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), NoRoster.DAMAGED),
        ("ds.xlsx", zipped(workbook_parts(inline("A1"), '<!DOCTYPE a [<!ENTITY b "c">]>')), NoRoster.UNSAFE),
        ("ds.xlsx", zipped(workbook_parts(inline("A1")) | {f"x{n}": "" for n in range(2_000)}), NoRoster.UNSAFE),
        ("ds.csv", b"a\x00b", NoRoster.NOT_TEXT),
        ("ds.csv", SIMPLE, NoRoster.NOT_TEXT),
        ("ds.docx", zipped({"word/document.xml": "<a/>"}), NoRoster.UNSUPPORTED),
        ("ds", b"Ho va ten", NoRoster.UNSUPPORTED),
        ("ds.csv", b"con meo, con cho\n1,2\n", NoRoster.NO_HEADER),
        ("ds.csv", "STT,Họ và tên,Chức vụ\n".encode(), NoRoster.NO_PEOPLE),
        ("ds.csv", b'"' + b"a" * 40_000, NoRoster.DAMAGED),
        ("ds.csv", b"a," * 300, NoRoster.TOO_FAR),
        ("ds.csv", b"a\n" * (HIGHEST_ROW + 1), NoRoster.TOO_FAR),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_its_own_reason(
    tmp_path: Path, name: str, content: bytes, reason: NoRoster
) -> None:
    assert refusal(written(tmp_path / name, content)).reason is reason


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "ds.xlsx").reason is NoRoster.MISSING
    folder = tmp_path / "thư mục.xlsx"
    folder.mkdir()
    assert refusal(folder).reason is NoRoster.UNREADABLE


def test_an_older_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    content = "STT,Ho va ten\n1,Đàm Thế Sử\n".encode("cp1258", errors="ignore")
    error = refusal(written(tmp_path / "ds.csv", content))
    assert (error.reason, error.values) == (NoRoster.NOT_UTF8, {"line": 2})


def test_what_is_supported_is_said(tmp_path: Path) -> None:
    error = refusal(written(tmp_path / "ds.ods", b"x"))
    assert error.values == {"extension": ".ods", "supported": ".csv, .xlsx"}


@pytest.mark.parametrize("address", ["XFD1048576", f"A{HIGHEST_ROW + 1}", "IW1", "ZZZZ1", "A999999999"])
def test_two_cells_a_world_apart_are_refused_before_the_reader_sees_them(tmp_path: Path, address: str) -> None:
    content = zipped(workbook_parts(inline("A1") + inline(address)))
    assert len(content) < 3_000
    error = refusal(written(tmp_path / "ds.xlsx", content))
    assert error.reason is NoRoster.TOO_FAR
    assert (error.values["highest_row"], error.values["highest_column"]) == (HIGHEST_ROW, HIGHEST_COLUMN)


def test_the_last_cell_within_bounds_is_not_too_far(tmp_path: Path) -> None:
    content = zipped(workbook_parts(inline("A1") + inline("IV1000")))
    assert refusal(written(tmp_path / "ds.xlsx", content)).reason is NoRoster.NO_HEADER


def test_empty_cells_far_away_are_only_coloured(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    content = zipped(workbook_parts(inline("A1", "Họ và tên") + inline("A2", "Nguyễn Văn An") + far))
    assert [entry.name for entry in read(written(tmp_path / "ds.xlsx", content)).unplaced] == ["Nguyễn Văn An"]


def test_a_bomb_is_refused_by_what_it_unpacks_to_not_by_what_it_says(tmp_path: Path) -> None:
    bomb = zipped(workbook_parts(inline("A1")) | {"xl/media/a.bin": "\0" * (70 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refusal(written(tmp_path / "ds.xlsx", bomb)).reason is NoRoster.TOO_LARGE
    lying = bomb.replace((70 * 1024 * 1024).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    assert refusal(written(tmp_path / "lie.xlsx", lying)).reason in (NoRoster.TOO_LARGE, NoRoster.DAMAGED)


def test_one_long_text_used_by_very_many_cells_kills_the_child_alone(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    parts = workbook_parts(cells)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>',
    )
    parts["xl/sharedStrings.xml"] = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{'a' * 32_000}</t></si></sst>"
    )
    assert refusal(written(tmp_path / "ds.xlsx", zipped(parts))).reason is NoRoster.CRASHED


def test_an_encrypted_part_is_a_password(tmp_path: Path) -> None:
    content = bytearray(SIMPLE)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert refusal(written(tmp_path / "ds.xlsx", bytes(content))).reason is NoRoster.PROTECTED


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = written(tmp_path / "ds.xlsx", SIMPLE)
    with pytest.raises(RosterError) as caught:
        read_roster(path, CONFERENCE, patience=0)
    assert caught.value.reason is NoRoster.TIMED_OUT


def test_reading_is_stopped_when_nobody_wants_it(tmp_path: Path) -> None:
    path = written(tmp_path / "ds.xlsx", SIMPLE)
    with pytest.raises(RosterError) as caught:
        read_roster(path, CONFERENCE, cancelled=lambda: True)
    assert caught.value.reason is NoRoster.CANCELLED


def test_a_program_lying_beside_the_roster_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert len(read(write_csv(Path("ds.csv"), ROWS)).entries) == 2


def test_every_cut_of_a_workbook_is_refused_or_read(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "whole.xlsx", [list(row) for row in ROWS]).read_bytes()
    for length in range(1, len(whole), len(whole) // 8):
        error = refusal(written(tmp_path / "cut.xlsx", whole[:length]))
        assert error.reason in (NoRoster.DAMAGED, NoRoster.NOT_A_WORKBOOK)


def test_calamine_is_imported_by_the_child_alone() -> None:
    package = Path(sys.modules["store.roster"].__file__ or "").parent
    importers = {
        path.name
        for path in package.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "python_calamine"
    }
    assert importers == {"xlsx.py"}
    assert "python_calamine" not in sys.modules


def test_ten_thousand_people_of_a_workbook_are_read(tmp_path: Path) -> None:
    people = [person(f"Nguyễn Văn {chr(65 + n % 26)}n", f"Tổ trưởng Tổ {n}", stt=str(n)) for n in range(1, 10_001)]
    path = write_xlsx(tmp_path / "ds.xlsx", [list(row) for row in roster(*people)])
    assert len(read(path).entries) == 10_000


def test_an_archive_of_one_stored_part_is_no_workbook(tmp_path: Path) -> None:
    content = zipped({"xl/workbook.xml": "<workbook/>"}, zipfile.ZIP_STORED)
    assert refusal(written(tmp_path / "ds.xlsx", content)).reason is NoRoster.DAMAGED
