"""Doubts that only the whole list can raise: totals, people on it twice, people without the area others have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.roster.reading import Doubt, DoubtKind, Entry
from store.roster.words import exact


class Total(NamedTuple):
    """A row of totals, and how many people had been read by then: in all, and since the total before."""

    row: int
    stated: int
    read: int
    since: int


def wrong_totals(totals: Iterable[Total], people: int) -> Iterator[Doubt]:
    """A total counts what stands above it, all of it or since the last total, or stands above what it counts."""
    for total in totals:
        if total.stated not in (total.read, total.since, people):
            values: dict[str, str | int] = {"stated": total.stated, "read": total.read or people}
            yield Doubt(row=total.row, what=DoubtKind.TOTAL_MISMATCH, values=values)


def repeated(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Same name and unit as in an earlier row; without a unit, same name, title and category."""
    seen: dict[tuple[str, ...], int] = {}
    for entry in sorted((entry for entry in entries if entry.name), key=lambda entry: entry.row):
        post = (exact(entry.unit),) if entry.unit else ("", exact(entry.title), entry.category)
        first = seen.setdefault((exact(entry.name), *post), entry.row)
        if first != entry.row:
            values: dict[str, str | int] = {"name": entry.name, "other_row": first}
            yield Doubt(row=entry.row, what=DoubtKind.SAME_PERSON, values=values)


_MOST = 2
"""How many must have an area for each who has none before that is worth a look."""


def without_area(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """People without an area in a category of which most have one."""
    delegates = [entry for entry in entries if entry.category]
    having = Counter(entry.category for entry in delegates if entry.area)
    lacking = [entry for entry in delegates if not entry.area]
    without = Counter(entry.category for entry in lacking)
    for entry in lacking:
        if having[entry.category] > _MOST * without[entry.category]:
            yield Doubt(row=entry.row, what=DoubtKind.NO_AREA, values={"name": entry.called})
