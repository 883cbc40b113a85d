"""What the same keys type on other layouts than the scanner was made for.

A scanner presses the keys of an American keyboard. `typed_on` says what comes of it where the machine has another
layout, Caps Lock included: it turns the letters round everywhere, and on French Windows the whole row of digits with
them. The tables are those of Windows ("Vietnamese", "French"), of macOS ("Vietnamese") and of xkb (vn, fr).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_ROW = "`1234567890-=[]"
_SHIFTED_ROW = "~!@#$%^&*()_+{}"
_SHIFTED = dict(zip(_SHIFTED_ROW + ':"<>?|', _ROW + ";',./\\", strict=True))
"""The key on which each shifted character stands."""

_MARKS = "\u0300\u0309\u0303\u0301\u0323"
_VIETNAMESE = dict(zip(_ROW, f"`ăâêô{_MARKS}đ-₫ươ", strict=True))


@dataclass(frozen=True)
class Layout:
    """What keys type, by what they type on an American keyboard."""

    name: str
    plain: Mapping[str, str] = field(default_factory=dict)
    shifted: Mapping[str, str] = field(default_factory=dict)
    caps: Mapping[str, str] = field(default_factory=dict)
    """What Caps Lock makes of keys that are no letters in ASCII."""
    after: Callable[[str], str] = str
    """What the system makes of a whole text."""

    def __str__(self) -> str:
        return self.name


def _capitals(row: Mapping[str, str]) -> dict[str, str]:
    return {key: char.upper() for key, char in row.items() if char.isalpha()}


def _joined(text: str) -> str:
    """macOS puts a mark on the vowel before it, and one that finds none on a blank, or types its spacing form."""
    spacing = {"\u0300": "`", "\u0309": " \u0309", "\u0303": "~", "\u0301": "\u00b4", "\u0323": " \u0323"}
    joined = ""
    for char in text:
        together = unicodedata.normalize("NFC", joined[-1:] + char)
        joined = joined[:-1] + together if joined and len(together) == 1 else joined + spacing.get(char, char)
    return joined


_SHIFTED_VIETNAMESE = dict(zip(_ROW, f"~ĂÂÊÔ{_MARKS}Đ_+ƯƠ", strict=True))
_FRENCH = {
    **dict(zip(_ROW[1:13], "&é\"'(-è_çà)=", strict=True)),
    **dict(zip("qawz", "aqzw", strict=True)),
    **{"m": ",", ";": "m", ",": ";", ".": ":", "/": "!", "`": "²", "[": "^", "]": "$", "'": "ù", "\\": "*"},
}
_SHIFTED_FRENCH = {
    **dict(zip(_ROW[1:13], "1234567890°+", strict=True)),
    **{"m": "?", ";": "M", ",": ".", ".": "/", "/": "§", "[": "¨", "]": "£", "'": "%", "\\": "µ"},
    **dict(zip("qawz", "AQZW", strict=True)),
}

US = Layout("US")
WINDOWS_VIETNAMESE = Layout("Vietnamese (Windows)", _VIETNAMESE, _SHIFTED_VIETNAMESE, _capitals(_VIETNAMESE))
XKB_VIETNAMESE = Layout(
    "Vietnamese (xkb)",
    _VIETNAMESE,
    {**_SHIFTED_VIETNAMESE, **dict(zip("56789", "%^&*(", strict=True))},
    _capitals(_VIETNAMESE),
)
MACOS_VIETNAMESE = Layout("Vietnamese (macOS)", _VIETNAMESE, _SHIFTED_VIETNAMESE, _capitals(_VIETNAMESE), _joined)
WINDOWS_FRENCH = Layout("French (Windows)", _FRENCH, _SHIFTED_FRENCH, _SHIFTED_FRENCH)
XKB_FRENCH = Layout("French (xkb)", _FRENCH, _SHIFTED_FRENCH)
LAYOUTS = (US, WINDOWS_VIETNAMESE, MACOS_VIETNAMESE, XKB_VIETNAMESE, WINDOWS_FRENCH, XKB_FRENCH)


def typed_on(layout: Layout, text: str, *, caps: bool = False) -> str:
    """What the keys of an American `text` type."""
    return layout.after("".join(_typed(layout, char, caps) for char in text))


def _typed(layout: Layout, char: str, caps: bool) -> str:
    shift = char.isupper() or char in _SHIFTED
    key = _SHIFTED.get(char, char.lower())
    plain, shifted = layout.plain.get(key, key), layout.shifted.get(key, char.upper() if char.isalpha() else char)
    if not shift and caps and key in layout.caps:
        return layout.caps[key]
    if shift and caps and key in layout.caps:
        return plain
    typed = shifted if shift else plain
    return typed.swapcase() if caps and typed.isascii() and typed.isalpha() else typed
