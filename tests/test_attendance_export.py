"""The attendance list, read back with other libraries than wrote it and compared with tables made by hand."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

import builders
from store.documents import Roll, Unwritable, attendance_csv, attendance_xlsx, opening_sentence, share, write_whole
from store.records import (
    AreaId,
    Attendance,
    Category,
    CategoryId,
    CountSource,
    Delegate,
    HandCount,
    HeadCount,
    Method,
    Opening,
    Standing,
)

CONFERENCE = builders.conference(
    categories=(
        Category(id=CategoryId("tinh"), name="Đại biểu tỉnh", short="Tỉnh", planned=2, colour="#c62828"),
        Category(id=CategoryId("phuong"), name="Trưởng Khối Dân vận", short="Phường", planned=6, colour="#2e7d32"),
        Category(id=CategoryId("khac"), name="Thành phần khác", short="Khác", planned=0, colour="#1565c0"),
    ),
    areas=builders.conference().areas[:2],
)


def person(number: int, name: str, category: str, **changes: Any) -> Delegate:
    fields = {"title": "Trưởng Khối", "unit": "Phường Mẫu", "position": number} | changes
    return builders.delegate(number, name=name, category=CategoryId(category), **fields)


CHAU_KHE, DINH_BANG = AreaId("p01"), AreaId("p02")
LEADER = person(9, "Đặng Văn Ẩn", "tinh", title="Phó Trưởng ban", unit="Ban Dân vận Tỉnh ủy")
SUBSTITUTED = person(12, "Lý Thị Mỹ", "tinh", position=1)
LATE = person(3, "Ngô Đức Kỷ", "phuong", area=CHAU_KHE, note="Ngồi hàng đầu")
LEFT = person(4, "Tạ Hữu Vững", "phuong", area=CHAU_KHE)
EXCUSED = person(5, "Bùi Kim Quế", "phuong", area=CHAU_KHE)
UNEXCUSED = person(6, "Vũ Thế Sự", "phuong", area=DINH_BANG)
NOT_ARRIVED = person(7, "Trần Thị Thủy", "phuong", area=DINH_BANG)
BACK_AGAIN = person(8, "Lê Xuân Lộc", "phuong", area=DINH_BANG)
WALK_IN = person(10, "Phạm Bảo Uyên", "phuong", standing=Standing.WALK_IN)
REPORTER = person(11, "Hoàng Ngọc Oanh", "phuong", standing=Standing.SERVICE, title="Phóng viên")

EVERYBODY = (REPORTER, WALK_IN, LEADER, SUBSTITUTED, LATE, LEFT, EXCUSED, UNEXCUSED, NOT_ARRIVED, BACK_AGAIN)
DONE = (
    builders.present(LEADER, "07:30:59", desk="Bàn B", method=Method.NUMBER),
    builders.substituted(SUBSTITUTED, "Đỗ Mạnh Giỏi", "07:45:00", title="Chuyên viên"),
    builders.present(LATE, "08:05:01", method=Method.NAME),
    builders.gone(LEFT, "08:05:00", "09:30:00"),
    builders.absent(EXCUSED, "Họp ở tỉnh"),
    builders.absent(UNEXCUSED),
    builders.present(BACK_AGAIN, "07:50:00", left=builders.stamp("08:30:00"), reentered=builders.stamp("08:40:00")),
    builders.present(WALK_IN, "08:20:00"),
    builders.present(REPORTER, "08:30:00"),
)


def roll(delegates: Sequence[Delegate] = EVERYBODY, done: Sequence[Attendance] = DONE) -> Roll:
    return Roll(conference=CONFERENCE, delegates=delegates, attendance={one.delegate: one for one in done})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "diem-danh.xlsx"
    attendance_xlsx(roll(), path)
    return path


@pytest.fixture(scope="module")
def book(file: Path) -> Any:
    return openpyxl.load_workbook(file)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    """What a reader sees: no empty rows, no empty cells at the end of one."""
    texts = [tuple("" if cell is None else cell for cell in row) for row in sheet.iter_rows(values_only=True)]
    return [row for row in texts if any(cell != "" for cell in row)]


def below_heading(sheet: Any) -> list[tuple[Any, ...]]:
    found = rows(sheet)
    return found[next(place for place, row in enumerate(found) if row[0] == "STT") + 1 :]


def cells_of(path: Path) -> str:
    """Every part of the file that a spreadsheet reads, as text."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


# -- the opening sentence ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            HeadCount(summoned=112, present=104, substitutes=3, excused=6, unexcused=2, walk_ins=2, service=4, late=5),
            "Tổng số đại biểu được triệu tập: 112 đồng chí; có mặt: 104 đồng chí (đạt 92,86%), trong đó cử người dự "
            "thay: 03 đồng chí; vắng: 08 đồng chí (có lý do: 06, không lý do: 02). Đại biểu mời thêm: 02 đồng chí.",
        ),
        (
            HeadCount(summoned=112, present=112),
            "Tổng số đại biểu được triệu tập: 112 đồng chí; có mặt: 112 đồng chí (đạt 100%); không có đại biểu "
            "vắng mặt.",
        ),
        (
            HeadCount(summoned=10, present=9, excused=1),
            "Tổng số đại biểu được triệu tập: 10 đồng chí; có mặt: 09 đồng chí (đạt 90%); vắng: 01 đồng chí "
            "(có lý do: 01).",
        ),
        (
            HeadCount(summoned=9, present=7, unexcused=1, walk_ins=12),
            "Tổng số đại biểu được triệu tập: 09 đồng chí; có mặt: 07 đồng chí (đạt 77,78%); vắng: 01 đồng chí "
            "(không lý do: 01); chưa đến: 01 đồng chí. Đại biểu mời thêm: 12 đồng chí.",
        ),
        (
            HeadCount(summoned=112),
            "Tổng số đại biểu được triệu tập: 112 đồng chí; có mặt: 0 đồng chí (đạt 0%); chưa đến: 112 đồng chí.",
        ),
        (HeadCount(), "Không có đại biểu được triệu tập."),
        (HeadCount(walk_ins=1), "Không có đại biểu được triệu tập. Đại biểu mời thêm: 01 đồng chí."),
    ],
)
def test_minutes_open_with_who_came(counts: HeadCount, sentence: str) -> None:
    assert opening_sentence(counts) == sentence


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (104, 112, "92,86%"),
        (1, 3, "33,33%"),
        (2, 3, "66,67%"),
        (1, 2, "50%"),
        (1, 8, "12,50%"),
        (1, 800, "0,13%"),
        (112, 112, "100%"),
        (0, 112, "0%"),
        (99_999, 100_000, "99,99%"),
        (0, 0, ""),
    ],
)
def test_shares_have_a_decimal_comma_and_are_full_only_when_nobody_is_missing(
    part: int, whole: int, expected: str
) -> None:
    assert share(part, whole) == expected


# -- the workbook ------------------------------------------------------------------------------------------------------


def test_there_are_five_sheets(book: Any) -> None:
    assert book.sheetnames == ["Tổng hợp", "Danh sách", "Vắng", "Mời thêm", "Theo địa bàn"]


def test_summary(book: Any) -> None:
    assert below_heading(book["Tổng hợp"]) == [
        (1, "Đại biểu tỉnh", 2, 2, 1, 0, 0, 0, 0, "100%"),
        (2, "Trưởng Khối Dân vận", 6, 3, 0, 1, 1, 1, 1, "50%"),
        (3, "Thành phần khác", 0, 0, 0, 0, 0, 0, 0, ""),
        ("", "Tổng cộng", 8, 5, 1, 1, 1, 1, 1, "62,50%"),
        ("Đến muộn: 01 đồng chí; về sớm: 01 đồng chí.", *[""] * 9),
        ("Phóng viên, lái xe, phục vụ: 01 người (không tính vào số đại biểu), gồm: phóng viên 01.", *[""] * 9),
    ]


def test_summary_opens_with_the_sentence_for_the_minutes(book: Any) -> None:
    assert rows(book["Tổng hợp"])[4][0] == (
        "Tổng số đại biểu được triệu tập: 08 đồng chí; có mặt: 05 đồng chí (đạt 62,50%), trong đó cử người dự thay: "
        "01 đồng chí; vắng: 02 đồng chí (có lý do: 01, không lý do: 01); chưa đến: 01 đồng chí. "
        "Đại biểu mời thêm: 01 đồng chí."
    )


LIST_HEADINGS = (
    "STT",
    "Số",
    "Họ và tên",
    "Chức vụ",
    "Đơn vị",
    "Thành phần",
    "Diện",
    "Trạng thái",
    "Giờ đến",
    "Đến muộn",
    "Bàn",
    "Cách điểm danh",
    "Người đi thay",
    "Về sớm",
    "Lý do vắng",
    "Ghi chú",
)
WARD = ("Trưởng Khối", "Phường Mẫu", "Phường", "Triệu tập")
LIST = [
    (1, 12, "Lý Thị Mỹ", "Trưởng Khối", "Phường Mẫu", "Tỉnh", "Triệu tập", "Đi thay", "07:45", "", "Bàn A", "Đi thay",
     "Đỗ Mạnh Giỏi, Chuyên viên", "", "", ""),
    (2, 9, "Đặng Văn Ẩn", "Phó Trưởng ban", "Ban Dân vận Tỉnh ủy", "Tỉnh", "Triệu tập", "Có mặt", "07:30", "", "Bàn B",
     "Nhập số", "", "", "", ""),
    (3, 3, "Ngô Đức Kỷ", *WARD, "Có mặt", "08:05", "x", "Bàn A", "Tìm tên", "", "", "", "Ngồi hàng đầu"),
    (4, 4, "Tạ Hữu Vững", *WARD, "Có mặt", "08:05", "", "Bàn A", "Quét mã", "", "09:30", "", ""),
    (5, 5, "Bùi Kim Quế", *WARD, "Vắng có lý do", "", "", "", "", "", "", "Họp ở tỉnh", ""),
    (6, 6, "Vũ Thế Sự", *WARD, "Vắng không lý do", "", "", "", "", "", "", "", ""),
    (7, 7, "Trần Thị Thủy", *WARD, "Chưa đến", "", "", "", "", "", "", "", ""),
    (8, 8, "Lê Xuân Lộc", *WARD, "Có mặt", "07:50", "", "Bàn A", "Quét mã", "", "", "", ""),
    (9, 10, "Phạm Bảo Uyên", "Trưởng Khối", "Phường Mẫu", "Phường", "Mời thêm", "Có mặt", "08:20", "", "Bàn A",
     "Mời thêm", "", "", "", ""),
    (10, 11, "Hoàng Ngọc Oanh", "Phóng viên", "Phường Mẫu", "Phường", "Phục vụ", "Có mặt", "08:30", "", "Bàn A",
     "Quét mã", "", "", "", ""),
]  # fmt: skip


def test_everybody_is_listed_in_roster_order(book: Any) -> None:
    assert rows(book["Danh sách"])[4:] == [LIST_HEADINGS, *LIST]


def test_absentees_are_listed_by_why_they_are_not_there(book: Any) -> None:
    ward = ("Trưởng Khối", "Phường Mẫu", "Phường")
    assert below_heading(book["Vắng"]) == [
        (1, 5, "Bùi Kim Quế", *ward, "Vắng có lý do", "Họp ở tỉnh", ""),
        (2, 6, "Vũ Thế Sự", *ward, "Vắng không lý do", "", ""),
        (3, 7, "Trần Thị Thủy", *ward, "Chưa đến", "", ""),
    ]


def test_walk_ins_are_listed_and_below_them_service(book: Any) -> None:
    headings = (*LIST_HEADINGS[:6], "Trạng thái", "Giờ đến", "Bàn", "Về sớm", "Ghi chú")
    unit = ("Phường Mẫu", "Phường", "Có mặt")
    assert rows(book["Mời thêm"])[4:] == [
        ("Đại biểu mời thêm", *[""] * 10),
        headings,
        (1, 10, "Phạm Bảo Uyên", "Trưởng Khối", *unit, "08:20", "Bàn A", "", ""),
        ("Phóng viên, lái xe, phục vụ (không tính vào số đại biểu)", *[""] * 10),
        headings,
        (1, 11, "Hoàng Ngọc Oanh", "Phóng viên", *unit, "08:30", "Bàn A", "", ""),
    ]


def test_areas_are_counted_and_those_of_none_stand_last(book: Any) -> None:
    assert below_heading(book["Theo địa bàn"]) == [
        (1, "Châu Khê", 3, 2, 0, 1, 0, 0, 0, "66,67%"),
        (2, "Đình Bảng", 3, 1, 0, 0, 1, 1, 0, "33,33%"),
        (3, "Không thuộc địa bàn nào", 2, 2, 1, 0, 0, 0, 1, "100%"),
        ("", "Tổng cộng", 8, 5, 1, 1, 1, 1, 1, "62,50%"),
    ]


def test_every_sheet_is_headed_by_organiser_and_conference(book: Any) -> None:
    for sheet in book:
        head = rows(sheet)[:4]
        assert [cell for cell in head[0] if cell] == ["THÀNH ỦY TỪ SƠN", "ĐẢNG CỘNG SẢN VIỆT NAM"]
        assert head[1][0] == "BAN DÂN VẬN THÀNH ỦY TỪ SƠN"
        assert head[3][0] == f"{CONFERENCE.title} (15/09/2023, {CONFERENCE.venue})"


def test_every_sheet_prints_on_a4_landscape_one_page_wide_with_its_headings(book: Any) -> None:
    for sheet in book:
        setup = sheet.page_setup
        assert (int(setup.paperSize), setup.orientation) == (9, "landscape")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToHeight) == (True, 0)
        heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
        assert sheet.print_title_rows == f"${heading}:${heading}"
        assert sheet.freeze_panes[1:] == str(heading + 1)
        assert sheet.oddFooter.center.text == "Trang &P/&N"


def test_cells_are_set_in_times_new_roman(book: Any) -> None:
    fonts = {(cell.font.name, cell.font.size) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {name for name, _ in fonts} == {"Times New Roman"}
    assert {size for _, size in fonts} == {12, 13, 14}


def test_columns_are_as_wide_as_their_words_up_to_a_limit(tmp_path: Path) -> None:
    long = replace(LATE, name="Nguyễn Thị Phương Thảo", note="một ghi chú rất dài " * 20)
    attendance_xlsx(roll([long], []), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["Danh sách"]
    assert sheet.column_dimensions["C"].width >= len(long.name)
    assert sheet.column_dimensions["P"].width < 30
    assert sheet["P6"].alignment.wrap_text
    assert sheet.row_dimensions[6].height > 10 * 16


@pytest.mark.parametrize(
    "words", ["=1+1", "+84", "-5", "@SUM(A1)", "http://x.vn", "mailto:a@b", "0123", "{=1}", "\t=1"]
)
def test_no_cell_is_calculated_linked_or_turned_into_a_number(tmp_path: Path, words: str) -> None:
    hostile = replace(LATE, name=words, title=words, unit=words, note=words, phone=words)
    did = builders.substituted(hostile, words, title=words, desk=words)
    attendance_xlsx(roll([hostile], [did]), tmp_path / "x.xlsx", phones=True)
    sheets = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in cells if cell.value == words.strip()] == [words.strip()] * 6
    assert "<f>" not in cells_of(tmp_path / "x.xlsx")


def test_words_longer_than_a_cell_are_kept_as_far_as_it_goes(tmp_path: Path) -> None:
    attendance_xlsx(roll([replace(LATE, note="ghi " * 10_000)], []), tmp_path / "x.xlsx")
    note = openpyxl.load_workbook(tmp_path / "x.xlsx")["Danh sách"]["P6"].value
    assert len(note) == 32_767


def test_what_hides_or_reorders_letters_is_left_out(tmp_path: Path) -> None:
    attendance_xlsx(roll([replace(LATE, name="Ngô\u202e Đức\x1b Kỷ\x07")], []), tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["Danh sách"]["C6"].value == "Ngô Đức Kỷ"


@pytest.mark.parametrize("phones", [False, True])
def test_phones_are_told_only_when_asked_for(tmp_path: Path, phones: bool) -> None:
    attendance_xlsx(roll(), tmp_path / "x.xlsx", phones=phones)
    attendance_csv(roll(), tmp_path / "x.csv", phones=phones)
    for content in (cells_of(tmp_path / "x.xlsx"), (tmp_path / "x.csv").read_text("utf-8")):
        assert (EXCUSED.phone in content) is phones
        assert ("Điện thoại" in content) is phones


def test_no_badge_code_is_in_the_documents(tmp_path: Path, file: Path) -> None:
    attendance_csv(roll(), tmp_path / "x.csv")
    for content in (cells_of(file), (tmp_path / "x.csv").read_text("utf-8")):
        assert not [one.code for one in EVERYBODY if one.code in content or one.code[1:] in content]


def test_a_conference_without_people_has_its_sheets(tmp_path: Path) -> None:
    attendance_xlsx(roll([], []), tmp_path / "x.xlsx")
    empty = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert rows(empty["Tổng hợp"])[4][0] == "Không có đại biểu được triệu tập."
    assert below_heading(empty["Danh sách"])[0][0] == "Không có."


def test_everybody_of_the_model_conference_is_listed(tmp_path: Path) -> None:
    delegates = builders.delegates(112)
    everyone = Roll(conference=builders.conference(), delegates=delegates, attendance={})
    attendance_xlsx(everyone, tmp_path / "x.xlsx")
    listed = below_heading(openpyxl.load_workbook(tmp_path / "x.xlsx")["Danh sách"])
    assert [(row[1], row[2]) for row in listed] == [(one.number, one.name) for one in delegates]


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        (builders.stamp("07:41:59"), "07:41"),
        (builders.stamp("23:59:00"), "23:59"),
        (builders.stamp("07:41:00", day=builders.DAY.replace(day=16)), "07:41 16/09/2023"),
        (replace(builders.stamp(), wall=builders.stamp("07:41:00").wall.astimezone(None)), "07:41"),
    ],
)
def test_times_are_the_hall_s(tmp_path: Path, stamp: Any, shown: str) -> None:
    attendance_csv(roll([LATE], [builders.present(LATE, arrived=stamp)]), tmp_path / "x.csv")
    assert table_of(tmp_path / "x.csv")[1][8] == shown


# -- what the opening fixed, who was struck off, who has no name -------------------------------------------------------


def summary(path: Path, **changes: Any) -> list[str]:
    """The first column of the summary, below the head."""
    attendance_xlsx(replace(roll(), **changes), path)
    return [str(row[0]) for row in rows(openpyxl.load_workbook(path)["Tổng hợp"])[4:]]


OPENING = Opening(
    at=builders.stamp("08:02:00"),
    counts={
        CategoryId("tinh"): HeadCount(summoned=4, present=3),
        CategoryId("phuong"): HeadCount(summoned=4, present=1),
    },
    present=(),
)


def test_the_summary_says_what_was_announced_and_how_it_ended(tmp_path: Path) -> None:
    told = summary(tmp_path / "x.xlsx", opening=OPENING)
    assert told[:3] == [
        "Tổng số đại biểu được triệu tập: 08 đồng chí; có mặt: 04 đồng chí (đạt 50%); chưa đến: 04 đồng chí.",
        "Tính đến lúc khai mạc: 08:02.",
        "Đến khi kết thúc",
    ]
    assert (
        "Đến khi kết thúc: tổng số đại biểu được triệu tập: 08 đồng chí; có mặt: 05 đồng chí (đạt 62,50%), trong đó cử "
        "người dự thay: 01 đồng chí; vắng: 02 đồng chí (có lý do: 01, không lý do: 01); chưa đến: 01 đồng chí. "
        "Đại biểu mời thêm: 01 đồng chí."
    ) in told


def test_without_an_opening_nothing_is_said_of_one(tmp_path: Path) -> None:
    assert not [words for words in summary(tmp_path / "x.xlsx") if "khai mạc" in words or "kết thúc" in words]


def test_hand_counts_stand_below_the_summary(tmp_path: Path) -> None:
    counts = (
        HandCount(id=2, at=builders.stamp("08:05:00"), people=104, source=CountSource.DOOR),
        HandCount(id=1, at=builders.stamp("09:50:00"), people=98, source=CountSource.HALL),
    )
    told = summary(tmp_path / "x.xlsx", hand_counts=counts)
    assert told[-2:] == ["Số báo từ cửa lúc 08:05: 104 người.", "Đếm tay lúc 09:50: 98 người."]


def test_a_roll_of_a_state_has_its_opening_and_its_hand_counts_in_order() -> None:
    clocks = ("09:50:00", "08:05:00", "09:10:00", "08:40:00", "07:55:00")
    counts = [
        HandCount(id=id, at=builders.stamp(clock), people=98, source=CountSource.HALL)
        for id, clock in enumerate(clocks, 1)
    ]
    found = Roll.of(builders.state(*counts, OPENING))
    assert found.opening == OPENING
    assert [one.id for one in found.hand_counts] == [5, 2, 4, 3, 1]


def test_service_staff_are_counted_by_what_they_do(tmp_path: Path) -> None:
    titles = ("Lái xe", "Phóng viên", "Lái xe", "")
    staff = [person(number, "A", "", standing=Standing.SERVICE, title=title) for number, title in enumerate(titles, 20)]
    told = summary(tmp_path / "x.xlsx", delegates=staff, attendance={one.id: builders.present(one) for one in staff})
    expected = (
        "Phóng viên, lái xe, phục vụ: 04 người (không tính vào số đại biểu), gồm: lái xe 02, phóng viên 01, khác 01."
    )
    assert expected in told


STRUCK_OFF = person(13, "Quách Bảo Ngọc", "phuong", standing=Standing.STRUCK_OFF, note="Đã nghỉ hưu")


def listed(path: Path, sheet: str, *delegates: Delegate, done: Sequence[Attendance] = ()) -> list[tuple[Any, ...]]:
    attendance_xlsx(roll(delegates, done), path)
    return below_heading(openpyxl.load_workbook(path)[sheet])


def test_whoever_was_struck_off_and_came_is_a_walk_in_and_that_is_noted(tmp_path: Path) -> None:
    did = (builders.present(STRUCK_OFF),)
    (row,) = listed(tmp_path / "x.xlsx", "Danh sách", STRUCK_OFF, done=did)
    assert (row[6], row[7], row[15]) == ("Mời thêm", "Có mặt", "Đã rút khỏi danh sách triệu tập; Đã nghỉ hưu")
    assert listed(tmp_path / "x.xlsx", "Mời thêm", STRUCK_OFF, done=did)[0][2] == "Quách Bảo Ngọc"


@pytest.mark.parametrize("sheet", ["Danh sách", "Vắng"])
def test_whoever_was_struck_off_and_stayed_away_is_on_no_list(sheet: str, tmp_path: Path) -> None:
    assert [row[2] for row in listed(tmp_path / "x.xlsx", sheet, STRUCK_OFF, LATE)] == ["Ngô Đức Kỷ"]


def test_who_has_no_name_yet_is_told_to_have_none(tmp_path: Path) -> None:
    place, sent = replace(LATE, name=""), replace(LEFT, area=DINH_BANG)
    did = (builders.substituted(sent, "", title="Chuyên viên"),)
    found = listed(tmp_path / "x.xlsx", "Danh sách", place, sent, done=did)
    assert [(row[2], row[12]) for row in found] == [
        ("(chưa có tên)", ""),
        ("Tạ Hữu Vững", "(chưa có tên), Chuyên viên"),
    ]


def test_an_arrival_keyed_from_paper_says_so(tmp_path: Path) -> None:
    (row,) = listed(tmp_path / "x.xlsx", "Danh sách", LATE, done=(builders.present(LATE, method=Method.PAPER),))
    assert row[11] == "Danh sách giấy"


# -- the .csv ----------------------------------------------------------------------------------------------------------


def table_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_the_csv_holds_the_same_list(tmp_path: Path) -> None:
    attendance_csv(roll(), tmp_path / "x.csv")
    assert table_of(tmp_path / "x.csv") == [[str(cell) for cell in row] for row in [LIST_HEADINGS, *LIST]]


def test_the_csv_starts_with_the_mark_excel_looks_for(tmp_path: Path) -> None:
    attendance_csv(roll(), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes().startswith(b'\xef\xbb\xbf"STT","')


@pytest.mark.parametrize("words", ["=1+1", "+84 912", "-5", "@SUM(A1)", "＝1+1"])
def test_words_a_spreadsheet_would_calculate_get_an_apostrophe(tmp_path: Path, words: str) -> None:
    attendance_csv(roll([replace(LATE, name=words)], []), tmp_path / "x.csv")
    assert table_of(tmp_path / "x.csv")[1][2] == f"'{words}"


@pytest.mark.parametrize("words", ['Tổ 1; Tổ 2, "khu" A', "a'b", "x;y", "1,2"])
def test_what_parts_cells_stays_inside_one(tmp_path: Path, words: str) -> None:
    attendance_csv(roll([replace(LATE, unit=words)], []), tmp_path / "x.csv")
    assert table_of(tmp_path / "x.csv")[1][4] == words
    assert f'"{words}"'.replace('"khu"', '""khu""') in (tmp_path / "x.csv").read_text("utf-8-sig")


# -- whole or not at all -----------------------------------------------------------------------------------------------


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"before")
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_another_program_holds_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"before")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Unwritable) as refusal:
        attendance_xlsx(roll(), path)
    assert refusal.value.path == path
    assert isinstance(refusal.value.error, PermissionError)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("export", [attendance_csv, attendance_xlsx])
def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, export: Any) -> None:
    with pytest.raises(Unwritable):
        export(roll(), tmp_path / "none" / "x")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Unwritable):
        write_whole(tmp_path / "x", b"content")
    assert list(tmp_path.iterdir()) == []
