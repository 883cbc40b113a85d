"""The list of delegates: somebody added, corrected, struck off, kept; numbers and codes as they are given out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

import builders
from deeds import NOBODY, ONE, THREE, TWO, do, excused, scan, walk_in
from state_facts import reopened
from store import (
    AddDelegate,
    CorrectDelegate,
    HeadCount,
    KeepOnList,
    Outcome,
    Scan,
    Store,
    StrikeOff,
    Undo,
    WithdrawArrival,
    codes,
    is_met,
    not_arrived,
)
from store.errors import Reason, Refused
from store.records import AreaId, CategoryId, Delegate, DelegateId, Role, Standing
from store.state import UnitCount
from store.verbs import Verb
from stores import new_conference, opened

NEW = DelegateId(900)
WARD = CategoryId("to-truong")
HEADS = CategoryId("truong-khoi")


def add(id: int = 900, **fields: Any) -> AddDelegate:
    told: dict[str, Any] = {"seed": id, "category": WARD, "name": "Ngô Yến"}
    return AddDelegate(id=DelegateId(id), **told | fields)


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    """Three people of one category; the latest roster no longer has the third."""
    people = [builders.delegate(number) for number in (1, 2)]
    return new_conference(
        tmp_path, [*people, builders.delegate(3, unlisted=True, retired_codes=(builders.code(8003),))]
    )


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path, "Bàn A")
    yield store
    store.close()


@pytest.fixture
def other(path: Path, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B")
    yield other
    other.close()


# -- added ------------------------------------------------------------------------------------------------------------


def test_somebody_added_is_summoned_and_stands_behind_all_others(store: Store) -> None:
    number = store.run(add(title=" Tổ  phó", unit="Khu phố\n4", area=AreaId("p02"), phone=" 0912 345 678 "))
    state = reopened(store)
    assert number == 4
    code = state.delegates[NEW].code
    assert state.delegates[NEW] == Delegate(
        id=NEW,
        number=4,
        code=code,
        name="Ngô Yến",
        title="Tổ phó",
        unit="Khu phố 4",
        category=WARD,
        area=AreaId("p02"),
        position=4,
        phone="0912 345 678",
    )
    assert codes.read(code) == codes.Badge(code=code, conference=builders.CODE_LETTERS)
    assert state.area_count(AreaId("p02")) == HeadCount(summoned=1)
    assert state.head_count() == HeadCount(summoned=4)


def test_a_place_can_be_added_before_anybody_has_a_name(store: Store) -> None:
    store.run(add(name=""))
    state = reopened(store)
    assert (state.delegates[NEW].name, list(state.nameless)) == ("", [])


def test_the_badge_of_somebody_added_admits_at_another_desk(store: Store, other: Store) -> None:
    store.run(add())
    assert other.run(Scan.of(store.state.delegates[NEW].code)).outcome is Outcome.ADMITTED
    store.refresh()
    assert reopened(store).head_count() == HeadCount(summoned=4, present=1)


@pytest.mark.parametrize("seed", [1, 8003])
def test_a_code_that_was_ever_given_out_is_given_to_nobody_else(store: Store, seed: int) -> None:
    store.run(add(seed=seed))
    assert store.state.delegates[NEW].code != builders.code(seed)


def test_the_number_of_somebody_taken_back_is_not_given_again(store: Store, path: Path) -> None:
    store.run(add(900))
    store.run(Undo())
    assert store.run(add(901)) == 5
    store.run(Undo())
    store.close()
    again = opened(path)
    assert again.run(add(902)) == 6
    again.close()


@pytest.mark.parametrize("category", ["", "khong-co"])
def test_nobody_is_added_to_a_category_the_plan_does_not_have(store: Store, category: str) -> None:
    with pytest.raises(Refused) as refusal:
        store.run(add(category=CategoryId(category)))
    assert refusal.value.reason is Reason.NO_SUCH_CATEGORY
    assert store.log() == []


# -- corrected --------------------------------------------------------------------------------------------------------

CORRECTIONS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"name": "Ngô  Yến\u200b"}, {"name": "Ngô Yến"}),
    ({"name": ""}, {"name": ""}),
    ({"title": "Tổ phó\x07"}, {"title": "Tổ phó"}),
    ({"unit": " Phường Tam Sơn"}, {"unit": "Phường Tam Sơn"}),
    ({"category": HEADS}, {"category": HEADS}),
    ({"area": AreaId("p02")}, {"area": "p02"}),
    ({"phone": "0912\u202e345"}, {"phone": "0912345"}),
    ({"seat": "A 12\t"}, {"seat": "A 12"}),
    ({"note": "Xe\r\nlăn"}, {"note": "Xe lăn"}),
    ({"role": "Chủ trì "}, {"role": "Chủ trì"}),
    ({"name": "Ngô Yến", "title": "", "area": AreaId("")}, {"name": "Ngô Yến", "title": "", "area": ""}),
    ({}, {}),
]


@pytest.mark.parametrize(("told", "changes"), CORRECTIONS, ids=lambda one: "-".join(one))
def test_what_is_told_is_corrected_and_the_rest_left(
    store: Store, other: Store, told: dict[str, Any], changes: dict[str, Any]
) -> None:
    before = store.state.delegates[THREE]
    other.run(CorrectDelegate(delegate=THREE, **told))
    other.close()
    store.refresh()
    assert reopened(store).delegates[THREE] == msgspec.structs.replace(before, **changes)


def test_head_counts_and_units_follow_a_correction(store: Store) -> None:
    unit = store.state.delegates[TWO].unit
    store.run(scan(1))
    store.run(CorrectDelegate(delegate=ONE, unit=unit.upper(), category=HEADS, area=AreaId("p01")))
    state = reopened(store)
    assert state.category_count(HEADS) == state.area_count(AreaId("p01")) == HeadCount(summoned=1, present=1)
    assert state.category_count(WARD) == HeadCount(summoned=2)
    assert state.unit_count(state.delegates[TWO]) == UnitCount(present=1, summoned=2)


def test_service_staff_are_corrected_without_a_category(store: Store) -> None:
    store.run(walk_in(category=CategoryId(""), standing=Standing.SERVICE))
    store.run(CorrectDelegate(delegate=NEW, name="Lái xe"))
    guest = reopened(store).delegates[NEW]
    assert (guest.name, guest.category, guest.standing) == ("Lái xe", "", Standing.SERVICE)


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        (CorrectDelegate(delegate=ONE, category=CategoryId("khong-co")), Reason.NO_SUCH_CATEGORY),
        (CorrectDelegate(delegate=ONE, category=CategoryId("")), Reason.NO_SUCH_CATEGORY),
        (CorrectDelegate(delegate=NOBODY, name="Ngô Yến"), Reason.NO_SUCH_DELEGATE),
        (StrikeOff(delegates=(ONE, NOBODY)), Reason.NO_SUCH_DELEGATE),
        (KeepOnList(delegates=(NOBODY,)), Reason.NO_SUCH_DELEGATE),
        (StrikeOff(delegates=(ONE, NEW)), Reason.NOT_SUMMONED),
        (KeepOnList(delegates=(ONE, NEW)), Reason.NOT_SUMMONED),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, verb: Verb[Any], reason: Reason) -> None:
    store.run(walk_in())
    state = store.state
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert refusal.value.reason is reason
    assert store.state == state


def test_a_correction_is_taken_back_whole(store: Store) -> None:
    before = store.state.delegates[ONE]
    store.run(CorrectDelegate(delegate=ONE, name="Ngô Yến", category=HEADS, role="Chủ trì"))
    assert is_met(store.state.conference, store.state.delegates[ONE])
    store.run(Undo())
    state = reopened(store)
    assert (state.delegates[ONE], list(state.met)) == (before, [])


# -- struck off and kept ----------------------------------------------------------------------------------------------


def test_who_is_struck_off_is_no_longer_summoned(store: Store) -> None:
    store.run(StrikeOff(delegates=(ONE, THREE)))
    state = reopened(store)
    assert state.head_count() == HeadCount(summoned=1)
    assert [one.id for one in not_arrived(state)] == [TWO]
    assert {id: one.standing for id, one in state.delegates.items()} == {
        ONE: Standing.STRUCK_OFF,
        TWO: Standing.SUMMONED,
        THREE: Standing.STRUCK_OFF,
    }
    assert state.delegates[THREE].unlisted is False


def test_who_is_struck_off_and_comes_all_the_same_is_let_in_as_a_walk_in(store: Store, other: Store) -> None:
    store.run(StrikeOff(delegates=(ONE,)))
    answer = other.run(scan(1))
    assert (answer.outcome, answer.delegate) == (Outcome.ADMITTED, ONE)
    store.refresh()
    state = reopened(store)
    assert state.head_count() == HeadCount(summoned=2, walk_ins=1)
    assert state.head_count().rate == 0


@pytest.mark.parametrize(
    ("before", "counted", "kept"),
    [
        ([], HeadCount(summoned=2), HeadCount(summoned=3)),
        ([scan(1)], HeadCount(summoned=2, walk_ins=1), HeadCount(summoned=3, present=1)),
        ([excused(1)], HeadCount(summoned=2), HeadCount(summoned=3, excused=1)),
        ([scan(1), WithdrawArrival(delegate=ONE)], HeadCount(summoned=2), HeadCount(summoned=3)),
    ],
)
def test_who_is_struck_off_can_be_summoned_again(
    store: Store, other: Store, before: list[Verb[Any]], counted: HeadCount, kept: HeadCount
) -> None:
    do(store, *before)
    store.run(StrikeOff(delegates=(ONE,)))
    assert store.state.head_count() == counted
    other.run(KeepOnList(delegates=(ONE,)))
    store.refresh()
    assert reopened(store).head_count() == kept


def test_who_is_missing_from_the_latest_roster_can_be_kept(store: Store) -> None:
    store.run(KeepOnList(delegates=(ONE, THREE)))
    state = reopened(store)
    assert [one.unlisted for one in state.delegates.values()] == [False] * 3
    assert state.head_count() == HeadCount(summoned=3)


@pytest.mark.parametrize("verb", [StrikeOff(delegates=(ONE, THREE)), KeepOnList(delegates=(ONE, THREE))])
def test_what_was_decided_is_taken_back_whole(store: Store, verb: Verb[Any]) -> None:
    before = dict(store.state.delegates.items())
    store.run(verb)
    assert dict(store.state.delegates.items()) != before
    store.run(Undo())
    assert dict(reopened(store).delegates.items()) == before


# -- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [StrikeOff(delegates=(ONE,)), KeepOnList(delegates=(THREE,))])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICE])
def test_only_the_office_decides_who_is_summoned(path: Path, role: Role, verb: Verb[Any]) -> None:
    assert refused(path, role, verb) is Reason.ROLE
    assert refused(path, Role.OFFICE, verb) is None


DESK_WORK = [add(), CorrectDelegate(delegate=ONE, name="Ngô Yến"), walk_in()]


@pytest.mark.parametrize("verb", DESK_WORK, ids=lambda verb: type(verb).verb_name)
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.HALL])
def test_reception_adds_and_corrects_and_the_hall_does_not(path: Path, role: Role, verb: Verb[Any]) -> None:
    assert refused(path, role, verb) is Reason.ROLE
    assert refused(path, Role.RECEPTION, verb) is None


def refused(path: Path, role: Role, verb: Verb[Any]) -> Reason | None:
    """Why somebody with this role may not; None if it was done."""
    with closing(opened(path, role=role)) as store:
        try:
            store.run(verb)
        except Refused as refusal:
            return refusal.reason
    return None
