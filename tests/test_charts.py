"""Pictures for the report: their figures are those of the head counts, and what is drawn is there to be seen."""

from __future__ import annotations

import io
from itertools import islice

from PIL import Image

from builders import delegates, present, stamp, state
from store.documents import arrivals_png, attendance_png
from store.documents.charts import arrivals_chart, attendance_chart
from store.records import Opening
from store.state import State

NOW = stamp("08:40:00")


def a_morning() -> State:
    people = delegates(112)
    came = [present(one, f"07:{30 + place // 4:02}:00") for place, one in enumerate(islice(people, 100))]
    return state(*people, *came, Opening(at=stamp("08:03:00"), counts={}, present=()))


def test_the_curve_ends_at_the_share_that_came_and_the_opening_stands_where_it_was_noted() -> None:
    about = a_morning()
    chart = arrivals_chart(about, NOW)
    assert chart["points"][0][1] == 0
    # From 07:00 to 09:00: the last came at 07:54, and it is 08:40.
    assert chart["points"][-2:] == [(54 / 120, 100 / 112), (100 / 120, 100 / 112)]
    assert chart["opening"] == (63 / 120, "Khai mạc 08:03")
    assert [label for _across, label in chart["people"]] == ["0", "28", "56", "84", "112"]
    assert [label for _across, label in chart["times"]] == ["07:00", "07:30", "08:00", "08:30", "09:00"]


def test_bars_are_the_categories_of_the_plan_with_their_counts() -> None:
    about = a_morning()
    bars = attendance_chart(about)["bars"]
    assert [one["figure"] for one in bars] == ["3/3", "6/6", "4/4", "5/5", "6/6", "12/12", "64/76"]
    assert bars[-1]["share"] == 64 / 76
    assert [one["colour"] for one in bars] == [one.colour for one in about.conference.categories]


def coloured(png: bytes, colour: tuple[int, int, int]) -> list[tuple[int, int]]:
    """The points of exactly this colour."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = image.load()
    assert pixels is not None
    return [(x, y) for x in range(image.width) for y in range(image.height) if pixels[x, y] == colour]


def test_the_curve_is_drawn_from_low_on_the_left_to_high_on_the_right() -> None:
    blue = coloured(arrivals_png(a_morning(), NOW), (0x0B, 0x5C, 0xAD))
    (first, low), (last, high) = min(blue), max(blue)
    assert last > first + 200
    assert high < low - 200


def test_each_bar_is_drawn_in_its_colour_as_long_as_its_share() -> None:
    png = attendance_png(a_morning())
    full, part = (coloured(png, colour) for colour in ((0xC6, 0x28, 0x28), (0x8D, 0x5A, 0x3B)))
    lengths = [max(x for x, _y in points) - min(x for x, _y in points) for points in (full, part)]
    assert abs(lengths[1] / lengths[0] - 64 / 76) < 0.01


def test_before_anybody_has_come_there_is_a_picture_too() -> None:
    assert arrivals_png(state(*delegates(3)), stamp("07:00:00")).startswith(b"\x89PNG")
    assert attendance_png(state(*delegates(3))).startswith(b"\x89PNG")
