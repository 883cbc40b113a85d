"""The agenda live: one item at a time, and every slip of the hand put right."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import builders
from podium import Podium
from store import (
    Advance,
    ClearRehearsal,
    CorrectStart,
    Forgotten,
    GoBack,
    GrantTime,
    Next,
    OpenConference,
    PauseItem,
    ResumeItem,
    SkipItem,
    StartItem,
    StartSpeech,
    StopItem,
    awaits_opening,
    forgotten_start,
    next_item,
    running,
    upcoming_item,
)
from store.errors import Reason, Refused
from store.records import Role
from store.verbs import VERBS, Verb

LIVE = (StartItem, Next, StopItem, PauseItem, ResumeItem, GrantTime, GoBack, CorrectStart)


@pytest.fixture
def podium() -> Podium:
    return Podium()


def spans(podium: Podium, item: int) -> list[tuple[str, str]]:
    """When an item ran, in clock times."""
    run = podium.state.runs.get(item)
    return (
        [(f"{one.started.wall:%H:%M:%S}", f"{one.ended.wall:%H:%M:%S}" if one.ended else "") for one in run.spans]
        if run
        else []
    )


def refused(podium: Podium, verb: Verb[Any]) -> Reason:
    before = podium.state
    with pytest.raises(Refused) as refusal:
        podium.run(verb)
    assert podium.state is before
    return refusal.value.reason


def current(podium: Podium) -> int | None:
    run = running(podium.state)
    return run.item if run else None


def test_next_begins_the_first_item_then_each_in_turn_then_the_day_is_over(podium: Podium) -> None:
    seen: list[int | None] = [None]
    for _ in range(7):
        seen.append(podium.after(60, Next(current=seen[-1])).item)
    assert seen == [None, 1, 2, 3, 4, 5, 6, None]
    assert spans(podium, 6) == [("08:06:00", "08:07:00")]
    assert current(podium) is None
    assert refused(podium, Next(current=None)) is Reason.NOT_RUNNING


def test_whoever_presses_next_second_is_told_that_it_has_been_done(podium: Podium) -> None:
    podium.run(Next(current=None))
    podium.after(60, Next(current=1))
    before = podium.documents()
    assert podium.after(1, Next(current=1)) == Advance(item=2, already=True)
    assert podium.after(1, Next(current=None)) == Advance(item=2, already=True)
    assert podium.documents() == before


def test_next_leaves_out_what_is_skipped_and_what_has_run(podium: Podium) -> None:
    podium.run(SkipItem(item=2))
    podium.run(StartItem(item=4))
    podium.after(60, StartItem(item=1))
    assert podium.after(60, Next(current=1)).item == 3
    assert podium.after(60, Next(current=3)).item == 5


def test_an_agenda_without_items_has_nothing_to_press() -> None:
    podium = Podium(builders.delegate(1))
    assert refused(podium, Next(current=None)) is Reason.NOT_RUNNING
    assert refused(podium, GoBack(current=None)) is Reason.NOT_BEGUN
    assert upcoming_item(podium.state, podium.now) is None
    assert forgotten_start(podium.state, podium.now) is None


def test_a_start_ends_what_ran_before(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.after(300, StartItem(item=3))
    assert (spans(podium, 1), spans(podium, 3)) == ([("08:00:00", "08:05:00")], [("08:05:00", "")])


def test_a_start_pressed_late_is_taken_back_in_time_and_cuts_what_ran(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.after(600, Next(current=1, ago_s=120))
    assert (spans(podium, 1), spans(podium, 2)) == ([("08:00:00", "08:08:00")], [("08:08:00", "")])


def test_nothing_begins_before_what_came_before_it_or_in_the_future(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.clocks.wait(60)
    assert refused(podium, StartItem(item=2, ago_s=61)) is Reason.TOO_EARLY
    assert refused(podium, StartItem(item=2, ago_s=-1)) is Reason.IN_THE_FUTURE
    podium.run(StartItem(item=2, ago_s=60))
    assert spans(podium, 1) == [("08:00:00", "08:00:00")]


def test_what_stopped_is_taken_up_again_with_the_gap_between(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.after(60, StopItem(item=1))
    podium.after(60, StartItem(item=1))
    assert spans(podium, 1) == [("08:00:00", "08:01:00"), ("08:02:00", "")]


def test_what_was_skipped_and_is_started_all_the_same_is_no_longer_skipped(podium: Podium) -> None:
    podium.run(SkipItem(item=2))
    podium.run(StartItem(item=2))
    assert not podium.state.runs[2].skipped


@pytest.mark.parametrize("verb", [PauseItem, ResumeItem, StopItem, lambda item: CorrectStart(item=item, ago_s=1)])
def test_only_what_the_window_sees_running_is_touched(podium: Podium, verb: Any) -> None:
    assert refused(podium, verb(item=1)) is Reason.NOT_RUNNING
    podium.run(StartItem(item=1))
    assert refused(podium, verb(item=2)) is Reason.NOT_RUNNING


def test_an_item_pauses_and_goes_on_once(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    assert refused(podium, StartItem(item=1)) is Reason.ALREADY_RUNNING
    assert refused(podium, ResumeItem(item=1)) is Reason.NOT_PAUSED
    podium.after(60, PauseItem(item=1))
    assert refused(podium, PauseItem(item=1)) is Reason.ALREADY_PAUSED
    podium.after(30, ResumeItem(item=1))
    (pause,) = podium.state.runs[1].spans[0].pauses
    assert (pause.started, pause.ended) == (builders.stamp("08:01:00"), builders.stamp("08:01:30"))


def test_a_paused_item_ends_with_its_pause(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.after(60, PauseItem(item=1))
    podium.after(30, Next(current=1))
    assert podium.state.runs[1].spans[0] == builders.span("08:00:00", "08:01:30", ("08:01:00", "08:01:30"))


@pytest.mark.parametrize(
    ("waited", "steps", "added"),
    [
        (0, [60], 60),
        (540, [300, -60], 240),
        (600, [60], 60),
        (600, [-60], -60),
        (900, [60, 600, -600], 60),
        (0, [-6000], -600),
        (0, [-6000, 60], -540),
        (0, [10**9], 24 * 3600 - 600),
    ],
)
def test_granted_time_crosses_zero_both_ways_and_never_leaves_less_than_none(
    podium: Podium, waited: int, steps: list[int], added: int
) -> None:
    podium.run(StartItem(item=1))
    podium.clocks.wait(waited)
    for step in steps:
        podium.run(GrantTime(item=1, seconds=step))
    assert podium.state.runs[1].added_ms == added * 1000


def test_what_is_to_come_can_be_cut_and_what_is_over_cannot(podium: Podium) -> None:
    podium.run(GrantTime(item=3, seconds=-300))
    assert podium.state.runs[3].added_ms == -300_000
    podium.run(GrantTime(item=3, seconds=300))
    assert 3 not in podium.state.runs
    podium.run(StartItem(item=1))
    podium.run(StopItem(item=1))
    assert refused(podium, GrantTime(item=1, seconds=60)) is Reason.ITEM_OVER


def test_going_back_is_as_if_next_had_not_been_pressed(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    before = podium.documents()
    podium.after(60, Next(current=1))
    assert podium.after(60, GoBack(current=2)) == Advance(item=1)
    assert podium.documents() == before


def test_going_back_after_a_stop_and_from_the_first_item(podium: Podium) -> None:
    empty = podium.documents()
    podium.run(StartItem(item=1))
    running_one = podium.documents()
    podium.after(60, StopItem(item=1))
    assert podium.after(60, GoBack(current=None)) == Advance(item=1)
    assert podium.documents() == running_one
    assert podium.run(GoBack(current=None)) == Advance(item=1, already=True)
    assert podium.run(GoBack(current=1)) == Advance(item=None)
    assert podium.documents() == empty


@pytest.mark.parametrize(
    ("ago", "first", "second"),
    [
        (60, ("08:00:00", "08:10:00"), ("08:10:00", "")),
        (180, ("08:00:00", "08:08:00"), ("08:08:00", "")),
        (0, ("08:00:00", "08:11:00"), ("08:11:00", "")),
    ],
)
def test_the_start_of_what_runs_is_moved_with_the_end_of_what_ran(
    podium: Podium, ago: int, first: tuple[str, str], second: tuple[str, str]
) -> None:
    podium.run(StartItem(item=1))
    podium.after(600, Next(current=1))
    podium.after(60, CorrectStart(item=2, ago_s=ago))
    assert (spans(podium, 1), spans(podium, 2)) == ([first], [second])


def test_a_start_that_is_moved_keeps_a_gap_before_it(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.after(600, StopItem(item=1))
    podium.after(60, StartItem(item=2))
    podium.after(60, CorrectStart(item=2, ago_s=90))
    assert (spans(podium, 1), spans(podium, 2)) == ([("08:00:00", "08:10:00")], [("08:10:30", "")])
    podium.run(CorrectStart(item=2, ago_s=300))
    assert (spans(podium, 1), spans(podium, 2)) == ([("08:00:00", "08:07:00")], [("08:07:00", "")])
    assert refused(podium, CorrectStart(item=2, ago_s=721)) is Reason.TOO_EARLY


def test_the_start_of_an_item_that_was_taken_up_again_moves_inside_its_own_run(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.after(60, StopItem(item=1))
    podium.after(60, StartItem(item=1))
    podium.after(60, CorrectStart(item=1, ago_s=150))
    assert spans(podium, 1) == [("08:00:00", "08:00:30"), ("08:00:30", "")]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("07:59:00", None),
        ("08:00:59", None),
        ("08:01:00", 60),
        ("08:07:30", 450),
        ("19:59:59", 43_199),
        ("20:00:00", None),
    ],
)
def test_a_forgotten_first_start_is_offered_from_when_it_was_due(at: str, found: int | None) -> None:
    podium = Podium(at=at)
    forgotten = forgotten_start(podium.state, podium.now)
    assert forgotten == (found and Forgotten(item=1, due=builders.stamp("08:00:00").wall, ago_s=found))
    if forgotten:
        podium.run(StartItem(item=forgotten.item, ago_s=forgotten.ago_s))
        assert spans(podium, 1) == [("08:00:00", "")]


def test_between_items_a_forgotten_start_is_offered_from_the_end_of_the_one_before() -> None:
    podium = Podium(at="08:05:00")
    podium.run(StartItem(item=1))
    assert forgotten_start(podium.state, podium.now) is None
    podium.after(600, StopItem(item=1))
    podium.clocks.wait(59)
    assert forgotten_start(podium.state, podium.now) is None
    podium.clocks.wait(61)
    assert forgotten_start(podium.state, podium.now) == Forgotten(
        item=2, due=builders.stamp("08:15:00").wall, ago_s=120
    )


def test_a_clock_set_back_while_the_machine_was_off_does_not_stop_the_day(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    podium.clocks.reboot(60)
    podium.clocks.set_wall(-86_400 * 365)
    assert podium.run(Next(current=1)).item == 2
    assert podium.after(60, Next(current=2)).item == 3
    assert current(podium) == 3


def test_whom_to_expect_next_follows_the_agenda_once_it_runs(podium: Podium) -> None:
    assert next_item(podium.state, builders.stamp("08:35:00").wall) == podium.state.agenda[5]
    podium.run(StartItem(item=1))
    assert next_item(podium.state, builders.stamp("08:35:00").wall) == podium.state.agenda[2]


@pytest.mark.parametrize("verb", LIVE)
def test_the_moderator_and_the_office_run_the_agenda_and_nobody_else(verb: type[Verb[Any]]) -> None:
    assert verb.roles == {Role.MODERATOR, Role.OFFICE}
    assert VERBS[verb.verb_name] is verb


# -- the opening ------------------------------------------------------------------------------------------------------


def test_the_agenda_asks_for_the_opening_and_never_notes_it() -> None:
    early = builders.delegate(1)
    items = builders.item(1, "07:30"), builders.item(2, "08:00")
    podium = Podium(*items, early, builders.present(early, "08:06:00"), at="07:30:00", role=Role.OFFICE)
    assert not awaits_opening(podium.state, podium.now)
    podium.run(Next(current=None))
    assert not awaits_opening(podium.state, podium.now)
    late, before = podium.state.lateness, podium.state.opening
    podium.after(3000, Next(current=1))
    assert awaits_opening(podium.state, podium.now)
    assert (podium.state.lateness, podium.state.opening) == (late, before)
    assert podium.state.is_late(early.id)
    podium.run(OpenConference())
    assert not awaits_opening(podium.state, podium.now)
    assert not podium.state.is_late(early.id)


def test_a_rehearsal_of_the_day_before_is_cleared_with_its_arrivals() -> None:
    who = builders.delegate(1)
    podium = Podium(*builders.agenda(), who, builders.present(who), builders.speech(1), role=Role.OFFICE)
    before = podium.documents()
    podium.run(StartItem(item=1))
    podium.run(StartSpeech(speech=1))
    podium.after(60, Next(current=1))
    assert podium.run(ClearRehearsal(today=builders.DAY)) == 0
    assert podium.state.runs[1].spans
    podium.run(ClearRehearsal(today=builders.DAY + dt.timedelta(days=1)))
    assert podium.documents() == before
