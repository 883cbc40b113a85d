"""Badges are read back from the printed page: by a QR decoder, by a PDF reader, by looking at the pixels."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple, cast

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

import builders
from store.documents import (
    QUIET_ZONE,
    NobodySelected,
    UnknownName,
    area_named,
    badges_pdf,
    blank_badges_pdf,
    category_named,
    qr_modules,
    qr_svg,
    select,
)
from store.documents.faces import ink_on
from store.errors import BadRange
from store.number_ranges import number_ranges
from store.records import Area, AreaId, BlankBadge, CategoryId, Delegate, Standing

CONFERENCE = builders.conference()
DPI = 150
MM = DPI / 25.4
MARGIN_X, MARGIN_Y, WIDTH, HEIGHT = 15.0, 13.5, 90.0, 54.0
WORDS_RIGHT_EDGE = WIDTH - 5.4 - 23.1 - 4.4
"""From the left edge of a badge to where the code's quiet zone begins."""

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [
    letter
    for small in (*(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES), "đ")
    for letter in (small, small.upper())
    if not letter.isascii()
]
HOSTILE = [
    '#eval("1")',
    '#import "x.typ"',
    "*bold* _thin_ `raw` $x^2$",
    "= Heading",
    "\\u{41} \\ \\\\ C:\\new",
    "\"double\" 'single' “curly”",
    "// comment /* more */ [a](b) @label <label> ~ -- --- ...",
    "Trần {Văn} #sys.inputs.data",
    "Ẵ" * 300,
    "Nguyễn Thị Phương Thảo " * 13,
    "W" * 300,
    "a b " * 75,
]


def pages(pdf: bytes) -> Iterator[pypdfium2.PdfPage]:
    with pypdfium2.PdfDocument(pdf) as document:
        yield from document


def pictures(pdf: bytes) -> list[Image.Image]:
    return [page.render(scale=DPI / 72).to_pil() for page in pages(pdf)]


def words(pdf: bytes) -> str:
    """All the words of the document with one space between them, as a reader copies them out."""
    text = " ".join(page.get_textpage().get_text_range() for page in pages(pdf))
    return " ".join(text.replace("\u200b", "").split())


class Letter(NamedTuple):
    """A letter on the first badge of a sheet: millimetres from the badge's upper left corner."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


def drawn_letters(pdf: bytes) -> list[Letter]:
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        return [
            Letter(char, *_in_mm(text.get_charbox(index)))
            for index in range(text.count_chars())
            if not (char := text.get_text_range(index, 1)).isspace() and char != "\u200b"
        ]


def _in_mm(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = (side * 25.4 / 72 for side in box)
    return left - MARGIN_X, 297 - top - MARGIN_Y, right - MARGIN_X, 297 - bottom - MARGIN_Y


def letters(text: str) -> str:
    """The text without what a line break may add or take."""
    return "".join(text.split())


def badge_of(page: Image.Image, place: int) -> Image.Image:
    """The badge at this place of the sheet, counted along the rows."""
    left, top = MARGIN_X + place % 2 * WIDTH, MARGIN_Y + place // 2 * HEIGHT
    return page.crop((round(left * MM), round(top * MM), round((left + WIDTH) * MM), round((top + HEIGHT) * MM)))


def named(names: Sequence[str]) -> list[Delegate]:
    return [builders.delegate(number, name=name) for number, name in enumerate(names, 1)]


@pytest.fixture(scope="module")
def everybody() -> list[Delegate]:
    return builders.delegates(112)


@pytest.fixture(scope="module")
def sheets(everybody: list[Delegate]) -> bytes:
    return badges_pdf(CONFERENCE, everybody)


@pytest.fixture(scope="module")
def symbols(sheets: bytes) -> list[zxingcpp.Barcode]:
    return [symbol for picture in pictures(sheets) for symbol in zxingcpp.read_barcodes(picture)]


def test_every_code_is_read_from_the_page(everybody: list[Delegate], symbols: list[zxingcpp.Barcode]) -> None:
    assert sorted(symbol.text for symbol in symbols) == sorted(one.code for one in everybody)


def test_every_code_is_version_1_level_q(symbols: list[zxingcpp.Barcode]) -> None:
    extras = [cast("dict[str, str]", symbol.extra) for symbol in symbols]
    assert {(extra["Version"], extra["ECLevel"]) for extra in extras} == {("1", "Q")}


def test_every_symbol_measures_at_least_22_mm(symbols: list[zxingcpp.Barcode]) -> None:
    for symbol in symbols:
        at = symbol.position
        for one, other in ((at.top_left, at.top_right), (at.top_left, at.bottom_left)):
            assert math.dist((one.x, one.y), (other.x, other.y)) / MM >= 22


def test_four_modules_around_the_symbol_are_empty(sheets: bytes) -> None:
    picture = pictures(sheets)[0].convert("L")
    for symbol in zxingcpp.read_barcodes(picture):
        at = symbol.position
        module = (at.top_right.x - at.top_left.x) / 21
        edge = 2  # pixels the finder may be off
        outer = [at.top_left.x, at.top_left.y, at.bottom_right.x, at.bottom_right.y]
        left, top, right, bottom = (v + s * (4 * module - edge) for v, s in zip(outer, (-1, -1, 1, 1), strict=True))
        around = picture.copy()
        around.paste(255, (outer[0] - edge, outer[1] - edge, outer[2] + edge + 3, outer[3] + edge + 3))
        darkest, _ = around.crop((round(left), round(top), round(right), round(bottom))).getextrema()
        assert darkest == 255


def test_every_word_of_a_badge_is_on_the_page(everybody: list[Delegate], sheets: bytes) -> None:
    found = letters(words(sheets))
    for one in everybody:
        category = CONFERENCE.category(one.category)
        assert category is not None
        for text in (one.name, one.title, one.unit, f"{one.number:03}", category.short):
            assert letters(text) in found
    assert found.count(letters(CONFERENCE.short_title)) == len(everybody)
    assert found.count(letters(CONFERENCE.organiser.name.upper())) == len(everybody)


def test_words_copied_from_the_page_are_nfc(sheets: bytes) -> None:
    found = words(sheets)
    assert found == unicodedata.normalize("NFC", found)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (10, 1), (11, 2), (112, 12)])
def test_ten_badges_stand_on_a_page(count: int, expected: int) -> None:
    assert len(list(pages(badges_pdf(CONFERENCE, builders.delegates(count))))) == expected


def test_pages_are_a4(sheets: bytes) -> None:
    for page in pages(sheets):
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.01)


def test_badges_stand_in_the_order_given() -> None:
    delegates = builders.delegates(10)[::-1]
    picture = pictures(badges_pdf(CONFERENCE, delegates))[0]
    read = [zxingcpp.read_barcodes(badge_of(picture, place))[0].text for place in range(10)]
    assert read == [one.code for one in delegates]


def test_there_are_134_vietnamese_letters_to_try() -> None:
    assert len(LETTERS) == 134


def test_all_vietnamese_letters_are_found_as_text() -> None:
    names = ["".join(LETTERS[start : start + 16]) for start in range(0, len(LETTERS), 16)]
    found = words(badges_pdf(CONFERENCE, named(names)))
    for name in names:
        assert name in found


def test_every_vietnamese_letter_has_a_form_of_its_own() -> None:
    missing = "漢"  # no embedded face has it, so it is drawn as the box that stands for missing letters
    delegates = [replace(one, title="", unit="") for one in named([*LETTERS, missing])]
    sheets = pictures(badges_pdf(CONFERENCE, delegates))
    forms = [badge_of(sheets[index // 10], index % 10) for index in range(len(delegates))]
    name = (round(4 * MM), round(15 * MM), round(WORDS_RIGHT_EDGE * MM), round(42 * MM))
    drawn = [Image.eval(form.convert("L").crop(name), lambda value: 255 - value) for form in forms]
    shapes = [form.crop(form.getbbox()) for form in drawn]
    alike = [(one, other) for one, other in combinations(range(len(shapes)), 2) if shapes[one] == shapes[other]]
    assert [(delegates[one].name, delegates[other].name) for one, other in alike] == []


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("field", ["name", "title", "unit"])
def test_words_are_set_whole_and_are_never_markup(field: str, name: str) -> None:
    pdf = badges_pdf(CONFERENCE, [replace(builders.delegate(), **{field: name})])
    assert letters(name) in letters(words(pdf))


@pytest.mark.parametrize("name", HOSTILE)
def test_words_stay_in_their_column(name: str) -> None:
    drawn = drawn_letters(badges_pdf(CONFERENCE, [builders.delegate(name=name, title=name, unit=name)]))
    number = [letter for letter in drawn if letter.left > WORDS_RIGHT_EDGE]
    assert "".join(letter.char for letter in number) == "001"
    assert all(letter.left >= 5 and letter.right <= WORDS_RIGHT_EDGE for letter in drawn if letter not in number)


@pytest.mark.parametrize("name", HOSTILE)
def test_name_title_unit_and_band_stand_below_each_other(name: str) -> None:
    drawn = drawn_letters(badges_pdf(CONFERENCE, [builders.delegate(name=name, title="7 " * 100, unit="8 " * 100)]))
    chars = "".join(letter.char for letter in drawn)
    after_heading = chars.index(letters(CONFERENCE.short_title)) + len(letters(CONFERENCE.short_title))
    before_number = chars.index("001")
    parts = [
        drawn[:after_heading],
        drawn[after_heading : chars.index("7")],
        [letter for letter in drawn if letter.char == "7"],
        [letter for letter in drawn if letter.char == "8"],
        drawn[before_number + 3 :],
    ]
    assert [len(part) > 0 for part in parts] == [True] * 5
    for upper, lower in pairwise(parts):
        assert max(letter.bottom for letter in upper) < min(letter.top for letter in lower)


def test_what_hides_or_reorders_letters_does_not_reach_the_page() -> None:
    found = words(badges_pdf(CONFERENCE, [builders.delegate(name="Đàm\u202e Thế\x1b[2J\u0000 Sử")]))
    assert "Đàm Thế[2J Sử" in found


@pytest.mark.parametrize("number", [1, 47, 999, 1000, 10_047, 9_999_999])
def test_a_number_is_whole_however_long(number: int) -> None:
    pdf = badges_pdf(CONFERENCE, [builders.delegate(number)])
    assert f"{number:03}" in words(pdf)
    assert [symbol.text for symbol in zxingcpp.read_barcodes(pictures(pdf)[0])] == [builders.code(number)]


def test_nobody_has_no_badges() -> None:
    with pytest.raises(NobodySelected):
        badges_pdf(CONFERENCE, [])


def test_many_badges_are_made_in_parts_that_end_up_in_one_document() -> None:
    told: list[tuple[int, int]] = []
    delegates = builders.delegates(311)
    pdf = badges_pdf(CONFERENCE, delegates, lambda done, of: told.append((done, of)))
    assert told == [(150, 311), (300, 311), (311, 311)]
    found = letters(words(pdf))
    assert [one.number for one in delegates if letters(one.unit) not in found] == []
    sheets = pictures(pdf)
    assert len(sheets) == 32
    read = [{symbol.text for symbol in zxingcpp.read_barcodes(sheets[page])} for page in (0, 14, 15, 30, 31)]
    assert read == [{one.code for one in delegates[page * 10 : page * 10 + 10]} for page in (0, 14, 15, 30, 31)]


def test_progress_can_stop_the_work() -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        badges_pdf(CONFERENCE, builders.delegates(2), stop)


@pytest.mark.parametrize("code", ["-" + "B" * 16, "-abc", "Đ"])
def test_a_code_that_version_1_cannot_hold_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"fit|represented"):
        qr_svg(code)


def test_the_modules_of_a_symbol_can_be_drawn_by_hand() -> None:
    modules = qr_modules(builders.code(1))
    drawn = Image.new("L", (21, 21), 255)
    drawn.putdata([0 if dark else 255 for row in modules for dark in row])
    symbol = Image.new("L", (21 + 2 * QUIET_ZONE, 21 + 2 * QUIET_ZONE), 255)
    symbol.paste(drawn, (QUIET_ZONE, QUIET_ZONE))
    read = zxingcpp.read_barcodes(symbol.resize((290, 290), Image.Resampling.NEAREST))
    assert [found.text for found in read] == [builders.code(1)]


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("#ffffff", "#000000"),
        ("#000000", "#ffffff"),
        ("#f9a825", "#000000"),
        ("#c62828", "#ffffff"),
        ("#1565c0", "#ffffff"),
        ("#00ff00", "#000000"),
        ("#0000ff", "#ffffff"),
    ],
)
def test_ink_stands_out_from_its_band(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink


# -- to be handed out by area, to be written on, to be bound later -----------------------------------------------------


def test_each_area_begins_a_sheet_of_its_own_named_in_the_margin(everybody: list[Delegate]) -> None:
    pdf = badges_pdf(CONFERENCE, everybody, by_area=True)
    expected = []
    for name, members in (
        *((area.name, [one for one in everybody if one.area == area.id]) for area in CONFERENCE.areas),
        ("Không thuộc địa bàn nào", [one for one in everybody if not one.area]),
    ):
        parts = [members[start : start + 10] for start in range(0, len(members), 10)]
        expected += [(f"{name}: {len(members)} thẻ", sorted(one.code for one in part)) for part in parts]
    sheets = pictures(pdf)
    texts = [words_of(page) for page in pages(pdf)]
    assert len(sheets) == len(expected) == 15
    for picture, text, (note, codes) in zip(sheets, texts, expected, strict=True):
        assert note in text
        assert sorted(symbol.text for symbol in zxingcpp.read_barcodes(picture)) == codes


def words_of(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def test_the_margin_names_no_area_unless_asked_to(sheets: bytes) -> None:
    assert "thẻ" not in words(sheets)


def test_the_name_of_an_area_stands_where_it_is_cut_off(everybody: list[Delegate]) -> None:
    drawn = drawn_letters(badges_pdf(CONFERENCE, [one for one in everybody if one.area == "p02"], by_area=True))
    note = drawn[: len("ĐìnhBảng:8thẻ")]
    assert "".join(letter.char for letter in note) == "ĐìnhBảng:8thẻ"
    assert all(letter.bottom < 0 for letter in note)


def test_progress_is_told_in_badges_also_by_area() -> None:
    told: list[tuple[int, int]] = []
    badges_pdf(CONFERENCE, builders.delegates(200), lambda done, of: told.append((done, of)), by_area=True)
    assert told[-1] == (200, 200)
    assert len(told) == 2


def test_a_place_without_a_name_has_a_line_to_write_it_on() -> None:
    drawn = drawn_letters(badges_pdf(CONFERENCE, [builders.delegate(5, name="")]))
    dots = [letter for letter in drawn if letter.char == "."]
    assert len({round(letter.top) for letter in dots}) == 1
    assert max(dot.right for dot in dots) - min(dot.left for dot in dots) > 45
    post = "TổtrưởngTổDânvậnkhuphố5"
    after = "".join(letter.char for letter in drawn if letter.top > dots[0].bottom and letter.left < WORDS_RIGHT_EDGE)
    assert after.startswith(post)


def test_whose_title_is_not_known_either_has_a_second_line() -> None:
    drawn = drawn_letters(badges_pdf(CONFERENCE, [builders.delegate(5, name="", title="", unit="")]))
    heights = sorted({round(letter.top) for letter in drawn if letter.char == "."})
    assert len(heights) == 2
    assert heights[1] - heights[0] > 7


@pytest.mark.parametrize("post", HOSTILE)
def test_a_long_post_below_a_line_to_write_on_stays_above_the_band(post: str) -> None:
    drawn = drawn_letters(badges_pdf(CONFERENCE, [builders.delegate(5, name="", title=post, unit=post)]))
    band = "".join(letter.char for letter in drawn).rindex(letters("Tổ trưởng Tổ Dân vận"))
    number = [letter for letter in drawn[:band] if letter.left > WORDS_RIGHT_EDGE]
    assert max(letter.bottom for letter in drawn[:band]) < min(letter.top for letter in drawn[band:])
    assert "".join(letter.char for letter in number) == "005"


@pytest.fixture(scope="module")
def blanks() -> list[BlankBadge]:
    return [BlankBadge(id=number, code=builders.code(5000 + number)) for number in range(1, 13)]


def test_blank_badges_carry_their_codes_and_are_numbered(blanks: list[BlankBadge]) -> None:
    pdf = blank_badges_pdf(CONFERENCE, blanks)
    assert len(pictures(pdf)) == 2
    read = [symbol.text for picture in pictures(pdf) for symbol in zxingcpp.read_barcodes(picture)]
    assert sorted(read) == sorted(one.code for one in blanks)
    found = words(pdf)
    for number in range(1, 13):
        assert found.count(f"THẺ TRẮNG {number:02}") == 1
    assert letters(found).count(letters(CONFERENCE.short_title)) == 12


def test_a_blank_badge_has_room_for_name_and_post(blanks: list[BlankBadge]) -> None:
    drawn = drawn_letters(blank_badges_pdf(CONFERENCE, blanks[6:7]))
    assert len({round(letter.top) for letter in drawn if letter.char == "."}) == 2
    label = [letter for letter in drawn if letter.left > WORDS_RIGHT_EDGE]
    assert "".join(letter.char for letter in label) == "THẺTRẮNG07"
    assert max(letter.bottom - letter.top for letter in label) < 4


def test_no_blank_badges_is_nobody() -> None:
    with pytest.raises(NobodySelected):
        blank_badges_pdf(CONFERENCE, [])


def test_the_role_in_the_hall_is_not_on_the_badge() -> None:
    assert "Chủ trì" not in words(badges_pdf(CONFERENCE, [builders.delegate(role="Chủ trì")]))


def test_service_staff_have_a_badge_without_a_category() -> None:
    driver = builders.delegate(7, title="Lái xe", category=CategoryId(""), standing=Standing.SERVICE)
    found = words(badges_pdf(CONFERENCE, [driver]))
    assert "Lái xe" in found
    assert "007" in found


# -- who gets a badge --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        ("3", [3]),
        ("3,7-9", [3, 7, 8, 9]),
        (" 9 , 3 ", [3, 9]),
        ("7–8", [7, 8]),
        ("3,3,2-4", [2, 3, 4]),
        ("110-999999999999", [110, 111, 112]),
        ("500", []),
        ("3,7;", [3, 7]),
    ],
)
def test_numbers_choose_delegates_in_roster_order(everybody: list[Delegate], only: str, numbers: list[int]) -> None:
    assert [one.number for one in select(everybody, only=only)] == numbers


@pytest.mark.parametrize(
    ("text", "part"),
    [("", ""), ("a", "a"), (",3", ""), ("3,,4", ""), ("9-7", "9-7"), ("3-", "3-"), ("-3", "-3"), ("1-2-3", "1-2-3")],
)
def test_a_malformed_list_of_numbers_is_refused(text: str, part: str) -> None:
    with pytest.raises(BadRange) as refusal:
        number_ranges(text)
    assert (refusal.value.text, refusal.value.part) == (text, part)


def test_digits_of_other_scripts_are_no_numbers() -> None:
    with pytest.raises(BadRange):
        number_ranges("٣")


def test_conditions_add_up(everybody: list[Delegate]) -> None:
    heads = select(everybody, category=CategoryId("truong-khoi"))
    assert len(heads) == 12
    assert select(everybody, CategoryId("truong-khoi"), heads[3].area) == [heads[3]]
    assert select(everybody, CategoryId("truong-khoi"), heads[3].area, "1") == []


def test_no_condition_chooses_everybody(everybody: list[Delegate]) -> None:
    assert select(everybody) == everybody


@pytest.mark.parametrize("text", ["to-truong", "TO TRUONG", "Tổ trưởng Tổ Dân vận", "to truong to dan van"])
def test_a_category_is_found_by_any_of_its_names(text: str) -> None:
    assert category_named(CONFERENCE, text) == "to-truong"


@pytest.mark.parametrize(("text", "id"), [("Đồng Kỵ", "p03"), ("dong ky", "p03"), ("đông ngàn", "p04"), ("p12", "p12")])
def test_an_area_is_found_with_or_without_diacritics(text: str, id: str) -> None:
    assert area_named(CONFERENCE, text) == id


def test_areas_that_differ_in_a_diacritic_are_told_apart() -> None:
    areas = (Area(id=AreaId("1"), name="Đồng Kỵ"), Area(id=AreaId("2"), name="Đông Kỵ"))
    alike = builders.conference(areas=areas)
    assert area_named(alike, "Đông Kỵ") == "2"
    with pytest.raises(UnknownName) as refusal:
        area_named(alike, "dong ky")
    assert refusal.value.known == ("Đồng Kỵ", "Đông Kỵ")


def test_templates_fetch_nothing() -> None:
    templates = Path(__file__).parents[1] / "assets" / "documents"
    assert not [path for path in templates.glob("*.typ") if "@preview" in path.read_text("utf-8")]
