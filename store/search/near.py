"""Words that were perhaps meant where one letter is wrong. Letters are folded; marks do not count here.

A typo is one letter too many, one missing, one for another, or two neighbours exchanged. Words with a digit have none:
the wrong number is somebody else's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

END = " "
"""Behind a word: `le` + END is that word, `le` alone may be its beginning."""

_FEWEST_LETTERS = 4
"""Of a query in which a typo is looked for: fewer are near to too much."""

_SHORTEST_BEGINNING = 5
"""Letters of a word not yet typed to the end."""

_MOST_WORDS = 8
"""Longer queries are no names."""

_LONGEST_WORD = 24

_CONSONANTS = frozenset("bcdghklmnpqrstvx")


class NearWords:
    """The words of a list, to be found by what is nearly one of them.

    Two words are a typo apart only if they, less a letter each or as they are, have a form in common. So each is kept
    under the forms it has less a letter, and a search looks at a handful of words, not at all.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_form: defaultdict[str, list[str]] = defaultdict(list)
        for start in sorted({start for word in words for start in _starts(word)}):
            for form in _forms(start.removesuffix(END)):
                self._by_form[form].append(start)

    def to(self, typed: str) -> list[str]:
        """What may have been meant, each a word with its END or a beginning; not what was typed itself."""
        if not typed.isalpha() or len(typed) > _LONGEST_WORD:
            return []
        near = dict.fromkeys(start for form in _forms(typed) for start in self._by_form.get(form, ()))
        return [start for start in near if is_typo(typed, start.removesuffix(END))]


def may_have_typo(words: Iterable[str]) -> bool:
    """Whether the words of a query are enough, and not too many, to look for a typo in them."""
    spelled = [word for word in words if word.isalpha()]
    return sum(map(len, spelled)) >= _FEWEST_LETTERS and len(spelled) <= _MOST_WORDS


def is_typo(one: str, other: str) -> bool:
    """Whether the words differ, and in one letter."""
    if len(one) > len(other):
        one, other = other, one
    same = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    rest, rest_of_other = one[same:], other[same:]
    if len(one) < len(other):
        return rest == rest_of_other[1:]
    exchanged = rest[:2] == rest_of_other[1::-1] and rest[2:] == rest_of_other[2:]
    return one != other and (rest[1:] == rest_of_other[1:] or exchanged)


def other_spelling(word: str) -> str:
    """The same syllable with the other of i and y, which are both right at its end: `ly` → `li`, `qui` → `quy`.

    Not `thi`, the middle name of every other woman, which is always so written.
    """
    before = word[:-1].removesuffix("u") if word.startswith("qu") else word[:-1]
    if word in ("thi", "thy") or word[-1:] not in ("i", "y") or not before or not _CONSONANTS.issuperset(before):
        return ""
    return word[:-1] + ("y" if word.endswith("i") else "i")


def _starts(word: str) -> Iterator[str]:
    """The word, and the beginnings of it that are long enough to be known by."""
    if word.isalpha() and len(word) <= _LONGEST_WORD:
        yield word + END
        yield from (word[:length] for length in range(_SHORTEST_BEGINNING, len(word)))


def _forms(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
