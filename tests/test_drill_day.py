"""Whole days of a rehearsal: whoever does what is asked ends without a mistake, and what is left undone is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from drill_day import SPEED, STEP_S, Day, day, prepared
from store import OpenConference, awaits_opening, project
from store.live_records import Fate
from tui.drill import deeds, drill_words, hall
from tui.drill.hall import Matter
from tui.drill.line import Slip
from tui.drill.morning import Errand
from tui.drill.part import Part
from tui.drill.results import AtTheDoor, InTheHall, results
from tui.drill.verdict import Fault
from tui.podium.next_step import next_step
from tui.podium.outlook import Outlook

MORNING, WHOLE_DAY = 110, 330
"""Minutes: until everybody has come, and until the end."""
OPENS = 8
LOOK_S = SPEED * STEP_S
"""Of the conference, between two looks."""


def works_at_the_door(day: Day) -> None:
    for one in [*day.drill.line.waiting]:
        day.own.run(deeds.deed(one.visit, day.own.state, day.own.mint))


def moderates(day: Day) -> None:
    """As soon as something is seen."""
    if day.drill.cue is not None:
        day.do(day.own, hall.deed(day.drill.cue, day.own.state, day.own.mint))


def test_a_desk_that_does_everything_right_is_told_so(tmp_path: Path) -> None:
    with day(prepared(tmp_path), Part.DOOR) as going:
        going.pass_over(MORNING, works_at_the_door)
        told = results(going.drill, going.own.state, going.own.now())
        assert isinstance(told, AtTheDoor)
        assert going.drill.is_over
        assert (told.mistakes, told.waiting) == ([], 0)
        assert {one.visit.errand for one in going.drill.line.served} == set(Errand)
        assert told.served == len(going.drill.line.served) > 50
        count = going.own.state.head_count()
        assert (count.summoned, count.excused > 0, count.substitutes > 0, count.late > 0) == (112, True, True, True)
        desks = Counter(one.desk for one in going.own.state.attendance.values() if one.arrived)
        assert min(desks.values()) > 30, "both desks have work"
        assert going.own.state.opening is not None, "the hall has gone on by itself"
        lines = drill_words.summary(told, going.own.state)
        assert lines[0] == f"Đã phục vụ đúng {told.served} người"
        assert "Không còn sai sót nào." in lines


def test_a_desk_where_nobody_works_lets_people_go(tmp_path: Path) -> None:
    with day(prepared(tmp_path), Part.DOOR) as going:
        going.pass_over(MORNING)
        told = results(going.drill, going.own.state, going.own.now())
        assert isinstance(told, AtTheDoor)
        assert told.served == 0
        assert {one.slip for one in told.mistakes} == {Slip.LET_GO}
        assert len(told.mistakes) >= 2
        assert f"Còn {len(told.mistakes)} chỗ sai:" in drill_words.summary(told, going.own.state)


def test_a_moderator_who_sees_to_everything_ends_the_day_without_a_mistake(tmp_path: Path) -> None:
    with day(prepared(tmp_path), Part.HALL) as going:
        going.pass_over(WHOLE_DAY, moderates)
        state, now = going.own.state, going.own.now()
        told = results(going.drill, state, now)
        assert isinstance(told, InTheHall)
        assert project(state, now).over
        assert told.findings == []
        assert set(Matter) == {one.cue.matter for one in going.drill.answered}
        assert not going.drill.line.served, "people come by themselves"
        fates = Counter(one.fate for one in state.speeches.values())
        assert fates[Fate.ABSENT] >= 1
        assert fates[Fate.READ] == 1
        assert told.offset_ms > 0, "items and speeches run over"
        assert "Không còn sai sót nào." in drill_words.summary(told, state)


@pytest.mark.parametrize(
    ("notes_opening", "untold"), [(False, Fault.NOT_INTRODUCED), (True, Fault.NOT_OPENED)], ids=["F9", "F9 and F8 2"]
)
def test_a_moderator_who_only_presses_on_is_told_of_everything(
    notes_opening: bool, untold: Fault, tmp_path: Path
) -> None:
    """Every three minutes from the opening on, whatever goes on in the hall."""

    def presses_on(day: Day) -> None:
        outlook = Outlook(day.own.state, day.own.now())
        if notes_opening and awaits_opening(outlook.state, outlook.now):
            day.own.run(OpenConference())
        if outlook.now.wall.hour >= OPENS and outlook.now.wall.minute % 3 == 0 and outlook.now.wall.second < LOOK_S:
            verb = next_step(outlook).verb(outlook)
            if verb is not None:
                day.own.run(verb)

    with day(prepared(tmp_path), Part.HALL) as going:
        going.pass_over(MORNING + 20, presses_on)
        told = results(going.drill, going.own.state, going.own.now())
        assert isinstance(told, InTheHall)
        assert {one.fault for one in told.findings} == set(Fault) - {untold}
        assert f"Còn {len(told.findings)} chỗ sai:" in drill_words.summary(told, going.own.state)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_the_day_of_another_seed_can_be_done_without_a_mistake_too(seed: int, tmp_path: Path) -> None:
    with day(prepared(tmp_path), Part.DOOR, seed) as going:
        going.pass_over(MORNING, works_at_the_door)
        told = results(going.drill, going.own.state, going.own.now())
        assert isinstance(told, AtTheDoor)
        assert told.mistakes == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(30))
def test_a_moderator_of_any_seed_can_end_the_day_without_a_mistake(seed: int, tmp_path: Path) -> None:
    with day(prepared(tmp_path), Part.HALL, seed) as going:
        going.pass_over(WHOLE_DAY, moderates)
        told = results(going.drill, going.own.state, going.own.now())
        assert isinstance(told, InTheHall)
        assert told.findings == []
        assert project(going.own.state, going.own.now()).over
