"""What arrived tells what is on."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from store import codes
from tui.machine.keyboard_signs import BACKSPACE, Sign, TypedNumber, advice, has_loose_mark, signs_of_scan, typed_number

CODE = codes.mint(codes.mint_conference_letters(1), 1, ())
VIETNAMESE = dict(zip("1234567890", "ăâêô\u0300\u0309\u0303\u0301\u0323đ", strict=True))
FRENCH = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        (CODE, ()),
        ("", ()),
        ("-", ()),
        (CODE + "\r\n", ()),
        (CODE[:4] + CODE[3] + BACKSPACE + CODE[4:], (Sign.INPUT_METHOD,)),
        (CODE[:4] + "ơ" + CODE[5:], (Sign.INPUT_METHOD,)),
        (CODE.lower(), (Sign.CAPS_LOCK,)),
        (CODE.lower() + "\t", (Sign.CAPS_LOCK,)),
        (")" + CODE[1:], (Sign.FRENCH_LAYOUT,)),
        ("°" + CODE[1:].lower(), (Sign.FRENCH_LAYOUT, Sign.CAPS_LOCK)),
        ("_" + CODE[1:], (Sign.UNSTEADY_SHIFT,)),
        (CODE[:8] + CODE[8:].lower(), (Sign.UNSTEADY_SHIFT,)),
    ],
)
def test_what_arrived_instead_of_what_is_printed_tells_what_is_on(typed: str, signs: tuple[Sign, ...]) -> None:
    assert signs_of_scan(typed) == signs


def test_each_sign_has_advice_of_its_own() -> None:
    assert len({advice(sign) for sign in Sign}) == len(Sign)


@pytest.mark.parametrize(("layout", "row"), [(Sign.VIETNAMESE_LAYOUT, VIETNAMESE), (Sign.FRENCH_LAYOUT, FRENCH)])
def test_every_number_of_up_to_three_digits_is_read_from_either_row_of_keys(layout: Sign, row: dict[str, str]) -> None:
    for length in (1, 2, 3):
        for digits in map("".join, itertools.product("0123456789", repeat=length)):
            raw = "".join(row[digit] for digit in digits)
            assert typed_number(raw) == (TypedNumber(digits, layout) if set(raw) - set("-_") else None)


def test_capitals_and_letters_with_their_tone_are_the_same_digits() -> None:
    for digits in map("".join, itertools.product("1234", "56789")):
        composed = unicodedata.normalize("NFC", "".join(VIETNAMESE[digit] for digit in digits))
        assert len(composed) == 1
        for raw in (composed, composed.upper()):
            assert typed_number(raw) == TypedNumber(digits, Sign.VIETNAMESE_LAYOUT)


@pytest.mark.parametrize(
    ("raw", "digits"),
    [("` \u0309~\u00b4 \u0323", "56789"), ("đô", "04"), ("§!", "68"), ("Đ\u0303", "07")],
)
def test_what_macos_and_belgium_type_is_read_too(raw: str, digits: str) -> None:
    number = typed_number(raw)
    assert number is not None
    assert number.digits == digits


@pytest.mark.parametrize("raw", ["", " ", "an", "ân", "â1", "âé", "đa", "Hà", "12 47", " \u0309x"])
def test_what_one_layout_cannot_explain_is_no_number(raw: str) -> None:
    assert typed_number(raw) is None


def test_digits_are_digits() -> None:
    assert typed_number("047") == TypedNumber("047", None)


def test_only_a_layout_types_a_tone_apart_from_its_letter() -> None:
    assert has_loose_mark("đô\u0303")
    assert has_loose_mark("đ`")
    assert not has_loose_mark("đỗ")
