"""Proposals found by their words: those that say much the same as what is being written, and those that fit a filter.

Tones and case do not count: whoever writes in haste leaves them out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from math import log
from typing import TYPE_CHECKING, Final, Self

from store.proposal_records import Proposal
from store.proposals import in_order, raised_by, standing_proposals
from store.records import Value
from store.vietnamese import canonical, fold, same_spelling

if TYPE_CHECKING:
    from rpds import HashTrieMap

    from store.state import State

LEAST: Final = 0.5
"""Of what is written, so much must have been said to be worth a look."""
FEWEST: Final = 2
"""Words that tell something and are shared: one alone is chance."""
LONGEST: Final = 300
"""Words of what is written that are looked up: so many tell whether it has been said."""

_COMMON_AS_WRITTEN: Final = (
    "và của các những cho với để là có được trong về ở tại do cũng đã đang sẽ thì mà này khi từ đến theo như bị vào ra"
    " lên xuống nên cần phải hay hoặc một mỗi nhiều rất không chưa còn nếu vì bởi bằng qua sau trước trên dưới giữa"
    " việc sự nhằm đối"
)
"""Words that stand in every other sentence: sharing them tells nothing."""
_COMMON: Final = frozenset(map(same_spelling, _COMMON_AS_WRITTEN.split()))
_COMMON_UNMARKED: Final = frozenset(fold(_COMMON_AS_WRITTEN).split())


class Similar(Value, frozen=True, kw_only=True):
    """A proposal that says much of what is written."""

    proposal: int
    score: float
    """0 to 1: how much of it."""


def similar(state: State, text: str, limit: int = 5, *, but: int | None = None) -> list[Similar]:
    """The proposals that say much of what `text` does, the likest first; `but` is left out: what is being edited.

    The score is the share of what is written that a proposal says too, by weight: each word of the text once, and the
    rarer it is among all proposals the more it weighs, log(1 + proposals / proposals that have it). Words that stand in
    every other sentence weigh nothing, and one shared word alone is chance. A last word that may not be typed to the
    end counts only where it is found. A proposal that says more besides is no less like it; of equals the shorter comes
    first, then the earlier.
    """
    return _index(state.proposals).like(text, limit, but)


def matches(state: State, query: str) -> list[Proposal]:
    """The proposals that count and fit a filter, in the order of their numbers; all of them fit an empty one.

    Each word of the query must be the number or begin a word of the text, or of the name, title or unit of somebody who
    raised it.
    """
    words = fold(query).split()
    return [one for one in standing_proposals(state) if _fits(words, state, one)]


def _fits(words: list[str], state: State, proposal: Proposal) -> bool:
    people = " ".join(f"{one.name} {one.title} {one.unit}" for one in raised_by(state, proposal))
    found = f" {proposal.number}  {_folded(proposal.text)} {_folded(people)}"
    return all(f" {word}" in found if not word.isdecimal() else f" {word} " in f"{found} " for word in words)


_folded = lru_cache(maxsize=1 << 13)(fold)
_spelled = lru_cache(maxsize=1 << 13)(same_spelling)
_WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 13)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, folded, each once.

    What is common is so as it is spelled: `trong` is, `trồng` is not. Without any marks nobody can tell them apart.
    """
    common = _COMMON_UNMARKED if text.isascii() else _COMMON
    spelled = (word for word in _WORD.findall(canonical(text).casefold()) if _spelled(word) not in common)
    return tuple(dict.fromkeys(part for word in spelled for part in _folded(word).split()))


class _Index:
    """Which proposals have which words."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self._proposals = in_order(proposals)
        self._standing: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._proposals):
            for word in _words(one.text):
                self._standing[word].append(place)

    @classmethod
    def of(cls, proposals: HashTrieMap[int, Proposal]) -> Self:
        return cls(one for one in proposals.values() if one.stands)

    def like(self, text: str, limit: int, but: int | None) -> list[Similar]:
        weights = self._weights(text)
        whole = sum(weights.values())
        shares, shared = self._shares(weights)
        found = [place for place, many in enumerate(shared) if many >= FEWEST and shares[place] >= LEAST * whole]
        found.sort(key=lambda place: (-shares[place], len(self._proposals[place].text), place))
        fitting = (place for place in found if self._proposals[place].id != but)
        return [
            Similar(proposal=self._proposals[place].id, score=min(1.0, shares[place] / whole))
            for place in islice(fitting, limit)
        ]

    def _weights(self, text: str) -> dict[str, float]:
        unfinished = fold(text).rpartition(" ")[2] if text[-1:].isalnum() else ""
        return {
            word: log(1 + len(self._proposals) / max(1, len(self._standing.get(word, ()))))
            for word in _words.__wrapped__(text)[:LONGEST]
            if word in self._standing or word != unfinished
        }

    def _shares(self, weights: dict[str, float]) -> tuple[list[float], list[int]]:
        """Of each place the weight of the words it has, and how many they are."""
        shares, shared = [0.0] * len(self._proposals), [0] * len(self._proposals)
        for word, weight in weights.items():
            for place in self._standing.get(word, ()):
                shares[place] += weight
                shared[place] += 1
        return shares, shared


class _Latest:
    """The index of the proposals that were asked about last: they stay the same from key to key."""

    def __init__(self) -> None:
        self._made: tuple[HashTrieMap[int, Proposal] | None, _Index] = (None, _Index(()))

    def __call__(self, proposals: HashTrieMap[int, Proposal]) -> _Index:
        of, index = self._made
        if of is not proposals:
            index = _Index.of(proposals)
            self._made = proposals, index
        return index


_index = _Latest()
