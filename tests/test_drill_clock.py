"""The clock of a rehearsal against a real one that a test moves."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from builders import DAY, ZONE
from tui.drill.clock import LONGEST_S, SPEEDS, DrillClock

BEGINS = dt.datetime.combine(DAY, dt.time(7, 15), ZONE)


class Hands:
    """Of the real clock."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at

    def pass_over(self, clock: DrillClock, seconds: float, step: float = 0.25) -> None:
        for _step in range(round(seconds / step)):
            self.at += step
            clock(ZONE)


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_begins_in_the_morning_and_runs_as_fast_as_it_is_told(speed: int) -> None:
    hands = Hands()
    clock = DrillClock(BEGINS, speed, hands)
    assert clock(ZONE).wall == BEGINS
    hands.pass_over(clock, 6)
    stamp = clock(ZONE)
    assert stamp.wall == BEGINS + dt.timedelta(seconds=6 * speed)
    assert stamp.boot_ms == 6 * speed * 1000
    assert clock.worked_s == 6


def test_another_speed_counts_from_when_it_was_chosen() -> None:
    hands = Hands()
    clock = DrillClock(BEGINS, 1, hands)
    hands.pass_over(clock, 10)
    clock.speed = 60
    hands.pass_over(clock, 10)
    assert clock(ZONE).wall == BEGINS + dt.timedelta(seconds=10 + 600)
    assert clock.worked_s == 20


def test_while_it_stands_still_nobody_works() -> None:
    hands = Hands()
    clock = DrillClock(BEGINS, 10, hands)
    hands.pass_over(clock, 1)
    clock.pause(True)
    hands.pass_over(clock, 100)
    clock.pause(False)
    hands.pass_over(clock, 1)
    assert clock(ZONE).wall == BEGINS + dt.timedelta(seconds=20)
    assert clock.worked_s == 2


def test_where_the_machine_stood_still_so_did_the_rehearsal() -> None:
    """The lid was closed; by the clock of the store no window may seem to have been away for a minute."""
    hands = Hands()
    clock = DrillClock(BEGINS, max(SPEEDS), hands)
    hands.at += 3600
    assert clock(ZONE).wall == BEGINS + dt.timedelta(seconds=LONGEST_S * max(SPEEDS))
    assert LONGEST_S * max(SPEEDS) < 60


def test_a_real_clock_set_back_turns_nothing_back() -> None:
    hands = Hands()
    clock = DrillClock(BEGINS, 10, hands)
    hands.pass_over(clock, 1)
    hands.at -= 50
    assert clock(ZONE).wall == BEGINS + dt.timedelta(seconds=10)


def test_several_threads_may_look_at_once() -> None:
    clock = DrillClock(BEGINS, 60)
    seen: list[list[int]] = [[] for _thread in range(4)]
    threads = [
        threading.Thread(target=lambda into=into: into.extend(clock(ZONE).boot_ms for _look in range(500)))
        for into in seen
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(into == sorted(into) and len(into) == 500 for into in seen)
