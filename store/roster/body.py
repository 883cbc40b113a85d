"""The rows below a header, made ready: identity numbers taken out, merged cells filled down."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from store.roster.columns import Field, Header
from store.roster.grid import Merged, Sheet
from store.roster.numbers import without_identity
from store.roster.reading import Doubt, DoubtKind
from store.roster.rows import Row
from store.roster.words import plain

_NAMES = (Field.NAME, Field.FAMILY, Field.GIVEN)
_KEPT = tuple(set(Field) - {Field.SENSITIVE, Field.SIGNATURE})


def rows_below(sheet: Sheet, header: Header, doubts: list[Doubt]) -> Iterator[Row]:
    """Every row under the header; a doubt for each identity number that was in it."""
    merged = _MergedDown(sheet, header)
    kept = header.columns(*_KEPT)
    for index in range(header.bottom + 1, len(sheet.rows)):
        raw = list(sheet.rows[index])
        merged.fill(index, raw)
        for column in kept:
            if column < len(raw):
                raw[column], found = without_identity(raw[column])
                if found:
                    label: dict[str, str | int] = {"column": header.labels[column]}
                    doubts.append(Doubt(row=index + 1, what=DoubtKind.IDENTITY_NUMBER, values=label))
        yield Row(number=index + 1, raw=tuple(raw), cells=tuple(map(plain, raw)), header=header)


class _MergedDown:
    """Cells merged over several rows, which hold for each person in them.

    Names are not lent to the rows below: two rows of one name are one person's.
    """

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._rows = sheet.rows
        self._names = header.columns(*_NAMES)
        self._coming = deque(sorted(filter(self._is_lent, sheet.merged), key=lambda block: block.top))
        self._open: dict[int, Merged] = {}

    def _is_lent(self, block: Merged) -> bool:
        return block.left == block.right and block.top < block.bottom and block.left not in self._names

    def fill(self, index: int, raw: list[str]) -> None:
        """Fills the row with this index, counted from 0; rows come in order. A row without a name is no person's."""
        while self._coming and self._coming[0].top < index:
            block = self._coming.popleft()
            self._open[block.left] = block
        if any(column < len(raw) and raw[column].strip() for column in self._names):
            for column, block in self._open.items():
                if index <= block.bottom and column < len(raw) and not raw[column].strip():
                    raw[column] = self._rows[block.top][column]
