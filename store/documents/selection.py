"""Which delegates a document is about: of a category, of an area, of certain numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from store.documents.refusals import BadRange, UnknownName
from store.records import AreaId, CategoryId, Conference, Delegate
from store.vietnamese import fold, same_spelling

Id = TypeVar("Id", CategoryId, AreaId)

_PART = re.compile(r"\s*([0-9]{1,18})\s*(?:[-–]\s*([0-9]{1,18})\s*)?")


def select(
    delegates: Iterable[Delegate],
    category: CategoryId | None = None,
    area: AreaId | None = None,
    only: str | None = None,
) -> list[Delegate]:
    """Those who meet every condition that is given, in their order. `only` is a list of numbers such as `3,7-9`.

    Numbers that nobody has are passed over, as a range may have gaps. Raises `BadRange` for what is no such list.
    """
    ranges = None if only is None else number_ranges(only)
    return [
        one
        for one in delegates
        if (category is None or one.category == category)
        and (area is None or one.area == area)
        and (ranges is None or any(one.number in numbers for numbers in ranges))
    ]


def number_ranges(text: str) -> list[range]:
    """`3,7-9` → 3, and 7 to 9. Raises `BadRange`."""
    return [_number_range(text, part) for part in text.split(",")]


def _number_range(text: str, part: str) -> range:
    match = _PART.fullmatch(part)
    if match is None:
        raise BadRange(text, part.strip())
    first = int(match[1])
    last = int(match[2] or first)
    if last < first:
        raise BadRange(text, part.strip())
    return range(first, last + 1)


def category_named(conference: Conference, text: str) -> CategoryId:
    """The category with this id, name, short name or alias, diacritics and case aside. Raises `UnknownName`."""
    called = {one.id: (one.id, one.name, one.short, *one.aliases) for one in conference.categories}
    return _called(text, called, [one.id for one in conference.categories])


def area_named(conference: Conference, text: str) -> AreaId:
    """The area with this name, id or alias, diacritics and case aside. Raises `UnknownName`."""
    called = {one.id: (one.id, one.name, *one.aliases) for one in conference.areas}
    return _called(text, called, [one.name for one in conference.areas])


def _called(text: str, called: Mapping[Id, Iterable[str]], known: Sequence[str]) -> Id:
    """The one called exactly so; if none is, the only one called so but for diacritics (Đồng Kỵ is not Đông Kỵ)."""
    for alike in (same_spelling, fold):
        found = [id for id, names in called.items() if alike(text) in map(alike, names)]
        if len(found) == 1:
            return found[0]
    raise UnknownName(text, known)
