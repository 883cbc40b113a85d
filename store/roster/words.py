"""Words in cells: made plain, compared as runs of folded words, told apart as names, posts and groups."""

from __future__ import annotations

import re
from functools import lru_cache

from store.text import clean
from store.vietnamese import canonical, fold, same_spelling

_WORD = re.compile(r"[\w\u0300-\u036f]+")
"""A word, with its tones apart as `same_spelling` leaves them."""

_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+|_x000D_")


def plain(cell: str) -> str:
    """The text of a cell as one line of NFC with single spaces and a true Đ."""
    return canonical(clean(cell))


def lines(cell: str) -> list[str]:
    """The lines of a cell (Alt+Enter), plain, without the empty ones."""
    return list(filter(None, map(plain, _BREAKS.split(cell))))


def capital(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]


def has_run(words: str, phrase: str) -> bool:
    """Whether folded words contain a phrase, whole words only."""
    return f" {phrase} " in f" {words} "


def starts(words: str, phrase: str) -> bool:
    """Whether folded words begin with a phrase, whole words only."""
    return f"{words} ".startswith(f"{phrase} ")


@lru_cache(maxsize=8_192)
def exact(text: str) -> str:
    """A key that keeps diacritics and forgets case, punctuation and the place of the tone."""
    return " ".join(filter(None, map(_exact_word, canonical(text).casefold().split())))


@lru_cache(maxsize=8_192)
def _exact_word(word: str) -> str:
    return " ".join(_WORD.findall(same_spelling(word)))


def unmarked(text: str) -> bool:
    """Whether a text was typed without any diacritics, so that only folding can compare it."""
    return text.isascii()


class Phrases:
    """Vietnamese phrases a text may be or begin with. Diacritics decide, unless the text was typed without any."""

    def __init__(self, *phrases: str) -> None:
        self._exact = frozenset(map(exact, phrases))
        self._folded = frozenset(map(fold, phrases))
        self._longest = max(len(phrase.split()) for phrase in self._folded)
        self._firsts = frozenset(phrase.split()[0] for phrase in self._exact | self._folded)

    def begin(self, text: str) -> int:
        """How many words of the longest phrase a text begins with; 0 for none."""
        known, words = self._known(text)
        if not words or words[0] not in self._firsts:
            return 0
        lengths = range(min(self._longest, len(words)), 0, -1)
        return next((length for length in lengths if " ".join(words[:length]) in known), 0)

    def are(self, text: str) -> bool:
        """Whether a text is one of the phrases."""
        known, words = self._known(text)
        return " ".join(words) in known

    def _known(self, text: str) -> tuple[frozenset[str], tuple[str, ...]]:
        return (self._folded if unmarked(text) else self._exact), _words(text)


@lru_cache(maxsize=8_192)
def _words(text: str) -> tuple[str, ...]:
    """As phrases are compared. Each cell is held against every phrase there is."""
    return tuple((fold(text) if unmarked(text) else exact(text)).split())
