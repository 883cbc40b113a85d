"""Proposals sorted: by kind and theme, with what becomes of each, and what a person still has to say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.proposal_records import Proposal, ProposalKind, ProposalState
from store.proposals import SCRIBE, standing, standing_proposals, theme_of, wording
from store.records import Conference, Value
from store.text import clean
from store.verbs import Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


class SortProposals(Verb[None], frozen=True, kw_only=True):
    """Several put under a kind, a theme or both in one commit; None leaves as it is."""

    roles = SCRIBE
    answers = None

    proposals: tuple[int, ...]
    kind: ProposalKind | None = None
    theme: str | None = None

    def apply(self, tx: Transaction) -> None:
        theme = None if self.theme is None else theme_of(tx.state.conference, self.theme)
        for id in self.proposals:
            old = standing(tx.state, id)
            kind = old.kind if self.kind is None else self.kind
            tx.put(replace(old, kind=kind, theme=old.theme if theme is None else theme))


class AnswerProposal(Verb[None], frozen=True, kw_only=True):
    """What the chair answers (ý kiến tiếp thu, giải trình); an empty answer takes it away."""

    roles = SCRIBE
    answers = None

    proposal: int
    response: str

    def apply(self, tx: Transaction) -> None:
        response = wording(self.response) if clean(self.response) else ""
        tx.put(replace(standing(tx.state, self.proposal), response=response))


class SetProposalState(Verb[None], frozen=True, kw_only=True):
    """What becomes of it."""

    roles = SCRIBE
    answers = None

    proposal: int
    state: ProposalState

    def apply(self, tx: Transaction) -> None:
        tx.put(replace(standing(tx.state, self.proposal), state=self.state))


class RecommendProposal(Verb[None], frozen=True, kw_only=True):
    """What the chair recommends to do with it; None for nothing."""

    roles = SCRIBE
    answers = None

    proposal: int
    recommendation: ProposalState | None

    def apply(self, tx: Transaction) -> None:
        tx.put(replace(standing(tx.state, self.proposal), recommendation=self.recommendation))


# -- what is there ----------------------------------------------------------------------------------------------------


def proposals_by_theme(state: State) -> dict[str, list[Proposal]]:
    """Those that count, under each theme in the order of the plan, and last, under an empty one, those of none."""
    found: dict[str, list[Proposal]] = {theme: [] for theme in (*(one.id for one in state.conference.themes), "")}
    for one in standing_proposals(state):
        found[one.theme if one.theme in found else ""].append(one)
    return found


def count_by_kind(state: State) -> dict[ProposalKind, int]:
    """How many count of each kind."""
    counted = Counter(one.kind for one in state.proposals.values() if one.stands)
    return {kind: counted[kind] for kind in ProposalKind}


class Lack(StrEnum):
    """What has not been said of a proposal."""

    KIND = "kind"
    THEME = "theme"
    ADDRESSEE = "addressee"
    """Of a petition: whom it is for."""
    RESPONSIBLE = "responsible"
    """Of a task: who it was given to."""
    DUE = "due"
    """Of a task: by when."""


class Unsorted(Value, frozen=True, kw_only=True):
    """A proposal of which a person still has something to say."""

    proposal: Proposal
    lacks: tuple[Lack, ...]


def unsorted(state: State) -> list[Unsorted]:
    """What is still to be sorted, in the order of the numbers."""
    found = ((one, tuple(_lacks(state.conference, one))) for one in standing_proposals(state))
    return [Unsorted(proposal=one, lacks=lacks) for one, lacks in found if lacks]


def _lacks(conference: Conference, proposal: Proposal) -> Iterator[Lack]:
    if proposal.kind is ProposalKind.UNSORTED:
        yield Lack.KIND
    if conference.themes and not proposal.theme:
        yield Lack.THEME
    if proposal.kind is ProposalKind.PETITION and not proposal.addressee:
        yield Lack.ADDRESSEE
    if proposal.kind is ProposalKind.TASK and not proposal.addressee:
        yield Lack.RESPONSIBLE
    if proposal.kind is ProposalKind.TASK and not proposal.due:
        yield Lack.DUE
