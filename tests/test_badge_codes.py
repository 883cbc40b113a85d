"""Which code a delegate has, what the badge made last says, and blank badges for people nobody knows yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builders
from deeds import NOBODY, ONE, TWO, do, scan, walk_in
from state_facts import reopened
from store import (
    AddDelegate,
    BindBadge,
    CorrectDelegate,
    KeepOnList,
    MintBlanks,
    Outcome,
    RecordBadges,
    ReissueCode,
    Scan,
    State,
    Store,
    StrikeOff,
    Undo,
    codes,
    is_right,
    to_be_made,
)
from store.badges import face_of
from store.errors import Reason, Refused
from store.records import Badge, BlankBadge, CategoryId, DelegateId, Role, Standing
from store.verbs import Verb
from stores import Moments, new_conference, opened

GUEST = DelegateId(900)
FIRST, SECOND = builders.code(7001), builders.code(7002)
"""The codes of the blank badges these tests mint."""
BLANKS = MintBlanks(seeds=(7001, 7002))


@pytest.fixture
def clock() -> Moments:
    return Moments("06:30:00")


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    return new_conference(tmp_path, [builders.delegate(1), builders.delegate(2), builders.delegate(3, name="")])


@pytest.fixture
def store(path: Path, clock: Moments) -> Iterator[Store]:
    store = opened(path, "Văn phòng", clock=clock)
    yield store
    store.close()


@pytest.fixture
def other(path: Path, clock: Moments, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B", role=Role.RECEPTION, clock=clock)
    yield other
    other.close()


def printed(state: State) -> RecordBadges:
    """Every badge that is to be made has been made."""
    return RecordBadges.of(to_be_made(state), state.conference)


def numbers_to_be_made(state: State) -> list[int]:
    return [one.number for one in to_be_made(state)]


# -- what is on the badge ---------------------------------------------------------------------------------------------


def test_a_badge_says_name_title_unit_and_category(store: Store) -> None:
    person = builders.delegate(1)
    face = face_of(person, store.state.conference)
    assert face == (person.name, "Tổ trưởng", "Tổ Dân vận khu phố 1", "Tổ trưởng Tổ Dân vận")
    staff = builders.delegate(1, category=CategoryId(""))
    assert face_of(staff, store.state.conference)[3] == ""


def test_what_was_made_is_kept_with_its_code_its_words_and_its_time(store: Store) -> None:
    store.run(printed(store.state))
    state = reopened(store)
    face = face_of(state.delegates[ONE], state.conference)
    made = builders.stamp("06:30:00")
    assert state.badges[ONE] == Badge(delegate=ONE, code=builders.code(1), face=face, made=made)
    assert set(state.badges) == {1, 2, 3}
    assert to_be_made(state) == []


TO_BE_MADE: list[tuple[list[Verb[Any]], list[int]]] = [
    ([], []),
    ([CorrectDelegate(delegate=ONE, name="Ngô Yến")], [1]),
    ([CorrectDelegate(delegate=ONE, title="Tổ phó")], [1]),
    ([CorrectDelegate(delegate=ONE, unit="Phường Tam Sơn")], [1]),
    ([CorrectDelegate(delegate=ONE, category=CategoryId("truong-khoi"))], [1]),
    ([CorrectDelegate(delegate=ONE, phone="0912", seat="A1", note="x", role="Chủ trì")], []),
    ([CorrectDelegate(delegate=DelegateId(3), name="Ngô Yến")], [3]),
    ([ReissueCode(delegate=TWO, seed=7003)], [2]),
    ([ReissueCode(delegate=TWO, seed=7003), CorrectDelegate(delegate=ONE, name="Ngô Yến")], [1, 2]),
    ([BLANKS, BindBadge(delegate=TWO, code=FIRST)], []),
    ([BLANKS, BindBadge(delegate=TWO, code=FIRST), CorrectDelegate(delegate=TWO, name="Ngô Yến")], []),
    ([BLANKS, BindBadge(delegate=TWO, code=FIRST), ReissueCode(delegate=TWO, seed=7003)], [2]),
    ([AddDelegate(id=GUEST, seed=5, category=CategoryId("to-truong"), name="Ngô Yến")], [4]),
    ([AddDelegate(id=GUEST, seed=5, category=CategoryId("to-truong"), name="")], [4]),
    ([walk_in()], [4]),
    ([walk_in(name="")], []),
    ([walk_in(name=""), CorrectDelegate(delegate=GUEST, name="Ngô Yến")], [4]),
    ([walk_in(standing=Standing.SERVICE)], []),
    ([StrikeOff(delegates=(ONE,)), CorrectDelegate(delegate=ONE, name="Ngô Yến")], []),
    ([ReissueCode(delegate=ONE, seed=7003), StrikeOff(delegates=(ONE,)), KeepOnList(delegates=(ONE,))], [1]),
    ([scan(1)], []),
]


@pytest.mark.parametrize(("done", "numbers"), TO_BE_MADE)
def test_whose_badge_is_to_be_made(store: Store, done: list[Verb[Any]], numbers: list[int]) -> None:
    assert numbers_to_be_made(store.state) == [1, 2, 3]
    store.run(printed(store.state))
    do(store, *done)
    state = reopened(store)
    assert numbers_to_be_made(state) == numbers


def test_once_made_again_it_is_right(store: Store) -> None:
    store.run(printed(store.state))
    store.run(CorrectDelegate(delegate=ONE, name="Ngô Yến"))
    assert not is_right(store.state.delegates[ONE], store.state.badges[ONE], store.state.conference)
    store.run(printed(store.state))
    state = reopened(store)
    assert is_right(state.delegates[ONE], state.badges[ONE], state.conference)
    assert to_be_made(state) == []


def test_a_correction_taken_back_makes_the_badge_right_again(store: Store) -> None:
    store.run(printed(store.state))
    store.run(CorrectDelegate(delegate=ONE, name="Ngô Yến"))
    store.run(Undo())
    assert to_be_made(reopened(store)) == []


def test_a_badge_printed_while_somebody_corrected_it_is_not_right(store: Store, other: Store) -> None:
    """The printer had what was true before."""
    sheet = printed(store.state)
    other.run(CorrectDelegate(delegate=ONE, name="Ngô Yến"))
    other.run(ReissueCode(delegate=TWO, seed=7003))
    store.run(sheet)
    assert numbers_to_be_made(reopened(store)) == [1, 2]


# -- a new code -------------------------------------------------------------------------------------------------------


def test_a_new_code_admits_and_the_old_one_is_known_as_replaced(store: Store, other: Store) -> None:
    other.run(ReissueCode(delegate=ONE, seed=7003))
    new = other.state.delegates[ONE]
    assert (new.code, new.retired_codes) == (builders.code(7003), (builders.code(1),))
    old = store.run(scan(1))
    assert (old.outcome, old.delegate) == (Outcome.REPLACED, ONE)
    assert store.run(Scan.of(new.code)).outcome is Outcome.ADMITTED
    assert set(reopened(store).attendance) == {1}


def test_codes_die_one_after_the_other(store: Store) -> None:
    for seed in (7003, 7004):
        store.run(ReissueCode(delegate=ONE, seed=seed))
    state = reopened(store)
    assert state.delegates[ONE].retired_codes == (builders.code(1), builders.code(7003))
    assert {code: id for code, id in state.retired_codes.items() if id == ONE} == {
        builders.code(1): ONE,
        builders.code(7003): ONE,
    }


@pytest.mark.parametrize("seed", [1, 2, 7001])
def test_a_new_code_is_nobodys_not_even_a_blank_ones(store: Store, seed: int) -> None:
    store.run(BLANKS)
    store.run(ReissueCode(delegate=ONE, seed=seed))
    code = store.state.delegates[ONE].code
    assert code not in (builders.code(1), builders.code(2), FIRST, SECOND)
    assert codes.read(code) == codes.Badge(code=code, conference=builders.CODE_LETTERS)


def test_a_new_code_taken_back_leaves_the_old_one(store: Store) -> None:
    store.run(ReissueCode(delegate=ONE, seed=7003))
    store.run(Undo())
    assert store.run(Scan.of(builders.code(7003))).outcome is Outcome.UNKNOWN
    assert store.run(scan(1)).outcome is Outcome.ADMITTED
    assert reopened(store).delegates[ONE].retired_codes == ()


# -- blank badges -----------------------------------------------------------------------------------------------------


def test_blank_badges_are_counted_on_and_their_ids_never_used_again(store: Store, path: Path) -> None:
    assert store.run(BLANKS) == (1, 2)
    assert store.run(MintBlanks(seeds=())) == ()
    store.run(BindBadge(delegate=ONE, code=FIRST))
    store.close()
    again = opened(path)
    assert again.run(MintBlanks(seeds=(7003,))) == (3,)
    assert reopened(again).blanks[3] == BlankBadge(id=3, code=builders.code(7003))


def test_blank_badges_minted_at_two_windows_differ(store: Store, path: Path) -> None:
    second = opened(path, "Văn phòng 2")
    assert (store.run(BLANKS), second.run(BLANKS), store.run(BLANKS)) == ((1, 2), (3, 4), (5, 6))
    second.close()
    state = reopened(store)
    assert len({blank.code for blank in state.blanks.values()}) == 6
    assert dict(state.blank_codes.items()) == {blank.code: id for id, blank in state.blanks.items()}


@pytest.mark.parametrize("seed", [7001, 7002])
def test_a_blank_ones_code_is_minted_for_nobody_else(store: Store, seed: int) -> None:
    store.run(BLANKS)
    store.run(walk_in(900, seed=seed))
    store.run(AddDelegate(id=DelegateId(901), seed=seed, category=CategoryId("to-truong"), name="Ngô Yến"))
    store.run(MintBlanks(seeds=(seed, seed)))
    state = reopened(store)
    given = [*(one.code for one in state.delegates.values()), *(one.code for one in state.blanks.values())]
    assert len(given) == len(set(given)) == 9


@pytest.mark.parametrize("seed", [1, 7001])
def test_a_blank_one_gets_no_code_that_was_given_out(store: Store, seed: int) -> None:
    store.run(ReissueCode(delegate=ONE, seed=7001))
    store.run(MintBlanks(seeds=(seed,)))
    assert store.state.blanks[1].code not in (builders.code(1), builders.code(7001))


def test_a_blank_badge_nobody_has_is_unknown_and_says_that_it_is_blank(store: Store, other: Store) -> None:
    store.run(BLANKS)
    answer = other.run(Scan.of(FIRST))
    assert (answer.outcome, answer.blank, answer.delegate) == (Outcome.UNKNOWN, True, None)
    assert other.run(Scan.of(builders.code(7003))).blank is False
    assert list(reopened(other).attendance) == []


def test_a_blank_badge_admits_once_it_is_somebodys(store: Store, other: Store, clock: Moments) -> None:
    store.run(BLANKS)
    clock.move(3600)
    other.run(BindBadge(delegate=ONE, code=FIRST))
    answer = store.run(Scan.of(FIRST))
    assert (answer.outcome, answer.delegate) == (Outcome.ADMITTED, ONE)
    assert store.run(scan(1)).outcome is Outcome.REPLACED
    state = reopened(store)
    assert state.blanks[1] == BlankBadge(id=1, code=FIRST, bound_to=ONE)
    assert state.badges[ONE] == Badge(delegate=ONE, code=FIRST, made=builders.stamp("07:30:00"))
    assert dict(state.blank_codes.items()) == {SECOND: 2}
    assert (state.codes[FIRST], state.retired_codes[builders.code(1)]) == (ONE, ONE)


def test_taking_back_a_bound_badge_frees_it_and_gives_the_old_code_back(store: Store) -> None:
    store.run(BLANKS)
    store.run(printed(store.state))
    before = store.state
    store.run(BindBadge(delegate=ONE, code=FIRST))
    store.run(Undo())
    state = reopened(store)
    assert (state.delegates[ONE], state.badges[ONE]) == (before.delegates[ONE], before.badges[ONE])
    assert state.blanks == before.blanks
    assert state.blank_codes == before.blank_codes


def test_a_badge_set_free_can_be_given_to_somebody_else(store: Store, path: Path) -> None:
    store.run(BLANKS)
    store.run(BindBadge(delegate=ONE, code=FIRST))
    store.run(Undo())
    assert ONE not in store.state.badges
    store.run(BindBadge(delegate=TWO, code=FIRST))
    store.close()
    again = opened(path)
    assert again.run(Scan.of(FIRST)).delegate == TWO
    assert again.run(scan(1)).outcome is Outcome.ADMITTED
    again.close()


def test_who_is_given_a_second_blank_badge_loses_the_first(store: Store) -> None:
    store.run(BLANKS)
    for code in (FIRST, SECOND):
        store.run(BindBadge(delegate=ONE, code=code))
    assert store.run(Scan.of(FIRST)).outcome is Outcome.REPLACED
    with pytest.raises(Refused) as refusal:
        store.run(BindBadge(delegate=TWO, code=FIRST))
    assert refusal.value.reason is Reason.NO_SUCH_BLANK
    state = reopened(store)
    assert list(state.blank_codes) == []
    assert state.delegates[ONE].code == SECOND


def test_two_desks_cannot_give_the_same_badge_to_two_people(store: Store, other: Store) -> None:
    store.run(BLANKS)
    store.run(BindBadge(delegate=ONE, code=FIRST))
    with pytest.raises(Refused) as refusal:
        other.run(BindBadge(delegate=TWO, code=FIRST))
    assert refusal.value.reason is Reason.NO_SUCH_BLANK


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        (BindBadge(delegate=ONE, code=builders.code(2)), Reason.NO_SUCH_BLANK),
        (BindBadge(delegate=ONE, code=builders.code(7003)), Reason.NO_SUCH_BLANK),
        (BindBadge(delegate=ONE, code=""), Reason.NO_SUCH_BLANK),
        (BindBadge(delegate=NOBODY, code=FIRST), Reason.NO_SUCH_DELEGATE),
        (ReissueCode(delegate=NOBODY, seed=7003), Reason.NO_SUCH_DELEGATE),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, verb: Verb[Any], reason: Reason) -> None:
    store.run(BLANKS)
    state = store.state
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert refusal.value.reason is reason
    assert store.state == state


# -- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [BLANKS, RecordBadges(made=())])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICE])
def test_only_the_office_prints(path: Path, role: Role, verb: Verb[Any]) -> None:
    store = opened(path, role=role)
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert (refusal.value.reason, refusal.value.role) == (Reason.ROLE, role)
    store.close()


def test_what_was_printed_cannot_be_undone(store: Store) -> None:
    store.run(printed(store.state))
    store.run(BLANKS)
    with pytest.raises(Refused) as refusal:
        store.run(Undo())
    assert refusal.value.reason is Reason.NOTHING_TO_UNDO
    state = reopened(store)
    assert (set(state.badges), set(state.blanks)) == ({1, 2, 3}, {1, 2})
