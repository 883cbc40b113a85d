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

from store.apart import COUNTED, Place, Side, Touched, nature
from store.proposal_records import Proposal
from store.records import Delegate, LogEntry, Record
from store.settling import Lost
from store.state import State

NUMBERED: Final = (Delegate.table, Proposal.table)
"""What has a number besides its id."""


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


def numbering(here: Side, there: Side, theirs_touched: Touched) -> Numbering:
    """Who gives way to whom; who has given way before does not do so again."""
    ours: dict[Place, Renumbered] = {}
    theirs: dict[Place, Renumbered] = {}
    rivals: dict[Place, Place] = {}
    for table in (*NUMBERED, *COUNTED):
        theirs.update(_known_by_another(table, here.state, there.state))
        free = count(_highest(table, here.state, there.state) + 1)
        for claim, new in zip(sorted(_claims(table, here, there, theirs_touched)), free, strict=False):
            loser, key = (ours, claim.ours) if claim.is_ours_later else (theirs, claim.theirs)
            loser[table, key] = Renumbered(table, key if table in NUMBERED else new, claim.number, new)
            if claim.is_ours_later:
                rivals[table, claim.theirs] = table, claim.ours
    return Numbering(ours, theirs, rivals)


class _Claim(NamedTuple):
    """A number given to two."""

    since: tuple[dt.datetime, int]
    """When the later of them got it, and by which commit."""
    number: int
    ours: int
    theirs: int
    """Their keys."""
    is_ours_later: bool


def _claims(table: str, here: Side, there: Side, touched: Touched) -> Iterator[_Claim]:
    """Each number given to one here and to another there, which is not here yet."""
    ours, theirs = _by_number(table, here.state), _by_number(table, there.state)
    began, begun = (_beginnings(table, side.apart) for side in (here, there))
    known, there_too = ({nature(one) for one in records.values()} for records in (ours, theirs))
    for number in ours.keys() & theirs.keys():
        one, other = ours[number], theirs[number]
        before = touched.first((table, other.key))
        if isinstance(before, Lost):
            given_twice = table in NUMBERED or one.key in began or nature(one) in there_too
        else:
            # What both had, and they took away and counted anew, has not been given twice.
            given_twice = before is None or nature(before) != nature(one)
        if nature(other) not in known and given_twice:
            since = began.get(one.key, _ALWAYS), begun.get(other.key, _ALWAYS)
            yield _Claim(max(since), number, one.key, other.key, is_ours_later=since[0] > since[1])


def _known_by_another(table: str, here: State, there: State) -> Iterator[tuple[Place, Renumbered]]:
    """What of theirs is here already, under another number."""
    ours = {nature(one): one for one in getattr(here, table).values()}
    for record in getattr(there, table).values():
        known = ours.get(nature(record))
        if known is not None and _number(known) != _number(record):
            yield (table, record.key), Renumbered(table, known.key, _number(record), _number(known))


def _by_number(table: str, state: State) -> dict[int, Record]:
    return {_number(record): record for record in getattr(state, table).values()}


def _number(record: Record) -> int:
    number: int = getattr(record, "number", record.key)
    return number


_ALWAYS: Final = (dt.datetime.min.replace(tzinfo=dt.UTC), 0)


def _beginnings(table: str, entries: Iterable[LogEntry]) -> dict[int, tuple[dt.datetime, int]]:
    """When the documents of a table were first touched, and by which commit."""
    found: dict[int, tuple[dt.datetime, int]] = {}
    for entry in entries:
        for touched in entry.touched:
            if touched.table == table:
                found.setdefault(touched.key, (entry.at.wall, entry.id))
    return found


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
