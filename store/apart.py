"""What two places did, each by itself, that went on from the same conference. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Any, Final, NamedTuple

from store.live_records import ItemRun, Speech
from store.records import RECORD_TYPES, BlankBadge, HandCount, LogEntry, Record
from store.records import Touched as TouchedDocument
from store.settling import Known, Lost
from store.state import State

Place = tuple[str, int]
"""A table and a key in it."""


class Side(NamedTuple):
    """One of two places that went on from the same conference, each by itself."""

    state: State
    """As it is there now."""
    log: Sequence[LogEntry]
    """Everything that was done, oldest first."""
    apart: Sequence[LogEntry]
    """What of it the other does not know."""


def sides(here: State, log: Sequence[LogEntry], there: State, their_log: Sequence[LogEntry]) -> tuple[Side, Side]:
    """Both, with what each has done by itself: what both know has the same id."""
    ours, theirs = {entry.id for entry in log}, {entry.id for entry in their_log}
    return (
        Side(here, log, [entry for entry in log if entry.id not in theirs]),
        Side(there, their_log, [entry for entry in their_log if entry.id not in ours]),
    )


COUNTED: Final = (BlankBadge.table, HandCount.table)
"""What is known by nothing but its number, and stands elsewhere when it gets another."""


def nature(record: Record) -> object:
    """What it is known by, whatever its number."""
    match record:
        case BlankBadge():
            return record.code
        case HandCount():
            return record.at
    return record.key


class Touched:
    """What one side did by itself, by the documents it touched."""

    def __init__(self, side: Side) -> None:
        self._state = side.state
        self.last: dict[Place, LogEntry] = {}
        """The latest commit that touched each."""
        self._first: dict[Place, Known] = {}
        self._after: dict[tuple[int, Place], Known] = {}
        self._standing: dict[Place, Known] = {}
        """Of what is counted, what stood there before the commits looked at so far."""
        self._given_way: set[Place] = set()
        """Where something else stands since what the other knows came in."""
        own = {entry.id for entry in side.apart}
        for entry in reversed(list(dropwhile(lambda entry: entry.id not in own, side.log))):
            for touched in entry.touched:
                self._look_at(entry, touched, is_own=entry.id in own)

    def _look_at(self, entry: LogEntry, touched: TouchedDocument, *, is_own: bool) -> None:
        place = touched.table, touched.key
        before = _image(touched.table, touched.before) if entry.images else Lost.IMAGE
        if is_own and place not in self._given_way:
            self._after[entry.id, place] = self._first[place] if place in self.last else self.now(place)
            self._first[place] = before
            self.last.setdefault(place, entry)
        elif not is_own and touched.table in COUNTED and self._is_another(before, place):
            self._given_way.add(place)
        if touched.table in COUNTED:
            self._standing[place] = before

    def _is_another(self, before: Known, place: Place) -> bool:
        after = self._standing.get(place, self.now(place))
        if not before or not after or isinstance(before, Lost) or isinstance(after, Lost):
            return False
        return nature(before) != nature(after)

    def now(self, place: Place) -> Record | None:
        return self._state.find(*place)

    def first(self, place: Place) -> Known:
        """As it was before this side touched it."""
        return self._first.get(place, Lost.IMAGE)

    def after(self, place: Place, entry: LogEntry) -> Known:
        """As it was after one of its commits."""
        return self._after[entry.id, place]


def _image(table: str, document: dict[str, Any] | None) -> Record | None:
    return RECORD_TYPES[table].from_document(document) if document is not None else None


def ran(side: Touched) -> bool:
    """Whether this side ran the agenda."""
    return any(table == ItemRun.table for table, _ in side.last)


def spoken(side: Touched) -> set[Place]:
    """The speeches in which somebody had the floor there; who was called and did not come had it for nobody."""
    now = {place: _span(side.now(place)) for place in side.last if place[0] == Speech.table}
    return {place for place, span in now.items() if span is not None and span != _began(side, place)}


def _began(side: Touched, place: Place) -> object:
    before = side.first(place)
    return None if isinstance(before, Lost) else _span(before)


def _span(record: Record | None) -> object:
    return record.span if isinstance(record, Speech) else None
