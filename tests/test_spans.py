"""Spans of time: exact whatever the clocks do."""

from __future__ import annotations

from itertools import pairwise

import pytest

import builders
from podium import Clocks
from store import spans
from store.clock import Timeline, at_wall, hung, shifted
from store.live_records import Pause, Span
from store.records import Stamp

NOON = builders.stamp("12:00:00")
TIMELINE = Timeline({}, None, NOON)
MINUTE = 60_000


@pytest.mark.parametrize(
    ("span", "elapsed", "still"),
    [
        (builders.span("08:00", "08:10"), 10, 0),
        (builders.span("08:00", "08:10", ("08:02", "08:05")), 7, 3),
        (builders.span("08:00", "08:10", ("08:02", "08:03"), ("08:06", "08:08")), 7, 3),
        (builders.span("11:50"), 10, 0),
        (builders.span("11:50", None, ("11:52", None)), 2, 8),
        (builders.span("08:00", "08:00"), 0, 0),
        (builders.span("08:00", "08:10", ("08:00", "08:10")), 0, 10),
    ],
)
def test_elapsed_is_the_span_without_its_pauses(span: Span, elapsed: int, still: int) -> None:
    assert spans.elapsed_ms(span, TIMELINE) == elapsed * MINUTE
    assert spans.paused_ms(span, TIMELINE) == still * MINUTE
    assert spans.whole_ms(span, TIMELINE) == (elapsed + still) * MINUTE


@pytest.mark.parametrize(
    ("span", "is_open", "is_paused"),
    [
        (None, False, False),
        (builders.span("08:00"), True, False),
        (builders.span("08:00", None, ("08:01", None)), True, True),
        (builders.span("08:00", None, ("08:01", "08:02")), True, False),
        (builders.span("08:00", "08:09", ("08:01", "08:02")), False, False),
    ],
)
def test_a_span_is_open_until_it_ends_and_ticks_unless_it_stands_still(
    span: Span | None, is_open: bool, is_paused: bool
) -> None:
    assert (spans.is_open(span), spans.is_paused(span)) == (is_open, is_paused)
    assert spans.is_ticking(span) is (is_open and not is_paused)


@pytest.mark.parametrize(
    ("span", "at", "becomes"),
    [
        (builders.span("08:00"), "08:10", builders.span("08:00", "08:10")),
        (builders.span("08:00", None, ("08:05", None)), "08:10", builders.span("08:00", "08:10", ("08:05", "08:10"))),
        (builders.span("08:00", None, ("08:05", "08:06")), "08:03", builders.span("08:00", "08:03")),
        (
            builders.span("08:00", "08:09", ("08:05", "08:08")),
            "08:07",
            builders.span("08:00", "08:07", ("08:05", "08:07")),
        ),
    ],
)
def test_what_ends_earlier_loses_the_pauses_behind(span: Span, at: str, becomes: Span) -> None:
    assert spans.ended(span, builders.stamp(at), TIMELINE) == becomes


@pytest.mark.parametrize(
    ("at", "becomes"),
    [
        ("07:55", builders.span("07:55", None, ("08:02", "08:05"))),
        ("08:03", builders.span("08:03", None, ("08:03", "08:05"))),
        ("08:06", builders.span("08:06")),
    ],
)
def test_another_start_keeps_the_pauses_behind_it(at: str, becomes: Span) -> None:
    span = builders.span("08:00", None, ("08:02", "08:05"))
    assert spans.begun(span, builders.stamp(at), TIMELINE) == becomes


@pytest.mark.parametrize(
    ("span", "becomes"),
    [
        (builders.span("08:00"), builders.span("08:00", None, ("08:10", "08:15"))),
        (builders.span("08:12"), builders.span("08:12", None, ("08:12", "08:15"))),
        (builders.span("08:20"), builders.span("08:20")),
        (builders.span("08:00", "08:09"), builders.span("08:00", "08:09")),
        (builders.span("08:00", None, ("08:05", None)), builders.span("08:00", None, ("08:05", None))),
        (builders.span("08:00", None, ("08:05", "08:11")), builders.span("08:00", None, ("08:05", "08:15"))),
        (builders.span("08:00", None, ("08:14", "08:20")), builders.span("08:00", None, ("08:10", "08:20"))),
        (
            builders.span("08:00", None, ("08:02", "08:03"), ("08:11", "08:12"), ("08:30", None)),
            builders.span("08:00", None, ("08:02", "08:03"), ("08:10", "08:15"), ("08:30", None)),
        ),
    ],
)
def test_a_gap_taken_out_meets_the_pauses_that_are_there(span: Span, becomes: Span) -> None:
    assert spans.without(span, builders.stamp("08:10"), builders.stamp("08:15"), TIMELINE) == becomes


def test_what_is_taken_up_again_stood_still_meanwhile() -> None:
    again = spans.reopened(builders.span("08:00", "08:10"), builders.stamp("08:15"))
    assert again == builders.span("08:00", None, ("08:10", "08:15"))


def test_setting_the_wall_clock_changes_no_duration() -> None:
    clocks = Clocks("08:00:00")
    span = Span(started=clocks.now)
    clocks.wait(90)
    clocks.set_wall(-3600)
    span = spans.paused(span, clocks.now)
    clocks.wait(30)
    clocks.set_wall(7200)
    span = spans.resumed(span, clocks.now)
    clocks.wait(10)
    assert spans.elapsed_ms(span, Timeline({}, None, clocks.now)) == 100_000
    assert spans.paused_ms(span, Timeline({}, None, clocks.now)) == 30_000


class Log:
    """What the stamps of commits tell of the boots."""

    def __init__(self) -> None:
        self.boots: dict[str, int] = {}
        self.last: Stamp | None = None

    def add(self, at: Stamp) -> None:
        self.boots[at.boot] = hung(self.boots, self.last, at)
        self.last = at

    def timeline(self, now: Stamp) -> Timeline:
        return Timeline(self.boots, self.last, now)


def test_how_long_the_machine_was_off_is_settled_when_it_is_back() -> None:
    clocks, log = Clocks("08:00:00"), Log()
    span = Span(started=clocks.now)
    log.add(clocks.now)
    clocks.wait(60)
    clocks.set_wall(600)
    log.add(clocks.now)
    clocks.reboot(120)
    assert spans.elapsed_ms(span, log.timeline(clocks.now)) == 180_000
    log.add(clocks.now)
    clocks.set_wall(-4000)
    clocks.wait(20)
    assert spans.elapsed_ms(span, log.timeline(clocks.now)) == 200_000


def test_a_clock_that_lost_its_date_while_the_machine_was_off_takes_no_time_away() -> None:
    clocks, log = Clocks("08:00:00"), Log()
    span = Span(started=clocks.now)
    log.add(clocks.now)
    clocks.wait(60)
    log.add(clocks.now)
    clocks.reboot(30)
    clocks.set_wall(-86_400 * 9000)
    log.add(clocks.now)
    clocks.wait(5)
    clocks.set_wall(86_400 * 9000)
    assert spans.elapsed_ms(span, log.timeline(clocks.now)) == 65_000


def test_parts_of_a_time_across_restarts_add_up_to_the_whole() -> None:
    clocks, log, marks = Clocks("08:00:00"), Log(), []
    for step in (10, 20, 30):
        marks.append(clocks.now)
        log.add(clocks.now)
        clocks.wait(step)
        clocks.set_wall(step * 7)
        log.add(clocks.now)
        clocks.reboot(5)
    timeline = log.timeline(clocks.now)
    places = [*map(timeline.ms, marks), timeline.now]
    assert [after - before for before, after in pairwise(places)] == [15_000, 25_000, 35_000]


def test_a_moment_on_the_wall_is_found_on_the_boot_clock() -> None:
    meant = at_wall(NOON, builders.stamp("11:58:30").wall)
    assert meant == builders.stamp("11:58:30")
    assert shifted(meant, 90_000) == NOON


def test_a_moment_without_a_boot_counts_by_the_wall() -> None:
    written = builders.stamp("11:00", boot="")
    assert (
        spans.elapsed_ms(Span(started=written, pauses=(Pause(started=written, ended=written),)), TIMELINE)
        == 60 * MINUTE
    )
