"""Text from before Unicode: nothing of it is lost, and text that is right is never touched."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters import CONFERENCE, HEADER, HEADING, POST, doubts, person, read, roster
from sample_roster import SAMPLE
from store.roster import DoubtKind, RosterReading, read_roster
from store.roster.grid import Sheet
from store.roster.legacy import CP1258, GARBLED, TCVN3, VNI, Converted, as_shown, converted
from store.roster.syllables import syllables

LETTERS = (
    "á B8 aù|à B5 aø|ả B6 aû|ã B7 aõ|ạ B9 aï|ă A8 aê|ắ BE aé|ằ BB aè|ẳ BC aú|ẵ BD aü|ặ C6 aë|â A9 aâ|ấ CA aá|ầ C7 aà"
    "|ẩ C8 aå|ẫ C9 aã|ậ CB aä|é D0 eù|è CC eø|ẻ CE eû|ẽ CF eõ|ẹ D1 eï|ê AA eâ|ế D5 eá|ề D2 eà|ể D3 eå|ễ D4 eã|ệ D6 eä"
    "|í DD í|ì D7 ì|ỉ D8 æ|ĩ DC ó|ị DE ò|ó E3 où|ò DF oø|ỏ E1 oû|õ E2 oõ|ọ E4 oï|ô AB oâ|ố E8 oá|ồ E5 oà|ổ E6 oå"
    "|ỗ E7 oã|ộ E9 oä|ơ AC ô|ớ ED ôù|ờ EA ôø|ở EB ôû|ỡ EC ôõ|ợ EE ôï|ú F3 uù|ù EF uø|ủ F1 uû|ũ F2 uõ|ụ F4 uï|ư AD ö"
    "|ứ F8 öù|ừ F5 öø|ử F6 öû|ữ F7 öõ|ự F9 öï|ý FD yù|ỳ FA yø|ỷ FB yû|ỹ FC yõ|ỵ FE î|đ AE ñ"
)
"""Each letter, its byte in TCVN3 and its characters in VNI, written down anew."""
TCVN3_CAPITALS = dict(zip("ĂÂĐÊÔƠƯ", "\xa1\xa2\xa7\xa3\xa4\xa5\xa6", strict=True))

TABLE = [line.split(" ") for line in LETTERS.split("|")]
TO_TCVN3 = {letter: chr(int(byte, 16)) for letter, byte, _ in TABLE}
TO_TCVN3 |= {letter.upper(): shown for letter, shown in TO_TCVN3.items()} | TCVN3_CAPITALS
TO_VNI = {letter: shown for letter, _, shown in TABLE}
TO_VNI |= {letter.upper(): shown.upper() for letter, shown in TO_VNI.items()}


def in_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(char, char) for char in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(char, char) for char in text)


def in_cp1258(text: str) -> str:
    """The tone apart from its letter, as Windows keeps it; then taken for Windows-1252."""
    return as_shown("".join(map(_tone_apart, text)).encode("cp1258"))


def _tone_apart(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in "\u0300\u0301\u0303\u0309\u0323" if mark in apart), "")
    return unicodedata.normalize("NFC", apart.replace(tone, "")) + tone


def garbled(text: str) -> str:
    return as_shown(text.encode("utf-8"))


ENCODERS: dict[str, Callable[[str], str]] = {
    "tcvn3": in_tcvn3,
    "vni": in_vni,
    "cp1258": in_cp1258,
    "unicode": garbled,
}

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Tạ Quách Đàm Tô Hà Lã Uông"
MIDDLE = "Văn Thị Đức Ngọc Hữu Thế Quỳnh Xuân Kim Thúy Bảo Hoàng Bá Đình Quốc Hồng Phương Bích Lệ Ánh Như Sỹ Tú Lý"
GIVEN = (
    "An Ánh Ân Ẩn Bình Bảy Bưởi Cường Dũng Dung Đạt Đượm Giỏi Hà Hải Hằng Hoa Hòa Hoà Hoàng Hùng Hưng Hường Huyền Khoát"
    " Kỷ Lan Lâm Lũy Lý Mến Mỵ Mỹ Ngữ Nguyệt Nụ Oanh Phượng Quý Quyên Sửu Tâm Thắng Thuỷ Thúy Toản Tú Tuyết Út Ước Uyên"
    " Ưng Vẻ Vịnh Xuyến Ý Võ Tô Tạ Hoè Ấn Ổn Ái"
)
POOLS = [part.split() for part in (FAMILY, MIDDLE, GIVEN)]
ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
PLAIN_POOLS = [[word for word in pool if not ONLY_UNICODE.search(word)] for pool in POOLS]


def names(chance: random.Random, count: int = 20, pools: list[list[str]] = POOLS) -> list[str]:
    """Invented people; the same chance gives the same ones."""
    return [" ".join(chance.choice(pool) for pool in pools) for _ in range(count)]


def column(cells: list[str]) -> Converted:
    return converted(Sheet(name="", rows=[[cell] for cell in cells]))


def read_back(cells: list[str]) -> list[str]:
    return [row[0] for row in column(cells).sheet.rows]


@pytest.mark.parametrize(("letter", "byte", "shown"), TABLE)
def test_every_letter_of_both_encodings_is_read(letter: str, byte: str, shown: str) -> None:
    assert TCVN3.decode(chr(int(byte, 16))) == letter
    assert VNI.decode(shown) == letter
    assert VNI.decode(shown.upper()) == letter.upper()
    assert VNI.decode(shown[0].upper() + shown[1:]) == letter.upper()


def test_the_capitals_tcvn3_has_are_read() -> None:
    assert [TCVN3.decode(shown) for shown in TCVN3_CAPITALS.values()] == list(TCVN3_CAPITALS)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("Uû ban nh©n d©n thµnh phè Tõ S¬n", "Uỷ ban nhân dân thành phố Từ Sơn"),
        ("§µm ThÕ Sö", "Đàm Thế Sử"),
        ("NguyÔn ThÞ Hoµ", "Nguyễn Thị Hoà"),
        ("Héi nghÞ täa ®µm", "Hội nghị tọa đàm"),
        ("Tæ d©n vËn", "Tổ dân vận"),
        ("Hä vµ tªn", "Họ và tên"),
        ("Tr­ëng khèi", "Trưởng khối"),
    ],
)
def test_words_offices_wrote_in_tcvn3_are_read(shown: str, text: str) -> None:
    assert TCVN3.decode(shown) == text


def test_other_misreadings_are_undone() -> None:
    assert VNI.decode("Nguyeãn Thò Hoøa, Ñaëng Aùnh") == "Nguyễn Thị Hòa, Đặng Ánh"
    assert GARBLED.decode("Nguyá»…n Thá»‹") == "Nguyễn Thị"
    assert CP1258.decode("NguyêÞn Thiò") == "Nguyễn Thị"


@given(st.text())
def test_no_text_is_too_strange_for_any_of_them(text: str) -> None:
    for encoding in (TCVN3, VNI, CP1258, GARBLED):
        encoding.decode(text)
    read_back([text, text[::-1]])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nguyễn Thị Hòa", 3),
        ("NGUYỄN THỊ HOÀ", 3),
        ("Quỳnh Giềng gì Khuỷu Thuở", 5),
        ("Hoang Van An", 0),
        ("NguyÔn ThÞ", 0),
        ("Bàt Ngôc", 0),
        ("Müller Señor naïve", 0),
        ("0912345678 ………", 0),
    ],
)
def test_syllables_are_counted(text: str, count: int) -> None:
    assert syllables(text) == count


ROUNDS = [20, pytest.param(1000, marks=pytest.mark.long)]


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(("encoding", "capitals"), list(product(ENCODERS, (False, True))))
def test_columns_of_twenty_names_are_told_and_read(encoding: str, capitals: bool, rounds: int) -> None:
    chance = random.Random(f"{encoding} {capitals}")
    for _ in range(rounds):
        people = [name.upper() if capitals else name for name in names(chance)]
        told = column([ENCODERS[encoding](name) for name in people])
        assert told.columns == {0: encoding}
        assert [row[0] for row in told.sheet.rows] == people


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("count", [1, 2, 3, 20])
@pytest.mark.parametrize("pools", [POOLS, PLAIN_POOLS])
def test_unicode_is_never_converted(pools: list[list[str]], count: int, rounds: int) -> None:
    chance = random.Random(count)
    for _ in range(rounds):
        people = names(chance, count, pools)
        assert column(people).columns == {}
        assert read_back([name.upper() for name in people]) == [name.upper() for name in people]


@pytest.mark.parametrize("word", sorted({word for pool in PLAIN_POOLS for word in pool}))
def test_no_name_alone_is_taken_for_another_encoding(word: str) -> None:
    assert read_back([word]) == [word]


@pytest.mark.parametrize(
    "cells",
    [
        ["A1", "B2", "0912345678", "912 345 678"],
        ["5 m²", "½ ngày", "«x»", "§ 4", "· Lan", "café", "naïve", "Citroën", "Müller", "30°C", "µm"],
        ["✓", "☑", "—", "…"],
        ["·", "¸", "§"],
        ["µm", "µn", "Müller", "Citroën", "naïve", "Zoë", "Gödel"],
        ["NguyÔn"],
        ["Niê H’Hen", "Ksor Blă", "K’Sor"],
        ["Señor Núñez", "André Hélène", "Zoë", "François"],
        [""],
        [],
    ],
)
def test_codes_signs_and_foreign_names_stay(cells: list[str]) -> None:
    assert read_back(cells) == cells


def test_the_column_decides_and_not_the_cell() -> None:
    people = ["Hoàng Văn Tâm", "Võ Thị Lý", "Lý Bá Tú", "Nguyễn Thị Út"]
    assert read_back([in_tcvn3(name) for name in people]) == people
    assert read_back([in_vni(name) for name in people]) == people
    assert read_back(people) == people


def test_cells_that_are_unicode_stay_in_a_column_that_is_not() -> None:
    people = names(random.Random(7))
    mixed = ["Trần Thị Bưởi", *map(in_tcvn3, people)]
    assert read_back(mixed) == ["Trần Thị Bưởi", *people]
    few = [in_tcvn3("Trần Thị Bưởi"), "Nguyễn Văn An", "Đặng Thị Hường", "Vũ Đức Cường"]
    assert read_back(few) == few


@pytest.mark.parametrize("encode", [in_tcvn3, in_vni])
def test_a_header_typed_anew_does_not_hide_what_stands_below(encode: Callable[[str], str]) -> None:
    people = names(random.Random(5), 3)
    assert read_back(["Họ và tên", *map(encode, people)]) == ["Họ và tên", *people]


def test_a_column_that_tells_nothing_goes_with_the_others() -> None:
    people = names(random.Random(3))
    rows = [[in_tcvn3(name), "0912345678"] for name in people]
    rows.insert(5, ["", in_tcvn3("Tổ")])
    told = converted(Sheet(name="", rows=rows))
    assert (told.sheet.rows[5][1], told.columns) == ("Tổ", {0: "tcvn3", 1: "tcvn3"})
    alone = converted(Sheet(name="", rows=[["", row[1]] for row in rows]))
    assert alone.columns == {}


def test_a_column_of_unicode_stays_beside_others_that_are_not() -> None:
    people = names(random.Random(4))
    rows = [[in_tcvn3(name), f"Tổ Dân vận {number}", "Lê Tô"] for number, name in enumerate(people)]
    told = converted(Sheet(name="", rows=rows))
    assert [row[1] for row in told.sheet.rows] == [row[1] for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "DANH SÁCH ĐẠI BIỂU",
        "ỦY BAN MTTQ",
        "Ủy ban nhân dân",
        "Nguyễn Thị Ánh",
        "Nguyễn Thị Ánh - Tổ trưởng",
        "Nguyễn Thị Ánh\nTổ trưởng",
        "NGUYỄN THỊ ÁNH\nTổ trưởng",
        "NGUYỄN THỊ ÁNH, Phó Chủ tịch",
        "Bí thư Thành ủy",
        "Ấp 3",
    ],
)
def test_capitals_come_back_in_tcvn3(text: str) -> None:
    assert read_back([*map(in_tcvn3, names(random.Random(1))), in_tcvn3(text)])[-1] == text


@pytest.mark.parametrize("name", ["LÝ BÁ TÚ", "TẠ Ý", "Ý"])
def test_a_short_name_is_written_as_its_column_is(name: str) -> None:
    others = names(random.Random(2))
    assert read_back([*(in_tcvn3(other.upper()) for other in others), in_tcvn3(name)])[-1] == name
    assert read_back([*map(in_tcvn3, others), in_tcvn3(name.title())])[-1] == name.title()


# -- a whole roster ---------------------------------------------------------------------------------


def written(rows: list[list[str]], encode: Callable[[str], str]) -> list[list[str]]:
    return [[encode(cell) for cell in row] for row in rows]


PEOPLE = [
    person(name, POST, f"09123456{number:02}", "Tham luận" if number == 3 else "", str(number))
    for number, name in enumerate(names(random.Random(9), 12), 1)
]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "cp1258"])
def test_a_roster_in_an_old_encoding_reads_as_in_unicode(encoding: str) -> None:
    rows = [["DANH SÁCH ĐẠI BIỂU"], *roster(*PEOPLE), ["", "Tổng số: 12 đại biểu"]]
    reading = read(written(rows, ENCODERS[encoding]))
    assert reading.encoding == encoding
    assert reading.entries == read(rows).entries
    assert reading.groups == read(rows).groups
    assert {doubt.what for doubt in reading.doubts} == {DoubtKind.CONVERTED_COLUMN}


NAMES = names(random.Random(11), 5)


def test_a_heading_in_a_column_of_numbers_is_converted_too() -> None:
    rows = written(
        [["STT", "Họ và tên", "Tổ"], [HEADING], *([str(n), name] for n, name in enumerate(NAMES, 1))], in_tcvn3
    )
    assert {entry.category for entry in read(rows).entries} == {"to-truong"}


def test_samples_and_a_doubt_show_what_was_converted() -> None:
    reading = read(written(roster(*PEOPLE), in_tcvn3))
    labels = [HEADER[0], HEADER[1], HEADER[2], HEADER[3], HEADER[4]]
    assert list(dict.fromkeys(sample.column for sample in reading.samples)) == labels
    of_names = [sample for sample in reading.samples if sample.column == "Họ và tên"]
    assert [(sample.before, sample.after) for sample in of_names] == [
        (in_tcvn3(row[1]), row[1]) for row in PEOPLE if not row[1].isascii()
    ][:3]
    told = [doubt.values for doubt in reading.doubts if doubt.what is DoubtKind.CONVERTED_COLUMN]
    assert [values["column"] for values in told] == labels
    assert told[1] == {
        "column": "Họ và tên",
        "encoding": "tcvn3",
        "before": of_names[0].before,
        "after": of_names[0].after,
    }


def test_samples_show_no_personal_data() -> None:
    rows = [[*HEADER, "Nơi ở"], [HEADING], *([*row, "Phố Ẩn Náu"] for row in PEOPLE)]
    rows[2][4] = "CCCD 027075009999, Tổ trưởng"
    reading = read(written(rows, in_tcvn3))
    assert "027075009999" not in str(reading)
    assert "Ẩn Náu" not in str(reading)
    assert in_tcvn3("Ẩn Náu") not in str(reading)


def test_a_unicode_roster_has_no_samples() -> None:
    reading = read(roster(*PEOPLE))
    assert (reading.samples, reading.encoding, doubts(reading)) == ((), "unicode", [])


@pytest.fixture(scope="module")
def sample() -> RosterReading:
    return read_roster(SAMPLE, CONFERENCE)


@pytest.mark.parametrize("encoding", ENCODERS)
def test_the_sample_is_the_same_in_every_encoding(sample: RosterReading, encoding: str) -> None:
    import openpyxl

    cells = openpyxl.load_workbook(SAMPLE).active.iter_rows(values_only=True)
    rows = [["" if cell is None else str(cell) for cell in row] for row in cells]
    reading = read(written(rows, ENCODERS[encoding]))
    assert [(one.name, one.title, one.unit, one.note) for one in reading.entries] == [
        (one.name, one.title, one.unit, one.note) for one in sample.entries
    ]
    assert read(rows).samples == ()
