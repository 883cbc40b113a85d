"""The list to sign on paper, read back from the printed page: who stands on which line of which sheet."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from itertools import groupby

import pytest
from msgspec.structs import replace

import builders
from printed import Letter, letters, squeezed, texts
from store.documents import NobodySelected, signin_sheet_pdf
from store.paper import LINES, sheet_line
from store.records import AreaId, CategoryId, Delegate, Standing

CONFERENCE = builders.conference()
FIRST_LINE, LINE_HEIGHT = 49.4, 11.3
"""Millimetres from the top of a sheet."""
NUMBER, NAME, POST, PLACE, SIGNATURE = 21.0, 34.0, 75.0, 118.0, 146.0
"""Where columns begin, millimetres from the left."""
END = 202.0


def line_of(letter: Letter) -> int:
    """The line a letter stands on, counted from 1; 0 for the head."""
    return max(0, math.floor(((letter.top + letter.bottom) / 2 - FIRST_LINE) / LINE_HEIGHT) + 1)


def lines(pdf: bytes, page: int = 0, *, left: float = NAME, right: float = POST) -> dict[int, str]:
    """What stands between two columns, by line, without spaces."""
    found = [one for one in letters(pdf, page) if left <= one.left and one.right <= right and line_of(one) <= LINES]
    found.sort(key=line_of)
    return {line: "".join(one.char for one in those) for line, those in groupby(found, line_of) if line}


@pytest.fixture(scope="module")
def everybody() -> list[Delegate]:
    return builders.delegates(112)


@pytest.fixture(scope="module")
def sheets(everybody: list[Delegate]) -> bytes:
    return signin_sheet_pdf(CONFERENCE, everybody)


def test_everybody_signs_where_the_number_says(everybody: list[Delegate], sheets: bytes) -> None:
    names = [lines(sheets, page) for page in range(6)]
    numbers = [lines(sheets, page, left=NUMBER, right=NAME) for page in range(6)]
    for one in everybody:
        sheet, line = sheet_line(one.number)
        assert names[sheet - 1][line] == squeezed(one.name)
        assert numbers[sheet - 1][line] == f"{one.number:03}"


def test_beside_the_name_stand_post_area_and_category(everybody: list[Delegate], sheets: bytes) -> None:
    one = everybody[40]
    sheet, line = sheet_line(one.number)
    assert lines(sheets, sheet - 1, left=POST, right=PLACE)[line] == squeezed(one.title + one.unit)
    area, category = CONFERENCE.area(one.area), CONFERENCE.category(one.category)
    assert area is not None
    assert category is not None
    assert lines(sheets, sheet - 1, left=PLACE, right=SIGNATURE)[line] == squeezed(area.name + category.short)


def test_lines_are_counted_on_every_sheet(sheets: bytes) -> None:
    for page in range(7):
        counted = lines(sheets, page, left=12, right=NUMBER)
        assert counted == {line: str(line) for line in range(1, LINES + 1)}


def test_nothing_stands_where_people_sign(sheets: bytes) -> None:
    for page in range(7):
        assert lines(sheets, page, left=SIGNATURE, right=END) == {}


def test_sheets_are_numbered_large_and_at_the_foot(sheets: bytes) -> None:
    for page, text in enumerate(texts(sheets), 1):
        assert f"TỜ {page} " in f"{text} "
        assert f"Tờ {page}/7" in text
        assert f"Số {page * 20 - 19:03} – {page * 20:03}" in text
        big = max(letters(sheets, page - 1), key=lambda one: one.bottom - one.top)
        assert big.bottom - big.top > 8


def test_every_sheet_is_headed(sheets: bytes) -> None:
    for text in texts(sheets):
        for words in ("THÀNH ỦY TỪ SƠN", "BAN DÂN VẬN THÀNH ỦY TỪ SƠN", CONFERENCE.title, "08:00, ngày 15/09/2023"):
            assert words in text


@pytest.mark.parametrize(("last", "sheets"), [(1, 2), (19, 2), (20, 2), (21, 3), (40, 3), (112, 7)])
def test_a_whole_sheet_of_free_lines_follows_the_last_number(last: int, sheets: int) -> None:
    pdf = signin_sheet_pdf(CONFERENCE, [builders.delegate(last)])
    assert len(texts(pdf)) == sheets
    free = lines(pdf, sheets - 1, left=NUMBER, right=NAME)
    assert list(free.values()) == [f"{number:03}" for number in range(sheets * 20 - 19, sheets * 20 + 1)]
    assert all(set(dots) == {"."} for dots in lines(pdf, sheets - 1).values())


def test_a_number_nobody_signs_at_keeps_its_line() -> None:
    people = builders.delegates(8)
    people[2] = replace(people[2], standing=Standing.STRUCK_OFF)
    people[4] = replace(people[4], standing=Standing.SERVICE, category=CategoryId(""))
    del people[5]
    pdf = signin_sheet_pdf(CONFERENCE, people)
    names = lines(pdf)
    assert {line: names[line] for line in (3, 5, 6)} == dict.fromkeys((3, 5, 6), "—")
    assert names[7] == squeezed(people[5].name)
    assert lines(pdf, left=NUMBER, right=NAME)[6] == "006"
    for gone in (builders.delegates(8)[place] for place in (2, 4)):
        assert squeezed(gone.name) not in squeezed(texts(pdf)[0])


@pytest.mark.parametrize("standing", [Standing.SUMMONED, Standing.WALK_IN])
def test_a_place_without_a_name_has_a_line_to_write_it_on(standing: Standing) -> None:
    pdf = signin_sheet_pdf(CONFERENCE, [builders.delegate(2, name="", standing=standing)])
    assert set(lines(pdf)[2]) == {"."}
    assert lines(pdf, left=POST, right=PLACE)[2] == squeezed("Tổ trưởng Tổ Dân vận khu phố 2")


def test_order_does_not_matter(everybody: list[Delegate], sheets: bytes) -> None:
    assert texts(signin_sheet_pdf(CONFERENCE, everybody[::-1])) == texts(sheets)


def test_pages_print_right_at_their_own_size(sheets: bytes) -> None:
    for page in range(7):
        for one in letters(sheets, page):
            assert one.left >= 10
            assert one.right <= END
            assert one.top >= 6
            assert one.bottom <= 290


HOSTILE = ['#eval("1")', "*bold* _thin_ `raw` $x^2$", "Ẵ" * 60, "Nguyễn Thị Phương Thảo " * 6, "W" * 90, "\\ // ~ --"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_whole_never_markup_and_stay_on_their_line(words: str) -> None:
    pdf = signin_sheet_pdf(CONFERENCE, [builders.delegate(3, name=words, title=words, unit=words)])
    assert lines(pdf)[3] == squeezed(words)
    assert lines(pdf, left=POST, right=PLACE)[3] == squeezed(words * 2)
    assert set(lines(pdf)) == set(range(1, LINES + 1))


def test_words_copied_from_the_page_are_nfc(sheets: bytes) -> None:
    text = "".join(texts(sheets))
    assert text == unicodedata.normalize("NFC", text)


def test_nobody_needs_no_sheet() -> None:
    with pytest.raises(NobodySelected):
        signin_sheet_pdf(CONFERENCE, [])


def test_many_sheets_are_made_in_parts_that_end_up_in_one_document() -> None:
    told: list[tuple[int, int]] = []
    people = builders.delegates(230)
    pdf = signin_sheet_pdf(CONFERENCE, people, lambda done, of: told.append((done, of)))
    assert told == [(10, 13), (13, 13)]
    found = squeezed("".join(texts(pdf)))
    assert [one.number for one in people if squeezed(one.unit) not in found] == []
    assert [f"Tờ {page}/13" in text for page, text in enumerate(texts(pdf), 1)] == [True] * 13


# -- of one area -------------------------------------------------------------------------------------------------------


def of_area(people: Sequence[Delegate], area: str) -> bytes:
    return signin_sheet_pdf(CONFERENCE, people, area=AreaId(area))


def test_an_area_takes_a_list_of_its_own_people_along(everybody: list[Delegate]) -> None:
    (text,) = texts(of_area(everybody, "p02"))
    members = [one for one in everybody if one.area == "p02"]
    assert "DANH SÁCH ĐẠI BIỂU: ĐÌNH BẢNG" in text
    for one in everybody:
        assert (squeezed(one.unit) in squeezed(text)) is (one in members)
    assert list(lines(of_area(everybody, "p02"), left=12, right=25).values()) == [f"{one.number:03}" for one in members]


def test_a_list_of_an_area_has_no_sheets_and_lines_to_contradict_the_numbers(everybody: list[Delegate]) -> None:
    (text,) = texts(of_area(everybody, "p02"))
    assert "TỜ" not in text
    assert "Tờ" not in text
    assert "Dòng" not in text
    assert "Trang 1/1" in text


def test_a_long_list_of_an_area_goes_on_over_the_page() -> None:
    people = [builders.delegate(number, area=AreaId("p01")) for number in range(1, 42)]
    pages = texts(of_area(people, "p01"))
    assert [f"Trang {page}/3" in text for page, text in enumerate(pages, 1)] == [True] * 3


def test_who_does_not_sign_is_not_on_the_list_of_an_area(everybody: list[Delegate]) -> None:
    people = [replace(one, standing=Standing.STRUCK_OFF) if one.area == "p02" else one for one in everybody]
    with pytest.raises(NobodySelected):
        of_area(people, "p02")
