"""What is true at one moment: an immutable value that shares all it can with the one before.

Every change makes a new `State` in time that does not grow with the number of delegates, so a screen can keep reading
the one it has while the next is being made. How its indexes and head counts follow is in `indexes.py`; how it is made
from the file, in `loading.py`.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from store.attendance import Trail, trails_after
from store.clock import Timeline, hung
from store.engine.journal import Commit
from store.engine.tables import IMAGES_KEPT
from store.head_counts import Lateness, count_of
from store.indexes import WHEN_PUT, WHEN_REMOVED, unit_key
from store.live_records import HallDisplay, ItemRun, Recovery, SpeakerList, Speech
from store.proposal_records import Proposal
from store.records import (
    RECORD_TYPES,
    AgendaItem,
    AreaId,
    Attendance,
    Badge,
    BlankBadge,
    CategoryId,
    Closing,
    Conference,
    Conflict,
    Delegate,
    DelegateId,
    Erasure,
    HandCount,
    HeadCount,
    LogEntry,
    Opening,
    Record,
    Session,
    SessionId,
    Stamp,
    Tally,
)


class UnitCount(NamedTuple):
    """How many of one unit are summoned, and how many of them are in."""

    present: int
    summoned: int


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
    closings: HashTrieMap[int, Closing] = HashTrieMap()
    hand_counts: HashTrieMap[int, HandCount] = HashTrieMap()
    runs: HashTrieMap[int, ItemRun] = HashTrieMap()
    """What became of the items of the agenda."""
    speeches: HashTrieMap[int, Speech] = HashTrieMap()
    speaker_lists: HashTrieMap[int, SpeakerList] = HashTrieMap()
    recoveries: HashTrieMap[int, Recovery] = HashTrieMap()
    hall_displays: HashTrieMap[int, HallDisplay] = HashTrieMap()
    proposals: HashTrieMap[int, Proposal] = HashTrieMap()
    conflicts: HashTrieMap[int, Conflict] = HashTrieMap()
    """What was changed here and elsewhere, and a person is to decide."""
    erasures: HashTrieMap[int, Erasure] = HashTrieMap()
    sessions: HashTrieMap[SessionId, Session] = HashTrieMap()
    boots: HashTrieMap[str, int] = HashTrieMap()
    """Where each boot of the machine hangs on the axis of time (`clock.hung`)."""
    last: Stamp | None = None
    """The moment of the last commit that was made here; None before the first."""
    codes: HashTrieMap[str, DelegateId] = HashTrieMap()
    retired_codes: HashTrieMap[str, DelegateId] = HashTrieMap()
    numbers: HashTrieMap[int, DelegateId] = HashTrieMap()
    trails: HashTrieMap[DelegateId, Trail] = HashTrieMap()
    blank_codes: HashTrieMap[str, int] = HashTrieMap()
    """Blank badges nobody has been given yet."""
    lateness: Lateness
    tally: Tally | None = None
    """Once personal data was deleted: the head counts as they were."""
    counts: HashTrieMap[CategoryId, HeadCount] = HashTrieMap()
    area_counts: HashTrieMap[AreaId, HeadCount] = HashTrieMap()
    met: HashTrieSet[DelegateId] = HashTrieSet()
    """Whom somebody goes to meet."""
    nameless: HashTrieSet[DelegateId] = HashTrieSet()
    """Who came and is still to be named."""
    units: HashTrieMap[str, HashTrieSet[DelegateId]] = HashTrieMap()
    """Who belongs together, by `unit_key`."""
    namesakes: HashTrieMap[str, HashTrieSet[DelegateId]] = HashTrieMap()
    """Who is called exactly so."""
    recent: HashTrieMap[int, LogEntry] = HashTrieMap()
    """The latest commits by their number: as far back as undo reaches."""
    last_number: int = 0
    """The highest number a delegate was ever given."""
    last_proposal: int = 0
    """And a proposal."""

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def next_number(self) -> int:
        return self.last_number + 1

    @property
    def next_proposal(self) -> int:
        return self.last_proposal + 1

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

    @property
    def closing(self) -> Closing | None:
        """None before the end of check-in."""
        return self.closings.get(1)

    @property
    def erasure(self) -> Erasure | None:
        """What was deleted on request and may still be in copies; None where there is nothing left to do."""
        return self.erasures.get(1)

    @property
    def speaker_list(self) -> SpeakerList:
        """What holds for the list of speakers."""
        return self.speaker_lists.get(1) or SpeakerList()

    @property
    def hall(self) -> HallDisplay:
        """What the display in the hall is to show."""
        return self.hall_displays.get(1) or HallDisplay()

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

    def timeline(self, now: Stamp) -> Timeline:
        """The axis on which everything that was stamped lies."""
        return Timeline(self.boots, self.last, now)

    def find(self, table: str, key: int) -> Record | None:
        if table == Conference.table:
            return self.conference
        records: HashTrieMap[int, Record] = getattr(self, table)
        return records.get(key)

    # -- changing -----------------------------------------------------------------------------------------------------

    def put(self, record: Record) -> State:
        """With this record as it now is."""
        return WHEN_PUT[type(record)](self, record)

    def remove(self, table: str, key: int) -> State:
        """Without this record."""
        return WHEN_REMOVED[table](self, key)

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
        at, last = entry.at, self.last
        boots = self.boots.insert(at.boot, hung(self.boots, last, at, elsewhere=entry.brought))
        last = last if entry.brought else at
        return replace(self, seq=entry.seq, recent=recent, trails=trails, boots=boots, last=last)


class KnownCodes:
    """Membership among the codes of a state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __contains__(self, code: object) -> bool:
        state = self._state
        return code in state.codes or code in state.retired_codes or code in state.blank_codes
