"""The journals that build on one data file, as one process reads and extends them.

A journal that can no longer be trusted (a failed sync, a writer that was killed, a torn end) is given up, never cut or
repaired in place: the next one says how much of it counts. So a data file of generation *g* is followed by journals
*g*, *g+1*, … each naming the one before.

What is durable stands in the mark of the turn lock. It is set to *unsettled* before a line is written and to the new
length once the line is synced, so whatever goes wrong in between, nobody takes the line for true. Everything here
happens while holding the turn, but for `changed`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from store.engine.data_file import DataFile
from store.engine.in_place import InPlace
from store.engine.journal import Ailment, Commit, Continues, Fault, Header, line, read, read_header
from store.engine.layout import Layout
from store.engine.locks import Mark, TurnLock
from store.engine.platform import System
from store.engine.tables import FORMAT
from store.errors import Damaged, NewerFormat, Wrong

_HEADER_LIMIT: Final = 4096


class Journals:
    """One process's place in the journals of a data file. Raises `OSError` where the disk fails."""

    def __init__(self, data: DataFile, layout: Layout, turn: TurnLock, system: System) -> None:
        """At the start of the first journal. Raises `Damaged` or `NewerFormat` if it does not go on from `data`."""
        self._conference = data.conference
        self._layout = layout
        self._turn = turn
        self._system = system
        self._fd = -1
        self.generation = data.generation
        self._length = self._seen = 0
        self._names_durable = False
        self._followed = False
        """Whether we have looked for later journals since we were opened."""
        self.seq = data.seq
        """The number of the last commit read or written."""
        self.given_up = False
        """Whether the next commit has to start another journal."""
        self.dropped: list[Fault] = []
        """Ends that nobody was told of and that were left out."""
        self.closed: list[tuple[Path, int]] = []
        """The journals before the present one, and how many bytes of each count."""
        header = self._use(data.generation)
        wrong = _mismatch(header, data)
        if wrong:
            self.close()
            raise Damaged(layout.data, wrong)

    def close(self) -> None:
        if self._fd >= 0:
            self._system.close(self._fd)
            self._fd = -1

    @property
    def current(self) -> tuple[Path, int]:
        """The journal in use, and how many bytes of it count."""
        return self._layout.journal(self.generation), self._length

    # -- reading ------------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether somebody may have committed since the last look: two system calls, no lock."""
        mark = self._turn.mark()
        return self._system.size(self._fd) != self._seen or (mark is not None and mark.generation != self.generation)

    def untouched(self) -> bool:
        """Whether the present journal ends where we know it to end."""
        return self._system.size(self._fd) == self._length

    def new_commits(self) -> Iterator[Commit]:
        """What is durable and was not read here yet. Raises `Damaged` behind the last commit that can be read."""
        mark = self._turn.mark()
        if not (self._followed and self._is_settled(mark)):
            while following := self._following():
                yield from self._closed_tail(following.length)
                self._move_on(following)
            self._followed = True
        yield from self._open_tail(mark)

    def _is_settled(self, mark: Mark | None) -> bool:
        """Whether nobody gave up the present journal: then none follows. A mark from before a power cut may lag."""
        return mark is not None and mark.generation == self.generation and mark.settled

    def _closed_tail(self, limit: int) -> Iterator[Commit]:
        """Up to where the next journal says; all of it was synced before that one was started."""
        commits, fault = self._read(limit, acknowledged=limit)
        yield from commits
        if fault:
            raise self._damage(fault)

    def _open_tail(self, mark: Mark | None) -> Iterator[Commit]:
        acknowledged = mark.length if mark and mark.generation == self.generation else 0
        end = self._system.size(self._fd)
        if acknowledged and mark and not mark.settled:
            self._leave_out(acknowledged, end)
            yield from self._closed_tail(acknowledged)
        elif not self._length == end >= acknowledged:
            yield from self._believe(acknowledged, end)
        # Not before: what could not be read has not been seen.
        self._seen = end

    def _leave_out(self, length: int, end: int) -> None:
        """What stands behind `length` was never acknowledged and may not be durable."""
        if not self.given_up and end > length:
            self.dropped.append(Fault(ailment=Ailment.TORN, offset=length, bytes=end - length))
        self.given_up = True

    def _believe(self, acknowledged: int, end: int) -> Iterator[Commit]:
        commits, fault = self._read(end, acknowledged)
        if self._length > acknowledged and not (fault and fault.is_damage):
            # After a power cut the mark may lag behind the journal.
            self._sync_or_forget(commits)
        yield from commits
        if fault and fault.is_damage:
            raise self._damage(fault)
        if fault:
            self._leave_out(self._length, end)
        with suppress(OSError):
            # A courtesy to others, who can find out as we did.
            self._set_mark(settled=not fault)

    def _read(self, end: int, acknowledged: int) -> tuple[list[Commit], Fault | None]:
        data = self._system.read_at(self._fd, max(0, end - self._length), self._length)
        commits, self._length, fault = read(data, self.seq, offset=self._length, acknowledged=acknowledged)
        self.seq += len(commits)
        return commits, fault

    def _sync_or_forget(self, commits: list[Commit]) -> None:
        try:
            self._system.sync(self._fd)
        except OSError:
            self._length -= sum(len(line(commit)) for commit in commits)
            self.seq -= len(commits)
            raise

    def _damage(self, fault: Fault) -> Damaged:
        return Damaged(self._layout.journal(self.generation), Wrong.JOURNAL, fault)

    # -- from one journal to the next ---------------------------------------------------------------------------------

    def _use(self, generation: int) -> Header:
        path = self._layout.journal(generation)
        if not self._system.exists(path):
            raise Damaged(path, Wrong.JOURNAL_MISSING)
        fd = self._system.open(path, append=True)
        try:
            header, length = self._checked(self._system.read_at(fd, _HEADER_LIMIT, 0), generation)
            in_place = InPlace(path, fd, self._system)
        except BaseException:
            self._system.close(fd)
            raise
        self.close()
        self._fd, self.in_place, self.generation = fd, in_place, generation
        self._length = self._seen = length
        self.given_up = self._names_durable = False
        return header

    def _checked(self, start: bytes, generation: int) -> tuple[Header, int]:
        path, found = self._layout.journal(generation), read_header(start)
        if found is None or found[0].conference != self._conference or found[0].generation != generation:
            raise Damaged(path, Wrong.JOURNAL_FOREIGN)
        if found[0].format > FORMAT:
            raise NewerFormat(path, found[0].format)
        return found

    def _following(self) -> Continues | None:
        header = self._header(self.generation + 1)
        return header.continues if header else None

    def _header(self, generation: int) -> Header | None:
        """The header of a journal that goes on from an earlier one; one left by an interrupted fold is none."""
        path = self._layout.journal(generation)
        if not self._system.exists(path):
            return None
        header, _ = self._checked(self._system.read_file(path)[:_HEADER_LIMIT], generation)
        return header if header.continues else None

    def _move_on(self, following: Continues) -> None:
        closed = self.current
        if closed[1] != following.length or following.generation != self.generation:
            raise Damaged(self._layout.journal(self.generation + 1), Wrong.JOURNAL_FOREIGN)
        self._use(self.generation + 1)
        self.closed.append(closed)

    # -- writing ------------------------------------------------------------------------------------------------------

    def append(self, commit: Commit) -> bytes:
        """Makes `commit`, the next in number, durable, and returns its line. On an error it has not happened.

        Nor will it ever, once another commit is durable; until then a power cut may leave it behind, as it may leave
        any line whose sync nobody lived to see.
        """
        assert commit.entry.seq == self.seq + 1
        data = line(commit)
        if self.given_up:
            self._start_next()
        self._make_names_durable()
        self._set_mark(settled=False)
        before = self._length, self.seq
        try:
            self._system.write(self._fd, data)
            self._system.sync(self._fd)
            self._length, self.seq = self._length + len(data), commit.entry.seq
            self._set_mark()
        except BaseException:
            self._length, self.seq = before
            self._give_up()
            raise
        self._seen = self._length
        return data

    def settle(self) -> None:
        """Says that all that is known here is durable, the names of the files too."""
        self._make_names_durable()
        self._set_mark()

    def _give_up(self) -> None:
        """The mark says already that nobody may believe what was written; unless the disk took nothing at all."""
        self.given_up = True
        with suppress(OSError):
            self._seen = self._system.size(self._fd)
            if self._seen == self._length:
                self._set_mark()
                self.given_up = False

    def _start_next(self) -> None:
        continues = Continues(generation=self.generation, length=self._length)
        write_journal(
            self._layout,
            Header(
                format=FORMAT,
                conference=self._conference,
                generation=self.generation + 1,
                seq=self.seq,
                continues=continues,
            ),
            self._system,
        )
        self._move_on(continues)

    def _make_names_durable(self) -> None:
        """Once for each journal we write to: its name, and the data file's, may still be only in memory."""
        if not self._names_durable:
            self._system.sync_folder(self._layout.folder)
            self._names_durable = True

    def _set_mark(self, *, settled: bool = True) -> None:
        self._turn.set_mark(Mark(generation=self.generation, length=self._length, seq=self.seq, settled=settled))


def _mismatch(header: Header, data: DataFile) -> Wrong | None:
    if header.data != data.digest:
        return Wrong.DATA_CHANGED
    return Wrong.JOURNAL_FOREIGN if header.seq != data.seq else None


def write_journal(layout: Layout, header: Header, system: System) -> int:
    """A new journal with nothing in it but its header, whose length is returned."""
    fresh, content = layout.fresh_journal(header.generation), line(header)
    system.write_new(fresh, content)
    system.replace(fresh, layout.journal(header.generation))
    return len(content)
