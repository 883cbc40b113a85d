"""How many there were: at the opening, at the end of check-in, counted by hand, and once the people are deleted."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from operator import add, sub
from typing import ClassVar

from msgspec.structs import astuple

from store.records.base import AreaId, CategoryId, DelegateId, Record, Stamp, Value


class HeadCount(Value, frozen=True):
    """How many, of one category or of all.

    `present` are the summoned who came, in person or by substitute, and stays so when they leave; `late` and `left` are
    told of those who came; `walk_ins` and `service` count who came, apart.
    """

    summoned: int = 0
    present: int = 0
    substitutes: int = 0
    excused: int = 0
    unexcused: int = 0
    walk_ins: int = 0
    service: int = 0
    late: int = 0
    left: int = 0

    NOBODY: ClassVar[HeadCount]

    @property
    def not_arrived(self) -> int:
        """The summoned who have neither come nor been marked absent."""
        return self.summoned - self.present - self.excused - self.unexcused

    @property
    def rate(self) -> float | None:
        """Share of the summoned who are present, 0…1; None when nobody is summoned."""
        return self.present / self.summoned if self.summoned else None

    def __add__(self, other: HeadCount) -> HeadCount:
        return HeadCount(*map(add, astuple(self), astuple(other)))

    def __sub__(self, other: HeadCount) -> HeadCount:
        return HeadCount(*map(sub, astuple(self), astuple(other)))

    def __mul__(self, times: int) -> HeadCount:
        return HeadCount(*(number * times for number in astuple(self)))


HeadCount.NOBODY = HeadCount()


class Opening(Record, frozen=True, kw_only=True):
    """The moment the conference began, and who was there then: what is announced stays so, whoever comes later."""

    table: ClassVar[str] = "openings"
    personal: ClassVar[frozenset[str] | None] = frozenset({"present", "introduced"})

    at: Stamp
    counts: dict[CategoryId, HeadCount]
    present: tuple[DelegateId, ...]
    """Who was in the hall, of every standing, in protocol order."""
    introduced: tuple[DelegateId, ...] = ()
    """Who came later and has been introduced since."""

    @property
    def key(self) -> int:
        return 1


class Closing(Record, frozen=True, kw_only=True):
    """The end of check-in, and who was still missing then and so counts as absent without reason."""

    table: ClassVar[str] = "closings"
    personal: ClassVar[frozenset[str] | None] = frozenset({"absent"})

    at: Stamp
    absent: tuple[DelegateId, ...]

    @property
    def key(self) -> int:
        return 1


class CountSource(StrEnum):
    """Where a head count that was not scanned comes from."""

    HALL = "hall"
    """Counted by hand in the hall."""
    DOOR = "door"
    """Told by the door, to a laptop in the hall that has no network."""


class HandCount(Record, frozen=True, kw_only=True):
    """A number of people that somebody counted or was told."""

    table: ClassVar[str] = "hand_counts"
    personal: ClassVar[frozenset[str] | None] = frozenset()

    id: int
    at: Stamp
    people: int
    source: CountSource

    @property
    def key(self) -> int:
        return self.id


class Tally(Record, frozen=True, kw_only=True):
    """What is left of the people once their data was deleted: how many there were."""

    table: ClassVar[str] = "tally"
    personal: ClassVar[frozenset[str] | None] = frozenset()

    at: dt.datetime
    """When it was deleted."""
    categories: dict[CategoryId, HeadCount]
    areas: dict[AreaId, HeadCount]

    @property
    def key(self) -> int:
        return 1
