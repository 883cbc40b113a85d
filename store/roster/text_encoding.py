"""From the bytes of a text file to its text: Unicode in every form, and what was used before it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from store.roster import legacy
from store.roster.refusal import NoRoster, NotReadable
from store.roster.syllables import syllables

_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_TIMES = 4
"""How many times over the zero bytes of UTF-16 stand on one side: a combining mark has one on the other."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""What no text has; Ctrl+Z ended files of old."""
_LETTERS = re.compile(rb"[\xc0-\xff]")


class Decoded(NamedTuple):
    """A text, and what it was encoded in."""

    text: str
    encoding: str


def decoded(content: bytes) -> Decoded:
    """The text of a file. Raises `NotReadable` for what is no text, or text that could be read in two ways.

    TCVN3 and VNI come out as Windows-1252 shows them, under the name of Unicode: which columns are written in them is
    told by `legacy`, later, as for the workbooks they lie in just so.
    """
    for mark, codec in _WIDE.items():
        if content.startswith(mark):
            return _wide(content[len(mark) :], codec)
    if b"\x00" in content:
        return _wide(content, _side(content))
    try:
        return Decoded(content.decode("utf-8-sig"), legacy.UNICODE)
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8):
            raise _undecided(content, error.start) from error
        return _narrow(content, error.start)


def _wide(content: bytes, codec: str) -> Decoded:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise NotReadable(NoRoster.NOT_TEXT) from error
    if _CONTROLS.search(text):
        raise NotReadable(NoRoster.NOT_TEXT)
    return Decoded(text, legacy.UNICODE)


def _side(content: bytes) -> str:
    """Which UTF-16 bytes without a mark are: half of most letters is a zero byte."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if odd > _TIMES * even:
        return "utf-16-le"
    if even > _TIMES * odd:
        return "utf-16-be"
    raise NotReadable(NoRoster.NOT_TEXT)


def _narrow(content: bytes, start: int) -> Decoded:
    """Text in one byte a letter: the reading that makes most syllables, if it makes enough of them."""
    shown = legacy.as_shown(content)
    if _CONTROLS.search(shown):
        raise NotReadable(NoRoster.NOT_TEXT)
    words = {word for word in content.split() if not word.isascii()}
    sample = b" ".join(words)
    old = max(syllables(encoding.decode(legacy.as_shown(sample))) for encoding in (legacy.TCVN3, legacy.VNI))
    windows = syllables(_cp1258(sample, "replace"))
    telling = sum(bool(_LETTERS.search(word)) for word in words)
    undecided = telling and (old == windows or 2 * max(old, windows) < telling)
    if undecided or any(map(_is_utf8, words)):
        raise _undecided(content, start)
    if old > windows:
        return Decoded(shown, legacy.UNICODE)
    try:
        return Decoded(_cp1258(content, "strict"), legacy.CP1258.name)
    except UnicodeDecodeError as error:
        raise _undecided(content, error.start) from error


def _cp1258(content: bytes, errors: str) -> str:
    return unicodedata.normalize("NFC", content.decode("cp1258", errors))


def _is_utf8(word: bytes) -> bool:
    """Whether a word is Vietnamese in UTF-8: then the file is a mixture, or UTF-8 with a broken place."""
    try:
        return bool(syllables(word.decode("utf-8")))
    except UnicodeDecodeError:
        return False


def _undecided(content: bytes, place: int) -> NotReadable:
    return NotReadable(NoRoster.UNKNOWN_ENCODING, line=content.count(b"\n", 0, place) + 1)
