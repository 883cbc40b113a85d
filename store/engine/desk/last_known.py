"""The last a desk knew of a conference in a database, on its own machine: what it opens with while nobody answers.

A conference file and a journal of what was committed since, by anybody, as far as this machine has seen. Nobody waits
for it and nothing is synced but the file: it is a copy, and the last seconds of it may be missing after a power cut.
One of the windows of a machine keeps it for all; when that one ends, another does.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from store.engine.data_file import DataFile, read_data_file
from store.engine.desk.folder import make_with_parents
from store.engine.desk.recollection import Recollection
from store.engine.journal import Commit, line, read, read_header
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.publishing import publish, refuse_strange
from store.engine.tables import FORMAT
from store.engine.upgrade import upgraded
from store.errors import StoreError
from store.records import Value

if TYPE_CHECKING:
    from store.engine.postgres.engine import PostgresEngine

EVERY_S: Final = 2.0
"""How long what was seen waits to be kept."""
_NAME: Final = "known.json"
_CLOCK: Final = "clock.json"


class _Clock(Value, frozen=True):
    """What is noted beside it."""

    ahead_ms: int


class LastKnown:
    """The copy of one conference from one address. Raises `OSError` where the disk fails."""

    def __init__(self, folder: Path, system: System) -> None:
        self._layout = Layout(data=folder / _NAME)
        self._note = folder / _CLOCK
        self._system = system
        self._keeping = -1
        """Locked by whoever keeps it."""
        self._journal = -1
        self._of: tuple[PostgresEngine, int] | None = None
        """Whose the file is, and which edition of it."""
        self._seen: list[Commit] = []
        self._kept = 0.0

    def saw(self, commits: Sequence[Commit]) -> None:
        """Notes what is to be kept when nobody waits."""
        self._seen += commits

    @property
    def is_behind(self) -> bool:
        """Whether something was seen that is not kept."""
        return bool(self._seen)

    def keep_if_due(self, server: PostgresEngine) -> None:
        """Call when nobody waits."""
        if time.monotonic() - self._kept > EVERY_S:
            self._kept = time.monotonic()
            self.keep(server)

    def keep(self, server: PostgresEngine) -> None:
        """All that the server said, unless another window does."""
        seen, self._seen = self._seen, []
        if not self._is_ours():
            return
        try:
            if self._journal >= 0 and self._of == (server, server.edition):
                self._system.write(self._journal, b"".join(map(line, seen)))
            else:
                self._write_all(server)
        except OSError:
            self._close_journal()
            raise

    def _is_ours(self) -> bool:
        if self._keeping < 0:
            make_with_parents(self._layout.folder, self._system)
            fd = self._system.open(self._layout.turn, create=True)
            if not self._system.lock(fd, wait=False):
                self._system.close(fd)
                return False
            self._keeping = fd
        return True

    def _write_all(self, server: PostgresEngine) -> None:
        make_with_parents(self._layout.folder, self._system)
        before = self._layout.generations(self._system)
        generation = max(before, default=0) + 1
        data = DataFile(
            conference=server.conference, generation=generation, seq=server.seq, tables=server.tables.copy()
        )
        note = _Clock(server.clock.ahead // dt.timedelta(milliseconds=1))
        self._system.write_new(self._note, msgspec.json.encode(note))
        publish(self._layout, data, self._system)
        self._close_journal()
        self._journal = self._system.open(self._layout.journal(generation), append=True)
        self._of = server, server.edition
        for older in before:
            self._system.remove(self._layout.journal(older))

    def recollection(self) -> Recollection | None:
        """What is kept; None if there is nothing that can be read."""
        return recollection_in(self._layout, self.ahead, self._system)

    @property
    def ahead(self) -> dt.timedelta:
        """How far the server's clock was ahead of this machine's."""
        with suppress(OSError, ValueError):
            said = msgspec.json.decode(self._system.read_file(self._note), type=_Clock)
            return dt.timedelta(milliseconds=said.ahead_ms)
        return dt.timedelta()

    def close(self) -> None:
        """Another window may keep it from now on."""
        self._close_journal()
        if self._keeping >= 0:
            self._system.close(self._keeping)
            self._keeping = -1

    def _close_journal(self) -> None:
        if self._journal >= 0:
            self._system.close(self._journal)
            self._journal = -1


def recollection_in(layout: Layout, ahead: dt.timedelta, system: System) -> Recollection | None:
    """What the files of a conference say; None if nothing that can be read is there."""
    with suppress(OSError, StoreError, ValueError):
        return _read(layout, ahead, system)
    return None


def _read(layout: Layout, ahead: dt.timedelta, system: System) -> Recollection:
    """As much of it as is sound."""
    data = read_data_file(layout, system)
    refuse_strange(data, layout)
    content = system.read_file(layout.journal(data.generation))
    header, length = read_header(content) or (None, 0)
    commits = read(content[length:], data.seq)[0] if header and header.data == data.digest else []
    for commit in commits:
        data.tables.apply(commit)
    tables = data.tables if data.format >= FORMAT else upgraded(data).tables
    return Recollection(data.conference, tables, data.seq + len(commits), ahead)


def forget_known(folder: Path, system: System) -> None:
    """Removes what is kept of a conference; nothing hangs on it. Raises `OSError`."""
    known = Layout(data=folder / _NAME)
    for path in (*map(known.journal, known.generations(system)), known.fresh_data, known.data, folder / _CLOCK):
        if system.exists(path):
            system.remove(path)
