"""Conferences in the databases of tests: written in one call, asked as an administrator asks."""

from __future__ import annotations

import builders
from postgres import server
from store import Scan, Store
from store.address import Address
from store.engine.choosing import create_at
from store.engine.desk.engine import DeskEngine
from store.engine.postgres.engine import PostgresEngine
from store.engine.tables import Tables
from store.records import Conference, Delegate
from stores import QuietSystem


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def write(place: Address, people: int = 8) -> Address:
    """Makes a conference there, every delegate still to come."""
    tables = {
        Conference.table: {"1": builders.conference().to_document()},
        Delegate.table: {str(one.id): one.to_document() for one in builders.delegates(people)},
    }
    create_at(place, 1, Tables(tables), QuietSystem())
    return place


def schema_in(address: Address) -> str:
    return address.url.partition("search_path%3D")[2].partition("&")[0]


def ask(address: Address, statement: str) -> list[tuple[object, ...]]:
    """As the administrator, on the server that tests share."""
    return server().ask(statement, schema=schema_in(address))


def engine_over_there(store: Store) -> PostgresEngine:
    """A desk's hold on the database, which is not away."""
    assert isinstance(store.engine, DeskEngine)
    assert store.engine._server is not None
    return store.engine._server
