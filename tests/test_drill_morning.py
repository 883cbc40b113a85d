"""The morning of a rehearsal: the same from the same seed, as mornings are, and with everything in it that happens."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

import builders
from screens import categories, people
from store.records import DelegateId, Standing
from store.state import State
from tui.drill.morning import BEFORE_S, Errand, Morning, Visit, morning

MINUTE_S = 60
SEEDS = range(40)
STATE = builders.state(*people(), categories=categories())


@pytest.fixture(scope="module")
def mornings() -> list[Morning]:
    return [morning(STATE, seed) for seed in SEEDS]


def of(drawn: Morning, errand: Errand) -> list[Visit]:
    return [visit for visit in drawn.visits if visit.errand is errand]


def test_the_same_seed_is_the_same_morning_and_another_another(mornings: list[Morning]) -> None:
    assert [morning(STATE, seed) for seed in SEEDS] == mornings
    assert len({drawn.visits for drawn in mornings}) == len(mornings)


def test_everything_that_happens_at_a_door_happens_every_morning(mornings: list[Morning]) -> None:
    for drawn in mornings:
        assert {visit.errand for visit in drawn.visits} == set(Errand)


def test_nobody_comes_twice_and_some_do_not_come(mornings: list[Morning]) -> None:
    for drawn in mornings:
        came = [visit.delegate for visit in drawn.visits if visit.delegate and visit.errand is not Errand.LEAVING]
        assert len(came) == len(set(came))
        assert 100 <= len(came) < len(STATE.delegates)


def test_two_thirds_come_in_the_half_hour_before_the_opening(mornings: list[Morning]) -> None:
    arrivals = [visit.at_s - BEFORE_S for drawn in mornings for visit in drawn.visits]
    before = sum(-30 * MINUTE_S <= at_s < 0 for at_s in arrivals)
    assert before / len(arrivals) > 2 / 3
    by_ten = Counter(at_s // (10 * MINUTE_S) for at_s in arrivals)
    assert max(by_ten, key=by_ten.__getitem__) == -2, "most of all from twenty to ten minutes before it"


def test_a_car_brings_people_of_one_ward_within_half_a_minute(mornings: list[Morning]) -> None:
    for drawn in mornings:
        wards = [
            (STATE.delegates[visit.delegate].area, visit.at_s // 30)
            for visit in drawn.visits
            if visit.delegate is not None and STATE.delegates[visit.delegate].area
        ]
        assert max(Counter(wards).values()) >= 3


def test_a_leader_comes_after_the_opening_and_leaders_come_themselves(mornings: list[Morning]) -> None:
    for drawn in mornings:
        led = [visit for visit in drawn.visits if visit.delegate in STATE.met]
        assert any(visit.at_s > BEFORE_S for visit in led)
        assert not {Errand.SUBSTITUTE, Errand.EXCUSED} & {visit.errand for visit in led}


def test_a_badge_of_somebody_else_is_held_out_after_its_owner_has_come(mornings: list[Morning]) -> None:
    for drawn in mornings:
        moments = {visit.delegate: visit.at_s for visit in of(drawn, Errand.BADGE)}
        for visit in of(drawn, Errand.OTHERS_BADGE):
            assert visit.badge != visit.delegate
            assert moments[visit.badge] < visit.at_s


def test_whoever_has_a_namesake_forgets_the_badge(mornings: list[Morning]) -> None:
    forgot = [
        {STATE.delegates[visit.delegate or DelegateId(0)].name for visit in of(one, Errand.FORGOTTEN)}
        for one in mornings
    ]
    assert all(any(len(STATE.namesakes[name]) > 1 for name in names) for names in forgot)


def test_who_is_excused_is_so_before_the_opening_and_who_leaves_had_come(mornings: list[Morning]) -> None:
    for drawn in mornings:
        assert all(visit.at_s < BEFORE_S for visit in of(drawn, Errand.EXCUSED))
        moments = {visit.delegate: visit.at_s for visit in drawn.visits if visit.errand is not Errand.LEAVING}
        assert all(moments[visit.delegate] < visit.at_s for visit in of(drawn, Errand.LEAVING))


def test_only_the_summoned_whose_name_is_known_are_played() -> None:
    guest = builders.delegate(200, standing=Standing.WALK_IN)
    nameless = replace(builders.delegate(201), name="")
    drawn = morning(builders.state(*builders.delegates(60), guest, nameless), 1)
    assert not {guest.id, nameless.id} & {visit.delegate for visit in drawn.visits}


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 10, 30])
def test_a_handful_of_people_have_a_morning_too(count: int) -> None:
    few: State = builders.state(*builders.delegates(count))
    for seed in range(10):
        drawn = morning(few, seed)
        assert {visit.delegate for visit in drawn.visits if visit.delegate} <= set(few.delegates)
