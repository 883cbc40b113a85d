"""A small file whose content is replaced in place, whole or not at all, by the one process that holds it.

There are two places for the content in it; what is new goes where the older one stands, so whatever happens to the
writer or the disk in the middle of it, the last one stands whole in the other. The file keeps its name and its lock
from beginning to end: a file put in its place would not be locked.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple, Self
from zlib import crc32

from store.engine.platform import System

SLOT_BYTES: Final = 1 << 18
"""More than anybody writes down in one go, however it is encoded."""

_HEAD: Final = Struct("<4sQII")
"""What it is, the how many-th writing, its length and its CRC."""
_SIGN: Final = b"slot"


class _Slot(NamedTuple):
    writing: int
    content: bytes


class SlotFile:
    """One file, ours until it is closed or we die. Raises `OSError` where the disk fails."""

    def __init__(self, path: Path, fd: int, system: System) -> None:
        """Use `made` or `taken`."""
        self.path = path
        self._fd = fd
        self._system = system
        newest = max(_slots(fd, system), default=None)
        self._count = newest.writing if newest else 0
        self.content = newest.content if newest else None
        """What was written last; None if nothing was, or nothing that can be read."""
        self.damaged = newest is None and system.size(fd) > 0
        """Whether something stands in it and none of it can be read."""

    @classmethod
    def made(cls, path: Path, system: System) -> Self:
        """A new file. Somebody may find it while it is empty and clear it away: then it is made again."""
        while True:
            fd = system.open(path, create=True)
            try:
                system.lock(fd)
                if _leads_to(path, fd, system):
                    return cls(path, fd, system)
            except BaseException:
                system.close(fd)
                raise
            system.close(fd)

    @classmethod
    def taken(cls, path: Path, system: System) -> Self | None:
        """A file nobody holds any more; None if somebody does, or did and has removed it."""
        fd = system.open(path)
        try:
            if system.lock(fd, wait=False) and _leads_to(path, fd, system):
                return cls(path, fd, system)
        except BaseException:
            system.close(fd)
            raise
        system.close(fd)
        return None

    def write(self, content: bytes) -> None:
        """Durable when it returns; on an error the last content is still there."""
        if _HEAD.size + len(content) > SLOT_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        count = self._count + 1
        head = _HEAD.pack(_SIGN, count, len(content), crc32(content, count))
        self._system.write_at(self._fd, head + content, _place(count))
        self._system.sync(self._fd)
        self._count, self.content = count, content

    def close(self) -> None:
        """It stays, for whoever takes it next."""
        self._system.close(self._fd)

    def remove(self) -> None:
        """It goes. It is emptied first: Windows lets nobody remove it while another process looks into it."""
        emptied = self._empty()
        self.close()
        try:
            self._system.remove(self.path)
        except OSError:
            if not emptied:
                raise

    def _empty(self) -> bool:
        try:
            self.write(b"")
        except OSError:
            return False
        return True

    @property
    def is_there(self) -> bool:
        """Whether it still has its name: somebody may have removed it, as when a person is deleted on request."""
        return _leads_to(self.path, self._fd, self._system)


def contents(path: Path, system: System) -> list[bytes]:
    """What stands in a file, whoever holds it: the last content and the one before, as far as they can be read."""
    fd = system.open(path)
    try:
        return [slot.content for slot in _slots(fd, system)]
    finally:
        system.close(fd)


def _slots(fd: int, system: System) -> list[_Slot]:
    return [slot for place in (0, 1) if (slot := _read(fd, place, system))]


def _read(fd: int, place: int, system: System) -> _Slot | None:
    head = system.read_at(fd, _HEAD.size, _place(place))
    if len(head) < _HEAD.size:
        return None
    sign, count, length, crc = _HEAD.unpack(head)
    if sign != _SIGN or length > SLOT_BYTES:
        return None
    content = system.read_at(fd, length, _place(place) + _HEAD.size)
    return _Slot(count, content) if len(content) == length and crc32(content, count) == crc else None


def _place(count: int) -> int:
    return count % 2 * SLOT_BYTES


def _leads_to(path: Path, fd: int, system: System) -> bool:
    """Whether the name still is that of the open file."""
    try:
        return system.identity(str(path)) == system.identity(fd)
    except FileNotFoundError:
        return False
