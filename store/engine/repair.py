"""Bringing back what can be had of damaged files, and putting a backup back. The files as they were are always kept."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from store.engine.data_file import DataFile
from store.engine.examination import Backup, read_backup
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System
from store.engine.publishing import publish
from store.engine.rebuilding import rebuilt
from store.errors import InUse, Unopenable
from store.progress import Progress, unwatched


class Repaired(NamedTuple):
    """What a repair brought back."""

    seq: int
    lost: tuple[int, ...]
    """Actions that were acknowledged once and are nowhere to be found."""
    backup: Backup | None
    """The backup that stood in for the data file."""
    changed: bool
    """Whether it builds on a data file that something else than this program has changed."""
    kept: Path
    """Where the files as they were are."""


def repair(path: Path, system: System | None = None, progress: Progress = unwatched) -> Repaired:
    """Builds a sound conference from the data file or the newest backup and every journal line that is right.

    Raises `InUse` while another window has it open, `Unopenable` where the system does not let us at the files, and
    what `rebuilt` and `progress` raise, where there is nothing to build; then nothing is changed.
    """
    system = system or System()
    layout = Layout.of(path)
    with _alone(layout, system) as turn:
        mark = turn.mark()
        best = rebuilt(layout, mark, system, progress)
        kept = _keep_aside(layout, system)
        _put_in_force(layout, best.data, mark, turn, system)
        return Repaired(best.data.seq, best.lost, best.backup, best.data.changed, kept)


def restore_backup(path: Path, backup: Path, system: System | None = None) -> Path:
    """Puts a backup in the conference's place; returns where the present files are kept.

    Raises `InUse` while another window has the conference open, `Unopenable` where the system does not let us at the
    files, or what opening the backup raises.
    """
    system = system or System()
    layout = Layout.of(path)
    with _alone(layout, system) as turn:
        content = read_backup(backup, layout, system)
        kept = _keep_aside(layout, system)
        _put_in_force(layout, content, turn.mark(), turn, system)
        return kept


@contextmanager
def _alone(layout: Layout, system: System) -> Iterator[TurnLock]:
    """The turn, with nobody else present. What the system refuses meanwhile is raised as `Unopenable`."""
    try:
        with _turn(layout, system) as turn:
            yield turn
    except OSError as error:
        raise Unopenable(layout.data, error) from error


@contextmanager
def _turn(layout: Layout, system: System) -> Iterator[TurnLock]:
    holder = Holder(pid=os.getpid(), desk="")
    turn = TurnLock(layout.turn, holder, system)
    presence = Presence(layout.presence, holder, system)
    try:
        turn.acquire()
        if not presence.alone():
            raise InUse(layout.data, presence.others())
        yield turn
    finally:
        presence.close()
        turn.close()


def _keep_aside(layout: Layout, system: System) -> Path:
    """Copies the files, so that the conference is there at every moment; what is no file is moved out of the way."""
    place = layout.kept_aside(dt.datetime.now().strftime("%Y-%m-%d_%H-%M-%S_%f"))
    system.make_folder(place)
    for path in (layout.data, *map(layout.journal, layout.generations(system))):
        if path.is_dir():
            system.replace(path, place / path.name)
        elif system.exists(path):
            system.write_new(place / path.name, system.read_file(path))
    system.sync_folder(place)
    return place


def _put_in_force(layout: Layout, base: DataFile, mark: Mark | None, turn: TurnLock, system: System) -> None:
    """Publishes `base` under a generation nothing on disk has ever had."""
    old = layout.generations(system)
    base.generation = max([0, base.generation, *old, mark.generation if mark else 0]) + 1
    length = publish(layout, base, system)
    system.sync_folder(layout.folder)
    turn.set_mark(Mark(generation=base.generation, length=length, seq=base.seq))
    for generation in old:
        system.remove(layout.journal(generation))
