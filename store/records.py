"""What the conference consists of: frozen records, one class a kind of document.

Records are facts. They hold no rules, no words for people and no input or output; everything in the store reads them
and they read nothing. A record becomes a document with `to_document` and comes back with `from_document`; the names of
the fields are the names in the file.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from operator import add, sub
from typing import Any, ClassVar, Final, NewType, Self

import msgspec
from msgspec.structs import astuple

DelegateId = NewType("DelegateId", int)
SessionId = NewType("SessionId", int)
CategoryId = NewType("CategoryId", str)
AreaId = NewType("AreaId", str)

Document = dict[str, Any]
"""A record as plain JSON, the way TinyDB keeps it."""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a record: compared by content, never changed in place."""


RECORD_TYPES: Final[dict[str, type[Record]]] = {}
"""Every kind of record by its table; each enters itself."""


class Record(Value, frozen=True, kw_only=True):
    """A document of its own in one table."""

    table: ClassVar[str]
    personal: ClassVar[frozenset[str] | None] = None
    """Which fields say something of a person, `part.field` for one of a part: a purge empties them (`purge.py`). None:
    all of it is about somebody, and goes. Every kind of record says so itself; one that forgot would go."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        RECORD_TYPES[cls.table] = cls

    @property
    def key(self) -> int:
        """The document's id in its table."""
        raise NotImplementedError

    def to_document(self) -> Document:
        document: Document = msgspec.to_builtins(self)
        return document

    @classmethod
    def from_document(cls, document: Document) -> Self:
        """Raises `msgspec.ValidationError`, naming the field, if the document is not of this kind."""
        return msgspec.convert(document, cls)


class Role(StrEnum):
    """What a session may do; each verb says which roles may run it."""

    OFFICE = "office"
    """The laptop itself: everything."""
    RECEPTION = "reception"
    MODERATOR = "moderator"
    SECRETARY = "secretary"
    HALL = "hall"
    """The display for the hall: reads only."""


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


class Stamp(Value, frozen=True, kw_only=True):
    """A moment. Durations within one boot come from `boot_ms`, which no change of the wall clock moves (`clock.py`)."""

    wall: dt.datetime
    """Wall time with its offset from UTC, to the millisecond."""
    boot_ms: int
    """Milliseconds since the machine started, suspend included."""
    boot: str
    """Which boot `boot_ms` counts from; empty for a moment that a person wrote down."""


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


class Introduced(StrEnum):
    """How the people of a category are introduced to the hall."""

    BY_NAME = "by-name"
    COLLECTIVELY = "collectively"
    """So many of them, together; by name only who does something in the hall."""


class Category(Value, frozen=True, kw_only=True):
    """A group of delegates; the plan lists them in protocol order."""

    id: CategoryId
    name: str
    short: str
    planned: int
    colour: str
    """`#rrggbb`."""
    aliases: tuple[str, ...] = ()
    """Other headings under which offices list this category."""
    gets: tuple[str, ...] = ()
    """What is handed to each of them at the door."""
    met: bool = False
    """Whether somebody goes to meet them."""
    allowance: int = 0
    """Paid to each who is present, in đồng."""
    introduced: Introduced | None = None
    """None: by name if somebody goes to meet them or they are few, else together."""


class Area(Value, frozen=True, kw_only=True):
    """A ward or bloc."""

    id: AreaId
    name: str
    aliases: tuple[str, ...] = ()


class AgendaKind(StrEnum):
    """What kind of thing an agenda item is; timing and documents treat them differently."""

    CEREMONY = "ceremony"
    REPORT = "report"
    PRESENTATIONS = "presentations"
    DISCUSSION = "discussion"
    BREAK = "break"
    DIRECTIVE = "directive"
    """A superior's speech: no timer ever presses it."""
    CLOSING = "closing"


class AgendaItem(Record, frozen=True, kw_only=True):
    """One item of the agenda as planned."""

    table: ClassVar[str] = "agenda"
    personal: ClassVar[frozenset[str] | None] = frozenset({"responsible"})

    id: int
    position: int
    title: str
    kind: AgendaKind
    start: dt.time
    """Earlier on the clock than the item before means after midnight."""
    minutes: int
    responsible: str = ""
    hard_start: bool = False
    """It does not begin before `start`, however early the one before is over."""

    @property
    def key(self) -> int:
        return self.id


class SpeakingTimes(Value, frozen=True, kw_only=True):
    """How long people speak unless something else is said, and when the clock begins to press."""

    presentation_minutes: int = 10
    discussion_minutes: int = 5
    reply_minutes: int = 2
    """Of replies, questions and points of order."""
    warning_minutes: int = 2
    """Before the end."""
    danger_minutes: int = 1


class Theme(Value, frozen=True, kw_only=True):
    """A heading under which contributions are gathered."""

    id: str
    name: str


class Recipient(Value, frozen=True, kw_only=True):
    """A line of «Nơi nhận»; `purpose` as offices abbreviate it (b/c, p/h, t/h)."""

    name: str
    purpose: str = ""


class Organiser(Value, frozen=True, kw_only=True):
    """Who holds the conference, as its documents name it."""

    name: str
    superior: str
    """The body above the organiser, first line of its documents."""
    supreme: str
    """The line at the top right of its documents."""
    place: str
    """Where its documents are dated."""
    symbol: str
    """The organiser's part of a document number, as in `-BC/BDV`."""
    signatory: str
    signatory_title: str


@lru_cache
def _zone(utc_offset_minutes: int) -> dt.timezone:
    return dt.timezone(dt.timedelta(minutes=utc_offset_minutes))


class Conference(Record, frozen=True, kw_only=True):
    """Everything the plan says, plus what was minted when the conference was made."""

    table: ClassVar[str] = "conference"
    personal: ClassVar[frozenset[str] | None] = frozenset({"organiser.signatory"})

    id: int
    code_letters: str
    """The two letters of every badge code that name this conference (`codes.py`)."""
    title: str
    short_title: str
    organiser: Organiser
    venue: str
    date: dt.date
    opens: dt.time
    """Announced start: who comes later than `late_after_minutes` past it is late."""
    late_after_minutes: int
    utc_offset_minutes: int
    superiors: tuple[str, ...]
    """Bodies the conference reports to."""
    categories: tuple[Category, ...]
    areas: tuple[Area, ...]
    themes: tuple[Theme, ...]
    recipients: tuple[Recipient, ...]
    absence_reasons: tuple[str, ...] = ()
    """The reasons people give on the telephone, as they are offered at the desk."""
    allowance_signatures: tuple[str, ...] = ()
    """Who signs the list of allowances, from left to right."""
    speaking: SpeakingTimes = SpeakingTimes()
    abbreviations: tuple[tuple[str, str], ...] = ()
    """What offices here write short, and what is read aloud for it; besides those known everywhere."""
    addressees: tuple[str, ...] = ()
    """Whom petitions are for, in the order of the report, besides the superiors."""
    report_profile: str = "hd36-2018"
    """Which rules its documents follow: the name of a layout profile in assets."""
    retention_days: int = 30
    """Days after the conference for which names and words of people are kept."""
    identity_cards: bool = False
    """Whether the door may find people by the QR code of their identity card; nothing of it is kept."""

    @property
    def key(self) -> int:
        return 1

    @property
    def zone(self) -> dt.timezone:
        return _zone(self.utc_offset_minutes)

    def category(self, id: CategoryId) -> Category | None:
        """None for service staff, who are of none."""
        return next((category for category in self.categories if category.id == id), None)

    def area(self, id: AreaId) -> Area | None:
        return next((area for area in self.areas if area.id == id), None)


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


class Session(Record, frozen=True, kw_only=True):
    """One running window or command; written with its first commit."""

    table: ClassVar[str] = "sessions"
    personal: ClassVar[frozenset[str] | None] = None

    id: SessionId
    desk: str
    role: Role
    host: str
    pid: int

    @property
    def key(self) -> int:
        return self.id


class Touched(Value, frozen=True, kw_only=True):
    """A document a commit changed; `before` is None when it was new, or when its before-image has expired."""

    table: str
    key: int
    before: Document | None = None


class LogEntry(Record, frozen=True, kw_only=True):
    """One commit: a verb as data, who ran it, when, what it answered and what it touched."""

    table: ClassVar[str] = "log"
    personal: ClassVar[frozenset[str] | None] = None

    seq: int
    id: int
    at: Stamp
    session: SessionId
    role: Role
    verb: str
    args: Document
    outcome: Any = None
    undoes: int | None = None
    """The seq of the commit this one takes back."""
    touched: tuple[Touched, ...] = ()
    images: bool = True
    """Whether `touched` still carries its before-images."""

    @property
    def key(self) -> int:
        return self.seq


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


class Erasure(Record, frozen=True, kw_only=True):
    """Somebody's data was deleted on request, and copies of before may still be there; gone once they are."""

    table: ClassVar[str] = "erasures"
    personal: ClassVar[frozenset[str] | None] = None

    since: dt.datetime
    number: int
    """Of the place the person had."""
    former: bool = False
    """Whether only words of before a correction were deleted."""

    @property
    def key(self) -> int:
        return 1
