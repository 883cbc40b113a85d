"""Two copies of one conference that grew apart are brought together: what was done in another comes into ours.

The other is only read, in a copy of its own. Ours is changed in one step: until that is durable nothing has happened,
and after it everything done there is known here, so that doing it again changes nothing. Whoever was deleted on request
in one of them is deleted in both before they meet.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from store.address import Address, Place
from store.apart import Side, sides
from store.engine.backups import Backups
from store.engine.choosing import engine_at
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.seam import Engine
from store.engine.tables import Tables
from store.erasure import erased_as_in
from store.errors import (
    AnotherConference,
    Damaged,
    NoConference,
    NotAConference,
    OlderFormat,
    Trouble,
    Unopenable,
    Wrong,
)
from store.loading import NotOurs, load_state
from store.numbering import Renumbered
from store.records import Conflict, Erasure, LogEntry
from store.replay import Meeting, replayed
from store.state import State

_NOBODY: Final = Holder(pid=os.getpid(), desk="")
"""A command, which has no desk."""


class Way(StrEnum):
    """How the two stood to each other."""

    KNOWN = "known"
    """Everything done there is known here: nothing to do."""
    FOLLOWED = "followed"
    """Everything done here is known there: ours becomes as theirs is."""
    BROUGHT = "brought"
    """Both went on by themselves."""


class Merged(NamedTuple):
    """What came of it."""

    way: Way
    state: State
    """As it is now."""
    actions: int = 0
    """How many came in."""
    meetings: Sequence[Meeting] = ()
    renumbered: Sequence[Renumbered] = ()
    conflicts: Sequence[Conflict] = ()


class _Copy(NamedTuple):
    """One of the two, in memory."""

    tables: Tables
    state: State
    log: list[LogEntry]

    @classmethod
    def of(cls, tables: Tables, seq: int) -> _Copy:
        """Raises `NotOurs`."""
        documents = tables.documents(LogEntry.table)
        log = sorted(map(LogEntry.from_document, documents), key=lambda entry: entry.seq)
        return cls(tables, load_state(tables, max([seq, *(entry.seq for entry in log[-1:])])), log)


def merge_conference(ours: Place, theirs: Place, system: System | None = None) -> Merged:
    """Brings what was done in `theirs`, which is only read, into `ours`.

    Raises like opening either, the `Trouble` one is in, `AnotherConference`, `InUse` while a window has ours open, and
    `OSError` where the disk fails; then nothing has happened.
    """
    system = system or System()
    with closing(_opened(ours, system)) as engine, _looked_at(theirs) as other, engine.alone():
        if engine.conference != other.conference:
            raise AnotherConference(theirs)
        return _merge(engine, _in_memory(engine), _in_memory(other), system)


def _opened(place: Place, system: System) -> Engine:
    engine = engine_at(place, _NOBODY, system, fold=True)
    if engine.trouble is not None:
        engine.close()
        raise engine.trouble
    return engine


@contextmanager
def _looked_at(place: Place) -> Iterator[Engine]:
    """Raises the `Trouble` it is in. An older format is none: what is read is of today's."""
    with _copied(place) as copy, closing(engine_at(copy, _NOBODY, System(), fold=False)) as engine:
        if engine.trouble is not None and not isinstance(engine.trouble, OlderFormat):
            raise engine.trouble
        yield engine


@contextmanager
def _copied(place: Place) -> Iterator[Place]:
    """A stick may be read-only, and looking leaves files of its own. What says how much counts is copied first.

    Whatever is raised of the copy is said of the original.
    """
    if isinstance(place, Address):
        yield place
        return
    layout = Layout.of(place)
    if not layout.data.is_file():
        raise NoConference(place)
    with TemporaryDirectory(prefix="toadam-") as workshop:
        copy = Path(workshop).resolve() / layout.data.name
        for path in (layout.turn, layout.data, *map(layout.journal, layout.generations())):
            if path.exists():
                shutil.copyfile(path, copy.with_name(path.name))
        try:
            yield copy
        except (Trouble, NotAConference, Unopenable) as error:
            if isinstance(error.path, Path) and error.path.parent == copy.parent:
                error.path = place.with_name(error.path.name)
            raise


def _in_memory(engine: Engine) -> _Copy:
    try:
        return _Copy.of(engine.tables, engine.seq)
    except NotOurs as error:
        raise Damaged(engine.place, Wrong.DATA_UNREADABLE) from error


def _merge(engine: Engine, ours: _Copy, theirs: _Copy, system: System) -> Merged:
    known = {entry.id for entry in ours.log}
    if all(entry.id in known for entry in theirs.log):
        return Merged(Way.KNOWN, ours.state)
    here, there = _without_erased(ours, theirs), _without_erased(theirs, ours)
    if here is ours:
        Backups(engine, system).make(engine.clock(ours.state.conference.zone))
    return _in_one_step(engine, here, there, *sides(here.state, here.log, there.state, there.log))


def _without_erased(one: _Copy, other: _Copy) -> _Copy:
    """The same if nobody was deleted in the other whom this one still has."""
    tables = erased_as_in(one.tables, one.state, other.state, other.log)
    return one if tables is one.tables else _Copy.of(tables, one.state.seq)


def _in_one_step(engine: Engine, ours: _Copy, theirs: _Copy, here: Side, there: Side) -> Merged:
    if not here.apart:
        tables = _still_to_be_deleted(theirs.tables, ours.tables)
        engine.replace(tables, commits=theirs.state.seq - engine.seq)
        return Merged(Way.FOLLOWED, theirs.state, len(there.apart))
    tables, state = _with_numbers_of(ours.tables, there.state), here.state
    brought = list(replayed(here, there))
    for one in brought:
        tables.apply(one.commit)
        state = state.after(one.commit)
    engine.replace(tables, commits=state.seq - engine.seq)
    return Merged(
        Way.BROUGHT,
        state,
        len(brought),
        meetings=[meeting for one in brought for meeting in one.meetings],
        renumbered=[moved for one in brought for moved in one.renumbered],
        conflicts=[conflict for one in brought for conflict in one.conflicts],
    )


def _with_numbers_of(tables: Tables, there: State) -> Tables:
    """The same tables; no number that was ever given there is given again."""
    rows = {name: dict(documents) for name, documents in tables.read().items()}
    last = max(tables.last_number, there.last_number), max(tables.last_proposal, there.last_proposal)
    return Tables(rows, *last)


def _still_to_be_deleted(theirs: Tables, ours: Tables) -> Tables:
    """Theirs, saying of itself what may still be in copies here."""
    left = ours.read().get(Erasure.table)
    return Tables(theirs.read() | {Erasure.table: left}, theirs.last_number, theirs.last_proposal) if left else theirs
