"""Why a file cannot be read as a roster. Each reason is data; the interface words it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from store.errors import StoreError


class NoRoster(StrEnum):
    """What is in the way. The names in brackets are the values that come with it."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    """(`detail`)"""
    EMPTY = "empty"
    """The file has no bytes."""
    TOO_LARGE = "too-large"
    """The file, or what it unpacks to, is larger than a roster can be (`highest`, in bytes)."""
    UNSUPPORTED = "unsupported"
    """The name has an extension there is no reader for (`extension`, `supported`)."""
    PICTURE = "picture"
    PDF = "pdf"
    WEB_PAGE = "web-page"
    """HTML or XML, which some programs save under the name .xls."""
    OLD_WORD = "old-word"
    """A document of Word 97–2003 (.doc), or of its time (.rtf)."""
    PROTECTED = "protected"
    """Encrypted with a password."""
    NOT_A_WORKBOOK = "not-a-workbook"
    """Named like an office file, but nothing in it is one (`extension`)."""
    NO_TABLE = "no-table"
    """A Word document without any table."""
    DAMAGED = "damaged"
    """A file that is cut short or otherwise broken."""
    UNSAFE = "unsafe"
    """Built to harm: a document type, more parts than an office file has."""
    TOO_FAR = "too-far"
    """A cell lies beyond what a roster needs (`row`, `column`, `highest_row`, `highest_column`)."""
    NOT_TEXT = "not-text"
    """Bytes no text has."""
    UNKNOWN_ENCODING = "unknown-encoding"
    """Text whose encoding cannot be told, or changes on the way (`line`)."""
    NO_SUCH_SHEET = "no-such-sheet"
    """(`sheet`, `sheets`)"""
    NO_HEADER = "no-header"
    """No row names a column of names within the first rows (`highest_row`)."""
    NO_TOPICS = "no-topics"
    """No row names a column of topics and one of speakers within the first rows (`highest_row`)."""
    NO_SLIPS = "no-slips"
    """No row names a column of contributions within the first rows (`highest_row`)."""
    NO_PEOPLE = "no-people"
    """A header, but nobody under it (`header_row`)."""
    CRASHED = "crashed"
    """The reader died of the file: out of memory, or worse."""
    TIMED_OUT = "timed-out"
    """(`seconds`)"""
    CANCELLED = "cancelled"


Values = dict[str, str | int]


class NotReadable(Exception):
    """A reason without its file, as readers raise it."""

    def __init__(self, reason: NoRoster, **values: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values: Values = values


class RosterError(StoreError):
    """This file is no roster, or cannot be read as one."""

    def __init__(self, path: Path, reason: NoRoster, values: Values | None = None) -> None:
        self.path = path
        self.reason = reason
        self.values: Values = values or {}
        details = ", ".join(f"{name}: {value}" for name, value in self.values.items())
        super().__init__(f"{path}: {reason}" + (f" ({details})" if details else ""))
