"""What an office's list of something else has in common with a roster: a row of labels, people in its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from enum import Enum

from store.records import Value
from store.roster.columns import HIGHEST_HEADER, Field
from store.roster.grid import Book, Sheet
from store.roster.numbers import without_identity
from store.roster.people import Person, people
from store.roster.posts import joined_lines, split_post, swapped_post
from store.roster.refusal import NoRoster, NotReadable
from store.roster.words import lines, plain
from store.vietnamese import fold

LONGEST_LABEL = 60
PEOPLE = (Field.STT, Field.NAME, Field.FAMILY, Field.GIVEN, Field.TITLE, Field.UNIT, Field.TITLE_UNIT, Field.UNIT_TITLE)
"""Columns that say who somebody is."""

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_TOTAL = re.compile(r"(?:tong|cong|danh sach (?:nay )?(?:co|gom))\b")


class Labels(Value, frozen=True, kw_only=True):
    """The row of labels, counted from 0, and what each column holds."""

    row: int
    labels: tuple[str, ...]
    columns: tuple[Enum | None, ...]

    @property
    def known(self) -> int:
        """How many kinds of columns somebody can tell."""
        return len(set(self.columns) - {None})

    def cell(self, cells: list[str], *wanted: Enum) -> str:
        """What a row has in the first filled column that holds one of these."""
        pairs = zip(self.columns, cells, strict=False)
        return next((cell for column, cell in pairs if column in wanted and plain(cell)), "")

    def left_out(self, read: Collection[Enum]) -> tuple[str, ...]:
        """The labels of the columns that hold none of these."""
        pairs = zip(self.labels, self.columns, strict=True)
        return tuple(label for label, column in pairs if label and column not in (*read, Field.SIGNATURE))

    def speaker(self, cells: list[str]) -> tuple[list[Person], str]:
        """Whoever is named in a row, and the words that name them."""
        cell = " ".join(filter(None, (self.cell(cells, one) for one in (Field.NAME, Field.FAMILY, Field.GIVEN))))
        return (people(cell) if plain(cell) else []), words_of(cell)

    def post(self, cells: list[str], behind_name: str) -> tuple[str, str]:
        """Title and unit, from their columns or from what stands behind the name."""
        title, unit = self._post(cells)
        own_title, own_unit = split_post(behind_name) if behind_name and not title else ("", "")
        return title or own_title, unit or own_unit

    def _post(self, cells: list[str]) -> tuple[str, str]:
        if both := self.cell(cells, Field.TITLE_UNIT):
            return split_post(both)
        if both := self.cell(cells, Field.UNIT_TITLE):
            return swapped_post(both)
        return joined_lines(self.cell(cells, Field.TITLE)), joined_lines(self.cell(cells, Field.UNIT))

    def is_furniture(self, cells: list[str], main: Enum) -> bool:
        """Blank rows, numbers of columns, totals, and the header again, by what stands in its `main` column."""
        texts = [text for cell in cells if (text := plain(cell))]
        if all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            return True
        said = plain(self.cell(cells, main))
        return bool(said and said == self.cell(list(self.labels), main)) or bool(_TOTAL.match(fold(texts[0])))


def find_labels(
    sheet: Sheet, column_of: Callable[[str], Enum | None], is_header: Callable[[Labels], bool]
) -> Labels | None:
    """The row of which most is known; the topmost of equals."""
    found = [_labels(index, row, column_of) for index, row in enumerate(sheet.rows[:HIGHEST_HEADER])]
    return max(filter(is_header, found), key=lambda labels: (labels.known, -labels.row), default=None)


def _labels(index: int, row: list[str], column_of: Callable[[str], Enum | None]) -> Labels:
    labels = tuple(map(plain, row))
    return Labels(row=index, labels=labels, columns=tuple(map(column_of, labels)))


def eligible(book: Book, name: str | None) -> list[Sheet]:
    """The sheets that may hold the list: the one that is asked for, else those that can be seen."""
    named = [one for one in book.sheets if (not one.hidden if name is None else one.name == name)]
    if not named and name is not None:
        raise NotReadable(NoRoster.NO_SUCH_SHEET, sheet=name, sheets=", ".join(one.name for one in book.sheets))
    return named


def words_of(cell: str) -> str:
    """A cell as one line, without numbers of identity cards."""
    return without_identity(" ".join(lines(cell)))[0]
