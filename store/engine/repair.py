"""Bringing back what can be had of damaged files, and putting a backup back. The files as they were are always kept."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from store.engine.data_file import DataFile, read_data_file
from store.engine.examination import Backup, backups_of, read_backup
from store.engine.file_engine import publish
from store.engine.journal import Commit, read_header, salvage
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System
from store.engine.tables import FORMAT
from store.errors import Damaged, InUse, NewerFormat, NoConference, NotAConference


class Repaired(NamedTuple):
    """What a repair brought back."""

    seq: int
    lost: tuple[int, ...]
    """Actions that were acknowledged once and are nowhere to be found."""
    backup: Backup | None
    """The backup that stood in for a data file nobody can read."""
    kept: Path
    """Where the files as they were are."""


def repair(path: Path, system: System | None = None) -> Repaired:
    """Builds a sound conference from the data file or the newest backup and every journal line that is right.

    Raises `InUse` while another window has it open, `NoConference` if there is nothing to build on, `NewerFormat` for
    what only a newer program understands; then nothing is changed.
    """
    system = system or System()
    layout = Layout.of(path)
    with _alone(layout, system) as turn:
        mark = turn.mark()
        base, backup = _base(layout, system)
        kept = _keep_aside(layout, system)
        lost = _replay(base, _salvaged(layout, base.conference, mark, system), mark.seq if mark else 0)
        _put_in_force(layout, base, mark, turn, system)
        return Repaired(base.seq, lost, backup, kept)


def restore_backup(path: Path, backup: Path, system: System | None = None) -> Path:
    """Puts a backup in the conference's place; returns where the present files are kept.

    Raises `InUse` while another window has the conference open, or what opening the backup raises.
    """
    system = system or System()
    layout = Layout.of(path)
    content = read_backup(backup, layout, system)
    with _alone(layout, system) as turn:
        kept = _keep_aside(layout, system)
        base = DataFile(conference=content.conference, generation=0, seq=content.seq, tables=content.tables)
        _put_in_force(layout, base, turn.mark(), turn, system)
        return kept


@contextmanager
def _alone(layout: Layout, system: System) -> Iterator[TurnLock]:
    """The turn, with nobody else present."""
    turn = TurnLock(layout.turn, Holder(pid=os.getpid(), desk=""), system)
    presence = Presence(layout.presence, system)
    try:
        turn.acquire()
        if not presence.alone():
            raise InUse(layout.data)
        yield turn
    finally:
        presence.close()
        turn.close()


def _base(layout: Layout, system: System) -> tuple[DataFile, Backup | None]:
    """What to build on: the data file if it can be read, else the newest sound backup."""
    data = _readable(layout, system)
    if data is not None:
        if data.format > FORMAT:
            raise NewerFormat(layout.data, data.format)
        return data, None
    for backup in reversed(backups_of(layout.data, system)):
        if backup.trouble is None:
            content = read_backup(backup.path, layout, system)
            data = DataFile(conference=content.conference, generation=0, seq=content.seq, tables=content.tables)
            return data, backup
    raise NoConference(layout.data)


def _readable(layout: Layout, system: System) -> DataFile | None:
    try:
        return read_data_file(layout, system) if system.exists(layout.data) else None
    except (Damaged, NotAConference):
        return None


def _salvaged(layout: Layout, conference: int, mark: Mark | None, system: System) -> dict[int, Commit]:
    """Every sound journal line on disk, by its number.

    What a later journal, or the mark, says never happened is left out: people were told that it was not saved.
    """
    found: dict[int, Commit] = {}
    limit = {mark.generation: mark.length} if mark and not mark.settled else {}
    contents = {generation: system.read_file(layout.journal(generation)) for generation in layout.generations(system)}
    for generation in sorted(contents, reverse=True):
        content = contents[generation]
        header = read_header(content)
        if header and header[0].conference != conference:
            continue
        if header and header[0].continues:
            limit[header[0].continues.generation] = header[0].continues.length
        for commit in salvage(content[: limit.get(generation)]):
            found.setdefault(commit.entry.seq, commit)
    return found


def _replay(base: DataFile, commits: dict[int, Commit], acknowledged: int) -> tuple[int, ...]:
    """Adds to `base` what came after it; returns the numbers that are missing in between."""
    last = max([base.seq, acknowledged, *commits])
    lost = []
    for seq in range(base.seq + 1, last + 1):
        if seq in commits:
            base.tables.apply(commits[seq])
        else:
            lost.append(seq)
    base.seq = last
    return tuple(lost)


def _keep_aside(layout: Layout, system: System) -> Path:
    place = layout.kept_aside(dt.datetime.now().strftime("%Y-%m-%d_%H-%M-%S_%f"))
    system.make_folder(place)
    for path in (layout.data, *map(layout.journal, layout.generations(system))):
        if system.exists(path):
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
