"""Two copies of one conference that grew apart are brought together: what another did comes into ours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from typing import NamedTuple

from store.address import Place
from store.apart import Side, sides
from store.engine.backups import Backups
from store.engine.choosing import engine_at
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.seam import Engine
from store.engine.tables import Tables
from store.errors import AnotherConference, Damaged, OlderFormat, Wrong
from store.loading import NotOurs, load_state
from store.numbering import Renumbered
from store.records import Conflict, LogEntry
from store.replay import Meeting, replayed
from store.state import State


class Way(StrEnum):
    """How the two stood to each other."""

    CONTAINED = "contained"
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
    actions: int
    """How many came in."""
    meetings: Sequence[Meeting] = ()
    renumbered: Sequence[Renumbered] = ()
    conflicts: Sequence[Conflict] = ()


def merge_conference(ours: Place, theirs: Place, system: System | None = None) -> Merged:
    """Brings what was done in `theirs`, which is only read, into `ours`; in one step, all of it or nothing.

    Raises like opening either, the `Trouble` one is in, `AnotherConference`, `InUse` while a window has ours open, and
    `OSError` where the disk fails.
    """
    system = system or System()
    with closing(_opened(ours, system, fold=True)) as engine, closing(_opened(theirs, system, fold=False)) as other:
        if engine.conference != other.conference:
            raise AnotherConference(other.place)
        with engine.alone():
            return _merge(engine, other, system)


def _opened(place: Place, system: System, *, fold: bool) -> Engine:
    engine = engine_at(place, Holder(pid=os.getpid(), desk=""), system, fold=fold)
    if engine.trouble is not None and (fold or not isinstance(engine.trouble, OlderFormat)):
        engine.close()
        raise engine.trouble
    return engine


def _merge(engine: Engine, other: Engine, system: System) -> Merged:
    here, there = sides(_state(engine), _log(engine), _state(other), _log(other))
    if not there.apart:
        return Merged(Way.CONTAINED, here.state, 0)
    Backups(engine, system).make(engine.clock(here.state.conference.zone))
    if not here.apart:
        engine.replace(other.tables, commits=other.seq - engine.seq)
        return Merged(Way.FOLLOWED, there.state, len(there.apart))
    return _bring(engine, here, there)


def _bring(engine: Engine, here: Side, there: Side) -> Merged:
    tables, state = _with_numbers_of(engine.tables, there.state), here.state
    brought = list(replayed(here, there))
    for one in brought:
        tables.apply(one.commit)
        state = state.after(one.commit)
    engine.replace(tables, commits=len(brought))
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
    last = max(tables.last_number, there.last_number), max(tables.last_proposal, there.last_proposal)
    return Tables({name: dict(rows) for name, rows in tables.read().items()}, *last)


def _state(engine: Engine) -> State:
    try:
        return load_state(engine.tables, engine.seq)
    except NotOurs as error:
        raise Damaged(engine.place, Wrong.DATA_UNREADABLE) from error


def _log(engine: Engine) -> list[LogEntry]:
    entries = (LogEntry.from_document(document) for document in engine.tables.documents(LogEntry.table))
    return sorted(entries, key=lambda entry: entry.seq)
