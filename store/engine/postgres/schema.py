"""The tables in the database, brought up to date version by version by the scripts in `assets/postgres`."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from psycopg import sql

from assets import ASSETS
from store.records import RECORD_TYPES, LogEntry

VERSION: Final = 2
"""Of the tables this program works with."""

KINDS: Final = tuple(sorted(table for table in RECORD_TYPES if table != LogEntry.table))
"""The tables of documents, one for each kind of record."""

DEFAULT_SCHEMA: Final = "toadam"

Connection = psycopg.Connection[tuple[Any, ...]]


def scripts(after: int) -> list[str]:
    """What leads from the tables of version `after`, 0 if there are none, to ours."""
    found = {int(path.name.partition("-")[0]): path for path in (ASSETS / "postgres").glob("[0-9]*.sql")}
    return [found[version].read_text(encoding="utf-8") for version in range(after + 1, VERSION + 1)]


def migrate(connection: Connection, after: int) -> None:
    """Makes the tables, or brings them up to date, and says so in `meta`; inside a transaction."""
    for script in scripts(after):
        connection.execute(script.encode())


def make_schema(connection: Connection, name: str) -> None:
    """The schema, if it is not there."""
    if connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [name]).fetchone() is None:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))


def schema_of(connection: Connection) -> str:
    """The schema in which the conference is, or is to be: the first the search path names."""
    row = connection.execute("SELECT current_setting('search_path')").fetchone()
    first = str(row[0]).partition(",")[0].strip() if row else ""
    return first.strip('"') or DEFAULT_SCHEMA
