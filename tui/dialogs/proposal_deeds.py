"""F8 on a proposal: the same nine things under the same nine digits, each a verb, something to be written, or None."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from typing import Any, Final, NamedTuple

from textual.app import App
from textual.content import Content

from store import (
    Aim,
    Aside,
    EditProposal,
    MergeProposals,
    RecommendProposal,
    RestoreProposal,
    SetProposalState,
    SortProposals,
    State,
    UnmergeProposal,
    Verb,
    WithdrawProposal,
    matches,
    similar,
)
from store.proposal_records import Proposal, ProposalState
from tui.dialogs.find import FindDialog, Found
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.proposal_questions import Raised, ask_addressee, ask_kind, ask_submitters, ask_theme, title_of
from tui.i18n import _
from tui.proposals import proposal_words
from tui.proposals.asides import about
from tui.window import Window


class Errand(Enum):
    """What is done in the screen's own editor."""

    EDIT = "edit"


class Matter(NamedTuple):
    """Which proposal it is about, and where to ask."""

    app: App[Any]
    window: Window
    proposal: Proposal

    @property
    def state(self) -> State:
        """What is true now."""
        return self.window.store.state

    @property
    def title(self) -> str:
        """Which one it is, above what is asked."""
        return title_of(self.proposal)


Asked = Verb[Any] | Aside | Errand | None
Ask = Callable[[Matter], Awaitable[Asked]]


class _Deed(NamedTuple):
    label: Callable[[Matter], str]
    ask: Ask
    why_not: Callable[[Matter], str]


async def ask_proposal_deed(app: App[Any], window: Window, proposal: Proposal) -> Asked:
    """What is done with this one."""
    matter = Matter(app, window, proposal)
    entries = [Entry(deed.label(matter), deed.why_not(matter)) for deed in _DEEDS]
    place = await app.push_screen_wait(PickDialog(matter.title, entries))
    return None if place is None else await _DEEDS[place].ask(matter)


# -- its words, and what is said of it ---------------------------------------------------------------------------------


async def _edit(_matter: Matter) -> Errand:
    return Errand.EDIT


async def _sort(matter: Matter) -> Verb[Any] | None:
    one = matter.proposal
    kind = await ask_kind(matter.app, matter.title, one.kind)
    if kind is None:
        return None
    theme = await ask_theme(matter.app, matter.title, matter.state.conference, one.theme)
    return SortProposals(proposals=(one.id,), kind=kind, theme=theme)


async def _raised(matter: Matter) -> Verb[Any] | None:
    one = matter.proposal
    told = await ask_submitters(matter.app, matter.window, matter.title, Raised(one.submitters, one.many))
    return None if told is None else EditProposal(proposal=one.id, submitters=told.submitters, many=told.many)


async def _address(matter: Matter) -> Verb[Any] | None:
    one, conference = matter.proposal, matter.state.conference
    told = await ask_addressee(matter.app, matter.title, conference, one.kind, one.addressee, one.due)
    return None if told is None else EditProposal(proposal=one.id, **told)


# -- one out of several, several out of one ----------------------------------------------------------------------------


def _merge_label(matter: Matter) -> str:
    merged = matter.proposal.merged_into is not None
    return _("Stands by itself again") if merged else _("Merge another into this one…")


async def _merge(matter: Matter) -> Verb[Any] | None:
    one = matter.proposal
    if one.merged_into is not None:
        return UnmergeProposal(proposal=one.id)
    title = _("{proposal} – which one is merged into it?").format(proposal=proposal_words.number(one))
    id = await matter.app.push_screen_wait(FindDialog(title, lambda query: _others(matter, query)))
    other = matter.state.proposals.get(id) if id is not None else None
    if other is None:
        return None
    text = await _whole(matter, other)
    return None if text is None else MergeProposals(into=one.id, proposals=(other.id,), text=text)


def _others(matter: Matter, query: str) -> Sequence[Found]:
    """Those that fit; before anything is typed, those that say much the same come first."""
    found = [one for one in matches(matter.state, query) if one.id != matter.proposal.id]
    if not query:
        ranks = {one.proposal: place for place, one in enumerate(similar(matter.state, matter.proposal.text))}
        found.sort(key=lambda one: ranks.get(one.id, len(ranks)))
    return [Found(Content(title_of(one)), one.id) for one in found]


async def _whole(matter: Matter, other: Proposal) -> str | None:
    """What the one that stays says from now on."""
    one = matter.proposal
    texts = (one.text, other.text, f"{one.text}\n{other.text}")
    entries = [
        Entry(_("The words of no. {number} stay").format(number=one.number)),
        Entry(_("The words of no. {number} instead").format(number=other.number)),
        Entry(_("Both, one below the other")),
    ]
    place = await matter.app.push_screen_wait(PickDialog(title_of(other), entries))
    return None if place is None else texts[place]


async def _split(matter: Matter) -> Aside:
    return about(matter.proposal, Aim.SPLIT)


# -- what becomes of it ------------------------------------------------------------------------------------------------


async def _answer(matter: Matter) -> Aside:
    return about(matter.proposal, Aim.ANSWER)


async def _decide(matter: Matter) -> Verb[Any] | None:
    """What becomes of it, and apart from that what the chair recommends, one digit."""
    id, states = matter.proposal.id, tuple(ProposalState)
    names = [proposal_words.state_name(state) for state in states]
    told = _("The chair recommends: {state}")
    entries = [*map(Entry, names), *(Entry(told.format(state=name)) for name in names[1:])]
    entries.append(Entry(_("The chair recommends nothing")))
    chosen = states.index(matter.proposal.state)
    place = await matter.app.push_screen_wait(PickDialog(matter.title, entries, chosen=chosen))
    if place is None:
        return None
    if place < len(states):
        return SetProposalState(proposal=id, state=states[place])
    recommended = (*states[1:], None)[place - len(states)]
    return RecommendProposal(proposal=id, recommendation=recommended)


def _withdraw_label(matter: Matter) -> str:
    return _("Counts again") if matter.proposal.withdrawn else _("Withdrawn, or noted by mistake")


async def _withdraw(matter: Matter) -> Verb[Any] | None:
    one = matter.proposal
    return RestoreProposal(proposal=one.id) if one.withdrawn else WithdrawProposal(proposal=one.id)


def _if_it_counts(matter: Matter) -> str:
    if matter.proposal.withdrawn:
        return _("is withdrawn")
    return _("is merged into another") if matter.proposal.merged_into is not None else ""


def _unless_withdrawn(matter: Matter) -> str:
    return _("is withdrawn") if matter.proposal.withdrawn else ""


def _unless_merged(matter: Matter) -> str:
    return _("is merged into another") if matter.proposal.merged_into is not None else ""


_DEEDS: Final = (
    _Deed(lambda _matter: _("Put the words right"), _edit, _if_it_counts),
    _Deed(lambda _matter: _("Kind and theme…"), _sort, _if_it_counts),
    _Deed(lambda _matter: _("Who raised it…"), _raised, _if_it_counts),
    _Deed(lambda _matter: _("Addressed or given to, by when…"), _address, _if_it_counts),
    _Deed(_merge_label, _merge, _unless_withdrawn),
    _Deed(lambda _matter: _("Split into two…"), _split, _if_it_counts),
    _Deed(lambda _matter: _("Answer to it…"), _answer, _if_it_counts),
    _Deed(lambda _matter: _("What becomes of it, what the chair recommends…"), _decide, _if_it_counts),
    _Deed(_withdraw_label, _withdraw, _unless_merged),
)
