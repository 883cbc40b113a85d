"""Those the list does not have: substitutes, walk-ins, reporters, drivers; admitted first and named later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builders
from deeds import FOUR, NOBODY, ONE, THREE, TWO, do, excused, leaves, scan, walk_in
from state_facts import reopened
from store import (
    AdmitFromPaper,
    AdmitSubstitute,
    CheckInTogether,
    ClearRehearsal,
    CorrectDelegate,
    HeadCount,
    MoveArrival,
    NameSubstitute,
    Outcome,
    Scan,
    Store,
    StrikeOff,
    Undo,
    WithdrawArrival,
    codes,
    lacks_name,
)
from store.errors import BuiltUpon, Reason, Refused
from store.records import CategoryId, DelegateId, Method, Standing, Status, Substitute
from store.verbs import Verb
from stores import Moments, new_conference, opened

GUEST = DelegateId(900)
NO_CATEGORY = CategoryId("")


@pytest.fixture
def clock() -> Moments:
    return Moments("07:30:00")


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    """Four delegates; the fourth is a place that has nobody's name yet."""
    return new_conference(tmp_path, [*builders.delegates(3), builders.delegate(4, name="")])


@pytest.fixture
def store(path: Path, clock: Moments) -> Iterator[Store]:
    store = opened(path, "Bàn A", clock=clock)
    yield store
    store.close()


@pytest.fixture
def other(path: Path, clock: Moments, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B", clock=clock)
    yield other
    other.close()


# -- substitutes ------------------------------------------------------------------------------------------------------


def test_who_brought_the_delegates_badge_keeps_the_time_of_the_scan(store: Store, other: Store, clock: Moments) -> None:
    store.run(scan(1))
    clock.move(60)
    answer = other.run(AdmitSubstitute(delegate=ONE, name="Lê Văn Sử", title="Phó ban"))
    assert (answer.outcome, answer.delegate, answer.at) == (Outcome.ADMITTED, ONE, builders.stamp("07:31:00"))
    store.refresh()
    state = reopened(store)
    expected = builders.substituted(builders.delegate(1), "Lê Văn Sử", "07:30:00", title="Phó ban")
    assert state.attendance[ONE] == expected
    assert state.head_count() == HeadCount(summoned=4, present=1, substitutes=1)


def test_a_scan_made_a_substitutes_is_a_scan_again_when_taken_back(store: Store) -> None:
    store.run(scan(1))
    store.run(AdmitSubstitute(delegate=ONE))
    store.run(Undo())
    state = reopened(store)
    assert state.attendance[ONE] == builders.present(builders.delegate(1), "07:30:00")
    assert list(state.nameless) == []


def test_the_badge_scanned_after_its_substitute_came_is_in_already(store: Store, clock: Moments) -> None:
    store.run(AdmitSubstitute(delegate=ONE, name="Lê Văn Sử"))
    clock.move(60)
    answer = store.run(scan(1))
    assert (answer.outcome, answer.arrived) == (Outcome.ALREADY_IN, builders.stamp("07:30:00"))
    assert store.state.attendance[ONE].substitute == Substitute(name="Lê Văn Sử")


def test_who_was_excused_may_send_somebody(store: Store) -> None:
    store.run(excused(1))
    store.run(AdmitSubstitute(delegate=ONE, name="Lê Văn Sử"))
    state = reopened(store)
    assert (state.attendance[ONE].method, state.attendance[ONE].reason) == (Method.SUBSTITUTE, "")
    assert state.head_count() == HeadCount(summoned=4, present=1, substitutes=1)


def test_a_substitute_is_named_later_at_any_desk_and_even_when_gone(store: Store, other: Store, clock: Moments) -> None:
    store.run(AdmitSubstitute(delegate=ONE))
    store.run(leaves(1))
    clock.move(600)
    other.run(NameSubstitute(delegate=ONE, name=" Lê\tVăn  Sử\x1b[2J", title="Phó  ban"))
    store.refresh()
    found = reopened(store).attendance[ONE]
    assert found.substitute == Substitute(name="Lê Văn Sử[2J", title="Phó ban")
    assert (found.status, found.arrived, found.desk) == (Status.LEFT, builders.stamp("07:30:00"), "Bàn A")


def test_two_desks_do_not_both_admit_a_substitute(store: Store, other: Store) -> None:
    store.run(AdmitSubstitute(delegate=ONE, name="Lê Văn Sử"))
    with pytest.raises(Refused) as refusal:
        other.run(AdmitSubstitute(delegate=ONE, name="Ngô Yến"))
    assert (refusal.value.reason, refusal.value.delegate) == (Reason.ALREADY_PRESENT, ONE)


def test_a_substitute_somebody_has_named_is_not_taken_back(store: Store, other: Store) -> None:
    store.run(AdmitSubstitute(delegate=ONE))
    other.run(NameSubstitute(delegate=ONE, name="Lê Văn Sử"))
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    assert refusal.value.verb == "name_substitute"


# -- walk-ins and service staff ---------------------------------------------------------------------------------------


def test_a_walk_in_is_of_a_category_and_counts_apart(store: Store) -> None:
    store.run(walk_in(title=" Phó  ban", unit="Phường Tam Sơn"))
    state = reopened(store)
    guest = state.delegates[GUEST]
    assert (guest.number, guest.position, guest.standing) == (5, 5, Standing.WALK_IN)
    assert (guest.name, guest.title, guest.unit) == ("Đỗ Loan", "Phó ban", "Phường Tam Sơn")
    assert state.attendance[GUEST].method is Method.WALK_IN
    assert state.category_count(CategoryId("to-truong")) == HeadCount(summoned=1, walk_ins=1)


@pytest.mark.parametrize("category", ["", "to-truong"])
def test_service_staff_need_neither_category_nor_name(store: Store, category: str) -> None:
    store.run(walk_in(category=CategoryId(category), name="", standing=Standing.SERVICE))
    state = reopened(store)
    guest = state.delegates[GUEST]
    assert (guest.category, guest.standing) == (category, Standing.SERVICE)
    assert state.category_count(CategoryId(category)).service == 1
    assert state.head_count() == HeadCount(summoned=4, service=1)
    assert list(state.nameless) == []


def test_who_is_of_no_category_has_none_in_the_plan(store: Store) -> None:
    assert store.state.conference.category(NO_CATEGORY) is None


def test_the_code_of_a_walk_in_is_nobody_elses(store: Store) -> None:
    """The seed of the first delegate's code would make the same code again."""
    store.run(walk_in(seed=1))
    guest = store.state.delegates[GUEST]
    assert codes.read(guest.code) == codes.Badge(code=guest.code, conference=builders.CODE_LETTERS)
    assert store.run(Scan.of(guest.code)).delegate == GUEST
    assert store.run(scan(1)).delegate == ONE


def test_numbers_follow_one_another_at_two_desks_and_are_never_given_again(
    store: Store, other: Store, path: Path
) -> None:
    store.run(walk_in(900))
    other.run(walk_in(901))
    other.run(Undo())
    other.close()
    store.close()
    again = opened(path)
    again.run(walk_in(902))
    assert {id: one.number for id, one in again.state.delegates.items() if id >= 900} == {900: 5, 902: 7}
    again.close()


# -- what is refused --------------------------------------------------------------------------------------------------

REFUSED: list[tuple[list[Verb[Any]], Verb[Any], Reason]] = [
    ([], AdmitSubstitute(delegate=NOBODY), Reason.NO_SUCH_DELEGATE),
    ([AdmitSubstitute(delegate=ONE)], AdmitSubstitute(delegate=ONE, name="Ngô Yến"), Reason.ALREADY_PRESENT),
    ([scan(1), leaves(1)], AdmitSubstitute(delegate=ONE), Reason.ALREADY_PRESENT),
    ([], NameSubstitute(delegate=NOBODY, name="Ngô Yến"), Reason.NO_SUCH_DELEGATE),
    ([], NameSubstitute(delegate=ONE, name="Ngô Yến"), Reason.NO_SUBSTITUTE),
    ([scan(1)], NameSubstitute(delegate=ONE, name="Ngô Yến"), Reason.NO_SUBSTITUTE),
    ([excused(1)], NameSubstitute(delegate=ONE, name="Ngô Yến"), Reason.NO_SUBSTITUTE),
    ([], walk_in(category=NO_CATEGORY), Reason.NO_SUCH_CATEGORY),
    ([], walk_in(category=CategoryId("khong-co")), Reason.NO_SUCH_CATEGORY),
    ([], walk_in(category=CategoryId("khong-co"), standing=Standing.SERVICE), Reason.NO_SUCH_CATEGORY),
    ([], walk_in(standing=Standing.SUMMONED), Reason.NOT_A_GUEST),
    ([], walk_in(standing=Standing.STRUCK_OFF), Reason.NOT_A_GUEST),
]


@pytest.mark.parametrize(("before", "verb", "reason"), REFUSED)
def test_what_cannot_be_is_refused_and_not_recorded(
    store: Store, before: list[Verb[Any]], verb: Verb[Any], reason: Reason
) -> None:
    do(store, *before)
    state = store.state
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert refusal.value.reason is reason
    assert store.state == state
    assert len(store.log()) == len(before)


# -- who is still to be named -----------------------------------------------------------------------------------------

UNNAMED_GUEST = walk_in(name="")
PAPER = AdmitFromPaper(delegates=(THREE, FOUR), signed=builders.stamp("07:10:00").wall)

NAMELESS: list[tuple[list[Verb[Any]], set[int]]] = [
    ([], set()),
    ([scan(1)], set()),
    ([scan(4)], {4}),
    ([scan(4), leaves(4)], {4}),
    ([scan(4), WithdrawArrival(delegate=FOUR)], set()),
    ([scan(4), CorrectDelegate(delegate=FOUR, name="Ngô Yến")], set()),
    ([CorrectDelegate(delegate=FOUR, name="Ngô Yến"), scan(4)], set()),
    ([scan(4), CorrectDelegate(delegate=FOUR, title="Tổ phó")], {4}),
    ([scan(1), CorrectDelegate(delegate=ONE, name="")], {1}),
    ([excused(4)], set()),
    ([PAPER], {4}),
    ([CheckInTogether(delegates=(ONE, FOUR))], {4}),
    ([scan(4), StrikeOff(delegates=(FOUR,))], {4}),
    ([scan(4), MoveArrival(source=FOUR, target=ONE)], set()),
    ([scan(1), MoveArrival(source=ONE, target=FOUR)], {4}),
    ([AdmitSubstitute(delegate=ONE)], {1}),
    ([AdmitSubstitute(delegate=ONE, name=" ")], {1}),
    ([AdmitSubstitute(delegate=ONE, name="Ngô Yến")], set()),
    ([AdmitSubstitute(delegate=FOUR, name="Ngô Yến")], set()),
    ([AdmitSubstitute(delegate=ONE), NameSubstitute(delegate=ONE, name="Ngô Yến")], set()),
    ([AdmitSubstitute(delegate=ONE, name="Ngô Yến"), NameSubstitute(delegate=ONE, name="")], {1}),
    ([AdmitSubstitute(delegate=ONE), MoveArrival(source=ONE, target=TWO)], {2}),
    ([scan(1), AdmitSubstitute(delegate=ONE)], {1}),
    ([UNNAMED_GUEST], {900}),
    ([UNNAMED_GUEST, CorrectDelegate(delegate=GUEST, name="Ngô Yến")], set()),
    ([walk_in(name="", standing=Standing.SERVICE)], set()),
    ([scan(4), ClearRehearsal(today=builders.DAY)], {4}),
]


@pytest.mark.parametrize(("done", "nameless"), NAMELESS)
def test_who_came_and_is_still_to_be_named(store: Store, done: list[Verb[Any]], nameless: set[int]) -> None:
    do(store, *done)
    state = reopened(store)
    assert set(state.nameless) == nameless
    assert nameless == {id for id, one in state.delegates.items() if lacks_name(one, state.attendance.get(id))}


@pytest.mark.parametrize(("done", "nameless"), [row for row in NAMELESS if row[0]])
def test_undo_gives_back_who_was_to_be_named(store: Store, done: list[Verb[Any]], nameless: set[int]) -> None:
    do(store, *done[:-1])
    before = set(store.state.nameless)
    store.run(done[-1])
    assert set(store.state.nameless) == nameless
    if store.log()[-1].touched:
        store.run(Undo())
        assert set(reopened(store).nameless) == before
