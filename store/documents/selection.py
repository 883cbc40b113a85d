"""Which delegates a document is about: of a category, of an area, of certain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from store.documents.refusals import UnknownName
from store.number_ranges import number_ranges
from store.records import AreaId, CategoryId, Conference, Delegate
from store.vietnamese import fold, same_spelling

Id = TypeVar("Id", CategoryId, AreaId)


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
