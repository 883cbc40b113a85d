"""What stands on what: the documents that must not have changed since, for an action to be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.live_records import ItemRun, Speech
from store.proposal_records import Proposal
from store.records import AgendaItem, Attendance, Badge, Delegate, DelegateId, Touched

if TYPE_CHECKING:
    from store.state import State

Place = tuple[str, int]
"""A table and a key in it."""


def ground(state: State, touched: Touched) -> Iterator[Place]:
    """The document that was touched, and whatever goes wrong with it."""
    yield touched.table, touched.key
    match touched.table:
        case Delegate.table:
            yield from _of_delegate(state, touched)
        case AgendaItem.table if touched.before is None:
            yield ItemRun.table, touched.key
            yield from ((Proposal.table, one.id) for one in state.proposals.values() if one.item == touched.key)
        case ItemRun.table:
            yield from _of_run(state, touched)
        case Speech.table:
            yield from _of_speech(state, touched)
        case Proposal.table:
            yield from _of_proposal(state, touched)


def _of_delegate(state: State, touched: Touched) -> Iterator[Place]:
    """If the code goes, what was done with the badge; if the person goes, what they said."""
    delegate = state.delegates.get(DelegateId(touched.key))
    if delegate is not None and (touched.before is None or touched.before["code"] != delegate.code):
        yield Attendance.table, touched.key
        yield Badge.table, touched.key
    if touched.before is None:
        yield from ((Speech.table, one.id) for one in state.speeches.values() if one.delegate == touched.key)
        yield from ((Proposal.table, one.id) for one in state.proposals.values() if _raised(one, touched.key))


def _of_run(state: State, touched: Touched) -> Iterator[Place]:
    """Only one item runs: what ran when is taken back from the last on."""
    now = state.runs.get(touched.key)
    before = ItemRun.from_document(touched.before).spans if touched.before else ()
    if now is None or now.spans != before:
        yield from ((ItemRun.table, run.item) for run in state.runs.values())


def _of_speech(state: State, touched: Touched) -> Iterator[Place]:
    """Only one person speaks: who spoke when is taken back from the last on. A reply needs what it answers."""
    now = state.speeches.get(touched.key)
    before = Speech.from_document(touched.before).span if touched.before else None
    if now is not None and now.span != before:
        yield from ((Speech.table, one.id) for one in state.speeches.values() if one.span)
    if touched.before is None:
        yield from ((Speech.table, one.id) for one in state.speeches.values() if one.answers == touched.key)
        yield from ((Proposal.table, one.id) for one in state.proposals.values() if one.speech == touched.key)


def _of_proposal(state: State, touched: Touched) -> Iterator[Place]:
    """What was merged into it needs it as it is, what was split from it that it is."""
    for one in state.proposals.values():
        if one.merged_into == touched.key or (one.split_from == touched.key and touched.before is None):
            yield Proposal.table, one.id


def _raised(proposal: Proposal, delegate: int) -> bool:
    people = (*proposal.submitters, *(proposal.own.submitters if proposal.own else ()))
    return any(one.delegate == delegate for one in people)
