"""Large digits can be told apart in every size, keep to their room, and do not jump when a second passes."""

from __future__ import annotations

from itertools import combinations

import pytest

from tui.hall.big_digits import SMALLEST, big

SIZES = [(30, 3), (34, 4), (40, 5), (60, 9), (118, 17), (200, 44)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_character_differs_from_every_other(width: int, height: int) -> None:
    drawn = {character: big(character, width, height) for character in "0123456789+-: "}
    assert all(drawn[one] != drawn[other] for one, other in combinations(drawn, 2))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("text", ["04:37", "+00:01", "1:00:00"])
def test_a_clock_keeps_to_its_room(text: str, width: int, height: int) -> None:
    rows = big(text, width, height)
    assert len(rows) <= height
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) <= width


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_uses_the_room_there_is(width: int, height: int) -> None:
    rows = big("04:37", width, height)
    assert len(rows) == height or len(big("04:37", 10 * width, len(rows) + 1)[0]) > width


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_digits_are_all_of_one_width(width: int, height: int) -> None:
    assert len({len(big(f"0{digit}:00", width, height)[0]) for digit in range(10)}) == 1


def test_where_no_digits_fit_the_text_stands_as_it_is() -> None:
    assert big("04:37", 12, 9) == ("04:37",)
    assert big("04:37", 80, SMALLEST - 1) == ("04:37",)


def test_five_past_nine() -> None:
    """Looked at once, kept as it was found right."""
    assert [row.rstrip() for row in big("9:05", 40, 3)] == [
        "█▀▀█ ▄ █▀▀█ █▀▀▀",
        "▀▀▀█ ▄ █  █ ▀▀▀█",
        "▀▀▀▀   ▀▀▀▀ ▀▀▀▀",
    ]
