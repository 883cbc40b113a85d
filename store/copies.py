"""Copies of a conference: what may hold an earlier state of it, what of that is out of reach, and removing it.

Removing a file takes its name away and gives its space back. Nothing is written over: on a solid-state disk or a file
system with a log that would reach other places than those the words stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Final

from store.engine.backups import Backups
from store.engine.platform import System
from store.engine.seam import Engine
from store.progress import Progress, counted, unwatched
from store.records import Erasure, Tally

_HEAD: Final = 4096


def leftovers(engine: Engine, system: System) -> list[Path]:
    """Everything that holds an earlier state: journals, backups at both places, what was kept aside, what a crash left.

    Before a data file without what is to be deleted is in force, the journals it will take the place of too.
    """
    layout = engine.layout
    rows = engine.tables
    in_use = engine.generation if rows.documents(Tally.table) or rows.documents(Erasure.table) else None
    return [*layout.leftovers(in_use), *_second_backups(engine, system), *_workshops(engine, system)]


def _second_backups(engine: Engine, system: System) -> Iterator[Path]:
    """Other conferences of the same name may have their backups there too."""
    second = Backups(engine, system).second_place
    place = second / engine.layout.backups.name if second else None
    if place and place.is_dir():
        yield from (folder for folder in sorted(place.iterdir()) if _is_of(engine, folder, system))


def _workshops(engine: Engine, system: System) -> Iterator[Path]:
    """Copies that a check of backups left when it was killed; other programs come and go in the same place."""
    for workshop in Path(gettempdir()).glob("toadam-*"):
        with suppress(OSError):
            yield from [folder for folder in workshop.iterdir() if _is_of(engine, folder, system)]


def _is_of(engine: Engine, folder: Path, system: System) -> bool:
    """Whether the data file in a folder is of this conference, be it whole or not."""
    data = folder / engine.layout.data.name
    return system.exists(data) and b'"conference":%d,' % engine.conference in system.read_file(data)[:_HEAD]


def out_of_reach(engine: Engine, system: System) -> Path | None:
    """The second place for backups, where none of this conference can be seen: a stick that is not plugged in."""
    second = Backups(engine, system).second_place
    seen = second is None or (second / engine.layout.backups.name).is_dir()
    return None if seen else second


def remove_all(paths: Iterable[Path], system: System, progress: Progress = unwatched) -> None:
    """For good. Raises `OSError` where the disk fails, and what `progress` does, told of every file."""
    doomed = [one for path in paths for one in _inside_out(path)]
    one_more = counted(progress, len(doomed))
    for path in doomed:
        (system.remove_folder if _is_folder(path) else system.remove)(path)
        one_more()


def _inside_out(path: Path) -> Iterator[Path]:
    """What is in a folder before the folder."""
    if _is_folder(path):
        for inside in sorted(path.iterdir()):
            yield from _inside_out(inside)
    yield path


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
