"""Vietnamese letters: folding, order, spelling, names."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.vietnamese import (
    TONES,
    bare_name,
    canonical,
    fold,
    given_name,
    initials,
    letter_apart,
    name_case,
    name_key,
    name_parts,
    same_spelling,
    sort_key,
    tone_apart,
)

VOWELS = {"a": "aăâ", "e": "eê", "i": "i", "o": "oôơ", "u": "uư", "y": "y"}
LETTERS = {
    unicodedata.normalize("NFC", vowel + tone): plain
    for plain, family in VOWELS.items()
    for vowel in family
    for tone in ("", *TONES)
} | {"đ": "d"}
TONE_PAIRS = (
    "òa/oà óa/oá ỏa/oả õa/oã ọa/oạ òe/oè óe/oé ỏe/oẻ õe/oẽ ọe/oẹ ùy/uỳ úy/uý ủy/uỷ ũy/uỹ ụy/uỵ".split()  # noqa: SIM905
)

anything = st.text(st.integers(0, 0x10FFFF).map(chr))


@pytest.mark.parametrize(("letter", "plain"), LETTERS.items())
def test_every_letter_folds_to_its_plain_one_in_either_case_and_form(letter: str, plain: str) -> None:
    for written in (letter, letter.upper()):
        assert fold(written) == plain
        assert fold(unicodedata.normalize("NFD", written)) == plain


def test_there_are_134_letters_beyond_ascii() -> None:
    assert sum(not letter.isascii() for letter in LETTERS) * 2 == 134


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đàm Thế Sử", "dam the su"),
        ("  ĐÀM\tTHẾ \u00a0 SỬ\r\n", "dam the su"),
        ("Ðàm ðình Ɖạt ɖ", "dam dinh dat d"),
        ("Nguyễn-Văn.An (PCT), b/c", "nguyen van an pct b c"),
        ("H'Hen Niê", "h hen nie"),
        ("Tổ 2", "to 2"),
        ("１２３", "123"),
        ("Müller Straße", "muller strasse"),
        ("", ""),
        ("--- ()", ""),
        ("a\u200bb\u00adc", "abc"),
    ],
)
def test_folding_text(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(anything)
def test_folding_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_folding_does_not_see_normal_forms(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("look_alike", ["Ð", "Ɖ"])
def test_canonical_puts_look_alike_d_right(look_alike: str) -> None:
    assert canonical(look_alike + look_alike.lower()) == "Đđ"


def test_canonical_composes_and_keeps_everything_else() -> None:
    assert canonical(unicodedata.normalize("NFD", "Nguyễn Thị Hằng (b/c)")) == "Nguyễn Thị Hằng (b/c)"


@pytest.mark.parametrize("pair", TONE_PAIRS)
def test_the_place_of_the_tone_does_not_make_another_spelling(pair: str) -> None:
    old, new = pair.split("/")
    for change in (str.lower, str.upper, str.capitalize):
        assert same_spelling(change(f"th{old}")) == same_spelling(change(f"th{new}"))
        assert same_spelling(change(old)) == same_spelling(change(unicodedata.normalize("NFD", new)))


@pytest.mark.parametrize(
    ("one", "other"), [("quý", "qúy"), ("thủy", "thuỷ"), ("Ðạt", "Đạt"), ("hòa-bình thuỷ", "hoà-bình thủy")]
)
def test_texts_with_the_same_spelling(one: str, other: str) -> None:
    assert same_spelling(one) == same_spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hóa"), ("hoa", "hòa"), ("hùng", "hưng"), ("Hòa", "hòa"), ("hòa bình", "hoa bình̀"), ("á-a", "a-á")],
)
def test_texts_with_another_spelling(one: str, other: str) -> None:
    assert same_spelling(one) != same_spelling(other)


def test_tone_comes_apart_and_shape_stays() -> None:
    assert tone_apart("Hoà") == ("Hoa", "\u0300")
    assert tone_apart("nguyễn") == ("nguyên", "\u0303")
    assert tone_apart("Đ") == ("Đ", "")


@pytest.mark.parametrize(
    "ordered",
    [
        "ma mà mả mã má mạ mă mằ mẳ mẵ mắ mặ mâ mầ mẩ mẫ mấ mậ",
        "An Án Ánh Ân Ấn Dung Dũng Đạt Thúy Uyên Ưng Vân Yến",
        "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z ø",
        "An Anh Ánh Ăn Bà Ca",
        "du dù đu ê",
    ],
)
def test_words_stand_in_the_order_of_the_alphabet(ordered: str) -> None:
    words = ordered.split()
    assert sorted(shuffled(words), key=sort_key) == words


@pytest.mark.parametrize(
    "ordered",
    [
        ["Hoa An", "Hoa Bình", "Hòa An", "Hòa Bình"],
        ["Tổ", "Tổ 2", "Tổ 10", "Tổ 10 B", "Tổ A", "Tổ dân phố"],
        ["hoa", "Hoa hồng", "HÒA", "hoàn"],
        ["muc", "Mück", "mun"],
    ],
)
def test_texts_stand_in_dictionary_order(ordered: list[str]) -> None:
    assert sorted(shuffled(ordered), key=sort_key) == ordered


@pytest.mark.parametrize(
    ("one", "other"), [("Thuý", "Thúy"), ("AN", "an"), ("Hoà-Bình", "Hòa Bình"), ("Tổ 02", "tổ 2")]
)
def test_spelling_habits_make_no_difference_to_the_order(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(anything, anything)
def test_any_two_texts_can_be_ordered(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) + (sort_key(other) < sort_key(one)) + (
        sort_key(one) == sort_key(other)
    ) == 1
    assert (name_key(one) < name_key(other)) in (True, False)


def test_people_stand_by_given_name_then_family_then_the_rest() -> None:
    people = [
        "Lê Thị An",
        "Nguyễn An",
        "Nguyễn Văn An",
        "Đ/c Nguyễn Văn An A",
        "Nguyễn Văn An B (Đình Bảng)",
        "Trần An",
        "Bùi Thị Ánh",
        "An Thị Bình",
        "Đàm Thế Sử",
        "Sử",
    ]
    assert sorted(shuffled(people), key=name_key) == [*people[:8], "Sử", "Đàm Thế Sử"]


@pytest.mark.parametrize(
    ("name", "address", "words", "remark"),
    [
        ("Nguyễn Văn Hùng", "", "Nguyễn Văn Hùng", ""),
        ("Đ/c: Nguyễn Văn Hùng (Đình Bảng)", "Đ/c: ", "Nguyễn Văn Hùng", " (Đình Bảng)"),
        ("đồng chí Lê Hòa, PCT", "đồng chí ", "Lê Hòa", ", PCT"),
        ("PGS.TS. Trần Mai - PCT", "PGS.TS. ", "Trần Mai", " - PCT"),
        ("ThS Mai", "ThS ", "Mai", ""),
        ("Đại tá Lê Văn An", "Đại tá ", "Lê Văn An", ""),
        ("Bà H'Hen Niê", "Bà ", "H'Hen Niê", ""),
        ("Anh Đức", "", "Anh Đức", ""),
        ("Cô", "", "Cô", ""),
        ("Bác Sĩ Jean-Pierre", "Bác ", "Sĩ Jean-Pierre", ""),
    ],
)
def test_a_name_comes_apart_from_what_offices_write_around_it(name: str, address: str, words: str, remark: str) -> None:
    assert tuple(name_parts(name)) == (address, words, remark)
    assert bare_name(name) == words


@given(anything)
def test_the_parts_of_a_name_are_the_whole_name(name: str) -> None:
    assert "".join(name_parts(name)) == canonical(name)


def test_a_remark_alone_is_a_name_for_want_of_better() -> None:
    assert bare_name("(khách mời)") == "(khách mời)"
    assert bare_name("") == given_name("") == initials("") == ""


@pytest.mark.parametrize(
    ("name", "person", "letter"),
    [
        ("Nguyễn Văn Hùng B", "Nguyễn Văn Hùng", "B"),
        ("nguyễn văn hùng b", "nguyễn văn hùng", "b"),
        ("Nguyễn Văn A", "Nguyễn Văn A", ""),
        ("Nguyễn Thị Như Ý", "Nguyễn Thị Như Ý", ""),
    ],
)
def test_the_letter_that_tells_namesakes_apart(name: str, person: str, letter: str) -> None:
    assert letter_apart(name) == (person, letter)


@pytest.mark.parametrize(
    ("name", "called", "letters"),
    [
        ("Đàm Thế Sử", "Sử", "dts"),
        ("Đ/c Trần Thị Vân Anh (PCT)", "Anh", "ttva"),
        ("Nguyễn Văn Hùng A", "Hùng", "nvha"),
        ("Sử", "Sử", "s"),
    ],
)
def test_given_name_and_initials(name: str, called: str, letters: str) -> None:
    assert given_name(name) == called
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ĐÀM THẾ SỬ", "Đàm Thế Sử"),
        ("đàm thế sử", "Đàm Thế Sử"),
        ("ÐÀM THẾ SỬ", "Đàm Thế Sử"),
        (unicodedata.normalize("NFD", "ĐÀM THẾ SỬ"), "Đàm Thế Sử"),
        ("Đàm thế Sử", "Đàm thế Sử"),
        ("NGUYỄN VĂN HÙNG A", "Nguyễn Văn Hùng A"),
        ("nguyễn văn hùng b", "Nguyễn Văn Hùng B"),
        ("LÊ VĂN II", "Lê Văn II"),
        ("NGUYỄN TƯỜNG VI", "Nguyễn Tường Vi"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("JEAN-PIERRE LÊ", "Jean-Pierre Lê"),
        ("Đ/C NGUYỄN VĂN AN", "Đ/c Nguyễn Văn An"),
        ("đ/c: NGUYỄN VĂN AN", "Đ/c: Nguyễn Văn An"),
        ("PGS.THS. NGUYỄN VĂN AN (UBND)", "PGS.ThS. Nguyễn Văn An (UBND)"),
        ("ĐỒNG CHÍ LÊ VĂN AN", "Đồng chí Lê Văn An"),
        ("Đồng Chí LÊ VĂN AN", "Đồng chí Lê Văn An"),
        ("THIẾU TÁ LÊ VĂN AN - PCT", "Thiếu tá Lê Văn An - PCT"),
        ("NGUYỄN VĂN AN (b/c)", "Nguyễn Văn An (b/c)"),
        ("A", "A"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_names_are_written_as_names(written: str, name: str) -> None:
    assert name_case(written) == name
    assert name_case(name) == name


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(7).sample(texts, len(texts))
