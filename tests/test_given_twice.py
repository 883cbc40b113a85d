"""Numbers given twice: who keeps one, who gets another, and that it stays so when the other place goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

import builders
import random_verbs
from people import scan
from state_facts import facts
from store import (
    AddDelegate,
    AdmitWalkIn,
    BindBadge,
    CorrectDelegate,
    MintBlanks,
    NoteProposal,
    Undo,
    Verb,
)
from store.records import CategoryId, DelegateId
from two_places import Somewhere, anew, everybody, grown_apart

PEOPLE = random_verbs.PEOPLE


def places(before: Sequence[Verb[Any]] = ()) -> tuple[Somewhere, Somewhere]:
    return grown_apart(everybody(), before)


def test_a_number_given_anew_stays_whatever_is_done_there_afterwards() -> None:
    here, there = places()
    here.do(walk_in(901, "Lý Thị Hằng"))
    there.do(walk_in(902, "Ngô Văn Đạt"), after_s=60)
    here.bring(there)
    assert numbers(here) == {901: PEOPLE + 1, 902: PEOPLE + 2}
    there.do(CorrectDelegate(delegate=DelegateId(902), unit="Phường Tam Sơn"))
    there.do(walk_in(903, "Tạ Thị Loan"))
    [corrected, added] = here.bring(there)
    assert not corrected.renumbered
    assert [one.new for one in added.renumbered] == [PEOPLE + 3]
    assert numbers(here) == {901: PEOPLE + 1, 902: PEOPLE + 2, 903: PEOPLE + 3}
    assert here.state.delegates[DelegateId(902)].unit == "Phường Tam Sơn"


def test_what_was_answered_there_is_told_with_the_number_it_has_here() -> None:
    here, there = places()
    noted = builders.stamp("07:30")
    for one, id, after_s in ((here, 901, 1), (there, 902, 60)):
        one.do(replace(SOMEBODY, id=DelegateId(id), seed=id), after_s=after_s)
        one.do(NoteProposal(id=id, text="Ý kiến", noted=noted))
    [added, written] = here.bring(there)
    assert added.commit.entry.outcome == here.state.delegates[DelegateId(902)].number == PEOPLE + 2
    assert written.commit.entry.outcome == {"number": here.state.proposals[902].number} == {"number": 2}


SOMEBODY = AddDelegate(id=DelegateId(901), seed=901, category=CategoryId("to-truong"), name="Lý Thị Hằng")


def test_a_new_number_is_one_that_neither_place_has_given() -> None:
    here, there = places()
    there.do(walk_in(902, "Ngô Văn Đạt"))
    there.do(walk_in(903, "Tạ Thị Loan"))
    there.do(walk_in(904, "Đỗ Văn Sự"))
    there.do(Undo())
    here.do(walk_in(901, "Lý Thị Hằng"), after_s=60)
    here.bring(there)
    assert numbers(here) == {902: PEOPLE + 1, 903: PEOPLE + 2, 901: PEOPLE + 4}


def test_whoever_was_put_on_the_list_there_and_taken_off_takes_no_number_here() -> None:
    here, there = places()
    there.do(walk_in(902, "Ngô Văn Đạt"))
    there.do(Undo())
    there.do(scan(1))
    here.do(walk_in(901, "Lý Thị Hằng"), after_s=60)
    here.bring(there)
    assert facts(here.state) == facts(anew(here.state, here.log))
    assert numbers(here) == {901: PEOPLE + 1}


def walk_in(id: int, name: str) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name=name)


def numbers(place: Somewhere) -> dict[int, int]:
    """Of those who were not on the list."""
    return {id: one.number for id, one in place.state.delegates.items() if id > PEOPLE}


@pytest.mark.parametrize("ours_first", [True, False])
def test_a_blank_badge_of_a_number_given_twice_is_given_to_somebody_there_afterwards(ours_first: bool) -> None:
    here, there = places()
    here.do(MintBlanks(seeds=(7001,)), after_s=1 if ours_first else 60)
    there.do(MintBlanks(seeds=(7002,)), after_s=30)
    here.bring(there)
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7002)))
    [bound] = here.bring(there)
    assert not bound.conflicts
    bound_to = {blank.code: blank.bound_to for blank in here.state.blanks.values()}
    assert bound_to == {builders.code(7001): None, builders.code(7002): 2}
    assert here.state.codes[builders.code(7002)] == 2


@pytest.mark.parametrize("ours_first", [True, False])
def test_a_blank_badge_made_there_after_others_were_counted_anew_is_one_more(ours_first: bool) -> None:
    here, there = places()
    here.do(MintBlanks(seeds=(7001,)), after_s=1 if ours_first else 60)
    there.do(MintBlanks(seeds=(7002,)), after_s=30)
    here.bring(there)
    there.do(MintBlanks(seeds=(7003,)), after_s=60)
    here.bring(there)
    first, second = (7001, 7002) if ours_first else (7002, 7001)
    codes = {id: blank.code for id, blank in here.state.blanks.items()}
    assert codes == {1: builders.code(first), 2: builders.code(second), 3: builders.code(7003)}
