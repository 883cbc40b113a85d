"""Copying the files of a conference: so many bytes of each, in pieces, and read back before the copy gets its name."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from store.engine.platform import System
from store.progress import Progress, added, unwatched

UNFINISHED: Final = ".unfinished"
"""What the name of a folder ends in while it is being made or removed."""

_CHUNK: Final = 1 << 20
"""After a long day a journal is larger than what a window may take of the memory."""


class OnDisk(NamedTuple):
    """A file of the conference as it stands at some moment."""

    path: Path
    length: int
    """How many of its bytes count."""
    digest: str | None = None
    """What SHA-256 of them is, where it is known."""

    @property
    def name(self) -> str:
        return self.path.name

    def pieces(self, system: System) -> Iterator[bytes]:
        """The bytes that count. Raises `OSError` if they are not there, or others in their place."""
        digest = sha256()
        for piece in _pieces(self.path, self.length, system):
            digest.update(piece)
            yield piece
        if self.digest not in (None, digest.hexdigest()):
            raise _changed(self.path)


class InMemory(NamedTuple):
    """A file that is not there, or no longer ours."""

    name: str
    content: bytes

    @property
    def length(self) -> int:
        return len(self.content)

    def pieces(self, _system: System) -> Iterator[bytes]:
        """All of it."""
        yield self.content


class Rendered(NamedTuple):
    """A file that is not there, whose content is put together when it is wanted."""

    name: str
    content: Callable[[], bytes]

    @property
    def length(self) -> int:
        return len(self.content())

    def pieces(self, _system: System) -> Iterator[bytes]:
        """All of it."""
        yield self.content()


Part = OnDisk | InMemory | Rendered


def copy_files(parts: Sequence[Part], finished: Path, system: System, progress: Progress = unwatched) -> None:
    """Makes a folder of these files. Raises `OSError`, and then there is none: half of it would fill a full disk."""
    unfinished = finished.with_name(f"{finished.name}.{os.getpid()}{UNFINISHED}")
    try:
        for folder in (finished.parent, unfinished):
            system.make_folder(folder)
        more = added(progress, sum(part.length for part in parts))
        for part in parts:
            _copy(part, unfinished / part.name, system, more)
        system.sync_folder(unfinished)
        system.replace(unfinished, finished)
    except OSError:
        remove_folder(unfinished, system)
        raise
    for folder in (finished.parent, finished.parent.parent):
        system.sync_folder(folder)


def remove_folder(folder: Path, system: System) -> None:
    """As far as the disk lets us; nothing hangs on it."""
    with suppress(OSError):
        system.remove_folder(folder)


def _copy(part: Part, target: Path, system: System, more: Callable[[int], None]) -> None:
    written, length, fd = sha256(), 0, system.open_new(target)
    try:
        for piece in part.pieces(system):
            system.write(fd, piece)
            written.update(piece)
            length += len(piece)
            more(len(piece))
        system.sync(fd)
    finally:
        system.close(fd)
    found = sha256()
    for piece in _pieces(target, length, system):
        found.update(piece)
    if found.digest() != written.digest():
        raise OSError(f"{target}: what was written is not what can be read")


def _pieces(path: Path, length: int, system: System) -> Iterator[bytes]:
    """The bytes that count. Raises `OSError` if they are not there."""
    fd = system.open(path)
    try:
        for offset in range(0, length, _CHUNK):
            wanted = min(_CHUNK, length - offset)
            piece = system.read_at(fd, wanted, offset)
            if len(piece) < wanted:
                raise _changed(path)
            yield piece
    finally:
        system.close(fd)


def _changed(path: Path) -> OSError:
    return OSError(errno.ESTALE, "changed by another program", str(path))
