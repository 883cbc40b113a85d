"""Reads .csv: UTF-8 with or without a byte order mark, columns apart by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW, LONGEST_CELL, Book, Sheet
from store.roster.refusal import NoRoster, NotReadable

_DELIMITERS = ",;\t|"
_SAMPLE = 50
"""Rows from which the delimiter is told; the header is among them."""


def read(content: bytes) -> Book:
    """The one sheet of a .csv; its name is empty. Raises `NotReadable`."""
    text = _decoded(content)
    rows = list(islice(_rows(text, _delimiter(text)), HIGHEST_ROW + 1))
    if len(rows) > HIGHEST_ROW or max(map(len, rows), default=0) > HIGHEST_COLUMN:
        raise NotReadable(NoRoster.TOO_FAR, highest_row=HIGHEST_ROW, highest_column=HIGHEST_COLUMN)
    return Book(sheets=[Sheet(name="", rows=rows)])


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise NotReadable(NoRoster.NOT_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotReadable(NoRoster.NOT_UTF8, line=line) from error


def _delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number of columns, more columns first."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> int:
    try:
        widths = [len(row) for row in islice(_rows(text, delimiter), _SAMPLE) if len(row) > 1]
    except NotReadable:
        return 0
    return max((widths.count(width) * (width - 1) for width in set(widths)), default=0)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """One row of cells for each record, so that its number is the one a spreadsheet would show."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise NotReadable(NoRoster.DAMAGED) from error
