"""Proposals merged, split and taken back: nothing of what was written is lost, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builders
from secretary import ABOUT_ONE, ONE, THEMES, THREE, TWO, merge, note, refuses, run, written
from store import (
    AddDelegate,
    AddItem,
    AnswerProposal,
    EditProposal,
    MergeProposals,
    ProposalKind,
    QueueSpeech,
    RestoreProposal,
    SplitProposal,
    Store,
    Submitter,
    Undo,
    UnmergeProposal,
    WithdrawProposal,
    originals,
    standing_proposals,
)
from store.errors import BuiltUpon, Reason
from store.records import AgendaKind, CategoryId, DelegateId
from store.verbs import Verb
from stores import new_conference, opened


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    return new_conference(tmp_path, 8, agenda=builders.agenda(), themes=THEMES)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path, "Thư ký")
    yield store
    store.close()


# -- merged and split -------------------------------------------------------------------------------------------------


def test_a_merge_keeps_the_originals_and_all_who_raised_them(store: Store) -> None:
    before = run(
        store, note(1, submitters=(ONE,)), note(2, submitters=(TWO, ONE), many=True), note(3, submitters=(THREE,))
    )
    after = run(store, merge(1, 2, 1, 3, 2, text="Cả ba"))
    whole = after.proposals[1]
    assert (whole.text, whole.submitters, whole.many, whole.number) == ("Cả ba", (ONE, TWO, THREE), True, 1)
    assert whole.own is not None
    assert (whole.own.text, whole.own.submitters, whole.own.many) == ("Ý kiến 1", (ONE,), False)
    assert [one.id for one in standing_proposals(after)] == [1]
    for one in originals(after, 1):
        assert one.to_document() == before.proposals[one.id].to_document() | {"merged_into": 1}
    assert [one.id for one in originals(after, 1)] == [2, 3]
    assert dict(run(store, Undo()).proposals.items()) == dict(before.proposals.items())


def test_a_whole_can_be_merged_and_its_parts_are_found_under_the_last(store: Store) -> None:
    state = run(store, note(1), note(2), note(3, submitters=(ONE,)), merge(2, 3), merge(1, 2, text="Hết"))
    assert [one.id for one in originals(state, 1)] == [2, 3]
    assert state.proposals[1].submitters == (ONE,)
    assert refuses(store, UnmergeProposal(proposal=3)) is Reason.MERGED
    assert refuses(store, merge(3, 1)) is Reason.MERGED
    state = run(store, UnmergeProposal(proposal=2), UnmergeProposal(proposal=3))
    assert [one.id for one in standing_proposals(state)] == [1, 2, 3]
    assert [state.proposals[id].submitters for id in (1, 2, 3)] == [(), (), (ONE,)]


def test_taking_all_parts_out_again_is_as_if_they_had_never_been_merged(store: Store) -> None:
    before = run(
        store, note(1, submitters=(ONE,)), note(2, submitters=(ONE, TWO)), note(3, submitters=(TWO,), many=True)
    )
    half = run(store, merge(1, 2, 3), UnmergeProposal(proposal=3))
    assert (half.proposals[1].submitters, half.proposals[1].many, half.proposals[1].text) == (
        (ONE, TWO),
        False,
        "Tất cả",
    )
    assert dict(run(store, UnmergeProposal(proposal=2)).proposals.items()) == dict(before.proposals.items())


def test_words_changed_since_the_merge_are_not_thrown_away(store: Store) -> None:
    run(store, note(1), note(2), merge(1, 2), EditProposal(proposal=1, text="Sửa lại", submitters=(THREE,)))
    whole = run(store, UnmergeProposal(proposal=2)).proposals[1]
    assert (whole.text, whole.submitters, whole.own) == ("Sửa lại", (THREE,), None)


def test_a_part_becomes_one_of_its_own(store: Store) -> None:
    old = note(
        1, "Một và hai", kind=ProposalKind.PETITION, addressee="Tỉnh ủy", theme="khac", submitters=(ONE,), item=1
    )
    before = run(store, old, AnswerProposal(proposal=1, response="Tiếp thu")).proposals[1]
    state = run(store, SplitProposal(proposal=1, id=2, text="Hai", rest="Một"))
    part = {"id": 2, "number": 2, "text": "Hai", "split_from": 1}
    assert state.proposals[2].to_document() == before.to_document() | part
    assert state.proposals[1].to_document() == before.to_document() | {"text": "Một"}
    assert dict(run(store, Undo()).proposals.items()) == {1: before}


def test_what_was_withdrawn_does_not_count_and_comes_back(store: Store) -> None:
    before = run(store, note(1), note(2)).proposals[1]
    assert [one.id for one in standing_proposals(run(store, WithdrawProposal(proposal=1)))] == [2]
    assert run(store, RestoreProposal(proposal=1)).proposals[1] == before


# -- undo -------------------------------------------------------------------------------------------------------------

_PREPARED = (
    note(1, submitters=(ONE,)),
    note(2, submitters=(TWO,)),
    note(3),
    merge(2, 3),
    note(4),
    WithdrawProposal(proposal=4),
)


@pytest.mark.parametrize(
    "verb",
    [
        *(note(9), merge(1, 2), merge(2, 1), UnmergeProposal(proposal=3), RestoreProposal(proposal=4)),
        *(verb for verb in ABOUT_ONE if not isinstance(verb, MergeProposals)),
    ],
    ids=lambda verb: verb.verb_name,
)
def test_every_verb_is_taken_back_whole(store: Store, verb: Verb[Any]) -> None:
    before = dict(run(store, *_PREPARED).proposals.items())
    assert dict(run(store, verb).proposals.items()) != before
    assert store.run(Undo()).verb == verb.verb_name
    assert dict(written(store).proposals.items()) == before


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([note(1)], EditProposal(proposal=1, text="Khác")),
        ([note(1)], merge(2, 1)),
        ([note(1)], merge(1, 2, text="Ý kiến 1")),
        ([note(1)], SplitProposal(proposal=1, id=9, text="Một", rest="Ý kiến 1")),
        ([note(1, submitters=(ONE,)), merge(1, 2, text="Cả hai")], merge(1, 3, text="Cả hai")),
        ([note(1), EditProposal(proposal=1, text="Ý kiến 1a")], merge(1, 2, text="Ý kiến 1a")),
        ([AddItem(id=9, title="Thêm", kind=AgendaKind.REPORT, minutes=5)], note(1, item=9)),
        ([QueueSpeech(id=9, name="Ngô Yến")], note(1, speech=9)),
        (
            [AddDelegate(id=DelegateId(900), seed=9, category=CategoryId("to-truong"), name="Đỗ Loan")],
            note(1, submitters=(Submitter(delegate=DelegateId(900)),)),
        ),
    ],
    ids=["edited", "merged", "merged into", "split", "more merged into", "edited whole", "item", "speech", "delegate"],
)
def test_what_something_later_stands_on_is_not_taken_back(path: Path, mine: list[Verb[Any]], theirs: Verb[Any]) -> None:
    first, second = opened(path, "Bàn A"), opened(path, "Bàn B")
    run(second, note(2, submitters=(TWO,)), note(3, submitters=(TWO,)))
    run(first, *mine)
    second.run(theirs)
    with pytest.raises(BuiltUpon) as refusal:
        first.run(Undo())
    assert (refusal.value.verb, refusal.value.session) == (theirs.verb_name, second.session.id)
    second.run(Undo())
    assert first.run(Undo()).verb == mine[-1].verb_name
    first.close()
    second.close()
