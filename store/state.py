"""What is true at one moment: an immutable value that shares all it can with the one before.

Every change makes a new `State` in time that does not grow with the number of delegates, so a screen can keep reading
the one it has while the next is being made. Indexes and head counts are kept up as records change; nothing here is in
the file.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from store.attendance import Trail, trail_after
from store.engine.journal import Commit
from store.engine.tables import IMAGES_KEPT, Tables
from store.head_counts import HeadCount, count_of
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
)
from store.vietnamese import fold

Kind = TypeVar("Kind", bound=Record)


class UnitCount(NamedTuple):
    """How many of one unit are summoned, and how many of them are in."""

    present: int
    summoned: int


def unit_key(delegate: Delegate) -> str:
    """Units are the same if they are spelt the same but for tones and spacing."""
    return _folded(delegate.unit)


_folded = lru_cache(maxsize=4096)(fold)


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
    units: HashTrieMap[str, HashTrieSet[DelegateId]] = HashTrieMap()
    """Who belongs together, by `unit_key`."""
    recent: HashTrieMap[int, LogEntry] = HashTrieMap()
    """The latest commits by their number: as far back as undo reaches."""
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
        """Of this delegate's unit."""
        members = self.units.get(unit_key(delegate), HashTrieSet())
        counts = [count_of(self.conference, self.delegates[one], self.attendance.get(one)) for one in members]
        return UnitCount(sum(one.present for one in counts), sum(one.summoned for one in counts))

    def desk_of(self, session: SessionId) -> str:
        found = self.sessions.get(session)
        return found.desk if found else ""

    def known_codes(self) -> KnownCodes:
        """Every code ever given out, for minting another."""
        return KnownCodes(self)

    def latest_first(self) -> list[LogEntry]:
        """The commits undo can reach, the latest first."""
        return sorted(self.recent.values(), key=lambda entry: -entry.seq)

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
        left = trail_after(self.trails, entry)
        return replace(
            self,
            seq=entry.seq,
            recent=self.recent.insert(entry.seq, entry).discard(entry.seq - IMAGES_KEPT),
            trails=self.trails.insert(*left) if left else self.trails,
        )

    @classmethod
    def of(cls, tables: Tables, seq: int) -> State:
        """Everything in the tables. Raises `msgspec.ValidationError` for a document that is no record of ours."""
        with _collector_paused():
            return _of(tables, seq)


class KnownCodes:
    """Membership among the codes of a state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __contains__(self, code: object) -> bool:
        return code in self._state.codes or code in self._state.retired_codes


def _of(tables: Tables, seq: int) -> State:
    conference = _records(tables, Conference)[1]
    delegates = _records(tables, Delegate)
    attendance = _records(tables, Attendance)
    log = sorted(_records(tables, LogEntry).values(), key=lambda entry: entry.seq)
    units: defaultdict[str, list[DelegateId]] = defaultdict(list)
    for delegate in delegates.values():
        units[unit_key(delegate)].append(delegate.id)
    return State(
        seq=seq,
        conference=conference,
        agenda=HashTrieMap(_records(tables, AgendaItem)),
        delegates=HashTrieMap(delegates),
        attendance=HashTrieMap(attendance),
        sessions=HashTrieMap(_records(tables, Session)),
        codes=HashTrieMap({delegate.code: id for id, delegate in delegates.items()}),
        retired_codes=HashTrieMap({code: id for id, one in delegates.items() for code in one.retired_codes}),
        numbers=HashTrieMap({delegate.number: id for id, delegate in delegates.items()}),
        trails=HashTrieMap(_trails(log)),
        counts=_counted(conference, delegates.values(), attendance),
        units=HashTrieMap({unit: HashTrieSet(members) for unit, members in units.items()}),
        recent=HashTrieMap({entry.seq: entry for entry in log[-IMAGES_KEPT:]}),
        last_number=tables.last_number,
        last_position=max((delegate.position for delegate in delegates.values()), default=0),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Everything made meanwhile stays: looking through it again and again for garbage takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _records(tables: Tables, kind: type[Kind]) -> dict[Any, Kind]:
    """The records of one table, by their keys. All at once: one call into msgspec instead of one a document."""
    records: list[Kind] = msgspec.convert(tables.documents(kind.table), list[kind])  # type: ignore[valid-type]
    return {record.key: record for record in records}


def _trails(log: Iterable[LogEntry]) -> dict[DelegateId, Trail]:
    trails: dict[DelegateId, Trail] = {}
    for entry in log:
        left = trail_after(trails, entry)
        if left is not None:
            trails[left[0]] = left[1]
    return trails


def _counted(
    conference: Conference, delegates: Iterable[Delegate], attendance: Mapping[DelegateId, Attendance]
) -> HashTrieMap[CategoryId, HeadCount]:
    """The head counts of every category: everybody alike is counted at once."""
    alike: Counter[tuple[CategoryId, HeadCount]] = Counter()
    for delegate in delegates:
        alike[delegate.category, count_of(conference, delegate, attendance.get(delegate.id))] += 1
    counts: dict[CategoryId, HeadCount] = {}
    for (category, one), times in alike.items():
        counts[category] = counts.get(category, HeadCount.NOBODY) + one * times
    return HashTrieMap(counts)


def _put_conference(state: State, conference: Conference) -> State:
    counts = _counted(conference, state.delegates.values(), state.attendance)
    return replace(state, conference=conference, counts=counts)


def _put_agenda_item(state: State, item: AgendaItem) -> State:
    return replace(state, agenda=state.agenda.insert(item.id, item))


def _put_session(state: State, session: Session) -> State:
    return replace(state, sessions=state.sessions.insert(session.id, session))


def _put_delegate(state: State, delegate: Delegate) -> State:
    old = state.delegates.get(delegate.id)
    cleared = _without_delegate(state, old) if old else state
    retired = cleared.retired_codes
    for code in delegate.retired_codes:
        retired = retired.insert(code, delegate.id)
    one = count_of(state.conference, delegate, state.attendance.get(delegate.id))
    unit = unit_key(delegate)
    return replace(
        cleared,
        delegates=cleared.delegates.insert(delegate.id, delegate),
        codes=cleared.codes.insert(delegate.code, delegate.id),
        numbers=cleared.numbers.insert(delegate.number, delegate.id),
        retired_codes=retired,
        counts=_recounted(cleared, delegate, one, HeadCount.NOBODY),
        units=cleared.units.insert(unit, cleared.units.get(unit, HashTrieSet()).insert(delegate.id)),
        last_number=max(state.last_number, delegate.number),
        last_position=max(state.last_position, delegate.position),
    )


def _without_delegate(state: State, delegate: Delegate) -> State:
    retired = state.retired_codes
    for code in delegate.retired_codes:
        retired = retired.discard(code)
    one = count_of(state.conference, delegate, state.attendance.get(delegate.id))
    unit = unit_key(delegate)
    members = state.units[unit].discard(delegate.id)
    return replace(
        state,
        delegates=state.delegates.remove(delegate.id),
        codes=state.codes.remove(delegate.code),
        numbers=state.numbers.remove(delegate.number),
        retired_codes=retired,
        counts=_recounted(state, delegate, HeadCount.NOBODY, one),
        units=state.units.insert(unit, members) if members else state.units.discard(unit),
    )


def _put_attendance(state: State, attendance: Attendance) -> State:
    return _with_attendance(state, attendance.delegate, attendance)


def _with_attendance(state: State, delegate_id: DelegateId, attendance: Attendance | None) -> State:
    records = state.attendance.insert(delegate_id, attendance) if attendance else state.attendance.discard(delegate_id)
    delegate = state.delegates.get(delegate_id)
    if delegate is None:
        return replace(state, attendance=records)
    one = count_of(state.conference, delegate, attendance)
    before = count_of(state.conference, delegate, state.attendance.get(delegate_id))
    return replace(state, attendance=records, counts=_recounted(state, delegate, one, before))


def _recounted(
    state: State, delegate: Delegate, one: HeadCount, before: HeadCount
) -> HashTrieMap[CategoryId, HeadCount]:
    """The head counts when this delegate counts as `one` and no longer as `before`."""
    now = state.counts.get(delegate.category, HeadCount.NOBODY) + one - before
    return state.counts.insert(delegate.category, now)


def _remove_delegate(state: State, key: int) -> State:
    delegate = state.delegates.get(DelegateId(key))
    return _without_delegate(state, delegate) if delegate else state


def _remove_attendance(state: State, key: int) -> State:
    return _with_attendance(state, DelegateId(key), None)


def _remove_agenda_item(state: State, key: int) -> State:
    return replace(state, agenda=state.agenda.discard(key))


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
