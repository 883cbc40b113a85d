"""What a crash left, opened: everything promised is there, once and whole, what is left out is told, and work goes on.

These are the checks that the crash points and the planted bugs share. Hundreds of thousands of disks are opened in
memory, so what is alike is looked at once: a disk that was opened before, what a data file and a run of lines come to,
and what follows for whoever works on from the same commit, the same names and the same mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

import pytest

from builders import stamp
from days import Day, Documents
from disks import Disk, Files, places_to_tear
from faults import Recording
from memory import Memory
from store.engine import data_file, journal
from store.engine.copying import OnDisk
from store.engine.file_engine import FileEngine
from store.engine.journal import Commit, Put
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.tables import Tables
from store.records import Attendance, LogEntry, Role, SessionId
from stores import documents_in

HOLDER = Holder(pid=1, desk="Bàn C")
SAME_BOOT = System().boot_id()
NEXT_BOOT = "another boot"
LOCK = ".lock"
MARK = 36
"""How many bytes at the start of the lock file say what is durable."""


class Crash(NamedTuple):
    """A moment, and what it may have left."""

    made: int
    """How many calls had been made."""
    what: str
    files: Files
    boot: str


class Kept(NamedTuple):
    """What an opened disk turned out to hold."""

    seq: int
    journal: str
    told: bool
    """Whether something was left out."""
    not_saved: bool
    """Whether the last commit is one that somebody was told is not saved."""


class Replay:
    """Checks whatever crashes of one day left."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.crashes = 0
        """How many were checked."""
        self._kept: dict[int, Kept] = {}
        self._alike: dict[int, bool] = {}
        self._worked_on: set[object] = set()
        self._recovered: set[object] = set()

    @property
    def disks(self) -> int:
        """How many of the disks were different ones."""
        return len(self._kept)

    @property
    def recoveries(self) -> int:
        """From how many the whole way back was gone, folding included."""
        return len(self._recovered)

    def check(self, crash: Crash, promised: int | None = None) -> Kept:
        """Raises `AssertionError` for what is not as promised."""
        self.crashes += 1
        known = hash((crash.boot, frozenset(crash.files.items())))
        before = self.day.promised_after(crash.made)
        try:
            if known not in self._kept:
                self._kept[known] = self.look(crash)
            kept = self._kept[known]
            assert (before if promised is None else promised) <= kept.seq <= before + 1
            assert not kept.not_saved or kept.seq > before, "once another commit is saved it never comes back"
        except BaseException as error:
            error.add_note(f"{crash.what} with {crash.made} calls made, before {self.day.calls[crash.made :][:1]}")
            raise
        return kept

    def look(self, crash: Crash) -> Kept:
        """Whatever a disk holds, it is whole, what is left out is told, and work goes on from it."""
        memory = Memory(crash.files, crash.boot)
        engine = self._opened(memory)
        was_saved = self._is_whole(engine, memory)
        kept = Kept(engine.seq, engine.parts()[-1].name, bool(engine.dropped), not was_saved)
        _tells_what_it_leaves_out(engine, memory)
        names = frozenset(path.name for path in crash.files if path.parent == self.day.folder)
        mark = crash.files.get(engine.layout.turn, b"")[:MARK]
        if _is_new((kept, names, mark), self._worked_on):
            self._work_on(memory, engine, kept)
        engine.close()
        if _is_new((kept, names, crash.boot), self._recovered):
            self._recover(crash, kept)
        return kept

    def _work_on(self, memory: Memory, engine: FileEngine, kept: Kept) -> None:
        """The next commit works, and is there for whoever comes next."""
        with engine.turn():
            engine.append(trial(kept.seq + 1))
        engine.close()
        again = self._opened(memory)
        assert again.seq == kept.seq + 1
        again.close()

    def _recover(self, crash: Crash, kept: Kept) -> None:
        """The way the program goes: fold at opening, work, fold at closing."""
        memory = Memory(crash.files, crash.boot)
        engine = self._opened(memory, fold=True)
        assert engine.seq == kept.seq
        assert bool(engine.dropped) == kept.told
        commit = trial(kept.seq + 1)
        with engine.turn():
            engine.append(commit)
        engine.close()
        again = self._opened(memory)
        assert again.dropped == []
        assert documents_in(again.tables) == _after(self._states(kept)[kept.seq], commit)
        again.close()

    def _states(self, kept: Kept) -> Mapping[int, Documents]:
        return self.day.not_saved if kept.not_saved else dict(enumerate(self.day.states))

    def _opened(self, memory: Memory, *, fold: bool = False) -> FileEngine:
        engine = FileEngine(self.day.path, HOLDER, memory, fold=fold)
        assert engine.trouble is None, engine.trouble
        return engine

    def _is_whole(self, engine: FileEngine, memory: Memory) -> bool:
        """The documents are exactly those after some commit; False if one that was not saved is among them.

        They follow from the data file and the lines behind it.
        """
        alike = hash(tuple(piece for part in engine.parts() for piece in part.pieces(memory)))
        if alike not in self._alike:
            found = documents_in(engine.tables)
            self._alike[alike] = saved = found == self.day.states[engine.seq]
            assert saved or found == self.day.not_saved[engine.seq]
        return self._alike[alike]

    # -- a crash while somebody recovers from a crash -----------------------------------------------------------------

    def crash_again(self, crash: Crash, disk: Disk, step: int) -> None:
        """Opening what the crash left, folding it and closing it is cut at every call, too; one power cut in `step`."""
        memory = RecordingMemory(crash.files, crash.boot)
        engine = self._opened(memory, fold=True)
        opened, seq = len(memory.calls), engine.seq
        engine.close()
        promised = self.day.promised_after(crash.made)
        for made in range(len(memory.calls) + 1):
            for files, boot in _left(disk, crash.boot, step):
                again = crash._replace(files=files, boot=boot, what=f"{crash.what}, again after {made} calls")
                self.check(again, seq if made >= opened else promised)
            if made < len(memory.calls):
                disk.apply(memory.calls[made])


class RecordingMemory(Recording, Memory):
    """A disk in memory that remembers every call."""

    def __init__(self, files: Files, boot: str) -> None:
        Memory.__init__(self, files, boot)
        self.calls = []
        self._paths = {}


def _is_new(one: object, known: set[object]) -> bool:
    if one in known:
        return False
    known.add(one)
    return True


def _tells_what_it_leaves_out(engine: FileEngine, memory: Memory) -> None:
    journal = engine.parts()[-1]
    assert isinstance(journal, OnDisk)
    length, left_out = journal.length, len(memory.read_file(journal.path)) - journal.length
    assert [(fault.offset, fault.bytes) for fault in engine.dropped] == ([(length, left_out)] if left_out else [])


def _left(disk: Disk, boot: str, step: int) -> Iterator[tuple[Files, str]]:
    yield disk.after_kill(), boot
    for files in islice(disk.after_power_cuts(LOCK, thorough=False), 0, None, step):
        yield files, f"{boot} and {NEXT_BOOT}"


def _after(documents: Documents, commit: Commit) -> Documents:
    """The documents, and what a commit put."""
    tables = Tables({name: dict(rows) for name, rows in documents.items()})
    tables.apply(commit)
    return documents_in(tables)


@cache
def trial(seq: int) -> Commit:
    """A commit to see whether the next one works."""
    entry = LogEntry(
        seq=seq,
        id=(1 << 52) + seq,
        at=stamp("12:00:00"),
        session=SessionId(1),
        role=Role.OFFICE,
        verb="scan",
        args={},
        outcome=None,
    )
    return Commit(entry=entry, put=(Put(table=Attendance.table, key=1, document={"delegate": 1, "seq": seq}),))


# -- the crashes of a day ----------------------------------------------------------------------------------------------


def moments(day: Day, kind: type[Disk] = Disk) -> Iterator[tuple[int, Disk]]:
    """The disk before each call, from the moment the conference was made, and at the very end."""
    disk = kind(day.folder)
    for made, call in enumerate(day.calls):
        if made >= day.created:
            yield made, disk
        disk.apply(call)
    yield len(day.calls), disk


def kills(day: Day, *, thorough: bool) -> Iterator[Crash]:
    """Killed before every call and in the middle of every write; the machine goes on."""
    for made, disk in moments(day):
        left = disk.after_kill()
        yield Crash(made, "killed", left, SAME_BOOT)
        call = day.calls[made] if made < len(day.calls) else None
        if call and call.what == "write" and call.offset < 0:
            before = left[call.path]
            for end in places_to_tear(len(before), len(before) + len(call.data), thorough=thorough):
                torn = before + call.data[: end - len(before)]
                yield Crash(made, f"killed {end - len(before)} bytes into it", left | {call.path: torn}, SAME_BOOT)


def power_cuts(day: Day, *, thorough: bool, kind: type[Disk] = Disk) -> Iterator[Crash]:
    """The power goes before every call."""
    for made, disk in moments(day, kind):
        for number, files in enumerate(disk.after_power_cuts(LOCK, thorough=thorough)):
            yield Crash(made, f"power cut number {number}", files, NEXT_BOOT)


@contextmanager
def decoded_once() -> Iterator[None]:
    """The same bytes are decoded and hashed once. Nobody changes a document, so only the tables are copied."""

    @cache
    def decoded(content: bytes) -> dict[str, dict[str, Any]]:
        return decode(content)

    def copied(content: bytes) -> dict[str, dict[str, Any]]:
        return {name: dict(rows) for name, rows in decoded(content).items()}

    decode = data_file._decode
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data_file, "_decode", copied)
        patch.setattr(data_file, "sha256", cache(sha256))
        patch.setattr(journal, "_decode_commit", cache(journal._decode_commit))
        yield
