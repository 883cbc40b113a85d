"""What is true at one moment: an immutable value that shares all it can with the one before.

Every change makes a new `State` in time that does not grow with the number of delegates, so a screen can keep reading
the one it has while the next is being made. Indexes and head counts are kept up as records change; nothing here is in
the file.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from store.admission import lacks_name
from store.attendance import Trail, trails_after
from store.engine.journal import Commit
from store.engine.tables import IMAGES_KEPT, Tables
from store.head_counts import Lateness, count_of
from store.protocol import is_met
from store.records import (
    RECORD_TYPES,
    AgendaItem,
    AreaId,
    Attendance,
    Badge,
    BlankBadge,
    CategoryId,
    Conference,
    Delegate,
    DelegateId,
    HandCount,
    HeadCount,
    LogEntry,
    Opening,
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
    badges: HashTrieMap[DelegateId, Badge] = HashTrieMap()
    blanks: HashTrieMap[int, BlankBadge] = HashTrieMap()
    openings: HashTrieMap[int, Opening] = HashTrieMap()
    hand_counts: HashTrieMap[int, HandCount] = HashTrieMap()
    sessions: HashTrieMap[SessionId, Session] = HashTrieMap()
    codes: HashTrieMap[str, DelegateId] = HashTrieMap()
    retired_codes: HashTrieMap[str, DelegateId] = HashTrieMap()
    numbers: HashTrieMap[int, DelegateId] = HashTrieMap()
    trails: HashTrieMap[DelegateId, Trail] = HashTrieMap()
    blank_codes: HashTrieMap[str, int] = HashTrieMap()
    """Blank badges nobody has been given yet."""
    lateness: Lateness
    counts: HashTrieMap[CategoryId, HeadCount] = HashTrieMap()
    area_counts: HashTrieMap[AreaId, HeadCount] = HashTrieMap()
    met: HashTrieSet[DelegateId] = HashTrieSet()
    """Whom somebody goes to meet."""
    nameless: HashTrieSet[DelegateId] = HashTrieSet()
    """Who came and is still to be named."""
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

    def area_count(self, area: AreaId) -> HeadCount:
        return self.area_counts.get(area, HeadCount.NOBODY)

    @property
    def opening(self) -> Opening | None:
        """None before the conference has begun."""
        return self.openings.get(1)

    def is_late(self, delegate: DelegateId) -> bool:
        """Whether this delegate came late."""
        return self.lateness.is_late(self.attendance.get(delegate))

    def count_of(self, delegate: Delegate) -> HeadCount:
        """What this delegate adds to the head counts."""
        return count_of(delegate, self.attendance.get(delegate.id), self.lateness)

    def unit_count(self, delegate: Delegate) -> UnitCount:
        """Of this delegate's unit."""
        members = self.units.get(unit_key(delegate), HashTrieSet())
        counts = [self.count_of(self.delegates[one]) for one in members]
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
        trails = self.trails
        for delegate, trail in trails_after(self.trails, entry).items():
            trails = trails.insert(delegate, trail)
        recent = self.recent.insert(entry.seq, entry).discard(entry.seq - IMAGES_KEPT)
        return replace(self, seq=entry.seq, recent=recent, trails=trails)

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
        state = self._state
        return code in state.codes or code in state.retired_codes or code in state.blank_codes


def _of(tables: Tables, seq: int) -> State:
    conference = _records(tables, Conference)[1]
    delegates = _records(tables, Delegate)
    attendance = _records(tables, Attendance)
    blanks = _records(tables, BlankBadge)
    openings = _records(tables, Opening)
    log = sorted(_records(tables, LogEntry).values(), key=lambda entry: entry.seq)
    units: defaultdict[str, list[DelegateId]] = defaultdict(list)
    for delegate in delegates.values():
        units[unit_key(delegate)].append(delegate.id)
    state = State(
        seq=seq,
        conference=conference,
        agenda=HashTrieMap(_records(tables, AgendaItem)),
        delegates=HashTrieMap(delegates),
        attendance=HashTrieMap(attendance),
        badges=HashTrieMap(_records(tables, Badge)),
        blanks=HashTrieMap(blanks),
        openings=HashTrieMap(openings),
        hand_counts=HashTrieMap(_records(tables, HandCount)),
        sessions=HashTrieMap(_records(tables, Session)),
        codes=HashTrieMap({delegate.code: id for id, delegate in delegates.items()}),
        retired_codes=HashTrieMap({code: id for id, one in delegates.items() for code in one.retired_codes}),
        numbers=HashTrieMap({delegate.number: id for id, delegate in delegates.items()}),
        trails=HashTrieMap(_trails(log)),
        blank_codes=HashTrieMap({one.code: one.id for one in blanks.values() if one.bound_to is None}),
        lateness=Lateness.of(conference, openings.get(1)),
        met=_met(conference, delegates.values()),
        nameless=HashTrieSet(id for id, one in delegates.items() if lacks_name(one, attendance.get(id))),
        units=HashTrieMap({unit: HashTrieSet(members) for unit, members in units.items()}),
        recent=HashTrieMap({entry.seq: entry for entry in log[-IMAGES_KEPT:]}),
        last_number=tables.last_number,
        last_position=max((delegate.position for delegate in delegates.values()), default=0),
    )
    return _all_counted(state)


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
        trails.update(trails_after(trails, entry))
    return trails


def _met(conference: Conference, delegates: Iterable[Delegate]) -> HashTrieSet[DelegateId]:
    return HashTrieSet(one.id for one in delegates if is_met(conference, one))


def _all_counted(state: State) -> State:
    """With every head count made anew: everybody alike is counted at once."""
    alike: Counter[tuple[CategoryId, AreaId, HeadCount]] = Counter()
    for delegate in state.delegates.values():
        alike[delegate.category, delegate.area, state.count_of(delegate)] += 1
    categories: defaultdict[CategoryId, HeadCount] = defaultdict(lambda: HeadCount.NOBODY)
    areas: defaultdict[AreaId, HeadCount] = defaultdict(lambda: HeadCount.NOBODY)
    for (category, area, one), times in alike.items():
        categories[category] += one * times
        areas[area] += one * times
    return replace(state, counts=HashTrieMap(categories), area_counts=HashTrieMap(areas))


def _put_conference(state: State, conference: Conference) -> State:
    return _all_counted(
        replace(
            state,
            conference=conference,
            lateness=Lateness.of(conference, state.opening),
            met=_met(conference, state.delegates.values()),
        )
    )


def _put_opening(state: State, opening: Opening) -> State:
    return _opened(replace(state, openings=state.openings.insert(opening.key, opening)))


def _remove_opening(state: State, key: int) -> State:
    return _opened(replace(state, openings=state.openings.discard(key)))


def _opened(state: State) -> State:
    """Who is late hangs on when the conference began."""
    return _all_counted(replace(state, lateness=Lateness.of(state.conference, state.opening)))


def _put_badge(state: State, badge: Badge) -> State:
    return replace(state, badges=state.badges.insert(badge.delegate, badge))


def _remove_badge(state: State, key: int) -> State:
    return replace(state, badges=state.badges.discard(DelegateId(key)))


def _put_blank(state: State, blank: BlankBadge) -> State:
    codes = state.blank_codes
    codes = codes.insert(blank.code, blank.id) if blank.bound_to is None else codes.discard(blank.code)
    return replace(state, blanks=state.blanks.insert(blank.id, blank), blank_codes=codes)


def _remove_blank(state: State, key: int) -> State:
    blank = state.blanks.get(key)
    codes = state.blank_codes.discard(blank.code) if blank else state.blank_codes
    return replace(state, blanks=state.blanks.discard(key), blank_codes=codes)


def _put_hand_count(state: State, count: HandCount) -> State:
    return replace(state, hand_counts=state.hand_counts.insert(count.id, count))


def _remove_hand_count(state: State, key: int) -> State:
    return replace(state, hand_counts=state.hand_counts.discard(key))


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
    unit = unit_key(delegate)
    known = replace(
        cleared,
        delegates=cleared.delegates.insert(delegate.id, delegate),
        codes=cleared.codes.insert(delegate.code, delegate.id),
        numbers=cleared.numbers.insert(delegate.number, delegate.id),
        retired_codes=retired,
        met=cleared.met.insert(delegate.id) if is_met(state.conference, delegate) else cleared.met,
        nameless=_marked(cleared.nameless, delegate, cleared.attendance.get(delegate.id)),
        units=cleared.units.insert(unit, cleared.units.get(unit, HashTrieSet()).insert(delegate.id)),
        last_number=max(state.last_number, delegate.number),
        last_position=max(state.last_position, delegate.position),
    )
    return _recounted(known, delegate, known.count_of(delegate))


def _without_delegate(state: State, delegate: Delegate) -> State:
    retired = state.retired_codes
    for code in delegate.retired_codes:
        retired = retired.discard(code)
    unit = unit_key(delegate)
    members = state.units[unit].discard(delegate.id)
    cleared = replace(
        state,
        delegates=state.delegates.remove(delegate.id),
        codes=state.codes.remove(delegate.code),
        numbers=state.numbers.remove(delegate.number),
        retired_codes=retired,
        met=state.met.discard(delegate.id),
        nameless=state.nameless.discard(delegate.id),
        units=state.units.insert(unit, members) if members else state.units.discard(unit),
    )
    return _recounted(cleared, delegate, HeadCount.NOBODY - state.count_of(delegate))


def _put_attendance(state: State, attendance: Attendance) -> State:
    return _with_attendance(state, attendance.delegate, attendance)


def _with_attendance(state: State, delegate_id: DelegateId, attendance: Attendance | None) -> State:
    records = state.attendance.insert(delegate_id, attendance) if attendance else state.attendance.discard(delegate_id)
    delegate = state.delegates.get(delegate_id)
    if delegate is None:
        return replace(state, attendance=records)
    change = count_of(delegate, attendance, state.lateness) - state.count_of(delegate)
    nameless = _marked(state.nameless, delegate, attendance)
    return _recounted(state, delegate, change, attendance=records, nameless=nameless)


def _marked(
    nameless: HashTrieSet[DelegateId], delegate: Delegate, attendance: Attendance | None
) -> HashTrieSet[DelegateId]:
    if lacks_name(delegate, attendance):
        return nameless.insert(delegate.id)
    return nameless.discard(delegate.id) if delegate.id in nameless else nameless


def _recounted(state: State, delegate: Delegate, change: HeadCount, **changes: Any) -> State:
    """With the head counts changed by what has become of this delegate, and `changes` made at the same time."""
    category, area = delegate.category, delegate.area
    return replace(
        state,
        counts=state.counts.insert(category, state.category_count(category) + change),
        area_counts=state.area_counts.insert(area, state.area_count(area) + change),
        **changes,
    )


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
    Badge: _put_badge,
    BlankBadge: _put_blank,
    Opening: _put_opening,
    HandCount: _put_hand_count,
}

_WHEN_REMOVED: Final[dict[str, Callable[[State, int], State]]] = {
    AgendaItem.table: _remove_agenda_item,
    Delegate.table: _remove_delegate,
    Attendance.table: _remove_attendance,
    Badge.table: _remove_badge,
    BlankBadge.table: _remove_blank,
    Opening.table: _remove_opening,
    HandCount.table: _remove_hand_count,
}
