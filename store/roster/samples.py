"""Cells of converted columns as they were and as they are read, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from store.roster.columns import Field, Header
from store.roster.legacy import Converted
from store.roster.numbers import without_identity
from store.roster.reading import Sample

_A_COLUMN = 3
_FIRST_LETTER = ord("A")
_LETTERS = 26
_SHOWN = tuple(set(Field) - {Field.SENSITIVE, Field.SIGNATURE})


def samples_of(told: Converted, header: Header) -> tuple[Sample, ...]:
    """A few cells of each column that is kept, those of people first."""
    columns = [column for column in header.columns(*_SHOWN) if column in told.columns]
    return tuple(sample for column in columns for sample in _samples(told, header, column))


def _samples(told: Converted, header: Header, column: int) -> Iterator[Sample]:
    label = header.labels[column] or column_letters(column)
    for before, after in islice(told.changes(column, header.bottom + 1), _A_COLUMN):
        shown = without_identity(before)[0], without_identity(after)[0]
        yield Sample(column=label, encoding=told.columns[column], before=shown[0], after=shown[1])


def column_letters(column: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(_FIRST_LETTER + rest) + letters
    return letters
