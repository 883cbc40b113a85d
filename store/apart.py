"""What two places did, each by itself, that went on from the same conference. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from store.live_records import ItemRun, Speech
from store.records import RECORD_TYPES, LogEntry, Record
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


class Touched:
    """What one side did by itself, by the documents it touched."""

    def __init__(self, side: Side) -> None:
        self._state = side.state
        self.last: dict[Place, LogEntry] = {}
        """The latest commit that touched each."""
        self._first: dict[Place, Known] = {}
        self._after: dict[tuple[int, Place], Known] = {}
        for entry in reversed(side.apart):
            for touched in entry.touched:
                place = touched.table, touched.key
                later = self._first[place] if place in self.last else self.now(place)
                self._after[entry.id, place] = later
                self._first[place] = _image(touched.table, touched.before) if entry.images else Lost.IMAGE
                self.last.setdefault(place, entry)

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
    """The speeches in which somebody had the floor there."""
    return {place for place in side.last if place[0] == Speech.table and _span(side.now(place)) != _began(side, place)}


def _began(side: Touched, place: Place) -> object:
    before = side.first(place)
    return None if isinstance(before, Lost) else _span(before)


def _span(record: Record | None) -> object:
    return record.span if isinstance(record, Speech) else None
