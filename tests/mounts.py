"""File systems of their own, for tests that pull the plug, shrink the medium or take it away: Linux and root only.

with loop_disk("xfs") as disk:
    ...                      # files in disk.folder
    disk.cut(Cut.UNFLUSHED)  # every later call on it fails
    disk.remount()           # what was durable is there again
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import gc
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, NoReturn, Self

import pytest

MEBIBYTE: Final = 1 << 20

SIZES: Final = {"ext4": 64 * MEBIBYTE, "xfs": 300 * MEBIBYTE}
"""The least XFS takes; what is not written takes no room."""

_IN_MEMORY: Final = Path("/dev/shm")

_SHUT_DOWN: Final = 0x8004587D
"""The ioctl by which XFS and ext4 stop as if the power had gone."""
_REMOUNT, _LAZY = 32, 2


class Cut(IntEnum):
    """What a file system may still do when it is shut down."""

    FROZEN = 0
    """Writes everything first: the battery of the controller held."""
    LOG_FLUSHED = 1
    UNFLUSHED = 2


class Disk:
    """A mounted file system; leaving it as a context manager takes it away for good."""

    def __init__(self, source: str, kind: str, folder: Path, options: str = "") -> None:
        self.folder = folder
        self._source, self._kind, self._options = source, kind, options
        folder.mkdir()
        self.mount()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unmount(lazily=True)

    def mount(self) -> None:
        self._mount(self._options)
        self._mounted = True

    def unmount(self, *, lazily: bool = False) -> None:
        """`lazily` as when a stick is pulled out: at once, whoever has files open."""
        if self._mounted:
            self._unmount(_LAZY if lazily else 0)
            self._mounted = False

    def _unmount(self, how: int, patience_s: float = 10) -> None:
        """Whoever was killed a moment ago, or is garbage that nobody has looked for yet, may still hold a file open."""
        until = time.monotonic() + patience_s
        while True:
            try:
                return _check(_libc.umount2(os.fsencode(self.folder), how), str(self.folder))
            except OSError as error:
                if error.errno != errno.EBUSY or time.monotonic() > until:
                    raise
            gc.collect()
            time.sleep(0.05)

    @contextmanager
    def full(self) -> Iterator[None]:
        """A neighbour's file takes all that is left."""
        neighbour = self.folder / "neighbour"
        with neighbour.open("wb", buffering=0) as file:
            for size in (MEBIBYTE, 4096, 1):
                _fill(file.fileno(), bytes(size))
        yield
        neighbour.unlink()

    def _mount(self, options: str, flags: int = 0) -> None:
        arguments = (self._source, str(self.folder), self._kind)
        source, target, kind = map(os.fsencode, arguments)
        _check(_libc.mount(source, target, kind, flags, options.encode()), " ".join(arguments))


class MemoryDisk(Disk):
    """A small disk in memory."""

    def __init__(self, folder: Path, size: int) -> None:
        super().__init__("tmpfs", "tmpfs", folder, f"size={size}")


class LoopDisk(Disk):
    """A file that is a disk."""

    def __init__(self, workshop: Path, kind: str, *mkfs_options: str) -> None:
        self.image = workshop / f"{kind}.image"
        with self.image.open("wb") as image:
            image.truncate(SIZES[kind])
        _run(f"mkfs.{kind}", "-q", *mkfs_options, str(self.image))
        self._device = _run("losetup", "--find", "--show", str(self.image))
        try:
            super().__init__(self._device, kind, workshop / kind)
        except BaseException:
            self._detach()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._detach()

    def cut(self, how: Cut) -> None:
        """The power goes; what else a test has open here only gets errors from now on."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, _SHUT_DOWN, struct.pack("I", how))
        finally:
            os.close(folder)

    def abort(self) -> None:
        """ext4 goes read-only, as it does by itself after an error in its own books."""
        self._mount("abort", _REMOUNT)

    def remount(self) -> None:
        """The machine starts again: nothing that was only in memory is left. Nobody may have files open."""
        self.unmount()
        self.mount()

    @contextmanager
    def shrunk(self, size: int) -> Iterator[None]:
        """Everything behind `size` bytes cannot be read or written for a while."""
        with self.image.open("r+b") as image:
            image.seek(size)
            behind = image.read()
            image.truncate(size)
            _run("losetup", "-c", self._device)
            yield
            image.seek(size)
            image.write(behind)
        _run("losetup", "-c", self._device)

    def _detach(self) -> None:
        _run("losetup", "--detach", self._device)
        self.image.unlink()


def must_have(*programs: str) -> None:
    """Skips the test where no disk can be mounted; where one could be (root, in CI) it fails instead."""
    excuse = _excuse()
    if excuse:
        pytest.skip(excuse)
    for program in programs:
        if shutil.which(program) is None:
            _unable(f"{program} is not installed")


def _excuse() -> str:
    if sys.platform != "linux":
        return "file systems are mounted on Linux only"
    if os.geteuid() != 0:
        return "only root may mount a file system"
    return "" if Path("/dev/loop-control").exists() else "this kernel has no loop devices"


def _unable(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"not to be left out here: {reason}")
    pytest.skip(reason)


@contextmanager
def loop_disk(kind: str, *mkfs_options: str) -> Iterator[LoopDisk]:
    """A disk of a kind of file system, or a reason to skip. Its image lies in memory if it can: syncs cost little."""
    must_have(f"mkfs.{kind}", "losetup")
    with TemporaryDirectory(prefix="toadam-", dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as workshop:
        try:
            disk = LoopDisk(Path(workshop), kind, *mkfs_options)
        except OSError as error:
            _unable(f"no {kind} can be mounted: {error}")
        with disk:
            yield disk


@contextmanager
def memory_disk(folder: Path, size: int = MEBIBYTE) -> Iterator[MemoryDisk]:
    """A small disk in memory, or a reason to skip."""
    must_have()
    try:
        disk = MemoryDisk(folder, size)
    except OSError as error:
        _unable(f"no tmpfs can be mounted: {error}")
    with disk:
        yield disk


def drop_caches() -> None:
    """What is read from now on comes from the medium."""
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3\n", encoding="ascii")


_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), what)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout.strip()


def _fill(fd: int, block: bytes) -> None:
    try:
        while True:
            os.write(fd, block)
    except OSError:
        return
