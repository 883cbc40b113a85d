"""What one file may cost its reader, counted while it is looked through and before anything is built of it."""

from __future__ import annotations

from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW, MOST_AREA, MOST_BYTES, MOST_CELLS
from store.roster.refusal import NoRoster, NotReadable


class Budget:
    """What is left of the bytes and cells that a whole file may have."""

    def __init__(self) -> None:
        self._bytes = MOST_BYTES
        self._cells = MOST_CELLS

    def spend(self, count: int) -> None:
        """Takes away bytes. Raises `NotReadable` when there are none left."""
        self._bytes -= count
        if self._bytes < 0:
            raise NotReadable(NoRoster.TOO_LARGE, highest=MOST_BYTES)

    def spend_cell(self) -> None:
        """Takes away a cell. Raises `NotReadable` when there is none left."""
        self._cells -= 1
        if self._cells < 0:
            raise NotReadable(NoRoster.TOO_LARGE, highest=MOST_BYTES)


class Extent:
    """How far the filled cells of one sheet reach. A reader makes room for every cell between them."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._row = 0
        self._column = 0

    def add(self, row: int, column: int) -> None:
        """A filled cell, counted from 1. Raises `NotReadable` for one too many, or too far away."""
        self._budget.spend_cell()
        self._row = max(self._row, row)
        self._column = max(self._column, column)
        if row > HIGHEST_ROW or column > HIGHEST_COLUMN or self._row * self._column > MOST_AREA:
            raise NotReadable(
                NoRoster.TOO_FAR, row=row, column=column, highest_row=HIGHEST_ROW, highest_column=HIGHEST_COLUMN
            )
