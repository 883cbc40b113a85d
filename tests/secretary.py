"""What a secretary does to a conference on disk, and what the file then has."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from state_facts import facts
from store import (
    AnswerProposal,
    EditProposal,
    MergeProposals,
    NoteProposal,
    ProposalState,
    RecommendProposal,
    SetProposalState,
    SortProposals,
    SplitProposal,
    State,
    Store,
    Submitter,
    WithdrawProposal,
)
from store.errors import Reason, Refused
from store.loading import load_state
from store.records import DelegateId, Theme
from store.verbs import Verb
from stores import opened

ONE, TWO, THREE = (Submitter(delegate=DelegateId(number)) for number in (1, 2, 3))
THEMES = (Theme(id="moi-truong", name="Môi trường"), Theme(id="khac", name="Khác"))


def note(id: int, text: str = "", **fields: Any) -> NoteProposal:
    return NoteProposal(id=id, text=text or f"Ý kiến {id}", **{"noted": builders.stamp("08:40:00")} | fields)


def merge(into: int, *proposals: int, text: str = "Tất cả") -> MergeProposals:
    return MergeProposals(into=into, proposals=proposals, text=text)


def run(store: Store, *verbs: Verb[Any]) -> State:
    """What the file has after these."""
    for verb in verbs:
        store.run(verb)
    return written(store)


def written(store: Store) -> State:
    """What another window finds."""
    other = opened(store.engine.place, "Bàn khác", fold=False)
    try:
        assert facts(other.state) == facts(load_state(store.engine.tables, store.engine.seq))
        return other.state
    finally:
        other.close()


def refuses(store: Store, verb: Verb[Any]) -> Reason:
    before = store.state
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert store.state is before
    return refusal.value.reason


ABOUT_ONE = [
    EditProposal(proposal=1, text="Khác"),
    SortProposals(proposals=(1,), theme="khac"),
    AnswerProposal(proposal=1, response="Tiếp thu"),
    SetProposalState(proposal=1, state=ProposalState.ACCEPTED),
    RecommendProposal(proposal=1, recommendation=ProposalState.ACCEPTED),
    merge(1, 3),
    merge(3, 1),
    SplitProposal(proposal=1, id=9, text="Một", rest="Hai"),
    WithdrawProposal(proposal=1),
]
