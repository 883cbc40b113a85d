"""A person decides what holds of what two places changed: theirs comes in as far as it can stand beside the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import builders
from state_facts import facts
from store import (
    BindBadge,
    CorrectDelegate,
    Decide,
    DeleteItem,
    MintBlanks,
    NoteProposal,
    ReissueCode,
    Undo,
    Verb,
)
from store.records import DelegateId
from two_places import Somewhere, anew, everybody, grown_apart


def places(before: Sequence[Verb[Any]] = ()) -> tuple[Somewhere, Somewhere]:
    return grown_apart(everybody(), before)


def test_of_two_new_codes_the_one_not_taken_is_known_as_replaced() -> None:
    here, there = places()
    here.do(ReissueCode(delegate=DelegateId(1), seed=7001))
    there.do(ReissueCode(delegate=DelegateId(1), seed=7002))
    here.bring(there)
    [conflict] = here.state.conflicts.values()
    here.do(Decide(conflict=conflict.id, theirs=True))
    assert here.state.codes[builders.code(7002)] == 1
    assert here.state.retired_codes[builders.code(7001)] == here.state.retired_codes[builders.code(1)] == 1


def test_a_badge_that_has_become_somebody_elses_is_not_taken_with_the_rest() -> None:
    here, there = places([MintBlanks(seeds=(7001,))])
    here.do(BindBadge(delegate=DelegateId(1), code=builders.code(7001)))
    there.do(CorrectDelegate(delegate=DelegateId(2), note="Đi xe lăn"))
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7001)))
    here.bring(there)
    [conflict] = [one for one in here.state.conflicts.values() if one.subject == "delegates"]
    here.do(Decide(conflict=conflict.id, theirs=True))
    assert here.state.delegates[DelegateId(2)].note == "Đi xe lăn"
    assert here.state.codes[builders.code(7001)] == 1
    assert here.state.codes[builders.code(2)] == 2
    assert facts(here.state) == facts(anew(here.state, here.log))


def test_a_blank_badge_somebody_has_here_stays_theirs_whatever_is_decided() -> None:
    here, there = places([MintBlanks(seeds=(7001,))])
    here.do(BindBadge(delegate=DelegateId(1), code=builders.code(7001)))
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7001)))
    here.bring(there)
    [conflict] = [one for one in here.state.conflicts.values() if one.subject == "blanks"]
    here.do(Decide(conflict=conflict.id, theirs=True))
    assert here.state.blanks[1].bound_to == 1
    assert builders.code(7001) not in here.state.blank_codes


def test_a_blank_badge_given_back_there_is_not_free_while_somebody_has_it_here() -> None:
    here, there = places([MintBlanks(seeds=(7001,))])
    there.do(BindBadge(delegate=DelegateId(2), code=builders.code(7001)))
    here.bring(there)
    here.do(CorrectDelegate(delegate=DelegateId(2), unit="Phường Tam Sơn"))
    there.do(CorrectDelegate(delegate=DelegateId(2), unit="Phường Châu Khê"))
    here.bring(there)
    there.do(Undo())
    there.do(Undo())
    here.bring(there)
    assert here.state.codes[builders.code(7001)] == here.state.blanks[1].bound_to == 2
    assert builders.code(7001) not in here.state.blank_codes


def test_what_is_taken_late_gets_a_number_that_is_still_free() -> None:
    noted = builders.stamp("07:30")
    here, there = places()
    here.do(DeleteItem(item=6))
    here.do(NoteProposal(id=1, text="Ý kiến ở đây", noted=noted))
    there.do(NoteProposal(id=2, text="Ý kiến bên kia", item=6, noted=noted), after_s=60)
    here.bring(there)
    here.do(NoteProposal(id=3, text="Ý kiến nữa", noted=noted))
    [conflict] = here.state.conflicts.values()
    here.do(Decide(conflict=conflict.id, theirs=True))
    assert {id: one.number for id, one in here.state.proposals.items()} == {1: 1, 3: 2, 2: 3}
