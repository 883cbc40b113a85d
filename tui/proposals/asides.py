"""What is written about a proposal besides its words, whatever stands in the editor: an answer, where it is split.

Knows no screen.
"""

from __future__ import annotations

from store import Aim, Aside, State
from store.proposal_records import Proposal
from store.text import clean


def about(proposal: Proposal, aim: Aim) -> Aside:
    """As it stands now."""
    return Aside(aim=aim, proposal=proposal.id, text=_said(proposal, aim))


def is_kept(aside: Aside, state: State) -> bool:
    """Whether nothing would be lost with it: the conference says the same already, in one or in two."""
    proposal = state.proposals.get(aside.proposal)
    if proposal is None:
        return not aside.text.strip()
    said, parts = _said(proposal, aside.aim), [""]
    if aside.aim is Aim.SPLIT:
        parts += [one.text for one in state.proposals.values() if one.split_from == proposal.id]
    return _bare(aside.text) in {_bare(said + part) for part in parts}


def _said(proposal: Proposal, aim: Aim) -> str:
    return proposal.response if aim is Aim.ANSWER else proposal.text


def _bare(text: str) -> str:
    return "".join(clean(text).split())
