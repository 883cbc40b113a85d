"""Conferences on disk for tests: made in one call, opened with a clock and ids that a test controls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

import builders
from store import Store, open_store
from store.address import Address, Place, is_address
from store.clock import Clock
from store.engine.choosing import create_at
from store.engine.platform import System
from store.engine.tables import Tables
from store.live_records import Speech
from store.proposal_records import Proposal
from store.records import AgendaItem, Attendance, Conference, Delegate, Document, LogEntry, Role, Session, Stamp


class Moments:
    """A clock that stands still until it is moved."""

    def __init__(self, clock: str = "07:30:00", boot: str = "boot") -> None:
        self._start = builders.stamp(clock, boot=boot)
        self.passed = dt.timedelta()

    def __call__(self, zone: dt.tzinfo) -> Stamp:
        milliseconds = self.passed // dt.timedelta(milliseconds=1)
        wall = (self._start.wall + self.passed).astimezone(zone)
        return Stamp(wall=wall, boot_ms=self._start.boot_ms + milliseconds, boot=self._start.boot)

    def move(self, seconds: float) -> None:
        self.passed += dt.timedelta(seconds=seconds)


class QuietSystem(System):
    """A disk that is never waited for, on the day of the conference: for tests that are not about durability."""

    day = dt.datetime.combine(builders.DAY, dt.time(12), builders.ZONE)

    def sync(self, fd: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass

    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        return self.day.astimezone(zone)


_SESSIONS = count(1)


class _Databases:
    """Whether conferences are made in databases just now, and in which; their paths are names for them then."""

    def __init__(self) -> None:
        self.new_address: Callable[[], Address] | None = None
        self.settle: Callable[[Address], None] = lambda _address: None
        """Called once a conference is there."""
        self.addresses: dict[Path, Address] = {}

    def place_for(self, path: Path) -> Place:
        if self.new_address is not None:
            self.addresses[path] = self.new_address()
        return self.place_of(path)

    def place_of(self, place: Place) -> Place:
        return self.addresses.get(place, place) if isinstance(place, Path) else place


_DATABASES = _Databases()


def place_named(text: str) -> Place:
    """As a command line has it."""
    return Address(text) if is_address(text) else Path(text)


@contextmanager
def in_databases(
    new_address: Callable[[], Address], settle: Callable[[Address], None] = lambda _address: None
) -> Iterator[None]:
    """What is made meanwhile by the name of a file is in a database."""
    _DATABASES.new_address, _DATABASES.settle = new_address, settle
    try:
        yield
    finally:
        _DATABASES.new_address, _DATABASES.settle = None, lambda _address: None
        _DATABASES.addresses.clear()


def new_conference(
    folder: Path,
    people: Iterable[Delegate] | int = 8,
    *,
    attendance: Iterable[Attendance] = (),
    agenda: Iterable[AgendaItem] = (),
    speeches: Iterable[Speech] = (),
    proposals: Iterable[Proposal] = (),
    system: System | None = None,
    **changes: Any,
) -> Path:
    """The path of a new conference with these people on its list."""
    path = folder / "hoi-nghi.json"
    listed = builders.delegates(people) if isinstance(people, int) else people
    conference = builders.conference(**changes)
    tables = {
        Conference.table: {"1": conference.to_document()},
        Delegate.table: {str(one.id): one.to_document() for one in listed},
        Attendance.table: {str(one.delegate): one.to_document() for one in attendance},
        AgendaItem.table: {str(one.id): one.to_document() for one in agenda},
        Speech.table: {str(one.id): one.to_document() for one in speeches},
        Proposal.table: {str(one.key): one.to_document() for one in proposals},
    }
    tables = {name: rows for name, rows in tables.items() if rows or name in (Delegate.table, Attendance.table)}
    place = _DATABASES.place_for(path)
    create_at(place, conference.id, Tables(tables), system or QuietSystem())
    if isinstance(place, Address):
        _DATABASES.settle(place)
    return path


def opened(
    path: Place,
    desk: str = "Bàn A",
    *,
    clock: Clock | None = None,
    role: Role = Role.OFFICE,
    system: System | None = None,
    fold: bool = True,
) -> Store:
    """The conference as a session at `desk`; ids count up, and are other ones for each session."""
    ids, place = count(1_000_000 * next(_SESSIONS)), _DATABASES.place_of(path)
    return open_store(
        place,
        desk=desk,
        role=role,
        clock=clock or Moments(),
        mint=lambda: next(ids),
        system=system or QuietSystem(),
        # A server's clock does not stand on the day of the conference: it would find all of it long ago.
        fold=fold and isinstance(place, Path),
    )


def documents(store: Store) -> dict[str, dict[str, Document]]:
    """Every document but the log's and the sessions', empty tables left out."""
    tables = every_document(store)
    return {name: rows for name, rows in tables.items() if name not in (Session.table, LogEntry.table)}


def every_document(store: Store) -> dict[str, dict[str, Document]]:
    """Every document as JSON has it, the log's too, empty tables left out."""
    return documents_in(store.engine.tables)


def documents_in(tables: Tables) -> dict[str, dict[str, Document]]:
    """Every document as JSON has it, empty tables left out."""
    found: dict[str, dict[str, Document]] = msgspec.json.decode(msgspec.json.encode(tables.read()))
    return {name: rows for name, rows in found.items() if rows and name != "meta"}
