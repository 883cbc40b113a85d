"""One badge in view is one scan, whatever the camera makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import code
from store import Scan
from tui.camera.in_view import AWAY_S, InView

ONE, OTHER, THIRD = (Scan.of(code(number)) for number in (1, 2, 3))
MISREAD = Scan.of(code(4)[:-1] + ("B" if code(4)[-1] != "B" else "C"))
STRANGE = Scan.of("https://example.org/somebody")
RATE = 10
AWAY = round(AWAY_S * RATE)
"""Pictures without a badge after which it is away."""


def scanned(pictures: Iterable[Sequence[Scan]], start: int = 0) -> list[Scan]:
    in_view = InView()
    return [scan for place, read in enumerate(pictures, start) for scan in in_view.see(read, place / RATE)]


def test_what_is_meant_here() -> None:
    assert ONE.sound
    assert not MISREAD.sound
    assert MISREAD.code is not None
    assert STRANGE.code is None


def test_nothing_in_view_is_nothing() -> None:
    assert scanned([[]] * 100) == []


def test_a_badge_counts_in_the_first_picture_that_shows_it() -> None:
    assert InView().see([ONE], 0) == [ONE]


def test_however_long_it_is_held_it_is_one() -> None:
    assert scanned([[ONE]] * 36_000) == [ONE]


@pytest.mark.parametrize("lost", [1, 5, AWAY - 1, AWAY])
def test_lost_in_a_blur_it_is_still_the_same(lost: int) -> None:
    assert scanned([[ONE], *[[]] * lost, [ONE]]) == [ONE]


def test_away_for_a_while_it_counts_again() -> None:
    assert scanned([[ONE], *[[]] * (AWAY + 1), [ONE]]) == [ONE, ONE]


def test_another_that_comes_meanwhile_does_not_bring_it_back_sooner() -> None:
    assert scanned([[ONE], *[[OTHER]] * AWAY, [ONE]]) == [ONE, OTHER]
    assert scanned([[ONE], *[[OTHER]] * (AWAY + 1), [ONE]]) == [ONE, OTHER, ONE]


def test_while_no_picture_comes_nothing_has_left() -> None:
    in_view = InView()
    assert in_view.see([ONE], 0) == [ONE]
    assert in_view.see([ONE], 3600) == []
    assert in_view.see([], 3700) == []
    assert in_view.see([ONE], 3700 + AWAY_S - 0.1) == []


def test_two_in_view_are_two_in_order() -> None:
    assert scanned([[ONE, OTHER]] * 50) == [ONE, OTHER]
    assert scanned([[OTHER, ONE]] * 50) == [OTHER, ONE]
    assert scanned([[OTHER], *[[ONE, OTHER]] * 50]) == [OTHER, ONE]


def test_the_same_code_twice_in_a_picture_is_one() -> None:
    assert scanned([[ONE, ONE]] * 2) == [ONE]


@pytest.mark.parametrize("doubtful", [MISREAD, STRANGE])
def test_what_is_no_right_badge_has_to_be_read_twice(doubtful: Scan) -> None:
    assert scanned([[doubtful]]) == []
    assert scanned([[doubtful], [], [doubtful], [doubtful]]) == [doubtful]
    assert scanned([[doubtful, doubtful]]) == []
    assert scanned([[doubtful], *[[]] * (AWAY + 1), [doubtful]]) == []


def test_a_blur_misread_on_the_way_says_nothing() -> None:
    assert scanned([[], [MISREAD], [ONE], [ONE]]) == [ONE]


visible = st.lists(st.lists(st.sampled_from([ONE, OTHER, THIRD]), max_size=3, unique=True), max_size=150)
"""Which badges each picture shows."""
long_runs = visible.map(lambda pictures: [picture for picture in pictures for _time in range(AWAY // 3)])
"""Long enough for badges to leave."""


@given(st.one_of(visible, long_runs), st.integers(0, 1000))
def test_a_badge_is_scanned_once_for_every_time_it_comes(pictures: list[list[Scan]], start: int) -> None:
    told = scanned(pictures, start)
    for badge in (ONE, OTHER, THIRD):
        assert told.count(badge) == _comings([badge in picture for picture in pictures])


def _comings(seen: list[bool]) -> int:
    """Told otherwise: stretches in which it is seen, less those after a gap too short."""
    stretches = [(there, len([*pictures])) for there, pictures in groupby(seen)]
    gaps = [length for there, length in stretches[1:-1] if not there]
    return any(seen) + sum(length > AWAY for length in gaps)
