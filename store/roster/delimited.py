"""Reads .csv, .tsv and .txt: columns apart by comma, semicolon, tab or bar, told from the text itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Literal

from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW, LONGEST_CELL, Book, Sheet
from store.roster.refusal import NoRoster, NotReadable
from store.roster.text_encoding import decoded

_TAB = "\t"
_DELIMITERS = f",;{_TAB}|"
_SAMPLE = 50
"""Rows from which the delimiter is told; the header is among them."""
_END = "\x00"
"""A line of our own behind the last one: no decoded text has this character."""


def read(content: bytes) -> Book:
    """The one sheet of a text file; its name is empty. Raises `NotReadable`."""
    text, encoding = decoded(content)
    delimiter = _delimiter(text)
    rows = _quoted(text, delimiter) if delimiter != _TAB else _tabbed(text)
    return Book(sheets=[Sheet(name="", rows=rows)], encoding=encoding)


def _delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number of columns, more columns first."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> int:
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == _TAB else csv.QUOTE_MINIMAL
    try:
        widths = [len(row) for row in islice(_rows(text, delimiter, quoting), _SAMPLE) if len(row) > 1]
    except NotReadable:
        return 0
    return max((widths.count(width) * (width - 1) for width in set(widths)), default=0)


def _tabbed(text: str) -> list[list[str]]:
    """Excel puts cells with line breaks in quotes, other programs quote nothing: then `"Tổ 5` begins no quotation.

    Taken for one, it swallows the rows up to the next quote; a cell never has both a tab and a line break in it.
    """
    try:
        rows = _quoted(text, _TAB)
    except NotReadable as refusal:
        if refusal.reason is not NoRoster.DAMAGED:
            raise
    else:
        if not any(_TAB in cell and "\n" in cell for row in rows for cell in row):
            return rows
    return _bounded(_rows(text, _TAB, csv.QUOTE_NONE))[:-1]


def _quoted(text: str, delimiter: str) -> list[list[str]]:
    """The rows, their quotes taken off. Raises `NotReadable` where a quotation never ends."""
    *rows, end = _bounded(_rows(text, delimiter, csv.QUOTE_MINIMAL))
    if end != [_END]:
        raise NotReadable(NoRoster.DAMAGED)
    return rows


def _bounded(rows: Iterator[list[str]]) -> list[list[str]]:
    kept = list(islice(rows, HIGHEST_ROW + 2))
    if len(kept) > HIGHEST_ROW + 1 or max(map(len, kept)) > HIGHEST_COLUMN:
        raise NotReadable(NoRoster.TOO_FAR, highest_row=HIGHEST_ROW, highest_column=HIGHEST_COLUMN)
    return kept


def _rows(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    """One row of cells for each record, so that its number is the one a spreadsheet would show, and the end."""
    csv.field_size_limit(LONGEST_CELL)
    lines = chain(io.StringIO(text, newline=""), [_END])
    try:
        yield from csv.reader(lines, delimiter=delimiter, quoting=quoting)
    except csv.Error as error:
        raise NotReadable(NoRoster.DAMAGED) from error
