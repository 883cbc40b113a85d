"""The agenda against the clock: facts, what runs, what to expect, and the latest start of each item."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import builders
from podium import Podium, clock
from store import (
    AddItem,
    DeleteItem,
    EditItem,
    GrantTime,
    ItemState,
    MoveItem,
    Next,
    PauseItem,
    Projection,
    ResumeItem,
    SkipItem,
    StartItem,
    StopItem,
    project,
)
from store.records import AgendaKind
from store.verbs import Verb

MINUTE = 60_000


def seen(podium: Podium, **wanted: Any) -> Projection:
    return project(podium.state, podium.now, **wanted)


def expected(podium: Podium) -> list[tuple[str, str]]:
    """Start and end of each item, as hours and minutes."""
    return [(f"{line.start:%H:%M}", f"{line.end:%H:%M}") for line in seen(podium).lines]


PLAN = [("08:00", "08:10"), ("08:10", "08:20"), ("08:20", "08:30"), ("08:30", "08:40"), ("08:40", "08:50")]
PLAN.append(("08:50", "09:00"))


@pytest.mark.parametrize("at", ["06:00:00", "08:00:00", "08:25:00"])
def test_before_the_first_start_everything_is_as_planned(at: str) -> None:
    podium = Podium(at=at)
    now = seen(podium)
    assert expected(podium) == PLAN
    assert (now.offset_ms, now.begun, now.current, now.next, now.over) == (0, False, None, 1, False)
    assert now.expected_end == now.planned_end == builders.stamp("09:00:00").wall


def test_a_late_start_moves_all_that_follows() -> None:
    podium = Podium(at="08:03:00")
    podium.run(StartItem(item=1))
    assert expected(podium)[:3] == [("08:03", "08:13"), ("08:13", "08:23"), ("08:23", "08:33")]
    assert (seen(podium).offset_ms, clock(seen(podium).expected_end)) == (3 * MINUTE, "09:03:00")


def test_what_runs_ends_when_its_time_is_up_and_then_now() -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.clocks.wait(540)
    assert (expected(podium)[0], seen(podium).offset_ms) == (("08:00", "08:10"), 0)
    line = seen(podium).lines[0]
    assert (line.remaining_ms, line.overrun_ms, line.late_ms) == (MINUTE, 0, 0)
    podium.clocks.wait(180)
    assert (expected(podium)[0], seen(podium).offset_ms) == (("08:00", "08:12"), 2 * MINUTE)
    line = seen(podium).lines[0]
    assert (line.remaining_ms, line.overrun_ms, line.elapsed_ms) == (-2 * MINUTE, 2 * MINUTE, 12 * MINUTE)


def test_a_pause_moves_the_end_while_it_lasts() -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.after(120, PauseItem(item=1))
    podium.clocks.wait(180)
    assert seen(podium).lines[0].state is ItemState.PAUSED
    assert (expected(podium)[0], seen(podium).lines[0].remaining_ms) == (("08:00", "08:13"), 8 * MINUTE)
    podium.run(ResumeItem(item=1))
    podium.clocks.wait(60)
    assert (expected(podium)[0], seen(podium).lines[0].remaining_ms) == (("08:00", "08:13"), 7 * MINUTE)


def test_an_early_end_counts_once_the_next_has_begun() -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.after(360, StopItem(item=1))
    podium.clocks.wait(60)
    assert (expected(podium)[:2], seen(podium).offset_ms) == ([("08:00", "08:06"), ("08:10", "08:20")], 0)
    podium.clocks.wait(300)
    assert (expected(podium)[1], seen(podium).offset_ms) == (("08:12", "08:22"), 2 * MINUTE)
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.after(360, Next(current=1))
    assert (expected(podium)[1], seen(podium).offset_ms) == (("08:06", "08:16"), -4 * MINUTE)


def test_after_the_last_item_an_early_end_counts_at_once() -> None:
    podium = Podium(builders.item(1))
    podium.run(StartItem(item=1))
    podium.after(360, Next(current=1))
    podium.clocks.wait(3600)
    now = seen(podium)
    assert (now.over, now.offset_ms, clock(now.expected_end)) == (True, -4 * MINUTE, "08:06:00")


def test_a_hard_start_waits_for_its_time_and_swallows_the_delay_before_it() -> None:
    podium = Podium(builders.item(1), builders.item(2, "08:30", hard_start=True), builders.item(3, "08:40"))
    podium.run(StartItem(item=1))
    assert expected(podium) == [("08:00", "08:10"), ("08:30", "08:40"), ("08:40", "08:50")]
    podium.clocks.wait(1500)
    assert (seen(podium).offset_ms, clock(seen(podium).expected_end)) == (15 * MINUTE, "08:50:00")
    podium.clocks.wait(600)
    assert (expected(podium)[1], clock(seen(podium).expected_end)) == (("08:35", "08:45"), "08:55:00")


def test_without_a_hard_start_a_gap_of_the_plan_is_not_waited_out() -> None:
    podium = Podium(builders.item(1), builders.item(2, "08:30"))
    podium.run(StartItem(item=1))
    assert expected(podium)[1] == ("08:10", "08:20")


def test_what_is_skipped_takes_no_time() -> None:
    podium = Podium()
    podium.run(SkipItem(item=3))
    assert expected(podium)[2] == ("08:20", "08:20")
    podium.run(StartItem(item=1))
    assert expected(podium)[1:4] == [("08:10", "08:20"), ("08:20", "08:20"), ("08:20", "08:30")]
    assert clock(seen(podium).expected_end) == "08:50:00"
    assert seen(podium).lines[2].state is ItemState.SKIPPED


def test_what_is_jumped_over_is_passed_over_until_it_is_taken_up() -> None:
    podium = Podium()
    podium.run(StartItem(item=3))
    now = seen(podium)
    states = [line.state for line in now.lines]
    assert states[:3] == [ItemState.PASSED_OVER, ItemState.PASSED_OVER, ItemState.RUNNING]
    assert (now.offset_ms, now.next) == (-20 * MINUTE, 4)
    podium.after(600, StartItem(item=1))
    now = seen(podium)
    # What was gained by jumping over 1 and 2 is lost again: 1 runs, and 2 is to come.
    assert (now.next, now.offset_ms, clock(now.expected_end)) == (2, 0, "09:00:00")


def test_granted_time_moves_the_end_of_what_runs_and_of_what_is_to_come() -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.run(GrantTime(item=1, seconds=180))
    podium.run(GrantTime(item=3, seconds=-300))
    assert expected(podium)[:3] == [("08:00", "08:13"), ("08:13", "08:23"), ("08:23", "08:28")]
    assert [line.granted_ms for line in seen(podium).lines[:3]] == [3 * MINUTE, 0, -5 * MINUTE]


@pytest.mark.parametrize(("granted", "remaining"), [(60, MINUTE), (-60, -MINUTE), (0, 0)])
def test_time_can_be_granted_at_exactly_zero_left(granted: int, remaining: int) -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.clocks.wait(600)
    podium.run(GrantTime(item=1, seconds=granted))
    assert seen(podium).lines[0].remaining_ms == remaining


def test_the_latest_starts_are_counted_back_from_the_wanted_end() -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.run(SkipItem(item=3))
    latest = [line.latest_start and f"{line.latest_start:%H:%M}" for line in seen(podium).lines]
    assert latest == [None, "08:20", None, "08:30", "08:40", "08:50"]
    wanted = builders.stamp("08:45:00").wall
    latest = [line.latest_start and f"{line.latest_start:%H:%M}" for line in seen(podium, wanted_end=wanted).lines]
    assert latest == [None, "08:05", None, "08:15", "08:25", "08:35"]


def test_items_cross_midnight() -> None:
    night = (builders.item(1, "23:50", 30), builders.item(2, "00:20"), builders.item(3, "00:45"))
    podium = Podium(*night, at="23:52:00")
    podium.run(StartItem(item=1))
    podium.after(1800, Next(current=1))
    now = seen(podium)
    assert (now.offset_ms, clock(now.expected_end), clock(now.planned_end)) == (2 * MINUTE, "00:42:00", "00:55:00")
    assert str(now.expected_end) == "2023-09-16 00:42:00+07:00"


def test_items_of_no_length_and_agendas_of_none() -> None:
    podium = Podium(builders.item(1, minutes=0), builders.item(2, "08:00", 0))
    assert expected(podium) == [("08:00", "08:00")] * 2
    podium.run(StartItem(item=1))
    podium.after(60, Next(current=1))
    podium.after(60, Next(current=2))
    assert (seen(podium).over, seen(podium).offset_ms) == (True, 2 * MINUTE)
    nothing = seen(Podium(builders.delegate(1)))
    assert (nothing.lines, nothing.expected_end, nothing.planned_end, nothing.offset_ms) == ((), None, None, 0)


def test_on_another_day_the_plan_is_held_against_that_day() -> None:
    podium = Podium(at="08:02:00", date=builders.DAY - dt.timedelta(days=40))
    podium.run(StartItem(item=1))
    now = seen(podium)
    assert (now.offset_ms, now.planned_end) == (2 * MINUTE, builders.stamp("09:00:00").wall)


def test_the_projection_holds_when_the_wall_clock_is_set_and_after_a_restart() -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.clocks.wait(300)
    podium.clocks.set_wall(420)
    line = seen(podium).lines[0]
    # Five minutes have passed, and it is now known that it began seven minutes after eight.
    assert (line.remaining_ms, clock(line.start), seen(podium).offset_ms) == (5 * MINUTE, "08:07:00", 7 * MINUTE)
    podium.run(GrantTime(item=1, seconds=60))
    podium.clocks.reboot(120)
    line = seen(podium).lines[0]
    assert (line.state, line.remaining_ms, clock(line.start)) == (ItemState.RUNNING, 4 * MINUTE, "08:07:00")


def add(id: int = 9, **fields: Any) -> AddItem:
    return AddItem(id=id, title="Trao thưởng", kind=AgendaKind.CEREMONY, minutes=15, **fields)


@pytest.mark.parametrize(
    ("verb", "order", "starts"),
    [
        (add(), [1, 2, 3, 9], "08:00 08:10 08:20 08:30"),
        (add(after=1), [1, 9, 2, 3], "08:00 08:10 08:10 08:20"),
        (add(after=2, start=dt.time(8, 5)), [1, 2, 9, 3], "08:00 08:10 08:05 08:20"),
        (MoveItem(item=1, by=1), [2, 1, 3], "08:00 08:10 08:20"),
        (MoveItem(item=3, by=-2), [3, 1, 2], "08:00 08:10 08:20"),
        (MoveItem(item=3, by=-99), [3, 1, 2], "08:00 08:10 08:20"),
        (MoveItem(item=1, by=99), [2, 3, 1], "08:00 08:10 08:20"),
        (MoveItem(item=2, by=0), [1, 2, 3], "08:00 08:10 08:20"),
        (DeleteItem(item=2), [1, 3], "08:00 08:20"),
        (EditItem(item=2, start=dt.time(8, 15), minutes=-5), [1, 2, 3], "08:00 08:15 08:20"),
    ],
)
def test_the_plan_is_edited(verb: Verb[Any], order: list[int], starts: str) -> None:
    podium = Podium(*builders.agenda()[:3])
    before = podium.documents()
    podium.run(verb)
    lines = seen(podium).lines
    assert [line.item.id for line in lines] == order
    assert " ".join(f"{line.item.start:%H:%M}" for line in lines) == starts
    if podium.documents() != before:
        podium.undo()
    assert podium.documents() == before


def test_what_is_moved_keeps_its_length_and_a_hard_start_its_hour() -> None:
    podium = Podium(
        builders.item(1, minutes=5), builders.item(2, "08:05", 20), builders.item(3, "08:30", hard_start=True)
    )
    podium.run(MoveItem(item=2, by=-1))
    assert [(line.item.id, f"{line.item.start:%H:%M}") for line in seen(podium).lines] == [
        (2, "08:00"),
        (1, "08:20"),
        (3, "08:30"),
    ]
    podium.run(MoveItem(item=3, by=-1))
    assert [(line.item.id, f"{line.item.start:%H:%M}") for line in seen(podium).lines] == [
        (2, "08:00"),
        (3, "08:30"),
        (1, "08:40"),
    ]


def test_nothing_is_moved_before_what_has_begun() -> None:
    podium = Podium()
    podium.run(StartItem(item=2))
    podium.run(MoveItem(item=5, by=-9))
    assert [line.item.id for line in seen(podium).lines] == [1, 2, 5, 3, 4, 6]
    podium.run(MoveItem(item=1, by=1))
    assert [(line.item.id, f"{line.item.start:%H:%M}") for line in seen(podium).lines][:3] == [
        (2, "08:10"),
        (1, "08:20"),
        (5, "08:20"),
    ]


@pytest.mark.parametrize(("after", "order"), [(1, [1, 9, 2, 3, 4]), (2, [1, 2, 9, 3, 4]), (3, [1, 2, 3, 9, 4])])
def test_what_is_added_stands_right_behind_even_where_two_stand_in_one_place(after: int, order: list[int]) -> None:
    """One was put in while the other was out, and then came back."""
    podium = Podium(builders.item(1), builders.item(2), builders.item(3, position=2), builders.item(4, position=3))
    podium.run(add(after=after))
    assert [line.item.id for line in seen(podium).lines] == order


@pytest.mark.parametrize("verb", [DeleteItem(item=1), SkipItem(item=1), MoveItem(item=1, by=1)])
def test_what_has_begun_is_not_deleted_skipped_or_moved(verb: Verb[Any]) -> None:
    podium = Podium()
    podium.run(StartItem(item=1))
    podium.run(StopItem(item=1))
    assert not podium.try_(verb)
    assert podium.try_(EditItem(item=1, title="Chào cờ", minutes=5))
    assert (seen(podium).lines[0].item.title, seen(podium).lines[0].allotted_ms) == ("Chào cờ", 5 * MINUTE)
