"""What stands in a list before any layout: plain cells in columns, rows in sections, sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Generic, NamedTuple, TypeVar

from store.text import clean

Cell = str | int
Of = TypeVar("Of")


class Kind(Enum):
    """How a column's cells are set."""

    WORDS = auto()
    CENTRED = auto()
    MONEY = auto()
    """Đồng, in groups of three digits; the total of such a column is a formula."""
    TYPED = auto()
    """Left to be filled in: what is typed there stays as it was typed, a leading zero included."""


class Column(NamedTuple, Generic[Of]):
    """One column of a table of `Of`."""

    heading: str
    cell: Callable[[Of], Cell]
    width: int = 10
    """The most letters a line of it takes; longer words wrap."""
    kind: Kind = Kind.WORDS
    fixed: bool = False
    """As wide as that even where the words are shorter, because somebody writes there."""


class Look(NamedTuple):
    """What a column looks like, apart from where its cells come from."""

    heading: str
    width: int
    kind: Kind
    fixed: bool = False


class Section(NamedTuple):
    """Rows under a heading of their own, or under none."""

    rows: list[tuple[Cell, ...]]
    heading: str = ""
    subtotal: int | None = None
    """Đồng of these rows together."""


class Table(NamedTuple):
    """Headings and rows of clean cells; the first column numbers the rows, through all sections."""

    looks: tuple[Look, ...]
    sections: list[Section]
    caption: str = ""
    """Stands above, where a sheet has several tables."""
    total: tuple[Cell, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(look.heading for look in self.looks)

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """All of them, whatever section they are in."""
        return [row for section in self.sections for row in section.rows]


class Signature(NamedTuple):
    """Who signs: an office in capitals, a name where it is known."""

    title: str
    name: str = ""


class Sheet(NamedTuple):
    """One sheet: lines of words above, tables, lines of words below, signatures."""

    name: str
    title: str
    tables: tuple[Table, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    dated: str = ""
    """Place and date, above the signatures, or at the head of a sheet nobody signs."""
    signatures: tuple[Signature, ...] = ()
    frozen_columns: int = 0
    portrait: bool = False
    row_lines: float = 1
    """Lines a row is high at least: more where people write by hand."""

    @property
    def row_count(self) -> int:
        """Of all tables, besides headings and totals."""
        return sum(len(section.rows) for table in self.tables for section in table.sections)


STT = Look("STT", 5, Kind.CENTRED)


def table(columns: Sequence[Column[Of]], items: Iterable[Of]) -> Table:
    """A table of one section."""
    return Table(looks(columns), [Section(numbered(columns, items))])


def looks(columns: Sequence[Column[Of]]) -> tuple[Look, ...]:
    """What the columns look like, the running number before them."""
    return (STT, *(Look(column.heading, column.width, column.kind, column.fixed) for column in columns))


def numbered(columns: Sequence[Column[Of]], items: Iterable[Of], first: int = 1) -> list[tuple[Cell, ...]]:
    """A row for each item, numbered from `first`."""
    return [(place, *cells(columns, item)) for place, item in enumerate(items, first)]


def cells(columns: Sequence[Column[Of]], item: Of) -> tuple[Cell, ...]:
    """What the columns tell of an item, clean."""
    found = (column.cell(item) for column in columns)
    return tuple(clean(cell) if isinstance(cell, str) else cell for cell in found)


def roman(number: int) -> str:
    """`IV`, as groups are numbered. From 1 on."""
    digits = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        digits += sign * times
    return digits


_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
