"""What is true at one moment: an immutable value that shares all it can with the one before.

Every change makes a new `State` in time that does not grow with the number of delegates, so a screen can keep reading the
one it has while the next is being made. Indexes and head counts are kept up as records change; nothing here is in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

import msgspec
from rpds import HashTrieMap

from store.attendance import HeadCount, Trail, count_of, trail_after
from store.engine.journal import Commit
from store.engine.tables import Tables
from store.records import (
    RECORD_TYPES,
    AgendaItem,
    Attendance,
    CategoryId,
    Conference,
    Delegate,
    DelegateId,
    LogEntry,
    Record,
    Session,
    SessionId,
    Standing,
)
from store.vietnamese import fold

IMAGES_KEPT: Final = 200
"""How many of the latest commits can be taken back; before-images are personal data and do not stay."""


class UnitCount(NamedTuple):
    """How many of one unit are summoned, and how many of them are in."""

    present: int
    summoned: int


def unit_key(delegate: Delegate) -> str:
    """Units are the same if they are spelt the same but for tones and spacing."""
    return fold(delegate.unit)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The conference after commit `seq`."""

    seq: int
    conference: Conference
    agenda: HashTrieMap[int, AgendaItem] = HashTrieMap()
    delegates: HashTrieMap[DelegateId, Delegate] = HashTrieMap()
    attendance: HashTrieMap[DelegateId, Attendance] = HashTrieMap()
    sessions: HashTrieMap[SessionId, Session] = HashTrieMap()
    codes: HashTrieMap[str, DelegateId] = HashTrieMap()
    retired_codes: HashTrieMap[str, DelegateId] = HashTrieMap()
    numbers: HashTrieMap[int, DelegateId] = HashTrieMap()
    trails: HashTrieMap[DelegateId, Trail] = HashTrieMap()
    counts: HashTrieMap[CategoryId, HeadCount] = HashTrieMap()
    units: HashTrieMap[str, UnitCount] = HashTrieMap()
    outcomes: HashTrieMap[int, Any] = HashTrieMap()
    """What each commit answered, by the commit's id."""
    recent: tuple[LogEntry, ...] = ()
    """The latest commits, oldest first: as far back as undo reaches."""
    last_number: int = 0
    last_position: int = 0

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def next_number(self) -> int:
        return self.last_number + 1

    @property
    def next_position(self) -> int:
        return self.last_position + 1

    def head_count(self) -> HeadCount:
        """All categories together."""
        return sum(self.counts.values(), HeadCount.NOBODY)

    def category_count(self, category: CategoryId) -> HeadCount:
        return self.counts.get(category, HeadCount.NOBODY)

    def unit_count(self, delegate: Delegate) -> UnitCount:
        return self.units.get(unit_key(delegate), UnitCount(0, 0))

    def desk_of(self, session: SessionId) -> str:
        found = self.sessions.get(session)
        return found.desk if found else ""

    def known_codes(self) -> KnownCodes:
        """Every code ever given out, for minting another."""
        return KnownCodes(self)

    def find(self, table: str, key: int) -> Record | None:
        if table == Conference.table:
            return self.conference
        records: HashTrieMap[int, Record] = getattr(self, table)
        return records.get(key)

    # -- changing -----------------------------------------------------------------------------------------------------

    def put(self, record: Record) -> State:
        """With this record as it now is."""
        return _WHEN_PUT[type(record)](self, record)

    def remove(self, table: str, key: int) -> State:
        """Without this record."""
        return _WHEN_REMOVED[table](self, key)

    def after(self, commit: Commit) -> State:
        """With everything another process, or the journal, says was done."""
        state = self
        for put in commit.put:
            state = state.put(RECORD_TYPES[put.table].from_document(put.document))
        for table, key in commit.remove:
            state = state.remove(table, key)
        return state.logged(commit.entry)

    def logged(self, entry: LogEntry) -> State:
        """With this commit behind us."""
        trails = self.trails
        delegate = entry.outcome.get("delegate") if isinstance(entry.outcome, dict) else None
        left = trail_after(trails.get(delegate), entry) if delegate is not None else None
        if left is not None:
            trails = trails.insert(*left)
        return msgspec.structs.replace(
            self,
            seq=entry.seq,
            outcomes=self.outcomes.insert(entry.id, entry.outcome),
            recent=(*self.recent[1 - IMAGES_KEPT :], entry),
            trails=trails,
        )

    @classmethod
    def of(cls, tables: Tables, seq: int) -> State:
        """Everything in the tables. Raises `msgspec.ValidationError` for a document that is no record of ours."""
        conference = Conference.from_document(tables.documents(Conference.table)[0])
        state = cls(seq=seq, conference=conference)
        for kind in (AgendaItem, Session, Delegate, Attendance):
            for document in tables.documents(kind.table):
                state = state.put(kind.from_document(document))
        return _with_log(state, tables.documents(LogEntry.table), seq)


class KnownCodes:
    """Membership among the codes of a state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __contains__(self, code: object) -> bool:
        return code in self._state.codes or code in self._state.retired_codes


def _with_log(state: State, documents: Iterable[dict[str, Any]], seq: int) -> State:
    for document in sorted(documents, key=lambda document: int(document["seq"])):
        state = state.logged(LogEntry.from_document(document))
    return msgspec.structs.replace(state, seq=seq)


def _put_conference(state: State, conference: Conference) -> State:
    return msgspec.structs.replace(state, conference=conference)


def _put_agenda_item(state: State, item: AgendaItem) -> State:
    return msgspec.structs.replace(state, agenda=state.agenda.insert(item.id, item))


def _put_session(state: State, session: Session) -> State:
    return msgspec.structs.replace(state, sessions=state.sessions.insert(session.id, session))


def _put_delegate(state: State, delegate: Delegate) -> State:
    old = state.delegates.get(delegate.id)
    cleared = _without_delegate(state, old) if old else state
    attendance = state.attendance.get(delegate.id)
    retired = cleared.retired_codes
    for code in delegate.retired_codes:
        retired = retired.insert(code, delegate.id)
    return msgspec.structs.replace(
        cleared,
        delegates=cleared.delegates.insert(delegate.id, delegate),
        codes=cleared.codes.insert(delegate.code, delegate.id),
        numbers=cleared.numbers.insert(delegate.number, delegate.id),
        retired_codes=retired,
        counts=_counted(cleared, delegate, attendance, +1),
        units=_unit_counted(cleared, delegate, attendance, +1),
        last_number=max(state.last_number, delegate.number),
        last_position=max(state.last_position, delegate.position),
    )


def _without_delegate(state: State, delegate: Delegate) -> State:
    attendance = state.attendance.get(delegate.id)
    retired = state.retired_codes
    for code in delegate.retired_codes:
        retired = retired.discard(code)
    return msgspec.structs.replace(
        state,
        delegates=state.delegates.remove(delegate.id),
        codes=state.codes.remove(delegate.code),
        numbers=state.numbers.remove(delegate.number),
        retired_codes=retired,
        counts=_counted(state, delegate, attendance, -1),
        units=_unit_counted(state, delegate, attendance, -1),
    )


def _put_attendance(state: State, attendance: Attendance) -> State:
    return _with_attendance(state, attendance.delegate, attendance)


def _with_attendance(state: State, delegate_id: DelegateId, attendance: Attendance | None) -> State:
    old = state.attendance.get(delegate_id)
    delegate = state.delegates.get(delegate_id)
    counts, units = state.counts, state.units
    if delegate is not None:
        without = msgspec.structs.replace(
            state, counts=_counted(state, delegate, old, -1), units=_unit_counted(state, delegate, old, -1)
        )
        counts = _counted(without, delegate, attendance, +1)
        units = _unit_counted(without, delegate, attendance, +1)
    records = state.attendance.insert(delegate_id, attendance) if attendance else state.attendance.discard(delegate_id)
    return msgspec.structs.replace(state, attendance=records, counts=counts, units=units)


def _counted(
    state: State, delegate: Delegate, attendance: Attendance | None, sign: int
) -> HashTrieMap[CategoryId, HeadCount]:
    now = state.counts.get(delegate.category, HeadCount.NOBODY)
    one = count_of(state.conference, delegate, attendance)
    return state.counts.insert(delegate.category, now + one if sign > 0 else now - one)


def _unit_counted(
    state: State, delegate: Delegate, attendance: Attendance | None, sign: int
) -> HashTrieMap[str, UnitCount]:
    if delegate.standing is not Standing.SUMMONED:
        return state.units
    key = unit_key(delegate)
    now = state.units.get(key, UnitCount(0, 0))
    present = count_of(state.conference, delegate, attendance).present
    return state.units.insert(key, UnitCount(now.present + sign * present, now.summoned + sign))


def _remove_delegate(state: State, key: int) -> State:
    delegate = state.delegates.get(DelegateId(key))
    return _without_delegate(state, delegate) if delegate else state


def _remove_attendance(state: State, key: int) -> State:
    return _with_attendance(state, DelegateId(key), None)


def _remove_agenda_item(state: State, key: int) -> State:
    return msgspec.structs.replace(state, agenda=state.agenda.discard(key))


_WHEN_PUT: Final[dict[type[Record], Callable[[State, Any], State]]] = {
    Conference: _put_conference,
    AgendaItem: _put_agenda_item,
    Session: _put_session,
    Delegate: _put_delegate,
    Attendance: _put_attendance,
}

_WHEN_REMOVED: Final[dict[str, Callable[[State, int], State]]] = {
    AgendaItem.table: _remove_agenda_item,
    Delegate.table: _remove_delegate,
    Attendance.table: _remove_attendance,
}
