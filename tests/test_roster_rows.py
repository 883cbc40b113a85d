"""From rows to people: headers, headings, totals, signatures, and every doubt with its row."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rosters import CONFERENCE, HEADER, HEADING, POST, doubts, only, person, read, roster
from store.records import CategoryId, Standing
from store.roster import DoubtKind, placed
from store.roster.grid import Book, Sheet
from store.roster.interpret import interpret
from store.roster.refusal import NoRoster, NotReadable
from store.text import LONGEST

LETTERHEAD = [
    ["THÀNH ỦY TỪ SƠN", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["BAN DÂN VẬN", "", "Từ Sơn, ngày 11 tháng 9 năm 2023"],
    [""],
    ["DANH SÁCH ĐẠI BIỂU"],
    ["Dự Hội nghị tọa đàm năm 2023"],
]


def names(rows: list[list[str]]) -> list[str]:
    return [entry.name for entry in read(rows).entries]


def values(rows: list[list[str]], what: DoubtKind) -> dict[str, str | int]:
    (found,) = [doubt.values for doubt in read(rows).doubts if doubt.what is what]
    return found


def test_a_plain_roster_is_read_without_doubts() -> None:
    reading = read(roster(person(phone="0912345678", note="Tham luận")))
    (entry,) = reading.entries
    assert (entry.row, entry.stt, entry.name) == (3, "1", "Nguyễn Văn An")
    assert (entry.title, entry.unit) == ("Tổ trưởng", "Tổ Dân vận khu phố Bà La, phường Đình Bảng")
    assert (entry.area, entry.category) == ("dinh-bang", "to-truong")
    assert (entry.phone, entry.note) == ("0912345678", "Tham luận")
    assert (reading.header_row, reading.sheet, reading.encoding) == (1, "Danh sách", "unicode")
    assert (reading.doubts, reading.left_out_columns, reading.unplaced) == ((), (), ())


@pytest.mark.parametrize("blank", range(25 - len(LETTERHEAD)))
def test_the_header_is_found_anywhere_in_the_first_25_rows(blank: int) -> None:
    rows = [*LETTERHEAD, *[[""]] * blank, *roster(person())]
    reading = read(rows)
    assert reading.header_row == len(LETTERHEAD) + blank + 1
    assert len(reading.entries) == 1
    assert reading.doubts == ()


def test_a_header_below_the_first_25_rows_is_none() -> None:
    with pytest.raises(NotReadable) as caught:
        read([*[["x"]] * 25, *roster(person())])
    assert caught.value.reason is NoRoster.NO_HEADER


def test_a_header_without_people_is_refused() -> None:
    with pytest.raises(NotReadable) as caught:
        read([*LETTERHEAD, HEADER, [HEADING]])
    assert (caught.value.reason, caught.value.values) == (NoRoster.NO_PEOPLE, {"header_row": 6})


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_columns_may_come_in_any_order(order: tuple[int, ...]) -> None:
    columns = [("Họ và tên", "Lê Thị Hà"), ("Chức vụ", "Tổ trưởng"), ("Đơn vị", "Tổ Dân vận"), ("SĐT", "0912345678")]
    header, row = ([columns[at][side] for at in order] for side in (0, 1))
    entry = only(["1", *row], header=["TT", *header])
    assert (entry.name, entry.title, entry.unit, entry.phone) == ("Lê Thị Hà", "Tổ trưởng", "Tổ Dân vận", "0912345678")


def test_a_header_of_two_rows_divides_the_name() -> None:
    upper = ["STT", "Họ và tên", "", "Ngày sinh", "", "Chức vụ, đơn vị"]
    lower = ["", "Họ đệm", "Tên", "Nam", "Nữ", ""]
    rows = [upper, lower, [HEADING], ["1", "Lê Thị", "Hà", "", "1975", POST]]
    merged = [(0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0), (0, 5, 1, 5)]
    for reading in (read(rows), read(rows, *merged)):
        assert [entry.name for entry in reading.entries] == ["Lê Thị Hà"]
        assert reading.header_row == 1
        assert reading.doubts == ()
        assert all("1975" not in str(entry) for entry in reading.entries)
    assert read(rows, *merged).left_out_columns == ("Ngày sinh Nam", "Ngày sinh Nữ")


def test_a_name_over_two_columns_is_one_name() -> None:
    rows = [["STT", "Họ và tên", "", "Chức vụ, đơn vị"], [HEADING], ["1", "Lê Thị", "Hà", POST]]
    assert [entry.name for entry in read(rows, (0, 1, 0, 2)).entries] == ["Lê Thị Hà"]


@pytest.mark.parametrize("separate", ["", "\u00a0", "  "])
def test_blank_rows_are_nothing(separate: str) -> None:
    assert doubts(read(roster([separate] * 5, person(), [separate] * 5))) == []


@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "2", "3", "4", "5"],
        ["A", "B", "1", "2", "3"],
        ["(1)", "(2)", "(3)", "", ""],
    ],
)
def test_a_row_that_numbers_the_columns_is_nobody(numbers: list[str]) -> None:
    reading = read([HEADER, numbers, [HEADING], person()])
    assert (len(reading.entries), reading.doubts) == (1, ())


def test_a_header_repeated_after_a_page_break_is_nobody() -> None:
    reading = read(roster(person(), HEADER, person("Lê Thị Hà", stt="2")))
    assert (len(reading.entries), reading.doubts) == (2, ())


@pytest.mark.parametrize(
    "total",
    [
        ["Tổng số: 2 đại biểu"],
        ["", "Tổng cộng", "", "", "02"],
        ["Cộng: 2"],
        ["Danh sách này có 02 người./."],
        ["Danh sách có 2 đồng chí"],
        ["Tong so: 2"],
    ],
)
def test_a_total_is_nobody_and_is_checked(total: list[str]) -> None:
    two = [person(), person("Lê Thị Hà", stt="2")]
    assert doubts(read(roster(*two, total))) == []
    assert doubts(read(roster(*two, person("Đỗ Hải", stt="3"), total))) == [(6, DoubtKind.TOTAL_MISMATCH)]


def test_a_total_of_each_group_counts_since_the_last() -> None:
    rows = roster(
        person(), ["Cộng: 1"], person("Lê Thị Hà", stt="2"), person("Đỗ Hải", stt="3"), ["Cộng: 2"], ["Tổng số: 3"]
    )
    assert doubts(read(rows)) == []


def test_a_person_named_cong_is_no_total() -> None:
    assert names(roster(person("Công Văn Tổng"))) == ["Công Văn Tổng"]


@pytest.mark.parametrize(
    "signature",
    [
        [["NGƯỜI LẬP BIỂU", "", "TRƯỞNG BAN"], [""], ["Trần Thị Bưởi", "", "Đàm Thế Sử"]],
        [["", "", "TRƯỞNG BAN"], ["", "", "(Ký, ghi rõ họ tên)"], ["", "", "Đàm Thế Sử"]],
        [["", "", "Từ Sơn, ngày 12 tháng 9 năm 2023"], ["", "", "T/M BAN THƯỜNG VỤ"], ["", "Đàm Thế Sử"]],
    ],
)
def test_who_signs_is_not_on_the_list(signature: list[list[str]]) -> None:
    reading = read(roster(person(), *signature))
    assert ([entry.name for entry in reading.entries], reading.doubts) == (["Nguyễn Văn An"], ())


def test_people_numbered_after_the_signature_are_read_with_a_doubt() -> None:
    reading = read(roster(person(), ["NGƯỜI LẬP BIỂU"], person("Lê Thị Hà", stt="2")))
    assert len(reading.entries) == 2
    assert doubts(reading) == [(5, DoubtKind.AFTER_SIGNATURE)]


def test_people_with_a_post_after_the_signature_are_read_with_a_doubt() -> None:
    reading = read(roster(person(), ["NGƯỜI LẬP BIỂU"], person("Lê Thị Hà", stt="")))
    assert [entry.name for entry in reading.entries] == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert doubts(reading) == [(5, DoubtKind.AFTER_SIGNATURE)]


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn An", "NGUYỄN VĂN AN", "Đ/c Nguyễn Văn An", "Ông Nguyễn Văn An", "nguyễn văn an"]
)
def test_a_name_is_written_as_names_are(name: str) -> None:
    for written in (name, unicodedata.normalize("NFD", name), f" {name.replace(' ', chr(0xA0))} "):
        assert only(person(written)).name == "Nguyễn Văn An"


def test_a_title_behind_the_name_in_its_cell_is_the_title() -> None:
    entry = only(person("Nguyễn Văn An\nTổ trưởng Tổ Dân vận khu phố Trầm", post=""))
    assert (entry.name, entry.title, entry.unit) == ("Nguyễn Văn An", "Tổ trưởng", "Tổ Dân vận khu phố Trầm")


def test_a_ward_behind_the_name_tells_the_area() -> None:
    entry = only(person("Nguyễn Văn An (Phù Khê)", post="Tổ trưởng"))
    assert (entry.name, entry.area, entry.note) == ("Nguyễn Văn An", "phu-khe", "Phù Khê")


def test_several_people_in_a_cell_are_all_read_with_a_doubt() -> None:
    rows = roster(person("Nguyễn Văn An\nLê Thị Hà"))
    assert names(rows) == ["Nguyễn Văn An", "Lê Thị Hà"]
    assert values(rows, DoubtKind.SEVERAL_PEOPLE) == {"text": "Nguyễn Văn An Lê Thị Hà", "count": 2}


@pytest.mark.parametrize(
    ("place", "title", "unit"),
    [
        ("01 đ/c lãnh đạo Hội Nông dân", "Lãnh đạo", "Hội Nông dân"),
        ("Chuyên viên theo dõi", "Chuyên viên theo dõi", "Hội Nông dân"),
        ("Đại diện", "Đại diện", "Hội Nông dân"),
        ("01 đ/c lãnh đạo Hội", "Lãnh đạo", "Hội Nông dân"),
        ("………", "", "Hội Nông dân"),
        ("Chưa cử", "", "Hội Nông dân"),
        ("", "", "Hội Nông dân"),
    ],
)
def test_a_place_without_a_name_is_taken_in_with_a_doubt(place: str, title: str, unit: str) -> None:
    reading = read(roster(person(), person(place, stt="2", post="Hội Nông dân", phone="0912345678")))
    entry = reading.entries[1]
    assert (entry.name, entry.title, entry.unit, entry.category) == ("", title, unit, "to-truong")
    assert (entry.standing, entry.phone, entry.stt) == (Standing.SUMMONED, "0912345678", "2")
    assert doubts(reading) == [(4, DoubtKind.UNNAMED)]


@pytest.mark.parametrize("place", ["03 đ/c lãnh đạo Hội Nông dân", "Lãnh đạo Hội Nông dân (03 đ/c)"])
def test_each_of_several_places_is_one(place: str) -> None:
    reading = read(roster(person(), person(place, stt="2", post=""), heading=f"{HEADING} (04 đ/c)"))
    assert [(entry.name, entry.unit) for entry in reading.entries[1:]] == [("", "Hội Nông dân")] * 3
    assert values(roster(person(), person(place, post="", stt="2")), DoubtKind.UNNAMED) == {"text": place, "count": 3}
    assert doubts(reading) == [(4, DoubtKind.UNNAMED)]


@pytest.mark.parametrize(
    ("row", "title", "count"),
    [
        (person("02 phóng viên", post="", stt="2"), "Phóng viên", 2),
        (person("Phóng viên (02 đ/c)", post="", stt="2"), "Phóng viên", 2),
        (person("Lái xe", post="Văn phòng", stt="2"), "Lái xe", 1),
        (["", "02 phóng viên"], "Phóng viên", 2),
        (["02 phóng viên"], "Phóng viên", 2),
        (["", "Lái xe"], "Lái xe", 1),
        (["", "Lái xe: 03 đ/c"], "Lái xe", 3),
        (["VIII", "Phục vụ (03 đ/c)"], "Phục vụ", 3),
        (person("Lái xe\nLái xe", post="", stt="2"), "Lái xe", 2),
    ],
)
def test_service_people_are_taken_in_apart(row: list[str], title: str, count: int) -> None:
    reading = read(roster(person(), row))
    told = [(entry.name, entry.title, entry.category, entry.standing) for entry in reading.entries[1:]]
    assert told == [("", title, "", Standing.SERVICE)] * count
    assert {(doubt.row, doubt.what) for doubt in reading.doubts} == {(4, DoubtKind.SERVICE)}
    assert sum(int(doubt.values["count"]) for doubt in reading.doubts) == count


@pytest.mark.parametrize("post", ["Lái xe", "Phóng viên Báo Bắc Ninh", "lái xe, Văn phòng"])
def test_somebody_with_a_name_serves_by_title(post: str) -> None:
    entry = only(person(post=post))
    assert (entry.name, entry.category, entry.standing) == ("Nguyễn Văn An", "", Standing.SERVICE)
    assert values(roster(person(post=post)), DoubtKind.SERVICE) == {"text": "Nguyễn Văn An", "count": 1}


@pytest.mark.parametrize(
    "heading",
    [
        ["VIII. Phóng viên, lái xe, phục vụ"],
        ["VIII", "BỘ PHẬN PHỤC VỤ"],
        ["Phóng viên báo chí (02 đ/c)"],
        ["Các cơ quan báo chí"],
        ["Lái xe"],
    ],
)
def test_a_heading_of_service_gathers_service_people(heading: list[str]) -> None:
    people = [person("Lê Thị Hà", post="", stt="1"), person("02 người", post="", stt="2")]
    reading = read(roster(person(), heading, *people))
    assert [entry.standing for entry in reading.entries] == [Standing.SUMMONED] + [Standing.SERVICE] * 3
    assert {entry.category for entry in reading.entries[1:]} == {""}
    assert DoubtKind.UNKNOWN_HEADING not in {doubt.what for doubt in reading.doubts}


def test_a_driver_in_the_cell_of_his_passenger_is_a_place() -> None:
    reading = read(roster(person("Nguyễn Văn An\n01 lái xe"), heading=f"{HEADING} (02 đ/c)"))
    assert {(entry.name, entry.title) for entry in reading.entries} == {("Nguyễn Văn An", "Tổ trưởng"), ("", "Lái xe")}
    assert doubts(reading) == [(3, DoubtKind.SERVICE)]


@pytest.mark.parametrize(("place", "title"), [("01 đ/c lãnh đạo", "Phó Chủ tịch"), ("01 chuyên viên", "Chuyên viên")])
def test_a_column_knows_a_vague_title_better(place: str, title: str) -> None:
    reading = read(roster(person(), person(place, "Phó Chủ tịch, Hội Nông dân", stt="2")))
    assert (reading.entries[1].title, reading.entries[1].unit) == (title, "Hội Nông dân")


def test_after_service_people_the_next_heading_counts_again() -> None:
    rows = roster(person(), ["VIII. Lái xe"], person("Lê Thị Hà", ""), ["IX. Trưởng Khối Dân vận"], person("Đỗ Hải"))
    assert [(entry.title, entry.standing) for entry in read(rows).entries] == [
        ("Tổ trưởng", Standing.SUMMONED),
        ("Lái xe", Standing.SERVICE),
        ("Tổ trưởng", Standing.SUMMONED),
    ]


def test_a_driver_between_delegates_makes_none_of_them_a_driver() -> None:
    reading = read(roster(person(), ["", "Lái xe"], person("Đỗ Hải", stt="2"), person("Lê Thị Hà", stt="3")))
    assert [entry.standing for entry in reading.entries] == [
        Standing.SUMMONED,
        Standing.SERVICE,
        *[Standing.SUMMONED] * 2,
    ]


@pytest.mark.parametrize("heading", ["VIII. Phóng viên", "Phóng viên"])
def test_a_plan_may_summon_reporters(heading: str) -> None:
    press = replace(CONFERENCE.categories[0], id=CategoryId("bao-chi"), name="Phóng viên", short="Báo chí", aliases=())
    conference = replace(CONFERENCE, categories=(*CONFERENCE.categories, press))
    people = [person("Lê Thị Hà", "Phóng viên Báo Bắc Ninh", stt="2"), person("02 phóng viên", "", stt="3")]
    reading = read(roster(person(), [heading], *people), conference=conference)
    assert [(entry.category, entry.standing) for entry in reading.entries[1:]] == [("bao-chi", Standing.SUMMONED)] * 3


@pytest.mark.parametrize(
    "row",
    [
        ["20 đại biểu nữ"],
        ["", "………"],
        ["2", "", ""],
        ["2", "150 đ/c các phường"],
        ["", "112 đại biểu./."],
        ["", "Người dự"],
    ],
)
def test_remarks_and_empty_lines_are_no_places(row: list[str]) -> None:
    reading = read(roster(person(), row))
    assert len(reading.entries) == 1
    assert {doubt.what for doubt in reading.doubts} <= {DoubtKind.STRAY_TEXT}


def test_a_place_without_a_category_is_kept_apart() -> None:
    reading = read(roster(person(), person("01 đ/c lãnh đạo Công ty Mẫu", post="", stt="2"), heading=""))
    assert [(entry.name, entry.unit) for entry in reading.unplaced] == [("", "Công ty Mẫu")]
    assert doubts(reading) == [(2, DoubtKind.DERIVED_CATEGORY), (3, DoubtKind.NO_CATEGORY)]


@pytest.mark.parametrize(("name", "odd"), [("Hùng", True), ("Nguyễn Văn An 2", True), ("Lê Nam", False)])
def test_a_strange_name_is_read_with_a_doubt(name: str, odd: bool) -> None:
    reading = read(roster(person(name)))
    assert len(reading.entries) == 1
    assert doubts(reading) == ([(3, DoubtKind.ODD_NAME)] if odd else [])


@pytest.mark.parametrize(
    ("cell", "phone", "doubted"),
    [
        ("912345678", "0912345678", []),
        ("0912.345.678", "0912345678", []),
        ("", "", []),
        ("không có", "", []),
        ("0912345678/0987654321", "0912345678", [DoubtKind.SEVERAL_PHONES]),
        ("12345", "12345", [DoubtKind.ODD_PHONE]),
        ("027075009999", "", [DoubtKind.IDENTITY_NUMBER]),
    ],
)
def test_a_telephone_is_put_right_or_doubted(cell: str, phone: str, doubted: list[DoubtKind]) -> None:
    reading = read(roster(person(phone=cell)))
    assert reading.entries[0].phone == phone
    assert [doubt.what for doubt in reading.doubts] == doubted


@pytest.mark.parametrize("column", range(1, 5))
def test_an_identity_number_leaves_no_trace_in_any_kept_column(column: int) -> None:
    row = person(phone="0912345678", note="ăn chay")
    row[column] += " 027075009999"
    reading = read(roster(row))
    assert "027075009999" not in str(reading)
    assert doubts(reading) == [(3, DoubtKind.IDENTITY_NUMBER)]
    assert reading.doubts[0].values == {"column": HEADER[column]}


@pytest.mark.parametrize(
    "label", ["Số CCCD", "CMND/CCCD", "Ngày sinh", "Dân tộc", "Tôn giáo", "Số thẻ đảng", "Địa chỉ", "Quê quán"]
)
def test_personal_data_is_left_out_and_said_so(label: str) -> None:
    header = [*HEADER, label]
    reading = read([header, [HEADING], [*person(), "027075009999 secret"]])
    assert reading.left_out_columns == (label,)
    assert "secret" not in str(reading)
    assert reading.doubts == ()


def test_other_columns_are_named_only_if_something_stands_in_them() -> None:
    rows = [[*HEADER, "Cỡ áo", "Xe", "Ký nhận"], [HEADING], [*person(), "XL", "", "x"]]
    assert read(rows).left_out_columns == ("Cỡ áo",)
    rows[2][1] = "01 đ/c lãnh đạo"
    assert read(rows).left_out_columns == ("Cỡ áo",)
    assert read([HEADER, [HEADING], [*person(), "không tên cột"]]).left_out_columns == ("F",)


@pytest.mark.parametrize(
    "heading",
    [
        ["VI. Trưởng Khối Dân vận các phường"],
        ["VI", "Trưởng Khối Dân vận các phường"],
        ["VI.", "TRƯỞNG KHỐI DÂN VẬN CÁC PHƯỜNG", "", "", "01 đ/c"],
        ["", "Trưởng Khối Dân vận các phường (01 đ/c)"],
        ["6. Trưởng Khối Dân vận các phường (1 đồng chí)"],
        ["6", "Trưởng Khối Dân vận các phường (01 đ/c)"],
        ["B", "Trưởng Khối Dân vận"],
        ["Trường Khối Dân vận các phường"],
        ["KHỐI DÂN VẬN CÁC PHƯỜNG"] * 5,
        ["12 Trưởng Khối Dân vận các phường"],
    ],
)
def test_a_heading_is_the_category_of_who_follows(heading: list[str]) -> None:
    reading = read([HEADER, heading, person(post="Phó Bí thư")])
    assert [entry.category for entry in reading.entries] == ["truong-khoi"]
    assert reading.doubts == ()
    assert reading.groups[0].category == "truong-khoi"


def test_a_wrong_count_in_a_heading_is_doubted() -> None:
    rows = roster(person(), person("Lê Thị Hà", stt="2"), heading=f"{HEADING} (03 đ/c)")
    assert doubts(read(rows)) == [(2, DoubtKind.COUNT_MISMATCH)]
    assert values(rows, DoubtKind.COUNT_MISMATCH) == {
        "heading": "Tổ trưởng các Tổ Dân vận ở khu dân cư",
        "stated": 3,
        "read": 2,
    }


def test_a_heading_that_promises_people_and_has_none_is_doubted() -> None:
    rows = [HEADER, ["I. Đại biểu Ban Dân vận Tỉnh ủy (03 đ/c)"], ["II. Trưởng Khối Dân vận các phường"], person()]
    assert doubts(read(rows)) == [(2, DoubtKind.COUNT_MISMATCH)]


def test_wards_within_a_category_tell_area_and_count() -> None:
    wards = [["Phường Châu Khê (01 đ/c)"], person(post="Tổ trưởng"), ["Phường Đồng Kỵ (01 đ/c)"], person(post="Tổ phó")]
    reading = read(roster(*wards, heading=f"{HEADING} (02 đ/c)"))
    assert [(entry.area, entry.unit) for entry in reading.entries] == [
        ("chau-khe", "Phường Châu Khê"),
        ("dong-ky", "Phường Đồng Kỵ"),
    ]
    assert {entry.category for entry in reading.entries} == {"to-truong"}
    assert reading.doubts == ()


def test_categories_within_a_ward_tell_both() -> None:
    groups = [
        ["a) Trưởng Khối Dân vận"],
        person(post="Phó Bí thư"),
        ["b) Tổ trưởng Tổ Dân vận"],
        person("Lê Thị Hà", "Tổ trưởng"),
    ]
    rows = roster(
        *groups, ["II. Phường Tam Sơn"], ["a) Trưởng Khối Dân vận"], person("Đỗ Hải"), heading="I. Phường Phù Khê"
    )
    assert [(entry.category, entry.area) for entry in read(rows).entries] == [
        ("truong-khoi", "phu-khe"),
        ("to-truong", "phu-khe"),
        ("truong-khoi", "dinh-bang"),
    ]
    assert doubts(read(rows)) == [(9, DoubtKind.AREA_CONFLICT)]


def test_a_unit_within_a_category_is_the_unit_of_who_has_none() -> None:
    rows = roster(["1. Hội Chữ thập đỏ"], person(post="Chủ tịch"), heading="V. MTTQ, đoàn thể")
    (entry,) = read(rows).entries
    assert (entry.title, entry.unit, entry.category) == ("Chủ tịch", "Hội Chữ thập đỏ", "mttq-doan-the")
    assert doubts(read(rows)) == [(3, DoubtKind.GUESSED_HEADING)]


def test_an_unknown_heading_is_doubted_and_its_people_are_kept_apart() -> None:
    rows = roster(person(), ["VIII. Khách mời"], person("Lê Thị Hà", post="Giám đốc"))
    reading = read(rows)
    assert [entry.name for entry in reading.entries] == ["Nguyễn Văn An"]
    assert [entry.name for entry in reading.unplaced] == ["Lê Thị Hà"]
    assert doubts(reading) == [(4, DoubtKind.UNKNOWN_HEADING), (5, DoubtKind.NO_CATEGORY)]


def test_a_person_alone_in_a_row_is_no_heading() -> None:
    rows = [["Họ và tên", "Chức vụ"], [HEADING], ["Nguyễn Văn An", ""], ["Châu Văn Khê", "Tổ trưởng"]]
    assert names(rows) == ["Nguyễn Văn An", "Châu Văn Khê"]


def test_a_lone_text_nobody_understands_is_a_doubt() -> None:
    assert doubts(read(roster(person(), ["", "", "và nhiều việc khác"]))) == [(4, DoubtKind.STRAY_TEXT)]
    assert doubts(read(roster(person(), ["Ghi chú thêm của văn phòng"]))) == [(4, DoubtKind.STRAY_TEXT)]


def test_a_category_column_decides() -> None:
    header = [*HEADER, "Thành phần"]
    rows = [header, [*person(), "Trưởng Khối Dân vận"], [*person("Lê Thị Hà", stt="2"), "to-truong"]]
    assert [entry.category for entry in read(rows).entries] == ["truong-khoi", "to-truong"]
    assert doubts(read(rows)) == []


def test_a_category_nobody_knows_is_doubted() -> None:
    rows = [[*HEADER, "Thành phần"], [*person(post="Giám đốc"), "Khách mời"]]
    assert doubts(read(rows)) == [(2, DoubtKind.UNKNOWN_CATEGORY), (2, DoubtKind.NO_CATEGORY)]


def test_a_category_written_once_for_a_group_is_carried_down() -> None:
    header = [*HEADER, "Thành phần"]
    rows = [header, [*person(post=""), "Trưởng Khối Dân vận"], [*person("Lê Thị Hà", "", stt="2"), ""]]
    assert [entry.category for entry in read(rows).entries] == ["truong-khoi"] * 2
    assert doubts(read(rows)) == [(3, DoubtKind.CARRIED_CATEGORY)]
    assert doubts(read(rows, (1, 5, 2, 5))) == []


def test_without_any_category_the_post_tells_with_a_doubt() -> None:
    reading = read(roster(person(), person("Lê Thị Hà", "Giám đốc", stt="2"), heading=""))
    assert [(entry.name, entry.category) for entry in reading.entries] == [("Nguyễn Văn An", "to-truong")]
    assert [entry.name for entry in reading.unplaced] == ["Lê Thị Hà"]
    assert doubts(reading) == [(2, DoubtKind.DERIVED_CATEGORY), (3, DoubtKind.NO_CATEGORY)]


def test_a_plan_of_one_category_asks_for_none() -> None:
    conference = replace(CONFERENCE, categories=CONFERENCE.categories[:1])
    reading = read(roster(person(post="Giám đốc"), heading=""), conference=conference)
    assert [entry.category for entry in reading.entries] == ["dan-van-tinh"]
    assert reading.doubts == ()


def test_a_unit_merged_over_several_people_is_the_unit_of_each() -> None:
    rows = [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [HEADING],
        ["1", "Nguyễn Văn An", "Tổ trưởng", "Phường Phù Khê"],
        ["2", "Lê Thị Hà", "Tổ phó", ""],
        ["3", "Đỗ Hải", "Tổ viên", ""],
    ]
    assert [entry.unit for entry in read(rows, (2, 3, 3, 3)).entries] == ["Phường Phù Khê", "Phường Phù Khê", ""]


def test_a_ward_column_belongs_to_the_unit() -> None:
    rows = [
        ["STT", "Họ và tên", "Chức vụ", "Khu phố", "Phường"],
        [HEADING],
        ["1", "Nguyễn Văn An", "Tổ trưởng", "Bà La", "Đình Bảng"],
    ]
    (entry,) = read(rows).entries
    assert (entry.unit, entry.area) == ("Khu phố Bà La, phường Đình Bảng", "dinh-bang")


def test_the_unit_counts_when_the_heading_names_another_ward() -> None:
    rows = roster(["Phường Đồng Kỵ"], person())
    assert read(rows).entries[0].area == "dinh-bang"
    assert doubts(read(rows)) == [(4, DoubtKind.AREA_CONFLICT)]


def test_the_same_name_in_another_unit_is_normal() -> None:
    assert doubts(read(roster(person(), person(post="Tổ trưởng Tổ Dân vận khu phố Trầm", stt="2")))) == []


def test_the_same_name_and_unit_twice_is_doubted_and_both_are_read() -> None:
    rows = roster(person("Nguyễn Thị Hoà"), person("Trần Văn Bình", stt="2"), person("NGUYỄN THỊ HÒA", stt="3"))
    assert len(read(rows).entries) == 3
    assert doubts(read(rows)) == [(5, DoubtKind.SAME_PERSON)]
    assert values(rows, DoubtKind.SAME_PERSON)["other_row"] == 3


def test_an_unnumbered_name_is_a_person_amid_the_list_and_a_signature_behind_it() -> None:
    reading = read(roster(person(), ["", "Lê Thị Hà"], person("Đỗ Hải", stt="2"), ["", "Trần Thị Bưởi"]))
    assert [entry.name for entry in reading.entries] == ["Nguyễn Văn An", "Lê Thị Hà", "Đỗ Hải"]
    assert doubts(reading) == [(6, DoubtKind.STRAY_TEXT)]


def test_the_post_of_a_ward_leader_tells_the_category() -> None:
    rows = [["STT", "Họ tên", "Chức vụ"], ["PHƯỜNG PHÙ KHÊ"], ["1", "Lê Thị Hà", "Trưởng khối Dân vận"]]
    assert [(entry.category, entry.area) for entry in read(rows).entries] == [("truong-khoi", "phu-khe")]


def test_a_running_number_whose_formula_was_never_computed_loses_nobody() -> None:
    people = [person(name, stt=stt) for name, stt in (("Nguyễn Văn An", "1"), ("Lê Thị Hà", ""), ("Đỗ Hải", ""))]
    assert len(read(roster(*people)).entries) == 3


def test_a_remark_names_a_role_and_stays() -> None:
    entry = only(person(note="Chủ trì hội nghị"))
    assert (entry.role, entry.note) == ("Chủ trì", "Chủ trì hội nghị")
    assert only(person("Nguyễn Văn An (tham luận)")).role == "Tham luận"
    assert only(person(post="Chủ tịch Hội Nông dân")).role == ""


@pytest.mark.parametrize(
    ("cell", "role"), [("chủ trì", "Chủ trì"), ("tiếp khách", "Tiếp khách"), ("Đại biểu", ""), ("", "")]
)
def test_a_column_of_roles_is_taken_at_its_word(cell: str, role: str) -> None:
    reading = read([[*HEADER, "Vai trò"], [HEADING], [*person(), cell]])
    assert (reading.entries[0].role, reading.left_out_columns) == (role, ())


LEADER = "Trưởng Khối Dân vận phường Đồng Kỵ"


def capacities(*people: list[str]) -> list[tuple[int, DoubtKind]]:
    first, *others = people
    rows = roster(first, ["VI. Trưởng Khối Dân vận các phường"], *others)
    return [found for found in doubts(read(rows)) if found[1] is DoubtKind.TWO_CAPACITIES]


def test_one_name_in_two_categories_is_doubted() -> None:
    assert capacities(person(), person(post="Phó Bí thư")) == [(5, DoubtKind.TWO_CAPACITIES)]
    assert capacities(person("NGUYỄN THỊ HOÀ"), person("Nguyễn Thị Hòa", "Phó Bí thư")) != []


@pytest.mark.parametrize(
    "other",
    [person(post=LEADER), person(post="Phó Bí thư", phone="0912345679"), person("Nguyễn Văn Ân", "Phó Bí thư")],
)
def test_another_ward_telephone_or_name_is_another_person(other: list[str]) -> None:
    assert capacities(person(phone="0912345678"), other) == []


def test_one_telephone_in_two_categories_is_doubted() -> None:
    rows = [person(phone="0912345678"), person("Lê Thị Hà", LEADER, phone="0912.345.678")]
    assert capacities(*rows) == [(5, DoubtKind.TWO_CAPACITIES)]
    assert doubts(read(roster(*rows))) == []


def test_a_ward_the_plan_does_not_have_is_doubted_once() -> None:
    people = [person(stt=str(number), name=f"Nguyễn Văn {name}") for number, name in enumerate(("An", "Ba", "Cả"), 1)]
    rows = roster(*people, person("Lê Thị Hà", "Tổ trưởng Tổ Dân vận khu phố Trầm, phường Mẫu", stt="4"))
    assert doubts(read(rows)) == [(6, DoubtKind.UNKNOWN_AREA)]
    assert values(rows, DoubtKind.UNKNOWN_AREA) == {"name": "Lê Thị Hà", "text": "phường Mẫu"}


@pytest.mark.parametrize(("others", "doubted"), [(3, True), (2, False), (0, False)])
def test_one_without_an_area_where_most_have_one_is_doubted(others: int, doubted: bool) -> None:
    people = [person(f"Nguyễn Văn {chr(65 + number)}n", stt=str(number + 1)) for number in range(others)]
    reading = read(roster(*people, person("Lê Thị Hà", "Tổ trưởng", stt=str(others + 1))))
    assert doubts(reading) == ([(others + 3, DoubtKind.NO_AREA)] if doubted else [])


def test_a_person_chooses_for_those_without_a_category() -> None:
    people = [person("Lê Thị Hà", "Giám đốc"), person(stt="2"), person("Đỗ Hải", "Giám đốc", stt="3")]
    reading = read(roster(*people, heading=""))
    chosen = placed(reading, {2: CategoryId("ban-dang")})
    assert [(entry.name, entry.category) for entry in chosen.entries] == [
        ("Lê Thị Hà", "ban-dang"),
        ("Nguyễn Văn An", "to-truong"),
    ]
    assert [entry.name for entry in chosen.unplaced] == ["Đỗ Hải"]
    assert doubts(chosen) == [(3, DoubtKind.DERIVED_CATEGORY), (4, DoubtKind.NO_CATEGORY)]
    assert placed(chosen, {4: CategoryId("ban-dang")}).unplaced == ()


def test_places_that_are_alike_are_all_given_a_category() -> None:
    reading = read(roster(person(), person("03 đ/c lãnh đạo Công ty Mẫu", post="", stt="2"), heading=""))
    assert len(placed(reading, {3: CategoryId("ban-dang")}).entries) == 4


def test_progress_is_told_now_and_then_up_to_the_last_row() -> None:
    told: list[tuple[int, int]] = []
    rows = roster(*(person(stt=str(number)) for number in range(1, 1_000)))
    interpret(book(rows), CONFERENCE, "ds.xlsx", progress=lambda done, total: told.append((done, total)))
    assert 20 < len(told) <= 50
    assert told == sorted(told)
    assert told[-1] == (len(rows), len(rows))


def test_reading_stops_when_nobody_wants_it_any_more() -> None:
    asked = iter([False, False, True])
    with pytest.raises(NotReadable) as caught:
        interpret(book(roster(*[person()] * 1_000)), CONFERENCE, "ds.xlsx", cancelled=asked.__next__)
    assert caught.value.reason is NoRoster.CANCELLED
    assert next(asked, None) is None


def book(rows: list[list[str]]) -> Book:
    return Book(sheets=[Sheet(name="Danh sách", rows=rows)])


def test_what_a_terminal_would_obey_does_not_come_in() -> None:
    entry = only(person("Nguyễn\x1b[2J Văn An\x07", note="\u202eabc\x1b]52;c;eA==\x07"))
    assert entry.note == "abc]52;c;eA=="
    assert all(char.isprintable() for char in str(entry))


SCRAPS = [
    *(
        "",
        " ",
        "\n",
        "Tổ trưởng",
        "Phường Đình Bảng",
        "I",
        "II.",
        "A",
        "1",
        "2",
        "(1)",
        "1.",
        "-",
        "(",
        ")",
        "#REF!",
        "…",
    ),
    *("Tổng số: 5", "Cộng", "Đại biểu tỉnh (3 đ/c)", "Họ và tên", "STT", "0912345678", "027075009999", "Lái xe"),
    *("02 phóng viên", "Khách mời", "12 đ/c", "Ghi chú", "ĐOÀN THANH NIÊN", "Trưởng Khối Dân vận, phường Phù Khê"),
]
GIVEN = st.text("bcdghklmn", min_size=6, max_size=6).map(str.capitalize)
SCRAP = st.sampled_from(SCRAPS)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(SCRAP, GIVEN, SCRAP, SCRAP, SCRAP), min_size=1, max_size=10), st.lists(SCRAP, max_size=5))
def test_whatever_stands_around_them_nobody_is_lost(people: list[tuple[str, ...]], scraps: list[str]) -> None:
    rows = [[stt, f"Nguyễn Văn {name}", *rest] for stt, name, *rest in people]
    for at, scrap in enumerate(scraps):
        rows.insert(2 * at, [scrap, *scraps[::-1]][:5])
    reading = str(read([HEADER, [HEADING], ["1", "Lê Thị Hà"], *rows]))
    assert [name for _, name, *_ in people if f"Nguyễn Văn {name}" not in reading] == []


def test_ten_thousand_people_are_read() -> None:
    people = [
        person(f"Nguyễn Văn {chr(65 + n % 26)}n", f"Tổ trưởng Tổ Dân vận số {n}", stt=str(n)) for n in range(1, 10_001)
    ]
    assert len(read(roster(*people)).entries) == 10_000


def test_a_text_longer_than_any_that_is_kept_is_cut_and_doubted() -> None:
    reading = read(roster(person(note="ghi chú " * 1_000), person("Lê Thị Hà", stt="2")))
    assert [len(entry.note) for entry in reading.entries] == [LONGEST, 0]
    (doubt,) = [doubt for doubt in reading.doubts if doubt.what is DoubtKind.CUT]
    assert (doubt.row, doubt.values["count"]) == (3, 7_999)
