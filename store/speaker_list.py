"""The list of speakers: how somebody gets on it, moves on it, and leaves it without speaking.

Nothing ever leaves the records: whoever speaks again has a second speech.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from store.delegates import delegate_of
from store.errors import Reason, Refused
from store.floor import finished, speech_of
from store.live_records import Fate, SpeakerList, Speech, SpeechKind
from store.records import AreaId, Conference, DelegateId, Role, Value
from store.spans import is_open
from store.speakers import rank, waiting_list, waits
from store.speech_limits import fit_minutes
from store.text import clean
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

TAKERS: Final = MODERATOR | {Role.RECEPTION}
"""Who takes names down; the door only while the list is open."""


class Queued(Value, frozen=True, kw_only=True):
    """A place on the list."""

    speech: int
    already: bool = False
    """The same person was waiting with the same kind of speech; nothing was added."""


class QueueSpeakers(Verb[tuple[Queued, ...]], frozen=True, kw_only=True):
    """Delegates who ask for the floor, in one commit; one answer each."""

    roles = TAKERS
    answers = tuple[Queued, ...]

    ids: tuple[int, ...]
    delegates: tuple[DelegateId, ...]

    def apply(self, tx: Transaction) -> tuple[Queued, ...]:
        people = [delegate_of(tx, one) for one in self.delegates]
        return tuple(
            queue(tx, Speech(id=id, kind=SpeechKind.FLOOR, position=0, delegate=one.id))
            for id, one in zip(self.ids, people, strict=True)
        )


class QueueSpeech(Verb[Queued], frozen=True, kw_only=True):
    """Any speech put on the list: a paper, somebody by name, a point of order, a question or reply to a speech."""

    roles = TAKERS
    answers = Queued

    id: int
    kind: SpeechKind = SpeechKind.FLOOR
    delegate: DelegateId | None = None
    name: str = ""
    title: str = ""
    unit: str = ""
    topic: str = ""
    minutes: int | None = None
    unlimited: bool = False
    paper: bool = False
    replies_to: int | None = None

    def apply(self, tx: Transaction) -> Queued:
        return queue(tx, self.speech(tx))

    def speech(self, tx: Transaction) -> Speech:
        """What is put on the list."""
        if self.delegate is not None:
            delegate_of(tx, self.delegate)
        if self.replies_to is not None:
            speech_of(tx.state, self.replies_to)
        known = self.delegate is not None
        return Speech(
            id=self.id,
            kind=self.kind,
            position=0,
            delegate=self.delegate,
            name="" if known else clean(self.name),
            title="" if known else clean(self.title),
            unit="" if known else clean(self.unit),
            area=AreaId("") if known else area_of_unit(tx.state.conference, self.unit),
            topic=clean(self.topic),
            minutes=None if self.minutes is None else fit_minutes(self.minutes),
            unlimited=self.unlimited,
            paper=self.paper,
            answers=self.replies_to,
        )


class QueueAgain(Verb[Queued], frozen=True, kw_only=True):
    """Whoever has had the floor asks for it once more: another speech, the first stays as it was."""

    roles = TAKERS
    answers = Queued

    id: int
    speech: int

    def apply(self, tx: Transaction) -> Queued:
        old = speech_of(tx.state, self.speech)
        person = {field: getattr(old, field) for field in _PERSON}
        return queue(tx, Speech(id=self.id, kind=SpeechKind.FLOOR, position=0, **person))


_PERSON: Final = ("delegate", "name", "title", "unit", "area", "unlimited")


def queue(tx: Transaction, speech: Speech) -> Queued:
    """Puts a speech at the end of the list, unless the same person waits there with one of that kind."""
    if tx.state.speaker_list.closed and tx.session.role not in MODERATOR:
        raise Refused(Reason.LIST_CLOSED)
    waiting = waiting_entry(tx.state, speech)
    if waiting is not None:
        return Queued(speech=waiting.id, already=True)
    add_at_end(tx, speech)
    return Queued(speech=speech.id)


def add_at_end(tx: Transaction, speech: Speech) -> None:
    """Puts a speech behind everybody else's."""
    last = max((one.position for one in tx.state.speeches.values()), default=0)
    tx.put(replace(speech, position=last + 1, queued=tx.at))


def waiting_entry(state: State, speech: Speech) -> Speech | None:
    """Where the same delegate already waits with the same kind of speech; of several, the first in the list."""
    if speech.delegate is None:
        return None
    same = (one for one in state.speeches.values() if one.delegate == speech.delegate and one.kind is speech.kind)
    return min(filter(waits, same), key=lambda one: (one.position, one.id), default=None)


def area_of_unit(conference: Conference, unit: str) -> AreaId:
    """The ward a unit lies in; empty if it names none."""
    from store.roster.areas import Areas

    return Areas(conference.areas).find(clean(unit))


def first_position(state: State) -> int:
    """A place before everybody else's."""
    return min((one.position for one in state.speeches.values()), default=1) - 1


# -- moving on the list, and off it ---------------------------------------------------------------------------------


class Direction(StrEnum):
    """Where to on the list."""

    UP = "up"
    DOWN = "down"
    TOP = "top"


class MoveSpeech(Verb[None], frozen=True, kw_only=True):
    """A speech changes its place among those of the same rank: nobody overtakes a point of order."""

    roles = MODERATOR
    answers = None

    speech: int
    to: Direction
    places: int = 1
    """How many up or down; no further than its rank goes."""

    def apply(self, tx: Transaction) -> None:
        speech = _waiting(tx.state, self.speech)
        peers = _peers(tx.state, speech)
        by = max(self.places, 0) * (-1 if self.to is Direction.UP else 1)
        if self.to is Direction.TOP:
            _to_top(tx, speech, peers)
        else:
            _reorder(tx, peers, _moved(peers, speech, by))


def _moved(peers: list[Speech], speech: Speech, by: int) -> list[Speech]:
    """The same with one of them so many places further down, or up if `by` is negative."""
    others = [one for one in peers if one.id != speech.id]
    others.insert(min(max(peers.index(speech) + by, 0), len(others)), speech)
    return others


class PutOnDeck(Verb[None], frozen=True, kw_only=True):
    """Somebody is told to be ready, and is next among those of the same rank."""

    roles = MODERATOR
    answers = None

    speech: int
    ready: bool = True

    def apply(self, tx: Transaction) -> None:
        speech = replace(_waiting(tx.state, self.speech), on_deck=self.ready)
        tx.put(speech)
        if self.ready:
            _to_top(tx, speech, _peers(tx.state, speech))


class Dismiss(Verb[None], frozen=True, kw_only=True):
    """A speech that will not be given: the speaker is absent, withdraws it, or hands it in as text.

    What had begun keeps its time, except of somebody who turns out not to be there.
    """

    roles = MODERATOR
    answers = None

    speech: int
    fate: Fate

    def apply(self, tx: Transaction) -> None:
        speech = speech_of(tx.state, self.speech)
        if speech.fate is not None or self.fate in (Fate.DELIVERED, Fate.READ):
            raise Refused(Reason.SPEECH_OVER)
        if is_open(speech.span) and self.fate is not Fate.ABSENT:
            tx.put(finished(speech, tx.at, tx.state.timeline(tx.at), fate=self.fate, on_deck=False))
        else:
            tx.put(replace(speech, fate=self.fate, on_deck=False, span=None, limit_ms=None, item=None))


class Restore(Verb[None], frozen=True, kw_only=True):
    """Whoever was absent, or withdrew, waits again after all, in the old place."""

    roles = MODERATOR
    answers = None

    speech: int

    def apply(self, tx: Transaction) -> None:
        speech = speech_of(tx.state, self.speech)
        if speech.span is not None:
            raise Refused(Reason.SPEECH_OVER)
        if speech.fate is None:
            raise Refused(Reason.STILL_ON_LIST)
        tx.put(replace(speech, fate=None))


def _waiting(state: State, id: int) -> Speech:
    speech = speech_of(state, id)
    if speech.span is not None:
        raise Refused(Reason.SPEECH_BEGUN)
    if speech.fate is not None:
        raise Refused(Reason.SPEECH_OVER)
    return speech


def _peers(state: State, speech: Speech) -> list[Speech]:
    """Those among whom a speech may change its place, in order."""
    order = waiting_list(state)
    ids = {one.id for one in order}
    key = (speech.answers if speech.answers in ids else None, rank(speech))
    return [one for one in order if (one.answers if one.answers in ids else None, rank(one)) == key]


def _reorder(tx: Transaction, peers: list[Speech], order: list[Speech]) -> None:
    """They stand in this order now.

    Several may have the same position, and then their ids decide: here each gets one of its own.
    """
    if order == peers:
        return
    below = peers[-1].position + 1
    for one, held in reversed([*zip(order, (one.position for one in peers), strict=True)]):
        below = min(held, below - 1)
        if one.position != below:
            tx.put(replace(one, position=below))


def _to_top(tx: Transaction, speech: Speech, peers: list[Speech]) -> None:
    if peers[0].id != speech.id:
        tx.put(replace(speech, position=peers[0].position - 1))


# -- the list as a whole --------------------------------------------------------------------------------------------


class CloseList(Verb[None], frozen=True, kw_only=True):
    """Nobody is taken on any more, except by the moderator; or, with `closed` false, everybody again."""

    roles = MODERATOR
    answers = None

    closed: bool = True

    def apply(self, tx: Transaction) -> None:
        change_list(tx, replace(tx.state.speaker_list, closed=self.closed))


class CapSpeeches(Verb[None], frozen=True, kw_only=True):
    """No speech still to come gets more minutes than this; None lifts the cap."""

    roles = MODERATOR
    answers = None

    minutes: int | None

    def apply(self, tx: Transaction) -> None:
        minutes = None if self.minutes is None else fit_minutes(self.minutes)
        change_list(tx, replace(tx.state.speaker_list, cap_minutes=minutes))


class OfferAdvice(Verb[None], frozen=True, kw_only=True):
    """Whether somebody is suggested as next."""

    roles = MODERATOR
    answers = None

    offered: bool

    def apply(self, tx: Transaction) -> None:
        change_list(tx, replace(tx.state.speaker_list, advice=self.offered))


def change_list(tx: Transaction, changed: SpeakerList) -> None:
    """What holds for the list from now on."""
    if changed != tx.state.speaker_list:
        tx.put(changed)
