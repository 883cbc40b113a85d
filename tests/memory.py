"""An operating system whose disk is memory: fast enough to open a conference hundreds of thousands of times."""

from __future__ import annotations

import datetime as dt
import errno
import os
from itertools import count
from pathlib import Path

from disks import Files
from store.engine.platform import Edition, Identity
from stores import QuietSystem


class Content:
    """What a name stands for; an open descriptor keeps it when the name goes."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data
        self.holders: dict[int, bool] = {}
        """Descriptors that hold its lock, and whether they share it."""


class Memory(QuietSystem):
    """Files in a dictionary. For one thread: waiting for a lock that somebody holds is an error."""

    def __init__(self, files: Files, boot: str = "boot") -> None:
        super().__init__()
        self.names = {path: Content(data) for path, data in files.items()}
        self._boot = boot
        self._open: dict[int, Content] = {}
        self._fds = count(3)

    def files(self) -> Files:
        return {path: content.data for path, content in self.names.items()}

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        if path not in self.names:
            if not create:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
            self.names[path] = Content()
        return self._opened(path)

    def open_new(self, path: Path) -> int:
        self.names.setdefault(path, Content()).data = b""
        return self._opened(path)

    def _opened(self, path: Path) -> int:
        fd = next(self._fds)
        self._open[fd] = self.names[path]
        return fd

    def close(self, fd: int) -> None:
        self._open.pop(fd).holders.pop(fd, None)

    def size(self, fd: int) -> int:
        return len(self._open[fd].data)

    def identity(self, file: int | str) -> Identity:
        return 0, id(self._open[file] if isinstance(file, int) else self._named(Path(file)))

    def edition(self, path: str) -> Edition:
        content = self._named(Path(path))
        return Edition(id(content), len(content.data), hash(content.data))

    def _named(self, path: Path) -> Content:
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return self.names[path]

    def read_at(self, fd: int, length: int, offset: int) -> bytes:
        return self._open[fd].data[offset : offset + length]

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        content = self._open[fd]
        content.data = content.data[:offset].ljust(offset, b"\0") + data + content.data[offset + len(data) :]

    def write(self, fd: int, data: bytes) -> None:
        self._open[fd].data += data

    def replace(self, source: Path, target: Path) -> None:
        inside = [path for path in self.names if source in path.parents]
        for path in [source] if source in self.names else inside:
            self.names[target / path.relative_to(source)] = self.names.pop(path)

    def remove(self, path: Path) -> None:
        self.names.pop(path, None)

    def make_folder(self, path: Path) -> None:
        """Folders are where files are."""

    def remove_folder(self, folder: Path) -> None:
        for name in self.names_in(folder):
            self.remove(folder / name)

    def exists(self, path: Path) -> bool:
        return path in self.names or any(path in other.parents for other in self.names)

    def names_in(self, folder: Path) -> list[str]:
        start = f"{folder}{os.sep}"
        inside = (str(path).removeprefix(start) for path in self.names if str(path).startswith(start))
        return list({name.split(os.sep, 1)[0]: None for name in inside})

    def read_file(self, path: Path) -> bytes:
        return self._named(path).data

    def lock(self, fd: int, *, shared: bool = False, wait: bool = True) -> bool:
        holders = self._open[fd].holders
        if any(not (shared and others) for other, others in holders.items() if other != fd):
            assert not wait, "nobody is there who could let go of the lock"
            return False
        holders[fd] = shared
        return True

    def unlock(self, fd: int) -> None:
        self._open[fd].holders.pop(fd, None)

    def filesystem_kind(self, folder: Path) -> str:
        return ""

    def boot_clock_ms(self) -> int:
        return int(self.day.timestamp() * 1000)

    def boot_id(self) -> str:
        return self._boot

    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        return self.day.astimezone(zone)
