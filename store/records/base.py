"""What every record is made of: frozen, compared by content, a document of plain JSON in one table.

A record becomes a document with `to_document` and comes back with `from_document`; the names of the fields are the
names in the file.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Final, NewType, Self

import msgspec

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


class Stamp(Value, frozen=True, kw_only=True):
    """A moment. Durations within one boot come from `boot_ms`, which no change of the wall clock moves (`clock.py`)."""

    wall: dt.datetime
    """Wall time with its offset from UTC, to the millisecond."""
    boot_ms: int
    """Milliseconds since the machine started, suspend included."""
    boot: str
    """Which boot `boot_ms` counts from; empty for a moment that a person wrote down."""
