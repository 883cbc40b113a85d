"""What the answer says after something was done about what was raised. Pure. Nothing here makes a sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from store import (
    AnswerProposal,
    EditProposal,
    MergeProposals,
    Noted,
    NoteProposal,
    RecommendProposal,
    RestoreProposal,
    SetProposalState,
    SortProposals,
    SplitProposal,
    State,
    Undone,
    UnmergeProposal,
    Verb,
    WithdrawProposal,
)
from store.proposal_records import Proposal
from store.records import Stamp
from tui.door.cards import Card
from tui.i18n import N_, _
from tui.present import Tone, clock
from tui.proposals import proposal_words

_DONE: Final[dict[type[Verb[Any]], tuple[str, str]]] = {
    NoteProposal: ("✔", N_("NO. {number} NOTED")),
    EditProposal: ("✎", N_("NO. {number} PUT RIGHT")),
    SortProposals: ("✔", N_("NO. {number} SORTED")),
    AnswerProposal: ("✎", N_("NO. {number} ANSWERED")),
    SetProposalState: ("✔", N_("NO. {number}: WHAT BECOMES OF IT")),
    RecommendProposal: ("★", N_("NO. {number}: THE CHAIR'S OPINION")),
    MergeProposals: ("⊂", N_("MERGED INTO NO. {number}")),
    UnmergeProposal: ("✔", N_("NO. {number} STANDS BY ITSELF")),
    SplitProposal: ("✔", N_("NO. {number} SPLIT OFF")),
    WithdrawProposal: ("–", N_("NO. {number} WITHDRAWN")),
    RestoreProposal: ("✔", N_("NO. {number} COUNTS AGAIN")),
}


def is_of_proposals(verb: Verb[Any]) -> bool:
    """Whether this room says what the verb did."""
    return type(verb) in _DONE


def proposal_card(verb: Verb[Any], outcome: Any, at: Stamp, after: State) -> Card:
    """What `verb` did, when it answered `outcome`."""
    glyph, told = _DONE[type(verb)]
    proposal = after.proposals.get(_concerned(verb, outcome))
    number = outcome.number if isinstance(outcome, Noted) else proposal.number if proposal else "?"
    headline = f"{glyph} {_(told).format(number=number)} {clock(at)}"
    card = Card(Tone.GOOD if isinstance(verb, NoteProposal) else Tone.QUIET, headline, undoable=type(verb).undoable)
    return card if proposal is None else replace(card, advice=_advice(verb, proposal, after))


def _concerned(verb: Any, outcome: Any) -> int:
    """The one that is new, the one that says it all, or the one there is."""
    if isinstance(verb, MergeProposals):
        return verb.into
    if isinstance(verb, SortProposals):
        return verb.proposals[0]
    id: int = verb.id if isinstance(outcome, Noted) else verb.proposal
    return id


def _advice(verb: Verb[Any], one: Proposal, after: State) -> str:
    match verb:
        case NoteProposal() | EditProposal():
            return proposal_words.short_who(after, one.submitters, many=one.many)
        case SortProposals():
            theme = proposal_words.theme_name(after.conference, one.theme)
            return " · ".join(filter(None, (proposal_words.kind_name(one.kind), theme)))
        case SetProposalState():
            return proposal_words.state_name(one.state)
        case RecommendProposal():
            return proposal_words.state_name(one.recommendation) if one.recommendation else _("none")
    return proposal_words.first_line(one.text)


def concerned(undone: Undone, before: State, after: State) -> str:
    """Which proposal an undo was about; empty if it was about none, or about several."""
    keys = [key for table, key in undone.keys if table == Proposal.table]
    found = [after.proposals.get(key) or before.proposals.get(key) for key in keys]
    names = [proposal_words.number(one) for one in found if one is not None]
    return ", ".join(sorted(names)) if names else ""


def raiser_card(name: str) -> Card:
    """Somebody was scanned while a text is written: it is theirs."""
    return Card(Tone.QUIET, "✎ " + _("RAISED BY"), name=name)


def resumed_card(noted: Stamp) -> Card:
    """What a crash left half written is in the editor again."""
    told = _("begun at {time}; go on, F9 saves it").format(time=clock(noted))
    return Card(Tone.AGAIN, "✎ " + _("HALF A TEXT WAS LEFT"), advice=told, lasting=True)
