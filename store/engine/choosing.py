"""Which engine keeps a conference: what kind of place it is says so."""

from __future__ import annotations

from functools import singledispatch
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


@singledispatch
def engine_at(place: Place, holder: Holder, system: System, *, fold: bool) -> Engine:
    """Opens the conference that is kept there; without `fold` as somebody who only looks.

    Raises a `StoreError` that says why if it cannot.
    """
    raise TypeError(place)


@singledispatch
def create_at(place: Place, conference: int, tables: Tables, system: System, *, seq: int = 0) -> None:
    """Writes a conference with these tables, `seq` of whose log is the last. Raises `AlreadyThere` rather than
    overwrite anything."""
    raise TypeError(place)


@engine_at.register
def _in_file(place: Path, holder: Holder, system: System, *, fold: bool) -> Engine:
    refuse_network_drive(place, system)
    try:
        return FileEngine(place, holder, system, fold=fold)
    except OSError as error:
        raise Unopenable(place, error) from error


@create_at.register
def _new_file(place: Path, conference: int, tables: Tables, system: System, *, seq: int = 0) -> None:
    layout = Layout.of(place)
    try:
        for taken in (layout.data, *map(layout.journal, layout.generations(system))):
            if system.exists(taken):
                raise AlreadyThere(taken)
        refuse_network_drive(place, system)
        FileEngine.create(place, conference, tables, system, seq=seq)
    except OSError as error:
        raise Unopenable(place, error) from error


@engine_at.register
def _in_database(place: Address, holder: Holder, system: System, *, fold: bool) -> Engine:
    from store.engine.postgres import open_engine

    return open_engine(place, holder, system, fold=fold)


@create_at.register
def _new_in_database(place: Address, conference: int, tables: Tables, system: System, *, seq: int = 0) -> None:
    from store.engine.postgres import create

    create(place, conference, tables, seq=seq)
