"""Words from outside made safe: never commands to a terminal, never invisible, never out of order.

A terminal obeys control characters wherever they come from, and formatting characters reorder or hide what a person
reads. `clean` is for what is kept, `brief` for what is kept of a person (names, units, notes); `shown` is for raw text
that must be quoted as it was. None of them touches brackets: whoever draws the text draws it with markup off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import Enum, auto
from functools import cache

MOST_MARKS = 4
"""Combining marks kept on a letter. Vietnamese needs none after NFC, Thai and Hebrew two or three; more is a prank."""

REPLACEMENT = "\ufffd"
"""Stands for what is no text at all: a byte that could not be decoded, a private or unassigned code."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Counted as letters or symbols by Unicode, but drawn as nothing."""

_DRAWN_AS_NOTHING = frozenset(
    [*map(ord, "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f"), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)
"""Marks without a form: the joiner, inherent vowels, variation selectors."""

_C0_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, 0x2421


class _Kind(Enum):
    PLAIN = auto()
    SPACE = auto()
    LINE = auto()
    HIDDEN = auto()
    NO_TEXT = auto()


def _kind(char: str) -> _Kind:
    category = unicodedata.category(char)
    if category == "Zs" or char in _BLANK:
        return _Kind.SPACE
    if char.isspace():
        return _Kind.LINE
    if category in ("Cc", "Cf") or ord(char) in _DRAWN_AS_NOTHING:
        return _Kind.HIDDEN
    if category.startswith("C"):
        return _Kind.NO_TEXT
    return _Kind.PLAIN


class _Table(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __init__(self, become: Callable[[str, _Kind], str]) -> None:
        self._become = become

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = self._become(char, _kind(char))
        return self[code]


def _cleaned(char: str, kind: _Kind) -> str:
    match kind:
        case _Kind.PLAIN:
            return char
        case _Kind.SPACE | _Kind.LINE:
            return " "
        case _Kind.HIDDEN:
            return ""
        case _Kind.NO_TEXT:
            return REPLACEMENT


def _pictured(char: str, kind: _Kind) -> str:
    match kind:
        case _Kind.PLAIN:
            return char
        case _Kind.SPACE:
            return " "
        case _:
            return _picture(ord(char))


def _picture(code: int) -> str:
    if code == _DELETE:
        return chr(_DELETE_PICTURE)
    return chr(_C0_PICTURES + code) if code < ord(" ") else f"«U+{code:04X}»"


_CLEANED = _Table(_cleaned)
_PICTURED = _Table(_pictured)


_LETTER = r"[!-~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff]"
"""Of Latin, those of Vietnamese among them in one piece each: visible, and as they are to be."""
_CLEAN = re.compile(f"(?:{_LETTER}+(?: {_LETTER}+)*)?")
"""Nearly every text there is: most have been cleaned before."""


def clean(text: str) -> str:
    """One line of plain NFC text: what a terminal would obey is removed, what hides is made plain, spaces are single.

    Controls and formatting characters vanish, every kind of space and line break becomes a space, undecodable codes
    become U+FFFD, marks beyond `MOST_MARKS` on one letter and marks on no letter are dropped. Never raises.
    """
    if _CLEAN.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFC", text.translate(_CLEANED))
    return " ".join(_few_marks(plain, surplus=lambda _: "").split())


def clean_lines(text: str) -> str:
    """The lines of a text that say something, each clean; whatever broke a line, a line feed does."""
    return "\n".join(filter(None, map(clean, text.splitlines())))


LONGEST = 500
"""Characters kept of one text about a person. No badge, list or screen has room for more, and a name a thousand times
as long would slow down whatever draws it."""


def brief(text: str) -> str:
    """Clean text, cut to `LONGEST` characters, the last of which says so."""
    plain = clean(text)
    return plain if len(plain) <= LONGEST else clean(plain[: LONGEST - 1]) + "…"


def shown(text: str) -> str:
    """Text as it was, harmless to draw: `clean` would hide that something was there, this draws a picture of it.

    ESC becomes `␛`, a line feed `␊`, and everything else that `clean` takes away its number, `«U+202E»`.
    """
    plain = unicodedata.normalize("NFC", text.translate(_PICTURED))
    return _few_marks(plain, surplus=lambda mark: _picture(ord(mark)))


_UNMARKED = re.compile(r"[\0-\u02ff\u1e00-\u1eff]*", re.DOTALL)
"""Latin letters, those of Vietnamese among them, in one piece each: nearly every text there is."""


def _few_marks(text: str, surplus: Callable[[str], str]) -> str:
    """Text with at most `MOST_MARKS` marks on a letter and none on a space; the rest become what `surplus` says."""
    if _UNMARKED.fullmatch(text):
        return text
    kept, marks = [], MOST_MARKS
    for char in text:
        marks = marks + 1 if _is_mark(char) else MOST_MARKS if char == " " else 0
        kept.append(char if marks <= MOST_MARKS else surplus(char))
    return "".join(kept)


@cache
def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")
