"""A conference in one TinyDB file, shared by the processes of one machine.

What is true is the data file plus the journals that build on it (`journals.py`). Folding them into a new data file
happens when a process finds itself alone, at opening or closing.

All methods but `changed` and `turn_holder` belong to one thread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from store.engine.data_file import DataFile, read_data_file
from store.engine.journal import Commit, Fault, Header
from store.engine.journals import Journals, write_journal
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, NewerFormat, NoConference, StoreError, Wrong

Trouble = Damaged | NewerFormat


class Turn:
    """One turn. A class, because a generator would cost every scan as much as the lock itself."""

    def __init__(self, lock: TurnLock, enter: Callable[[], list[Commit]]) -> None:
        self._lock = lock
        self._enter = enter

    def __enter__(self) -> list[Commit]:
        self._lock.acquire()
        try:
            return self._enter()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(self, *_raised: object) -> None:
        self._lock.release()


class FileEngine:
    """One process's hold on a conference's files. Raises `OSError` where the disk fails."""

    def __init__(self, path: Path, holder: Holder, system: System, *, fold: bool = True) -> None:
        """Opens what is there; use `create` for a new conference. Without `fold` the files are left as they are.

        Raises `NoConference`, `NotAConference` or `Damaged` when nothing can be shown, and sets `trouble` when it can
        be shown but not changed.
        """
        self.layout = Layout.of(path)
        self.trouble: Trouble | None = None
        self._system = system
        self._may_fold = fold
        self._journals: Journals | None = None
        self._news: list[Commit] = []
        """Read from the journals and not yet handed over; survives an error half-way."""
        self._closed = False
        if not system.exists(self.layout.data):
            raise self._absence()
        self._turn = TurnLock(self.layout.turn, holder, system)
        self._presence = Presence(self.layout.presence, system)
        try:
            with self._held():
                self._open()
        except BaseException:
            self._let_go()
            raise

    def _absence(self) -> StoreError:
        """Why there is no data file: there never was a conference, or its journal is still there."""
        gone = bool(self.layout.generations())
        return Damaged(self.layout.data, Wrong.DATA_MISSING) if gone else NoConference(self.layout.data)

    @classmethod
    def create(cls, path: Path, conference: int, tables: Tables, system: System) -> None:
        """Writes the first data file and journal. The caller has seen that nothing is there."""
        layout = Layout.of(path)
        turn = TurnLock(layout.turn, Holder(pid=0, desk=""), system)
        try:
            turn.acquire()
            length = publish(layout, DataFile(conference=conference, generation=1, seq=0, tables=tables), system)
            system.sync_folder(layout.folder)
            turn.set_mark(Mark(generation=1, length=length, seq=0))
        finally:
            turn.close()

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def conference(self) -> int:
        """The conference's minted id."""
        return self._data.conference

    @property
    def tables(self) -> Tables:
        """Every document as it stands after commit `seq`."""
        return self._data.tables

    @property
    def seq(self) -> int:
        """The number of the last commit known here."""
        return self._journals.seq if self._journals else self._data.seq

    @property
    def dropped(self) -> list[Fault]:
        """Unacknowledged ends that were found and left out."""
        return self._journals.dropped if self._journals else []

    def changed(self) -> bool:
        """Whether somebody may have committed since the last look: two system calls, no lock."""
        return self.trouble is None and self._sound().changed()

    def turn_holder(self) -> Holder | None:
        """Who holds the turn, or held it last."""
        return self._turn.holder()

    def turn(self) -> Turn:
        """The exclusive turn, to be entered: waits for it without polling, gives what others committed since ours."""
        return Turn(self._turn, self._new_commits)

    def _new_commits(self) -> list[Commit]:
        self._catch_up()
        news, self._news = self._news, []
        return news

    # -- writing ------------------------------------------------------------------------------------------------------

    def append(self, commit: Commit) -> None:
        """Makes `commit` durable; call inside a turn. On an error it has not happened."""
        self._sound().append(commit)
        self.tables.apply(commit)

    def close(self) -> None:
        """Folds the journal into the data file if nobody else is here, and lets go of the files.

        Nothing is raised: every commit is durable already, and the next process that is alone folds it.
        """
        if self._closed:
            return
        try:
            with suppress(OSError, Damaged, NewerFormat), self._held():
                if self._may_fold and self.trouble is None and self._presence.alone():
                    self._catch_up()
                    self._fold()
        finally:
            self._let_go()

    def durable_files(self) -> list[tuple[Path, int]]:
        """The files that make up the conference and how many bytes of each count, for a backup.

        Nothing in them changes while this process is present: folding needs everybody else gone.
        """
        data, journals = self.layout.data, self._sound()
        return [(data, data.stat().st_size), *journals.closed, journals.current]

    # -- opening ------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        alone = self._presence.alone()
        self._data = read_data_file(self.layout, self._system)
        try:
            self._journals = self._first_journal()
            self._catch_up()
            self._refuse_if_stale()
            if alone and self._may_fold:
                self._fold()
        except (Damaged, NewerFormat) as trouble:
            self.trouble = trouble
        self._news.clear()
        self._presence.join()

    def _first_journal(self) -> Journals:
        refuse_strange(self._data, self.layout)
        journals = Journals(self._data, self.layout, self._turn, self._system)
        mark = self._turn.mark()
        # A mark of an older generation: a fold was interrupted before it could say so.
        if mark and not journals.lead_to(mark.generation):
            journals.close()
            raise Damaged(self.layout.data, Wrong.DATA_STALE)
        return journals

    def _refuse_if_stale(self) -> None:
        """Journals behind ours are leftovers of an interrupted fold, unless somebody went on from a newer data file."""
        for generation in self.layout.generations():
            path = self.layout.journal(generation)
            if generation > self._sound().generation and self._system.read_file(path).count(b"\n") > 1:
                raise Damaged(self.layout.data, Wrong.DATA_STALE)

    def _catch_up(self) -> None:
        if self.trouble or (self._turn.undisturbed() and self._sound().untouched()):
            return
        try:
            for commit in self._sound().new_commits():
                self.tables.apply(commit)
                self._news.append(commit)
        except (Damaged, NewerFormat) as trouble:
            self.trouble = trouble
            raise

    def _sound(self) -> Journals:
        assert self._journals is not None, "in trouble: the store does not write or look for changes"
        return self._journals

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()

    # -- folding ------------------------------------------------------------------------------------------------------

    def _fold(self) -> None:
        """Writes a new data file with everything in it, if there is anything to change. Only while alone, in a turn."""
        expired = self.tables.expire_images(self._system.wall_clock(dt.UTC))
        old, journals = self._data, self._sound()
        as_it_was = (journals.seq, journals.generation) == (old.seq, old.generation) and not journals.given_up
        if as_it_was and not expired:
            return
        data = DataFile(
            conference=old.conference, generation=journals.generation + 1, seq=journals.seq, tables=old.tables
        )
        try:
            publish(self.layout, data, self._system)
        except OSError:
            # The journals hold everything; some later fold will find the disk well.
            return
        self._go_on_from(data)
        self._remove_journals_before(old.generation)

    def _go_on_from(self, data: DataFile) -> None:
        journals = Journals(data, self.layout, self._turn, self._system)
        journals.dropped += self.dropped
        self._sound().close()
        self._data, self._journals = data, journals
        with suppress(OSError):
            # Done before the first commit at the latest.
            journals.settle()

    def _remove_journals_before(self, generation: int) -> None:
        """The journals that led to the present data file stay until the next fold."""
        with suppress(OSError):
            for older in self.layout.generations():
                if older < generation:
                    self._system.remove(self.layout.journal(older))

    def _let_go(self) -> None:
        self._closed = True
        if self._journals:
            self._journals.close()
        self._turn.close()
        self._presence.close()


def refuse_strange(data: DataFile, layout: Layout) -> None:
    """Raises `Damaged` for a data file that was changed and `NewerFormat` for one of a later program."""
    if data.changed:
        raise Damaged(layout.data, Wrong.DATA_CHANGED)
    if data.format > FORMAT:
        raise NewerFormat(layout.data, data.format)


def publish(layout: Layout, data: DataFile, system: System) -> int:
    """A data file and its empty journal, whose length is returned; sets the data's digest.

    Interrupted anywhere, either the old pair or the new one is in force.
    """
    content = data.to_json()
    data.digest = sha256(content).hexdigest()
    system.write_new(layout.fresh_data, content)
    header = Header(
        format=FORMAT, conference=data.conference, generation=data.generation, seq=data.seq, data=data.digest
    )
    length = write_journal(layout, header, system)
    system.sync_folder(layout.folder)
    system.replace(layout.fresh_data, layout.data)
    return length
