"""Who did what: sessions, commits, and what was deleted on request."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from store.records.base import Document, Record, SessionId, Stamp, Value


class Role(StrEnum):
    """What a session may do; each verb says which roles may run it."""

    OFFICE = "office"
    """The laptop itself: everything."""
    RECEPTION = "reception"
    MODERATOR = "moderator"
    SECRETARY = "secretary"
    HALL = "hall"
    """The display for the hall: reads only."""


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
    brought: bool = False
    """Whether it was done elsewhere, and came in when other things had been done here (`replay.py`)."""

    @property
    def key(self) -> int:
        return self.seq


class Deed(Value, frozen=True, kw_only=True):
    """One commit, as far as it says who did something, and when."""

    id: int
    verb: str
    at: Stamp
    session: SessionId

    @classmethod
    def of(cls, entry: LogEntry) -> Deed:
        return cls(id=entry.id, verb=entry.verb, at=entry.at, session=entry.session)


class Conflict(Record, frozen=True, kw_only=True):
    """A document that was changed here and elsewhere, so that a person has to say what holds; until then it is as it
    was here."""

    table: ClassVar[str] = "conflicts"
    personal: ClassVar[frozenset[str] | None] = None

    id: int
    """Made of where the document stands: there is one for each."""
    subject: str
    """The table the document stands in."""
    place: int
    """And its key there."""
    theirs: Document | None
    """As it is elsewhere; None if it is gone there."""
    there: Deed
    """What made it so."""
    here: Deed | None = None
    """What was done here; None where a rule of the whole stood against it."""

    @property
    def key(self) -> int:
        return self.id


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
