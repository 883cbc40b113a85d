"""Deleting what is personal: the people go from every file, how many there were stays.

What is personal each record says itself (`Record.personal`). The data file without people is published first, like any
fold but durably, and from then on it is what the conference opens as; only then everything that may hold an earlier
state is removed (`copies.py`). Cut short before that, nothing has happened; after it, the conference says that files
are left and purging again removes them. No state in between opens as if all were well.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from store.address import Place
from store.copies import leftovers, out_of_reach, remove_all
from store.engine.choosing import engine_at
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.seam import Engine
from store.engine.tables import Tables
from store.errors import Damaged, OlderFormat, Purged, Trouble, Wrong
from store.loading import load_state
from store.progress import Progress, unwatched
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


def what_a_purge_deletes(place: Place, system: System | None = None) -> Purge:
    """Changes nothing. Raises like opening the conference."""
    system = system or System()
    with closing(opened_as_nobody(place, system, fold=False)) as engine:
        return _plan(engine, system)


def purge(place: Place, system: System | None = None, progress: Progress = unwatched) -> Purge:
    """Deletes what is personal, for good; what an earlier try left over if there is nothing else.

    Raises like opening the conference, the `Trouble` it is in, `InUse` while another window has it open, and `OSError`
    where the disk fails; purging again goes on from there.
    """
    system = system or System()
    with closing(opened_as_nobody(place, system, fold=True)) as engine, engine.alone():
        plan = _plan(engine, system)
        if not isinstance(engine.trouble, Purged):
            engine.replace(without_people(engine.tables, _tally(engine, system)))
        remove_all(_files(engine, system), system, progress)
        if plan.out_of_reach is None:
            system.remove(engine.layout.second_place)
        system.sync_folder(engine.layout.folder)
        for lock in filter(system.exists, (engine.layout.turn, engine.layout.presence)):
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


def _tally(engine: Engine, system: System) -> Tally:
    state: State = load_state(engine.tables, engine.seq)
    return Tally(
        at=system.wall_clock(state.conference.zone),
        categories=dict(state.counts.items()),
        areas=dict(state.area_counts.items()),
    )


# -- files -------------------------------------------------------------------------------------------------------------


def opened_as_nobody(place: Place, system: System, *, fold: bool) -> Engine:
    """The lock files, too, are to name no desk. Raises the `Trouble` it is in, but for what a purge may go on from."""
    engine = engine_at(place, Holder(pid=0, desk=""), system, fold=fold)
    trouble = _in_the_way(engine, fold=fold)
    if trouble:
        engine.close()
        raise trouble
    return engine


def _in_the_way(engine: Engine, *, fold: bool) -> Trouble | None:
    """What keeps this conference from being purged: counts of what cannot be read would be wrong for good."""
    if isinstance(engine.trouble, Purged) or (isinstance(engine.trouble, OlderFormat) and not fold):
        return None
    if engine.trouble is None and not engine.tables.are_records():
        return Damaged(engine.place, Wrong.DATA_UNREADABLE)
    return engine.trouble


def _plan(engine: Engine, system: System) -> Purge:
    tables = engine.tables
    return Purge(
        people=len(tables.documents(Delegate.table)),
        actions=len(tables.documents(LogEntry.table)),
        files=tuple(_files(engine, system)),
        out_of_reach=out_of_reach(engine, system),
        perhaps=tuple(engine.layout.namesakes()),
    )


def _files(engine: Engine, system: System) -> list[Path]:
    """What a desk keeps for when the database is away is about the same people, sent or not."""
    offline = engine.layout.offline
    return [*leftovers(engine, system), *([offline] if system.exists(offline) else [])]


def _sync(path: Path, system: System) -> None:
    """Lock files never are otherwise; they named desks."""
    fd = system.open(path)
    try:
        system.sync(fd)
    finally:
        system.close(fd)
