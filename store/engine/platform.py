"""Every call to the operating system that durability or sharing depends on, in one place.

The engine gets a `System` and touches the disk through nothing else, so a test can hand it one that fails, records or
forgets. What differs between Linux, macOS and Windows is decided here and nowhere else. The Windows and macOS branches
follow the vendors' documentation.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

LOCK_OFFSET: Final = 1 << 62
"""Windows locks are mandatory: the locked byte lies far beyond anything we read or write."""

RENAME_PATIENCE_S: Final = 2.5
"""How long a rename is retried on Windows while an antivirus or another reader holds the file."""

_BUSY_ON_WINDOWS: Final = (5, 32, 33)
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""


_POSITIONED: Final = hasattr(os, "pread")

_BOOT_CLOCK: Final = 0 if sys.platform == "win32" else getattr(time, "CLOCK_BOOTTIME", None) or time.CLOCK_MONOTONIC
"""CLOCK_MONOTONIC runs in sleep on macOS; on Linux only CLOCK_BOOTTIME does."""


Identity = tuple[int, int]
"""Tells a file from every other one, whatever its name: device and number."""


class Edition(NamedTuple):
    """Tells one state of a file from another without reading it."""

    file: int
    bytes: int
    written: int
    """When last, in nanoseconds."""


class System:
    """The real operating system. All methods raise `OSError`; paths are plain, file descriptors are ours to close."""

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        """A descriptor for reading and writing; a new file belongs to its owner alone."""
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        if create:
            flags |= os.O_CREAT
        if append:
            flags |= os.O_APPEND
        return os.open(path, flags, 0o600)

    def open_new(self, path: Path) -> int:
        """A descriptor for writing an empty file, whatever was there."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        return os.open(path, flags, 0o600)

    def close(self, fd: int) -> None:
        os.close(fd)

    def size(self, fd: int) -> int:
        return os.fstat(fd).st_size

    def identity(self, file: int | str) -> Identity:
        """Of an open file or of the one a path leads to. The same for all on Windows, which lets nobody delete, move or
        replace a file that is open."""
        if sys.platform == "win32":
            return 0, 0
        found = os.stat(file)  # noqa: PTH116  every scan waits for it: no object is made, and a descriptor has no Path
        return found.st_dev, found.st_ino

    def edition(self, path: str) -> Edition:
        found = os.stat(path)  # noqa: PTH116  as in `identity`
        return Edition(found.st_ino, found.st_size, found.st_mtime_ns)

    def read_at(self, fd: int, length: int, offset: int) -> bytes:
        """What is there, at most `length` bytes; shorter only at the end of the file."""
        if _POSITIONED:
            return os.pread(fd, length, offset)
        os.lseek(fd, offset, os.SEEK_SET)
        return os.read(fd, length)

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        """All of `data`, or an error, as with `write`."""
        if _POSITIONED:
            written = os.pwrite(fd, data, offset)
            while written < len(data):
                more = os.pwrite(fd, data[written:], offset + written)
                if more == 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                written += more
        else:
            os.lseek(fd, offset, os.SEEK_SET)
            self.write(fd, data)

    def write(self, fd: int, data: bytes) -> None:
        """All of `data`, or an error: a disk that takes only a part is full."""
        written = os.write(fd, data)
        while written < len(data):
            more = os.write(fd, data[written:])
            if more == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            written += more

    def sync(self, fd: int) -> None:
        """Returns when the file's content is on the medium, as far as the drive tells the truth."""
        if sys.platform == "darwin":
            import fcntl

            # fsync leaves the drive's own cache unwritten on macOS.
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        elif hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            os.fsync(fd)

    def sync_folder(self, folder: Path) -> None:
        """Makes names in the folder durable. Windows has no such call; there the order of the fold makes it
        harmless."""
        if sys.platform == "win32":
            return
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        """Atomic rename over whatever is there."""
        deadline = time.monotonic() + RENAME_PATIENCE_S
        while True:
            try:
                source.replace(target)
            except OSError as error:
                if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """In a folder that is there: the conference's own may have been moved away and must be able to come back."""
        path.mkdir(mode=0o700, exist_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """The folder and the files in it."""
        for name in self.names_in(folder):
            self.remove(folder / name)
        folder.rmdir()

    def exists(self, path: Path) -> bool:
        return path.exists()

    def names_in(self, folder: Path) -> list[str]:
        """The names in a folder, in no order; none if there is no such folder."""
        try:
            return [path.name for path in folder.iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def read_file(self, path: Path) -> bytes:
        return path.read_bytes()

    def write_new(self, path: Path, data: bytes) -> None:
        """The file with this content and no other, on the medium; its name becomes durable with `sync_folder`."""
        fd = self.open_new(path)
        try:
            self.write(fd, data)
            self.sync(fd)
        finally:
            self.close(fd)

    def lock(self, fd: int, *, shared: bool = False, wait: bool = True) -> bool:
        """Takes the file's lock, blocking in the kernel without polling; it dies with its process.

        With `wait=False` returns False at once if somebody else holds it.
        """
        if sys.platform == "win32":
            from store.engine import windows

            return windows.lock(fd, shared=shared, wait=wait, offset=LOCK_OFFSET)
        import fcntl

        operation = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(fd, operation if wait else operation | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(self, fd: int) -> None:
        if sys.platform == "win32":
            from store.engine import windows

            windows.unlock(fd, offset=LOCK_OFFSET)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_UN)

    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        """The time of day and the date, to the millisecond."""
        return dt.datetime.fromtimestamp(time.time_ns() // 1_000_000 / 1000, zone)

    def filesystem_kind(self, folder: Path) -> str:
        """The type of the file system a folder lies on, `network` for any network drive of Windows; empty if
        unknown."""
        if sys.platform == "win32":
            from store.engine import windows

            return "network" if windows.on_network_drive(str(folder.resolve())) else ""
        try:
            return _kind_of_mount(folder.resolve(), _mounts())
        except OSError:
            return ""

    def boot_clock_ms(self) -> int:
        """Milliseconds since the machine started, time asleep included."""
        if sys.platform == "win32":
            from store.engine import windows

            return windows.tick_count_ms()
        return time.clock_gettime_ns(_BOOT_CLOCK) // 1_000_000

    def surely_this_boot(self) -> str:
        """Like `boot_id`, but never the same in two boots; it may change within one.

        Windows counts boots only while its prefetcher runs, so there the moment of the start is added, which the clock
        being set moves.
        """
        if sys.platform == "win32":
            return f"{self.boot_id()} {int(time.time()) - self.boot_clock_ms() // 1000}"
        return self.boot_id()

    def boot_id(self) -> str:
        """A name for this run of the machine, the same in every process until it restarts."""
        if sys.platform == "linux":
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        elif sys.platform == "win32":  # noqa: RET505  mypy leaves out the branches of other platforms only in one chain
            from store.engine import windows

            return windows.boot_id()
        else:
            return _boot_session_uuid()


def _boot_session_uuid() -> str:
    """What macOS calls this run of the machine."""
    import ctypes

    libc = ctypes.CDLL(None)
    length = ctypes.c_size_t(64)
    value = ctypes.create_string_buffer(length.value)
    libc.sysctlbyname(b"kern.bootsessionuuid", value, ctypes.byref(length), None, 0)
    return value.value.decode("ascii")


def _mounts() -> list[tuple[Path, str]]:
    """Every mount point and the type of its file system."""
    if sys.platform == "linux":
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        fields = (line.split(" ") for line in lines)
        return [(Path(field[1].replace("\\040", " ")), field[2]) for field in fields]
    else:  # noqa: RET505  as in `boot_id`
        return _mounts_of_macos()


def _mounts_of_macos() -> list[tuple[Path, str]]:
    import subprocess

    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True).stdout
    except subprocess.SubprocessError as error:
        raise OSError(str(error)) from error
    found = (re.fullmatch(r".+ on (.+) \((\w+).*\)", line) for line in told.splitlines())
    return [(Path(match[1]), match[2]) for match in found if match]


def _kind_of_mount(folder: Path, mounts: list[tuple[Path, str]]) -> str:
    """Of the mount points above the folder the nearest decides, the last one mounted there."""
    above = [
        (len(point.parts), order, kind) for order, (point, kind) in enumerate(mounts) if folder.is_relative_to(point)
    ]
    return max(above)[2] if above else ""
