"""What the plan says: who holds the conference, who is asked to come, how long people speak."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar

from store.records.base import AreaId, CategoryId, Record, Value


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
