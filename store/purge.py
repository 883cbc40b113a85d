"""Deleting what is personal: the people go from every file, how many there were stays.

What is personal each record says itself (`Record.personal`). The data file without people is published first, like any
fold but durably, and from then on it is what the conference opens as; only then everything that may hold an earlier
state is removed. Cut short before that, nothing has happened; after it, the conference says that files are left and
purging again removes them. No state in between opens as if all were well.

Removing a file takes its name away and gives its space back. Nothing is written over: on a solid-state disk or a file
system with a log that would reach other places than those the words stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Final, NamedTuple

from store.engine.backups import Backups
from store.engine.file_engine import FileEngine
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.tables import Tables
from store.errors import Damaged, OlderFormat, Purged, Trouble, Wrong
from store.loading import load_state
from store.records import RECORD_TYPES, Delegate, Document, LogEntry, Tally
from store.state import State


class Purge(NamedTuple):
    """What a purge deletes, or has deleted."""

    people: int
    actions: int
    files: tuple[Path, ...]
    """Journals, backups at both places, what was kept aside, what a crash left."""
    out_of_reach: Path | None
    """The second place for backups, where none of this conference can be seen: a stick that is not plugged in."""
    perhaps: tuple[Path, ...]
    """What may be a copy and is not known to be ours."""


def what_a_purge_deletes(path: Path, system: System | None = None) -> Purge:
    """Changes nothing. Raises like opening the conference."""
    system = system or System()
    with closing(_opened(path, system, fold=False)) as engine:
        return _plan(engine, system)


def purge(path: Path, system: System | None = None) -> Purge:
    """Deletes what is personal, for good; what an earlier try left over if there is nothing else.

    Raises like opening the conference, the `Trouble` it is in, `InUse` while another window has it open, and `OSError`
    where the disk fails; purging again goes on from there.
    """
    system = system or System()
    with closing(_opened(path, system, fold=True)) as engine, engine.alone():
        plan = _plan(engine, system)
        if not isinstance(engine.trouble, Purged):
            engine.replace(without_people(engine.tables, _tally(engine, system)))
        for file in _leftovers(engine, system):
            _remove(file, system)
        if plan.out_of_reach is None:
            system.remove(engine.layout.second_place)
        system.sync_folder(engine.layout.folder)
        for lock in (engine.layout.turn, engine.layout.presence):
            _sync(lock, system)
        return plan


def without_people(tables: Tables, tally: Tally) -> Tables:
    """What of these tables is about nobody, and the tally."""
    rows = tables.read()
    kept = {
        table: {key: _emptied(document, kind.personal) for key, document in rows[table].items()}
        for table, kind in RECORD_TYPES.items()
        if kind.personal is not None and table in rows
    }
    return Tables(kept | {Tally.table: {str(tally.key): tally.to_document()}}, tables.last_number, tables.last_proposal)


def _emptied(document: Document, fields: frozenset[str]) -> Document:
    for field in fields:
        part, _dot, inner = field.partition(".")
        if part in document:
            value = document[part]
            document = document | {part: _emptied(value, frozenset({inner})) if inner else _empty(value)}
    return document


def _empty(value: object) -> object:
    """A number that leads to somebody leads to nobody, a part is not there; a text or a list has nothing in it."""
    return None if isinstance(value, int | dict) else type(value)()


def _tally(engine: FileEngine, system: System) -> Tally:
    state: State = load_state(engine.tables, engine.seq)
    return Tally(
        at=system.wall_clock(state.conference.zone),
        categories=dict(state.counts.items()),
        areas=dict(state.area_counts.items()),
    )


# -- files -------------------------------------------------------------------------------------------------------------


def _opened(path: Path, system: System, *, fold: bool) -> FileEngine:
    """As nobody: the lock files, too, are to name no desk."""
    engine = FileEngine(path, Holder(pid=0, desk=""), system, fold=fold)
    trouble = _in_the_way(engine, fold=fold)
    if trouble:
        engine.close()
        raise trouble
    return engine


def _in_the_way(engine: FileEngine, *, fold: bool) -> Trouble | None:
    """What keeps this conference from being purged: counts of what cannot be read would be wrong for good."""
    if isinstance(engine.trouble, Purged) or (isinstance(engine.trouble, OlderFormat) and not fold):
        return None
    if engine.trouble is None and not engine.tables.are_records():
        return Damaged(engine.layout.data, Wrong.DATA_UNREADABLE)
    return engine.trouble


def _plan(engine: FileEngine, system: System) -> Purge:
    tables, layout = engine.tables, engine.layout
    second = Backups(engine, system).second_place
    seen = second is None or (second / layout.backups.name).is_dir()
    return Purge(
        people=len(tables.documents(Delegate.table)),
        actions=len(tables.documents(LogEntry.table)),
        files=tuple(_leftovers(engine, system)),
        out_of_reach=None if seen else second,
        perhaps=tuple(layout.namesakes()),
    )


def _leftovers(engine: FileEngine, system: System) -> list[Path]:
    """Before the data file without people is in force, the journals it will take the place of too."""
    layout = engine.layout
    in_use = engine.generation if engine.tables.documents(Tally.table) else None
    return [*layout.leftovers(in_use), *_second_backups(engine, system), *_workshops(engine, system)]


def _second_backups(engine: FileEngine, system: System) -> Iterator[Path]:
    """Other conferences of the same name may have their backups there too."""
    second = Backups(engine, system).second_place
    place = second / engine.layout.backups.name if second else None
    if place and place.is_dir():
        yield from (folder for folder in sorted(place.iterdir()) if _is_of(engine, folder, system))


def _workshops(engine: FileEngine, system: System) -> Iterator[Path]:
    """Copies that a check of backups left when it was killed; other programs come and go in the same place."""
    for workshop in Path(gettempdir()).glob("toadam-*"):
        with suppress(OSError):
            yield from [folder for folder in workshop.iterdir() if _is_of(engine, folder, system)]


_HEAD: Final = 4096


def _is_of(engine: FileEngine, folder: Path, system: System) -> bool:
    """Whether the data file in a folder is of this conference, be it whole or not."""
    data = folder / engine.layout.data.name
    return system.exists(data) and b'"conference":%d,' % engine.conference in system.read_file(data)[:_HEAD]


def _sync(path: Path, system: System) -> None:
    """Lock files never are otherwise; they named desks."""
    fd = system.open(path)
    try:
        system.sync(fd)
    finally:
        system.close(fd)


def _remove(path: Path, system: System) -> None:
    if path.is_dir() and not path.is_symlink():
        for inside in sorted(path.iterdir()):
            _remove(inside, system)
        system.remove_folder(path)
    else:
        system.remove(path)
