"""Attendance: who is in, who came in whose place, who left; what a scan answers; head counts.

The states are those of a Vietnamese conference's minutes: of the summoned some are present (in person or by a
substitute), some excused, some absent without reason. Walk-ins and service staff are counted apart and never raise the
rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from store import codes
from store.clock import elapsed_s
from store.errors import Reason, Refused
from store.records import (
    CAME,
    Attendance,
    CategoryId,
    Delegate,
    DelegateId,
    LogEntry,
    Method,
    SessionId,
    Stamp,
    Standing,
    Status,
    Substitute,
    Value,
)
from store.text import clean
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
    """Whether the check letters are right."""

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

    def apply(self, tx: Transaction) -> Answer:
        if self.code is None:
            return Answer(outcome=Outcome.UNKNOWN, at=tx.at)
        if not self.sound:
            return Answer(outcome=Outcome.MISREAD, at=tx.at)
        delegate = tx.state.codes.get(self.code)
        if delegate is not None:
            return _arrive(tx, tx.state.delegates[delegate], Method.SCAN)
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
        return _arrive(tx, _delegate(tx, self.delegate), self.method)


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
            tx.put(_arrival(tx, delegate.id, method))
            lifted = attendance is not None
            return Answer(outcome=Outcome.ADMITTED, delegate=delegate.id, at=tx.at, excuse_lifted=lifted)


def _is_repeat(trail: Trail, tx: Transaction) -> bool:
    return trail.session == tx.session.id and elapsed_s(trail.last, tx.at) < REPEAT_S


def _arrival(tx: Transaction, delegate: DelegateId, method: Method, substitute: Substitute | None = None) -> Attendance:
    return Attendance(
        delegate=delegate,
        status=Status.PRESENT,
        arrived=tx.at,
        desk=tx.session.desk,
        method=method,
        substitute=substitute,
    )


def trail_after(trails: Mapping[DelegateId, Trail], entry: LogEntry) -> tuple[DelegateId, Trail] | None:
    """The trail this log entry leaves, and whose; None if it did not ask for anybody's arrival."""
    if entry.verb not in _ARRIVAL_VERBS:
        return None
    delegate, outcome = entry.outcome.get("delegate"), entry.outcome["outcome"]
    if delegate is None or outcome == Outcome.REPLACED:
        return None
    before = trails.get(delegate)
    times = 1 if before is None or outcome == Outcome.ADMITTED else before.times + 1
    return delegate, Trail(times=times, last=entry.at, session=entry.session)


_ARRIVAL_VERBS: Final = frozenset({Scan.verb_name, CheckIn.verb_name})


# -- everything else that happens at the desk -------------------------------------------------------


class AdmitSubstitute(Verb[Answer], frozen=True, kw_only=True):
    """Somebody came in a delegate's place; the name may be empty and given later."""

    roles = DESK
    answers = Answer

    delegate: DelegateId
    name: str = ""
    title: str = ""

    def apply(self, tx: Transaction) -> Answer:
        delegate = _delegate(tx, self.delegate)
        attendance = tx.state.attendance.get(delegate.id)
        if attendance is not None and attendance.status in CAME:
            raise Refused(Reason.ALREADY_PRESENT, delegate=delegate.id)
        substitute = Substitute(name=clean(self.name), title=clean(self.title))
        tx.put(_arrival(tx, delegate.id, Method.SUBSTITUTE, substitute))
        return Answer(outcome=Outcome.ADMITTED, delegate=delegate.id, at=tx.at)


class AdmitWalkIn(Verb[Answer], frozen=True, kw_only=True):
    """Somebody nobody summoned, admitted and put on the list in one commit."""

    roles = DESK
    answers = Answer

    id: DelegateId
    seed: int
    """Where the badge code comes from."""
    category: CategoryId
    name: str = ""
    title: str = ""
    unit: str = ""
    standing: Standing = Standing.WALK_IN

    def apply(self, tx: Transaction) -> Answer:
        if all(category.id != self.category for category in tx.state.conference.categories):
            raise Refused(Reason.NO_SUCH_CATEGORY)
        tx.put(
            Delegate(
                id=self.id,
                number=tx.state.next_number,
                code=codes.mint(tx.state.conference.code_letters, self.seed, tx.state.known_codes()),
                name=clean(self.name),
                title=clean(self.title),
                unit=clean(self.unit),
                category=self.category,
                standing=self.standing,
                position=tx.state.next_position,
            )
        )
        tx.put(_arrival(tx, self.id, Method.WALK_IN))
        return Answer(outcome=Outcome.ADMITTED, delegate=self.id, at=tx.at)


class CheckOut(Verb[None], frozen=True, kw_only=True):
    """A delegate leaves before the end; the badge lets them in again."""

    roles = DESK
    answers = None

    delegate: DelegateId

    def apply(self, tx: Transaction) -> None:
        attendance = tx.state.attendance.get(_delegate(tx, self.delegate).id)
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
        attendance = tx.state.attendance.get(_delegate(tx, self.delegate).id)
        if attendance is not None and attendance.status in CAME:
            raise Refused(Reason.ALREADY_PRESENT, delegate=self.delegate)
        status = Status.EXCUSED if self.excused else Status.UNEXCUSED
        tx.put(Attendance(delegate=self.delegate, status=status, reason=clean(self.reason)))


class WithdrawArrival(Verb[None], frozen=True, kw_only=True):
    """Takes back any arrival or mark of absence: the delegate has not arrived."""

    roles = DESK
    answers = None

    delegate: DelegateId

    def apply(self, tx: Transaction) -> None:
        if tx.state.attendance.get(_delegate(tx, self.delegate).id) is None:
            raise Refused(Reason.NOT_ARRIVED, delegate=self.delegate)
        tx.remove(Attendance.table, self.delegate)


def _delegate(tx: Transaction, id: DelegateId) -> Delegate:
    delegate = tx.state.delegates.get(id)
    if delegate is None:
        raise Refused(Reason.NO_SUCH_DELEGATE, delegate=id)
    return delegate
