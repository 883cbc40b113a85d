"""Databases that are strange, newer, older, gone or not ours, and who may do what there."""

from __future__ import annotations

import datetime as dt
import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import psycopg
import pytest

import builders
from assets import ASSETS
from databases import ask, scan, schema_in, write
from postgres import borrowed, new_schema, server
from store import Outcome, Store, open_store
from store.address import Address
from store.care import Request
from store.engine.postgres import connecting, schema, waiting
from store.engine.postgres.schema import VERSION
from store.engine.tables import FORMAT
from store.errors import (
    AlreadyThere,
    Barrier,
    Damaged,
    NewerFormat,
    NoConference,
    NotAConference,
    NotSaved,
    OlderFormat,
    Purged,
    ReadOnly,
    Unopenable,
    Unreachable,
    Wrong,
)
from store.records import Tally
from stores import QuietSystem, opened

VIEW = (
    "SELECT 1 / (random() * 0)::int AS version, 3 AS format, 1 AS conference, 1 AS edition, 0 AS seq, 0 AS last_number,"
    " 0 AS last_proposal"
)
"""Has every column, and nobody can read it."""


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    """Of a conference with eight delegates."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with borrowed() as new_address:
        place = new_address()
        write(place)
        yield place


@pytest.fixture
def store(address: Address) -> Iterator[Store]:
    with closing(opened(address, "Bàn A")) as store:
        yield store


@pytest.fixture
def other(address: Address) -> Iterator[Store]:
    with closing(opened(address, "Bàn B")) as other:
        yield other


# -- what is strange --------------------------------------------------------------------------------------------------


def test_there_is_nothing_at_an_address_until_somebody_makes_it(address: Address) -> None:
    nowhere = server().address(new_schema())
    with pytest.raises(NoConference):
        opened(nowhere)
    ask(address, "UPDATE meta SET conference = NULL")
    with pytest.raises(NoConference):
        opened(address)


def test_what_is_there_is_not_written_over(address: Address, store: Store) -> None:
    with pytest.raises(AlreadyThere):
        write(address)
    assert store.run(scan(1)).outcome is Outcome.ADMITTED


def test_tables_of_somebody_else_are_no_conference() -> None:
    name = new_schema()
    server().ask(f"CREATE SCHEMA {name}; CREATE TABLE {name}.meta (version text)")
    with pytest.raises(NotAConference):
        opened(server().address(name))
    server().ask(f"DROP TABLE {name}.meta; CREATE VIEW {name}.meta AS {VIEW}")
    with pytest.raises(Unopenable):
        opened(server().address(name))


@pytest.mark.parametrize("column", ["format", "version"])
def test_what_a_newer_program_wrote_can_be_looked_at_only(address: Address, store: Store, column: str) -> None:
    ask(address, f"UPDATE meta SET {column} = 99")
    with pytest.raises(ReadOnly) as raised:
        store.refresh()
    assert isinstance(raised.value.why, NewerFormat)
    with pytest.raises(ReadOnly):
        store.run(scan(1))
    assert not store.refresh()
    with closing(opened(address, "Bàn B")) as other:
        assert isinstance(other.engine.trouble, NewerFormat)
        assert len(other.state.delegates) == 8


def test_documents_of_an_older_format_are_brought_up_to_date_by_who_comes_to_work(address: Address) -> None:
    ask(address, f"UPDATE meta SET format = {FORMAT - 1}")
    with closing(opened(address, fold=False)) as looking:
        assert isinstance(looking.engine.trouble, OlderFormat)
        assert len(looking.state.delegates) == 8
    with closing(open_store(address, desk="Bàn A", system=QuietSystem())) as store:
        assert store.read_only is None
        assert store.run(scan(1)).outcome is Outcome.ADMITTED
    assert ask(address, "SELECT format, edition > 1 FROM meta") == [(FORMAT, True)]


def test_tables_of_an_older_version_are_brought_up_to_date_by_who_comes_to_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    address = server().address(new_schema())
    write(address)
    newer = f"ALTER TABLE log ADD COLUMN remark text; UPDATE meta SET version = {VERSION + 1};"
    for room in ("opening", "engine"):
        monkeypatch.setattr(f"store.engine.postgres.{room}.VERSION", VERSION + 1)
    monkeypatch.setattr(schema, "scripts", lambda after: [newer][after - VERSION :])
    with pytest.raises(OlderFormat):
        opened(address)
    with closing(open_store(address, desk="Bàn A", system=QuietSystem())) as store:
        assert store.run(scan(1)).outcome is Outcome.ADMITTED
    assert ask(address, "SELECT version FROM meta") == [(VERSION + 1,)]
    assert ask(address, "SELECT remark FROM log") == [(None,)]


def test_a_conference_whose_people_were_deleted_is_only_numbers(address: Address, store: Store) -> None:
    tally = Tally(at=dt.datetime(2023, 10, 1, tzinfo=builders.ZONE), categories={}, areas={}).to_document()
    ask(address, f"INSERT INTO tally VALUES (1, '{msgspec.json.encode(tally).decode()}'); UPDATE meta SET edition = 2")
    with pytest.raises(ReadOnly) as raised:
        store.run(scan(1))
    assert isinstance(raised.value.why, Purged)


@pytest.mark.parametrize("statement", ["DROP SCHEMA {schema} CASCADE", "DELETE FROM {schema}.meta"])
def test_tables_that_were_dropped_under_a_desk_are_said_to_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    address = server().address(new_schema())
    server().ask(f"CREATE SCHEMA {schema_in(address)}")
    write(address)
    with closing(opened(address)) as lost:
        server().ask(statement.format(schema=schema_in(address)))
        with pytest.raises(ReadOnly) as raised:
            lost.refresh()
        assert isinstance(raised.value.why, Damaged)
        assert raised.value.why.wrong is Wrong.GONE
        assert len(lost.state.delegates) == 8


def test_documents_that_nobody_of_ours_wrote_are_damage(address: Address) -> None:
    ask(address, """UPDATE delegates SET document = '{"id": "x"}' WHERE key = 1""")
    with pytest.raises(Damaged):
        opened(address)


def test_what_the_server_cannot_do_is_not_saved_and_the_next_works(address: Address, store: Store) -> None:
    ask(address, "ALTER TABLE attendance RENAME TO elsewhere")
    with pytest.raises(NotSaved) as raised:
        store.run(scan(1))
    assert raised.value.error.errno == errno.EPROTO
    assert not store.state.attendance
    ask(address, "ALTER TABLE elsewhere RENAME TO attendance")
    assert store.run(scan(1)).outcome is Outcome.ADMITTED


def test_a_desk_without_a_folder_of_its_own_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: Address
) -> None:
    (tmp_path / "user").write_text("a file", encoding="utf-8")
    with pytest.raises(Unopenable):
        opened(address)


def test_without_the_driver_nothing_of_a_database_is_tried(monkeypatch: pytest.MonkeyPatch, address: Address) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for use in (opened, write):
        with pytest.raises(Unreachable) as raised:
            use(address)
        assert raised.value.barrier is Barrier.DRIVER


def test_a_server_that_does_not_tell_who_has_the_turn_names_nobody(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    """What speaks the same protocol need not know the same functions."""
    monkeypatch.setattr(waiting, "_WHO", "SELECT nothing_of_the_kind(%s)")
    assert store.engine.turn_holder() is None


@pytest.mark.parametrize(
    ("encrypted", "host", "address", "overheard"),
    [
        (False, "10.0.0.5", "10.0.0.5", True),
        (True, "10.0.0.5", "10.0.0.5", False),
        (False, "/run/postgresql", "", False),
        (False, "localhost", "127.0.0.1", False),
        (False, "localhost", "::1", False),
    ],
)
def test_a_line_that_others_could_read_is_known(encrypted: bool, host: str, address: str, overheard: bool) -> None:
    assert connecting.can_be_overheard(encrypted=encrypted, host=host, address=address) is overheard


def test_a_line_within_the_machine_needs_no_warning(store: Store) -> None:
    assert not store.in_the_open


# -- who may do what --------------------------------------------------------------------------------------------------


def as_user(address: Address, user: str, password: str = "") -> Address:
    who = f"{user}:{password}@" if password else f"{user}@"
    return Address(address.url.replace("toadam@", who))


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Address:
    """What an administrator made with the script that `toadam copy --sql` prints."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    folder, name = ASSETS / "postgres", new_schema()
    scripts = (folder / "before.sql", *sorted(folder.glob("[0-9]*.sql")), folder / "desks.sql")
    script = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    server().ask(script.replace("SCHEMA toadam", f"SCHEMA {name}").replace("= toadam", f"= {name}"))
    return server().address(name, user="toadam_desk")


def test_the_role_of_the_desks_works_with_tables_an_administrator_made(prepared: Address) -> None:
    with pytest.raises(NoConference):
        opened(prepared)
    write(prepared)
    with pytest.raises(AlreadyThere):
        write(prepared)
    with closing(open_store(prepared, desk="Bàn A", system=QuietSystem())) as store:
        assert store.run(scan(1)).outcome is Outcome.ADMITTED
        store.erase_person(Request(2))
    with closing(opened(prepared, "Bàn B")) as again:
        assert again.state.head_count().present == 1


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE mine ()", "DROP TABLE log", "TRUNCATE log", "ALTER TABLE log ADD COLUMN x int", "DELETE FROM meta"],
)
def test_the_role_of_the_desks_may_do_nothing_else(prepared: Address, statement: str) -> None:
    with psycopg.connect(prepared.url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_a_role_that_may_make_no_tables_is_told_what_is_to_be_done(prepared: Address) -> None:
    elsewhere = server().address(new_schema(), user="toadam_desk")
    with pytest.raises(Unreachable) as raised:
        write(elsewhere)
    assert raised.value.barrier is Barrier.RIGHTS


def test_a_role_that_only_reads_follows_and_is_told_no(address: Address, store: Store) -> None:
    name, role = schema_in(address), f"reader_{schema_in(address)}"
    server().ask(f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA {name} TO {role}")
    server().ask(f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO {role}")
    with closing(open_store(as_user(address, role), desk="Hội trường", system=QuietSystem())) as hall:
        hall.beat_if_due()
        store.run(scan(1))
        assert hall.refresh()
        assert hall.state.head_count().present == 1
        with pytest.raises(NotSaved) as raised:
            hall.run(scan(2))
        assert raised.value.error.errno == errno.EACCES
        assert not hall.refresh()


@pytest.mark.parametrize(
    ("change", "barrier"),
    [
        (lambda url: url.replace("/postgres?", "/khong-co?"), Barrier.DATABASE),
        (lambda url: url.replace("toadam@", "ai@"), Barrier.PASSWORD),
        (lambda url: url.replace("disable", "require"), Barrier.ENCRYPTION),
        (lambda url: url.replace("127.0.0.1:", "127.0.0.1:x"), Barrier.ADDRESS),
        (lambda url: url + "&khong=co", Barrier.ADDRESS),
        (lambda _url: "postgresql://127.0.0.1:1/x", Barrier.SERVER),
    ],
)
def test_what_stands_in_the_way_is_known(address: Address, change: Callable[[str], str], barrier: Barrier) -> None:
    with pytest.raises(Unreachable) as raised:
        opened(Address(change(address.url)))
    assert raised.value.barrier is barrier


@pytest.mark.parametrize("how", ["@", "?password="])
def test_a_password_is_in_nothing_that_is_said(how: str) -> None:
    url = (
        "postgresql://ban1:bi%20mat@127.0.0.1:1/x"
        if how == "@"
        else "postgresql://ban1@127.0.0.1:1/x?password=bi%20mat"
    )
    address = Address(url)
    with pytest.raises(Unreachable) as raised:
        opened(address)
    said = f"{raised.value} {raised.value!r} {address} {address!r} {raised.value.__context__}"
    assert "mat" not in said
    assert str(address) == "postgresql://ban1@127.0.0.1:1/x"
    assert address.password == "bi mat"
    assert Address(str(address)).password is None


def test_an_address_that_is_none_is_shown_as_nothing_of_it() -> None:
    odd = Address("postgresql://ban1:bi-mat@[::1/x")
    assert str(odd) == "postgresql://"
    assert odd.password is None
