"""Commits and documents as rows: everything that is read from the database and written to it.

A document stands in the table of its kind as JSONB, for people to ask questions of. A commit stands in the log as the
JSON it has in a journal, letter by letter, for other desks to carry out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Final, LiteralString, NamedTuple

import msgspec
import psycopg
from psycopg import sql

from store.engine.journal import Commit, Put, packed, unpacked
from store.engine.postgres.schema import KINDS, Connection
from store.engine.tables import FORMAT, Tables
from store.progress import Progress, added, unwatched
from store.proposal_records import Proposal
from store.records import Delegate, Document, LogEntry

_BATCH: Final = 2000
"""Rows sent with one statement."""

GONE: Final = ("42P01", "3F000")
"""What the server says when the tables or their schema are not there (any more)."""

_META: Final = "SELECT version, format, conference, edition, seq, last_number, last_proposal FROM meta"


_TAKE: Final = f"BEGIN; {_META} FOR UPDATE; SELECT whole, commit FROM log WHERE seq > %d ORDER BY seq"


class Meta(NamedTuple):
    """The one row that says what the conference is and how far it has come."""

    version: int
    format: int
    conference: int | None
    """None in tables that were only made ready."""
    edition: int
    seq: int
    last_number: int
    last_proposal: int

    @property
    def frame(self) -> tuple[int | None, ...]:
        """What stays the same from commit to commit."""
        return self[:4]


class News(NamedTuple):
    """What the log has behind some commit."""

    meta: Meta
    commits: list[Commit] | None
    """None if the log no longer says what they changed: everything has to be read anew."""


# -- reading -----------------------------------------------------------------------------------------------------------


def read_meta(connection: Connection) -> Meta:
    """How far the conference has come."""
    return _meta(connection.execute(_META).fetchone())


def take_turn(connection: Connection, seq: int) -> News:
    """Begins a transaction that locks the row, and reads what was committed after `seq`: one round trip.

    One message with three statements, each of which sees what was committed when it began, the last one after the lock
    was ours. Not a pipeline: in one the server forgets to watch how long a desk stands still with the turn.
    """
    answers = connection.execute((_TAKE % seq).encode())
    answers.nextset()
    meta = answers.fetchone()
    answers.nextset()
    return News(_meta(meta), _commits(answers.fetchall()))


def take_row(connection: Connection) -> Meta:
    """The turn alone; inside a transaction."""
    return _meta(connection.execute(f"{_META} FOR UPDATE").fetchone())


def look(connection: Connection, seq: int) -> News:
    """What was committed after `seq`, without a turn: one statement, so one moment."""
    rows = connection.execute(
        "SELECT m.version, m.format, m.conference, m.edition, m.seq, m.last_number, m.last_proposal, l.whole, l.commit"
        " FROM meta m LEFT JOIN log l ON l.seq > %s ORDER BY l.seq",
        [seq],
    ).fetchall()
    return News(_meta(rows[0] if rows else None), _commits(row[-2:] for row in rows if row[-1] is not None))


def _meta(row: Sequence[Any] | None) -> Meta:
    if row is None:
        raise psycopg.errors.UndefinedTable("the table is there, the row is not")
    return Meta(*row[: len(Meta._fields)])


def _commits(rows: Iterable[Sequence[Any]]) -> list[Commit] | None:
    commits = []
    for whole, commit in rows:
        if not whole:
            return None
        commits.append(unpacked(commit))
    return commits


def read_tables(connection: Connection, meta: Meta) -> Tables:
    """Every document and the log; in a transaction that sees one moment."""
    with connection.pipeline():
        found = {kind: connection.execute(_every(kind)) for kind in KINDS}
        log = connection.execute("SELECT seq, commit FROM log ORDER BY seq")
    decode = msgspec.json.decode
    tables: dict[str, dict[str, Document]] = {
        kind: {str(key): decode(document) for key, document in rows} for kind, rows in found.items() if rows.rowcount
    }
    if log.rowcount:
        tables[LogEntry.table] = {str(seq): decode(commit)["entry"] for seq, commit in log}
    return Tables(tables, meta.last_number, meta.last_proposal)


def _every(kind: str) -> bytes:
    return _about(kind, "SELECT key, document FROM {} ORDER BY key")


def commit_id(connection: Connection, seq: int) -> int | None:
    """The id of the commit with this number."""
    row = connection.execute("SELECT id FROM log WHERE seq = %s", [seq]).fetchone()
    return row[0] if row else None


# -- writing -----------------------------------------------------------------------------------------------------------


def write_commit(connection: Connection, *commits: Commit) -> None:
    """The log lines, the documents and the number, and the end of the transaction: one round trip."""
    puts = [put for commit in commits for put in commit.put]
    highest = [_highest(puts, table) for table in (Delegate.table, Proposal.table)]
    with connection.pipeline():
        _write_log(connection, [(commit.entry, packed(commit), True) for commit in commits])
        for commit in commits:
            _write_documents(connection, commit.put)
            _remove_documents(connection, commit.remove)
        connection.execute(
            "UPDATE meta SET seq = %s, last_number = greatest(last_number, %s),"
            " last_proposal = greatest(last_proposal, %s)",
            [commits[-1].entry.seq, *highest],
        )
        connection.execute("COMMIT")


def _highest(puts: Iterable[Put], table: str) -> int:
    return max((put.document.get("number", 0) for put in puts if put.table == table), default=0)


def write_everything(connection: Connection, tables: Tables, progress: Progress = unwatched) -> None:
    """These documents and this log in the place of all there are; inside a transaction.

    What a commit changed stands in the documents now, and nobody is to carry it out again.
    """
    rows = tables.read()
    for kind in (*KINDS, LogEntry.table):
        connection.execute(_about(kind, "DELETE FROM {}"))
    puts = (Put(table=kind, key=int(key), document=one) for kind in KINDS for key, one in rows.get(kind, {}).items())
    log = (LogEntry.from_document(document) for document in rows.get(LogEntry.table, {}).values())
    more = added(progress, sum(len(rows.get(kind, {})) for kind in (*KINDS, LogEntry.table)))
    for some in _batches(puts):
        _write_documents(connection, some)
        more(len(some))
    for entries in _batches(log):
        _write_log(connection, [(entry, packed(Commit(entry=entry)), False) for entry in entries])
        more(len(entries))


def renew_meta(connection: Connection, conference: int, tables: Tables, seq: int) -> None:
    """The row after everything was put anew."""
    connection.execute(
        "UPDATE meta SET edition = edition + 1, format = %s, conference = %s, seq = %s, last_number = %s,"
        " last_proposal = %s",
        [FORMAT, conference, seq, tables.last_number, tables.last_proposal],
    )


def forget_images(connection: Connection, entries: Iterable[Document]) -> None:
    """What these commits changed, and from what, leaves the database."""
    with connection.pipeline():
        for entry in map(LogEntry.from_document, entries):
            connection.execute(
                "UPDATE log SET whole = false, commit = %s::json WHERE seq = %s",
                [packed(Commit(entry=entry)).decode(), entry.seq],
            )


def _write_log(connection: Connection, lines: Sequence[tuple[LogEntry, bytes, bool]]) -> None:
    columns = zip(
        *((one.seq, one.id, one.at.wall, one.verb, one.session, whole, text.decode()) for one, text, whole in lines),
        strict=True,
    )
    connection.execute(
        "INSERT INTO log (seq, id, at, verb, session, whole, commit) SELECT * FROM unnest(%s::bigint[], %s::bigint[],"
        " %s::timestamptz[], %s::text[], %s::bigint[], %s::boolean[], %s::json[])",
        [list(column) for column in columns],
    )


def _write_documents(connection: Connection, puts: Iterable[Put]) -> None:
    for table, ours in _by_table((put.table, put) for put in puts):
        documents = [msgspec.json.encode(put.document).decode() for put in ours]
        connection.execute(_upsert(table), [[put.key for put in ours], documents])


def _remove_documents(connection: Connection, places: Iterable[tuple[str, int]]) -> None:
    for table, keys in _by_table(places):
        connection.execute(_delete(table), [keys])


@cache
def _upsert(table: str) -> bytes:
    return _about(
        table,
        "INSERT INTO {} (key, document) SELECT * FROM unnest(%s::bigint[], %s::jsonb[])"
        " ON CONFLICT (key) DO UPDATE SET document = excluded.document",
    )


@cache
def _delete(table: str) -> bytes:
    return _about(table, "DELETE FROM {} WHERE key = ANY(%s::bigint[])")


def _about(table: str, statement: LiteralString) -> bytes:
    return sql.SQL(statement).format(sql.Identifier(table)).as_bytes(None)


def _by_table(pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for table, one in pairs:
        found[table].append(one)
    yield from found.items()


def _batches(every: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(every)
    while some := list(islice(rest, _BATCH)):
        yield some
