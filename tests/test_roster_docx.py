"""Word documents: tables as offices split and head them, written by python-docx or in Word's own XML."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from rosters import (
    HEADER,
    document_parts,
    doubts,
    names,
    person,
    read_file,
    refusal,
    sheets_of,
    tbl,
    tc,
    tr,
    write_docx,
    written,
    zipped,
)
from store.roster import DoubtKind, NoRoster, limits
from store.roster import docx as reader
from store.roster.grid import HIGHEST_ROW, Merged, Sheet
from store.roster.refusal import NotReadable

pytestmark = pytest.mark.usefixtures("taken_apart_here")

LETTERHEAD = [["THÀNH ỦY TỪ SƠN\nBAN DÂN VẬN", "ĐẢNG CỘNG SẢN VIỆT NAM\nTừ Sơn, ngày 12 tháng 9 năm 2023"]]
SIGNATURE = [["Nơi nhận:", "TRƯỞNG BAN"], ["", "Đàm Thế Sử"]]
TITLE = ("DANH SÁCH ĐẠI BIỂU", "Dự Hội nghị tọa đàm", "(Kèm theo Kế hoạch số 12-KH/BDV)")
WARD_HEADS = "II. Trưởng Khối Dân vận các phường (02 đ/c)"
TEAM_HEADS = "III. Tổ trưởng các Tổ Dân vận ở khu dân cư (01 đ/c)"
AN = person("Nguyễn Văn An", "Trưởng Khối Dân vận phường Đình Bảng")
HA = person("Lê Thị Hà", "Trưởng Khối Dân vận phường Phù Khê", stt="2")
BINH = person("Trần Văn Bình", stt="3")


def sheets(path: Path, *blocks: str | list[list[str]]) -> list[Sheet]:
    return sheets_of(write_docx(path / "ds.docx", *blocks))


def raw(path: Path, body: str) -> list[Sheet]:
    return sheets_of(written(path / "ds.docx", zipped(document_parts(body))))


def first_cells(sheet: Sheet) -> list[str]:
    return [row[0] for row in sheet.rows]


# -- which tables make a list -------------------------------------------------------------------------


def test_a_document_is_read(tmp_path: Path) -> None:
    table = [HEADER, [WARD_HEADS], AN, HA]
    reading = read_file(write_docx(tmp_path / "ds.docx", LETTERHEAD, *TITLE, table, SIGNATURE))
    assert names(reading) == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert (reading.sheet, reading.encoding, reading.header_row, reading.doubts) == ("Bảng 2", "unicode", 1, ())
    assert [(entry.row, entry.area) for entry in reading.entries] == [(3, "dinh-bang"), (4, "phu-khe")]


def test_letterhead_and_signature_are_sheets_of_their_own(tmp_path: Path) -> None:
    found = sheets(tmp_path, LETTERHEAD, *TITLE, [HEADER, AN], SIGNATURE)
    assert [sheet.name for sheet in found] == ["Bảng 1", "Bảng 2", "Bảng 3"]
    assert (found[0].rows, found[1].rows, found[2].rows) == (LETTERHEAD, [HEADER, AN], SIGNATURE)


def test_headings_above_the_tables_are_rows_of_one_list(tmp_path: Path) -> None:
    first, second = [HEADER, AN, HA], [HEADER, BINH]
    path = tmp_path / "ds.docx"
    write_docx(path, *TITLE, WARD_HEADS, first, "", TEAM_HEADS, second, "Tổng số: 03 đại biểu")
    reading = read_file(path)
    assert [(group.heading, group.read) for group in reading.groups] == [
        ("Trưởng Khối Dân vận các phường", 2),
        ("Tổ trưởng các Tổ Dân vận ở khu dân cư", 1),
    ]
    assert [entry.row for entry in reading.entries] == [3, 4, 7]
    assert len({entry.category for entry in reading.entries}) == 2
    assert reading.doubts == ()


def test_the_heading_stands_under_the_header_and_the_title_nowhere(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, *TITLE, WARD_HEADS, [HEADER, AN], TEAM_HEADS, [HEADER, BINH])
    assert first_cells(sheet) == ["STT", WARD_HEADS, "1", "STT", TEAM_HEADS, "3"]
    assert {len(row) for row in sheet.rows} == {len(HEADER)}


def test_several_headings_above_one_table_all_count(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, *TITLE, "A. ĐẠI BIỂU CƠ SỞ", WARD_HEADS, [HEADER, AN])
    assert first_cells(sheet) == ["STT", "A. ĐẠI BIỂU CƠ SỞ", WARD_HEADS, "1"]


def test_a_remark_between_heading_and_table_is_no_heading(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, WARD_HEADS, "(Mỗi phường một đồng chí)", [HEADER, AN])
    assert first_cells(sheet) == ["STT", WARD_HEADS, "1"]


def test_a_table_split_in_two_is_one_list(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, WARD_HEADS, [HEADER, AN], "", "Phường Phù Khê", [HA], TEAM_HEADS, [BINH])
    assert first_cells(sheet) == ["STT", WARD_HEADS, "1", "Phường Phù Khê", "2", TEAM_HEADS, "3"]


def test_headings_without_mark_or_count_are_kept_where_there_are_several_tables(tmp_path: Path) -> None:
    heads = ("Trưởng Khối Dân vận các phường", "Tổ trưởng các Tổ Dân vận ở khu dân cư")
    path = write_docx(tmp_path / "ds.docx", *TITLE[:2], heads[0], [HEADER, AN], heads[1], [HEADER, BINH])
    reading = read_file(path)
    assert [group.heading for group in reading.groups] == list(heads)
    assert reading.doubts == ()


def test_place_and_date_above_a_table_are_no_heading(tmp_path: Path) -> None:
    date = "Từ Sơn, ngày 12 tháng 9 năm 2023"
    (sheet,) = sheets(tmp_path, *TITLE[:2], date, [HEADER, AN], TEAM_HEADS, [HEADER, BINH])
    assert first_cells(sheet) == ["STT", "1", "STT", TEAM_HEADS, "3"]


def test_the_title_of_the_only_table_is_no_heading(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, *TITLE[:2], [HEADER, AN])
    assert sheet.rows == [HEADER, AN]


def test_a_table_with_another_header_is_another_list_and_keeps_its_heading(tmp_path: Path) -> None:
    other = [*HEADER[:3], "Đơn vị", "Số ghế"]
    path = write_docx(tmp_path / "ds.docx", WARD_HEADS, [HEADER, AN], "Tổ trưởng Tổ Dân vận", [other, BINH])
    first, second = sheets_of(path)
    assert (first_cells(first), first_cells(second)) == (["STT", WARD_HEADS, "1"], ["STT", "Tổ trưởng Tổ Dân vận", "3"])
    assert (0, DoubtKind.OTHER_SHEET) in doubts(read_file(path))


def test_lists_of_one_header_are_one_list_whatever_stands_between(tmp_path: Path) -> None:
    found = sheets(tmp_path, LETTERHEAD, [HEADER, AN], SIGNATURE, LETTERHEAD, "PHƯỜNG PHÙ KHÊ", [HEADER, HA])
    assert [sheet.name for sheet in found] == ["Bảng 1", "Bảng 2", "Bảng 3"]
    assert first_cells(found[1]) == ["STT", "1", "STT", "PHƯỜNG PHÙ KHÊ", "2"]


def test_signatures_between_two_tables_take_neither_heading_nor_people_with_them(tmp_path: Path) -> None:
    nobody_numbered = person("Lê Thị Hà", "", stt="")
    signed = ["Từ Sơn, ngày 12 tháng 9 năm 2023", "TRƯỞNG BAN", "Đàm Thế Sử"]
    path = write_docx(tmp_path / "ds.docx", WARD_HEADS, [HEADER, AN], *signed, TEAM_HEADS, [HEADER, nobody_numbered])
    assert first_cells(sheets_of(path)[0])[3:] == [*signed, "STT", TEAM_HEADS, ""]
    reading = read_file(path)
    assert names(reading) == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert [group.heading for group in reading.groups][1:] == ["Tổ trưởng các Tổ Dân vận ở khu dân cư"]


def test_a_total_under_a_list_is_compared(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "ds.docx", WARD_HEADS, [HEADER, AN, HA], "Danh sách này có 112 người./.", SIGNATURE)
    assert doubts(read_file(path)) == [(5, DoubtKind.TOTAL_MISMATCH)]


def test_people_in_a_table_that_fits_nowhere_are_named(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "ds.docx", WARD_HEADS, [HEADER, AN, HA], "", [["3", "Trần Văn Bình", "Tổ phó"]])
    assert first_cells(sheets_of(path)[0])[-1] == "Trần Văn Bình; Tổ phó"
    assert (5, DoubtKind.STRAY_TEXT) in doubts(read_file(path))


def test_a_box_around_a_heading_is_no_table(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, [[WARD_HEADS]], [HEADER, AN], [[TEAM_HEADS]], [BINH])
    assert first_cells(sheet) == ["STT", WARD_HEADS, "1", TEAM_HEADS, "3"]


def test_a_document_in_the_fonts_of_old_is_understood(tmp_path: Path) -> None:
    header = ["STT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ"]
    people = [["1", "§µm ThÕ Sö", "Tæ tr\xadëng", "Phï Khª"], ["2", "NguyÔn V¨n ¸nh", "Tæ phã", "§×nh B¶ng"]]
    head = "Tr\xadëng Khèi D©n vËn c¸c ph\xadêng (02 ®/c)"
    path = write_docx(tmp_path / "ds.docx", LETTERHEAD, head, [header, people[0]], "", [header, people[1]])
    assert first_cells(sheets_of(path)[1]) == ["STT", head, "1", "STT", "2"]
    reading = read_file(path)
    assert (names(reading), reading.encoding) == (["Đàm Thế Sử", "Nguyễn Văn Ánh"], "tcvn3")
    assert reading.groups[0].stated == 2


def test_a_heading_in_the_fonts_of_old_is_told_by_its_count(tmp_path: Path) -> None:
    header = ["STT", "Hä vµ tªn", "Chøc vô"]
    people = [["1", "§µm ThÕ Sö", "Tæ tr\xadëng"], ["2", "NguyÔn V¨n ¸nh", "Tæ phã"]]
    head = "Tr\xadëng Khèi D©n vËn c¸c ph\xadêng (02 ®/c)"
    (sheet,) = sheets(tmp_path, head, [header, *people])
    assert first_cells(sheet) == ["STT", head, "1", "2"]


# -- cells ------------------------------------------------------------------------------------------


def test_merged_cells_have_their_text_in_the_first(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    for column, text in enumerate(["STT", "Họ và tên", "Chức vụ", "Đơn vị"]):
        table.cell(0, column).text = text
    table.cell(1, 0).merge(table.cell(1, 3)).text = "II. Trưởng Khối"
    table.cell(2, 3).merge(table.cell(3, 3)).text = "Phường Phù Khê"
    document.save(str(tmp_path / "ds.docx"))
    (sheet,) = sheets_of(tmp_path / "ds.docx")
    assert [row[3] for row in sheet.rows] == ["Đơn vị", "", "Phường Phù Khê", ""]
    assert sheet.merged == [Merged(top=1, left=0, bottom=1, right=3), Merged(top=2, left=3, bottom=3, right=3)]


def test_blocks_move_with_their_rows(tmp_path: Path) -> None:
    down = tc("Phù Khê", properties='<w:vMerge w:val="restart"/>')
    below = tc("not on the page", properties="<w:vMerge/>")
    header = tr(*(tc(text) for text in ("STT", "Họ và tên", "Chức vụ", "Đơn vị")))
    rows = [tr(tc("1"), tc("Nguyễn Văn An"), tc(""), down), tr(tc("2"), tc("Lê Thị Hà"), tc(""), below)]
    heading = f"<w:p><w:r><w:t>{WARD_HEADS}</w:t></w:r></w:p>"
    (sheet,) = raw(tmp_path, heading + tbl(header, *rows) + tbl(header, *rows))
    assert [(block.top, block.bottom) for block in sheet.merged] == [(2, 3), (5, 6)]
    assert [sheet.rows[block.top][3] for block in sheet.merged] == ["Phù Khê", "Phù Khê"]


def test_a_header_of_two_rows_is_one(tmp_path: Path) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    upper = tr(*(tc(text, properties=begins) for text in ("STT", "Họ và tên", "Chức vụ")), tc("Ngày sinh", span=2))
    lower = tr(*[tc("", properties=goes_on)] * 3, tc("Nam"), tc("Nữ"))
    people = [
        tr(*map(tc, row))
        for row in (["1", "Nguyễn Văn An", "Tổ trưởng", "1970", ""], ["2", "Lê Thị Hà", "", "", "1975"])
    ]
    path = written(tmp_path / "ds.docx", zipped(document_parts(tbl(upper, lower, *people))))
    reading = read_file(path)
    assert [(entry.row, entry.name) for entry in reading.unplaced] == [(3, "Nguyễn Văn An"), (4, "Lê Thị Hà")]
    assert reading.left_out_columns == ("Ngày sinh Nam", "Ngày sinh Nữ")


def test_dragged_edges_do_not_move_a_cell_to_another_column(tmp_path: Path) -> None:
    """Word counts edges: the third cell of the header is one edge wider than the one under it."""
    rows = [
        tr(tc("STT"), tc("Họ và tên"), tc("Chức vụ", span=2), tc("Điện thoại")),
        tr(tc("1"), tc("Nguyễn Văn An"), tc("Tổ trưởng"), tc("0912345678", span=2)),
        tr(tc("I"), tc("Đại biểu các phường", span=4)),
        tr(tc("2"), tc("Lê Thị Hà"), tc("", span=3)),
    ]
    (sheet,) = raw(tmp_path, tbl(*rows))
    assert sheet.rows == [
        ["STT", "Họ và tên", "Chức vụ", "Điện thoại"],
        ["1", "Nguyễn Văn An", "Tổ trưởng", "0912345678"],
        ["I", "Đại biểu các phường", "", ""],
        ["2", "Lê Thị Hà", "", ""],
    ]


def test_two_cells_in_the_place_of_one_lose_nothing(tmp_path: Path) -> None:
    rows = [
        tr(tc("a", span=2), tc("b"), tc("c")),
        tr('<w:trPr><w:gridBefore w:val="2"/></w:trPr>', tc("d")),
        tr(tc("e"), tc("f")),
    ]
    (sheet,) = raw(tmp_path, tbl(*rows))
    assert sheet.rows == [["a", "b", "c"], ["", "d", ""], ["e\nf", "", ""]]


def run(inside: str) -> str:
    return f"<w:p><w:r>{inside}</w:r></w:p>"


def word(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


NUMBERED = '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
NESTED = tbl(tr(tc("b"), tc("c")), tr(tc("d")))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (run(word("a ")) + run(word("b")), "a \nb"),
        (run(word("a") + "<w:br/>" + word("b")), "a\nb"),
        (run(word("a") + "<w:tab/>" + word("b")), "a b"),
        (run(word("0912") + "<w:noBreakHyphen/>" + word("345")), "0912-345"),
        (NUMBERED, "a"),
        (run(word("a")) + NESTED + run(""), "a\nb\nc\nd"),
        (f"<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:ins><w:r>{word('a')}</w:r></w:ins></w:p>", "a"),
        (f"<w:p><w:moveFrom><w:r>{word('x')}</w:r></w:moveFrom><w:moveTo><w:r>{word('a')}</w:r></w:moveTo></w:p>", "a"),
        (f"<w:p><w:smartTag><w:hyperlink><w:r>{word('a')}</w:r></w:hyperlink></w:smartTag></w:p>", "a"),
        (f"<w:sdt><w:sdtContent>{run(word('a'))}</w:sdtContent></w:sdt>", "a"),
        (run("<w:instrText>PAGE</w:instrText>" + word("a")), "a"),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
            f"{run(word('a'))}</w:txbxContent></mc:Choice><mc:Fallback>{run(word('x'))}</mc:Fallback>"
            f"</mc:AlternateContent></w:r><w:r>{word('b')}</w:r></w:p>",
            "a\nb",
        ),
    ],
)
def test_a_cell_has_the_text_that_stands_on_the_page(tmp_path: Path, cell: str, text: str) -> None:
    (sheet,) = raw(tmp_path, tbl(tr(tc(cell), tc("z"))))
    assert sheet.rows == [[text, "z"]]


def test_a_deleted_row_is_none(tmp_path: Path) -> None:
    gone = tr("<w:trPr><w:del/></w:trPr>", tc("x"), tc("y"))
    (sheet,) = raw(tmp_path, tbl(tr(tc("a"), tc("b")), gone, tr(tc("c"), tc("d"))))
    assert sheet.rows == [["a", "b"], ["c", "d"]]


def test_how_cells_were_merged_before_a_change_means_nothing(tmp_path: Path) -> None:
    former = "<w:tcPrChange><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange>"
    upper = tr(tc("a", properties='<w:vMerge w:val="restart"/>'), tc("b"))
    (sheet,) = raw(tmp_path, tbl(upper, tr(tc("c", properties=former), tc("d"))))
    assert (sheet.rows, sheet.merged) == ([["a", "b"], ["c", "d"]], [])


# -- numbers that Word counts -------------------------------------------------------------------------


def test_people_that_word_numbers_have_their_number(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(table.rows, [HEADER[:3], AN[:3], HA[:3]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row in table.rows[1:]:
        row.cells[0].text = ""
        row.cells[0].paragraphs[0].style = "List Number"
    document.save(str(tmp_path / "ds.docx"))
    assert first_cells(sheets_of(tmp_path / "ds.docx")[0]) == ["STT", "1.", "2."]


def level(at: int, form: str, pattern: str, start: int = 1) -> str:
    counts = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{at}">{counts}</w:lvl>'


NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<w:abstractNum w:abstractNumId="7">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%1.%2)")}'
    f"{level(2, 'bullet', '•')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="8">{level(0, "lowerLetter", "%1)", 26)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="9">{level(0, "decimalZero", "%1")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="9"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:styleId="Dau"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Con"><w:basedOn w:val="Dau"/></w:style>'
    '<w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>'
    "</w:styles>"
)


def counted(number: str = "", at: int = 0, style: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


@pytest.mark.parametrize(
    ("paragraphs", "marks"),
    [
        ([counted("1"), counted("1"), counted("2")], ["I.", "II.", "III."]),
        (
            [counted("1"), counted("1", 1), counted("1", 1), counted("1"), counted("1", 1)],
            ["I.", "I.1)", "I.2)", "II.", "II.1)"],
        ),
        ([counted("1", 1)], ["I.1)"]),
        ([counted("1", 2), counted("0"), counted("99"), counted("1", 8)], ["", "", "", ""]),
        ([counted("3"), counted("3")], ["z)", "aa)"]),
        ([counted("4"), counted("5"), counted("5"), counted("4")], ["01", "08", "09", "02"]),
        (
            [counted(style="Dau"), counted(style="Con"), counted("0", style="Con"), counted(style="Vong")],
            ["01", "02", "", ""],
        ),
    ],
)
def test_numbers_are_counted_as_word_counts_them(tmp_path: Path, paragraphs: list[str], marks: list[str]) -> None:
    rows = [tr(tc(paragraph), tc("a")) for paragraph in paragraphs]
    parts = document_parts(tbl(*rows)) | {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}
    (sheet,) = sheets_of(written(tmp_path / "ds.docx", zipped(parts)))
    assert first_cells(sheet) == marks


@pytest.mark.parametrize(("number", "roman"), [(4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1999, "MCMXCIX")])
def test_headings_that_word_numbers_keep_their_numeral(tmp_path: Path, number: int, roman: str) -> None:
    numbering = NUMBERING.replace(level(0, "upperRoman", "%1."), level(0, "upperRoman", "%1.", number))
    parts = document_parts(tbl(tr(tc(counted("1")), tc("a")))) | {"word/numbering.xml": numbering}
    assert sheets_of(written(tmp_path / "ds.docx", zipped(parts)))[0].rows == [[f"{roman}.", "a"]]


# -- files built otherwise, or to harm ----------------------------------------------------------------

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ONE = tbl(tr(tc("STT"), tc("Họ và tên")), tr(tc("1"), tc("Nguyễn Văn An")))


@pytest.mark.parametrize(
    "parts",
    [
        document_parts(ONE, word=STRICT),
        document_parts(ONE, part="word/document2.xml"),
        document_parts(ONE, part="/word/Document.xml")
        | {"word/Document.xml": document_parts(ONE)["word/document.xml"]},
        {"word/document.xml": document_parts(ONE)["word/document.xml"]},
        {"WORD/DOCUMENT.XML": document_parts(ONE)["word/document.xml"]},
    ],
)
def test_documents_of_other_programs_are_read(tmp_path: Path, parts: dict[str, str]) -> None:
    parts.pop("/word/Document.xml", "")
    path = written(tmp_path / "ds.docx", zipped(parts))
    assert [entry.name for entry in read_file(path).unplaced] == ["Nguyễn Văn An"]


def test_a_thousand_tables_in_one_another_are_the_text_of_a_cell(tmp_path: Path) -> None:
    inside = "<w:p><w:r><w:t>Nguyễn Văn An</w:t></w:r></w:p>"
    for _ in range(1_000):
        inside = tbl(tr(tc(inside)))
    (sheet,) = raw(tmp_path, tbl(tr(tc("1"), tc(inside))))
    assert sheet.rows == [["1", "Nguyễn Văn An"]]


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WHOLE = document_parts(ONE)
ROWS_TOO_MANY = "<w:tbl>" + "<w:tr><w:tc/></w:tr>" * (HIGHEST_ROW + 1) + "</w:tbl>"
TOO_WIDE = "<w:tbl>" + tr(*["<w:tc/>"] * 250) + "<w:tr/>" * 40_000 + "</w:tbl>"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (document_parts("<w:p/>"), NoRoster.NO_TABLE),
        (document_parts("<w:tbl/><w:tbl><w:tr/></w:tbl>"), NoRoster.NO_TABLE),
        (document_parts(tbl(tr(tc("a"), tc("b")))), NoRoster.NO_HEADER),
        (document_parts("<w:tbl>"), NoRoster.DAMAGED),
        (WHOLE | {"word/document.xml": "PK"}, NoRoster.DAMAGED),
        (WHOLE | {"word/document.xml": ""}, NoRoster.DAMAGED),
        (WHOLE | {"word/styles.xml": "<a>"}, NoRoster.DAMAGED),
        ({"word/media/a.png": "a"}, NoRoster.DAMAGED),
        ({"_rels/.rels": WHOLE["_rels/.rels"], "word/a.xml": "<a/>"}, NoRoster.DAMAGED),
        (document_parts(ONE, doctype=ENTITIES), NoRoster.UNSAFE),
        (document_parts(ONE, doctype='<!DOCTYPE a SYSTEM "file:///etc/passwd">'), NoRoster.UNSAFE),
        (WHOLE | {"word/numbering.xml": ENTITIES + "<a>&b;</a>"}, NoRoster.UNSAFE),
        (WHOLE | {f"x{n}": "" for n in range(2_000)}, NoRoster.UNSAFE),
        (document_parts(tbl(tr(tc("a", span=100_000)))), NoRoster.TOO_FAR),
        (document_parts(tbl(tr(tc("a", span=10**30)))), NoRoster.TOO_FAR),
        (document_parts(tbl(tr(*["<w:tc/>"] * 257))), NoRoster.TOO_FAR),
        (document_parts(ROWS_TOO_MANY), NoRoster.TOO_FAR),
        (document_parts(TOO_WIDE), NoRoster.TOO_FAR),
        (document_parts(ONE + " " * (70 * 1024 * 1024)), NoRoster.TOO_LARGE),
        (WHOLE | {"word/styles.xml": "<a>" + " " * (70 * 1024 * 1024)}, NoRoster.TOO_LARGE),
    ],
)
def test_a_document_that_is_no_roster_is_refused_with_its_own_reason(
    tmp_path: Path, parts: dict[str, str], reason: NoRoster
) -> None:
    content = zipped(parts)
    assert len(content) < 1_000_000
    assert refusal(written(tmp_path / "ds.docx", content)).reason is reason


def test_a_picture_in_a_document_may_be_as_large_as_it_likes(tmp_path: Path) -> None:
    parts = WHOLE | {"word/media/a.bin": "\0" * (70 * 1024 * 1024)}
    assert len(read_file(written(tmp_path / "ds.docx", zipped(parts))).unplaced) == 1


def test_cells_are_counted_over_all_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped(document_parts(ONE + ONE))
    monkeypatch.setattr(limits, "MOST_CELLS", 8)
    assert len(reader.read(content).sheets) == 1
    monkeypatch.setattr(limits, "MOST_CELLS", 7)
    with pytest.raises(NotReadable) as refused:
        reader.read(content)
    assert refused.value.reason is NoRoster.TOO_LARGE


def test_an_encrypted_part_is_a_password(tmp_path: Path) -> None:
    content = bytearray(zipped(WHOLE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert refusal(written(tmp_path / "ds.docx", bytes(content))).reason is NoRoster.PROTECTED


def test_every_cut_of_a_document_is_refused(tmp_path: Path) -> None:
    whole = write_docx(tmp_path / "whole.docx", [HEADER, AN]).read_bytes()
    for length in range(9, len(whole), len(whole) // 8):
        assert refusal(written(tmp_path / "cut.docx", whole[:length])).reason is NoRoster.DAMAGED


def test_every_broken_byte_of_a_document_is_refused_or_read() -> None:
    """Never anything but a reason comes out of the reader itself."""
    whole = bytearray(zipped(WHOLE, method=0))
    for place in range(len(whole)):
        broken = bytes(whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :])
        with suppress(NotReadable):
            reader.read(broken)


def test_ten_thousand_rows_of_a_document_are_read(tmp_path: Path) -> None:
    people = (tr(*map(tc, person(stt=str(n)))) for n in range(1, 10_001))
    content = zipped(document_parts(tbl(tr(*map(tc, HEADER)), *people)))
    (sheet,) = sheets_of(written(tmp_path / "ds.docx", content))
    assert (len(sheet.rows), sheet.rows[-1][0]) == (10_001, "10000")


def test_a_document_keeps_what_python_docx_wrote(tmp_path: Path) -> None:
    rows = [HEADER, *(person(f"Nguyễn Văn {letter}n", note="a\nb", stt=str(n)) for n, letter in enumerate("ABCD", 1))]
    path = write_docx(tmp_path / "ds.docx", rows)
    again = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(path.read_bytes())).tables[0].rows]
    assert sheets_of(path)[0].rows == again == rows
