"""Looking at a conference's files without changing them: what is wrong, and which backups are sound."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from store.engine.backups import backups_in, bytes_in, conference_in
from store.engine.data_file import DataFile
from store.engine.file_engine import FileEngine
from store.engine.journal import Fault
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.engine.platform import System
from store.errors import Damaged, OlderFormat, Purged, StoreError, Trouble, Unopenable, Wrong
from store.loading import loads
from store.progress import Progress, unwatched, weighed


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
    remark: OlderFormat | Purged | None = None
    """What keeps a sound conference from being changed."""


def examine(path: Path, system: System | None = None, progress: Progress = unwatched) -> Examination:
    """Everything that is wrong with a conference. Raises `NoConference` or `NotAConference` if it is none, and what
    `progress` does."""
    system = system or System()
    backups = _backups(Layout.of(path), system, reading_backups(Layout.of(path), system, progress, besides=1))
    try:
        engine = _look(path, system)
    except Trouble as trouble:
        return Examination(0, (trouble,), (), backups)
    except OSError as error:
        return Examination(0, (Unopenable(path, error),), (), backups)
    with closing(engine):
        remark = engine.trouble if isinstance(engine.trouble, OlderFormat | Purged) else None
        faults: list[Trouble] = [engine.trouble] if engine.trouble and not remark else []
        if not faults and not loads(engine.tables, engine.seq):
            faults.append(Damaged(engine.layout.data, Wrong.DATA_UNREADABLE))
        return Examination(engine.seq, tuple(faults), tuple(engine.dropped), backups, remark)


def backups_of(path: Path, system: System | None = None, progress: Progress = unwatched) -> tuple[Backup, ...]:
    """The backups of a conference, oldest first, each opened to see if it is sound. Raises what `progress` does."""
    layout = Layout.of(path)
    system = system or System()
    return _backups(layout, system, reading_backups(layout, system, progress))


def reading_backups(layout: Layout, system: System, progress: Progress, besides: int = 0) -> Callable[[], None]:
    """To be called for each backup that has been read, and for as much work `besides`, all of it told in bytes.

    The conference itself is not looked at for that: it has at least what its last backup has, and may be damaged.
    """
    sizes = [_size(folder, system) for folder, _made in backups_in(layout.backups, system)]
    return weighed(progress, [*sizes, *(sizes or [1])[-1:] * besides])


def read_backup(folder: Path, layout: Layout, system: System) -> DataFile:
    """The content of a backup, in the format it was made in; opened in a copy so that the backup stays as it is.

    Raises like opening a conference, and the `Trouble` it is in.
    """
    with TemporaryDirectory(prefix="toadam-") as workshop:
        copy = Path(workshop) / folder.name
        shutil.copytree(folder, copy)
        engine = _look(conference_in(copy, layout), system)
        engine.close()
        if engine.trouble and not isinstance(engine.trouble, OlderFormat | Purged):
            raise engine.trouble
        return engine.content


def _look(path: Path, system: System) -> FileEngine:
    return FileEngine(path, Holder(pid=os.getpid(), desk=""), system, fold=False)


def _backups(layout: Layout, system: System, one_more: Callable[[], None]) -> tuple[Backup, ...]:
    found: list[Backup] = []
    for folder, made in backups_in(layout.backups, system):
        found.append(_backup(folder, made, layout, system))
        one_more()
    return tuple(found)


def _size(backup: Path, system: System) -> int:
    """One that cannot even be measured is soon found unreadable."""
    try:
        return bytes_in(backup, system)
    except OSError:
        return 0


def _backup(folder: Path, made: dt.datetime, layout: Layout, system: System) -> Backup:
    try:
        return Backup(folder, made, read_backup(folder, layout, system).seq, None)
    except (StoreError, OSError) as trouble:
        return Backup(folder, made, 0, trouble)
