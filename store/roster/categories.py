"""Which category of the plan a heading, a cell or a post speaks of."""

from __future__ import annotations

import math
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from store.records import Category, CategoryId, Value
from store.roster.vocabulary import ABBREVIATIONS, listed
from store.roster.words import has_run
from store.vietnamese import fold

_SURE, _LIKELY = 0.75, 0.5
_MARGIN = 0.08
"""By how much the best must lead: below it, two categories fit equally."""

_TELLING = 4
"""A name of so many words standing whole in a heading leaves no doubt."""

_IDLE = frozenset(
    listed("dai, bieu, dien, cac, cua, va, o, la, dong, chi, thanh, phan, doi, tuong, nhom, moi, du, tham")
)
"""Words that headings carry whatever the category."""


class Trust(IntEnum):
    """How sure a match is."""

    NONE = 0
    LIKELY = 1
    SURE = 2


class Match(Value, frozen=True, kw_only=True):
    """A category, and how sure it is."""

    category: CategoryId = CategoryId("")
    trust: Trust = Trust.NONE


class _Profile(NamedTuple):
    """The telling words of a text, and what they weigh together."""

    words: frozenset[str]
    weight: float


class Categories:
    """The categories of a plan, matched by their names, short names and aliases, without diacritics."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self._names = {category.id: _names(category) for category in categories}
        self._weights = _weights([_words(" ".join(names)) for names in self._names.values()])
        self._heaviest = math.log(1 + len(categories))
        self._profiles = {id: list(map(self._profile, names)) for id, names in self._names.items()}
        self._matched: dict[str, Match] = {}

    def match(self, text: str) -> Match:
        """The category a heading or a cell names, by whole names first, then by how much the words overlap."""
        if text not in self._matched:
            self._matched[text] = self._match(text)
        return self._matched[text]

    def _match(self, text: str) -> Match:
        words = _spelled_out(text)
        whole = {id for id, names in self._names.items() if words in names or text.strip() == id}
        if len(whole) == 1:
            return Match(category=whole.pop(), trust=Trust.SURE)
        profile = self._profile(words)
        scores = sorted(((self._score(profile, id), id) for id in self._names), reverse=True)
        (best, id), second = scores[0], scores[1][0] if len(scores) > 1 else 0.0
        if best - second >= _MARGIN and best >= _LIKELY:
            return Match(category=id, trust=Trust.SURE if best >= _SURE else Trust.LIKELY)
        derived = self.derive(text)
        inside = _longest_inside(words, self._names[derived]) if derived else 0
        return Match(category=derived, trust=Trust.SURE if inside >= _TELLING else Trust(bool(derived)))

    def derive(self, post: str) -> CategoryId:
        """The category whose name or alias stands inside a post, the longest one; empty if none or a tie.

        Trưởng Khối of Khối Dân vận is a Trưởng Khối Dân vận: a word said twice in a row counts once.
        """
        words = " ".join(word for word, _ in groupby(_spelled_out(post).split()))
        lengths = {id: _longest_inside(words, names) for id, names in self._names.items()}
        longest = max(lengths.values(), default=0)
        winners = [id for id, length in lengths.items() if length == longest]
        return winners[0] if longest > 1 and len(winners) == 1 else CategoryId("")

    def _profile(self, text: str) -> _Profile:
        words = _words(text)
        return _Profile(words, self._weight(words))

    def _score(self, profile: _Profile, id: CategoryId) -> float:
        return max((self._overlap(profile, other) for other in self._profiles[id]), default=0.0)

    def _overlap(self, first: _Profile, second: _Profile) -> float:
        """Twice the weight in common over the weight of both: 1 for the same words, 0 for none in common."""
        total = first.weight + second.weight
        return 2 * self._weight(first.words & second.words) / total if total else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, self._heaviest) for word in words)


def _names(category: Category) -> tuple[str, ...]:
    return tuple(_spelled_out(name) for name in (category.name, category.short, *category.aliases))


def _spelled_out(text: str) -> str:
    """Folded words, abbreviations written in full."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in fold(text).split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split()) - _IDLE


def _weights(profiles: list[frozenset[str]]) -> dict[str, float]:
    """A word weighs the more, the fewer categories have it."""
    words = frozenset().union(*profiles) if profiles else frozenset()
    return {word: math.log(1 + len(profiles) / sum(word in profile for profile in profiles)) for word in words}


def _longest_inside(words: str, names: tuple[str, ...]) -> int:
    return max((len(name.split()) for name in names if has_run(words, name)), default=0)
