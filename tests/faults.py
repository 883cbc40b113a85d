"""Operating systems that go wrong: one that fails at a chosen call, one that remembers every call for a replay.

`Recording` writes down what the engine did to the disk; `Disk` replays any prefix of it and says what a kill or a power
cut at that moment may have left.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

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

    def _may_fail(self, name: str) -> None:
        if self._called(name):
            raise OSError(self.error, os.strerror(self.error))

    def size(self, fd: int) -> int:
        self._may_fail("size")
        return super().size(fd)

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
            raise OSError(self.error, os.strerror(self.error))
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

    def remove_folder(self, path: Path) -> None:
        self._may_fail("remove_folder")
        super().remove_folder(path)

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
    """Remembers everything that changes the disk."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._paths: dict[int, Path] = {}

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        if create and not path.exists():
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

    def remove_folder(self, path: Path) -> None:
        self.calls.append(Call("remove_folder", path))
        super().remove_folder(path)


@dataclass
class _File:
    content: bytes = b""
    durable: bytes = b""


@dataclass
class Disk:
    """Names and contents, as programs see them and as the medium has them."""

    names: dict[Path, _File] = field(default_factory=dict)
    durable_names: dict[Path, _File] = field(default_factory=dict)
    removed: set[Path] = field(default_factory=set)
    """Names whose removal is not durable yet: it too may reach the medium before older changes."""
    last_rename: tuple[Path, _File] | None = None
    """The newest name that is not durable yet: a file system may bring it to the medium before older ones."""

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A disk on which everything in the folder is durable."""
        files = {path: _File(content, content) for path, content in files_in(folder).items()}
        return cls(dict(files), dict(files))

    def apply(self, call: Call) -> None:
        getattr(self, f"_{call.what}")(call)

    def _create(self, call: Call) -> None:
        self.names[call.path] = _File()

    def _write(self, call: Call) -> None:
        file = self.names[call.path]
        offset = len(file.content) if call.offset < 0 else call.offset
        before = file.content[:offset].ljust(offset, b"\0")
        file.content = before + call.data + file.content[offset + len(call.data) :]

    def _sync(self, call: Call) -> None:
        # The name of an open file may have been taken over since; then the sync is of no file we can still see.
        if call.path in self.names:
            self.names[call.path].durable = self.names[call.path].content

    def _sync_folder(self, call: Call) -> None:
        """Its files and its folders by name; what is new inside of those needs a sync of theirs."""
        kept = {path: file for path, file in self.durable_names.items() if call.path not in _folders(path)}
        named = {id(file) for file in self.durable_names.values()}
        self.last_rename = None
        self.removed = {path for path in self.removed if call.path not in _folders(path)}
        self.durable_names = kept | {
            path: file
            for path, file in self.names.items()
            if path.parent == call.path or (call.path in _folders(path) and id(file) in named)
        }

    def _replace(self, call: Call) -> None:
        moved = [path for path in self.names if path == call.path or call.path in path.parents]
        for path in moved:
            target = call.target if path == call.path else call.target / path.relative_to(call.path)
            self.names[target] = self.names.pop(path)
            self.last_rename = target, self.names[target]

    def _remove(self, call: Call) -> None:
        self.names.pop(call.path, None)
        self.removed.add(call.path)

    def _make_folder(self, call: Call) -> None:
        pass

    def _remove_folder(self, call: Call) -> None:
        pass

    def after_kill(self) -> dict[Path, bytes]:
        """The machine goes on: everything that was written is there."""
        return {path: file.content for path, file in self.names.items()}

    def after_power_cut(self, lock: str) -> Iterator[tuple[str, dict[Path, bytes]]]:
        """What a power cut may leave: names and contents each as synced or as last written; the size may grow first.

        The file that ends in `lock` is never synced and may have reached the medium all the same.
        """
        last_only = self.durable_names | dict([self.last_rename] if self.last_rename else [])
        removed_only = {path: file for path, file in self.durable_names.items() if path not in self.removed}
        for names_are, names in (
            ("old names", self.durable_names),
            ("new names", self.names),
            *([("only the last rename", last_only)] if self.last_rename else []),
            *([("only the removals", removed_only)] if self.removed else []),
        ):
            for contents_are in ("synced", "written", "zeros"):
                left = {path: _left(file, contents_are) for path, file in names.items()}
                yield f"{names_are}, {contents_are}", left
                with_lock = {path: file.content for path, file in self.names.items() if path.name.endswith(lock)}
                yield f"{names_are}, {contents_are}, new lock", left | with_lock

    def copy(self) -> Disk:
        return deepcopy(self)


def _folders(path: Path) -> tuple[Path, Path]:
    return path.parent, path.parent.parent


def cuts(disk: Disk, calls: list[Call], lock: str = ".lock") -> Iterator[tuple[int, dict[Path, bytes], QuietSystem]]:
    """After how many calls, what may be left, and the machine that finds it: killed or without power, before each call
    or in the middle of a write. What may be left at several moments is given once, for the last of them: the most had
    been promised by then."""
    found = {(type(left[2]), *sorted(left[1].items())): left for left in _all_cuts(disk, calls, lock)}
    yield from found.values()


def _all_cuts(disk: Disk, calls: list[Call], lock: str) -> Iterator[tuple[int, dict[Path, bytes], QuietSystem]]:
    for made, call in enumerate([*calls, None]):
        yield made, disk.after_kill(), QuietSystem()
        for _what, left in disk.after_power_cut(lock):
            yield made, left, OtherBoot()
        if call is None:
            return
        if call.what == "write" and call.offset < 0:
            torn = disk.copy()
            torn.apply(call._replace(data=call.data[: len(call.data) // 2]))
            yield made, torn.after_kill(), QuietSystem()
        disk.apply(call)


def files_in(folder: Path) -> dict[Path, bytes]:
    """Every file in a folder and the folders in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _left(file: _File, contents_are: str) -> bytes:
    if contents_are == "written":
        return file.content
    if contents_are == "zeros":
        return file.durable[: len(file.content)].ljust(len(file.content), b"\0")
    return file.durable


def lay_out(files: dict[Path, bytes], source: Path, target: Path) -> None:
    """Writes the files that lay in `source` into `target`."""
    for path, content in files.items():
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


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
