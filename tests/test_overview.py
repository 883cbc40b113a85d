"""The day in figures: every one of them against a table made by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from builders import (
    DAY,
    ZONE,
    absent,
    delegate,
    delegates,
    item,
    present,
    ran,
    span,
    speech,
    stamp,
    state,
    substituted,
)
from store import arrivals_frame, arrivals_over_time, contributions, missing, opening_on, time_by_unit
from store.live_records import Fate
from store.proposal_records import Proposal, ProposalKind
from store.records import AreaId, CategoryId, Opening, Standing, Status, Theme
from store.state import State


def clock(text: str, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(text), ZONE)


def curve(state: State, minutes: int = 1) -> list[tuple[str, int]]:
    points = arrivals_over_time(state, dt.timedelta(minutes=minutes))
    return [(f"{one.at:%H:%M}", one.present) for one in points]


# -- who came when ------------------------------------------------------------------------------------


def test_the_curve_climbs_with_each_minute_and_stands_where_nobody_comes() -> None:
    people = delegates(5)
    came = ["07:30:10", "07:30:50", "07:31:00", "07:34:00", "07:34:01"]
    state_ = state(*people, *(present(one, at) for one, at in zip(people, came, strict=True)))
    # Who comes at 07:31:00 has come by 07:31; a second later it is by 07:32.
    assert curve(state_) == [("07:30", 0), ("07:31", 3), ("07:32", 3), ("07:33", 3), ("07:34", 4), ("07:35", 5)]


def test_the_curve_ends_at_the_number_of_the_head_counts() -> None:
    people = [*delegates(6), delegate(7, standing=Standing.WALK_IN), delegate(8, standing=Standing.SERVICE)]
    state_ = state(
        *people,
        present(people[0], "07:10:00"),
        present(people[1], "07:12:00", status=Status.LEFT),
        substituted(people[2], "Lê Văn Sử", "07:14:00"),
        absent(people[3], "Ốm"),
        present(people[6], "07:01:00"),
        present(people[7], "07:02:00"),
    )
    points = arrivals_over_time(state_)
    assert points[-1].present == state_.head_count().present == 3
    assert points[0].at == clock("07:09")


def test_steps_may_be_longer() -> None:
    people = delegates(3)
    state_ = state(*people, *(present(one, at) for one, at in zip(people, ("07:04", "07:05", "07:11"), strict=True)))
    assert curve(state_, minutes=5) == [("07:00", 0), ("07:05", 2), ("07:10", 2), ("07:15", 3)]


def test_whoever_came_on_an_earlier_day_is_there_from_the_beginning() -> None:
    people = delegates(3)
    before = present(people[0], arrived=stamp("16:00:00", day=DAY - dt.timedelta(days=1)))
    state_ = state(*people, before, present(people[1], arrived=None), present(people[2], "07:40:00"))
    assert curve(state_) == [("07:39", 2), ("07:40", 3)]


def test_nobody_is_no_curve() -> None:
    assert arrivals_over_time(state(*delegates(3))) == ()


@pytest.mark.parametrize(
    ("arrivals", "now", "start", "end"),
    [
        ([], "06:10", "06:00", "08:30"),
        ([], "07:10", "07:00", "08:30"),
        (["07:40"], "07:41", "07:00", "08:30"),
        (["06:40"], "07:41", "06:30", "08:30"),
        (["07:40"], "08:31", "07:00", "09:00"),
        (["07:40"], "09:00", "07:00", "09:00"),
        (["07:40"], "16:30", "07:00", "09:30"),
        (["07:40", "09:10"], "16:30", "07:00", "10:30"),
    ],
)
def test_the_frame_is_whole_half_hours_and_grows_in_steps(arrivals: list[str], now: str, start: str, end: str) -> None:
    people = delegates(3)
    state_ = state(*people, *(present(one, at) for one, at in zip(people, arrivals, strict=False)))
    frame = arrivals_frame(state_, arrivals_over_time(state_), clock(now))
    assert (frame.start, frame.end) == (clock(start), clock(end))


def test_looked_at_on_another_day_the_frame_stays() -> None:
    people = delegates(1)
    state_ = state(*people, present(people[0], "07:40:00"))
    later = clock("10:00", DAY + dt.timedelta(days=9))
    assert arrivals_frame(state_, arrivals_over_time(state_), later).end == clock("08:30")


def test_the_opening_is_where_it_was_noted_that_day_else_where_it_was_announced() -> None:
    opened = state(Opening(at=stamp("08:03:20"), counts={}, present=()))
    assert opening_on(state(), DAY) == clock("08:00")
    assert opening_on(opened, DAY) == clock("08:03:20")
    assert opening_on(opened, DAY - dt.timedelta(days=1)) == clock("08:00", DAY - dt.timedelta(days=1))


# -- who is missing -----------------------------------------------------------------------------------


def test_missing_are_the_summoned_who_did_not_come_in_protocol_order() -> None:
    people = [
        delegate(1, category=CategoryId("to-truong")),
        delegate(2, category=CategoryId("lanh-dao")),
        delegate(3, category=CategoryId("dan-van-tinh")),
        delegate(4, category=CategoryId("to-truong")),
        delegate(5, category=CategoryId("to-truong"), standing=Standing.STRUCK_OFF),
        delegate(6, category=CategoryId("to-truong"), standing=Standing.WALK_IN),
        delegate(7, category=CategoryId("lanh-dao")),
    ]
    state_ = state(*people, present(people[6]), absent(people[0], "Ốm"))
    assert [one.number for one in missing(state_)] == [3, 2, 1, 4]
    count = state_.head_count()
    assert len(missing(state_)) == count.summoned - count.present


# -- who was heard, what was raised -------------------------------------------------------------------


def test_time_by_unit_adds_up_and_begins_with_the_longest() -> None:
    people = [delegate(1, area=AreaId("p01")), delegate(2, area=AreaId("p01")), delegate(3, unit="Hội Nông dân")]
    state_ = state(
        item(),
        ran(1, span("08:00")),
        *people,
        speech(1, name="", delegate=people[0].id, span=span("08:00:00", "08:04:00"), fate=Fate.DELIVERED),
        speech(2, name="", delegate=people[2].id, span=span("08:05:00", "08:12:30"), fate=Fate.DELIVERED),
        speech(3, name="", delegate=people[1].id, span=span("08:13:00")),
    )
    assert [(one.name, one.ms) for one in time_by_unit(state_, stamp("08:14:00"))] == [
        ("Hội Nông dân", 450_000),
        ("Châu Khê", 300_000),
    ]


def proposal(number: int, kind: ProposalKind, theme: str = "", **changes: object) -> Proposal:
    return Proposal(id=number, number=number, text="…", kind=kind, theme=theme, noted=stamp(), **changes)  # type: ignore[arg-type]


def test_contributions_are_those_that_stand_by_theme_of_the_plan_and_by_kind_of_the_report() -> None:
    themes = (Theme(id="a", name="Giải phóng mặt bằng"), Theme(id="b", name="Hòa giải"), Theme(id="c", name="Khác"))
    state_ = state(
        proposal(1, ProposalKind.PETITION, "b"),
        proposal(2, ProposalKind.SOLUTION, "b"),
        proposal(3, ProposalKind.SOLUTION, "a"),
        proposal(4, ProposalKind.SOLUTION, "a", withdrawn=True),
        proposal(5, ProposalKind.UNSORTED),
        proposal(6, ProposalKind.SOLUTION, "a", merged_into=3),
        proposal(7, ProposalKind.MODEL, "no longer in the plan"),
        themes=themes,
    )
    found = contributions(state_)
    assert found.themes == (("Giải phóng mặt bằng", 1), ("Hòa giải", 2), ("", 2))
    assert found.kinds == (
        (ProposalKind.UNSORTED, 1),
        (ProposalKind.SOLUTION, 2),
        (ProposalKind.PETITION, 1),
        (ProposalKind.MODEL, 1),
    )
    assert found.total == 5
