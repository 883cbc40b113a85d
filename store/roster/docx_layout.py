"""From the cells of a Word table to columns: Word knows edges of cells, a list has columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW, MOST_AREA, Merged
from store.roster.refusal import NoRoster, NotReadable


class Merge(Enum):
    """Whether a cell is merged with those above and below it."""

    NONE = auto()
    BEGINS = auto()
    GOES_ON = auto()


class Cell(NamedTuple):
    """A cell as Word keeps it: how many edges of the table lie left of it, and how many up to its right side."""

    start: int
    span: int
    text: str
    merge: Merge = Merge.NONE


class Table(NamedTuple):
    """A table by rows and columns, every row of the same width; the text of a merged block in its first cell."""

    rows: list[list[str]]
    merged: list[Merged]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


def laid_out(cells: list[list[Cell]]) -> Table:
    """The table these cells make. Raises `NotReadable` for one that stretches too far.

    An edge dragged in a few rows is one more edge to Word, and what stands right of it in these rows is no longer above
    what stands right of it in others. So the row with most cells says what the columns are. A row of as many cells has
    the same columns; in any other row, a cell belongs to the column its left side lies in.
    """
    columns = [cell.start for cell in max(cells, key=len, default=[])]
    if len(cells) * len(columns) > MOST_AREA:
        raise NotReadable(NoRoster.TOO_FAR, highest_row=HIGHEST_ROW, highest_column=HIGHEST_COLUMN)
    blocks = _Blocks()
    rows = []
    for index, row in enumerate(cells):
        texts = [""] * len(columns)
        for cell, left, right in _placed(row, columns):
            if not blocks.covers(index, left, right, cell.merge):
                texts[left] = "\n".join(filter(None, (texts[left], cell.text)))
        rows.append(texts)
    return Table(rows, blocks.merged())


def _placed(row: list[Cell], columns: list[int]) -> Iterator[tuple[Cell, int, int]]:
    """Each cell with its first and last column."""
    if len(row) == len(columns):
        yield from ((cell, column, column) for column, cell in enumerate(row))
        return
    for cell in row:
        left = max(bisect_right(columns, cell.start) - 1, 0)
        yield cell, left, max(bisect_left(columns, cell.start + cell.span) - 1, left)


class _Blocks:
    """The merged blocks of a table, as they grow downwards."""

    def __init__(self) -> None:
        self._open: dict[int, Merged] = {}
        self._all: dict[tuple[int, int], Merged] = {}

    def covers(self, row: int, left: int, right: int, merge: Merge) -> bool:
        """Whether a cell belongs to the block above it; if not, it may begin one of its own."""
        above = self._open.pop(left, None)
        goes_on = merge is Merge.GOES_ON and above is not None and above.bottom == row - 1
        block = Merged(top=row, left=left, bottom=row, right=right)
        if goes_on and above:
            block = Merged(top=above.top, left=left, bottom=row, right=above.right)
        if merge is not Merge.NONE:
            self._open[left] = block
        self._all[block.top, left] = block
        return goes_on

    def merged(self) -> list[Merged]:
        """The blocks of more than one cell."""
        return [block for block in self._all.values() if (block.top, block.left) != (block.bottom, block.right)]
