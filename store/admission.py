"""Admission of those the list does not have: substitutes, walk-ins, reporters, drivers and service staff.

They are admitted first and named later, because a queue does not wait for spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from store.attendance import Answer, Outcome, arrival
from store.delegates import delegate_of, new_delegate
from store.errors import Reason, Refused
from store.records import (
    CAME,
    Attendance,
    CategoryId,
    Delegate,
    DelegateId,
    Method,
    Standing,
    Status,
    Substitute,
)
from store.text import brief
from store.verbs import DESK, Verb

if TYPE_CHECKING:
    from store.transaction import Transaction


class AdmitSubstitute(Verb[Answer], frozen=True, kw_only=True):
    """Somebody came in a delegate's place; the name may be empty and given later.

    Who brought the delegate's own badge has been scanned as the delegate: then the arrival stays, with its time, and
    becomes the substitute's.
    """

    roles = DESK
    answers = Answer

    delegate: DelegateId
    name: str = ""
    title: str = ""

    def apply(self, tx: Transaction) -> Answer:
        delegate = delegate_of(tx, self.delegate)
        attendance = tx.state.attendance.get(delegate.id)
        substitute = Substitute(name=brief(self.name), title=brief(self.title))
        if attendance is None or attendance.status not in CAME:
            tx.put(arrival(tx, delegate.id, Method.SUBSTITUTE, substitute))
        elif attendance.status is Status.PRESENT and attendance.substitute is None:
            tx.put(msgspec.structs.replace(attendance, method=Method.SUBSTITUTE, substitute=substitute))
        else:
            raise Refused(Reason.ALREADY_PRESENT, delegate=delegate.id)
        return Answer(outcome=Outcome.ADMITTED, delegate=delegate.id, at=tx.at)


class NameSubstitute(Verb[None], frozen=True, kw_only=True):
    """Who it was that came in a delegate's place."""

    roles = DESK
    answers = None

    delegate: DelegateId
    name: str
    title: str = ""

    def apply(self, tx: Transaction) -> None:
        attendance = tx.state.attendance.get(delegate_of(tx, self.delegate).id)
        if attendance is None or attendance.substitute is None:
            raise Refused(Reason.NO_SUBSTITUTE, delegate=self.delegate)
        substitute = Substitute(name=brief(self.name), title=brief(self.title))
        tx.put(msgspec.structs.replace(attendance, substitute=substitute))


class AdmitWalkIn(Verb[Answer], frozen=True, kw_only=True):
    """Somebody nobody summoned, admitted and put on the list in one commit."""

    roles = DESK
    answers = Answer

    id: DelegateId
    seed: int
    """Where the badge code comes from."""
    category: CategoryId = CategoryId("")
    """Empty for service staff."""
    name: str = ""
    title: str = ""
    unit: str = ""
    standing: Standing = Standing.WALK_IN

    def apply(self, tx: Transaction) -> Answer:
        if self.standing not in (Standing.WALK_IN, Standing.SERVICE):
            raise Refused(Reason.NOT_A_GUEST)
        needs_none = self.standing is Standing.SERVICE and not self.category
        if not needs_none and tx.state.conference.category(self.category) is None:
            raise Refused(Reason.NO_SUCH_CATEGORY)
        guest = new_delegate(
            tx,
            self.id,
            self.seed,
            category=self.category,
            standing=self.standing,
            name=self.name,
            title=self.title,
            unit=self.unit,
        )
        tx.put(guest)
        tx.put(arrival(tx, self.id, Method.WALK_IN))
        return Answer(outcome=Outcome.ADMITTED, delegate=self.id, at=tx.at)


def lacks_name(delegate: Delegate, attendance: Attendance | None) -> bool:
    """Whether somebody came whose name is still to be taken down; nobody asks service staff for theirs,
    or for one that was deleted."""
    if attendance is None or attendance.status not in CAME or delegate.standing is Standing.SERVICE or delegate.erased:
        return False
    return not (attendance.substitute.name if attendance.substitute else delegate.name)
