"""Compound files (OLE), in which Office kept everything until 2003: which streams one has, and what is in them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.roster.refusal import NoRoster, NotReadable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<30xHH14xI4xII4xI4x109I")
_ENTRY = struct.Struct("<64sHBxIII36xII4x")
_NUMBER = struct.Struct("<I")
_SHIFTS = range(6, 13)
"""Sectors have from 64 to 4096 bytes."""
_LAST = 0xFFFFFFFA
"""From here on a sector number is none: the end of a chain, a free sector, a table."""
_STREAM = 2


class _Entry(NamedTuple):
    """What the directory says of a storage or a stream."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams at the top of a compound file, by name. Raises `NotReadable` wherever the file contradicts itself.

    What a document embeds lies in storages of its own and is not at the top.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER.size:
            raise _damaged()
        shift, small_shift, directory, self._shortest, self._small_table, more, *table = _HEADER.unpack_from(content)
        if shift not in _SHIFTS or small_shift not in _SHIFTS:
            raise _damaged()
        self._sectors = _Sectors(memoryview(content)[1 << shift :], 1 << shift)
        self._small_size = 1 << small_shift
        tables = [sector for sector in (*table, *self._more(more)) if sector < _LAST]
        if len(tables) > self._sectors.total:
            raise _damaged()
        self._next = self._sectors.numbers(tables)
        entries = list(map(_entry, _ENTRY.iter_unpack(self._chained(directory, _ENTRY.size))))
        if not entries:
            raise _damaged()
        self._root = entries[0]
        self._streams = {entry.name: entry for entry in _top(entries) if entry.kind == _STREAM}

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(self._streams)

    def stream(self, name: str) -> bytes:
        """What is in a stream. Short ones lie together, in small sectors, in one that belongs to the root."""
        entry = self._streams[name]
        if entry.size >= self._shortest:
            return self._chained(entry.start)[: entry.size]
        small = _Sectors(memoryview(self._chained(self._root.start)), self._small_size)
        following = self._sectors.numbers(self._sectors.chain(self._small_table, self._next))
        return small.joined(small.chain(entry.start, following))[: entry.size]

    def _chained(self, start: int, whole: int = 1) -> bytes:
        """The bytes of a chain of sectors, cut to a multiple of `whole`."""
        joined = self._sectors.joined(self._sectors.chain(start, self._next))
        return joined[: len(joined) // whole * whole]

    def _more(self, start: int) -> Iterator[int]:
        """The sectors of the table of chains that found no room in the header: lists, each naming the next one."""
        for _ in range(self._sectors.total + 1):
            if start >= _LAST:
                return
            numbers = self._sectors.numbers([start])
            if not numbers:
                break
            *listed, start = numbers
            yield from listed
        raise _damaged()


class _Sectors(NamedTuple):
    """Bytes by sector."""

    content: memoryview
    size: int

    @property
    def total(self) -> int:
        return -(-len(self.content) // self.size)

    def joined(self, sectors: Iterable[int]) -> bytes:
        """The bytes of these sectors; the last of a file may be short."""
        return b"".join(map(self._sector, sectors))

    def numbers(self, sectors: Iterable[int]) -> tuple[int, ...]:
        """The sector numbers that these sectors hold."""
        joined = self.joined(sectors)
        return struct.unpack_from(f"<{len(joined) // _NUMBER.size}I", joined)

    def chain(self, start: int, following: Sequence[int]) -> Iterator[int]:
        """The sectors from `start` on, as the table of chains says which follows which."""
        for _ in range(self.total):
            if start >= len(following):
                break
            yield start
            start = following[start]
        if start < _LAST:
            raise _damaged()

    def _sector(self, number: int) -> memoryview:
        found = self.content[number * self.size : (number + 1) * self.size]
        if not found:
            raise _damaged()
        return found


def _entry(fields: tuple[bytes, int, int, int, int, int, int, int]) -> _Entry:
    name, length, *rest = fields
    return _Entry(name[: max(length - 2, 0)].decode("utf-16-le", "replace"), *rest)


def _top(entries: list[_Entry]) -> Iterator[_Entry]:
    """The entries directly under the root: a tree of neighbours."""
    waiting, seen = [entries[0].child], set[int]()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += [entries[number].left, entries[number].right]


def _damaged() -> NotReadable:
    return NotReadable(NoRoster.DAMAGED)
