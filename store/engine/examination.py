"""Looking at a conference's files without changing them: what is wrong, and which backups are sound."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from store.engine.backups import backups_in, conference_in
from store.engine.file_engine import FileEngine, Trouble
from store.engine.journal import Fault
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.tables import Tables
from store.errors import Damaged, StoreError, Unopenable, Wrong
from store.loading import NotOurs, load_state


class Backup(NamedTuple):
    """A backup as it was found."""

    path: Path
    made: dt.datetime
    seq: int
    """Its last action; 0 if it cannot be read."""
    trouble: Exception | None


class Examination(NamedTuple):
    """What was found."""

    seq: int
    faults: tuple[Trouble | Unopenable, ...]
    torn: tuple[Fault, ...]
    """Unfinished writes, never acknowledged: harmless."""
    backups: tuple[Backup, ...]


def examine(path: Path, system: System | None = None) -> Examination:
    """Everything that is wrong with a conference. Raises `NoConference` or `NotAConference` if it is none."""
    system = system or System()
    backups = backups_of(path, system)
    try:
        engine = _look(path, system)
    except Damaged as damage:
        return Examination(0, (damage,), (), backups)
    except OSError as error:
        return Examination(0, (Unopenable(path, error),), (), backups)
    with closing(engine):
        faults: list[Trouble] = [engine.trouble] if engine.trouble else []
        if not faults and not loads(engine.tables, engine.seq):
            faults.append(Damaged(engine.layout.data, Wrong.DATA_UNREADABLE))
        return Examination(engine.seq, tuple(faults), tuple(engine.dropped), backups)


def backups_of(path: Path, system: System | None = None) -> tuple[Backup, ...]:
    """The backups of a conference, oldest first, each opened to see whether it is sound."""
    layout = Layout.of(path)
    return tuple(_backup(place, made, layout, system or System()) for place, made in backups_in(layout.backups))


def read_backup(folder: Path, layout: Layout, system: System) -> FileEngine:
    """The content of a backup, opened in a copy so that the backup stays as it is. Raises like opening a conference."""
    with TemporaryDirectory(prefix="toadam-") as workshop:
        copy = Path(workshop) / folder.name
        shutil.copytree(folder, copy)
        engine = _look(conference_in(copy, layout), system)
        engine.close()
        if engine.trouble:
            raise engine.trouble
        return engine


def _look(path: Path, system: System) -> FileEngine:
    return FileEngine(path, Holder(pid=os.getpid(), desk=""), system, fold=False)


def _backup(folder: Path, made: dt.datetime, layout: Layout, system: System) -> Backup:
    try:
        return Backup(folder, made, read_backup(folder, layout, system).seq, None)
    except (StoreError, OSError) as trouble:
        return Backup(folder, made, 0, trouble)


def loads(tables: Tables, seq: int) -> bool:
    """Whether every document is a record of ours."""
    try:
        load_state(tables, seq)
    except NotOurs:
        return False
    return True
