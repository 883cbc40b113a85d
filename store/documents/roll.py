"""The conference as the attendance documents read it: who is on the list, in the roster's order, and what each did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from store.head_counts import Lateness, count_of
from store.protocol import in_protocol_order
from store.records import (
    CAME,
    Attendance,
    Category,
    Conference,
    Delegate,
    DelegateId,
    HandCount,
    HeadCount,
    Opening,
    Standing,
    Status,
    Tally,
    Value,
)
from store.state import State


class Entry(NamedTuple):
    """One person on the list and what the person did."""

    conference: Conference
    delegate: Delegate
    attendance: Attendance | None
    lateness: Lateness

    @property
    def category(self) -> Category | None:
        """The group of delegates this one belongs to; service staff are of none."""
        return self.conference.category(self.delegate.category)

    @property
    def status(self) -> Status | None:
        """None: has not arrived."""
        return self.attendance.status if self.attendance else None

    @property
    def came(self) -> bool:
        """In person or by a substitute, whether still there or gone."""
        return self.status in CAME

    @property
    def late(self) -> bool:
        """Only the summoned are told when to come."""
        summoned = self.delegate.standing is Standing.SUMMONED
        return summoned and self.lateness.is_late(self.attendance)

    @property
    def counts(self) -> HeadCount:
        """What this person adds to the head counts."""
        return count_of(self.delegate, self.attendance, self.lateness)


class Roll(Value, frozen=True, kw_only=True):
    """Everything an attendance document is made of."""

    conference: Conference
    delegates: Sequence[Delegate]
    attendance: Mapping[DelegateId, Attendance]
    opening: Opening | None = None
    hand_counts: Sequence[HandCount] = ()
    """In order of time."""
    tally: Tally | None = None
    """Of people whose data was deleted, who count all the same."""

    @classmethod
    def of(cls, state: State) -> Roll:
        """As it is now."""
        return cls(
            conference=state.conference,
            delegates=list(state.delegates.values()),
            attendance=dict(state.attendance),
            opening=state.opening,
            hand_counts=sorted(state.hand_counts.values(), key=lambda count: count.at.wall),
            tally=state.tally,
        )

    def entries(self) -> list[Entry]:
        """In protocol order. Whoever was struck off and did not come is not among them."""
        lateness = Lateness.of(self.conference, self.opening)
        people = in_protocol_order(self.conference, self.delegates)
        entries = (Entry(self.conference, one, self.attendance.get(one.id), lateness) for one in people)
        return [entry for entry in entries if entry.came or entry.delegate.standing is not Standing.STRUCK_OFF]

    def by_category(self, entries: Iterable[Entry]) -> Mapping[str, HeadCount]:
        """Of these people and those whose data was deleted; nobody in a category nobody is in."""
        deleted = self.tally.categories if self.tally else {}
        return _counts(((one.delegate.category, one.counts) for one in entries), deleted)

    def by_area(self, entries: Iterable[Entry]) -> Mapping[str, HeadCount]:
        """The same; together under no name those of no area we know."""
        known = {area.id for area in self.conference.areas}
        deleted = self.tally.areas if self.tally else {}
        counts = _counts(((one.delegate.area, one.counts) for one in entries), deleted)
        return _counts((area if area in known else "", count) for area, count in counts.items())


def _counts(counted: Iterable[tuple[str, HeadCount]], besides: Mapping[Any, HeadCount] = {}) -> Mapping[str, HeadCount]:
    counts: defaultdict[str, HeadCount] = defaultdict(lambda: HeadCount.NOBODY, besides)
    for group, count in counted:
        counts[group] += count
    return counts


def together(counts: Mapping[str, HeadCount]) -> HeadCount:
    """All groups in one."""
    return sum(counts.values(), HeadCount.NOBODY)


def announced(opening: Opening) -> HeadCount:
    """Of everybody, as they were when the conference began."""
    return sum(opening.counts.values(), HeadCount.NOBODY)
