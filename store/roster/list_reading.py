"""How an office's list of something else than people is found in a book, and what is told of every such list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import Enum
from typing import Any, Final, NamedTuple

from store.records import Value
from store.roster.columns import HIGHEST_HEADER
from store.roster.grid import Book, Sheet
from store.roster.legacy import converted
from store.roster.office_list import Labels, eligible
from store.roster.refusal import NoRoster, NotReadable

OTHER_SHEET: Final = "other-sheet"
"""Another sheet looks like such a list too and was not read (`sheet`)."""
CONVERTED: Final = "converted"
"""Text in an old encoding was put into Unicode (`encoding`)."""


class Entry(Value, frozen=True, kw_only=True):
    """One row, and who is named in it."""

    row: int
    """Counted from 1, as a spreadsheet shows it."""
    name: str = ""
    title: str = ""
    unit: str = ""


class Reading(Value, frozen=True, kw_only=True):
    """What a list is besides its rows."""

    file: str
    sheet: str
    encoding: str
    header_row: int
    left_out_columns: tuple[str, ...] = ()


class FoundList(NamedTuple):
    """The list that is read, in Unicode."""

    sheet: Sheet
    header: Labels
    encoding: str
    doubts: tuple[tuple[str, dict[str, str]], ...]
    """Of the file as a whole: `OTHER_SHEET`, `CONVERTED`, and their values."""

    @property
    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Below the header, each with its number as a spreadsheet shows it."""
        first = self.header.row + 1
        return enumerate(self.sheet.rows[first:], first + 1)

    def about(self, file: str, read: Collection[Enum]) -> dict[str, Any]:
        """What a `Reading` says of it, if these columns were read."""
        return {
            "file": file,
            "sheet": self.sheet.name,
            "encoding": self.encoding,
            "header_row": self.header.row + 1,
            "left_out_columns": self.header.left_out(read),
        }


def found_list(
    book: Book, sheet: str | None, find_header: Callable[[Sheet], Labels | None], none: NoRoster
) -> FoundList:
    """The first that can be seen, or the one that is asked for.

    Raises `NotReadable`, with `none` if there is no such list.
    """
    told = [converted(candidate) for candidate in eligible(book, sheet)]
    lists = [(one, header) for one in told if (header := find_header(one.sheet))]
    if not lists:
        raise NotReadable(none, highest_row=HIGHEST_HEADER)
    (chosen, header), *others = lists
    doubts = [(OTHER_SHEET, {"sheet": other.sheet.name}) for other, _ in others]
    if chosen.columns:
        doubts.append((CONVERTED, {"encoding": chosen.encoding}))
    encoding = chosen.encoding if chosen.columns else book.encoding
    return FoundList(chosen.sheet, header, encoding, tuple(doubts))
