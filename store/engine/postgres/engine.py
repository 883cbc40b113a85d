"""A conference in a schema of a PostgreSQL database, shared by desks on many machines.

One row of `meta` is the turn: whoever locks it gets the next number, so the log is dense and in the order of commits,
and a desk that dies gives it back with its connection. A commit takes two round trips, one to lock and read what others
did, one to write and commit. Others follow by asking for the last number; nobody has to be told.

Every desk holds the documents in memory, as with a file. They are read anew where commits do not lead to what is there:
somebody put everything anew, or the log no longer says what was changed, because it was too long ago to be undone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Final, NamedTuple, TypeVar

import psycopg

from store.address import Address
from store.engine.copying import Part
from store.engine.journal import Commit, Fault, packed
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.postgres import rows
from store.engine.postgres.connecting import fault, is_of_the_line
from store.engine.postgres.desk_folder import desk_layout, forget_before
from store.engine.postgres.desk_names import listed_as
from store.engine.postgres.line import Line, told
from store.engine.postgres.pulses import DatabasePulses
from store.engine.postgres.rows import Meta, News
from store.engine.postgres.schema import VERSION, Connection
from store.engine.postgres.server_clock import ServerClock
from store.engine.postgres.waiting import who_blocks
from store.engine.publishing import rendered
from store.engine.seam import Unsent
from store.engine.tables import FORMAT, Tables
from store.engine.turn import Turn
from store.errors import Damaged, NewerFormat, Purged, Trouble, TurnLost, Unconfirmed, Wrong
from store.records import Tally

T = TypeVar("T")

SILENCE_S: Final = 1.0
"""Who was not answered for so long and then lost the line does not draw another one."""


class Seen(NamedTuple):
    """How far a desk has followed a conference."""

    conference: int
    edition: int
    seq: int
    last_id: int | None


class PostgresEngine:
    """One process's hold on a conference in a database. Raises `OSError` where server or network fail."""

    def __init__(self, place: Address, holder: Holder, system: System, *, fold: bool) -> None:
        """Opens what is there. Without `fold` nothing is tidied up. Raises a `StoreError` if nothing can be shown, and
        sets `trouble` when it can be shown but not changed."""
        self.place = place
        self.trouble: Trouble | None = None
        self.edition = 0
        self.tables = Tables()
        self.dropped: list[Fault] = []
        self._system = system
        self._may_fold = fold
        self._seq = 0
        self._last_id: int | None = None
        self._line = Line(place, listed_as(holder))
        self._drawn = self._line.drawn
        self.clock = ServerClock(system)
        self.pulses = DatabasePulses(self._line)
        try:
            with self._asking(self._line.live()) as connection:
                self._load(connection)
            self._refuse_strange()
            self.layout = desk_layout(self.conference, system)
            forget_before(self._meta.edition, self.layout, system)
            self._tidy()
        except BaseException:
            self._line.hang_up()
            raise

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def conference(self) -> int:
        """The conference's minted id."""
        return self._meta.conference or 0

    @property
    def format(self) -> int:
        """Of the documents, as they are in the database."""
        return self._meta.format

    @property
    def seq(self) -> int:
        """The number of the last commit known here."""
        return self._seq

    @property
    def generation(self) -> int:
        """Of the journal a copy made now has: it grows with every commit."""
        return self._seq + 1

    @property
    def in_the_open(self) -> bool:
        """Whether the line is neither encrypted nor within this machine."""
        return self._line.in_the_open

    @property
    def waiting(self) -> None:
        """What is committed here is where it is wanted."""

    def unsent(self) -> None:
        """Nothing is to be sent."""

    def sent(self, unsent: Unsent) -> None:
        """Nothing was."""

    @property
    def is_away(self) -> bool:
        """Whether the line was lost and could not be drawn again."""
        return self._line.is_lost

    @property
    def seen(self) -> Seen:
        """How far it was followed."""
        return Seen(self.conference, self._meta.edition, self._seq, self._last_id)

    def goes_on_from(self, seen: Seen) -> bool:
        """Whether this is the conference somebody saw before, with nothing missing that was seen. Raises `OSError`."""
        with self._asking(self._line.live()) as connection:
            return _goes_on(connection, self._meta, seen)

    def changed(self) -> bool:
        """Whether somebody has committed since the last look: one round trip. Raises `OSError`."""
        return self.trouble is None and self._twice(self._line.live, self._look)

    def _look(self, connection: Connection) -> bool:
        meta = rows.read_meta(connection)
        if self.clock.is_due:
            self.clock.set_by(connection)
        return self._is_new(meta) or meta.seq != self._seq

    def news(self) -> Sequence[Commit]:
        """What others committed since the last look, without waiting for a turn."""
        return () if self.trouble else self._twice(self._line.live, self._follow)

    def _follow(self, connection: Connection) -> Sequence[Commit]:
        return self._take_in(rows.look(connection, self._seq), lambda _meta: self._load(connection))

    def turn(self) -> Turn:
        """To be entered: waits for the row in the server."""
        return Turn(self._enter, self._line.end_transaction)

    def _enter(self) -> Sequence[Commit]:
        return () if self.trouble else self._twice(self._line.patient, self._begin)

    def _begin(self, connection: Connection) -> Sequence[Commit]:
        return self._take_in(rows.take_turn(connection, self._seq), partial(self._read, connection))

    def _twice(self, line: Callable[[], Connection], ask: Callable[[Connection], T]) -> T:
        """Asks again over a new line if the old one turns out to be lost: nothing is done yet that could be done twice,
        and a line that was lost while nobody used it is no reason to say no. A silence under our hands is one."""
        connection, asked = line(), time.monotonic()
        try:
            with self._asking(connection):
                return ask(connection)
        except OSError:
            if not self._line.is_lost or time.monotonic() - asked > SILENCE_S:
                raise
        connection = line()
        with self._asking(connection):
            return ask(connection)

    def turn_holder(self) -> Holder | None:
        """Who has the row that we wait for, as far as the server tells."""
        return who_blocks(self._line)

    def in_place(self) -> bool:
        """Nobody takes a database away and leaves us its connection."""
        return True

    # -- writing ------------------------------------------------------------------------------------------------------

    def append(self, *commits: Commit) -> None:
        """Makes these durable; call inside a turn."""
        assert commits[0].entry.seq == self._seq + 1
        last = commits[-1]
        try:
            rows.write_commit(self._line.live(), *commits)
        except psycopg.Error as error:
            if self._line.has_failed_transaction:
                raise fault(error) from error
            # A server that shuts down may have committed and say only that it shuts down.
            self._line.drop()
            self._must_have_arrived(commits)
        self._seq, self._last_id = last.entry.seq, last.entry.id
        for commit in commits:
            self.tables.apply(commit)

    def _must_have_arrived(self, commits: Sequence[Commit]) -> None:
        """The line was lost on the way. Whoever has the turn now knows what became of the one before.

        Their ids alone do not tell: another window may have sent what waits on this machine, on top of something else.
        Raises `TurnLost` if they did not arrive as they are, and `Unconfirmed` if the server cannot be asked.
        """
        try:
            connection = self._line.patient()
            with self._asking(connection):
                arrived = rows.take_turn(connection, self._seq).commits or []
        except OSError as error:
            raise Unconfirmed(error) from error
        if list(map(packed, arrived[: len(commits)])) != list(map(packed, commits)):
            raise TurnLost

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A turn. Whoever else has the conference open reads everything anew at the next look."""
        with self.turn() as others:
            if others:
                self.edition += 1
            yield

    def replace(self, tables: Tables, *, commits: int = 0) -> None:
        """Puts these tables in the place of all there is; the turn goes on with another one."""
        seq = self._seq + commits
        with self._asking(self._line.live()) as connection:
            rows.write_everything(connection, tables)
            rows.renew_meta(connection, self.conference, tables, seq)
            connection.execute("COMMIT")
            self._read(connection, rows.take_turn(connection, seq).meta)
        forget_before(self._meta.edition, self.layout, self._system)

    def parts(self) -> list[Part]:
        """What staff go on with if the server dies."""
        return rendered(self.layout, self.conference, self.tables, self._seq)

    def close(self) -> None:
        """What nobody can undo any more leaves the database."""
        if not self._line.is_hung_up:
            self._tidy()
        self.let_go()

    def let_go(self) -> None:
        """Hangs up."""
        self._line.hang_up()

    # -- opening and following ----------------------------------------------------------------------------------------

    @contextmanager
    def _asking(self, connection: Connection) -> Iterator[Connection]:
        """The line, to the database that we opened. Raises `OSError`, and the `Trouble` that shows."""
        try:
            self._must_be_ours(connection)
            yield connection
        except psycopg.Error as error:
            if error.sqlstate in rows.GONE:
                self.trouble = Damaged(self.place, Wrong.GONE)
                raise self.trouble from error
            if is_of_the_line(error):
                self._line.drop()
            raise told(error, self._line) from error

    def _must_be_ours(self, connection: Connection) -> None:
        """After another line was drawn: a server that lost what it acknowledged, or another conference, is none of
        ours. Sets `trouble` and raises it."""
        if self._drawn == self._line.drawn:
            return
        self.clock.set_by(connection)
        if not _goes_on(connection, rows.read_meta(connection), self.seen):
            self.trouble = Damaged(self.place, Wrong.DATA_STALE)
            raise self.trouble
        self._drawn = self._line.drawn

    def _load(self, connection: Connection) -> None:
        """Everything, at one moment."""
        try:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            self._read(connection, rows.read_meta(connection))
        finally:
            self._line.end_transaction()
        self.clock.set_by(connection)

    def _read(self, connection: Connection, meta: Meta) -> None:
        tables = rows.read_tables(connection, meta)
        self._last_id = rows.commit_id(connection, meta.seq)
        self.tables, self._meta, self._seq = tables, meta, meta.seq
        self.edition += 1

    def _take_in(self, news: News, read_anew: Callable[[Meta], None]) -> Sequence[Commit]:
        """What of the news is told; where commits do not lead to what is there, another edition says so."""
        if news.commits is None or self._is_new(news.meta):
            read_anew(news.meta)
            self._refuse_strange()
            forget_before(self._meta.edition, self.layout, self._system)
            if self.trouble:
                raise self.trouble
            return ()
        for commit in news.commits:
            self.tables.apply(commit)
            self._seq, self._last_id = commit.entry.seq, commit.entry.id
        return news.commits

    def _is_new(self, meta: Meta) -> bool:
        return meta.frame != self._meta.frame

    def _refuse_strange(self) -> None:
        """Sets `trouble` for what a newer program wrote, or what people were deleted from."""
        if self._meta.format > FORMAT or self._meta.version > VERSION:
            self.trouble = NewerFormat(self.place, max(self._meta.format, self._meta.version))
        for document in self.tables.documents(Tally.table):
            self.trouble = Purged(self.place, Tally.from_document(document).at, unfinished=False)

    def _tidy(self) -> None:
        """What nobody can undo any more leaves the database; by whoever opens or closes, as with folding a file."""
        if not self._may_fold or self.trouble:
            return
        with suppress(OSError, Trouble), self._asking(self._line.live()) as connection:
            rows.forget_images(connection, self.tables.expire_images(self.clock(dt.UTC).wall))


def _goes_on(connection: Connection, meta: Meta, seen: Seen) -> bool:
    """Of before everything was put anew nothing has to be there any more."""
    if meta.conference != seen.conference:
        return False
    return meta.edition > seen.edition or rows.commit_id(connection, seen.seq) == seen.last_id
