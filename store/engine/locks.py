"""Who may write, and who is here: the two lock files beside a conference.

`TurnLock` is held for the length of one transaction. Its file also carries what is known to be durable and who holds
the lock, so that both are known to every process without asking. `Presence` is held shared by every open process and
alone by whoever must not be disturbed (folding, upgrade, restore, repair, purge).

Neither file is ever deleted or renamed: a lock on a file somebody replaced protects nothing.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Final
from zlib import crc32

import msgspec

from store.engine.in_place import InPlace
from store.engine.platform import System
from store.records import Value

_MARK: Final = Struct("<QQQI")
"""Generation, length, sequence number, and the boot in which somebody was writing or 0."""
_CRC: Final = Struct("<I")
_MARK_BYTES: Final = _MARK.size + _CRC.size
_HOLDER_OFFSET: Final = 64
_HOLDER_BYTES: Final = 448
_SEAT_BYTES: Final = 256
_SEATS: Final = 16


class Mark(Value, frozen=True, kw_only=True):
    """How far the journal is durable. Written after each sync, never synced itself: it can lag, it cannot lead."""

    generation: int
    length: int
    seq: int
    settled: bool = True
    """False while somebody writes behind `length`, and for good if the disk or the writer failed in the middle of it:
    nobody believes, syncs or extends what stands there. Only for this boot: after another what is on disk counts."""


class Holder(Value, frozen=True, kw_only=True):
    """Who took the turn last."""

    pid: int
    desk: str


class TurnLock:
    """The exclusive lock of one transaction."""

    def __init__(self, path: Path, holder: Holder, system: System) -> None:
        self._system = system
        self._found = b""
        """The mark as it was when we took the turn."""
        self._settled = b""
        """The mark as we last left it, if all was well."""
        self._boot = crc32(system.surely_this_boot().encode()) or 1
        self._holder = msgspec.json.encode(holder)[:_HOLDER_BYTES].ljust(_HOLDER_BYTES)
        self._fd = system.open(path, create=True)
        try:
            self.in_place = InPlace(path, self._fd, system)
            """If it is not, whoever comes next takes another lock than ours."""
        except OSError:
            self.close()
            raise

    def acquire(self) -> None:
        """Waits in the kernel until it is our turn."""
        self._system.lock(self._fd)
        self._found = b""
        try:
            page = self._system.read_at(self._fd, _HOLDER_OFFSET + _HOLDER_BYTES, 0)
            self._found = page[:_MARK_BYTES]
            if page[_HOLDER_OFFSET:] != self._holder:
                self._system.write_at(self._fd, self._holder, _HOLDER_OFFSET)
        except OSError:
            # Saying who we are is a courtesy; it must not leave the lock taken by somebody who has given up.
            return

    def undisturbed(self) -> bool:
        """While we hold the turn: whether nobody else has committed since we last did."""
        return self._found == self._settled != b""

    def release(self) -> None:
        self._system.unlock(self._fd)

    def holder(self) -> Holder | None:
        """Who holds the lock, or held it last."""
        return _holder(self._system.read_at(self._fd, _HOLDER_BYTES, _HOLDER_OFFSET))

    def mark(self) -> Mark | None:
        """What is durable; None if nobody has said so yet, or not legibly."""
        content = self._system.read_at(self._fd, _MARK_BYTES, 0)
        if len(content) < _MARK_BYTES or content[_MARK.size :] != _CRC.pack(crc32(content[: _MARK.size])):
            return None
        generation, length, seq, unsettled_in = _MARK.unpack_from(content)
        return Mark(generation=generation, length=length, seq=seq, settled=unsettled_in != self._boot)

    def set_mark(self, mark: Mark) -> None:
        unsettled_in = 0 if mark.settled else self._boot
        content = _MARK.pack(mark.generation, mark.length, mark.seq, unsettled_in)
        content += _CRC.pack(crc32(content))
        self._settled = b""
        self._system.write_at(self._fd, content, 0)
        if mark.settled:
            self._settled = content

    def close(self) -> None:
        self._system.close(self._fd)
        # The number may soon name another file.
        self._fd = -1


class Presence:
    """One process's place among those that have the conference open.

    The lock alone decides who is here. The names in its file are a courtesy to whoever has to ask others to close; a
    process that was killed stays named until somebody has been alone.
    """

    def __init__(self, path: Path, holder: Holder, system: System) -> None:
        self._system = system
        self._fd = system.open(path, create=True)
        self._name = msgspec.json.encode(holder)[:_SEAT_BYTES].ljust(_SEAT_BYTES)
        self._seat: int | None = None

    def join(self) -> None:
        """Present beside others. Call while holding the turn: whoever wants to be alone needs that first."""
        self._system.unlock(self._fd)
        self._system.lock(self._fd, shared=True)
        with suppress(OSError):
            self._sit_down()

    def alone(self) -> bool:
        """Tries to be the only one; False, and still not present, if somebody else is here."""
        self._stand_up()
        self._system.unlock(self._fd)
        alone = self._system.lock(self._fd, wait=False)
        if alone:
            with suppress(OSError):
                self._clear()
        return alone

    def others(self) -> tuple[Holder, ...]:
        """Who else is here, as far as they said."""
        with suppress(OSError):
            taken = [name for index, name in enumerate(self._names()) if index != self._seat]
            return tuple(holder for holder in map(_holder, taken) if holder)
        return ()

    def close(self) -> None:
        self._stand_up()
        self._system.close(self._fd)
        # The number may soon name another file.
        self._fd = -1

    def _sit_down(self) -> None:
        names = [*self._names(), b""]
        self._seat = next(index for index, name in enumerate(names) if not name.strip(b"\0"))
        if self._seat < _SEATS:
            self._system.write_at(self._fd, self._name, self._seat * _SEAT_BYTES)

    def _stand_up(self) -> None:
        """While still present, so that nobody else can have been given the seat."""
        seat, self._seat = self._seat, None
        if seat is not None and seat < _SEATS:
            with suppress(OSError):
                self._system.write_at(self._fd, bytes(_SEAT_BYTES), seat * _SEAT_BYTES)

    def _clear(self) -> None:
        left = b"".join(self._names())
        if left.strip(b"\0"):
            self._system.write_at(self._fd, bytes(len(left)), 0)

    def _names(self) -> list[bytes]:
        content = self._system.read_at(self._fd, _SEATS * _SEAT_BYTES, 0)
        return [content[start : start + _SEAT_BYTES] for start in range(0, len(content), _SEAT_BYTES)]


def _holder(name: bytes) -> Holder | None:
    try:
        return msgspec.json.decode(name, type=Holder)
    except ValueError:
        return None
