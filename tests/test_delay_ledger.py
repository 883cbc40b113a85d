"""Where the minutes went: each cause in its place, and the sum is the offset to the millisecond."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import builders
import random_verbs
from podium import Podium
from store import (
    AddItem,
    GrantTime,
    Ledger,
    Next,
    PauseItem,
    ResumeItem,
    SkipItem,
    StartItem,
    StopItem,
    delay_ledger,
    project,
)
from store.records import AgendaKind
from store.verbs import Verb

Step = tuple[float, Verb[Any]]

MINUTE = 60_000

STORIES: list[tuple[str, list[Step], float, dict[str, int]]] = [
    ("nothing has begun", [], 900, {}),
    ("late start", [(180, StartItem(item=1))], 60, {"late_start": 3}),
    ("early start", [(-120, StartItem(item=1))], 60, {"late_start": -2}),
    ("overtime", [(0, StartItem(item=1))], 720, {"overtime": 2}),
    ("not over yet", [(0, StartItem(item=1))], 60, {}),
    ("pause that lasts", [(0, StartItem(item=1)), (60, PauseItem(item=1))], 180, {"pauses": 3}),
    ("pause", [(0, StartItem(item=1)), (60, PauseItem(item=1)), (120, ResumeItem(item=1))], 60, {"pauses": 2}),
    ("granted", [(0, StartItem(item=1)), (60, GrantTime(item=1, seconds=300))], 60, {"granted": 5}),
    ("cut", [(0, StartItem(item=1)), (60, GrantTime(item=1, seconds=-300))], 60, {"granted": -5}),
    (
        "cut too far",
        [(0, StartItem(item=1)), (480, GrantTime(item=1, seconds=-300))],
        0,
        {"granted": -5, "overtime": 3},
    ),
    ("early finish", [(0, StartItem(item=1)), (420, Next(current=1))], 60, {"early_finish": -3}),
    ("changeover", [(0, StartItem(item=1)), (600, StopItem(item=1))], 120, {"changeover": 2}),
    ("early finish not yet gained", [(0, StartItem(item=1)), (480, StopItem(item=1))], 60, {}),
    ("early finish used up", [(0, StartItem(item=1)), (480, StopItem(item=1))], 180, {"changeover": 1}),
    (
        "early finish and changeover",
        [(0, StartItem(item=1)), (480, StopItem(item=1)), (60, StartItem(item=2))],
        0,
        {"early_finish": -2, "changeover": 1},
    ),
    (
        "skipped on the way",
        [(0, SkipItem(item=2)), (0, StartItem(item=1)), (600, Next(current=1))],
        0,
        {"skipped": -10},
    ),
    ("passed over", [(0, StartItem(item=1)), (600, StartItem(item=4))], 0, {"skipped": -20}),
    ("taken up late", [(0, StartItem(item=3)), (600, StartItem(item=1))], 0, {"late_start": -20, "skipped": 20}),
    (
        "planned into the time of another",
        [
            (0, AddItem(id=9, title="Thêm", kind=AgendaKind.REPORT, minutes=4, after=1)),
            (0, StartItem(item=1)),
            (600, Next(current=1)),
            (240, Next(current=9)),
        ],
        0,
        {"inserted": 4},
    ),
]


@pytest.mark.parametrize(("name", "steps", "wait", "minutes"), STORIES, ids=[story[0] for story in STORIES])
def test_each_cause_has_its_place(name: str, steps: list[Step], wait: float, minutes: dict[str, int]) -> None:
    podium = Podium()
    for seconds, verb in steps:
        podium.after(seconds, verb)
    podium.clocks.wait(wait)
    ledger = delay_ledger(podium.state, podium.now)
    assert ledger == Ledger(**{cause: count * MINUTE for cause, count in minutes.items()})
    assert ledger.total == project(podium.state, podium.now).offset_ms == sum(minutes.values()) * MINUTE


@pytest.mark.parametrize(("waited", "gaps", "changeover"), [(0, -20, 0), (5, -15, 0), (20, 0, 0), (23, 0, 3)])
def test_a_gap_of_the_plan_is_gained_as_far_as_it_is_not_waited_out(waited: int, gaps: int, changeover: int) -> None:
    podium = Podium(builders.item(1), builders.item(2, "08:30"))
    podium.run(StartItem(item=1))
    podium.after(600, StopItem(item=1))
    podium.after(waited * 60, StartItem(item=2))
    ledger = delay_ledger(podium.state, podium.now)
    assert ledger == Ledger(gaps=gaps * MINUTE, changeover=changeover * MINUTE)


_verbs = random_verbs.planning | random_verbs.running | random_verbs.running | random_verbs.replanning


@given(steps=random_verbs.days(_verbs))
@settings(max_examples=100, deadline=None)
def test_the_ledger_sums_to_the_offset_whatever_happens(steps: random_verbs.Steps) -> None:
    """At most one item runs, the lines are as many as the items, and setting the clock changes no duration."""
    podium = Podium()
    for _ in podium.replay(steps):
        now = project(podium.state, podium.now)
        assert delay_ledger(podium.state, podium.now).total == now.offset_ms
        assert sum(span.ended is None for run in podium.state.runs.values() for span in run.spans) <= 1
        assert {line.item.id for line in now.lines} == set(podium.state.agenda)
        if podium.now.boot in podium.state.boots:
            podium.clocks.set_wall(1234.5)
            assert [one.elapsed_ms for one in project(podium.state, podium.now).lines] == [
                one.elapsed_ms for one in now.lines
            ]
