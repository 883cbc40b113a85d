"""Which words stand where: the index under the search.

A set of places is one whole number with a bit for each place. A query is then a few dozen ands and ors however much it
matches.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import and_, or_

from store.search.near import END, other_spelling
from store.vietnamese import TONES, canonical, fold, tone_apart

Places = int
"""A set of places, a bit for each."""

_EVERYWHERE: Places = -1

Spelled = tuple[str, str]
"""A word in small letters without its tone, and its tone."""

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_EACH_TONE = tuple(TONES)


class Words:
    """In which places which words stand."""

    def __init__(self, texts: Iterable[tuple[Sequence[str], Sequence[int]]]) -> None:
        places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for words, standing in texts:
            for position, word in enumerate(words):
                # Nguyễn Vân Vân has two words for the query `van van`; each occurrence has a set of its own.
                places[word, words[:position].count(word)] += standing
        entries = sorted(places)
        self._words = [word for word, _ in entries]
        self._places = [set_of(places[entry]) for entry in entries]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def beginning(self, start: str) -> Sequence[Places]:
        """Where the words stand that begin so, a set for each word."""
        return self._places[self._range(start)]

    def spelled(self, letters: str, tone: str) -> Places:
        """Where words stand that begin with these letters and have this tone."""
        chosen = self._range(letters)
        entries = zip(self._words[chosen], self._places[chosen], strict=True)
        return any_of(places for word, places in entries if _may_become(letters, tone, word))

    def _range(self, start: str) -> slice:
        return slice(bisect_left(self._words, start), bisect_left(self._words, start + "\U0010ffff"))


class Field:
    """The words of one part of what is known of each delegate, marks aside and as spelled.

    In names i and y at the end of a syllable are one letter: a card may have Lí where the list has Lý.
    """

    def __init__(self, texts: Iterable[str], *, names: bool = False) -> None:
        self._names = names
        standing = standing_of(texts)
        self.folded = Words(([word + END for word in fold(text).split()], places) for text, places in standing)
        self.marked = Words((["".join(word) for word in spelled_words(text)], places) for text, places in standing)

    def beginning(self, start: str) -> Sequence[Places]:
        """Where the words stand that begin so, marks aside, a set for each word."""
        found = self.folded.beginning(start)
        other = other_spelling(start) if self._names else ""
        return [*found, *self.folded.beginning(other + END)] if other else found


def standing_of(texts: Iterable[str]) -> Collection[tuple[str, Sequence[int]]]:
    """Each text once, with all the places where it stands: a list has few units and given names."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        standing[text].append(place)
    return standing.items()


def holding(words: Sequence[str], *fields: Field) -> Places:
    """Where each of the words begins another word of the fields. One with its END must be that word.

    Two words can compete for one only if one begins the other. So there is one for each exactly if, for every word, the
    fields have as many words that begin with it as the query has.
    """
    return reduce(and_, (_at_least(_beginning(word, words), _sets(word, fields)) for word in set(words)))


class Held:
    """Where some words are held, to ask about one word more, again and again."""

    def __init__(self, words: Sequence[str], *fields: Field) -> None:
        self._words, self._fields = words, fields
        self.places = holding(words, *fields) if words else _EVERYWHERE

    def and_also(self, word: str) -> Places:
        """Where this one is held besides."""
        if any(word.startswith(other) or other.startswith(word) for other in self._words):
            return holding([*self._words, word], *self._fields)
        return self.places and self.places & holding_any([word], *self._fields)


def _beginning(start: str, words: Iterable[str]) -> int:
    return sum(word.startswith(start) for word in words)


def _sets(start: str, fields: Iterable[Field]) -> Iterator[Places]:
    return chain.from_iterable(field.beginning(start) for field in fields)


def holding_any(words: Iterable[str], *fields: Field) -> Places:
    """Where any of the words begins a word of the fields."""
    return any_of(any_of(_sets(word, fields)) for word in words)


def _at_least(times: int, sets: Iterable[Places]) -> Places:
    """What is in `times` of the sets or more."""
    counted: list[Places] = [0] * times
    for places in sets:
        for nth in range(times - 1, 0, -1):
            counted[nth] |= counted[nth - 1] & places
        counted[0] |= places
    return counted[-1]


def spelling(marked: Sequence[Spelled], *fields: Field) -> Places:
    """Where each of the words, marks included, begins a word of the fields."""
    return reduce(and_, (any_of(field.marked.spelled(*word) for field in fields) for word in marked))


def spelling_any(marked: Iterable[Spelled], field: Field) -> Places:
    """Where any of the words, marks included, begins a word of the field."""
    return any_of(field.marked.spelled(*word) for word in marked)


def _may_become(letters: str, tone: str, word: str) -> bool:
    """Whether the word is meant, or may be when it is typed to the end: the tone comes last, none is not yet wrong."""
    rest = word[len(letters) :]
    return rest.endswith(tone) if tone else not rest.startswith(_EACH_TONE)


def spelled_words(text: str) -> list[Spelled]:
    """The words of a text in small letters, marks kept, the tone apart: where it stood does not count."""
    return [_spelled_word(word) for word in _WORD.findall(canonical(text).casefold())]


@lru_cache(maxsize=8192)
def _spelled_word(word: str) -> Spelled:
    return tone_apart(word)


def any_of(sets: Iterable[Places]) -> Places:
    """What is in any of the sets."""
    return reduce(or_, sets, 0)


def set_of(places: Sequence[int]) -> Places:
    """These places."""
    octets = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        octets[place // 8] |= 1 << place % 8
    return int.from_bytes(octets, "little")


def each_place(places: Places) -> Iterator[int]:
    """The places of a set in order."""
    digits = bin(places)[:1:-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)
