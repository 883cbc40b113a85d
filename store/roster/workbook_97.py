"""Looks through an .xls before the reader is let at it, as `workbook_2007` does for .xlsx.

The reader makes room for every cell between the first filled one and the last, says nothing of a password, and dies of
a file cut short. So every record's head is looked at here; nothing is kept.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from store.roster.compound import CompoundFile
from store.roster.limits import Budget, Extent
from store.roster.refusal import NoRoster, NotReadable

STREAMS = ("Workbook", "Book")
"""What the stream of a workbook is called: since Excel 97, and before."""

_HEAD = struct.Struct("<HH")
_ADDRESS = struct.Struct("<HH")
_COLUMN = struct.Struct("<H")
_BEGINS = frozenset({0x009, 0x209, 0x409, 0x809})
_ENCRYPTED = 0x2F
_CELLS = frozenset({0x006, 0x0D6, 0x0FD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406})
"""Formulas, texts, numbers, truths. Cells that only have a colour are other records and do not count."""
_NUMBERS = 0xBD
"""Several numbers side by side."""


def check_workbook(content: bytes) -> None:
    """Raises `NotReadable` unless this .xls is of bearable size, without a password, all its cells within bounds."""
    file = CompoundFile(content)
    stream = file.stream(next(name for name in STREAMS if name in file.names))
    budget = Budget()
    extent = Extent(budget)
    for record in _records(stream):
        if record.kind == _ENCRYPTED:
            raise NotReadable(NoRoster.PROTECTED)
        if record.kind in _BEGINS:
            extent = Extent(budget)
        for row, column in _filled(record):
            extent.add(row + 1, column + 1)


class _Record(NamedTuple):
    kind: int
    data: memoryview


def _records(stream: bytes) -> Iterator[_Record]:
    view, place = memoryview(stream), 0
    while place + _HEAD.size <= len(view):
        kind, length = _HEAD.unpack_from(view, place)
        place += _HEAD.size
        yield _Record(kind, view[place : place + length])
        place += length


def _filled(record: _Record) -> Iterator[tuple[int, int]]:
    """The row and the columns of a record's cells, counted from 0."""
    if record.kind in _CELLS and len(record.data) >= _ADDRESS.size:
        yield _ADDRESS.unpack_from(record.data)
    if record.kind == _NUMBERS and len(record.data) >= _ADDRESS.size + _COLUMN.size:
        row, first = _ADDRESS.unpack_from(record.data)
        (last,) = _COLUMN.unpack_from(record.data, len(record.data) - _COLUMN.size)
        yield from ((row, column) for column in range(first, last + 1))
