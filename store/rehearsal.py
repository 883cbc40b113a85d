"""The rehearsal before the day: what was tried then counts as real until somebody clears it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from store.live_records import Span, Speech
from store.proposal_records import Proposal
from store.records import Attendance, Closing, DelegateId, Status
from store.verbs import DESK, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


class Rehearsal(NamedTuple):
    """What was tried on an earlier day; it counts as real until somebody clears it."""

    arrivals: tuple[DelegateId, ...] = ()
    absences: tuple[DelegateId, ...] = ()
    """Who became absent only because check-in was ended for a try."""
    noted: tuple[tuple[str, int], ...] = ()
    """Table and key of an opening, an end of check-in, numbers counted and items of the agenda that ran."""
    speeches: tuple[int, ...] = ()
    """Who spoke for a try, and waits again."""
    proposals: tuple[int, ...] = ()
    """What was written down. Somebody may have prepared it in earnest: it is asked about apart."""

    @property
    def is_of_the_door(self) -> bool:
        """Whether anything else was tried."""
        return any(self._replace(proposals=()))

    def __bool__(self) -> bool:
        return any(self)


def rehearsal(state: State, today: dt.date) -> Rehearsal:
    """What is of an earlier day; nothing once somebody has arrived today: then it is no rehearsal."""
    days = {one.delegate: one.arrived.wall.date() for one in state.attendance.values() if one.arrived is not None}
    if today in days.values():
        return Rehearsal()
    counts = (count for _, count in sorted(state.hand_counts.items()))
    noted = [one for one in (state.opening, state.closing, *counts) if one and one.at.wall.date() < today]
    ran = (run for _, run in sorted(state.runs.items()) if any(_is_past(span, today) for span in run.spans))
    closings = (one for one in noted if isinstance(one, Closing))
    return Rehearsal(
        arrivals=tuple(sorted(id for id, day in days.items() if day < today)),
        absences=tuple(id for one in closings for id in one.absent if _is_for_a_try(state, id)),
        noted=tuple((one.table, one.key) for one in (*noted, *ran)),
        speeches=tuple(sorted(id for id, one in state.speeches.items() if one.span and _is_past(one.span, today))),
        proposals=tuple(_written_for_a_try(state, today)),
    )


def was_held(state: State, today: dt.date) -> bool:
    """Whether somebody arrived on the day of the conference, and that is over: then it was no rehearsal."""
    day = state.conference.date
    return day < today and any(one.arrived and one.arrived.wall.date() == day for one in state.attendance.values())


def _written_for_a_try(state: State, today: dt.date) -> list[int]:
    """Neither slips nor anything of today, nor what is merged with such or was a part of it: that would tear it."""
    staying = {one.id for one in state.proposals.values() if one.slip or one.noted.wall.date() >= today}
    joined = [
        (one.id, other) for one in state.proposals.values() for other in (one.merged_into, one.split_from) if other
    ]
    while more := {id for pair in joined if staying & {*pair} for id in pair} - staying:
        staying |= more
    return sorted(set(state.proposals) - staying)


def _is_past(span: Span, today: dt.date) -> bool:
    return span.started.wall.date() < today


def _is_for_a_try(state: State, id: DelegateId) -> bool:
    """Whether this absence is as the end of check-in left it: a reason was given by a person."""
    return state.attendance.get(id) == Attendance(delegate=id, status=Status.UNEXCUSED)


class ClearRehearsal(Verb[int], frozen=True, kw_only=True):
    """What was tried on earlier days goes, and what was noted and run through with it; absences that people told of
    stay.

    What was written down goes only with `proposals`; the numbers it had are not given again. Answers with how many
    arrivals went. Once somebody has arrived today nothing goes: then it was no rehearsal.
    """

    roles = DESK
    answers = int

    today: dt.date
    proposals: bool = False

    def apply(self, tx: Transaction) -> int:
        tried = rehearsal(tx.state, self.today)
        for id in (*tried.arrivals, *tried.absences):
            tx.remove(Attendance.table, id)
        for table, key in tried.noted:
            tx.remove(table, key)
        for speech in tried.speeches:
            tx.put(waiting_again(tx.state.speeches[speech]))
        for proposal in tried.proposals if self.proposals else ():
            tx.remove(Proposal.table, proposal)
        return len(tried.arrivals)


def waiting_again(speech: Speech) -> Speech:
    """A speech that was given for a try, still to be given."""
    return replace(speech, span=None, fate=None, item=None, limit_ms=None, added_ms=0, reader="")
