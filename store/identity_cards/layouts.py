"""What a scanner set to an American keyboard typed of a card on the layouts in use here (`store.keyboards`), and back.

Read on the characters as they came, before any normalisation: on Vietnamese layouts five digits are tone marks, and NFC
changes their order.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from store.keyboards import (
    AZERTY,
    BELGIAN_DIGITS,
    DIGIT_KEYS,
    FRENCH_DIGITS,
    TONES,
    VIETNAMESE_BRACKET,
    VIETNAMESE_DIGITS,
)

Table = dict[int, str]


class Layout(NamedTuple):
    """How to get back, with `str.translate`, the keys an American keyboard would have typed."""

    number: Table
    """For digits, and the bracket a scanner may put before them; what types a digit may be a letter elsewhere."""
    letters: Table
    bars: str
    """What the bar between the fields of a card has become."""

    def keys(self, text: str) -> str:
        """The beginning of a card as typed on an American keyboard."""
        return text.translate(self.number).translate(self.letters).translate(dict.fromkeys(map(ord, self.bars), "|"))


def _table(typed: str, keys: str) -> Table:
    return {ord(char): key for char, key in zip(typed, keys, strict=True)}


_KEYS: Final = dict(zip(VIETNAMESE_DIGITS, DIGIT_KEYS, strict=True))
_TONES: Final = {typed: digit for typed, digit in _KEYS.items() if typed in TONES}
_SHAPES: Final = {typed: digit for typed, digit in _KEYS.items() if typed not in TONES}


def _vietnamese_digits() -> Table:
    """Keys 1 to 4 and 0 are letters, 5 to 9 tone marks; what composes them makes one character of two digits."""
    composed = {shape + tone: digit + _TONES[tone] for shape, digit in _SHAPES.items() for tone in _TONES}
    small = {unicodedata.normalize("NFC", typed): digits for typed, digits in (_SHAPES | composed | _TONES).items()}
    both = small | {typed.upper(): digits for typed, digits in small.items()}
    return {ord(typed): digits for typed, digits in both.items() if len(typed) == 1}


_BRACKET: Final = _table(VIETNAMESE_BRACKET + VIETNAMESE_BRACKET.upper(), "]]")
_FRENCH: Final = _table(FRENCH_DIGITS, DIGIT_KEYS) | {ord(char): key for key, char in BELGIAN_DIGITS.items()}
_AZERTY: Final = {ord(char): key for key, char in (AZERTY | {k.upper(): c.upper() for k, c in AZERTY.items()}).items()}

LAYOUTS: Final = (
    Layout({}, {}, "|"),
    Layout(_vietnamese_digits() | _BRACKET, {}, "|"),
    Layout(_FRENCH | _table("$", "]"), _AZERTY | _table(",?§+", "mM??"), "µ£"),
)
"""American; Vietnamese (Windows and xkb); French and Belgian, which differ in the keys of 6, 8 and `?`."""

BARS: Final = "".join(layout.bars for layout in LAYOUTS)
