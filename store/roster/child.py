"""The process in which files from outside are taken apart: `python -m store.roster.child FILE`.

It knows nothing of the conference, limits its own memory before it opens anything, and answers on standard output with
one `Reply` as JSON. Whatever a file does to it, it does to this process alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from store.roster import csv_text, xlsx
from store.roster.file_kind import refuse_strangers
from store.roster.grid import MOST_BYTES, Book, Reply
from store.roster.refusal import NoRoster, NotReadable

MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space. Windows has no such limit for a process to set itself: there the checks made before reading
and the parent's time limit stand alone."""

READERS: dict[str, Callable[[bytes], Book]] = {".csv": csv_text.read, ".xlsx": xlsx.read}
"""One reader for each extension: bytes in, a book out, `NotReadable` for a reason."""


def main(arguments: list[str]) -> None:
    """Answers for the one file named."""
    limit_memory()
    answer = msgspec.json.encode(_reply(Path(arguments[0])))
    sys.stdout.buffer.write(answer)


def limit_memory() -> None:
    """Has the operating system refuse what no roster needs, and leave no core behind."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _reply(path: Path) -> Reply:
    try:
        return Reply(book=_book(path))
    except NotReadable as error:
        return Reply(reason=error.reason, values=error.values)


def _book(path: Path) -> Book:
    content = _content(path)
    refuse_strangers(content)
    extension = path.suffix.lower()
    if extension not in READERS:
        raise NotReadable(NoRoster.UNSUPPORTED, extension=extension, supported=", ".join(sorted(READERS)))
    return READERS[extension](content)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotReadable(NoRoster.MISSING) from error
    except OSError as error:
        raise NotReadable(NoRoster.UNREADABLE, detail=error.strerror or str(error)) from error
    if len(content) > MOST_BYTES:
        raise NotReadable(NoRoster.TOO_LARGE, highest=MOST_BYTES)
    return content


if __name__ == "__main__":
    main(sys.argv[1:])
