"""What was done elsewhere, done here: one commit for each, under the id it has there. Pure.

A desk that worked without its server and a file that another laptop went on from are the same to it: two sides of one
conference (`apart.Side`), each of which has done something the other knows nothing of. What only one side touched
is taken as it is there, if the verb's rule does not speak against it now; what both touched is settled (`settling.py`)
where the last of theirs touched it; a number given twice is given anew (`numbering.py`). Where only a person can say,
the document stays as it is here, and a `Conflict` says what it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from store.apart import Place, Side
from store.attendance import Answer
from store.badges import keep_with_bearers
from store.both_sides import BothSides
from store.engine.journal import Commit
from store.errors import Refused
from store.numbering import Renumbered, numbered, with_new_numbers
from store.records import (
    CAME,
    Attendance,
    Badge,
    Conflict,
    Delegate,
    DelegateId,
    LogEntry,
    Record,
    Session,
)
from store.settling import FORGIVING, Lost, settled
from store.transaction import Transaction
from store.two_doors import answered_late
from store.verbs import VERBS, Verb


class Meeting(NamedTuple):
    """Somebody whom both sides let in, and how each has it."""

    delegate: DelegateId
    here: Attendance
    there: Attendance


class Replayed(NamedTuple):
    """What one of their commits is here."""

    commit: Commit
    meetings: Sequence[Meeting] = ()
    renumbered: Sequence[Renumbered] = ()
    conflicts: Sequence[Conflict] = ()


def replayed(here: Side, there: Side) -> Iterator[Replayed]:
    """A commit for each thing that was done there and is not known here, in their order, each on top of the one before.

    Whoever has made some of them durable goes on with the rest: what is known here is not done again.
    """
    bringing = _Bringing(here, there)
    for entry in there.apart:
        yield bringing.bring(entry)


class _Bringing:
    """Their side coming in: how far that is."""

    def __init__(self, here: Side, there: Side) -> None:
        self.both = BothSides(here, there)
        self.state = here.state
        self._known = {entry.id: entry.seq for entry in here.log}
        self._ids = {entry.seq: entry.id for entry in there.log}
        self.displaced: set[Place] = set()
        """What of ours has given way already."""
        self.withheld: set[Place] = set()
        """Where a person is to decide."""
        told = {entry.id for entry in there.log}
        self.undecided = {(one.subject, one.place) for one in here.state.conflicts.values() if one.there.id in told}
        """And where that has been so since other deeds of theirs came in."""

    def bring(self, entry: LogEntry) -> Replayed:
        """The next of their commits."""
        step = _Step(self, entry)
        commit = step.done()
        self.state = self.state.after(commit)
        self._known[entry.id] = commit.entry.seq
        return Replayed(commit, step.meetings, step.renumbered, step.conflicts)

    def undone(self, entry: LogEntry) -> int | None:
        """Which commit here is the one they took back."""
        return None if entry.undoes is None else self._known.get(self._ids.get(entry.undoes, 0))


class _Step:
    """One of their commits becoming one of ours."""

    def __init__(self, bringing: _Bringing, entry: LogEntry) -> None:
        self._all, self._both, self._entry = bringing, bringing.both, entry
        self._tx = Transaction(bringing.state, self._both.session(entry), entry.at)
        self._places = [(one.table, one.key) for one in entry.touched]
        self._settles = False
        self._given: list[Renumbered] = []
        """What of theirs gets its number here."""
        self.meetings: list[Meeting] = []
        self.renumbered: list[Renumbered] = []
        self.conflicts: list[Conflict] = []

    def done(self) -> Commit:
        outcome = self._outcome()
        refused = self._speaks_against()
        for place in self._places:
            if refused or self._both.numbers.carried(place) in self._all.undecided:
                self._withhold(place)
            if place not in self._all.withheld:
                self._take(place)
        keep_with_bearers(self._tx, map(self._both.numbers.carried, self._places))
        outcome = with_new_numbers(outcome, self._given)
        commit = self._tx.commit(id=self._entry.id, verb=self._entry.verb, args=self._entry.args, outcome=outcome)
        undoes = None if self._settles else self._all.undone(self._entry)
        return replace(commit, entry=replace(commit.entry, role=self._entry.role, undoes=undoes, brought=True))

    def _take(self, place: Place) -> None:
        if self._both.is_shared(place):
            if self._both.is_last(place, self._entry):
                self._settle(place)
            return
        left = self._both.left_there(place, self._entry)
        if left is Lost.IMAGE:
            if not self._both.is_last(place, self._entry):
                return
            left = self._both.at_last(place)
        assert not isinstance(left, Lost)
        if self._both.came_and_went(place):
            return
        self._make_room(place)
        self._put(place, left)

    def _settle(self, place: Place) -> None:
        ours, theirs = self._tx.state.find(*self._both.numbers.carried(place)), self._both.at_last(place)
        found = None if self._both.is_torn(place) and ours != theirs else settled(self._both.base(place), ours, theirs)
        if found is None:
            self._withhold(place)
            return
        if isinstance(ours, Attendance) and isinstance(theirs, Attendance):
            self._note_meeting(ours, theirs)
        if found.record != ours:
            self._settles = True
            self._put(place, found.record)

    def _note_meeting(self, ours: Attendance, theirs: Attendance) -> None:
        if {ours.status, theirs.status} <= {*CAME} and ours.arrived != theirs.arrived:
            self.meetings.append(Meeting(ours.delegate, ours, theirs))

    def _withhold(self, place: Place) -> None:
        """It stays as it is here, and somebody is to say what holds; unless it came to nothing there: then nothing of
        theirs that came in before holds either."""
        if place in self._all.withheld or place[0] == Session.table:
            return
        self._all.withheld.add(place)
        theirs, (table, key) = self._both.at_last(place), self._both.numbers.carried(place)
        if theirs == self._tx.state.find(table, key):
            return
        if self._both.came_to_nothing(place):
            if not self._both.is_shared(place):
                self._put(place, theirs)
            return
        conflict = Conflict(
            id=conflict_id(table, key),
            subject=table,
            place=key,
            theirs=theirs.to_document() if theirs else None,
            there=self._both.their_deed(place),
            here=self._both.our_deed(place),
        )
        self.conflicts.append(conflict)
        self._tx.put(conflict)

    def _make_room(self, place: Place) -> None:
        """What is theirs comes under the number it has; what had that number here, later, gets another."""
        moved = self._both.numbers.theirs.get(place)
        if moved is not None and self._tx.state.find(moved.table, moved.key) is None:
            self._given.append(moved)
            self.renumbered.append(moved)
        rival = self._both.numbers.rivals.get(place)
        if rival is not None and rival not in self._all.displaced:
            self._all.displaced.add(rival)
            self._displace(rival, self._both.numbers.ours[rival])

    def _displace(self, rival: Place, moved: Renumbered) -> None:
        record = self._tx.state.find(*rival)
        if record is None:
            return
        self.renumbered.append(moved)
        self._tx.put(numbered(record, moved.new))
        badge = self._tx.state.badges.get(DelegateId(moved.key)) if moved.table == Delegate.table else None
        if badge is not None and badge.face:
            self._tx.remove(Badge.table, moved.key)

    def _put(self, place: Place, record: Record | None) -> None:
        table, key = self._both.numbers.carried(place)
        if isinstance(record, Badge) and record.face and (Delegate.table, key) in self._both.numbers.theirs:
            return
        if record is not None:
            self._tx.put(record)
        elif self._tx.state.find(table, key) is not None:
            self._tx.remove(table, key)

    # -- what the verb says -------------------------------------------------------------------------------------------

    def _speaks_against(self) -> bool:
        """Whether the verb's rule would refuse this here and now, where that says that the two sides contradict."""
        shared = [place for place in self._places if self._both.is_shared(place)]
        if shared and all(table in FORGIVING for table, _ in shared):
            return False
        verb = _verb_of(self._entry)
        if verb is None or self._entry.undoes is not None or not self._places:
            return False
        try:
            verb.apply(Transaction(self._tx.state, self._tx.session, self._entry.at))
        except Refused:
            return True
        return False

    def _outcome(self) -> Any:
        """What was answered there, as far as it holds here."""
        verb = VERBS.get(self._entry.verb)
        if verb is None or verb.answers not in _ARRIVALS or not self._entry.outcome or not self._entry.args:
            return self._entry.outcome
        answers = msgspec.convert(self._entry.outcome, verb.answers)
        if isinstance(answers, Answer):
            return msgspec.to_builtins(self._answer(answers))
        return msgspec.to_builtins(tuple(map(self._answer, answers)))

    def _answer(self, answer: Answer) -> Answer:
        here = self._tx.state.attendance.get(answer.delegate) if answer.delegate is not None else None
        return answered_late(answer, here)


_ARRIVALS: Final = (Answer, tuple[Answer, ...])


def _verb_of(entry: LogEntry) -> Verb[Any] | None:
    """None if what was done is no longer said, or nothing here knows it."""
    kind = VERBS.get(entry.verb)
    try:
        return msgspec.convert(entry.args, kind) if kind else None
    except msgspec.ValidationError:
        return None


def conflict_id(table: str, key: int) -> int:
    """The same for the same document everywhere."""
    return int.from_bytes(sha256(f"{table}/{key}".encode()).digest()[:6], "big")
