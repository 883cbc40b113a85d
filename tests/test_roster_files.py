"""Real files: as offices send them, and as nobody should.

Those that might bring down their reader are read by the real child process.
"""

from __future__ import annotations

import ast
import sys
import zipfile
from pathlib import Path

import pytest

import rosters
from rosters import (
    CONFERENCE,
    HEADER,
    HEADING,
    compound,
    inline,
    names,
    person,
    read_file,
    refusal,
    roster,
    workbook_parts,
    write_csv,
    write_docx,
    write_xls,
    write_xlsx,
    written,
    zipped,
)
from store.roster import DoubtKind, NoRoster, RosterError, read_roster
from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW

ROWS = roster(person(phone="0912345678"), person("Lê Thị Hà", stt="2"))


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "ds.xlsx", [list(row) for row in ROWS])
    reading = read_file(path)
    assert names(reading) == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert (reading.file, reading.sheet, reading.encoding) == (str(path), "Danh sách", "unicode")
    assert reading.doubts == ()


@pytest.mark.usefixtures("taken_apart_here")
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
    reading = read_file(path)
    assert [(entry.stt, entry.phone, entry.note) for entry in reading.entries] == [
        ("1", "0912345678", "12.5"),
        ("2", "0.5", ""),
    ]
    assert [doubt.what for doubt in reading.doubts] == [DoubtKind.ODD_PHONE]
    assert reading.left_out_columns == ("Ngày sinh",)


@pytest.mark.usefixtures("taken_apart_here")
def test_cells_merged_downwards_hold_for_each_person(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [HEADING],
        [1, "Nguyễn Văn An", "Tổ trưởng", "Phường Phù Khê"],
        [2, "Lê Thị Hà", "Tổ phó", None],
    ]
    path = write_xlsx(tmp_path / "ds.xlsx", rows, "A2:D2", "D3:D4")
    assert [entry.area for entry in read_file(path).entries] == ["phu-khe", "phu-khe"]


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


@pytest.mark.usefixtures("taken_apart_here")
def test_the_first_sheet_with_a_header_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    reading = read_file(two_sheets(tmp_path / "ds.xlsx"))
    assert (reading.sheet, reading.entries[0].name) == ("Đợt 1", "Nguyễn Văn An")
    assert [(doubt.row, doubt.what, doubt.values) for doubt in reading.doubts] == [
        (0, DoubtKind.OTHER_SHEET, {"sheet": "Đợt 2"})
    ]


@pytest.mark.usefixtures("taken_apart_here")
def test_a_hidden_sheet_is_read_only_when_asked_for(tmp_path: Path) -> None:
    path = two_sheets(tmp_path / "ds.xlsx", hidden=True)
    assert (read_file(path).sheet, read_file(path).doubts) == ("Đợt 2", ())
    assert read_file(path, "Đợt 1").entries[0].name == "Nguyễn Văn An"


@pytest.mark.usefixtures("taken_apart_here")
def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    error = refusal(two_sheets(tmp_path / "ds.xlsx"), "Đợt 3")
    assert error.reason is NoRoster.NO_SUCH_SHEET
    assert error.values == {"sheet": "Đợt 3", "sheets": "Bìa, Đợt 1, Đợt 2"}


EXTENSIONS = (".csv", ".docx", ".tsv", ".txt", ".xls", ".xlsx")
SIMPLE = zipped(workbook_parts(inline("A1")))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        *((f"ds{extension}", b"", NoRoster.EMPTY) for extension in EXTENSIONS),
        ("ds.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), NoRoster.PICTURE),
        ("ds.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF", NoRoster.PICTURE),
        ("ds.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), NoRoster.PICTURE),
        ("ds.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", NoRoster.PICTURE),
        ("ds.xlsx", b"%PDF-1.7\n", NoRoster.PDF),
        ("ds.pdf", b"%PDF-1.7\n", NoRoster.PDF),
        ("ds.xls", compound("WordDocument"), NoRoster.OLD_WORD),
        ("ds.doc", compound("WordDocument"), NoRoster.OLD_WORD),
        ("ds.doc", b"{\\rtf1\\ansi", NoRoster.OLD_WORD),
        ("ds.xlsx", compound("EncryptedPackage"), NoRoster.PROTECTED),
        ("ds.docx", compound("EncryptedPackage"), NoRoster.PROTECTED),
        ("ds.xls", compound("PowerPoint Document"), NoRoster.NOT_A_WORKBOOK),
        ("ds.ppt", compound("PowerPoint Document"), NoRoster.UNSUPPORTED),
        ("ds.xls", compound("Workbook")[:600], NoRoster.DAMAGED),
        ("ds.xls", compound("Workbook")[:8] + bytes(504), NoRoster.DAMAGED),
        ("ds.xls", b"\r\n<html><body><table>", NoRoster.WEB_PAGE),
        ("ds.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><html>", NoRoster.WEB_PAGE),
        ("ds.xls", "\ufeff<html xmlns:x='urn:excel'>".encode("utf-16-be"), NoRoster.WEB_PAGE),
        ("ds.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', NoRoster.WEB_PAGE),
        ("ds.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related", NoRoster.WEB_PAGE),
        ("ds.xlsx", "Họ và tên,Chức vụ".encode(), NoRoster.NOT_A_WORKBOOK),
        ("ds.docx", "Họ và tên,Chức vụ".encode(), NoRoster.NOT_A_WORKBOOK),
        ("ds.xlsx", zipped({"content.xml": "<a/>"}), NoRoster.NOT_A_WORKBOOK),
        ("ds.xlsx", SIMPLE[:-40], NoRoster.DAMAGED),
        ("ds.xlsx", SIMPLE[: len(SIMPLE) // 2], NoRoster.DAMAGED),
        ("ds.xlsx", zipped(workbook_parts("<row><c></row>")), NoRoster.DAMAGED),
        ("ds.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), NoRoster.DAMAGED),
        ("ds.xlsx", zipped({"xl/workbook.xml": '<?xml version="1.0" encoding="klingon"?><a/>'}), NoRoster.DAMAGED),
        ("ds.docx", zipped({"word/document.xml": '<?xml version="1.0" encoding="gbk"?><a/>'}), NoRoster.DAMAGED),
        ("ds.xlsx", zipped(workbook_parts(inline("A1"), '<!DOCTYPE a [<!ENTITY b "c">]>')), NoRoster.UNSAFE),
        ("ds.xlsx", zipped(workbook_parts(inline("A1")) | {f"x{n}": "" for n in range(2_000)}), NoRoster.UNSAFE),
        ("ds", b"Ho va ten", NoRoster.UNSUPPORTED),
        ("ds.ods", zipped({"content.xml": "<a/>"}), NoRoster.UNSUPPORTED),
        ("ds.csv", b"con meo, con cho\n1,2\n", NoRoster.NO_HEADER),
        ("ds.csv", "STT,Họ và tên,Chức vụ\n".encode(), NoRoster.NO_PEOPLE),
    ],
)
@pytest.mark.usefixtures("taken_apart_here")
def test_a_file_that_is_no_roster_is_refused_with_its_own_reason(
    tmp_path: Path, name: str, content: bytes, reason: NoRoster
) -> None:
    assert refusal(written(tmp_path / name, content)).reason is reason


def written_as(kind: str, path: Path) -> Path:
    rows: list[list[object]] = [list(row) for row in ROWS]
    match kind:
        case ".xlsx":
            return write_xlsx(path, rows)
        case ".xls":
            return write_xls(path, rows)
        case ".docx":
            return write_docx(path, ROWS)
        case _:
            return write_csv(path, ROWS, "\t")


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".docx"])
def test_an_office_file_is_read_by_what_it_is_whatever_it_is_called(tmp_path: Path, kind: str, extension: str) -> None:
    path = written_as(kind, tmp_path / "ds.tmp").rename(tmp_path / f"ds{extension.upper()}")
    assert names(read_file(path)) == ["Nguyễn Văn An", "Lê Thị Hà"]


def test_text_that_a_program_called_a_workbook_is_read(tmp_path: Path) -> None:
    assert names(read_file(written_as("text", tmp_path / "ds.xls"))) == ["Nguyễn Văn An", "Lê Thị Hà"]


@pytest.mark.usefixtures("taken_apart_here")
def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "ds.xlsx").reason is NoRoster.MISSING
    folder = tmp_path / "thư mục.xlsx"
    folder.mkdir()
    assert refusal(folder).reason is NoRoster.UNREADABLE


@pytest.mark.usefixtures("taken_apart_here")
def test_what_is_supported_is_said(tmp_path: Path) -> None:
    error = refusal(written(tmp_path / "ds.ods", b"x"))
    assert error.values == {"extension": ".ods", "supported": ", ".join(EXTENSIONS)}


@pytest.mark.parametrize(
    "address", ["XFD1048576", f"A{HIGHEST_ROW + 1}", "IW1", "ZZZZ1", "A999999999", f"IV{HIGHEST_ROW}"]
)
@pytest.mark.usefixtures("taken_apart_here")
def test_two_cells_a_world_apart_are_refused_before_the_reader_sees_them(tmp_path: Path, address: str) -> None:
    content = zipped(workbook_parts(inline("A1") + inline(address)))
    assert len(content) < 3_000
    error = refusal(written(tmp_path / "ds.xlsx", content))
    assert error.reason is NoRoster.TOO_FAR
    assert (error.values["highest_row"], error.values["highest_column"]) == (HIGHEST_ROW, HIGHEST_COLUMN)


@pytest.mark.usefixtures("taken_apart_here")
def test_the_last_cell_within_bounds_is_not_too_far(tmp_path: Path) -> None:
    content = zipped(workbook_parts(inline("A1") + inline("IV1000")))
    assert refusal(written(tmp_path / "ds.xlsx", content)).reason is NoRoster.NO_HEADER


@pytest.mark.usefixtures("taken_apart_here")
def test_empty_cells_far_away_are_only_coloured(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    content = zipped(workbook_parts(inline("A1", "Họ và tên") + inline("A2", "Nguyễn Văn An") + far))
    assert [entry.name for entry in read_file(written(tmp_path / "ds.xlsx", content)).unplaced] == ["Nguyễn Văn An"]


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
    assert len(read_file(write_csv(Path("ds.csv"), ROWS)).entries) == 2


def test_every_cut_of_a_workbook_is_refused_or_read(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "whole.xlsx", [list(row) for row in ROWS]).read_bytes()
    for length in range(1, len(whole), len(whole) // 8):
        error = refusal(written(tmp_path / "cut.xlsx", whole[:length]))
        assert error.reason in (NoRoster.DAMAGED, NoRoster.NOT_A_WORKBOOK)


def test_calamine_is_imported_by_one_module_when_it_reads() -> None:
    """A whole import that never loads it is among the tests of the command line."""
    package = Path(sys.modules["store.roster"].__file__ or "").parent
    importers = {
        path.name
        for path in package.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "python_calamine"
    }
    assert importers == {"workbook.py"}


def test_ten_thousand_people_of_a_workbook_are_read(tmp_path: Path) -> None:
    people = [person(f"Nguyễn Văn {chr(65 + n % 26)}n", f"Tổ trưởng Tổ {n}", stt=str(n)) for n in range(1, 10_001)]
    path = write_xlsx(tmp_path / "ds.xlsx", [list(row) for row in roster(*people)])
    assert len(read_file(path).entries) == 10_000


@pytest.mark.usefixtures("taken_apart_here")
def test_an_archive_of_one_stored_part_is_no_workbook(tmp_path: Path) -> None:
    content = zipped({"xl/workbook.xml": "<workbook/>"}, zipfile.ZIP_STORED)
    assert refusal(written(tmp_path / "ds.xlsx", content)).reason is NoRoster.DAMAGED
