"""Attendance: who is in, who left, who will not come; what a scan answers.

The states are those of a Vietnamese conference's minutes: of the summoned some are present (in person or by a
substitute), some excused, some absent without reason. Who comes from outside the list, or in somebody's place, is in
`admission.py`; what was taken down on paper in `paper.py`; the opening and the end of check-in in `opening.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from store import codes
from store.clock import elapsed_s
from store.delegates import delegate_of
from store.errors import Reason, Refused
from store.records import (
    CAME,
    Attendance,
    Delegate,
    DelegateId,
    Document,
    LogEntry,
    Method,
    SessionId,
    Stamp,
    Status,
    Substitute,
    Value,
)
from store.text import brief
from store.verbs import DESK, Verb

if TYPE_CHECKING:
    from store.transaction import Transaction

REPEAT_S: Final = 5.0
"""A scanner held a moment too long sends the same badge again within this time: not an incident."""


# -- what a scan answers ----------------------------------------------------------------------------


class Outcome(StrEnum):
    """What happened to one scan or one arrival taken down by hand."""

    ADMITTED = "admitted"
    REENTRY = "re-entry"
    ALREADY_IN = "already-in"
    REPEAT = "repeat"
    REPLACED = "replaced"
    """A badge whose code was exchanged for a new one."""
    OTHER_CONFERENCE = "other-conference"
    MISREAD = "misread"
    UNKNOWN = "unknown"
    NOT_SAVED = "not-saved"
    """Never in the log: the disk did not take it."""


class Answer(Value, frozen=True, kw_only=True):
    """The outcome and what a person at the desk is told about it."""

    outcome: Outcome
    delegate: DelegateId | None = None
    at: Stamp
    """When this answer was given."""
    arrived: Stamp | None = None
    """When the delegate first came in, where that is news."""
    desk: str = ""
    """At which desk that was."""
    times: int = 1
    """How often this delegate's arrival has been asked for, this time included."""
    blank: bool = False
    """The badge is a blank one of this conference that nobody has been given yet."""
    excuse_lifted: bool = False
    """The delegate had been marked absent and came after all."""


class Trail(Value, frozen=True, kw_only=True):
    """How often and when last a delegate's arrival was asked for; gathered from the log."""

    times: int
    last: Stamp
    session: SessionId


class Scan(Verb[Answer], frozen=True, kw_only=True):
    """A badge read by a scanner. Refused scans are recorded like accepted ones."""

    roles = DESK
    answers = Answer

    code: str | None = None
    """The payload, if it has a badge's shape; nothing else that is scanned is ever kept."""
    conference: str = ""
    """The letters in it that name a conference."""
    foreign: codes.ForeignKind | None = None
    length: int = 0
    sound: bool = True
    """Whether the check letters are right, and all letters there."""

    @classmethod
    def of(cls, raw: str) -> Scan:
        """The scan of whatever a scanner typed."""
        reading = codes.read(raw)
        match reading:
            case codes.Badge():
                return cls(code=reading.code, conference=reading.conference)
            case codes.Misread():
                return cls(code=reading.code, sound=False)
            case codes.Foreign():
                return cls(foreign=reading.kind, length=reading.length)

    @classmethod
    def broken(cls, length: int) -> Scan:
        """What a scanner typed of a badge with letters missing or others in between; what it was is not kept."""
        return cls(foreign=codes.ForeignKind.TEXT, length=length, sound=False)

    def apply(self, tx: Transaction) -> Answer:
        if not self.sound:
            return Answer(outcome=Outcome.MISREAD, at=tx.at)
        if self.code is None:
            return Answer(outcome=Outcome.UNKNOWN, at=tx.at)
        delegate = tx.state.codes.get(self.code)
        if delegate is not None:
            return _arrive(tx, tx.state.delegates[delegate], Method.SCAN)
        if self.code in tx.state.blank_codes:
            return Answer(outcome=Outcome.UNKNOWN, blank=True, at=tx.at)
        retired = tx.state.retired_codes.get(self.code)
        if retired is not None:
            return Answer(outcome=Outcome.REPLACED, delegate=retired, at=tx.at)
        ours = self.conference == tx.state.conference.code_letters
        return Answer(outcome=Outcome.UNKNOWN if ours else Outcome.OTHER_CONFERENCE, at=tx.at)


class CheckIn(Verb[Answer], frozen=True, kw_only=True):
    """An arrival taken down by number or by name."""

    roles = DESK
    answers = Answer

    delegate: DelegateId
    method: Method

    def apply(self, tx: Transaction) -> Answer:
        return _arrive(tx, delegate_of(tx, self.delegate), self.method)


def _arrive(tx: Transaction, delegate: Delegate, method: Method) -> Answer:
    """What an arrival answers, whichever way it was asked for."""
    attendance = tx.state.attendance.get(delegate.id)
    trail = tx.state.trails.get(delegate.id)
    times = trail.times + 1 if trail else 1
    match attendance.status if attendance else None:
        case Status.PRESENT:
            assert attendance is not None
            again = trail is not None and _is_repeat(trail, tx)
            return Answer(
                outcome=Outcome.REPEAT if again else Outcome.ALREADY_IN,
                delegate=delegate.id,
                at=tx.at,
                arrived=attendance.arrived,
                desk=attendance.desk,
                times=times,
            )
        case Status.LEFT:
            assert attendance is not None
            tx.put(msgspec.structs.replace(attendance, status=Status.PRESENT, reentered=tx.at))
            return Answer(
                outcome=Outcome.REENTRY,
                delegate=delegate.id,
                at=tx.at,
                arrived=attendance.arrived,
                desk=attendance.desk,
                times=times,
            )
        case _:
            tx.put(arrival(tx, delegate.id, method))
            lifted = attendance is not None
            return Answer(outcome=Outcome.ADMITTED, delegate=delegate.id, at=tx.at, excuse_lifted=lifted)


def _is_repeat(trail: Trail, tx: Transaction) -> bool:
    return trail.session == tx.session.id and elapsed_s(trail.last, tx.at) < REPEAT_S


def arrival(tx: Transaction, delegate: DelegateId, method: Method, substitute: Substitute | None = None) -> Attendance:
    """Somebody comes in here and now."""
    return Attendance(
        delegate=delegate,
        status=Status.PRESENT,
        arrived=tx.at,
        desk=tx.session.desk,
        method=method,
        substitute=substitute,
    )


def trails_after(trails: Mapping[DelegateId, Trail], entry: LogEntry) -> dict[DelegateId, Trail]:
    """The trails this log entry leaves, and whose; none if it did not ask for anybody's arrival, or if what it says
    was deleted."""
    left: dict[DelegateId, Trail] = {}
    for outcome in _arrivals_asked_for(entry):
        delegate = outcome.get("delegate")
        if delegate is not None and outcome["outcome"] != Outcome.REPLACED:
            before = left.get(delegate) or trails.get(delegate)
            times = 1 if before is None or outcome["outcome"] == Outcome.ADMITTED else before.times + 1
            left[delegate] = Trail(times=times, last=entry.at, session=entry.session)
    return left


def _arrivals_asked_for(entry: LogEntry) -> list[Document]:
    if entry.verb == CheckInTogether.verb_name:
        return list(entry.outcome or ())
    return [entry.outcome] if entry.verb in _ARRIVAL_VERBS and entry.outcome else []


_ARRIVAL_VERBS: Final = frozenset({Scan.verb_name, CheckIn.verb_name})


# -- everything else that happens at the desk -------------------------------------------------------


class CheckInTogether(Verb[tuple[Answer, ...]], frozen=True, kw_only=True):
    """Several people who came together, taken down in one commit; one answer each, in their order."""

    roles = DESK
    answers = tuple[Answer, ...]

    delegates: tuple[DelegateId, ...]

    def apply(self, tx: Transaction) -> tuple[Answer, ...]:
        return tuple(_arrive(tx, delegate_of(tx, one), Method.NAME) for one in self.delegates)


class CheckOut(Verb[None], frozen=True, kw_only=True):
    """A delegate leaves before the end; the badge lets them in again."""

    roles = DESK
    answers = None

    delegate: DelegateId

    def apply(self, tx: Transaction) -> None:
        attendance = tx.state.attendance.get(delegate_of(tx, self.delegate).id)
        if attendance is None or attendance.status not in CAME:
            raise Refused(Reason.NOT_ARRIVED, delegate=self.delegate)
        if attendance.status is Status.LEFT:
            raise Refused(Reason.ALREADY_LEFT, delegate=self.delegate)
        tx.put(msgspec.structs.replace(attendance, status=Status.LEFT, left=tx.at))


class MarkAbsent(Verb[None], frozen=True, kw_only=True):
    """A delegate will not come: with a reason (excused) or without."""

    roles = DESK
    answers = None

    delegate: DelegateId
    excused: bool
    reason: str = ""

    def apply(self, tx: Transaction) -> None:
        attendance = tx.state.attendance.get(delegate_of(tx, self.delegate).id)
        if attendance is not None and attendance.status in CAME:
            raise Refused(Reason.ALREADY_PRESENT, delegate=self.delegate)
        status = Status.EXCUSED if self.excused else Status.UNEXCUSED
        tx.put(Attendance(delegate=self.delegate, status=status, reason=brief(self.reason)))


class MoveArrival(Verb[Answer], frozen=True, kw_only=True):
    """An arrival was given to the wrong person: it moves to the right one, with its time, desk and substitute."""

    roles = DESK
    answers = Answer

    source: DelegateId
    target: DelegateId

    def apply(self, tx: Transaction) -> Answer:
        source, target = delegate_of(tx, self.source), delegate_of(tx, self.target)
        if source.id == target.id:
            raise Refused(Reason.SAME_PERSON, delegate=source.id)
        moved = tx.state.attendance.get(source.id)
        if moved is None or moved.status not in CAME:
            raise Refused(Reason.NOT_ARRIVED, delegate=source.id)
        present = tx.state.attendance.get(target.id)
        if present is not None and present.status in CAME:
            raise Refused(Reason.ALREADY_PRESENT, delegate=target.id)
        tx.remove(Attendance.table, source.id)
        tx.put(msgspec.structs.replace(moved, delegate=target.id))
        return Answer(
            outcome=Outcome.ADMITTED,
            delegate=target.id,
            at=tx.at,
            arrived=moved.arrived,
            desk=moved.desk,
            excuse_lifted=present is not None,
        )


class WithdrawArrival(Verb[None], frozen=True, kw_only=True):
    """Takes back any arrival or mark of absence: the delegate has not arrived."""

    roles = DESK
    answers = None

    delegate: DelegateId

    def apply(self, tx: Transaction) -> None:
        if tx.state.attendance.get(delegate_of(tx, self.delegate).id) is None:
            raise Refused(Reason.NOT_ARRIVED, delegate=self.delegate)
        tx.remove(Attendance.table, self.delegate)
