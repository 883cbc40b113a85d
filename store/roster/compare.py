"""What a roster would change: who is new, corrected, replaced, no longer listed. Pure; nothing is written.

People are paired in rounds, from what leaves no doubt to what still is likely. Every round takes pairs in the order of
both lists, each person once, so namesakes pair among themselves and the same roster twice changes nothing, in whatever
order its rows come.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import StrEnum

from store.records import Delegate, Standing, Value
from store.roster.reading import Entry
from store.roster.words import exact
from store.vietnamese import bare_name, fold, given_name, same_spelling

_NEARLY, _NEARLY_WITH_PHONE = 0.85, 0.6
"""Likeness of two folded names from which one is a misspelling of the other: in one unit, or under one phone."""

_MOST_PAIRS = 2_500
"""Names of one unit are held against each other only up to so many pairs."""


class Field(StrEnum):
    """What a correction may concern."""

    NAME = "name"
    TITLE = "title"
    UNIT = "unit"
    AREA = "area"
    CATEGORY = "category"
    PHONE = "phone"
    SEAT = "seat"
    NOTE = "note"


_OPTIONAL = (Field.AREA, Field.PHONE, Field.SEAT, Field.NOTE, Field.TITLE, Field.UNIT)
"""Where the roster is silent, what is known stays."""


class Match(Value, frozen=True, kw_only=True):
    """An entry and the delegate it is about."""

    entry: Entry
    delegate: Delegate


class Correction(Match, frozen=True, kw_only=True):
    """The same person, written differently."""

    fields: tuple[Field, ...]


class Replacement(Match, frozen=True, kw_only=True):
    """Another person in the same post: same category, unit and title."""


class Comparison(Value, frozen=True, kw_only=True):
    """What a roster would change, in the order of the roster; `unlisted` in the order of the delegates."""

    added: tuple[Entry, ...]
    corrected: tuple[Correction, ...]
    replaced: tuple[Replacement, ...]
    unlisted: tuple[Delegate, ...]
    """The summoned who are not on it; walk-ins and service never were."""
    unchanged: tuple[Match, ...]


def compare(entries: Iterable[Entry], delegates: Iterable[Delegate]) -> Comparison:
    """What importing these entries would change for these delegates."""
    pairing = _Pairing(list(entries), list(delegates))
    for key in _CERTAIN:
        pairing.pair(key)
    for key in _LIKELY:
        pairing.pair(key, agreeing=True)
    pairing.pair_alike()
    same = len(pairing.pairs)
    pairing.pair(_post, once=True)
    matches = [(index, _matched(entry, delegate)) for index, entry, delegate in pairing.pairs[:same]]
    replaced = [(index, Replacement(entry=entry, delegate=delegate)) for index, entry, delegate in pairing.pairs[same:]]
    in_order = [match for _, match in sorted(matches, key=lambda pair: pair[0])]
    return Comparison(
        added=tuple(pairing.entries.values()),
        corrected=tuple(match for match in in_order if isinstance(match, Correction)),
        replaced=tuple(match for _, match in sorted(replaced, key=lambda pair: pair[0])),
        unlisted=tuple(one for one in pairing.delegates.values() if one.standing is Standing.SUMMONED),
        unchanged=tuple(match for match in in_order if not isinstance(match, Correction)),
    )


_Key = Callable[[Entry | Delegate], tuple[str, ...] | None]
"""What two must have in common to be one; None for somebody who cannot be told by it."""


class _Pairing:
    """Those not paired yet, by their place in the lists, and the pairs found."""

    def __init__(self, entries: list[Entry], delegates: list[Delegate]) -> None:
        self.entries = dict(enumerate(entries))
        self.delegates = dict(enumerate(delegates))
        self.pairs: list[tuple[int, Entry, Delegate]] = []

    def pair(self, key: _Key, *, once: bool = False, agreeing: bool = False) -> None:
        """Pairs those with the same key, in order.

        With `once` only where the key stands for one person on either side, with `agreeing` not if their phones differ.
        """
        free = _grouped(self.delegates, key)
        for shared, indices in _grouped(self.entries, key).items():
            others = free.get(shared, [])
            if not once or len(indices) == len(others) == 1:
                for index, other in zip(indices, others, strict=False):
                    if not agreeing or not _contradict(self.entries[index], self.delegates[other]):
                        self._take(index, other)

    def pair_alike(self) -> None:
        """Pairs misspelt names in one place: under one phone, or in one unit of one category."""
        for key in (_phone, _unit):
            free = _grouped(self.delegates, key)
            for shared, indices in _grouped(self.entries, key).items():
                others = free.get(shared, [])
                if len(indices) * len(others) <= _MOST_PAIRS:
                    self._pair_nearest(indices, others)

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
    return person.category, exact(person.unit), exact(person.title)


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


def _likeness(entry: Entry, delegate: Delegate) -> float:
    first, second = fold(bare_name(entry.name)), fold(bare_name(delegate.name))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def _matched(entry: Entry, delegate: Delegate) -> Match:
    fields = tuple(field for field in Field if _differs(field, getattr(entry, field), getattr(delegate, field)))
    if fields:
        return Correction(entry=entry, delegate=delegate, fields=fields)
    return Match(entry=entry, delegate=delegate)


def _differs(field: Field, new: str, old: str) -> bool:
    if field in _OPTIONAL and not new:
        return False
    return same_spelling(new) != same_spelling(old)
