"""A conference in one TinyDB file, shared by the processes of one machine.

What is true is the data file plus the journals that build on it (`journals.py`). Folding them into a new data file
happens when a process finds itself alone, at opening or closing; so does bringing a file of an older format up to date
(`upgrade.py`). Who is not alone with such a file, or only looks, is shown it as it will be and changes nothing.

All methods but `changed` and `turn_holder` belong to one thread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from store.clock import Clock, system_clock
from store.engine.copying import InMemory, OnDisk, Part
from store.engine.data_file import DataFile, read_data_file
from store.engine.heartbeat import Heartbeat
from store.engine.in_place import Unchanged
from store.engine.journal import Commit, Fault, line, packed_in
from store.engine.journals import Journals
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System
from store.engine.publishing import folded, nothing_half_made, publish, refuse_strange
from store.engine.seam import Unsent
from store.engine.tables import FORMAT, Tables
from store.engine.upgrade import keep_as_it_was, trustworthy, upgraded
from store.errors import Damaged, InUse, NoConference, OlderFormat, Purged, StoreError, Trouble, Wrong
from store.records import Conference, Tally


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
        self.place = self.layout.data
        self.trouble: Trouble | None = None
        self.pulses = Heartbeat(self.layout, system)
        self.edition = 0
        self.in_the_open = False
        self._system = system
        self._may_fold = fold
        self._journals: Journals | None = None
        self._news: list[Commit] = []
        """Read from the journals and not yet handed over; survives an error half-way."""
        self._closed = False
        if not system.exists(self.layout.data):
            raise self._absence()
        with ExitStack() as undo:
            self._turn = TurnLock(self.layout.turn, holder, system)
            undo.callback(self._turn.close)
            self._presence = Presence(self.layout.presence, holder, system)
            undo.callback(self._presence.close)
            undo.callback(self._close_journals)
            with self._held():
                self._open()
            undo.pop_all()

    def _absence(self) -> StoreError:
        """Why there is no data file: there never was a conference, or its journal is still there."""
        gone = bool(self.layout.generations(self._system))
        return Damaged(self.layout.data, Wrong.DATA_MISSING) if gone else NoConference(self.layout.data)

    @classmethod
    def create(cls, path: Path, conference: int, tables: Tables, system: System, *, seq: int = 0) -> None:
        """Writes the first data file and journal. The caller has seen that nothing is there."""
        layout = Layout.of(path)
        turn = TurnLock(layout.turn, Holder(pid=0, desk=""), system)
        try:
            turn.acquire()
            # Of a conference that had this name before the lock still speaks, until we have: it must not be of ours.
            before = turn.mark()
            generation = before.generation + 1 if before else 1
            data = DataFile(conference=conference, generation=generation, seq=seq, tables=tables)
            with nothing_half_made(layout, system):
                length = publish(layout, data, system)
                system.sync_folder(layout.folder)
                turn.set_mark(Mark(generation=generation, length=length, seq=seq))
        finally:
            turn.close()

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def clock(self) -> Clock:
        """The machine's."""
        return system_clock(self._system)

    @property
    def conference(self) -> int:
        """The conference's minted id."""
        return self._data.conference

    @property
    def tables(self) -> Tables:
        """Every document as it stands after commit `seq`, in the format of this program."""
        return self._data.tables if self._data.format >= FORMAT else upgraded(self._data).tables

    @property
    def content(self) -> DataFile:
        """The same in the format it was found in, as a data file of no generation yet."""
        data = self._data
        return DataFile(conference=data.conference, generation=0, seq=self.seq, tables=data.tables, format=data.format)

    @property
    def seq(self) -> int:
        """The number of the last commit known here."""
        return self._journals.seq if self._journals else self._data.seq

    @property
    def base_seq(self) -> int:
        """The number of the last commit the data file has; those behind it stand in the journals."""
        return self._data.seq

    @property
    def generation(self) -> int:
        """Of the journal in use."""
        return self._sound().generation

    @property
    def waiting(self) -> None:
        """A file is where it is wanted."""

    def unsent(self) -> None:
        """Nothing is to be sent."""

    def sent(self, unsent: Unsent) -> None:
        """Nothing was."""

    @property
    def dropped(self) -> list[Fault]:
        """Unacknowledged ends that were found and left out."""
        return self._journals.dropped if self._journals else []

    def changed(self) -> bool:
        """Whether somebody may have committed since the last look: a few system calls, no lock.

        Raises `Damaged` if the files are not in their places.
        """
        if self.trouble:
            return False
        self._must_be_in_place()
        return self._sound().changed()

    def news(self) -> Sequence[Commit]:
        """What others committed since the last look. Under the lock: nobody is shown what may be taken back."""
        with self.turn() as others:
            return others

    def turn_holder(self) -> Holder | None:
        """Who holds the turn, or held it last."""
        return self._turn.holder()

    def turn(self) -> Turn:
        """The exclusive turn, to be entered: waits for it without polling, gives what others committed since ours."""
        return Turn(self._turn, self._new_commits)

    def _new_commits(self) -> list[Commit]:
        if self.trouble is None:
            self._must_be_in_place()
        self._catch_up()
        news, self._news = self._news, []
        return news

    # -- writing ------------------------------------------------------------------------------------------------------

    def append(self, *commits: Commit) -> None:
        """Makes these durable; call inside a turn. On an error nothing has happened."""
        for written in self._sound().append(*commits):
            self._data.tables.keep(packed_in(written))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A turn with nobody else present. Raises `InUse`, and whatever others left us in."""
        with self._held():
            try:
                if not self._presence.alone():
                    raise InUse(self.layout.data, self._presence.others())
                self._catch_up()
                yield
            finally:
                self._presence.join()

    def replace(self, tables: Tables, *, commits: int = 0) -> None:
        """Puts these tables in the place of all there is; durable when it returns. Only while alone.

        `commits` are the entries in their log that are in no journal. The journals of before stay: whoever calls this
        knows whether anybody may need them.
        """
        data = self._successor(tables)
        data.seq += commits
        # Whoever puts everything in place reads it anew.
        self._news.clear()
        publish(self.layout, data, self._system)
        self._system.sync_folder(self.layout.folder)
        self._go_on_from(data)
        self.edition += 1

    def close(self) -> None:
        """Folds the journal into the data file if nobody else is here, and lets go of the files.

        Nothing is raised: every commit is durable already, and the next process that is alone folds it.
        """
        if self._closed:
            return
        try:
            with suppress(OSError, Trouble), self._held():
                if self._may_fold and self.trouble is None and self._presence.alone():
                    self._must_be_ours()
                    self._catch_up()
                    self._fold()
        finally:
            self.let_go()

    def parts(self) -> list[Part]:
        """The files that make up the conference, for a backup; written from memory if they are not in their places.

        What counts of them does not change while this process is present: folding needs everybody else gone.
        """
        journals = self._sound()
        if not self.in_place():
            content, header = folded(self._successor(self._data.tables))
            return [
                InMemory(self.layout.data.name, content),
                InMemory(self.layout.journal(header.generation).name, line(header)),
            ]
        data = OnDisk(self.layout.data, self._data.length, self._data.digest)
        return [data, *(OnDisk(path, length) for path, length in (*journals.closed, journals.current))]

    def in_place(self) -> bool:
        """Whether the files we hold are still those that their names lead to; after closing we hold none."""
        if self._closed:
            return True
        try:
            self._must_be_in_place()
        except Damaged:
            return False
        return True

    # -- opening ------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        alone = self._presence.alone()
        edition = self._system.edition(str(self.layout.data))
        self._data = read_data_file(self.layout, self._system)
        self._unchanged = Unchanged(self.layout.data, self._data.digest, edition, self._system)
        mark = self._turn.mark()
        try:
            refuse_strange(self._data, self.layout)
            self._journals = Journals(self._data, self.layout, self._turn, self._system)
            self._catch_up()
            self._refuse_if_stale(mark)
            if self._data.format < FORMAT:
                self._upgrade(alone=alone)
            elif alone and self._may_fold:
                self._fold()
            self._refuse_if_purged()
        except Trouble as trouble:
            self.trouble = trouble
        self._news.clear()
        self._presence.join()

    def _refuse_if_stale(self, mark: Mark | None) -> None:
        """Whether we got as far as somebody did before us.

        The mark cannot lead; but one of an earlier generation than the data file says nothing of it, which may be a
        backup that was put back. Journals behind ours are leftovers of an interrupted fold, unless somebody went on
        from a newer data file.
        """
        if mark and mark.generation >= self._data.generation and mark.seq > self.seq:
            raise Damaged(self.layout.data, Wrong.DATA_STALE)
        for generation in self.layout.generations(self._system):
            path = self.layout.journal(generation)
            if generation > self._sound().generation and self._system.read_file(path).count(b"\n") > 1:
                raise Damaged(self.layout.data, Wrong.DATA_STALE)

    def _refuse_if_purged(self) -> None:
        for document in self._data.tables.in_file(Tally.table):
            at = Tally.from_document(document).at
            raise Purged(self.layout.data, at, unfinished=bool(self.layout.leftovers(self.generation)))

    def _catch_up(self) -> None:
        if self.trouble or (self._turn.undisturbed() and self._sound().untouched()):
            return
        try:
            for commit in self._sound().new_commits():
                self._data.tables.apply(commit)
                self._news.append(commit)
        except Trouble as trouble:
            self.trouble = trouble
            raise

    def _must_be_in_place(self) -> None:
        """Raises `Damaged` if what is written now would not be found by whoever opens the conference next."""
        self._unchanged.must_be()
        self._sound().in_place.must_be()
        self._turn.in_place.must_be()

    def _must_be_ours(self) -> None:
        """Raises `Damaged` if folding would write over somebody else's file; one that was deleted is written again."""
        try:
            self._must_be_in_place()
        except Damaged as damage:
            if (damage.path, damage.wrong) != (self.layout.data, Wrong.GONE):
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
        expired = self._data.tables.expire_images(self._system.wall_clock(dt.UTC))
        old, journals = self._data, self._sound()
        as_it_was = (journals.seq, journals.generation) == (old.seq, old.generation) and not journals.given_up
        if as_it_was and not expired and self._system.exists(self.layout.data):
            return
        data = self._successor(old.tables)
        try:
            publish(self.layout, data, self._system)
        except OSError:
            # The journals hold everything; some later fold will find the disk well.
            return
        self._go_on_from(data)
        self._remove_journals_before(old.generation)

    def _upgrade(self, *, alone: bool) -> None:
        """Writes a new data file in the format of this program. In a turn; raises `OlderFormat` if that cannot be."""
        old = self._data
        if not alone:
            raise OlderFormat(self.layout.data, old.format, others=self._presence.others())
        if not self._may_fold:
            raise OlderFormat(self.layout.data, old.format)
        data = self._successor(trustworthy(old, self.layout).tables)
        data.tables.expire_images(self._system.wall_clock(dt.UTC))
        conference = Conference.from_document(data.tables.documents(Conference.table)[0])
        try:
            if not data.tables.documents(Tally.table):
                keep_as_it_was(self.parts(), old.format, conference.zone, self.layout, self._system)
            publish(self.layout, data, self._system)
            self._go_on_from(data)
        except OSError as error:
            raise OlderFormat(self.layout.data, old.format, error=error) from error
        self._remove_journals_before(old.generation)

    def _successor(self, tables: Tables) -> DataFile:
        """The data file that takes the place of the present one and its journals."""
        journals = self._sound()
        return DataFile(
            conference=self._data.conference, generation=journals.generation + 1, seq=journals.seq, tables=tables
        )

    def _go_on_from(self, data: DataFile) -> None:
        edition = self._system.edition(str(self.layout.data))
        journals = Journals(data, self.layout, self._turn, self._system)
        journals.dropped += self.dropped
        self._sound().close()
        self._data, self._journals = data, journals
        self._unchanged = Unchanged(self.layout.data, data.digest, edition, self._system)
        with suppress(OSError):
            # Done before the first commit at the latest.
            journals.settle()

    def _remove_journals_before(self, generation: int) -> None:
        """The journals that led to the present data file stay until the next fold."""
        with suppress(OSError):
            for older in self.layout.generations(self._system):
                if older < generation:
                    self._system.remove(self.layout.journal(older))

    def let_go(self) -> None:
        """Lets go of the files as they are."""
        self._closed = True
        self._close_journals()
        self._turn.close()
        self._presence.close()

    def _close_journals(self) -> None:
        if self._journals:
            self._journals.close()
