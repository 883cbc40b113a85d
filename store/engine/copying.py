"""Copying the files of a conference: so many bytes of each, in pieces, and read back before the copy gets its name."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from store.engine.platform import System

UNFINISHED: Final = ".unfinished"
"""What the name of a folder ends in while it is being made or removed."""

_CHUNK: Final = 1 << 20
"""After a long day a journal is larger than what a window may take of the memory."""


class DurableFile(NamedTuple):
    """A file of the conference as it stands at some moment."""

    path: Path
    length: int
    """How many of its bytes count."""
    digest: str | None = None
    """What SHA-256 of them is, where it is known."""


def copy_files(files: Iterable[DurableFile], finished: Path, system: System) -> None:
    """Makes a folder of these files. Raises `OSError`, and then there is none: half of it would fill a full disk."""
    unfinished = finished.with_name(f"{finished.name}.{os.getpid()}{UNFINISHED}")
    try:
        system.make_folder(unfinished)
        for file in files:
            _copy(file, unfinished / file.path.name, system)
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


def _copy(file: DurableFile, target: Path, system: System) -> None:
    digest, fd = sha256(), system.open_new(target)
    try:
        for piece in _pieces(file.path, file.length, system):
            system.write(fd, piece)
            digest.update(piece)
        system.sync(fd)
    finally:
        system.close(fd)
    if file.digest not in (None, digest.hexdigest()):
        raise _changed(file.path)
    if _digest(target, file.length, system) != digest.hexdigest():
        raise OSError(f"{target}: what was written is not what can be read")


def _digest(path: Path, length: int, system: System) -> str:
    digest = sha256()
    for piece in _pieces(path, length, system):
        digest.update(piece)
    return digest.hexdigest()


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
