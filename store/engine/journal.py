"""The journal's lines: how a commit becomes bytes, and what bytes found on a disk mean.

A line is `crc length json LF`: CRC-32 and length as eight hexadecimal digits each. The CRC covers the length and the
JSON; the JSON never contains a raw line feed or NUL. The first line of a journal is its header, every other one a
commit with the next sequence number. A journal only ever grows.

What is wrong with a journal is told by `read`: a *torn* end was never acknowledged and is dropped; *damage* is anything
else, and makes the conference read-only until a person decides.
"""

from __future__ import annotations

import re
from enum import StrEnum
from math import inf
from typing import Final
from zlib import crc32

import msgspec

from store.records import Document, LogEntry, Value

PREFIX: Final = 18
"""`cccccccc llllllll ` before the JSON."""


class Put(Value, frozen=True, kw_only=True, array_like=True):
    """A document as it stands after the commit."""

    table: str
    key: int
    document: Document


class Commit(Value, frozen=True, kw_only=True):
    """One line: what was done, and every document it put or removed."""

    entry: LogEntry
    put: tuple[Put, ...] = ()
    remove: tuple[tuple[str, int], ...] = ()


class Continues(Value, frozen=True, kw_only=True):
    """The journal before this one, and how much of it counts: what stands behind `length` never happened."""

    generation: int
    length: int


class Header(Value, frozen=True, kw_only=True):
    """The first line of a journal."""

    format: int
    conference: int
    generation: int
    seq: int
    """The last commit before this journal."""
    data: str | None = None
    """SHA-256 of the data file this journal builds on."""
    continues: Continues | None = None
    """Set instead of `data` when an earlier journal was given up (a failed sync, a torn end)."""


class Ailment(StrEnum):
    """What is wrong with a stretch of bytes."""

    TORN = "torn"
    CHECKSUM = "checksum"
    FRAMING = "framing"
    SEQUENCE = "sequence"
    SHORT = "short"
    """Fewer bytes than were acknowledged."""


class Fault(Value, frozen=True, kw_only=True):
    """Where reading stopped, and why."""

    ailment: Ailment
    offset: int
    bytes: int
    """How many bytes from `offset` on are not understood."""

    @property
    def is_damage(self) -> bool:
        return self.ailment is not Ailment.TORN


_encode = msgspec.json.Encoder().encode
_decode_commit = msgspec.json.Decoder(Commit).decode
_decode_header = msgspec.json.Decoder(Header).decode


def packed(commit: Commit) -> bytes:
    """A commit as it stands in a journal, without what surrounds it there: less than as an object."""
    # Copied, for what the encoder gives keeps the room it had been given to grow.
    return bytes(memoryview(_encode(commit)))


def packed_in(line: bytes) -> bytes:
    """The commit in a line of a journal, `packed`."""
    return line[PREFIX:-1]


def unpacked(json: bytes) -> Commit:
    """The commit that was `packed`."""
    return _decode_commit(json)


def line(content: Commit | Header) -> bytes:
    """The bytes of one journal line."""
    json = _encode(content)
    covered = b"%08x %s" % (len(json), json)
    return b"%08x %s\n" % (crc32(covered), covered)


def read_header(data: bytes) -> tuple[Header, int] | None:
    """The header at the start of a journal and its length; None if there is no sound one."""
    end = _end_of_line(data, 0)
    if end is None:
        return None
    try:
        return _decode_header(data[PREFIX : end - 1]), end
    except ValueError:
        return None


def read(data: bytes, seq: int, *, offset: int = 0, acknowledged: int = 0) -> tuple[list[Commit], int, Fault | None]:
    """The commits in `data`, where they end, and what stopped the reading before the end.

    `data` begins at `offset` in its file, behind the commit numbered `seq`; bytes before `acknowledged` (an offset in
    the file too) are known to have been synced, so nothing wrong among them can be a torn write.
    """
    commits: list[Commit] = []
    at = 0
    while at < len(data):
        end = _end_of_line(data, at)
        commit = _commit(data[at + PREFIX : end - 1]) if end else None
        if end is None or commit is None:
            return commits, offset + at, _diagnose(data, at, offset, acknowledged)
        if commit.entry.seq != seq + 1:
            return commits, offset + at, Fault(ailment=Ailment.SEQUENCE, offset=offset + at, bytes=len(data) - at)
        commits.append(commit)
        seq += 1
        at = end
    short = acknowledged - offset - at
    fault = Fault(ailment=Ailment.SHORT, offset=offset + at, bytes=short) if short > 0 else None
    return commits, offset + at, fault


def salvage(data: bytes) -> list[Commit]:
    """Every commit that is sound in itself, wherever it stands among damage, whatever became of the LF behind it."""
    found: list[Commit] = []
    at = 0
    while head := _HEAD.search(data, at):
        start = head.start()
        end = _end_of_json(data, start)
        commit = _commit(data[start + PREFIX : end]) if end else None
        if commit is not None:
            found.append(commit)
        at = end or start + 1
    return found


_HEAD: Final = re.compile(rb"[0-9a-f]{8} [0-9a-f]{8} \{")
"""How a line begins. Text within a line can look so too, but is no line: its quotes are escaped."""


def _end_of_line(data: bytes, at: int) -> int | None:
    """Where the line at `at` ends, LF included, if it is whole and its CRC right."""
    end = _end_of_json(data, at)
    return end + 1 if end and data[end : end + 1] == b"\n" else None


def _end_of_json(data: bytes, at: int) -> int | None:
    """Where the JSON of the line at `at` ends, if it is whole and its CRC right."""
    head = data[at : at + PREFIX]
    if len(head) < PREFIX:
        return None
    try:
        length = int(head[9:17], 16)
    except ValueError:
        return None
    end = at + PREFIX + length
    if end > len(data):
        return None
    # The line is rebuilt and compared, so that other spellings of the same number do not pass.
    covered = data[at + 9 : end]
    return end if head == b"%08x %08x " % (crc32(covered), length) else None


def _commit(json: bytes) -> Commit | None:
    try:
        return _decode_commit(json)
    except ValueError:
        return None


def _diagnose(data: bytes, at: int, offset: int, acknowledged: int) -> Fault:
    rest = data[at:]
    fault = Fault(ailment=_ailment(rest), offset=offset + at, bytes=len(rest))
    if fault.ailment is Ailment.TORN and offset + at < acknowledged:
        return Fault(ailment=Ailment.CHECKSUM, offset=fault.offset, bytes=fault.bytes)
    return fault


def _ailment(rest: bytes) -> Ailment:
    """Torn is one unfinished line at the very end: cut short, or with stretches the file system left as zeros.

    A line holds its only LF at its end and never a NUL, so an LF anywhere else, or a finished line without zeros, was
    once written whole and has changed since; and so has what is longer than the line it begins with.
    """
    written = rest.rstrip(b"\0")
    unfinished = b"\n" not in written[:-1] and (b"\0" in rest or b"\n" not in rest)
    if unfinished and len(written) <= _announced_length(rest):
        return Ailment.TORN
    return Ailment.CHECKSUM if _looks_framed(rest) else Ailment.FRAMING


def _announced_length(rest: bytes) -> float:
    """How long the line at the start of `rest` says it is, LF included; endless if it does not say."""
    return PREFIX + int(rest[9:17], 16) + 1 if _looks_framed(rest) else inf


def _looks_framed(rest: bytes) -> bool:
    digits = rest[:8] + rest[9:17]
    return rest[8:9] == b" " == rest[17:18] and all(digit in b"0123456789abcdef" for digit in digits)
