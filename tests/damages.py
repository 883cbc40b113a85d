"""What may happen to a conference's files behind the program's back, each as a function of its path."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import builders
from store import Scan, Store
from store.engine.data_file import read_data_file
from store.engine.journal import line, salvage
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.tables import FORMAT
from store.records import Attendance, Document
from stores import documents, new_conference, opened

BLOCK = 512


def newest_journal(path: Path) -> Path:
    layout = Layout.of(path)
    return layout.journal(layout.generations()[-1])


def newer_format(path: Path) -> None:
    """As a later version of the program would have written it."""
    data = read_data_file(Layout.of(path), System())
    data.format = FORMAT + 1
    path.write_bytes(data.to_json())


def flips(content: bytes, stride: int = 1, bits: int = 1) -> Iterator[tuple[int, bytes]]:
    """The content with one bit of one byte turned over, and where: every `stride`-th byte, other bits in turn."""
    for at in range(0, len(content), stride):
        for turn in range(bits):
            flipped = bytearray(content)
            flipped[at] ^= 1 << (at + turn) % 8
            yield at, bytes(flipped)


def holes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The content with one block of zeros in it, where there were none."""
    for at in range(0, len(content), BLOCK):
        block = content[at : at + BLOCK]
        yield at, content[:at] + bytes(len(block)) + content[at + BLOCK :]


def cuts(content: bytes, stride: int = 1) -> Iterator[tuple[int, bytes]]:
    """The content cut short."""
    for length in range(0, len(content), stride):
        yield length, content[:length]


class Morning:
    """A conference as a process that died left it: one arrival in a backup and in the data file, three in the journal.

    Action *n* is the arrival of delegate *n*.
    """

    def __init__(self, folder: Path) -> None:
        self.path = new_conference(folder, 4, categories=(), areas=())
        with closing(opened(self.path)) as store:
            store.run(Scan.of(builders.code(1)))
            self.backup = store.backups.make(store.now())
        died = opened(self.path)
        for number in (2, 3, 4):
            died.run(Scan.of(builders.code(number)))
        self._documents = documents(died)
        died.engine.let_go()
        self.journal = newest_journal(self.path)
        self.files = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        self._lines = {commit.entry.seq: line(commit)[:-1] for commit in salvage(self.files[self.journal])}

    def lay_out(self, damaged: Path | None = None, content: bytes = b"") -> None:
        """Puts everything back as it was, but for one file."""
        for entry in set(self.path.parent.iterdir()) - self.files.keys() - {self.backup.parent}:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        for file, was in self.files.items():
            file.write_bytes(content if file == damaged else was)

    def lost_with(self, journal: bytes) -> tuple[int, ...]:
        """The actions whose lines are no longer there to the letter, whatever became of the LF behind them."""
        return tuple(seq for seq, written in self._lines.items() if written not in journal)

    def without(self, lost: tuple[int, ...]) -> dict[str, dict[str, Document]]:
        """Every document as it should be when these arrivals are missing."""
        came = {key: one for key, one in self._documents[Attendance.table].items() if int(key) not in lost}
        return self._documents | {Attendance.table: came}


def here(store: Store) -> set[int]:
    """Who came."""
    return {store.state.delegates[delegate].number for delegate in store.state.attendance}
