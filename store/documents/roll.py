"""The conference as the attendance documents read it: who is on the list, in the roster's order, and what each did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

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

    @classmethod
    def of(cls, state: State) -> Roll:
        """As it is now."""
        return cls(
            conference=state.conference,
            delegates=list(state.delegates.values()),
            attendance=dict(state.attendance),
            opening=state.opening,
            hand_counts=sorted(state.hand_counts.values(), key=lambda count: count.at.wall),
        )

    def entries(self) -> list[Entry]:
        """In protocol order. Whoever was struck off and did not come is not among them."""
        lateness = Lateness.of(self.conference, self.opening)
        people = in_protocol_order(self.conference, self.delegates)
        entries = (Entry(self.conference, one, self.attendance.get(one.id), lateness) for one in people)
        return [entry for entry in entries if entry.came or entry.delegate.standing is not Standing.STRUCK_OFF]


def head_count(entries: Iterable[Entry]) -> HeadCount:
    """Of all these people together."""
    return sum((entry.counts for entry in entries), HeadCount.NOBODY)


def head_counts(entries: Iterable[Entry], group: Callable[[Entry], str]) -> Mapping[str, HeadCount]:
    """Of each group of them; nobody in a group nobody is in."""
    counts: defaultdict[str, HeadCount] = defaultdict(lambda: HeadCount.NOBODY)
    for entry in entries:
        counts[group(entry)] += entry.counts
    return counts


def announced(opening: Opening) -> HeadCount:
    """Of everybody, as they were when the conference began."""
    return sum(opening.counts.values(), HeadCount.NOBODY)
