"""What is raised in the hall: written down, sorted, merged, split, taken back; each time as the file has it."""

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
    AdmitSubstitute,
    AnswerProposal,
    DeleteItem,
    EditProposal,
    GiveFloor,
    Lack,
    Moment,
    NextSpeaker,
    Noted,
    Proposal,
    ProposalKind,
    ProposalState,
    QueueSpeech,
    RecommendProposal,
    RestoreProposal,
    SetProposalState,
    SortProposals,
    SplitProposal,
    StartItem,
    StartSpeech,
    Store,
    Submitter,
    Undo,
    UnmergeProposal,
    WithdrawProposal,
    count_by_kind,
    moment_of,
    proposals_by_theme,
    raised_by,
    standing_proposals,
    still_there,
    unsorted,
)
from store.errors import Reason
from store.proposals import LONGEST_TEXT
from store.records import AgendaKind, CategoryId, DelegateId, Role
from store.verbs import VERBS, Verb
from stores import new_conference, opened


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    return new_conference(tmp_path, 8, agenda=builders.agenda(), themes=THEMES)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path, "Thư ký")
    yield store
    store.close()


# -- written down -----------------------------------------------------------------------------------------------------


def test_only_the_words_are_required(store: Store) -> None:
    assert store.run(note(71, "  Hiê\u0309n đâ\u0301t\u200b\r\nmở\u00a0đường ")) == Noted(number=1)
    kept = written(store).proposals[71]
    assert kept == builders.proposal(71, "Hiển đất\nmở đường", number=1, noted=builders.stamp("08:40:00"))


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        (note(1, " \u200b\n"), Reason.NO_TEXT),
        (note(1, "a" * (LONGEST_TEXT + 1)), Reason.TOO_LONG),
        (note(1, theme="khong-co"), Reason.NO_SUCH_THEME),
        (note(1, item=99), Reason.NO_SUCH_ITEM),
        (note(1, speech=99), Reason.NO_SUCH_SPEECH),
        (note(1, submitters=(Submitter(delegate=DelegateId(99)),)), Reason.NO_SUCH_DELEGATE),
        (EditProposal(proposal=99), Reason.NO_SUCH_PROPOSAL),
        (EditProposal(proposal=50, text=""), Reason.NO_TEXT),
        (EditProposal(proposal=50, theme="khong-co"), Reason.NO_SUCH_THEME),
        (SortProposals(proposals=(50, 99)), Reason.NO_SUCH_PROPOSAL),
        (AnswerProposal(proposal=50, response="a" * (LONGEST_TEXT + 1)), Reason.TOO_LONG),
        (merge(50, 50), Reason.NOTHING_TO_MERGE),
        (merge(50, 51, text=" "), Reason.NO_TEXT),
        (merge(50, 99), Reason.NO_SUCH_PROPOSAL),
        (UnmergeProposal(proposal=50), Reason.NOT_MERGED),
        (SplitProposal(proposal=50, id=1, text="Một", rest=""), Reason.NO_TEXT),
        (SplitProposal(proposal=50, id=1, text="", rest="Một"), Reason.NO_TEXT),
        (RestoreProposal(proposal=50), Reason.NOT_WITHDRAWN),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else value.verb_name,
)
def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, verb: Verb[Any], reason: Reason) -> None:
    run(store, note(50), note(51))
    assert refuses(store, verb) is reason


@pytest.mark.parametrize("verb", ABOUT_ONE, ids=lambda verb: verb.verb_name)
@pytest.mark.parametrize(
    ("done", "reason"), [(merge(2, 1), Reason.MERGED), (WithdrawProposal(proposal=1), Reason.WITHDRAWN)]
)
def test_what_no_longer_counts_stays_as_it_is(store: Store, verb: Verb[Any], done: Verb[Any], reason: Reason) -> None:
    run(store, note(1), note(2), note(3), done)
    assert refuses(store, verb) is reason


def test_who_raised_it_is_kept_once_and_known_by_number_or_by_words(store: Store) -> None:
    guest = Submitter(name=" Ngô  Yến", unit="Tổ Dân vận khu phố 3, phường Trang Hạ")
    named = Submitter(delegate=DelegateId(1), name="không cần", unit="không cần")
    kept = run(store, note(1, submitters=(named, guest, ONE, Submitter(), guest), many=True)).proposals[1]
    assert kept.submitters == (
        ONE,
        Submitter(name="Ngô Yến", unit="Tổ Dân vận khu phố 3, phường Trang Hạ", area=kept.submitters[1].area),
    )
    assert (kept.submitters[1].area, kept.many) == ("p11", True)


def test_who_raised_it_is_announced_as_they_came(store: Store) -> None:
    state = run(store, AdmitSubstitute(delegate=DelegateId(2), name="Lê Văn Sử"), note(1, submitters=(ONE, TWO)))
    first, second = raised_by(state, state.proposals[1])
    assert (first.name, second.name) == (state.delegates[DelegateId(1)].name, "Lê Văn Sử")


def test_what_is_edited_is_that_and_nothing_else(store: Store) -> None:
    first = note(1, kind=ProposalKind.TASK, theme="khac", addressee="Tổ 3", due="30/9", submitters=(ONE,), item=1)
    before = run(store, first).proposals[1].to_document()
    changes: dict[str, Any] = {"text": "Mới", "addressee": "", "submitters": (TWO, THREE), "many": True}
    after = run(store, EditProposal(proposal=1, **changes)).proposals[1].to_document()
    assert {field for field in after if after[field] != before[field]} == set(changes)
    assert (after["text"], after["addressee"], after["many"]) == ("Mới", "", True)


# -- the moment -------------------------------------------------------------------------------------------------------


def test_nothing_goes_on_before_the_day(store: Store) -> None:
    assert moment_of(store.state) == Moment()


def test_the_moment_is_the_item_the_speech_and_whoever_has_the_floor(store: Store) -> None:
    run(store, StartItem(item=4), GiveFloor(id=5, delegate=DelegateId(3)))
    moment = moment_of(written(store))
    assert moment == Moment(item=4, speech=5, submitters=(THREE,))
    kept = run(store, note(1, item=moment.item, speech=moment.speech, submitters=moment.submitters)).proposals[1]
    assert (kept.item, kept.speech, kept.submitters) == (4, 5, (THREE,))


@pytest.mark.parametrize(
    ("words", "submitters"),
    [
        ({"name": "Ngô Yến", "unit": "Tổ 3"}, (Submitter(name="Ngô Yến", unit="Tổ 3"),)),
        ({"unit": "Tổ 3"}, (Submitter(unit="Tổ 3"),)),
        ({}, ()),
    ],
)
def test_a_speaker_nobody_knows_is_told_by_words_or_not_at_all(
    store: Store, words: dict[str, Any], submitters: tuple[Submitter, ...]
) -> None:
    run(store, GiveFloor(id=5, **words))
    assert moment_of(store.state).submitters == submitters


def test_what_was_taken_back_while_somebody_wrote_does_not_stand_in_the_way(store: Store) -> None:
    other = opened(store.engine.place, "Chủ trì", role=Role.OFFICE)
    other.run(AddItem(id=9, title="Bất thường", kind=AgendaKind.REPORT, minutes=5))
    other.run(AddDelegate(id=DelegateId(900), seed=9, category=CategoryId("to-truong"), name="Đỗ Loan"))
    store.refresh()
    moment = Moment(item=9, submitters=(ONE, Submitter(delegate=DelegateId(900))))
    assert still_there(store.state, moment) == moment
    for _action in range(2):
        other.run(Undo())
    other.close()
    store.refresh()
    left = still_there(store.state, moment)
    assert left == Moment(submitters=(ONE,))
    store.run(note(1, item=left.item, submitters=left.submitters))


def test_an_item_in_which_something_was_raised_is_not_deleted(store: Store) -> None:
    run(store, note(1, item=3))
    assert refuses(store, DeleteItem(item=3)) is Reason.HAS_PROPOSALS
    assert 4 not in run(store, DeleteItem(item=4)).agenda


# -- one number for ever ----------------------------------------------------------------------------------------------


def test_a_number_is_not_given_again_after_undo_and_restart(path: Path) -> None:
    for expected in (1, 2, 3):
        store = opened(path)
        assert store.run(note(expected)) == Noted(number=expected)
        store.run(Undo())
        store.close()
    again = opened(path)
    assert list(again.state.proposals) == []
    assert again.run(note(9)) == Noted(number=4)
    assert again.run(SplitProposal(proposal=9, id=10, text="Một", rest="Hai")) == Noted(number=5)
    again.close()


def test_two_windows_never_give_the_same_number(path: Path) -> None:
    first, second = opened(path), opened(path)
    numbers = [
        window.run(note(10 * place + at)).number for place in range(1, 4) for at, window in enumerate((first, second))
    ]
    assert numbers == [1, 2, 3, 4, 5, 6]
    second.run(Undo())
    assert first.run(note(99)).number == 7
    first.close()
    second.close()


def test_the_secretary_the_moderator_and_the_office_write_and_nobody_else() -> None:
    about = [verb for verb in VERBS.values() if verb.__module__.startswith("store.propos")]
    assert len(about) == 11
    for verb in about:
        assert verb.roles == {Role.SECRETARY, Role.MODERATOR, Role.OFFICE}


# -- sorted -----------------------------------------------------------------------------------------------------------


def test_several_are_sorted_at_once_and_taken_back_at_once(store: Store) -> None:
    run(store, note(1), note(2, theme="moi-truong"), note(3))
    state = run(store, SortProposals(proposals=(1, 2), kind=ProposalKind.SOLUTION))
    assert [(one.kind, one.theme) for one in standing_proposals(state)] == [
        (ProposalKind.SOLUTION, ""),
        (ProposalKind.SOLUTION, "moi-truong"),
        (ProposalKind.UNSORTED, ""),
    ]
    state = run(store, SortProposals(proposals=(1, 3), theme="khac"))
    assert {theme: [one.id for one in found] for theme, found in proposals_by_theme(state).items()} == {
        "moi-truong": [2],
        "khac": [1, 3],
        "": [],
    }
    assert {one.theme for one in run(store, Undo()).proposals.values()} == {"", "moi-truong"}


def test_counts_are_of_those_that_count(store: Store) -> None:
    kinds = [note(id, kind=ProposalKind.SOLUTION if id < 4 else ProposalKind.TASK) for id in range(1, 6)]
    state = run(store, *kinds, merge(1, 2), WithdrawProposal(proposal=5))
    assert {kind: count for kind, count in count_by_kind(state).items() if count} == {
        ProposalKind.SOLUTION: 2,
        ProposalKind.TASK: 1,
    }
    assert set(count_by_kind(state)) == set(ProposalKind)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, (Lack.KIND, Lack.THEME)),
        ({"kind": ProposalKind.SOLUTION}, (Lack.THEME,)),
        ({"kind": ProposalKind.PETITION, "theme": "khac"}, (Lack.ADDRESSEE,)),
        ({"kind": ProposalKind.PETITION, "theme": "khac", "addressee": "Tỉnh ủy"}, None),
        ({"kind": ProposalKind.TASK, "theme": "khac"}, (Lack.RESPONSIBLE, Lack.DUE)),
        ({"kind": ProposalKind.TASK, "theme": "khac", "addressee": "Tổ 3", "due": "30/9"}, None),
    ],
)
def test_what_a_person_still_has_to_say_is_named(
    store: Store, fields: dict[str, Any], lacks: tuple[Lack, ...] | None
) -> None:
    state = run(store, note(1, **fields), note(2), note(3), merge(2, 3), WithdrawProposal(proposal=2))
    assert [(one.proposal.id, one.lacks) for one in unsorted(state)] == ([(1, lacks)] if lacks else [])


def test_without_themes_nobody_misses_one() -> None:
    state = builders.state(builders.proposal(1, kind=ProposalKind.LESSON), themes=())
    assert unsorted(state) == []


def test_what_becomes_of_it_is_apart_from_what_the_chair_recommends(store: Store) -> None:
    state = run(
        store,
        note(1),
        RecommendProposal(proposal=1, recommendation=ProposalState.REJECTED),
        SetProposalState(proposal=1, state=ProposalState.REFERRED),
        AnswerProposal(proposal=1, response=" Chuyển  Phòng Nội vụ "),
    )
    one = state.proposals[1]
    assert (one.state, one.recommendation, one.response) == (
        ProposalState.REFERRED,
        ProposalState.REJECTED,
        "Chuyển Phòng Nội vụ",
    )
    one = run(
        store, RecommendProposal(proposal=1, recommendation=None), AnswerProposal(proposal=1, response="\u200b")
    ).proposals[1]
    assert (one.recommendation, one.response, one.state) == (None, "", ProposalState.REFERRED)


def test_a_document_without_the_newer_fields_is_a_proposal() -> None:
    document = builders.proposal(1).to_document()
    for field in ("own", "merged_into", "split_from", "withdrawn", "recommendation"):
        del document[field]
    assert Proposal.from_document(document) == builders.proposal(1)


def test_somebody_else_at_the_podium_is_somebody_else(store: Store) -> None:
    run(
        store,
        QueueSpeech(id=1, delegate=DelegateId(1)),
        QueueSpeech(id=2, delegate=DelegateId(2)),
        StartSpeech(speech=1),
    )
    assert moment_of(store.state).submitters == (ONE,)
    run(store, NextSpeaker(current=1))
    assert moment_of(store.state) == Moment(speech=2, submitters=(TWO,))
