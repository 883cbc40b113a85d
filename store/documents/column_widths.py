"""How wide the columns of a sheet are, and how many lines words take in them.

A sheet is printed one page wide: the wider its columns, the smaller its type. So columns of words give way, and their
words wrap, before the type gets too small to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from store.documents.cell_formats import SIZE
from store.documents.tables import Cell, Sheet, Table

Span = tuple[int, int]
"""The first and the last of some columns or rows."""

LEAST_SIZE: Final = 8
"""Points: smaller type is not read on paper."""

_ROOM_LANDSCAPE, _ROOM_PORTRAIT = 770, 523
"""Points between the margins of a page."""
_DIGIT, _PADDING = 6, 3.75
"""Points a digit of a column's width takes, and a column takes besides."""
_CAPITAL, _BLANK = 0.4, -0.5
"""How much wider than a small letter, which is about as wide as a digit."""


def column_widths(sheet: Sheet) -> list[float]:
    """In digits: room for the longest words of each column, as far as its look allows and the page has it."""
    wanted = [max(column) for column in zip(*map(_wanted, sheet.tables), strict=True)]
    excess = sum(wanted) - _room(sheet, len(wanted))
    if excess <= 0:
        return wanted
    least = [max(column) for column in zip(*map(_least, sheet.tables), strict=True)]
    spare = [max(0, wide - narrow) for wide, narrow in zip(wanted, least, strict=True)]
    share = min(1, excess / (sum(spare) or 1))
    return [wide - share * given for wide, given in zip(wanted, spare, strict=True)]


def _room(sheet: Sheet, columns: int) -> float:
    points = (_ROOM_PORTRAIT if sheet.portrait else _ROOM_LANDSCAPE) * SIZE / LEAST_SIZE
    return (points - _PADDING * columns) / _DIGIT


def _wanted(table: Table) -> list[float]:
    """No column is narrower than the longest word of its heading."""
    return [max(_in_cells(table, place), _in_heading(table, place)) for place in range(len(table.looks))]


def _in_cells(table: Table, place: int) -> float:
    look = table.looks[place]
    longest = max((len(_written(row[place])) for row in _lines_of(table)), default=0)
    return _padded(look.width if look.fixed else min(longest, look.width))


def _in_heading(table: Table, place: int) -> float:
    return _padded(_longest_word(table.looks[place].heading))


def _least(table: Table) -> list[float]:
    """No word is broken that was not before."""
    return [min(wide, _unbroken(table, place)) for place, wide in enumerate(_wanted(table))]


def _unbroken(table: Table, place: int) -> float:
    if table.looks[place].fixed:
        return _in_cells(table, place)
    words = max((_longest_word(_written(row[place])) for row in _lines_of(table)), default=0)
    return max(_padded(words), _in_heading(table, place))


def _lines_of(table: Table) -> Iterator[Sequence[Cell]]:
    yield from table.rows
    if table.total:
        yield table.total


def _longest_word(words: str) -> int:
    return max(map(len, words.split()), default=0)


def _padded(letters: int) -> float:
    return letters * 1.05 + 2


def _written(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}"


def middle(widths: Sequence[float]) -> int:
    """The last column of the left half."""
    return next(last for last in range(len(widths)) if sum(widths[: last + 1]) >= sum(widths) / 2 - widths[last] / 2)


def shares(widths: Sequence[float], count: int) -> Iterator[Span]:
    """The columns parted into so many shares of much the same width."""
    first = 0
    for share in range(1, count + 1):
        goal = sum(widths) * share / count
        least, most = first, len(widths) - 1 - (count - share)
        last = min(range(least, most + 1), key=lambda column: abs(sum(widths[: column + 1]) - goal))
        yield first, last
        first = last + 1


@lru_cache(maxsize=4_096)
def lines(words: str, width: float) -> int:
    """How many lines these words take in a cell so wide: as many as are needed without breaking a word."""
    if len(words) * (1 + _CAPITAL) <= width or _length(words) <= width:
        return 1
    count, used = 1, 0.0
    for word in words.split():
        long = _length(word)
        if used and used + 1 + _BLANK + long > width:
            count, used = count + 1, 0.0
        used += long + (1 + _BLANK if used else 0)
        count, used = count + int(used // width), used % width
    return count


def _length(words: str) -> float:
    return len(words) + _CAPITAL * sum(map(str.isupper, words)) + _BLANK * words.count(" ")
