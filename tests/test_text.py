"""Words from outside, made safe to keep and to draw."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import _CLEAN, _CLEANED, LONGEST, MOST_MARKS, brief, clean, clean_lines, shown
from store.vietnamese import TONES

LETTERS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES)) + "đ"
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

characters = st.one_of(
    st.integers(0, 0x10FFFF).map(chr),
    st.sampled_from("\x00\t\n\x1b\x7f\x85\x9b\u00a0\u00ad\u0301\u0323\u061c\u200b\u200f\u202e\u2069\ufeff\ud800 aeĐư"),
)
anything = st.text(characters)


@pytest.mark.parametrize("letter", LETTERS + LETTERS.upper())
def test_no_vietnamese_letter_is_damaged(letter: str) -> None:
    assert clean(letter) == shown(letter) == letter
    assert clean(unicodedata.normalize("NFD", letter)) == shown(unicodedata.normalize("NFD", letter)) == letter


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("  Nguyễn\u00a0Thị \t Hằng\r\n", "Nguyễn Thị Hằng"),
        ("Phường\nĐình Bảng", "Phường Đình Bảng"),
        ("a\x0bb\x0cc\u2028d\u2029e\x85f\u3000g\u2009h", "a b c d e f g h"),
        ("\x1b[31mđỏ\x1b[0m", "[31mđỏ[0m"),
        ("\x1b]52;c;YQ==\x07", "]52;c;YQ=="),
        ("\x9b2J\x90q", "2Jq"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("an\u202egnuh\u2066x\u2069\u200e\u200f\u061c", "angnuhx"),
        ("S\u200bử\u200c\u200d\u2060\ufeff\u00ad", "Sử"),
        ("\U000e0041\U000e0042c", "c"),
        ("a\ufe0fb\U000e0100c\u034fd", "abcd"),
        ("a\ud800b\ue000c\U0010ffffd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\u3164b\u2800c", "a b c"),
        ("S\u01b0\u200b\u0309", "Sử"),
        ("\u0301An \u0323Bình", "An Bình"),
        ("[/bold] =1+1", "[/bold] =1+1"),
        ("", ""),
        (" \n\u200b ", ""),
    ],
)
def test_cleaning(raw: str, plain: str) -> None:
    assert clean(raw) == plain


def test_cleaned_marks_stay_few() -> None:
    assert clean("x" + "\u0301" * 500 + "y") == "x" + "\u0301" * MOST_MARKS + "y"


@given(anything)
def test_cleaned_text_holds_nothing_a_terminal_obeys_or_hides(raw: str) -> None:
    plain = clean(raw)
    assert not {unicodedata.category(char) for char in plain} & FORBIDDEN
    assert plain == " ".join(plain.split())
    assert unicodedata.is_normalized("NFC", plain)


@given(anything)
def test_cleaning_clean_text_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    ("raw", "drawn"),
    [
        ("Đàm Thế Sử", "Đàm Thế Sử"),
        ("\x1b[2J", "␛[2J"),
        ("a\x00\t\r\n\x7f", "a␀␉␍␊␡"),
        ("an\u202egnuh", "an«U+202E»gnuh"),
        ("\x9b", "«U+009B»"),
        ("\u00ad\u200b\ud800", "«U+00AD»«U+200B»«U+D800»"),
        ("a\u00a0 b", "a  b"),
        ("x" + "\u0301" * (MOST_MARKS + 1), "x" + "\u0301" * MOST_MARKS + "«U+0301»"),
        ("\u0301", "«U+0301»"),
    ],
)
def test_showing_what_cleaning_would_hide(raw: str, drawn: str) -> None:
    assert shown(raw) == drawn


@given(anything)
def test_shown_text_is_as_harmless_as_cleaned_text(raw: str) -> None:
    drawn = shown(raw)
    assert not {unicodedata.category(char) for char in drawn} & FORBIDDEN
    assert shown(drawn) == drawn
    assert clean(drawn) == " ".join(drawn.split())


@given(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]))
def test_showing_leaves_a_trace_of_whatever_cleaning_removes(char: str) -> None:
    drawn = shown(f"a{char}b")
    assert char not in drawn
    assert drawn[1:-1].strip()


@given(anything)
def test_what_is_kept_of_a_person_is_clean_and_short(raw: str) -> None:
    kept = brief(raw * 20)
    assert len(kept) <= LONGEST
    assert clean(kept) == brief(kept) == kept


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 10_000])
def test_a_cut_text_ends_in_an_ellipsis(length: int) -> None:
    kept = brief("a" * length)
    assert kept == ("a" * length if length <= LONGEST else "a" * (LONGEST - 1) + "…")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [("", ""), (" \n\t", ""), ("a\u2028b\x85c", "a\nb\nc"), ("a\x00\x1b[2Jb", "a[2Jb"), ("\ufeffa  b ", "a b")],
)
def test_whatever_breaks_a_line_a_line_feed_does(pasted: str, kept: str) -> None:
    assert clean_lines(pasted) == kept


def test_no_letter_taken_for_one_in_one_piece_is_a_mark() -> None:
    assert [
        char for char in map(chr, (*range(0x300), *range(0x1E00, 0x1F00))) if unicodedata.category(char).startswith("M")
    ] == []


def test_what_is_taken_as_clean_at_a_glance_is_what_cleaning_leaves_as_it_is() -> None:
    every = [char for char in map(chr, range(0x110000)) if _CLEAN.fullmatch(char)]
    assert len(every) > 900
    text = "".join(every)
    assert text.translate(_CLEANED) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not [char for char in every if char.isspace() or unicodedata.category(char).startswith("M")]
