"""Whether everybody will get the floor, and what cuts would do: looked at first, then made, to the same effect."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import builders
import random_verbs
from podium import Podium, clock
from store import (
    CapSpeeches,
    Fit,
    GrantTime,
    Replan,
    StartItem,
    StartSpeech,
    StopItem,
    preview,
    project,
    queue_fit,
)
from store.errors import Reason, Refused
from store.records import AgendaKind

MINUTE = 60_000


def podium(people: int = 4, **fields: Any) -> Podium:
    """The short agenda with so many waiting for five minutes each."""
    return Podium(*builders.agenda(), *(builders.speech(id, **fields) for id in range(1, people + 1)))


def fit(podium: Podium) -> Fit:
    found = queue_fit(podium.state, podium.now)
    assert found is not None
    return found


def test_before_the_item_begins_all_of_its_time_is_left() -> None:
    found = fit(podium())
    assert (found.item, found.left_ms, found.needed_ms, found.waiting) == (2, 10 * MINUTE, 20 * MINUTE, 4)
    assert (found.each_ms, found.without_floor, found.fits) == (150_000, (3, 4), False)


@pytest.mark.parametrize(
    ("waited", "left", "without"),
    [(0, 10, (3, 4)), (60, 9, (2, 3, 4)), (300, 5, (2, 3, 4)), (301, 299 / 60, (1, 2, 3, 4)), (900, 0, (1, 2, 3, 4))],
)
def test_time_that_passes_leaves_less_for_each(waited: int, left: float, without: tuple[int, ...]) -> None:
    table = podium()
    table.run(StartItem(item=2))
    table.clocks.wait(waited)
    found = fit(table)
    assert (found.left_ms, found.without_floor) == (left * MINUTE, without)


def test_the_present_speaker_takes_the_rest_of_the_limit_first() -> None:
    table = podium()
    table.run(StartItem(item=2))
    table.run(StartSpeech(speech=1))
    table.clocks.wait(60)
    found = fit(table)
    assert (found.left_ms, found.waiting, found.without_floor) == (5 * MINUTE, 3, (3, 4))
    table.clocks.wait(300)
    assert fit(table).left_ms == 4 * MINUTE


def test_a_cap_and_granted_time_let_more_people_speak() -> None:
    table = podium()
    table.run(CapSpeeches(minutes=3))
    assert fit(table).without_floor == (4,)
    table.run(GrantTime(item=2, seconds=120))
    assert fit(table).fits


def test_nobody_waiting_fits_and_without_such_an_item_there_is_nothing_to_fit() -> None:
    assert (fit(podium(0)).fits, fit(podium(0)).each_ms) == (True, 10 * MINUTE)
    table = podium()
    table.run(StartItem(item=5))
    assert queue_fit(table.state, table.now) is None
    assert queue_fit(Podium(builders.delegate(1)).state, table.now) is None


def test_a_leader_counts_for_the_usual_time() -> None:
    assert fit(podium(1, unlimited=True)).needed_ms == 5 * MINUTE


# -- cuts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replan", "saved", "end"),
    [
        (Replan(), 0, "09:04:00"),
        (Replan(drop=(3,)), 10, "08:54:00"),
        (Replan(shorten=((3, 4),)), 6, "08:58:00"),
        (Replan(shorten=((3, 15),)), -5, "09:09:00"),
        (Replan(drop=(3,), shorten=((6, 5),)), 15, "08:49:00"),
        (Replan(cap_minutes=2), 2, "09:02:00"),
        (Replan(cap_minutes=1, drop=(3,)), 16, "08:48:00"),
        (Replan(cap_minutes=9), -10, "09:14:00"),
    ],
)
def test_what_is_looked_at_is_what_is_done(replan: Replan, saved: int, end: str) -> None:
    table = podium()
    table.clocks.wait(240)
    table.run(StartItem(item=1))
    before = table.state
    seen = preview(table.state, table.now, replan)
    assert table.state is before
    assert (seen.saved_ms, clock(seen.after.expected_end)) == (saved * MINUTE, end)
    assert seen.meets is (end <= "09:00:00")
    assert seen.late_ms == max(0, 4 - saved) * MINUTE
    table.run(replan)
    assert project(table.state, table.now) == seen.after
    assert queue_fit(table.state, table.now) == seen.fit
    if table.state.runs != before.runs:
        table.undo()
        assert project(table.state, table.now) == project(before, table.now)


def test_cuts_are_held_against_the_end_one_wants() -> None:
    table = podium()
    wanted = builders.stamp("08:45:00").wall
    seen = preview(table.state, table.now, Replan(drop=(3,)), wanted)
    assert (seen.meets, seen.late_ms) == (False, 15 * MINUTE)
    table.run(StartItem(item=1))
    seen = preview(table.state, table.now, Replan(drop=(3, 6)), wanted)
    assert (seen.meets, seen.late_ms) == (True, 0)


def test_with_a_cap_the_item_that_runs_lasts_until_the_last_is_through() -> None:
    table = podium()
    table.run(StartItem(item=2))
    table.run(StartSpeech(speech=1))
    table.after(180, Replan(cap_minutes=2))
    # Three minutes are gone, two are left to the present speaker, and three more get two each.
    now = project(table.state, table.now)
    assert clock(now.lines[1].end) == "08:11:00"
    assert fit(table).fits


def test_a_cut_made_twice_is_one_step_to_take_back() -> None:
    """The second changes the item on its way, and back again."""
    table = podium()
    before = table.documents()
    for _ in range(2):
        table.run(Replan(cap_minutes=1, shorten=((2, 9),)))
    table.undo()
    assert table.documents() == before


@pytest.mark.parametrize(
    ("replan", "reason"),
    [
        (Replan(drop=(1,)), Reason.ITEM_HAS_RUN),
        (Replan(shorten=((1, 5),)), Reason.ITEM_OVER),
        (Replan(shorten=((99, 5),)), Reason.NO_SUCH_ITEM),
        (Replan(drop=(3, 99)), Reason.NO_SUCH_ITEM),
    ],
)
def test_what_cannot_be_cut_is_refused_whole_and_also_in_the_preview(replan: Replan, reason: Reason) -> None:
    table = podium()
    table.run(StartItem(item=1))
    table.run(StopItem(item=1))
    before = table.documents()
    for attempt in (lambda: preview(table.state, table.now, replan), lambda: table.run(replan)):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.reason is reason
    assert table.documents() == before


@given(steps=random_verbs.day)
@settings(max_examples=60, deadline=None)
def test_looking_at_the_day_never_fails_and_the_preview_keeps_its_word(steps: random_verbs.Steps) -> None:
    table = podium()
    done = list(table.replay(steps))
    assert len(done) == len(steps)
    replan = Replan(cap_minutes=1, shorten=((6, 0),) if 6 in table.state.agenda else ())
    try:
        seen = preview(table.state, table.now, replan)
    except Refused:
        assert not table.try_(replan)
    else:
        table.run(replan)
        assert project(table.state, table.now) == seen.after
    found = queue_fit(table.state, table.now)
    if found:
        assert table.state.agenda[found.item].kind in (AgendaKind.PRESENTATIONS, AgendaKind.DISCUSSION)
        assert found.left_ms >= 0
        assert len(found.without_floor) <= found.waiting
