"""The pictures of the README and of the guides are what the program shows; `python tests/pictures.py` renews them."""

from __future__ import annotations

import re
from html import unescape

import pytest

import pictures
from benchmarks import growth
from drawing import Frame, Look, film, picture
from pictures import FOLDER, MOVING, PICTURES, Picture

PLAIN, LOUD = Look("#000000", "#ffffff", False), Look("#ffffff", "#b8232b", True)


def words(svg: str) -> list[str]:
    """What can be read on it, in order."""
    return [unescape(found).replace("\N{NO-BREAK SPACE}", " ") for found in re.findall(r"<text[^>]*>([^<]*)", svg)]


@pytest.mark.parametrize("one", PICTURES, ids=lambda one: f"{one.file.parent.name}-{one.file.stem}")
async def test_a_picture_shows_what_the_program_shows(one: Picture) -> None:
    kept, now = one.file.read_text(encoding="utf-8"), await pictures.drawn(one)
    assert words(kept) == words(now), "run `python tests/pictures.py`"
    assert kept == now, "run `python tests/pictures.py`"


async def test_the_moving_picture_shows_what_the_program_shows() -> None:
    kept, now = MOVING.read_text(encoding="utf-8"), await pictures.moving()
    assert words(kept) == words(now), "run `python tests/pictures.py`"
    assert kept == now, "run `python tests/pictures.py`"


def test_the_moving_picture_lasts_half_a_minute_and_is_no_larger_than_a_photograph() -> None:
    content = MOVING.read_text(encoding="utf-8")
    (seconds,) = set(re.findall(r"animation:k\d+ ([\d.]+)s", content))
    assert 28 <= float(seconds) <= 32
    assert len(content) < 500_000


def test_no_picture_fetches_anything_and_none_is_left_over() -> None:
    made = {one.file for one in PICTURES} | {MOVING, growth.FILE}
    for file in (*FOLDER.iterdir(), *pictures.PAGES.glob("*.svg")):
        assert file in made
        assert set(re.findall(r"https?://[^\"]+|@import|url\(", file.read_text(encoding="utf-8"))) == {
            "http://www.w3.org/2000/svg"
        }


# -- how they are drawn ------------------------------------------------------------------------------------------------


def test_words_far_apart_are_placed_apart_and_what_is_markup_is_not() -> None:
    svg = picture([((" A <b>   C ", PLAIN),)])
    assert words(svg) == ["A <b>", "C"]
    assert re.findall(r'<text[^>]* x="(\d+)"', svg) == ["10", "90"]


def test_parts_of_big_digits_are_drawn_and_touch_each_other() -> None:
    svg = picture([(("██", LOUD),), (("▀▄", LOUD),)])
    assert words(svg) == []
    assert [found for found in re.findall(r' d="(M[^"]+)"', svg) if "v10" in found] == [
        "M0 0h10v10h-10z",
        "M10 10h10v10h-10z",
    ]


def test_a_row_that_stays_is_drawn_once_and_one_that_changes_is_shown_in_its_turn() -> None:
    stays, first, then = (("stays", PLAIN),), (("first", PLAIN),), ((" then", PLAIN),)
    svg = film([Frame((stays, first), 1), Frame((stays, first), 1), Frame((stays, then), 2)])
    assert words(svg) == ["stays", "first", "then"]
    assert "@keyframes k1{0.000%{visibility:visible}50.000%{visibility:hidden}}" in svg
    assert "@keyframes k2{0%{visibility:hidden}50.000%{visibility:visible}}" in svg
    assert ".k1{visibility:visible;" in svg
    assert ".k2{visibility:hidden;" in svg
