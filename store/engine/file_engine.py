"""A conference in one TinyDB file, shared by the processes of one machine.

What is true is the data file plus the journal that builds on it. A journal that can no longer be trusted (a failed sync, a
torn end) is given up, never cut or repaired in place: the next one says how much of it counts. So the files of a conference
are a data file of generation *g* and journals *g*, *g+1*, … each naming the one before.

All methods but `changed` and `turn_holder` belong to one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from store.engine.data_file import DataFile, read_data_file
from store.engine.journal import Commit, Continues, Fault, Header, line, read, read_header
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, NewerFormat, NoConference, Wrong

Trouble = Damaged | NewerFormat


class FileEngine:
    """One process's hold on a conference's files. Raises `OSError` where the disk fails."""

    def __init__(self, path: Path, holder: Holder, system: System) -> None:
        """Opens what is there; use `create` for a new conference.

        Raises `NoConference`, `NotAConference` or `Damaged` when nothing can be shown, and sets `trouble` when it can be
        shown but not changed.
        """
        self.layout = Layout.of(path)
        self.trouble: Trouble | None = None
        self.dropped: list[Fault] = []
        """Torn ends that were found and left out."""
        self._system = system
        if not system.exists(self.layout.data):
            raise NoConference(self.layout.data)
        self._turn = TurnLock(self.layout.turn, holder, system)
        self._presence = Presence(self.layout.presence, system)
        self._fd = -1
        try:
            self._turn.acquire()
            try:
                self._open()
            finally:
                self._turn.release()
        except BaseException:
            self._let_go()
            raise

    @classmethod
    def create(cls, path: Path, conference: int, tables: Tables, system: System) -> None:
        """Writes the first data file and journal. The caller has seen that nothing is there."""
        layout = Layout.of(path)
        _publish(layout, DataFile(conference=conference, generation=1, seq=0, tables=tables), system)
        system.sync_folder(layout.folder)

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def seq(self) -> int:
        """The number of the last commit known here."""
        return self._seq

    def changed(self) -> bool:
        """Whether somebody may have committed since the last look: two system calls, no lock."""
        if self.trouble:
            return False
        mark = self._turn.mark()
        return self._system.size(self._fd) != self._seen or (mark is not None and mark.generation != self._generation)

    def turn_holder(self) -> Holder | None:
        """Who holds the turn, or held it last."""
        return self._turn.holder()

    @contextmanager
    def turn(self) -> Iterator[list[Commit]]:
        """The exclusive turn, and what others committed since ours: waits for it without polling."""
        self._turn.acquire()
        try:
            yield self._catch_up()
        finally:
            self._turn.release()

    # -- writing ------------------------------------------------------------------------------------------------------

    def append(self, commit: Commit) -> None:
        """Makes `commit` durable; call inside a turn. On an error it has not happened."""
        if self._given_up:
            self._start_next_journal()
        self._make_names_durable()
        data = line(commit)
        try:
            self._system.write(self._fd, data)
            self._system.sync(self._fd)
        except OSError:
            self._give_up()
            raise
        self._length += len(data)
        self._seen = self._length
        self._accept(commit)
        self._set_mark()

    def close(self) -> None:
        """Folds the journal into the data file if nobody else is here, and lets go of the files."""
        try:
            self._turn.acquire()
            try:
                if self._presence.alone() and self.trouble is None:
                    self._catch_up()
                    self._fold()
            finally:
                self._turn.release()
        except OSError:
            # Every commit is durable in the journal already; the next process that is alone folds it.
            pass
        finally:
            self._let_go()

    def durable_files(self) -> list[tuple[Path, int]]:
        """The files that make up the conference and how many bytes of each count, for a backup.

        Nothing in them changes while this process is present: folding needs everybody else gone.
        """
        data = self.layout.data
        return [(data, data.stat().st_size), *self._closed, (self.layout.journal(self._generation), self._length)]

    # -- opening ------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        alone = self._presence.alone()
        data = read_data_file(self.layout, self._system)
        self.conference, self.tables, self._seq = data.conference, data.tables, data.seq
        self._data_generation = self._generation = data.generation
        self._length = self._seen = 0
        self._given_up = False
        self._closed: list[tuple[Path, int]] = []
        try:
            self._open_journal(data)
            self._catch_up()
            if alone:
                self._remove_leftovers()
                self._fold()
        except (Damaged, NewerFormat) as trouble:
            self.trouble = trouble
        self._presence.join()

    def _open_journal(self, data: DataFile) -> None:
        if data.format > FORMAT:
            raise NewerFormat(self.layout.data, data.format)
        mark = self._turn.mark()
        if mark and mark.generation < data.generation:
            # A fold was interrupted before it could say so.
            mark = None
        header = self._use_journal(data.generation)
        if header.data != data.digest:
            raise Damaged(self.layout.data, Wrong.DATA_CHANGED)
        if header.seq != data.seq:
            raise Damaged(self.layout.journal(data.generation), Wrong.JOURNAL_FOREIGN)
        if mark and not self._leads_to(mark.generation):
            raise Damaged(self.layout.data, Wrong.DATA_STALE)

    def _use_journal(self, generation: int) -> Header:
        path = self.layout.journal(generation)
        if not self._system.exists(path):
            raise Damaged(path, Wrong.JOURNAL_MISSING)
        fd = self._system.open(path, append=True)
        start = self._system.read_at(fd, _HEADER_LIMIT, 0)
        found = read_header(start)
        if found is None or found[0].conference != self.conference or found[0].generation != generation:
            self._system.close(fd)
            raise Damaged(path, Wrong.JOURNAL_FOREIGN)
        if self._fd >= 0:
            self._system.close(self._fd)
        self._fd, self._generation = fd, generation
        self._length = self._seen = found[1]
        self._given_up = self._names_durable = False
        return found[0]

    def _leads_to(self, generation: int) -> bool:
        """Whether the journals on disk go on from ours without a gap up to `generation`."""
        between = range(self._generation + 1, generation + 1)
        return all(self._header(number) is not None for number in between)

    # -- catching up --------------------------------------------------------------------------------------------------

    def _catch_up(self) -> list[Commit]:
        if self.trouble:
            return []
        commits: list[Commit] = []
        try:
            while following := self._following():
                commits += self._read_tail(following.length)
                self._move_on(following)
            commits += self._read_tail()
        except Damaged as trouble:
            self.trouble = trouble
            raise
        return commits

    def _read_tail(self, limit: int | None = None) -> list[Commit]:
        """The commits behind what we know, believed only once they are durable."""
        mark = self._turn.mark()
        acknowledged = mark.length if mark and mark.generation == self._generation else 0
        if acknowledged and mark and mark.given_up:
            self._given_up, limit = True, limit or acknowledged
        self._seen = self._system.size(self._fd)
        end = self._seen if limit is None else limit
        if self._length == end == max(end, acknowledged):
            return []
        data = self._system.read_at(self._fd, max(0, end - self._length), self._length)
        commits, length, fault = read(data, self._seq, offset=self._length, acknowledged=max(acknowledged, limit or 0))
        if fault and fault.is_damage:
            raise Damaged(self.layout.journal(self._generation), Wrong.JOURNAL, fault)
        if length > acknowledged:
            self._sync_before_believing()
        for commit in commits:
            self._accept(commit)
        self._length = length
        if fault:
            self.dropped.append(fault)
            self._given_up = True
        self._set_mark()
        return commits

    def _sync_before_believing(self) -> None:
        """A process that was killed may have left lines it never synced."""
        try:
            self._system.sync(self._fd)
        except OSError:
            self._give_up()
            raise

    def _following(self) -> Continues | None:
        header = self._header(self._generation + 1)
        return header.continues if header else None

    def _header(self, generation: int) -> Header | None:
        """The header of a journal that goes on from an earlier one; one left by an interrupted fold is none."""
        path = self.layout.journal(generation)
        if not self._system.exists(path):
            return None
        found = read_header(self._system.read_file(path)[:_HEADER_LIMIT])
        if found is None or found[0].conference != self.conference:
            raise Damaged(path, Wrong.JOURNAL_FOREIGN)
        return found[0] if found[0].continues else None

    def _move_on(self, following: Continues) -> None:
        if self._length != following.length:
            raise Damaged(self.layout.journal(self._generation), Wrong.JOURNAL)
        self._closed.append((self.layout.journal(self._generation), self._length))
        self._use_journal(self._generation + 1)

    def _accept(self, commit: Commit) -> None:
        self.tables.apply(commit)
        self._seq = commit.entry.seq

    # -- giving up a journal and starting the next ----------------------------------------------------------------------

    def _give_up(self) -> None:
        """Makes sure nobody believes or extends what stands behind the last acknowledged byte."""
        self._given_up = True
        with suppress(OSError):
            if self._system.size(self._fd) == self._length:
                # The disk took nothing at all: the journal is as it was.
                self._given_up = False
        self._set_mark()

    def _start_next_journal(self) -> None:
        continues = Continues(generation=self._generation, length=self._length)
        header = Header(
            format=FORMAT,
            conference=self.conference,
            generation=self._generation + 1,
            seq=self._seq,
            continues=continues,
        )
        _write_journal(self.layout, header, self._system)
        self._move_on(continues)
        self._make_names_durable()
        self._set_mark()

    def _make_names_durable(self) -> None:
        """Once for each journal we write to: its name, and the data file's, may still be only in memory."""
        if not self._names_durable:
            self._system.sync_folder(self.layout.folder)
            self._names_durable = True

    def _set_mark(self) -> None:
        self._turn.set_mark(
            Mark(generation=self._generation, length=self._length, seq=self._seq, given_up=self._given_up)
        )

    # -- folding ------------------------------------------------------------------------------------------------------

    def _fold(self) -> None:
        """Writes a new data file with everything in it. Only while alone and holding the turn."""
        if self._seq == self._data_seq() and self._generation == self._data_generation and not self._given_up:
            return
        old = self._data_generation
        data = DataFile(
            conference=self.conference, generation=self._generation + 1, seq=self._seq, tables=self.tables
        )
        try:
            _publish(self.layout, data, self._system)
        except OSError:
            # The journal holds everything; some later fold will find the disk well.
            return
        self._closed.clear()
        self._data_generation = data.generation
        self._use_journal(data.generation)
        self._set_mark()
        for generation in self.layout.generations():
            if generation < old:
                self._system.remove(self.layout.journal(generation))

    def _data_seq(self) -> int:
        header = read_header(self._system.read_at(self._fd, _HEADER_LIMIT, 0))
        return header[0].seq if header else -1

    def _remove_leftovers(self) -> None:
        """What an interrupted fold left behind."""
        self._system.remove(self.layout.fresh_data)
        for generation in self.layout.generations():
            if generation > self._generation:
                self._system.remove(self.layout.journal(generation))

    def _let_go(self) -> None:
        if self._fd >= 0:
            self._system.close(self._fd)
            self._fd = -1
        self._turn.close()
        self._presence.close()


_HEADER_LIMIT = 4096


def _publish(layout: Layout, data: DataFile, system: System) -> None:
    """A data file and its empty journal. Interrupted anywhere, either the old pair or the new one is in force."""
    content = data.to_json()
    digest = sha256(content).hexdigest()
    system.write_new(layout.fresh_data, content)
    header = Header(
        format=FORMAT, conference=data.conference, generation=data.generation, seq=data.seq, data=digest
    )
    _write_journal(layout, header, system)
    system.sync_folder(layout.folder)
    system.replace(layout.fresh_data, layout.data)


def _write_journal(layout: Layout, header: Header, system: System) -> None:
    fresh = layout.fresh_journal(header.generation)
    system.write_new(fresh, line(header))
    system.replace(fresh, layout.journal(header.generation))
