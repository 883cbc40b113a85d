"""Conferences in a PostgreSQL database. Nothing outside imports what is in here before an address was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import Barrier, Unreachable
from store.progress import Progress, unwatched

if TYPE_CHECKING:
    from store.address import Address
    from store.engine.desk.engine import DeskEngine
    from store.engine.locks import Holder
    from store.engine.platform import System
    from store.engine.postgres.engine import PostgresEngine
    from store.engine.tables import Tables


def open_engine(place: Address, holder: Holder, system: System, *, fold: bool) -> PostgresEngine:
    """Opens the conference an address leads to. Raises a `StoreError` that says why if it cannot."""
    _must_have_driver(place)
    from store.engine.postgres.opening import opened

    return opened(place, holder, system, fold=fold)


def open_desk(place: Address, holder: Holder, system: System, *, fold: bool) -> DeskEngine:
    """The same for a desk, which goes on with what it knows if nobody answers there."""
    _must_have_driver(place)
    from store.engine.desk.engine import DeskEngine

    return DeskEngine(place, holder, system, fold=fold)


def create(place: Address, conference: int, tables: Tables, *, seq: int, progress: Progress = unwatched) -> None:
    """Makes what is needed there and writes a conference. Raises `AlreadyThere` and `Unreachable`."""
    _must_have_driver(place)
    from store.engine.postgres.opening import created

    created(place, conference, tables, seq, progress)


def _must_have_driver(place: Address) -> None:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise Unreachable(place, Barrier.DRIVER) from error
