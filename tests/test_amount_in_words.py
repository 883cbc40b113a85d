"""Amounts in words are read back by a reader that knows nothing of how they were written."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from store.documents import amount_in_words

WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS = {**{word: value for value, word in enumerate(WORDS)}, "mốt": 1, "tư": 4, "lăm": 5}


def number_of(words: Sequence[str]) -> int:
    """The number that was read out."""
    for name, scale in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("trăm", 100), ("mươi", 10)):
        if name in words:
            place = len(words) - 1 - words[::-1].index(name)
            return number_of(words[:place]) * scale + number_of(words[place + 1 :])
    if not words:
        return 0
    first, *rest = words
    if first == "mười":
        return 10 + number_of(rest)
    if first == "linh":
        return number_of(rest)
    (digit,) = words
    return DIGITS[digit]


def read_back(amount: str) -> int:
    words = amount.removesuffix(" chẵn").removesuffix(" đồng").lower()
    return number_of(words.split(" "))


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (55, "Năm mươi lăm đồng"),
        (101, "Một trăm linh một đồng"),
        (104, "Một trăm linh bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (1_000, "Một nghìn đồng chẵn"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (200_000, "Hai trăm nghìn đồng chẵn"),
        (5_600_000, "Năm triệu sáu trăm nghìn đồng chẵn"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (21_021_021, "Hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt đồng"),
        (2_000_050_000, "Hai tỷ không trăm năm mươi nghìn đồng chẵn"),
        (1_000_000_000_005, "Một nghìn tỷ không trăm linh năm đồng"),
        (10**15, "Một triệu tỷ đồng chẵn"),
    ],
)
def test_amounts_are_read_as_accounts_write_them(dong: int, words: str) -> None:
    assert amount_in_words(dong) == words


def test_every_small_amount_is_read_back() -> None:
    assert [number for number in range(10_000) if read_back(amount_in_words(number)) != number] == []


def test_amounts_of_any_size_are_read_back() -> None:
    chance = random.Random(2023)
    amounts = [chance.randrange(10 ** chance.randint(1, 15)) for _each in range(100_000)]
    assert [number for number in amounts if read_back(amount_in_words(number)) != number] == []


def test_amounts_with_zeros_in_them_are_read_back() -> None:
    chance = random.Random(9)
    amounts = [sum(10**place * chance.choice((0, 0, 1, 5)) for place in range(15)) for _each in range(20_000)]
    assert [number for number in amounts if read_back(amount_in_words(number)) != number] == []


@pytest.mark.parametrize("dong", [1, 999, 1_001, 1_500_500])
def test_only_whole_thousands_are_even(dong: int) -> None:
    assert not amount_in_words(dong).endswith("chẵn")
    assert amount_in_words(dong * 1_000).endswith(" đồng chẵn")


@pytest.mark.parametrize("dong", [-1, 10**15 + 1])
def test_nothing_else_is_an_amount(dong: int) -> None:
    with pytest.raises(ValueError, match="amount"):
        amount_in_words(dong)
