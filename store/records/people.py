"""Who is on the list, what they did on the day, and which badge they have."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from store.records.base import AreaId, CategoryId, DelegateId, Record, Stamp, Value


class Standing(StrEnum):
    """Why somebody is on the list. Only the summoned enter the rate of attendance."""

    SUMMONED = "summoned"
    WALK_IN = "walk_in"
    SERVICE = "service"
    """Reporters, drivers and staff: counted apart, never as delegates."""
    STRUCK_OFF = "struck_off"
    """Was summoned, and a person has decided otherwise since. Whoever comes all the same counts as a walk-in."""


class Status(StrEnum):
    """Where a delegate stands; without an attendance record the delegate has not arrived."""

    PRESENT = "present"
    LEFT = "left"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


CAME = (Status.PRESENT, Status.LEFT)
"""Whoever has one of these came, still here or gone."""


class Method(StrEnum):
    """How an arrival was taken down."""

    SCAN = "scan"
    NUMBER = "number"
    NAME = "name"
    WALK_IN = "walk_in"
    SUBSTITUTE = "substitute"
    PAPER = "paper"


class Delegate(Record, frozen=True, kw_only=True):
    """Somebody on the list, as the roster has it. What happens on the day is in `Attendance`."""

    table: ClassVar[str] = "delegates"
    personal: ClassVar[frozenset[str] | None] = None

    id: DelegateId
    number: int
    """Shown on the badge; given once, never given again."""
    code: str
    """The badge's payload."""
    name: str
    """Empty for a place that has nobody's name yet."""
    title: str = ""
    unit: str = ""
    category: CategoryId
    """Empty for service staff."""
    area: AreaId = AreaId("")
    standing: Standing = Standing.SUMMONED
    role: str = ""
    """What this delegate does in the hall, such as chairing: somebody goes to meet whoever has one."""
    unlisted: bool = False
    """Whether the latest roster no longer has this delegate: a person has to decide."""
    kept: bool = False
    """Whether a person has decided that this delegate stays all the same; holds until a roster has them again."""
    position: int = 0
    """Place in the roster: the protocol order inside a category."""
    stt: str = ""
    """The running number the office's roster gave, kept apart from `number`."""
    phone: str = ""
    seat: str = ""
    note: str = ""
    retired_codes: tuple[str, ...] = ()
    erased: bool = False
    """Whether everything about this person was deleted on request; the place stays, so that it is counted."""

    @property
    def key(self) -> int:
        return self.id


class Substitute(Value, frozen=True, kw_only=True):
    """Who came in a delegate's place."""

    name: str
    title: str = ""


class Attendance(Record, frozen=True, kw_only=True):
    """What a delegate did on the day."""

    table: ClassVar[str] = "attendance"
    personal: ClassVar[frozenset[str] | None] = None

    delegate: DelegateId
    status: Status
    arrived: Stamp | None = None
    desk: str = ""
    method: Method | None = None
    substitute: Substitute | None = None
    left: Stamp | None = None
    reentered: Stamp | None = None
    reason: str = ""

    @property
    def key(self) -> int:
        return self.delegate


class Badge(Record, frozen=True, kw_only=True):
    """What the badge says that a delegate was last given."""

    table: ClassVar[str] = "badges"
    personal: ClassVar[frozenset[str] | None] = None

    delegate: DelegateId
    code: str
    face: tuple[str, ...] = ()
    """The words on it; none on a blank one."""
    made: Stamp

    @property
    def key(self) -> int:
        return self.delegate


class BlankBadge(Record, frozen=True, kw_only=True):
    """A badge printed in advance for somebody nobody knows yet."""

    table: ClassVar[str] = "blanks"
    personal: ClassVar[frozenset[str] | None] = None

    id: int
    """Counted from 1, as printed on it; never given again."""
    code: str
    bound_to: DelegateId | None = None

    @property
    def key(self) -> int:
        return self.id
