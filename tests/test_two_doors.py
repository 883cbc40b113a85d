"""One person, seen at two doors that knew nothing of each other: what holds, whichever is named first."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import builders
from store.records import CAME, Attendance, DelegateId, Method, Status, Substitute
from store.two_doors import met

_stamps = st.sampled_from([builders.stamp(f"{hour:02}:{minute:02}") for hour in (7, 8, 9) for minute in (0, 30)])
_attendances = st.builds(
    Attendance,
    delegate=st.just(DelegateId(1)),
    status=st.sampled_from(CAME),
    arrived=_stamps,
    desk=st.sampled_from(["Cửa A", "Cửa B"]),
    method=st.sampled_from([Method.SCAN, Method.NAME]),
    substitute=st.sampled_from([None, Substitute(name=""), Substitute(name="Lê Văn Sử")]),
    left=st.none() | _stamps,
    reentered=st.none() | _stamps,
) | st.builds(
    Attendance,
    delegate=st.just(DelegateId(1)),
    status=st.sampled_from([Status.EXCUSED, Status.UNEXCUSED]),
    reason=st.sampled_from(["", "Ốm", "Họp"]),
)


@given(one=_attendances, other=_attendances)
@settings(max_examples=150, deadline=None)
def test_it_makes_no_difference_which_door_is_named_first(one: Attendance, other: Attendance) -> None:
    found = met(one, other)
    assert found == met(other, one)
    if found is not None and {one.status, other.status} <= {*CAME}:
        assert found.arrived is not None
        assert found.arrived.wall == min(each.arrived.wall for each in (one, other) if each.arrived)


def test_who_left_by_one_door_and_came_in_by_the_other_afterwards_is_in() -> None:
    someone = builders.delegate(1)
    left = builders.gone(someone, "07:30", "08:00")
    for again, status in (("08:10", Status.PRESENT), ("07:50", Status.LEFT)):
        found = met(left, replace(builders.present(someone, again), desk="Cửa B"))
        assert found is not None
        assert (found.status, found.desk) == (status, "Bàn A")
        assert found.reentered == (builders.stamp("08:10") if status is Status.PRESENT else None)


def test_somebody_and_a_substitute_are_two_people() -> None:
    someone = builders.delegate(1)
    for one, other in permutations((builders.present(someone), builders.substituted(someone, ""))):
        assert met(one, other) is None
    named = met(builders.substituted(someone, ""), builders.substituted(someone, "Lê Văn Sử", "08:00"))
    assert named is not None
    assert named.substitute == Substitute(name="Lê Văn Sử")
