"""Opening a conference in a database, bringing one of an older version up to date, and making one."""

from __future__ import annotations

from contextlib import closing

import psycopg

from store.address import Address
from store.engine.data_file import DataFile
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.postgres import rows
from store.engine.postgres.connecting import connect, fault
from store.engine.postgres.desk_names import listed_as
from store.engine.postgres.engine import PostgresEngine
from store.engine.postgres.schema import VERSION, Connection, make_schema, migrate, schema_of
from store.engine.tables import FORMAT, Tables
from store.engine.upgrade import upgraded
from store.errors import (
    AlreadyThere,
    Barrier,
    NoConference,
    NotAConference,
    OlderFormat,
    StoreError,
    Unopenable,
    Unreachable,
)
from store.progress import Progress

_NOBODY = Holder(pid=0, desk="")


def opened(place: Address, holder: Holder, system: System, *, fold: bool) -> PostgresEngine:
    """The conference that is there."""
    try:
        with closing(connect(place, listed_as(_NOBODY))) as connection:
            if rows.read_meta(connection).conference is None:
                raise NoConference(place)
            _bring_tables_up_to_date(connection, place, may=fold)
        engine = PostgresEngine(place, holder, system, fold=fold)
    except psycopg.Error as error:
        raise _why(error, place) from None
    except OSError as error:
        raise Unopenable(place, error) from error
    _bring_documents_up_to_date(engine, may=fold)
    return engine


def _bring_tables_up_to_date(connection: Connection, place: Address, *, may: bool) -> None:
    if rows.read_meta(connection).version >= VERSION:
        return
    if not may:
        raise OlderFormat(place, rows.read_meta(connection).version)
    with connection.transaction():
        version = rows.take_row(connection).version
        migrate(connection, version)


def _bring_documents_up_to_date(engine: PostgresEngine, *, may: bool) -> None:
    """Who only looks is shown them as they will be."""
    format = engine.format
    if format >= FORMAT:
        return
    old = DataFile(conference=engine.conference, generation=0, seq=engine.seq, tables=engine.tables, format=format)
    if may:
        with engine.alone():
            engine.replace(upgraded(old).tables)
    else:
        engine.tables = upgraded(old).tables
        engine.trouble = OlderFormat(engine.place, format)


def created(place: Address, conference: int, tables: Tables, seq: int, progress: Progress) -> None:
    """Everything or nothing of it."""
    try:
        with closing(connect(place, listed_as(_NOBODY))) as connection, connection.transaction():
            if not _is_ready(connection):
                make_schema(connection, schema_of(connection))
                migrate(connection, 0)
            if rows.take_row(connection).conference is not None:
                raise AlreadyThere(place)
            rows.write_everything(connection, tables, progress)
            rows.renew_meta(connection, conference, tables, seq)
    except psycopg.Error as error:
        raise _why(error, place) from None


def _is_ready(connection: Connection) -> bool:
    """Whether somebody has made the tables: an administrator who lets desks make none."""
    row = connection.execute("SELECT to_regclass('meta') IS NOT NULL").fetchone()
    return bool(row and row[0])


def _why(error: psycopg.Error, place: Address) -> StoreError:
    match error.sqlstate:
        case "42P01" | "3F000":
            return NoConference(place)
        case "42703":
            return NotAConference(place)
        case "42501":
            return Unreachable(place, Barrier.RIGHTS)
    return Unopenable(place, fault(error))
