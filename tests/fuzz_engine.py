"""Fuzz targets: the engine's own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import builders
from mutations import Target
from store.engine.data_file import DataFile, read_data_file
from store.engine.journal import Commit, Header, Put, line, read, read_header, salvage
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, TurnLock
from store.engine.platform import Identity, System
from store.engine.tables import Tables
from store.errors import Damaged, NotAConference
from store.loading import NotOurs, load_state
from store.records import AgendaItem, Conference, Delegate, LogEntry, Role, SessionId, Touched


@cache
def _commits() -> tuple[Commit, ...]:
    return tuple(map(commit, range(1, 6)))


def commit(seq: int) -> Commit:
    person = builders.delegate(seq)
    arrival = builders.present(person)
    entry = LogEntry(
        seq=seq,
        id=seq + 100,
        at=builders.stamp(),
        session=SessionId(5),
        role=Role.RECEPTION,
        verb="scan",
        args={"code": person.code, "note": "00000001 00000002 {}"},
        outcome={"outcome": "admitted"},
        touched=(Touched(table=arrival.table, key=arrival.key),),
    )
    return Commit(entry=entry, put=(Put(table=arrival.table, key=arrival.key, document=arrival.to_document()),))


def _journals() -> list[bytes]:
    header = line(Header(format=1, conference=7, generation=3, seq=0, data="ab" * 32))
    lines = list(map(line, _commits()))
    return [header + b"".join(lines), b"".join(lines), lines[0], header, lines[0] + lines[1][:80], b"".join(lines[2:])]


def _read_journal(content: bytes) -> None:
    """Nothing is invented: what is read was written, from the first line on."""
    start = read_header(content)
    offset = start[1] if start else 0
    commits, end, fault = read(content[offset:], 0, offset=offset)
    assert tuple(commits) == _commits()[: len(commits)]
    assert fault is not None or end == len(content)


def _salvage(content: bytes) -> None:
    assert set(map(line, salvage(content))) <= set(map(line, _commits()))


class _InMemory(System):
    """A disk with one content in every file."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read_file(self, path: Path) -> bytes:
        return self._content

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        return -1

    def identity(self, file: int | str) -> Identity:
        return 0, 0

    def read_at(self, fd: int, length: int, offset: int) -> bytes:
        return self._content[offset : offset + length]

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        self._content = self._content[:offset].ljust(offset, b"\0") + data + self._content[offset + len(data) :]


_NOWHERE = Layout(data=Path("/nonexistent/toadam.json"))


@cache
def _data_files() -> list[bytes]:
    conference = builders.conference()
    tables = {
        Conference.table: {"1": conference.to_document()},
        Delegate.table: {str(one.id): one.to_document() for one in builders.delegates(3)},
        AgendaItem.table: {},
    }
    used = Tables(tables)
    for commit in _commits():
        used.apply(commit)
    written = DataFile(conference=1, generation=3, seq=5, tables=used).to_json()
    return [written, written.replace(b",", b", ")]


def read_data(content: bytes) -> None:
    """Whatever is not to the letter what was written is known to be changed, unless it says nothing of itself."""
    data = read_data_file(_NOWHERE, _InMemory(content))
    assert data.changed or content == _data_files()[0] or b'"checksum":"' not in content
    load_state(data.tables, data.seq)


def _locks() -> list[bytes]:
    system = _InMemory(b"")
    lock = TurnLock(_NOWHERE.turn, Holder(pid=1, desk="Bàn A"), system)
    lock.set_mark(Mark(generation=3, length=99, seq=5))
    system.write_at(-1, lock._holder, 64)
    return [system.read_file(_NOWHERE.turn)]


def _read_lock(content: bytes) -> None:
    lock = TurnLock(_NOWHERE.turn, Holder(pid=1, desk=""), _InMemory(content))
    lock.mark()
    lock.holder()


TARGETS = {
    "journal": Target(_journals, _read_journal, 200_000, 300),
    "salvage": Target(_journals, _salvage, 100_000, 300),
    "data file": Target(_data_files, read_data, 60_000, 100, (NotAConference, Damaged, NotOurs)),
    "lock": Target(_locks, _read_lock, 100_000, 300),
}
