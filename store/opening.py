"""The opening and the end of check-in: what is announced, and who counts as absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.course import Course
from store.delegates import delegate_of
from store.errors import Reason, Refused
from store.protocol import in_protocol_order, not_arrived
from store.records import (
    Attendance,
    Closing,
    CountSource,
    DelegateId,
    HandCount,
    HeadCount,
    Opening,
    Status,
)
from store.verbs import DESK, MODERATOR, Verb

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State
    from store.transaction import Transaction

_ONLY = 1


class OpenConference(Verb[Opening], frozen=True, kw_only=True):
    """The conference begins: who is there now is what is announced, and lateness counts from here."""

    roles = DESK | MODERATOR
    answers = Opening

    def apply(self, tx: Transaction) -> Opening:
        state = tx.state
        if state.opening is not None:
            raise Refused(Reason.ALREADY_OPENED)
        here = (one for one in state.delegates.values() if _is_here(state.attendance.get(one.id)))
        opening = Opening(
            at=tx.at,
            counts={group: count for group, count in sorted(state.counts.items()) if count != HeadCount.NOBODY},
            present=tuple(one.id for one in in_protocol_order(state.conference, here)),
        )
        tx.put(opening)
        return opening


def _is_here(attendance: Attendance | None) -> bool:
    return attendance is not None and attendance.status is Status.PRESENT


class WithdrawOpening(Verb[None], frozen=True, kw_only=True):
    """The opening was noted too early: it is as if it had not been."""

    roles = DESK | MODERATOR
    answers = None

    def apply(self, tx: Transaction) -> None:
        if tx.state.opening is None:
            raise Refused(Reason.NOT_OPENED)
        tx.remove(Opening.table, _ONLY)


class IntroduceLate(Verb[None], frozen=True, kw_only=True):
    """Delegates who came after the opening have been introduced to the hall."""

    roles = MODERATOR
    answers = None

    delegates: tuple[DelegateId, ...]

    def apply(self, tx: Transaction) -> None:
        opening = tx.state.opening
        if opening is None:
            raise Refused(Reason.NOT_OPENED)
        people = [delegate_of(tx, one).id for one in self.delegates]
        tx.put(replace(opening, introduced=tuple(dict.fromkeys((*opening.introduced, *people)))))


class CloseCheckIn(Verb[tuple[DelegateId, ...]], frozen=True, kw_only=True):
    """Whoever is still missing is absent without reason; answers with who that is. Whoever comes later is let in.

    Said again, it adds those who have been summoned since.
    """

    roles = DESK
    answers = tuple[DelegateId, ...]

    def apply(self, tx: Transaction) -> tuple[DelegateId, ...]:
        missing = tuple(one.id for one in not_arrived(tx.state))
        for id in missing:
            tx.put(Attendance(delegate=id, status=Status.UNEXCUSED))
        closing = tx.state.closing
        if missing or closing is None:
            known = closing.absent if closing else ()
            tx.put(Closing(at=tx.at, absent=tuple(dict.fromkeys((*known, *missing)))))
        return missing


class NoteHeadCount(Verb[int], frozen=True, kw_only=True):
    """A number that somebody counted in the hall, or was told by the door; answers with its id."""

    roles = DESK
    answers = int

    people: int
    source: CountSource

    def apply(self, tx: Transaction) -> int:
        if self.people < 0:
            raise Refused(Reason.NEGATIVE)
        id = max(tx.state.hand_counts, default=0) + 1
        tx.put(HandCount(id=id, at=tx.at, people=self.people, source=self.source))
        return id


def awaits_opening(state: State, now: Stamp) -> bool:
    """Whether the agenda has come to the announced opening and nobody has noted it.

    The opening is what somebody notes, never what the agenda does: one moment decides who was late.
    """
    course = Course(state, now)
    if state.opening is not None or not course.begun:
        return False
    return any(course.slots[course.place(one.item)].item.start >= state.conference.opens for one in course.stretches)
