"""Filters of the list of delegates: who fits, in which order, with which number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from builders import absent, delegate, gone, present, stamp, state, substituted
from store import RecordBadges, State
from store.records import AreaId, Attendance, Badge, CategoryId, Delegate, DelegateId, Standing
from tui.delegates.filters import EVERYBODY, Filter, Kind, Roll, filters, label

PEOPLE: dict[int, dict[str, object]] = {
    1: {"area": "p02"},
    2: {"area": "p02"},
    3: {"category": "lanh-dao"},
    4: {},
    5: {},
    6: {"name": ""},
    7: {"unlisted": True},
    8: {"standing": Standing.STRUCK_OFF, "name": ""},
    9: {"standing": Standing.WALK_IN, "name": "", "area": "p02"},
    10: {"standing": Standing.SERVICE, "name": "", "category": ""},
}
"""By number, and what is particular about them; 3 is of a category that comes before the others."""


def everybody() -> dict[int, Delegate]:
    return {number: delegate(number, **changes) for number, changes in PEOPLE.items()}


def done(people: dict[int, Delegate]) -> list[Attendance]:
    """1 is here, 2 has left, 4 has a substitute nobody has named, 5 has excused himself; the walk-in is here."""
    return [
        present(people[1]),
        gone(people[2]),
        substituted(people[4], ""),
        absent(people[5], "ốm"),
        present(people[9]),
        present(people[10]),
    ]


def morning() -> State:
    people = everybody()
    return state(*people.values(), *done(people))


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (Kind.EVERYBODY, [3, 1, 2, 4, 5, 6, 7, 8, 9, 10]),
        (Kind.NOT_ARRIVED, [3, 6, 7]),
        (Kind.PRESENT, [1, 2, 4]),
        (Kind.ABSENT, [5]),
        (Kind.NAMELESS, [4, 6, 9]),
        (Kind.UNLISTED, [7]),
        (Kind.GUESTS, [9, 10]),
        (Kind.STRUCK_OFF, [8]),
    ],
)
def test_who_fits_stands_in_protocol_order(kind: Kind, numbers: list[int]) -> None:
    assert Roll(morning()).fitting(Filter(kind)) == numbers


def test_groups_have_their_guests_too_and_count_only_the_summoned() -> None:
    now = morning()
    roll = Roll(now)
    assert roll.fitting(Filter(Kind.AREA, "p02")) == [1, 2, 9]
    assert roll.label(Filter(Kind.AREA, "p02")) == "Đình Bảng 2/2"
    assert roll.fitting(Filter(Kind.CATEGORY, "lanh-dao")) == [3]
    assert roll.label(Filter(Kind.CATEGORY, "lanh-dao")) == "Lãnh đạo thành phố 0/1"
    assert roll.fitting(Filter(Kind.AREA, "p01")) == ()


def test_the_summoned_divide_as_in_the_head_count() -> None:
    now = morning()
    roll, count = Roll(now), now.head_count()
    sizes = [len(roll.fitting(Filter(kind))) for kind in (Kind.PRESENT, Kind.ABSENT, Kind.NOT_ARRIVED)]
    assert sizes == [count.present, count.excused + count.unexcused, count.not_arrived]
    assert sum(sizes) == count.summoned


def test_the_number_is_told_with_the_filter() -> None:
    roll = Roll(morning())
    assert roll.label(EVERYBODY) == "Tất cả đại biểu: 10"
    assert roll.label(Filter(Kind.NOT_ARRIVED)) == "Chưa đến: 3"


def test_a_group_the_plan_no_longer_has_is_called_by_its_id() -> None:
    assert label(Filter(Kind.AREA, "p99"), morning(), 0) == "p99 0/0"
    assert label(Filter(Kind.CATEGORY, "khac"), morning(), 0) == "khac 0/0"


def test_everything_that_can_be_asked_is_offered_once() -> None:
    offered = filters(morning())
    assert offered[0] == EVERYBODY
    assert len(set(offered)) == len(offered)
    assert {filter.kind for filter in offered} == set(Kind)


# -- what follows a change ---------------------------------------------------------------------------------------------


def printed(now: State) -> State:
    """With right badges for all who were summoned."""
    people = [one for one in now.delegates.values() if one.standing is Standing.SUMMONED]
    for made in RecordBadges.of(people, now.conference).made:
        now = now.put(Badge(delegate=made.delegate, code=made.code, face=made.face, made=stamp()))
    return now


def corrected(now: State, number: int, **changes: object) -> State:
    return now.put(replace(now.delegates[DelegateId(number)], **changes))


def to_print(roll: Roll) -> list[int]:
    return list(roll.fitting(Filter(Kind.BADGE)))


def test_badges_are_to_be_printed_until_they_are_and_again_when_a_word_on_them_changes() -> None:
    now = morning()
    roll = Roll(now)
    assert to_print(roll) == [3, 1, 2, 4, 5, 6, 7]
    now = printed(now)
    assert roll.follow(now)
    assert to_print(roll) == []
    now = corrected(now, 4, phone="0912345678")
    assert roll.follow(now)
    assert to_print(roll) == []
    assert roll.follow(corrected(now, 4, name="Nguyễn Văn Ẩn"))
    assert to_print(roll) == [4]
    assert roll.is_to_print(DelegateId(4))
    assert not roll.is_to_print(DelegateId(5))


@pytest.mark.parametrize(
    ("change", "filter", "numbers"),
    [
        (lambda now: now.put(present(now.delegates[3])), Filter(Kind.PRESENT), [3, 1, 2, 4]),
        (lambda now: now.remove(Attendance.table, 1), Filter(Kind.NOT_ARRIVED), [3, 1, 6, 7]),
        (lambda now: corrected(now, 7, unlisted=False), Filter(Kind.UNLISTED), []),
        (lambda now: corrected(now, 5, area=AreaId("p02")), Filter(Kind.AREA, "p02"), [1, 2, 5, 9]),
        (lambda now: corrected(now, 6, category=CategoryId("lanh-dao")), EVERYBODY, [3, 6, 1, 2, 4, 5, 7, 8, 9, 10]),
        (lambda now: now.put(delegate(11)), EVERYBODY, [3, 1, 2, 4, 5, 6, 7, 8, 9, 11, 10]),
        (lambda now: now.remove(Delegate.table, 4), EVERYBODY, [3, 1, 2, 5, 6, 7, 8, 9, 10]),
    ],
)
def test_what_became_true_is_followed(change: Callable[[State], State], filter: Filter, numbers: list[int]) -> None:
    now = morning()
    roll = Roll(now)
    before = list(roll.fitting(filter))
    assert roll.follow(change(now))
    assert list(roll.fitting(filter)) == numbers != before


def test_one_person_exchanged_for_another_is_followed() -> None:
    now = morning()
    roll = Roll(now)
    roll.follow(now.remove(Delegate.table, 4).put(delegate(11)))
    assert list(roll.fitting(EVERYBODY)) == [3, 1, 2, 5, 6, 7, 8, 9, 11, 10]


def test_nothing_is_looked_at_again_when_nothing_about_people_changed() -> None:
    now = morning()
    roll = Roll(now)
    before = roll.fitting(Filter(Kind.PRESENT))
    assert not roll.follow(replace(now, seq=now.seq + 1))
    assert roll.fitting(Filter(Kind.PRESENT)) is before
