"""The list of speakers: who is on it, in which order, how somebody gets on it, and how one leaves it without speaking.

Points of order come first, then what answers a speech already given, then everybody else as the moderator has them;
what answers a speech still to come stands under it. Nothing ever leaves the records: whoever speaks again has a second
speech.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from store.delegates import delegate_of
from store.errors import BadRange, Reason, Refused
from store.floor import finished, speech_of
from store.live_records import Fate, SpeakerList, Speech, SpeechKind
from store.number_ranges import number_ranges
from store.records import CAME, AreaId, Conference, Delegate, DelegateId, Role, Status, Value
from store.spans import is_open, is_paused
from store.speech_limits import fit_minutes
from store.text import clean
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State
    from store.transaction import Transaction

TAKERS: Final = MODERATOR | {Role.RECEPTION}
"""Who takes names down; the door only while the list is open."""


# -- what is asked --------------------------------------------------------------------------------------------------


class SpeechState(StrEnum):
    """Where a speech stands; the last five are its fates."""

    WAITING = "waiting"
    ON_DECK = "on_deck"
    SPEAKING = "speaking"
    PAUSED = "paused"
    DELIVERED = "delivered"
    READ = "read"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    IN_WRITING = "in_writing"


def speech_state(speech: Speech) -> SpeechState:
    """Where a speech stands."""
    if speech.fate is not None:
        return SpeechState(speech.fate.value)
    if speech.span is not None:
        return SpeechState.PAUSED if is_paused(speech.span) else SpeechState.SPEAKING
    return SpeechState.ON_DECK if speech.on_deck else SpeechState.WAITING


class Speaker(Value, frozen=True, kw_only=True):
    """Who a speech is given by, as they are announced."""

    name: str
    """Empty while nobody knows."""
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")
    delegate: DelegateId | None = None


def speaker_of(state: State, speech: Speech) -> Speaker:
    """Who speaks. In the place of a delegate who sent a substitute it is the substitute."""
    delegate = _delegate_of(state, speech)
    if delegate is None:
        return Speaker(name=speech.name, title=speech.title, unit=speech.unit, area=speech.area)
    attendance = state.attendance.get(delegate.id)
    stand_in = attendance.substitute if attendance is not None and attendance.status in CAME else None
    return Speaker(
        name=stand_in.name if stand_in else delegate.name,
        title=stand_in.title if stand_in else delegate.title,
        unit=delegate.unit or speech.unit,
        area=delegate.area or speech.area,
        delegate=delegate.id,
    )


def _delegate_of(state: State, speech: Speech) -> Delegate | None:
    """The delegate a speech is bound to, or the only one of that name."""
    if speech.delegate is not None:
        return state.delegates.get(speech.delegate)
    namesakes = tuple(state.namesakes.get(speech.name, ())) if speech.name else ()
    return state.delegates[namesakes[0]] if len(namesakes) == 1 else None


def in_hall(state: State, speech: Speech) -> bool | None:
    """Whether the speaker is there; None if it is nobody on the list of delegates."""
    delegate = _delegate_of(state, speech)
    if delegate is None:
        return None
    attendance = state.attendance.get(delegate.id)
    return attendance is not None and attendance.status is Status.PRESENT


def waiting_list(state: State) -> list[Speech]:
    """Who is still to speak, in the order in which they will."""
    waiting = sorted(filter(_waits, state.speeches.values()), key=lambda one: (one.position, one.id))
    ids = {one.id for one in waiting}
    under: defaultdict[int | None, list[Speech]] = defaultdict(list)
    for one in waiting:
        under[one.answers if one.answers in ids else None].append(one)
    first = sorted(under[None], key=_rank)
    return [one for top in first for one in _with_answers(top, under)]


def _with_answers(speech: Speech, under: dict[int | None, list[Speech]]) -> Iterator[Speech]:
    yield speech
    for answer in under.get(speech.id, ()):
        yield from _with_answers(answer, under)


def _waits(speech: Speech) -> bool:
    return speech.fate is None and speech.span is None


def _rank(speech: Speech) -> int:
    if speech.kind is SpeechKind.POINT_OF_ORDER:
        return 0
    return 1 if speech.kind in (SpeechKind.REPLY, SpeechKind.QUESTION) else 2


def spoken(state: State, now: Stamp) -> list[Speech]:
    """Every speech that began, in the order in which they did."""
    timeline = state.timeline(now)
    begun = [(timeline.ms(one.span.started), one.id) for one in state.speeches.values() if one.span]
    return [state.speeches[id] for _, id in sorted(begun)]


def numbered(state: State, text: str) -> tuple[DelegateId, ...]:
    """The delegates with these numbers, as typed: `12 47 88`, `3,7-9`. Raises `BadRange`, also for a number nobody
    has."""
    ranges = number_ranges(re.sub(r"\s+", ",", re.sub(r"\s*([-–,;])\s*", r"\1", text.strip())))
    for one in ranges:
        missing = next((number for number in one if number not in state.numbers), None)
        if missing is not None:
            raise BadRange(text, str(missing))
    return tuple(dict.fromkeys(state.numbers[number] for one in ranges for number in one))


# -- getting on the list --------------------------------------------------------------------------------------------


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
    tx.put(replace(speech, position=_last_position(tx.state), queued=tx.at))
    return Queued(speech=speech.id)


def waiting_entry(state: State, speech: Speech) -> Speech | None:
    """Where the same delegate already waits with the same kind of speech."""
    if speech.delegate is None:
        return None
    same = (one for one in state.speeches.values() if one.delegate == speech.delegate and one.kind is speech.kind)
    return next(filter(_waits, same), None)


def area_of_unit(conference: Conference, unit: str) -> AreaId:
    """The ward a unit lies in; empty if it names none."""
    from store.roster.areas import Areas

    return Areas(conference.areas).find(clean(unit))


def first_position(state: State) -> int:
    """A place before everybody else's."""
    return min((one.position for one in state.speeches.values()), default=1) - 1


def _last_position(state: State) -> int:
    return max((one.position for one in state.speeches.values()), default=0) + 1


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

    def apply(self, tx: Transaction) -> None:
        speech = _waiting(tx.state, self.speech)
        peers = _peers(tx.state, speech)
        place = peers.index(speech)
        if self.to is Direction.TOP:
            _to_top(tx, speech, peers)
        elif self.to is Direction.UP and place > 0:
            _swap(tx, speech, peers[place - 1])
        elif self.to is Direction.DOWN and place + 1 < len(peers):
            _swap(tx, peers[place + 1], speech)


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
    key = (speech.answers if speech.answers in ids else None, _rank(speech))
    return [one for one in order if (one.answers if one.answers in ids else None, _rank(one)) == key]


def _swap(tx: Transaction, later: Speech, earlier: Speech) -> None:
    """Two neighbours change places; they may have the same position, and then their ids decide."""
    if later.position == earlier.position:
        tx.put(replace(later, position=earlier.position - 1))
    else:
        tx.put(replace(later, position=earlier.position))
        tx.put(replace(earlier, position=later.position))


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
