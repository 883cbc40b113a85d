"""What was raised in the hall and stands, as report and minutes tell it: each once, with everybody who raised it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from store.documents.address import Address
from store.documents.paper import MISSING, Figure, ended
from store.documents.proposal_words import KIND_NAMES, MANY, STATE_NAMES
from store.documents.sentence import counted
from store.documents.speech_words import comrade, small
from store.proposal_records import Proposal, ProposalKind, ProposalState
from store.records import Conference
from store.speakers import speaker_of
from store.state import State
from store.text import clean
from store.vietnamese import fold

NO_THEME: Final = "Chưa xếp nhóm"


class Contributions:
    """Read once, asked as often as wanted."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._address = Address(state.conference)
        self.standing = sorted((one for one in state.proposals.values() if one.stands), key=lambda one: one.number)
        """In the order of their numbers."""

    def of(self, *kinds: ProposalKind) -> list[Proposal]:
        """Those of one kind or of several."""
        return [one for one in self.standing if one.kind in kinds]

    def points(self, *kinds: ProposalKind) -> tuple[str, ...]:
        """A line for each of one kind or of several."""
        return tuple(self.point(one) for one in self.of(*kinds))

    def point(self, proposal: Proposal, *, kind: bool = False, speaker: str = "") -> str:
        """What it says, who raised it unless that is the speaker, what was answered, what became of it; on request,
        what kind of thing it is."""
        text = clean(proposal.text) or MISSING
        said = f"{KIND_NAMES[proposal.kind]}: {text}" if kind else text
        who = self.raised_by(proposal)
        return _with_answer(f"{said.rstrip('.')} ({who})" if who and who != speaker else said, proposal)

    def task(self, proposal: Proposal) -> str:
        """Who is to do what by when."""
        to, due = clean(proposal.addressee) or MISSING, clean(proposal.due) or MISSING
        return _with_answer(f"{to}: {(clean(proposal.text) or MISSING).rstrip('.')}; thời hạn: {due}", proposal)

    def raised_by(self, proposal: Proposal) -> str:
        """Everybody who raised it; empty if nobody was noted."""
        speakers = (self._address.speaker(speaker_of(self._state, one)) for one in proposal.submitters)
        named = [comrade(one) for one in speakers if one.name or one.post]
        return "; ".join(dict.fromkeys([*named, MANY] if proposal.many else named))

    def by_theme(self, proposals: Iterable[Proposal]) -> Mapping[str, list[Proposal]]:
        """Under the names of the themes, in the order of the plan; what is of none comes last."""
        themes = {theme.id: clean(theme.name) for theme in self._state.conference.themes}
        found: dict[str, list[Proposal]] = {name: [] for name in (*themes.values(), NO_THEME)}
        for one in proposals:
            found[themes.get(one.theme, NO_THEME)].append(one)
        return {name: those for name, those in found.items() if those}

    def by_addressee(self, proposals: Sequence[Proposal]) -> Mapping[str, list[Proposal]]:
        """Under whom they are for: superiors, then those the plan names, then others as they come."""
        conference = self._state.conference
        names = {fold(name): clean(name) for name in (*conference.superiors, *conference.addressees)}
        found: defaultdict[str, list[Proposal]] = defaultdict(list)
        for one in proposals:
            name = addressee_of(conference, one)
            found[fold(name)].append(one)
            names.setdefault(fold(name), name)
        return {names[key]: found[key] for key in names if key in found}

    def figures(self) -> list[Figure]:
        """How many, of which kind, under which theme."""
        kinds = (Figure(name, str(len(self.of(kind)))) for kind, name in KIND_NAMES.items())
        themes = (Figure(name, str(len(those))) for name, those in self.by_theme(self.standing).items())
        return [Figure("Ý kiến, đề xuất được ghi nhận", str(len(self.standing))), *kinds, *themes]


def addressee_of(conference: Conference, proposal: Proposal) -> str:
    """Whom a petition is for; a proposal nobody is named for is for one's own level."""
    if proposal.addressee:
        return clean(proposal.addressee)
    return clean(conference.organiser.name) if proposal.kind is ProposalKind.SUGGESTION else MISSING


def kinds_in_words(proposals: Sequence[Proposal]) -> str:
    """`giải pháp: 03; kiến nghị: 12`, in the order of the kinds; what there is none of is left out."""
    numbers = {kind: sum(one.kind is kind for one in proposals) for kind in KIND_NAMES}
    told = (f"{small(KIND_NAMES[kind])}: {counted(number)}" for kind, number in numbers.items() if number)
    return "; ".join(told)


def _with_answer(said: str, proposal: Proposal) -> str:
    state = "" if proposal.state is ProposalState.NOTED else f" [{STATE_NAMES[proposal.state]}]"
    response = clean(proposal.response)
    answered = f" Ý kiến tiếp thu, trả lời: {ended(response)}" if response else ""
    return f"{ended(said + state) if not state else f'{said}{state}.'}{answered}"
