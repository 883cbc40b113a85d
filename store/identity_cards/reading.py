"""An identity card's QR code, read by content: name and date of birth, and nothing else is kept for a moment longer.

The code is fields between bars. The first is a number of twelve digits; what follows differs between the cards of 2021
and of 2024 and between makers, so the rest is known by what it looks like. A scanner's prefix (`]Q1`), letters that got
lost on the way and the layout of the keyboard are allowed for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from store.identity_cards.layouts import BARS, LAYOUTS, Layout
from store.vietnamese import fold

_NUMBER: Final = re.compile(r"(?:\][A-Za-z][0-9])?[0-9]{11,12}", re.ASCII)
"""Twelve; a terminal that takes the first key after Escape for part of a sequence leaves eleven."""
_BEGINNING: Final = re.compile(r"\]|\][A-Za-z]|(?:\][A-Za-z][0-9])?[0-9]{0,12}", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})", re.ASCII)
_SEXES: Final = frozenset({"nam", "nu", "n"})
"""Folded; the last is what is left of `Nữ` when letters get lost."""
_FEWEST_FIELDS: Final = 4
_SHORTEST_NUMBER, _LONGEST_NUMBER = 6, 15
"""Characters: on a Vietnamese keyboard two digits may have become one; in front there may be `]Q1`."""
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True, repr=False)
class Bearer:
    """Whose card it is. Nothing that shows variables, a traceback for instance, shows any of it."""

    name: str
    """As the scanner typed it, damaged perhaps."""
    born: dt.date | None

    def __repr__(self) -> str:
        return "Bearer(…)"


class Progress(Enum):
    """How far a text is on the way to a card."""

    NONE = auto()
    MAY_BECOME = auto()
    CERTAIN = auto()
    """The number and the bar behind it: nothing else that is typed looks like that."""


def progress(text: str) -> Progress:
    """Whether a card begins with this text, or could."""
    all_keys = [layout.keys(text) for layout in LAYOUTS]
    if any(keys.endswith("|") and _NUMBER.fullmatch(keys, 0, len(keys) - 1) for keys in all_keys):
        return Progress.CERTAIN
    return Progress.MAY_BECOME if any(map(_BEGINNING.fullmatch, all_keys)) else Progress.NONE


def read_card(raw: str) -> Bearer | None:
    """Whose card this is; None if it is none, or says no name. Never raises."""
    for layout in LAYOUTS:
        fields = re.split(f"[{layout.bars}]", raw.strip())
        if len(fields) >= _FEWEST_FIELDS and _NUMBER.fullmatch(layout.keys(fields[0])):
            return _bearer(fields[1:], layout)
    return None


def _bearer(fields: Sequence[str], layout: Layout) -> Bearer | None:
    """The date comes behind the name; what has words behind it is an address."""
    dates = [_date(field.translate(layout.number)) for field in fields]
    first = next((place for place, date in enumerate(dates) if date is not None), len(fields))
    name = next((field for field in fields[:first] if _may_be_name(field, layout)), "")
    name = name.translate(layout.letters).strip(" ")
    return Bearer(name, dates[first] if first < len(dates) else None) if name else None


def _may_be_name(field: str, layout: Layout) -> bool:
    if len(field) > _LONGEST_NAME or not any(map(str.isalpha, field)):
        return False
    numeral = field.translate(layout.number).isdigit()
    return not numeral and not any(map(str.isdigit, field)) and fold(field.translate(layout.letters)) not in _SEXES


def _date(digits: str) -> dt.date | None:
    found = _DATE.fullmatch(digits)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def without_cards(text: str) -> tuple[list[str], str]:
    """The cards in a pasted text, and the rest: a card ends with its line."""
    cards, rest = [], []
    for line in text.splitlines(keepends=True):
        place = _card_in(line)
        rest.append(line[:place])
        cards += [] if place is None else [line[place:]]
    return cards, "".join(rest)


def _card_in(line: str) -> int | None:
    """Where a card begins in a line."""
    end = 0
    for before in re.split(f"[{BARS}]", line)[:-1]:
        end += len(before)
        # Of a long text most is thrown out by the first of these looks.
        if len(before) >= _SHORTEST_NUMBER and progress(before[-_SHORTEST_NUMBER:]) is not Progress.NONE:
            for start in range(max(len(before) - _LONGEST_NUMBER, 0), len(before)):
                if progress(before[start:] + line[end]) is Progress.CERTAIN:
                    return end - len(before) + start
        end += 1
    return None
