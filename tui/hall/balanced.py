"""Words in the middle of a page, broken where a sign painter would: even rows, each a phrase. Pure."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import Final

_BOUND: Final = "\u00a0"
"""A space at which no row ends."""
_DASH: Final = re.compile(r"\s+[-–]$")
"""At the end of a row: the break says what it says."""
_ENDS: Final = (",", ";", ":", "-", "–")
_LINKS: Final = frozenset(["trên", "của", "và", "giữa", "với", "cho", "về", "ở", "tại", "trong", "theo", "do"])
"""Words that begin a phrase."""
_AFTER_A_SIGN: Final = 100
_BEFORE_A_LINK: Final = 40


def balanced(text: str, width: int) -> list[str]:
    """The text in as few rows as it takes; a number stays with the word before it."""
    bound = re.sub(r"\s+(?=\d)", _BOUND, " ".join(text.split()))
    rows = textwrap.wrap(bound, width, break_on_hyphens=False) or [""]
    words = bound.split(" ")
    if max(map(len, words)) <= width:
        rows = _best(tuple(words), len(rows), width)
    return [_DASH.sub("", row.replace(_BOUND, " ")) for row in rows]


def _best(words: tuple[str, ...], rows: int, width: int) -> list[str]:
    """The words in exactly so many rows: even ones, and better broken at a sign or before a link than elsewhere."""
    even = len(" ".join(words)) / rows

    @cache
    def cheapest(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            row = " ".join(words[start:])
            return ((even - len(row)) ** 2, (row,)) if len(row) <= width else (float("inf"), ())
        return min((with_row(start, end, left) for end in range(start + 1, len(words))), default=(float("inf"), ()))

    def with_row(start: int, end: int, left: int) -> tuple[float, tuple[str, ...]]:
        row = " ".join(words[start:end])
        if len(row) > width:
            return float("inf"), ()
        cost, rest = cheapest(end, left - 1)
        return cost + (even - len(row)) ** 2 - _gain(words[end - 1], words[end]), (row, *rest)

    return list(cheapest(0, rows)[1])


def _gain(before: str, after: str) -> int:
    if before.endswith(_ENDS):
        return _AFTER_A_SIGN
    return _BEFORE_A_LINK if after.casefold() in _LINKS else 0
