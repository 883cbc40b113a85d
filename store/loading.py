"""The state as the tables of the file have it: every record read at once, every index made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from rpds import HashTrieMap, HashTrieSet

from store.admission import lacks_name
from store.attendance import Trail, trails_after
from store.clock import hung
from store.engine.collector import collector_paused
from store.engine.tables import IMAGES_KEPT, Tables
from store.head_counts import Lateness
from store.indexes import all_counted, met_of, unit_key
from store.live_records import HallDisplay, ItemRun, Recovery, SpeakerList, Speech
from store.proposal_records import Proposal
from store.records import (
    AgendaItem,
    Attendance,
    Badge,
    BlankBadge,
    Closing,
    Conference,
    Delegate,
    DelegateId,
    Erasure,
    HandCount,
    LogEntry,
    Opening,
    Record,
    Session,
    Stamp,
    Tally,
)
from store.state import State

Kind = TypeVar("Kind", bound=Record)


class NotOurs(ValueError):
    """The tables hold something this program never wrote."""


def load_state(tables: Tables, seq: int) -> State:
    """Everything in the tables after commit `seq`. Raises `NotOurs`."""
    try:
        with collector_paused():
            return _loaded(tables, seq)
    except (msgspec.ValidationError, LookupError, TypeError, AttributeError, ValueError) as error:
        # A file that was changed can say anything anywhere, also where documents are not looked into one by one.
        raise NotOurs(str(error)) from error


def loads(tables: Tables, seq: int) -> bool:
    """Whether every document is a record of ours."""
    try:
        load_state(tables, seq)
    except NotOurs:
        return False
    return True


def _loaded(tables: Tables, seq: int) -> State:
    conference = _records(tables, Conference)[1]
    delegates = _records(tables, Delegate)
    attendance = _records(tables, Attendance)
    blanks = _records(tables, BlankBadge)
    openings = _records(tables, Opening)
    log = sorted(_records(tables, LogEntry).values(), key=lambda entry: entry.seq)
    units: defaultdict[str, list[DelegateId]] = defaultdict(list)
    names: defaultdict[str, list[DelegateId]] = defaultdict(list)
    for delegate in delegates.values():
        units[unit_key(delegate)].append(delegate.id)
        names[delegate.name].append(delegate.id)
    state = State(
        seq=seq,
        conference=conference,
        agenda=HashTrieMap(_records(tables, AgendaItem)),
        delegates=HashTrieMap(delegates),
        attendance=HashTrieMap(attendance),
        badges=HashTrieMap(_records(tables, Badge)),
        blanks=HashTrieMap(blanks),
        openings=HashTrieMap(openings),
        closings=HashTrieMap(_records(tables, Closing)),
        hand_counts=HashTrieMap(_records(tables, HandCount)),
        runs=HashTrieMap(_records(tables, ItemRun)),
        speeches=HashTrieMap(_records(tables, Speech)),
        speaker_lists=HashTrieMap(_records(tables, SpeakerList)),
        recoveries=HashTrieMap(_records(tables, Recovery)),
        hall_displays=HashTrieMap(_records(tables, HallDisplay)),
        proposals=HashTrieMap(_records(tables, Proposal)),
        erasures=HashTrieMap(_records(tables, Erasure)),
        sessions=HashTrieMap(_records(tables, Session)),
        boots=HashTrieMap(_boots(log)),
        codes=HashTrieMap({delegate.code: id for id, delegate in delegates.items()}),
        retired_codes=HashTrieMap({code: id for id, one in delegates.items() for code in one.retired_codes}),
        numbers=HashTrieMap({delegate.number: id for id, delegate in delegates.items()}),
        trails=HashTrieMap(_trails(log)),
        blank_codes=HashTrieMap({one.code: one.id for one in blanks.values() if one.bound_to is None}),
        lateness=Lateness.of(conference, openings.get(1)),
        tally=_records(tables, Tally).get(1),
        met=met_of(conference, delegates.values()),
        nameless=HashTrieSet(id for id, one in delegates.items() if lacks_name(one, attendance.get(id))),
        units=HashTrieMap({unit: HashTrieSet(members) for unit, members in units.items()}),
        namesakes=HashTrieMap({name: HashTrieSet(bearers) for name, bearers in names.items()}),
        recent=HashTrieMap({entry.seq: entry for entry in log[-IMAGES_KEPT:]}),
        last_number=tables.last_number,
        last_proposal=tables.last_proposal,
    )
    return all_counted(state)


def _records(tables: Tables, kind: type[Kind]) -> dict[Any, Kind]:
    """The records of one table, by their keys. All at once: one call into msgspec instead of one a document."""
    documents = tables.documents(kind.table)
    if not documents:
        # Looking into a kind of record for the first time takes longer than reading a hundred.
        return {}
    records: list[Kind] = msgspec.convert(documents, list[kind])  # type: ignore[valid-type]
    return {record.key: record for record in records}


def _trails(log: Iterable[LogEntry]) -> dict[DelegateId, Trail]:
    trails: dict[DelegateId, Trail] = {}
    for entry in log:
        trails.update(trails_after(trails, entry))
    return trails


def _boots(log: Iterable[LogEntry]) -> dict[str, int]:
    boots: dict[str, int] = {}
    last: Stamp | None = None
    for entry in log:
        boots[entry.at.boot] = hung(boots, last, entry.at)
        last = entry.at
    return boots
