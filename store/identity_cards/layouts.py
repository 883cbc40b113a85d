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


_SHAPES: Final = dict(zip("ăâêôđ", "12340", strict=True))
_TONES: Final = dict(zip("\u0300\u0309\u0303\u0301\u0323", "56789", strict=True))


def _vietnamese_digits() -> Table:
    """Keys 1 to 4 and 0 are letters, 5 to 9 tone marks; what composes them makes one character of two digits."""
    composed = {shape + tone: digit + _TONES[tone] for shape, digit in _SHAPES.items() for tone in _TONES}
    small = {unicodedata.normalize("NFC", typed): digits for typed, digits in (_SHAPES | composed | _TONES).items()}
    both = small | {typed.upper(): digits for typed, digits in small.items()}
    return {ord(typed): digits for typed, digits in both.items() if len(typed) == 1}


LAYOUTS: Final = (
    Layout({}, {}, "|"),
    Layout(_vietnamese_digits() | _table("ơƠ", "]]"), {}, "|"),
    Layout(_table("&é\"'(-§è_!çà$", "123456678890]"), _table("aqzwAQZW,?§+", "qawzQAWZmM??"), "µ£"),
)
"""American; Vietnamese (Windows and xkb); French and Belgian, which differ in the keys of 6, 8 and `?`."""

BARS: Final = "".join(layout.bars for layout in LAYOUTS)
