"""Stamps and spans of time."""

from __future__ import annotations

import datetime as dt

import pytest

from builders import DAY, ZONE, stamp
from store.clock import elapsed_s, system_clock
from store.engine.platform import System
from store.records import Stamp


def test_within_a_boot_the_boot_clock_counts_whatever_the_wall_says() -> None:
    start, end = stamp("07:30:00"), stamp("07:31:00")
    set_back = Stamp(wall=start.wall - dt.timedelta(hours=3), boot_ms=end.boot_ms, boot=end.boot)
    assert elapsed_s(start, end) == elapsed_s(start, set_back) == 60


@pytest.mark.parametrize("boot", ["restarted", "another machine"])
def test_across_boots_the_wall_counts(boot: str) -> None:
    start = stamp("07:30:00")
    end = Stamp(wall=start.wall + dt.timedelta(seconds=90.5), boot_ms=12, boot=boot)
    assert elapsed_s(start, end) == 90.5


def test_a_moment_is_the_same_in_every_zone() -> None:
    start = stamp("07:30:00")
    end = Stamp(wall=start.wall.astimezone(dt.UTC), boot_ms=1, boot="other")
    assert elapsed_s(start, end) == 0


class Frozen(System):
    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        return dt.datetime(2023, 9, 15, 0, 41, 5, 123_000, dt.UTC).astimezone(zone)

    def boot_clock_ms(self) -> int:
        return 42

    def boot_id(self) -> str:
        return "this boot"


def test_the_wall_clock_counts_milliseconds() -> None:
    assert System().wall_clock(ZONE).microsecond % 1000 == 0


def test_a_stamp_is_wall_time_in_the_conferences_zone() -> None:
    wall = dt.datetime.combine(DAY, dt.time(7, 41, 5, 123_000), ZONE)
    assert system_clock(Frozen())(ZONE) == Stamp(wall=wall, boot_ms=42, boot="this boot")


def test_the_machines_clocks_run_forward_and_name_their_boot() -> None:
    now = system_clock(System())
    first, second = now(ZONE), now(ZONE)
    assert first.boot == second.boot != ""
    assert second.boot_ms >= first.boot_ms > 0
    assert first.wall.utcoffset() == dt.timedelta(hours=7)
    assert first.wall.microsecond % 1000 == 0
