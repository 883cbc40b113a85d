"""What one window under test writes down while it works, line by line, so that a kill loses nothing it was told.

Moments are nanoseconds of the machine's monotonic clock, which is the same in every process.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from store.errors import BuiltUpon, Refused
from store.records import Document, LogEntry, Session, Stamp


class Event(msgspec.Struct, tag=True, frozen=True, kw_only=True):
    """Something that happened, and when."""

    ns: int = msgspec.field(default_factory=time.monotonic_ns)


class Opened(Event, frozen=True, kw_only=True):
    """The conference is open; `seq` is the last commit the state at hand has in it."""

    session: Session
    seq: int
    offline: bool = False
    """Whether the database was away: the number may be this machine's own."""


class Closing(Event, frozen=True, kw_only=True):
    """It is being closed."""


class Asked(Event, frozen=True, kw_only=True):
    """A verb is handed to the store."""

    id: int
    verb: str
    args: Document


class Answered(Event, frozen=True, kw_only=True):
    """The verb is durable: by the commit numbered `seq`, or by an earlier one of the same id if there is none."""

    id: int
    seq: int | None
    at: Stamp | None
    """The time the rule was given."""
    answer: Any
    offline: bool = False
    """Whether the database was away: this machine has it, and the number is its own."""


class SaidNo(Event, frozen=True, kw_only=True):
    """A rule refused, looking at the state after commit `seq`."""

    id: int
    seq: int
    at: Stamp | None
    """The time the rule was given; none if the role was not even asked for one."""
    refusal: Document
    offline: bool = False
    """Whether the database was away: that state is this machine's."""


class Failed(Event, frozen=True, kw_only=True):
    """The medium was not there: nothing was saved or, if `perhaps`, nobody can say."""

    id: int
    perhaps: bool


class Told(Event, frozen=True, kw_only=True):
    """A subscriber was told of a commit."""

    seq: int
    ours: bool
    crc: int
    """Of the whole log entry."""
    offline: bool = False
    """Whether it was told while something waited for the database."""


class Folded(Event, frozen=True, kw_only=True):
    """A new data file took the place of the old one between `began` and `ns`."""

    began: int


class Rested(Event, frozen=True, kw_only=True):
    """Nobody works any more: everything this window shows, as a digest."""

    seq: int
    digest: str


AnyEvent = Opened | Closing | Asked | Answered | SaidNo | Failed | Told | Folded | Rested
Note = Callable[[AnyEvent], None]

_decode = msgspec.json.Decoder(AnyEvent).decode


def crc_of(entry: LogEntry) -> int:
    """Of all it says; in which order a database keeps the fields of a document is its own business."""
    return crc32(msgspec.json.encode(entry, order="sorted"))


def refusal(error: Refused) -> Document:
    """Everything a refusal says."""
    said: Document = {"reason": error.reason.value, "delegate": error.delegate, "role": error.role}
    if isinstance(error, BuiltUpon):
        said |= {"upon": [error.seq, error.verb, error.session]}
    return said


def notebook(path: Path) -> Note:
    """Writes events into a file. What a subscriber is told waits for the next line: there is much of it."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    waiting: list[bytes] = []

    def note(event: AnyEvent) -> None:
        waiting.append(msgspec.json.encode(event) + b"\n")
        if not isinstance(event, Told):
            os.write(fd, b"".join(waiting))
            waiting.clear()

    return note


def read_notebook(path: Path) -> list[AnyEvent]:
    """All that was written down; a line a kill cut short was not."""
    return [_decode(line) for line in path.read_bytes().split(b"\n")[:-1]]
