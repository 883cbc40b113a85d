"""In which order delegates are named, whom somebody goes to meet, who speaks next."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

import builders
from deeds import FOUR, ONE, THREE, TWO
from store import awaited, in_protocol_order, is_met, next_item, not_arrived, speaks_in
from store.records import AgendaItem, AgendaKind, CategoryId, Delegate, DelegateId, Record, Standing
from store.state import State

LEADERS, HEADS, WARD = CategoryId("lanh-dao"), CategoryId("truong-khoi"), CategoryId("to-truong")


def with_met(*categories: str) -> dict[str, Any]:
    """Somebody goes to meet the people of these categories."""
    plan = builders.conference().categories
    return {"categories": tuple(msgspec.structs.replace(one, met=one.id in categories) for one in plan)}


def item(position: int, start: str, responsible: str = "", *, id: int | None = None) -> AgendaItem:
    return AgendaItem(
        id=id or position,
        position=position,
        title=f"Việc {position}",
        kind=AgendaKind.REPORT,
        start=dt.time.fromisoformat(start),
        minutes=20,
        responsible=responsible,
    )


def at(clock: str, day: dt.date = builders.DAY) -> dt.datetime:
    return builders.stamp(clock, day=day).wall


def ids(people: list[Delegate]) -> list[int]:
    return [one.id for one in people]


# -- order ------------------------------------------------------------------------------------------------------------


def test_categories_come_as_the_plan_lists_them_then_the_roster_then_the_number() -> None:
    people = [
        builders.delegate(1, category=WARD, position=1),
        builders.delegate(2, category=LEADERS, position=9),
        builders.delegate(3, category=LEADERS, position=8),
        builders.delegate(4, category=HEADS, position=5),
        builders.delegate(6, category=WARD, position=1),
        builders.delegate(5, category=WARD, position=1),
    ]
    for order in (people, people[::-1]):
        assert ids(in_protocol_order(builders.conference(), order)) == [3, 2, 4, 1, 5, 6]


@pytest.mark.parametrize("category", ["", "khong-co"])
def test_who_is_of_no_category_of_the_plan_comes_last(category: str) -> None:
    people = [builders.delegate(1, category=CategoryId(category), position=1), builders.delegate(2, position=2)]
    assert ids(in_protocol_order(builders.conference(), people)) == [2, 1]


def test_the_order_of_nobody_is_nobody() -> None:
    assert in_protocol_order(builders.conference(), []) == []


# -- who is met -------------------------------------------------------------------------------------------------------

MET: list[tuple[dict[str, Any], bool]] = [
    ({"category": LEADERS}, True),
    ({"category": WARD}, False),
    ({"category": CategoryId("")}, False),
    ({"category": CategoryId("khong-co")}, False),
    ({"category": WARD, "role": "Chủ trì"}, True),
    ({"category": CategoryId(""), "role": "Chủ trì"}, True),
    ({"category": LEADERS, "name": ""}, True),
    *(
        ({"category": LEADERS, "role": "Chủ trì", "standing": standing}, standing is Standing.SUMMONED)
        for standing in Standing
    ),
]


@pytest.mark.parametrize(("fields", "met"), MET)
def test_whom_somebody_goes_to_meet(fields: dict[str, Any], met: bool) -> None:
    conference = builders.conference(**with_met(LEADERS))
    assert is_met(conference, builders.delegate(1, **fields)) is met


# -- what is next -----------------------------------------------------------------------------------------------------

AGENDA = (item(1, "07:30:00"), item(2, "08:00:00"), item(3, "08:20:00"))

NEXT: list[tuple[dt.datetime, int | None]] = [
    (at("06:00:00"), 1),
    (at("07:30:00"), 1),
    (at("07:30:01"), 2),
    (at("08:20:00"), 3),
    (at("08:20:01"), None),
    (at("23:00:00", builders.DAY - dt.timedelta(days=1)), 1),
    (at("06:00:00", builders.DAY + dt.timedelta(days=1)), None),
    (at("08:00:00").astimezone(dt.UTC), 2),
]


@pytest.mark.parametrize(("now", "position"), NEXT)
def test_the_next_item_is_the_first_that_has_not_begun(now: dt.datetime, position: int | None) -> None:
    found = next_item(builders.state(*AGENDA), now)
    assert (found.position if found else None) == position


def test_position_goes_before_the_time_of_day() -> None:
    found = next_item(builders.state(item(2, "08:00:00"), item(1, "09:00:00")), at("07:00:00"))
    assert found is not None
    assert found.position == 1


def test_without_an_agenda_nothing_is_next() -> None:
    assert next_item(builders.state(), at("07:00:00")) is None


# -- who speaks -------------------------------------------------------------------------------------------------------

SPEAKS = [
    ("Lê Văn An", "Lê Văn An", True),
    ("Lê Văn An", "Đồng chí Lê Văn An, Trưởng ban", True),
    ("Lê Văn An", "Ngô Yến; Lê Văn An", True),
    ("Lê Văn An", "Ông Lê Văn An.", True),
    ("Lê Văn An", "Lê Văn Anh", False),
    ("Lê Văn An", "Lê Văn Ân", False),
    ("Văn An", "Lê HuyVăn An", False),
    ("Lê Văn An", "Lê Văn Anh, Lê Văn An", True),
    ("Lê Văn An", "", False),
    ("Lê Văn An", "Ban tổ chức", False),
    ("An", "Lê Văn An", False),
    ("", "Lê Văn An", False),
    ("Lê (An)", "Đ/c Lê (An) trình bày", True),
    ("Lê .* An", "Lê Văn An", False),
]


@pytest.mark.parametrize(("name", "responsible", "speaks"), SPEAKS)
def test_the_agenda_names_who_speaks(name: str, responsible: str, speaks: bool) -> None:
    assert speaks_in(item(1, "08:00:00", responsible), builders.delegate(1, name=name)) is speaks


def test_nobody_speaks_when_nothing_is_next() -> None:
    assert not speaks_in(None, builders.delegate(1))


# -- who is missing ---------------------------------------------------------------------------------------------------


def people(*more: Record) -> State:
    """A chairman, a leader, two of a ward of whom one speaks second, and what else there is."""
    return builders.state(
        builders.delegate(1, category=WARD, role="Chủ trì"),
        builders.delegate(2, category=LEADERS),
        builders.delegate(3, category=WARD, name="Lê Văn An"),
        builders.delegate(4, category=WARD, name="Lê Văn Anh"),
        item(1, "07:30:00", "Ban tổ chức"),
        item(2, "08:00:00", "Đồng chí Lê Văn An"),
        item(3, "08:20:00"),
        *more,
        **with_met(LEADERS),
    )


AWAITED: list[tuple[str, list[Record], list[int]]] = [
    ("07:00:00", [], [2, 1]),
    ("07:45:00", [], [2, 1, 3]),
    ("08:15:00", [], [2, 1]),
    ("09:00:00", [], [2, 1]),
    ("07:45:00", [builders.present(builders.delegate(2))], [1, 3]),
    ("07:45:00", [builders.gone(builders.delegate(2)), builders.substituted(builders.delegate(3), "")], [1]),
    ("07:45:00", [builders.absent(builders.delegate(1), "Ốm"), builders.absent(builders.delegate(3))], [2]),
    ("07:45:00", [builders.delegate(2, category=LEADERS, standing=Standing.STRUCK_OFF)], [1, 3]),
    ("07:45:00", [builders.delegate(3, category=WARD, name="Lê Văn An", role="Thư ký")], [2, 1, 3]),
    ("07:45:00", [builders.delegate(3, category=WARD, name="Lê Văn An", standing=Standing.STRUCK_OFF)], [2, 1]),
]


@pytest.mark.parametrize(("clock", "more", "missing"), AWAITED)
def test_who_is_awaited(clock: str, more: list[Record], missing: list[int]) -> None:
    assert ids(awaited(people(*more), at(clock))) == missing


def test_who_has_not_arrived_was_summoned_and_is_named_in_order() -> None:
    state = people(
        builders.delegate(5, category=LEADERS, standing=Standing.WALK_IN),
        builders.delegate(6, category=LEADERS, standing=Standing.SERVICE),
        builders.delegate(7, category=LEADERS, standing=Standing.STRUCK_OFF),
        builders.present(builders.delegate(1)),
        builders.absent(builders.delegate(3), "Ốm"),
    )
    assert ids(not_arrived(state)) == [TWO, FOUR]
    assert state.head_count().not_arrived == 2
    state = state.remove("attendance", ONE).remove("attendance", THREE)
    assert ids(not_arrived(state)) == [TWO, ONE, THREE, FOUR]
    assert DelegateId(5) in state.delegates
