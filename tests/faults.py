"""Operating systems that go wrong: one that fails at a chosen call, one that remembers every call for a replay.

`Recording` writes down what the engine did to the disk; `disks.Disk` replays any prefix of it.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from store.engine.platform import Edition, Identity, System
from stores import QuietSystem


class Failing(QuietSystem):
    """Counts the calls that touch a disk; fails at the one numbered `at`, and if `for_good` at every later one."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.at: int | None = None
        self.for_good = False
        self.error = 0
        self.half = False
        """Whether a failing write leaves half of its bytes behind."""

    def arm(self, at: int, error: int, *, for_good: bool = False, half: bool = False) -> None:
        self.calls.clear()
        self.at, self.error, self.for_good, self.half = at, error, for_good, half

    def heal(self) -> None:
        self.at = None

    def _called(self, name: str) -> bool:
        """Whether this call fails."""
        index = len(self.calls)
        self.calls.append(name)
        return self.at is not None and (index == self.at or (self.for_good and index > self.at))

    def _fault(self) -> BaseException:
        return OSError(self.error, os.strerror(self.error))

    def _may_fail(self, name: str) -> None:
        if self._called(name) and not (self.error == errno.ENOSPC and name.startswith("remove")):
            # Removing needs no room.
            raise self._fault()

    def size(self, fd: int) -> int:
        self._may_fail("size")
        return super().size(fd)

    def identity(self, file: int | str) -> Identity:
        self._may_fail("identity")
        return super().identity(file)

    def edition(self, path: str) -> Edition:
        self._may_fail("edition")
        return super().edition(path)

    def read_at(self, fd: int, length: int, offset: int) -> bytes:
        self._may_fail("read_at")
        return super().read_at(fd, length, offset)

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        self._may_fail("write_at")
        super().write_at(fd, data, offset)

    def write(self, fd: int, data: bytes) -> None:
        if self._called("write"):
            if self.half:
                super().write(fd, data[: len(data) // 2])
            raise self._fault()
        super().write(fd, data)

    def sync(self, fd: int) -> None:
        self._may_fail("sync")

    def sync_folder(self, folder: Path) -> None:
        self._may_fail("sync_folder")

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        self._may_fail("open")
        return super().open(path, create=create, append=append)

    def open_new(self, path: Path) -> int:
        self._may_fail("open_new")
        return super().open_new(path)

    def replace(self, source: Path, target: Path) -> None:
        self._may_fail("replace")
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._may_fail("remove")
        super().remove(path)

    def remove_folder(self, folder: Path) -> None:
        self._may_fail("remove_folder")
        super().remove_folder(folder)

    def read_file(self, path: Path) -> bytes:
        self._may_fail("read_file")
        return super().read_file(path)


class Call(NamedTuple):
    """One change to the disk, by name."""

    what: str
    path: Path
    data: bytes = b""
    offset: int = -1
    """-1 for the end of the file."""
    target: Path = Path()


class Recording(QuietSystem):
    """Remembers everything that changes the disk, in the order in which it happened."""

    sync_fails = False
    """Whether the next sync of a file fails."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self._paths: dict[int, Path] = {}

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        if create and not self.exists(path):
            self.calls.append(Call("create", path))
        fd = super().open(path, create=create, append=append)
        self._paths[fd] = path
        return fd

    def open_new(self, path: Path) -> int:
        self.calls.append(Call("create", path))
        fd = super().open_new(path)
        self._paths[fd] = path
        return fd

    def write(self, fd: int, data: bytes) -> None:
        self.calls.append(Call("write", self._paths[fd], data))
        super().write(fd, data)

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        self.calls.append(Call("write", self._paths[fd], data, offset))
        super().write_at(fd, data, offset)

    def sync(self, fd: int) -> None:
        if self.sync_fails:
            self.sync_fails = False
            self.calls.append(Call("failed_sync", self._paths[fd]))
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.calls.append(Call("sync", self._paths[fd]))

    def sync_folder(self, folder: Path) -> None:
        self.calls.append(Call("sync_folder", folder))

    def replace(self, source: Path, target: Path) -> None:
        self.calls.append(Call("replace", source, target=target))
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self.calls.append(Call("remove", path))
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self.calls.append(Call("make_folder", path))
        super().make_folder(path)

    def remove_folder(self, folder: Path) -> None:
        super().remove_folder(folder)
        self.calls.append(Call("remove", folder))


class LoudRecording(Recording):
    """One that also does what it remembers: syncs are made."""

    def sync(self, fd: int) -> None:
        super().sync(fd)
        System.sync(self, fd)

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        System.sync_folder(self, folder)


class OtherBoot(QuietSystem):
    """The machine after a restart."""

    def boot_id(self) -> str:
        return "another boot"


@contextmanager
def on_day(system: QuietSystem, day: dt.datetime) -> Iterator[None]:
    """The wall clock shows another day for a while."""
    before = system.day
    system.day = day
    try:
        yield
    finally:
        system.day = before
