"""What is measured is told as it is: held against its limit, in turn, and drawn where it belongs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import count, pairwise

import pytest

from benchmarks import growth
from benchmarks.figures import Figure, Goal, Series, in_turn, table
from benchmarks.growth import Curve, picture

SVG = "{http://www.w3.org/2000/svg}"
CURVES = [
    Curve("start", "ours", (300.0, 310.0, 410.0, 1500.0)),
    Curve("durable", "ours", (0.29, 0.29, 0.3, 0.31)),
    Curve("append", "limit", (0.18, 0.18, 0.18, 0.3)),
]


def figure(ours: float, limit: float | None, goal: Goal) -> Figure:
    return Figure("a scan", "ms", Series((ours,)), "an echo", None if limit is None else Series((limit,)), goal)


@pytest.mark.parametrize(
    ("one", "kept"),
    [
        (figure(15, 10, Goal(ratio=1.5)), True),
        (figure(15.1, 10, Goal(ratio=1.5)), False),
        (figure(9, 10, Goal(at_least=0.9)), True),
        (figure(8.9, 10, Goal(at_least=0.9)), False),
        (figure(201, None, Goal(median=200)), False),
        (figure(16, None, Goal(p99=16)), True),
        (figure(17, 10, Goal(p99=16)), False),
    ],
)
def test_a_goal_is_kept_up_to_its_bound(one: Figure, kept: bool) -> None:
    assert one.is_met is kept
    assert table([one]).splitlines()[-1].endswith("| kept |" if kept else "| missed |")


def test_of_two_hundred_the_third_largest_is_the_99th_percentile_and_of_few_the_largest() -> None:
    assert Series(tuple(map(float, range(1, 201)))).p99 == 199
    assert Series((3.0, 1.0, 2.0)).p99 == 3
    assert Series((3.0, 1.0, 2.0)).median == 2


def test_everybody_has_as_many_turns_and_no_fixed_place() -> None:
    turn = count()
    first, second = in_turn(20, lambda: float(next(turn)), lambda: float(next(turn)))
    assert sorted(first.values + second.values) == list(map(float, range(40)))
    assert {place % 2 for place in first.values} == {0, 1}


def test_a_table_tells_how_often_what_and_beside_what() -> None:
    (row,) = table([figure(1234, 1000, Goal(ratio=1.6, p99=33))]).splitlines()[2:]
    assert row == "| a scan, ms | 1,234 | – | 1 | an echo | 1,000 | 1.23× | ≤ 1.6×, p99 ≤ 33 | missed |"


def test_a_curve_stands_higher_the_longer_it_takes_and_further_right_the_more_there_are() -> None:
    lines = list(ET.fromstring(picture(CURVES)).iter(f"{SVG}polyline"))
    points = [[tuple(map(float, point.split(","))) for point in line.attrib["points"].split()] for line in lines]
    for curve, drawn in zip(CURVES, points, strict=True):
        assert [x for x, _y in drawn] == sorted({x for x, _y in drawn})
        heights = [-y for _x, y in drawn]
        assert sorted(heights) == sorted(heights, key=lambda one: curve.medians[heights.index(one)])
        assert all(0 < x < growth.WIDTH and 0 < y < growth.HEIGHT for x, y in drawn)
    assert points[0][0][1] < points[1][0][1] < points[2][0][1]


def test_names_at_the_ends_of_curves_stand_apart() -> None:
    told = re.findall(r'y="([\d.]+)">(start|durable|append),', picture(CURVES))
    heights = [float(y) for y, _name in told]
    assert [name for _y, name in told] == ["start", "durable", "append"]
    assert all(below - above >= 17 for above, below in pairwise(heights))
