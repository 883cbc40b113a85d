"""Where letters and words begin and end in what is typed. Pure; places are counted in characters.

A Vietnamese letter can be one character or a vowel with its marks behind it, as the Vietnamese layouts of Windows and
Linux type it. A person sees one letter, so a cursor never stands within one.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"(?:\w[\u0300-\u036f]*)+")


def whole_letter(text: str, at: int) -> int:
    """The place, or the beginning of the letter it lies within."""
    while 0 < at < len(text) and unicodedata.combining(text[at]):
        at -= 1
    return at


def before_letter(text: str, at: int) -> int:
    """Where the letter before the place begins."""
    return whole_letter(text, max(at - 1, 0))


def behind_letter(text: str, at: int) -> int:
    """Where the letter at the place ends."""
    at = min(at + 1, len(text))
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return at


def is_one_letter(text: str) -> bool:
    """Whether this is a letter with its marks, or less."""
    return behind_letter(text, 0) == len(text)


def word_before(text: str, at: int) -> int:
    """Where the word begins that the place is in or behind; the beginning if there is none."""
    return max((word.start() for word in _WORD.finditer(text, 0, at)), default=0)


def word_behind(text: str, at: int) -> int:
    """Where the next word begins; the end if there is none."""
    return next((word.start() for word in _WORD.finditer(text) if word.start() > at), len(text))


def word_around(text: str, at: int) -> tuple[int, int]:
    """The word the place is in or next to; nothing if there is none."""
    touching = (word.span() for word in _WORD.finditer(text) if word.start() <= at <= word.end())
    return max(touching, default=(at, at))


def line_around(text: str, at: int) -> tuple[int, int]:
    """The line the place is in, without its end."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)
