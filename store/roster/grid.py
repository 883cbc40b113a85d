"""What every reader makes of a file: sheets of plain text, before anybody asks what the text means."""

from __future__ import annotations

from store.records import Value

HIGHEST_ROW = 200_000
HIGHEST_COLUMN = 256
MOST_BYTES = 64 * 1024 * 1024
"""Of a file, and of everything it unpacks to."""
MOST_CELLS = 2_000_000
"""Cells with text in one file."""
MOST_AREA = 4 * MOST_CELLS
"""Cells a sheet may stretch over, empty ones included."""
LONGEST_CELL = 32_767
"""Characters; the limit of Excel itself."""


class Merged(Value, frozen=True, kw_only=True):
    """A block of merged cells, whose text stands in its first cell. Counted from 0, bounds included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Value, frozen=True, kw_only=True):
    """A table of text as the office made it: line breaks, odd spaces and all.

    `rows[0]` is row 1 of the file. Rows may be of different lengths; a cell without anything is an empty text. Whole
    numbers carry no decimals, dates are written dd/mm/yyyy.
    """

    name: str
    rows: list[list[str]]
    hidden: bool = False
    merged: list[Merged] = []


class Book(Value, frozen=True, kw_only=True):
    """The sheets of a file that were asked for, and how its text was encoded."""

    sheets: list[Sheet]
    encoding: str = "unicode"


class Reply(Value, frozen=True, kw_only=True):
    """What the child process answers: a book, or the reason why there is none."""

    book: Book | None = None
    reason: str = ""
    values: dict[str, str | int] = {}
