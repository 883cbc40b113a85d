"""Which engine keeps a conference: what kind of place it is says so, here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from store.address import Address, Place
from store.engine.file_engine import FileEngine
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.engine.places import refuse_network_drive
from store.engine.platform import System
from store.engine.seam import Engine
from store.engine.tables import Tables
from store.errors import AlreadyThere, Unopenable
from store.progress import Progress, unwatched


def engine_at(place: Place, holder: Holder, system: System, *, fold: bool) -> Engine:
    """Opens the conference that is kept there; without `fold` as somebody who only looks.

    Raises a `StoreError` that says why if it cannot.
    """
    if isinstance(place, Address):
        from store.engine.postgres import open_engine

        return open_engine(place, holder, system, fold=fold)
    refuse_network_drive(place, system)
    try:
        return FileEngine(place, holder, system, fold=fold)
    except OSError as error:
        raise Unopenable(place, error) from error


def desk_at(place: Place, holder: Holder, system: System, *, fold: bool) -> Engine:
    """The same for a desk, which goes on without a database that is away."""
    if isinstance(place, Address):
        from store.engine.postgres import open_desk

        return open_desk(place, holder, system, fold=fold)
    return engine_at(place, holder, system, fold=fold)


def create_at(
    place: Place,
    conference: int,
    tables: Tables,
    system: System,
    *,
    seq: int = 0,
    progress: Progress = unwatched,
) -> None:
    """Writes a conference with these tables, `seq` of whose log is the last; all of it or nothing.

    Raises `AlreadyThere` rather than overwrite anything. A database is told row by row, a file is written in one go.
    """
    if isinstance(place, Address):
        from store.engine.postgres import create

        create(place, conference, tables, seq=seq, progress=progress)
    else:
        _create_file(place, conference, tables, system, seq)


def _create_file(path: Path, conference: int, tables: Tables, system: System, seq: int) -> None:
    layout = Layout.of(path)
    try:
        for taken in (layout.data, *map(layout.journal, layout.generations(system))):
            if system.exists(taken):
                raise AlreadyThere(taken)
        refuse_network_drive(path, system)
        FileEngine.create(path, conference, tables, system, seq=seq)
    except OSError as error:
        raise Unopenable(path, error) from error
