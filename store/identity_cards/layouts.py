"""What a scanner set to an American keyboard types on the layouts in use here, and back.

A scanner presses keys; the layout of the machine decides what they type. Read on the characters as they came, before
any normalisation: on Vietnamese layouts five digits are tone marks, and NFC changes their order.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

Table = dict[int, str]


class Layout(NamedTuple):
    """How to get back, with `str.translate`, the keys an American keyboard would have typed."""

    digits: Table
    letters: Table
    """The separator of a card's fields among them."""

    def keys(self, text: str) -> str:
        """The text as typed on an American keyboard."""
        return text.translate(self.letters).translate(self.digits)


def _table(typed: str, keys: str) -> Table:
    return {ord(char): key for char, key in zip(typed, keys, strict=True)}


_SHAPES: Final = dict(zip("ăâêôđ", "12340", strict=True))
_TONES: Final = dict(zip("\u0300\u0309\u0303\u0301\u0323", "56789", strict=True))


def _vietnamese_digits() -> Table:
    """Keys 1 to 4 and 0 are letters, 5 to 9 tone marks; what composes them makes one character of two digits."""
    composed = {shape + tone: digit + _TONES[tone] for shape, digit in _SHAPES.items() for tone in _TONES}
    small = {unicodedata.normalize("NFC", typed): digits for typed, digits in (_SHAPES | composed | _TONES).items()}
    both = small | {typed.upper(): digits for typed, digits in small.items()}
    return {ord(typed): digits for typed, digits in both.items() if len(typed) == 1}


BARS: Final = "|µ£"
"""What the bar between a card's fields may have become."""
_AZERTY: Final = _table("aqzwAQZW,?§$µ£", "qawzQAWZmM?]||")
_FRENCH: Final = _table("&é\"'(-è_çà", "1234567890")

LAYOUTS: Final = (
    Layout({}, {}),
    Layout(_vietnamese_digits(), {}),
    Layout(_FRENCH, _AZERTY),
    Layout(_FRENCH | _table("§!", "68"), {key: to for key, to in _AZERTY.items() if key != ord("§")}),
)
"""American, Vietnamese (Windows and xkb), French, Belgian."""
