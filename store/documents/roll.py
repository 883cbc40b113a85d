"""The conference as the attendance documents read it: who is on the list, in the roster's order, and what each did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from store.head_counts import HeadCount, count_of, is_late
from store.records import (
    Attendance,
    Category,
    Conference,
    Delegate,
    DelegateId,
    Standing,
    Status,
    Value,
)


class Entry(NamedTuple):
    """One person on the list and what the person did."""

    conference: Conference
    delegate: Delegate
    attendance: Attendance | None

    @property
    def category(self) -> Category:
        """The group of delegates this one belongs to."""
        return self.conference.category(self.delegate.category)

    @property
    def status(self) -> Status | None:
        """None: has not arrived."""
        return self.attendance.status if self.attendance else None

    @property
    def came(self) -> bool:
        """In person or by a substitute, whether still there or gone."""
        return self.status in (Status.PRESENT, Status.LEFT)

    @property
    def late(self) -> bool:
        """Only the summoned are told when to come."""
        summoned = self.delegate.standing is Standing.SUMMONED
        return summoned and self.attendance is not None and is_late(self.conference, self.attendance)

    @property
    def counts(self) -> HeadCount:
        """What this person adds to the head counts."""
        return count_of(self.conference, self.delegate, self.attendance)


class Roll(Value, frozen=True, kw_only=True):
    """Everything an attendance document is made of."""

    conference: Conference
    delegates: Sequence[Delegate]
    attendance: Mapping[DelegateId, Attendance]

    def entries(self) -> list[Entry]:
        """In roster order: categories in protocol order, then the place in the roster."""
        protocol = {category.id: place for place, category in enumerate(self.conference.categories)}
        people = sorted(self.delegates, key=lambda one: (protocol[one.category], one.position, one.number))
        return [Entry(self.conference, one, self.attendance.get(one.id)) for one in people]


def head_count(entries: Iterable[Entry]) -> HeadCount:
    """Of all these people together."""
    return sum((entry.counts for entry in entries), HeadCount.NOBODY)


def head_counts(entries: Iterable[Entry], group: Callable[[Entry], str]) -> Mapping[str, HeadCount]:
    """Of each group of them; nobody in a group nobody is in."""
    counts: defaultdict[str, HeadCount] = defaultdict(lambda: HeadCount.NOBODY)
    for entry in entries:
        counts[group(entry)] += entry.counts
    return counts
