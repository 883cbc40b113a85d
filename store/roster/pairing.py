"""Which entries of a roster are which delegates: people by name, places without a name by their post.

People are paired in rounds, from what leaves no doubt to what still is likely. Every round takes pairs in the order of
both lists, each person once, so namesakes pair among themselves and the same roster twice changes nothing, in whatever
order its rows come. Places without a name come after the people: one that has been named, on either side, is the same
place; only then is somebody else in a post a replacement.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from store.records import Delegate, Standing
from store.roster.reading import Entry
from store.roster.vocabulary import VAGUE_TITLES
from store.roster.words import exact
from store.vietnamese import bare_name, fold, given_name

_NEARLY, _NEARLY_WITH_PHONE = 0.85, 0.6
"""Likeness of two folded names from which one is a misspelling of the other: in one unit, or under one phone."""

_MOST_PAIRS = 2_500
"""Names of one unit are held against each other only up to so many pairs."""


_Key = Callable[[Entry | Delegate], tuple[str, ...] | None]
"""What two must have in common to be one; None for somebody who cannot be told by it."""


Pair = tuple[int, Entry, Delegate]
"""An entry with its place in the roster, and who it is about."""


class Pairs(NamedTuple):
    """Who has been found, and who is left over, in the order of both lists."""

    same: list[Pair]
    replaced: list[Pair]
    """Another person in the same post."""
    entries: tuple[Entry, ...]
    delegates: tuple[Delegate, ...]


def pairs_of(entries: Iterable[Entry], delegates: Iterable[Delegate]) -> Pairs:
    """The people and places of a roster, and the delegates they are."""
    pairing = _Pairing(list(entries), list(delegates))
    for key in _CERTAIN:
        pairing.pair(_of_people(key))
    for key in _LIKELY:
        pairing.pair(_of_people(key), agreeing=True)
    pairing.pair_alike()
    for key in _PLACES:
        pairing.pair(_of_places(key))
    pairing.pair_named()
    same = len(pairing.pairs)
    pairing.pair(_of_people(_post), once=True)
    left = tuple(pairing.entries.values()), tuple(pairing.delegates.values())
    return Pairs(pairing.pairs[:same], pairing.pairs[same:], *left)


class _Pairing:
    """Those not paired yet, by their place in the lists, and the pairs found."""

    def __init__(self, entries: list[Entry], delegates: list[Delegate]) -> None:
        self.entries = dict(enumerate(entries))
        self.delegates = dict(enumerate(delegates))
        self.pairs: list[Pair] = []

    def _shared(self, here: _Key, there: _Key) -> Iterator[tuple[list[int], list[int]]]:
        """Entries and delegates with the same key, group by group."""
        free = _grouped(self.delegates, there)
        for shared, indices in _grouped(self.entries, here).items():
            yield indices, free.get(shared, [])

    def pair(self, here: _Key, there: _Key | None = None, *, once: bool = False, agreeing: bool = False) -> None:
        """Pairs those with the same key, in order; `there` is the key of the delegates, if it is another.

        With `once` only where the key stands for one person on either side, with `agreeing` not if their phones differ.
        """
        for indices, others in self._shared(here, there or here):
            if not once or len(indices) == len(others) == 1:
                for index, other in zip(indices, others, strict=False):
                    if not agreeing or not _contradict(self.entries[index], self.delegates[other]):
                        self._take(index, other)

    def pair_alike(self) -> None:
        """Pairs misspelt names in one place: under one phone, or in one unit of one category."""
        for key in map(_of_people, (_phone, _unit)):
            for indices, others in self._shared(key, key):
                if len(indices) * len(others) <= _MOST_PAIRS:
                    self._pair_nearest(indices, others)

    def pair_named(self) -> None:
        """Pairs places without a name with people in the same post: somebody has been named, in the file or since."""
        for here, there in ((_of_people, _of_places), (_of_places, _of_people)):
            self.pair(_of_listed(here(_placed)), _of_listed(there(_placed)))
            for indices, others in self._shared(_of_listed(here(_unit)), _of_listed(there(_unit))):
                if len(indices) * len(others) <= _MOST_PAIRS:
                    self._pair_vague(indices, others)

    def _pair_vague(self, indices: list[int], others: list[int]) -> None:
        left = list(others)
        for index in indices:
            vague = (other for other in left if _is_vague(self.entries[index], self.delegates[other]))
            if (first := next(vague, None)) is not None:
                left.remove(first)
                self._take(index, first)

    def _pair_nearest(self, indices: list[int], others: list[int]) -> None:
        left = list(others)
        for index in indices:
            entry = self.entries[index]
            alike = [other for other in left if _misspelt(entry, self.delegates[other])]
            best = max(alike, key=lambda other: _likeness(entry, self.delegates[other]), default=None)
            if best is not None:
                left.remove(best)
                self._take(index, best)

    def _take(self, index: int, other: int) -> None:
        self.pairs.append((index, self.entries.pop(index), self.delegates.pop(other)))


def _grouped(people: dict[int, Entry] | dict[int, Delegate], key: _Key) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, person in people.items():
        if shared := key(person):
            groups[shared].append(index)
    return groups


def _contradict(entry: Entry, delegate: Delegate) -> bool:
    """Two phones for one name: more likely two people."""
    return bool(entry.phone and delegate.phone) and entry.phone != delegate.phone


def _misspelt(entry: Entry, delegate: Delegate) -> bool:
    """Under one phone a name may change much; without, Hùng becomes Hưng, but Dũng is somebody else."""
    likeness = _likeness(entry, delegate)
    if entry.phone and entry.phone == delegate.phone:
        return likeness >= _NEARLY_WITH_PHONE
    initials = {fold(given_name(name))[:1] for name in (entry.name, delegate.name)}
    return len(initials) == 1 and likeness >= _NEARLY and not _contradict(entry, delegate)


def _is_vague(entry: Entry, delegate: Delegate) -> bool:
    """Whether a title is missing, or says no more than `Lãnh đạo`."""
    return any(not title or VAGUE_TITLES.are(title) for title in (entry.title, delegate.title))


def _of_people(key: _Key) -> _Key:
    return lambda person: key(person) if person.name else None


def _of_places(key: _Key) -> _Key:
    """Of places without a name; a walk-in whose name nobody took down had none."""
    return lambda person: None if person.name or person.standing is Standing.WALK_IN else key(person)


def _of_listed(key: _Key) -> _Key:
    """Of those the list counts on: neither walk-ins nor who was struck off holds a place."""
    return lambda person: key(person) if person.standing in (Standing.SUMMONED, Standing.SERVICE) else None


def _name(person: Entry | Delegate) -> str:
    return exact(bare_name(person.name))


def _whole(person: Entry | Delegate) -> tuple[str, ...]:
    return (*_named_in_unit(person), exact(person.title), person.phone, person.area, person.seat, exact(person.note))


def _named_in_unit(person: Entry | Delegate) -> tuple[str, ...]:
    return _name(person), person.category, exact(person.unit)


def _named_in_post(person: Entry | Delegate) -> tuple[str, ...]:
    return (*_named_in_unit(person), exact(person.title))


def _named_with_phone(person: Entry | Delegate) -> tuple[str, ...] | None:
    return (_name(person), person.phone) if person.phone else None


def _named_in_area(person: Entry | Delegate) -> tuple[str, ...] | None:
    return (_name(person), person.area, person.category) if person.area else None


def _named_anywhere_in_unit(person: Entry | Delegate) -> tuple[str, ...] | None:
    return (_name(person), exact(person.unit)) if person.unit else None


def _named_in_category(person: Entry | Delegate) -> tuple[str, ...]:
    return _name(person), person.category


def _post(person: Entry | Delegate) -> tuple[str, ...] | None:
    if not person.unit or not person.title:
        return None
    return person.standing, person.category, exact(person.unit), exact(person.title)


def _placed(person: Entry | Delegate) -> tuple[str, ...]:
    return person.category, fold(person.unit), fold(person.title)


def _phone(person: Entry | Delegate) -> tuple[str, ...] | None:
    return (person.phone,) if person.phone else None


def _unit(person: Entry | Delegate) -> tuple[str, ...] | None:
    return (person.category, fold(person.unit)) if person.unit else None


def _folded_in_unit(person: Entry | Delegate) -> tuple[str, ...] | None:
    return (fold(bare_name(person.name)), person.category, fold(person.unit)) if person.unit else None


_CERTAIN: tuple[_Key, ...] = (
    _whole,
    lambda person: (*phone, *_named_in_post(person)) if (phone := _phone(person)) else None,
    _named_with_phone,
    _named_in_post,
    _named_in_unit,
    _folded_in_unit,
    _named_anywhere_in_unit,
)
_LIKELY: tuple[_Key, ...] = (_named_in_area, _named_in_category)
_PLACES: tuple[_Key, ...] = (_whole, _placed)


def _likeness(entry: Entry, delegate: Delegate) -> float:
    first, second = fold(bare_name(entry.name)), fold(bare_name(delegate.name))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
