"""One person in two capacities: on the list twice, in different categories, and perhaps two badges for one neck."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from store.records import Delegate
from store.roster.reading import Doubt, DoubtKind, Entry
from store.roster.words import exact
from store.vietnamese import bare_name

_MOST_NAMESAKES = 50
"""Namesakes looked at for each person."""

_Person = Entry | Delegate


def two_capacities(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Name or telephone as in an earlier row of another category, and nothing that tells two people apart."""
    earlier = _Known()
    for entry in sorted(entries, key=lambda entry: entry.row):
        other = earlier.find(entry, _in_two_categories)
        if isinstance(other, Entry):
            values: dict[str, str | int] = {"name": entry.called, "other_row": other.row}
            yield Doubt(row=entry.row, what=DoubtKind.TWO_CAPACITIES, values=values)
        earlier.add(entry)


def doubts_against(entries: Iterable[Entry], delegates: Iterable[Delegate]) -> tuple[Doubt, ...]:
    """The same against delegates the file does not speak for, such as those of other areas than an import is for."""
    known = _Known()
    for delegate in sorted(delegates, key=lambda delegate: delegate.number):
        known.add(delegate)
    return tuple(_against(entries, known))


def _against(entries: Iterable[Entry], known: _Known) -> Iterator[Doubt]:
    for entry in entries:
        other = known.find(entry, _elsewhere)
        if isinstance(other, Delegate):
            values: dict[str, str | int] = {"name": entry.called, "number": other.number}
            yield Doubt(row=entry.row, what=DoubtKind.ON_LIST_ELSEWHERE, values=values)


class _Known:
    """People by name and by telephone."""

    def __init__(self) -> None:
        self._named: defaultdict[str, list[_Person]] = defaultdict(list)
        self._reached: defaultdict[str, list[_Person]] = defaultdict(list)

    def add(self, person: _Person) -> None:
        if name := _name(person):
            self._named[name].append(person)
        if person.phone:
            self._reached[person.phone].append(person)

    def find(self, person: _Person, differs: Callable[[_Person, _Person], bool]) -> _Person | None:
        """The first who may be this person, in another place."""
        reached = self._reached.get(person.phone, [])
        named = islice(self._named.get(_name(person), []), _MOST_NAMESAKES)
        namesakes = (one for one in named if differs(person, one) and not _are_two(person, one))
        return next((one for one in reached if differs(person, one)), None) or next(namesakes, None)


def _name(person: _Person) -> str:
    return exact(bare_name(person.name))


def _are_two(first: _Person, second: _Person) -> bool:
    """Another telephone or another area: namesakes."""
    pairs = ((first.phone, second.phone), (first.area, second.area))
    return any(one and other and one != other for one, other in pairs)


def _in_two_categories(first: _Person, second: _Person) -> bool:
    return first.category != second.category


def _elsewhere(first: _Person, second: _Person) -> bool:
    """Namesakes of one category and area are paired, or are two people; nobody shares a telephone by chance."""
    shares = bool(first.phone) and first.phone == second.phone
    return shares or (first.category, first.area) != (second.category, second.area)
