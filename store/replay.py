"""What was done elsewhere, done here: one commit for each, under the id it has there. Pure.

A desk that worked without its server and a file that another laptop went on from are the same to it: two sides of one
conference (`numbering.Side`), each of which has done something the other knows nothing of. What only one side touched
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

from store.apart import Place, Side, Touched, ran, spoke, spoken
from store.attendance import Answer
from store.engine.journal import Commit
from store.errors import Refused
from store.live_records import ItemRun, Speech
from store.numbering import Numbering, Renumbered, numbered, numbering, with_new_numbers
from store.records import (
    CAME,
    Attendance,
    Badge,
    Conflict,
    Deed,
    Delegate,
    DelegateId,
    LogEntry,
    Record,
    Session,
)
from store.settling import FORGIVING, Known, Lost, settled
from store.state import State
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
    """Their side coming in."""

    def __init__(self, here: Side, there: Side) -> None:
        self._there = there
        self._state = here.state
        self._numbers = numbering(here, there)
        self._ours = Touched(here)
        self._theirs = Touched(there)
        self._both_ran = ran(self._ours) and ran(self._theirs)
        self._both_spoke = spoke(self._ours) and spoke(self._theirs)
        self._known = {entry.id: entry.seq for entry in here.log}
        self._ids = {entry.seq: entry.id for entry in there.log}
        self.displaced: set[Place] = set()
        """What of ours has given way already."""
        self.withheld: set[Place] = set()
        """Where a person is to decide."""

    def bring(self, entry: LogEntry) -> Replayed:
        step = _Step(self, entry)
        commit = step.done()
        self._state = self._state.after(commit)
        self._known[entry.id] = commit.entry.seq
        return Replayed(commit, step.meetings, step.renumbered, step.conflicts)

    # What a step asks.

    @property
    def state(self) -> State:
        return self._state

    @property
    def numbers(self) -> Numbering:
        return self._numbers

    def session(self, entry: LogEntry) -> Session:
        known = self._there.state.sessions.get(entry.session)
        return known or Session(id=entry.session, desk="", role=entry.role, host="", pid=0)

    def is_shared(self, place: Place) -> bool:
        """Whether both touched it, or either could not have while the other did."""
        if place in self._numbers.theirs or place in self._numbers.rivals:
            return False
        if place in self._ours.last:
            return True
        return self.is_torn(place)

    def is_torn(self, place: Place) -> bool:
        """Whether it is of what only one can run, and both did."""
        if place[0] == ItemRun.table:
            return self._both_ran
        return place[0] == Speech.table and self._both_spoke and place in spoken(self._theirs)

    def is_last(self, place: Place, entry: LogEntry) -> bool:
        """Whether they did nothing with it afterwards."""
        return self._theirs.last[place].id == entry.id

    def left_there(self, place: Place, entry: LogEntry) -> Known:
        """What it was there after `entry`, with the number it has here."""
        found = self._theirs.after(place, entry)
        return found if isinstance(found, Lost) else self._numbers.as_here(place, found)

    def at_last(self, place: Place) -> Record | None:
        """What it is there now, with the number it has here."""
        return self._numbers.as_here(place, self._theirs.now(place))

    def came_and_went(self, place: Place) -> bool:
        """Whether it was made there and taken back: nothing of it comes in."""
        return self._ours.now(place) is None and self._theirs.now(place) is None

    def base(self, place: Place) -> Known:
        """What it was before either touched it."""
        known = (side.first(place) for side in (self._ours, self._theirs))
        return next((one for one in known if not isinstance(one, Lost)), Lost.IMAGE)

    def theirs(self, place: Place) -> Deed:
        """What they did with it last."""
        return Deed.of(self._theirs.last[place])

    def ours(self, place: Place) -> Deed | None:
        """What was last done with it here."""
        entry = self._ours.last.get(place)
        return Deed.of(entry) if entry else None

    def undone(self, entry: LogEntry) -> int | None:
        """Which commit here is the one they took back."""
        return None if entry.undoes is None else self._known.get(self._ids.get(entry.undoes, 0))


class _Step:
    """One of their commits becoming one of ours."""

    def __init__(self, bringing: _Bringing, entry: LogEntry) -> None:
        self._all, self._entry = bringing, entry
        self._tx = Transaction(bringing.state, bringing.session(entry), entry.at)
        self._places = [(one.table, one.key) for one in entry.touched]
        self._settles = False
        self._given: list[Renumbered] = []
        """What of theirs gets its number here."""
        self.meetings: list[Meeting] = []
        self.renumbered: list[Renumbered] = []
        self.conflicts: list[Conflict] = []

    def done(self) -> Commit:
        outcome = self._outcome()
        if self._speaks_against():
            for place in self._places:
                self._withhold(place)
        for place in self._places:
            if place not in self._all.withheld:
                self._take(place)
        outcome = with_new_numbers(outcome, self._given)
        commit = self._tx.commit(id=self._entry.id, verb=self._entry.verb, args=self._entry.args, outcome=outcome)
        undoes = None if self._settles else self._all.undone(self._entry)
        return replace(commit, entry=replace(commit.entry, role=self._entry.role, undoes=undoes, brought=True))

    def _take(self, place: Place) -> None:
        if self._all.is_shared(place):
            if self._all.is_last(place, self._entry):
                self._settle(place)
            return
        left = self._all.left_there(place, self._entry)
        if left is Lost.IMAGE:
            if not self._all.is_last(place, self._entry):
                return
            left = self._all.at_last(place)
        assert not isinstance(left, Lost)
        if self._all.came_and_went(place):
            return
        self._make_room(place)
        self._put(place, left)

    def _settle(self, place: Place) -> None:
        ours, theirs = self._tx.state.find(*place), self._all.at_last(place)
        found = None if self._all.is_torn(place) and ours != theirs else settled(self._all.base(place), ours, theirs)
        if found is None:
            self._withhold(place)
            return
        if isinstance(ours, Attendance) and isinstance(theirs, Attendance):
            self._note_meeting(ours, theirs)
        if found.record != ours:
            self._settles = True
            self._put(place, found.record)

    def _note_meeting(self, ours: Attendance, theirs: Attendance) -> None:
        base = self._all.base((Attendance.table, ours.delegate))
        before = isinstance(base, Attendance) and base.status in CAME
        if {ours.status, theirs.status} <= {*CAME} and ours.arrived != theirs.arrived and not before:
            self.meetings.append(Meeting(ours.delegate, ours, theirs))

    def _withhold(self, place: Place) -> None:
        """It stays as it is here, and somebody is to say what holds."""
        if place in self._all.withheld or place[0] == Session.table:
            return
        self._all.withheld.add(place)
        theirs, (table, key) = self._all.at_last(place), self._all.numbers.carried(place)
        if theirs == self._tx.state.find(table, key):
            return
        conflict = Conflict(
            id=conflict_id(table, key),
            subject=table,
            place=key,
            theirs=theirs.to_document() if theirs else None,
            there=self._all.theirs(place),
            here=self._all.ours(place),
        )
        self.conflicts.append(conflict)
        self._tx.put(conflict)

    def _make_room(self, place: Place) -> None:
        """What is theirs comes under the number it has; what had that number here, later, gets another."""
        moved = self._all.numbers.theirs.get(place)
        if moved is not None and self._tx.state.find(moved.table, moved.key) is None:
            self._given.append(moved)
            self.renumbered.append(moved)
        rival = self._all.numbers.rivals.get(place)
        if rival is not None and rival not in self._all.displaced:
            self._all.displaced.add(rival)
            self._displace(rival, self._all.numbers.ours[rival])

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
        table, key = self._all.numbers.carried(place)
        if isinstance(record, Badge) and record.face and (Delegate.table, key) in self._all.numbers.theirs:
            return
        if record is not None:
            self._tx.put(record)
        elif self._tx.state.find(table, key) is not None:
            self._tx.remove(table, key)

    # -- what the verb says -------------------------------------------------------------------------------------------

    def _speaks_against(self) -> bool:
        """Whether the verb's rule would refuse this here and now, where that says that the two sides contradict."""
        shared = [place for place in self._places if self._all.is_shared(place)]
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
