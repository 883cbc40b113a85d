"""What was raised in the hall: written down, put right, found again. How it is sorted is in `proposal_sorting.py`, how
several become one and one several in `proposal_merging.py`.

Only the words are required. A proposal has one number for ever, and none is given twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from store.course import running
from store.delegates import delegate_of
from store.errors import Reason, Refused
from store.floor import on_the_floor, speech_of
from store.proposal_records import Proposal, ProposalKind, Submitter
from store.records import AreaId, Conference, DelegateId, Role, Stamp, Value
from store.speaker_list import area_of_unit
from store.speakers import Speaker, speaker_of
from store.text import brief, clean_lines
from store.verbs import MODERATOR, Verb
from store.vietnamese import canonical

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

SCRIBE: Final = MODERATOR | {Role.SECRETARY}
"""Who writes down what is raised."""

LONGEST_TEXT: Final = 32_767
"""Characters of one proposal, or of the answer to it: what a cell of a spreadsheet holds."""


class Noted(Value, frozen=True, kw_only=True):
    """A proposal that has been written down."""

    number: int


class Moment(Value, frozen=True, kw_only=True):
    """What went on in the hall when somebody began to write."""

    item: int | None = None
    speech: int | None = None
    submitters: tuple[Submitter, ...] = ()
    """Whoever had the floor."""


class NoteProposal(Verb[Noted], frozen=True, kw_only=True):
    """Something is written down; where and who is decided when the writing began (`moment_of`)."""

    roles = SCRIBE
    answers = Noted

    id: int
    text: str
    kind: ProposalKind = ProposalKind.UNSORTED
    theme: str = ""
    addressee: str = ""
    due: str = ""
    submitters: tuple[Submitter, ...] = ()
    many: bool = False
    item: int | None = None
    speech: int | None = None
    noted: Stamp

    def apply(self, tx: Transaction) -> Noted:
        _refuse_unknown_place(tx.state, self.item, self.speech)
        proposal = Proposal(
            id=self.id,
            number=0,
            text=wording(self.text),
            kind=self.kind,
            theme=theme_of(tx.state.conference, self.theme),
            addressee=brief(self.addressee),
            due=brief(self.due),
            submitters=known_submitters(tx, self.submitters),
            many=self.many,
            item=self.item,
            speech=self.speech,
            noted=self.noted,
        )
        return put_new(tx, proposal)


class EditProposal(Verb[None], frozen=True, kw_only=True):
    """What a proposal says of itself, put right; None leaves as it is. Its number, place and moment stay."""

    roles = SCRIBE
    answers = None

    proposal: int
    text: str | None = None
    kind: ProposalKind | None = None
    theme: str | None = None
    addressee: str | None = None
    due: str | None = None
    submitters: tuple[Submitter, ...] | None = None
    many: bool | None = None

    def apply(self, tx: Transaction) -> None:
        proposal = standing(tx.state, self.proposal)
        told: dict[str, Any] = {
            "text": None if self.text is None else wording(self.text),
            "kind": self.kind,
            "theme": None if self.theme is None else theme_of(tx.state.conference, self.theme),
            "addressee": None if self.addressee is None else brief(self.addressee),
            "due": None if self.due is None else brief(self.due),
            "submitters": None if self.submitters is None else known_submitters(tx, self.submitters),
            "many": self.many,
        }
        tx.put(replace(proposal, **{field: value for field, value in told.items() if value is not None}))


# -- what holds for every proposal ------------------------------------------------------------------------------------


def put_new(tx: Transaction, proposal: Proposal) -> Noted:
    """Writes down something new, under the next number."""
    number = tx.state.next_proposal
    tx.put(replace(proposal, number=number))
    return Noted(number=number)


def wording(text: str) -> str:
    """Words as they are kept, line by line. Raises `Refused` if there are none, or too many."""
    words = canonical(clean_lines(text))
    if not words:
        raise Refused(Reason.NO_TEXT)
    if len(words) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LONG)
    return words


def theme_of(conference: Conference, theme: str) -> str:
    """A theme of the conference, or none. Raises `Refused`."""
    if theme and all(one.id != theme for one in conference.themes):
        raise Refused(Reason.NO_SUCH_THEME)
    return theme


def known_submitters(tx: Transaction, submitters: Iterable[Submitter]) -> tuple[Submitter, ...]:
    """Each once, in their order, without those of whom nothing is said. Raises `Refused` for a delegate there is
    not."""
    told = (_known(tx, one) for one in submitters)
    return tuple(dict.fromkeys(one for one in told if one != Submitter()))


def _known(tx: Transaction, submitter: Submitter) -> Submitter:
    if submitter.delegate is not None:
        return Submitter(delegate=delegate_of(tx, submitter.delegate).id)
    name, title, unit = map(brief, (submitter.name, submitter.title, submitter.unit))
    area = area_of_unit(tx.state.conference, unit) if unit else AreaId("")
    return Submitter(name=name, title=title, unit=unit, area=area)


def _refuse_unknown_place(state: State, item: int | None, speech: int | None) -> None:
    if item is not None and item not in state.agenda:
        raise Refused(Reason.NO_SUCH_ITEM)
    if speech is not None:
        speech_of(state, speech)


def proposal_of(state: State, id: int) -> Proposal:
    """Raises `Refused` if there is none."""
    proposal = state.proposals.get(id)
    if proposal is None:
        raise Refused(Reason.NO_SUCH_PROPOSAL)
    return proposal


def standing(state: State, id: int) -> Proposal:
    """One that can be changed: what was merged stays as it was written, what was withdrawn stays so until it is
    restored. Raises `Refused`."""
    proposal = proposal_of(state, id)
    if proposal.merged_into is not None:
        raise Refused(Reason.MERGED)
    if proposal.withdrawn:
        raise Refused(Reason.WITHDRAWN)
    return proposal


# -- what is there ----------------------------------------------------------------------------------------------------


def moment_of(state: State) -> Moment:
    """What goes on in the hall, for whoever begins to write now."""
    run, speech = running(state), on_the_floor(state)
    speaker = speaker_of(state, speech) if speech else None
    return Moment(
        item=run.item if run else None,
        speech=speech.id if speech else None,
        submitters=(_submitter(speaker),) if speaker and (speaker.name or speaker.unit) else (),
    )


def still_there(state: State, moment: Moment) -> Moment:
    """The moment without what has been taken back since, so that it does not stand in the way of the words."""
    gone = {one for one in moment.submitters if one.delegate is not None and one.delegate not in state.delegates}
    return Moment(
        item=moment.item if moment.item in state.agenda else None,
        speech=moment.speech if moment.speech in state.speeches else None,
        submitters=tuple(one for one in moment.submitters if one not in gone),
    )


def _submitter(speaker: Speaker) -> Submitter:
    if speaker.delegate is not None:
        return Submitter(delegate=DelegateId(speaker.delegate))
    return Submitter(name=speaker.name, title=speaker.title, unit=speaker.unit, area=speaker.area)


def raised_by(state: State, proposal: Proposal) -> tuple[Speaker, ...]:
    """Who raised it, as they are announced: in the place of a delegate who sent a substitute it is the substitute."""
    return tuple(speaker_of(state, one) for one in proposal.submitters)


def standing_proposals(state: State) -> list[Proposal]:
    """Those that count, in the order of their numbers."""
    return in_order(one for one in state.proposals.values() if one.stands)


def originals(state: State, proposal: int) -> list[Proposal]:
    """What was merged into a proposal, and into that; as it was written, in the order of the numbers."""
    return in_order(_under(proposal, _parts(state)))


def with_originals(state: State) -> Iterator[Proposal]:
    """Those that count, in the order of their numbers, each followed by what was merged into it."""
    parts = _parts(state)
    for one in standing_proposals(state):
        yield one
        yield from in_order(_under(one.id, parts))


def _parts(state: State) -> Mapping[int, list[Proposal]]:
    """What was merged into each."""
    parts: defaultdict[int, list[Proposal]] = defaultdict(list)
    for one in state.proposals.values():
        if one.merged_into is not None:
            parts[one.merged_into].append(one)
    return parts


def _under(proposal: int, parts: Mapping[int, list[Proposal]]) -> Iterator[Proposal]:
    for one in parts.get(proposal, ()):
        yield one
        yield from _under(one.id, parts)


def in_order(proposals: Iterable[Proposal]) -> list[Proposal]:
    """By their numbers."""
    return sorted(proposals, key=lambda one: one.number)
