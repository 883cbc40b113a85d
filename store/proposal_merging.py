"""Several proposals become one, one becomes several, and one is taken back. Nothing of what was written is lost: what
was merged stays as it was, under its own number, and what others were merged into remembers what it said itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.errors import Reason, Refused
from store.proposal_records import Proposal, Wording
from store.proposals import SCRIBE, Noted, proposal_of, put_new, standing, wording
from store.verbs import Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


class MergeProposals(Verb[None], frozen=True, kw_only=True):
    """One says it all, in the words of `text`; the others are merged into it.

    Whoever raised any of them has raised the whole, each once. The rest of the whole stays as it is.
    """

    roles = SCRIBE
    answers = None

    into: int
    proposals: tuple[int, ...]
    """`into` among them makes no difference."""
    text: str

    def apply(self, tx: Transaction) -> None:
        whole = standing(tx.state, self.into)
        others = [standing(tx.state, id) for id in dict.fromkeys(self.proposals) if id != self.into]
        if not others:
            raise Refused(Reason.NOTHING_TO_MERGE)
        for one in others:
            tx.put(replace(one, merged_into=whole.id))
        submitters = dict.fromkeys(person for one in (whole, *others) for person in one.submitters)
        text = wording(self.text)
        many = whole.many or any(one.many for one in others)
        tx.put(replace(whole, text=text, submitters=tuple(submitters), many=many, own=_own(whole, text)))


class UnmergeProposal(Verb[None], frozen=True, kw_only=True):
    """One stands by itself again.

    Who raised nothing but this leaves the whole with it. When nothing is left that was merged into it, the whole says
    again what it said before, unless somebody has changed its words since.
    """

    roles = SCRIBE
    answers = None

    proposal: int

    def apply(self, tx: Transaction) -> None:
        part = proposal_of(tx.state, self.proposal)
        if part.merged_into is None:
            raise Refused(Reason.NOT_MERGED)
        whole = proposal_of(tx.state, part.merged_into)
        if whole.merged_into is not None:
            raise Refused(Reason.MERGED)
        tx.put(replace(part, merged_into=None))
        tx.put(_without(tx.state, whole, part))


def _without(state: State, whole: Proposal, part: Proposal) -> Proposal:
    """The whole after this part has left it."""
    left = [one for one in state.proposals.values() if one.merged_into == whole.id and one.id != part.id]
    own = whole.own or _own(whole, whole.text)
    staying = {*own.submitters, *(person for one in left for person in one.submitters)}
    submitters = tuple(one for one in whole.submitters if one in staying or one not in part.submitters)
    many = whole.many and (not part.many or own.many or any(one.many for one in left))
    if left:
        return replace(whole, submitters=submitters, many=many)
    text = own.text if whole.text == own.merged else whole.text
    return replace(whole, submitters=submitters, many=many, text=text, own=None)


def _own(whole: Proposal, merged: str) -> Wording:
    """What a proposal said by itself, now that as a whole it says `merged`."""
    if whole.own is not None:
        return replace(whole.own, merged=merged)
    return Wording(text=whole.text, submitters=whole.submitters, many=whole.many, merged=merged)


class SplitProposal(Verb[Noted], frozen=True, kw_only=True):
    """A part becomes a proposal of its own, with a number of its own; the old one keeps the rest.

    Everything else that is said of the old one holds of the part too, until somebody says otherwise.
    """

    roles = SCRIBE
    answers = Noted

    proposal: int
    id: int
    text: str
    """What the new one says."""
    rest: str
    """What the old one says from now on."""

    def apply(self, tx: Transaction) -> Noted:
        old = standing(tx.state, self.proposal)
        part = replace(old, id=self.id, text=wording(self.text), split_from=old.id, own=None, slip="")
        tx.put(replace(old, text=wording(self.rest)))
        return put_new(tx, part)


class WithdrawProposal(Verb[None], frozen=True, kw_only=True):
    """Taken back by whoever raised it, or written down by mistake."""

    roles = SCRIBE
    answers = None

    proposal: int

    def apply(self, tx: Transaction) -> None:
        tx.put(replace(standing(tx.state, self.proposal), withdrawn=True))


class RestoreProposal(Verb[None], frozen=True, kw_only=True):
    """What was withdrawn counts again."""

    roles = SCRIBE
    answers = None

    proposal: int

    def apply(self, tx: Transaction) -> None:
        proposal = proposal_of(tx.state, self.proposal)
        if not proposal.withdrawn:
            raise Refused(Reason.NOT_WITHDRAWN)
        tx.put(replace(proposal, withdrawn=False))
