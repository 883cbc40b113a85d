"""Numbers that two places gave out, each knowing nothing of the other: who keeps one, and who gets another. Pure.

Whoever was first keeps the number, by the clocks on the wall; the others get the next ones that neither place has
given, in the order in which they were there. So it makes no difference which place brings in which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from store.apart import Place, Side
from store.proposal_records import Proposal
from store.records import BlankBadge, Delegate, HandCount, LogEntry, Record
from store.state import State

NUMBERED: Final = (Delegate.table, Proposal.table)
"""What has a number besides its id."""
_COUNTED: Final = (BlankBadge.table, HandCount.table)
"""What is known by nothing but its number."""


class Renumbered(NamedTuple):
    """Something that has another number from now on."""

    table: str
    key: int
    """As it is now."""
    old: int
    new: int


class Numbering(NamedTuple):
    """What gets another number, by where it stands in its own place."""

    ours: Mapping[Place, Renumbered]
    theirs: Mapping[Place, Renumbered]
    rivals: Mapping[Place, Place]
    """What of ours gives way, by what of theirs has its number."""

    def carried(self, place: Place) -> Place:
        """Where a document of theirs stands here."""
        moved = self.theirs.get(place)
        return (moved.table, moved.key) if moved else place

    def as_here(self, place: Place, record: Record | None) -> Record | None:
        """A document of theirs, with the number it has here."""
        moved = self.theirs.get(place)
        return numbered(record, moved.new) if record and moved else record


def numbered(record: Record, number: int) -> Record:
    """The same with another number."""
    field = "number" if record.table in NUMBERED else "id"
    return replace(record, **{field: number})


def numbering(here: Side, there: Side) -> Numbering:
    """Who gives way to whom."""
    ours: dict[Place, Renumbered] = {}
    theirs: dict[Place, Renumbered] = {}
    rivals: dict[Place, Place] = {}
    for table in (*NUMBERED, *_COUNTED):
        claims = sorted(_claims(table, here, there))
        free = count(_highest(table, here.state, there.state) + 1)
        for _when, _id, number, ours_at, theirs_at, is_ours in claims:
            loser, key = (ours, ours_at) if is_ours else (theirs, theirs_at)
            new = next(free)
            loser[table, key] = Renumbered(table, key if table in NUMBERED else new, number, new)
            if is_ours:
                rivals[table, theirs_at] = table, key
    return Numbering(ours, theirs, rivals)


def _claims(table: str, here: Side, there: Side) -> Iterator[tuple[dt.datetime, int, int, int, int, bool]]:
    """Each number given twice: since when the later has it, by which commit; then the number, whose it is here and
    there, and whether ours gives way."""
    began = [_beginnings(table, side.apart) for side in (here, there)]
    given_twice = _counted_twice if table in _COUNTED else _numbered_twice
    for number, ours, theirs in given_twice(table, here.state, there.state):
        if table in _COUNTED and not (ours in began[0] and theirs in began[1]):
            continue
        since = began[0].get(ours, _ALWAYS), began[1].get(theirs, _ALWAYS)
        yield *max(since), number, ours, theirs, since[0] > since[1]


_ALWAYS: Final = (dt.datetime.min.replace(tzinfo=dt.UTC), 0)


def _beginnings(table: str, entries: Iterable[LogEntry]) -> dict[int, tuple[dt.datetime, int]]:
    """When the documents of a table were first touched, and by which commit."""
    found: dict[int, tuple[dt.datetime, int]] = {}
    for entry in entries:
        for touched in entry.touched:
            if touched.table == table:
                found.setdefault(touched.key, (entry.at.wall, entry.id))
    return found


def _counted_twice(table: str, here: State, there: State) -> Iterator[tuple[int, int, int]]:
    """Keys under which one thing stands here and another there."""
    ours, theirs = getattr(here, table), getattr(there, table)
    for key, record in ours.items():
        other = theirs.get(key)
        if other is not None and _nature(record) != _nature(other):
            yield key, key, key


def _numbered_twice(table: str, here: State, there: State) -> Iterator[tuple[int, int, int]]:
    """Numbers that one has here and another there, and which two."""
    keys = {record.number: key for key, record in getattr(here, table).items()}
    for key, record in getattr(there, table).items():
        rival = keys.get(record.number, key)
        if rival != key:
            yield record.number, rival, key


def _nature(record: BlankBadge | HandCount) -> object:
    """What never changes of it."""
    return record.code if isinstance(record, BlankBadge) else record.at


def _highest(table: str, here: State, there: State) -> int:
    match table:
        case Delegate.table:
            return max(here.last_number, there.last_number)
        case Proposal.table:
            return max(here.last_proposal, there.last_proposal)
    return max((key for state in (here, there) for key in getattr(state, table).keys()), default=0)  # noqa: SIM118


def with_new_numbers(outcome: Any, moved: Iterable[Renumbered]) -> Any:
    """What was answered when something was given a number, with the one it has now."""
    new = {one.old: one.new for one in moved}
    match outcome:
        case bool():
            return outcome
        case int():
            return new.get(outcome, outcome)
        case {"number": int(number)}:
            return outcome | {"number": new.get(number, number)}
        case list() | tuple():
            return [with_new_numbers(one, moved) for one in outcome]
    return outcome
