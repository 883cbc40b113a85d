"""The generators of what input methods and layouts send are right about words whose keys are known."""

from __future__ import annotations

import random
import string

import pytest

from input_programs import (
    BAMBOO,
    EVKEY,
    IBUS,
    NOTHING_DRAWN,
    OPENKEY,
    OPENKEY_APART,
    PROGRAMS,
    UNIKEY,
    Program,
    bursts,
    seen,
    sent,
)
from layouts import (
    LAYOUTS,
    MACOS_VIETNAMESE,
    US,
    WINDOWS_FRENCH,
    WINDOWS_VIETNAMESE,
    XKB_FRENCH,
    XKB_VIETNAMESE,
    Layout,
    typed_on,
)
from typing_rules import METHODS, MICROSOFT, SIMPLE_TELEX, TELEX, VIQR, VNI, Marks, Method, keys_for, spelled

UNIKEY_AS_MEASURED = Program("UniKey")
"""Without the options that put wrong words right."""
NAMES = (
    "Nguyễn Văn Hưởng",
    "Đàm Thế Sử",
    "Trịnh Thị Thúy",
    "ĐÀM THẾ SỬ",
    "Quách Công Lượng",
    "Ưng Hoàng Phúc",
    "Ngô Mỹ Uyên",
    "Giàng A Khuỷu",
    "Hòa Thuở Yến",
)


@pytest.mark.parametrize(
    ("method", "keys", "word"),
    [
        (TELEX, "vieetj", "việt"),
        (TELEX, "chinhs", "chính"),
        (TELEX, "nguoiwf", "người"),
        (TELEX, "huowngr", "hưởng"),
        (TELEX, "thuowr", "thuở"),
        (TELEX, "DDAMF", "ĐÀM"),
        (TELEX, "THEES", "THẾ"),
        (TELEX, "SUWR", "SỬ"),
        (TELEX, "hoaf", "hòa"),
        (TELEX, "thuyr", "thủy"),
        (TELEX, "w", "ư"),
        (TELEX, "[", "ơ"),
        (TELEX, "as", "á"),
        (TELEX, "dd", "đ"),
        (TELEX, "hoasz", "hoa"),
        (SIMPLE_TELEX, "w", "w"),
        (SIMPLE_TELEX, "[", "["),
        (SIMPLE_TELEX, "nguoiwf", "người"),
        (VNI, "Nguyen64", "Nguyễn"),
        (VNI, "a1", "á"),
        (VNI, "d9", "đ"),
        (VNI, "nguoi72", "người"),
        (VIQR, "Nguye^~n", "Nguyễn"),
        (VIQR, "ddu+o+`ng", "đường"),
        (MICROSOFT, "Nguy3n7", "Nguyễn"),
        (MICROSOFT, ")2n", "Đân"),
    ],
)
def test_the_keys_people_learn_spell_the_word(method: Method, keys: str, word: str) -> None:
    assert spelled(method, keys) == word


@pytest.mark.parametrize(
    ("method", "keys", "word"),
    [
        *[(TELEX, "aaa", "aa"), (TELEX, "ass", "as"), (TELEX, "ddd", "dd"), (TELEX, "ww", "w"), (TELEX, "uww", "uw")],
        *[
            (VNI, "a11", "a1"),
            (VIQR, "a^^", "a^"),
            (MICROSOFT, "112", "12"),
            (TELEX, "[[", "["),
            (TELEX, "asss", "ass"),
        ],
    ],
)
def test_the_same_key_again_takes_the_mark_back(method: Method, keys: str, word: str) -> None:
    assert spelled(method, keys) == word


@pytest.mark.parametrize(
    ("method", "keys", "damaged"),
    [
        *[(TELEX, "DD-11", "Đ-11"), (TELEX, "W042", "Ư042"), (TELEX, "WS001", "Ứ001"), (TELEX, "AA-11", "Â-11")],
        *[
            (TELEX, "[042]", "ơ042]"),
            (VNI, "D9D9", "ĐĐ"),
            (VNI, "A1B2C3", "ÁB2C3"),
            (VNI, "E10", "E"),
            (VNI, "A4", "Ã"),
        ],
        *[(VIQR, "A.B", "ẠB"), (VIQR, "e^2", "ê2"), (VNI, "a112", "a12"), (TELEX, "NGUYEN VAN AN", "NGUYEN VAN AN")],
    ],
)
def test_texts_are_damaged_as_measured_in_unikey(method: Method, keys: str, damaged: str) -> None:
    assert seen(sent(UNIKEY_AS_MEASURED.typing(method), keys)) == damaged


HEX, CROCKFORD = "0123456789abcdef", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.parametrize(
    ("program", "letters", "length", "measured"),
    [
        (UNIKEY_AS_MEASURED, HEX, 8, {TELEX: 11, VNI: 30, VIQR: 2}),
        (UNIKEY_AS_MEASURED, string.ascii_uppercase + "234567", 12, {TELEX: 31, VNI: 17, VIQR: 0.6}),
        (BAMBOO, CROCKFORD, 12, {SIMPLE_TELEX: 20, TELEX: 44, VNI: 22, MICROSOFT: 90}),
        (BAMBOO, string.digits, 14, {TELEX: 0, VNI: 0, MICROSOFT: 100}),
        (BAMBOO, "BCFGHJKLMNPRSTVX", 12, {TELEX: 0, VNI: 0, MICROSOFT: 0}),
    ],
)
def test_codes_are_damaged_about_as_often_as_measured_in_the_programs(
    program: Program, letters: str, length: int, measured: dict[Method, float]
) -> None:
    chance = random.Random(length)
    texts = ["".join(chance.choices(letters, k=length)) + "\r" for _ in range(250)]
    for method, percent in measured.items():
        damaged = sum(seen(sent(program.typing(method), text)) != text for text in texts)
        assert 100 * damaged / len(texts) == pytest.approx(percent, abs=10), method


@pytest.mark.parametrize("marks", Marks)
@pytest.mark.parametrize("method", METHODS, ids=str)
def test_every_name_can_be_typed_in_every_method_and_at_every_habit(method: Method, marks: Marks) -> None:
    for name in NAMES:
        keys = keys_for(method, name, marks)
        assert keys.isascii()
        assert " ".join(spelled(method, word) for word in keys.split()) == name


@pytest.mark.parametrize(
    ("keys", "arrives"),
    [
        ("as", ["a", "\bá"]),
        ("w", ["ư"]),
        ("dd", ["d", "\bđ"]),
        ("[", ["ơ"]),
        ("vieetj", ["v", "i", "e", "\bê", "t", "\b\bệt"]),
        ("chinhs", ["c", "h", "i", "n", "h", "\b\b\bính"]),
        ("uww ", ["u", "\bư", "\buw", " "]),
        ("windows\r", ["ư", "i", "n", "d", "o", "w", "s", "\b" * 7 + "windows\r"]),
        ("vn-", ["v", "n", "\b\bViệt Nam-"]),
        ("to 12as", ["t", "o", " ", "1", "2", "a", "\bá"]),
    ],
)
def test_unikey_sends_backspaces_and_what_stands_there_now(keys: str, arrives: list[str]) -> None:
    assert list(bursts(UNIKEY.typing(TELEX), keys)) == arrives


def test_the_programs_differ_as_they_are_known_to() -> None:
    assert list(bursts(OPENKEY, "as")) == ["a", f"{NOTHING_DRAWN}\b\bá"]
    assert list(bursts(OPENKEY_APART, "ees")) == ["e", f"{NOTHING_DRAWN}\b\bê", "\u0301"]
    assert list(bursts(EVKEY, "fan ")) == ["f", "a", "n", "\b\b\bphan "]
    assert list(bursts(EVKEY, "ak\r")) == ["a", "k", "\bch\r"]
    assert list(bursts(EVKEY, "ttuw")) == ["t", "h", "u", "\bư"]
    assert list(bursts(IBUS, "vieetj ")) == ["", "", "", "", "", "", "việt "]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
@pytest.mark.parametrize("method", METHODS, ids=str)
def test_whatever_the_program_the_word_meant_stands_there(program: Program, method: Method) -> None:
    for name in NAMES:
        keys = keys_for(method, name, Marks.TONE_AT_THE_END)
        assert seen(sent(program.typing(method), keys + "\r")) == name + "\r"


@pytest.mark.parametrize(
    ("layout", "caps", "digits"),
    [
        (US, False, "1234567890"),
        (WINDOWS_VIETNAMESE, False, "ăâêô\u0300\u0309\u0303\u0301\u0323đ"),
        (WINDOWS_VIETNAMESE, True, "ĂÂÊÔ\u0300\u0309\u0303\u0301\u0323Đ"),
        (XKB_VIETNAMESE, False, "ăâêô\u0300\u0309\u0303\u0301\u0323đ"),
        (MACOS_VIETNAMESE, False, "ăâêồ \u0309~\u00b4 \u0323đ"),
        (WINDOWS_FRENCH, False, "&é\"'(-è_çà"),
        (WINDOWS_FRENCH, True, "1234567890"),
        (XKB_FRENCH, True, "&é\"'(-è_çà"),
    ],
)
def test_the_keys_of_digits_type_what_the_layouts_say(layout: Layout, caps: bool, digits: str) -> None:
    assert typed_on(layout, "1234567890", caps=caps) == digits


def test_letters_and_the_hyphen_change_as_the_layouts_say() -> None:
    assert [typed_on(layout, "-AMZqw") for layout in LAYOUTS] == ["-AMZqw"] * 4 + [")Q?Waz"] * 2
    assert [typed_on(layout, "-BC", caps=True) for layout in LAYOUTS] == ["-bc"] * 4 + ["°bc", ")bc"]
