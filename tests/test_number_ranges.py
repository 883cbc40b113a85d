"""Lists of delegate numbers as people write them."""

from __future__ import annotations

import pytest

from store import number_ranges
from store.errors import BadRange

ONE_TO_THREE = range(1, 4)

READ: list[tuple[str, list[range]]] = [
    ("7", [range(7, 8)]),
    ("3,7-9", [range(3, 4), range(7, 10)]),
    ("3;7-9", [range(3, 4), range(7, 10)]),
    (" 3 , 7 - 9 ", [range(3, 4), range(7, 10)]),
    ("3,\n7–9\n", [range(3, 4), range(7, 10)]),
    ("1-3,", [ONE_TO_THREE]),
    ("1-3, ", [ONE_TO_THREE]),
    ("1-3;;", [ONE_TO_THREE]),
    ("9,1-3,2", [range(9, 10), ONE_TO_THREE, range(2, 3)]),
    ("5-5", [range(5, 6)]),
    ("007", [range(7, 8)]),
    ("0", [range(1)]),
    ("1-999999999999999999", [range(1, 10**18)]),
]


@pytest.mark.parametrize(("text", "ranges"), READ)
def test_what_people_write_is_read(text: str, ranges: list[range]) -> None:
    assert number_ranges(text) == ranges


REFUSED = [
    ("", ""),
    ("  ", ""),
    (",", ""),
    (",3", ""),
    ("3,,7", ""),
    ("3, ,7", ""),
    ("3 7", "3 7"),
    ("1,9-7", "9-7"),
    ("-3", "-3"),
    ("3-", "3-"),
    ("3--7", "3--7"),
    ("1-3-5", "1-3-5"),
    ("1.5", "1.5"),
    ("+3", "+3"),
    ("3, bảy", "bảy"),
    ("٣", "٣"),
    ("³", "³"),
    ("\uff13", "\uff13"),
    ("1_000", "1_000"),
    ("9" * 19, "9" * 19),
    ("1-" + "9" * 5000, "1-" + "9" * 5000),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_what_is_no_list_of_numbers_is_refused_and_says_where(text: str, part: str) -> None:
    with pytest.raises(BadRange) as refusal:
        number_ranges(text)
    assert (refusal.value.text, refusal.value.part) == (text, part)
