"""Spans of time as they are shown."""

from __future__ import annotations

import pytest

from tui import time_words


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (300_000, "05:00"),
        (299_999, "05:00"),
        (299_000, "04:59"),
        (1, "00:01"),
        (0, "00:00"),
        (-1, "+00:00"),
        (-1_000, "+00:01"),
        (-3_600_000, "+1:00:00"),
        (3_600_000, "1:00:00"),
    ],
)
def test_the_clock_counts_down_to_nothing_and_up_beyond_it(ms: int, shown: str) -> None:
    assert time_words.count_down(ms) == shown


@pytest.mark.parametrize(
    ("ms", "shown"), [(220_000, "3′40″"), (240_000, "4′"), (50_000, "50″"), (0, "0″"), (65_400, "1′05″")]
)
def test_a_span(ms: int, shown: str) -> None:
    assert time_words.span(ms) == shown


@pytest.mark.parametrize(("ms", "shown"), [(89_000, "+1′"), (90_000, "+2′"), (29_999, ""), (-60_000, "−1′")])
def test_signed_minutes(ms: int, shown: str) -> None:
    assert time_words.signed_minutes(ms) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(60, "+1 phút"), (-120, "−2 phút"), (30, "+30 giây")])
def test_signed_words(seconds: int, shown: str) -> None:
    assert time_words.signed_words(seconds) == shown
