"""Search as you type: who on the list is meant by a few letters, initials or a number.

A set of delegates is one whole number with a bit for each of them, counted in the order of the answer. A query is then a
few dozen ands and ors whatever it matches, and the best of the matches are the lowest bits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache, reduce
from itertools import islice
from operator import and_, or_
from typing import Self

from store.records import Area, AreaId, Delegate, DelegateId, Value
from store.vietnamese import (
    bare_name,
    canonical,
    fold,
    given_name,
    initials,
    letter_apart,
    name_key,
    name_parts,
    tone_apart,
)

Places = int
"""A set of places in the directory, a bit for each."""

NUMBER_WIDTH = 3
"""Digits of a number as it is shown, zeros in front; more if the highest number needs them."""


class Rank(IntEnum):
    """How a delegate was found, the surest way first."""

    NUMBER = 0
    SPELLED_GIVEN = 1
    """Every word begins a word of the name, marks included, one of them the given name."""
    SPELLED = 2
    GIVEN = 3
    """The same without regard to marks."""
    NAME = 4
    INITIALS = 5
    SPELLED_ELSEWHERE = 6
    ELSEWHERE = 7
    """Some words are in the title, the unit, the area or a remark behind the name."""
    NUMBER_BEGINS = 8


class Match(Value, frozen=True, kw_only=True):
    """Somebody a query found."""

    delegate: DelegateId
    rank: Rank


class _Words:
    """In which places which words stand. A word standing twice in one place counts as two words."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for place, words in enumerate(texts):
            for position, word in enumerate(words):
                places[word, words.count(word, 0, position) if position else 0].append(place)
        ordered = sorted(places)
        self._words = [word for word, _ in ordered]
        self._places = [_set_of(places[entry]) for entry in ordered]

    def beginning(self, start: str) -> list[Places]:
        """Where the words stand that begin so, one set for each word."""
        return self._places[self._slice(start)]

    def spelled(self, letters: str, tone: str) -> Places:
        """Where words stand that begin with these letters and have this tone.

        A word is without tone while it is being typed, so no tone fits every tone until all its letters are there.
        """
        chosen = self._slice(letters)
        entries = zip(self._words[chosen], self._places[chosen], strict=True)
        return _any(places for word, places in entries if _may_become(letters, tone, word))

    def _slice(self, start: str) -> slice:
        return slice(bisect_left(self._words, start), bisect_left(self._words, start + "\U0010ffff"))


class _Field:
    """One part of what is known of each delegate, with and without marks."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._folded = _Words(_folded_words(text) for text in texts)
        self._spelled = _Words([letters + tone for letters, tone in _spelled_words(text)] for text in texts)

    def beginning(self, start: str) -> list[Places]:
        return self._folded.beginning(start)

    def spelled(self, letters: str, tone: str) -> Places:
        return self._spelled.spelled(letters, tone)


class Directory:
    """Who is on the list, ready to be searched: a value, made anew when the list changes."""

    def __init__(self, delegates: Iterable[Delegate], areas: Iterable[Area] = ()) -> None:
        ordered = sorted(delegates, key=lambda delegate: (name_key(delegate.name), delegate.number, delegate.id))
        area_names = {area.id: area.name for area in areas}
        self._ids = [delegate.id for delegate in ordered]
        self._numbers = sorted((delegate.number, delegate.id) for delegate in ordered)
        self._names = _Field([bare_name(delegate.name) for delegate in ordered])
        self._given = _Field([given_name(delegate.name) for delegate in ordered])
        self._elsewhere = _Field([_elsewhere(delegate, area_names) for delegate in ordered])
        self._initials = _Words([initials(delegate.name)] for delegate in ordered)
        self._alike = _alike(ordered)

    @classmethod
    def of(cls, delegates: Iterable[Delegate], areas: Iterable[Area] = ()) -> Self:
        return cls(delegates, areas)
