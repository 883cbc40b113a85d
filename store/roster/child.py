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

from store.roster import delimited, docx, workbook
from store.roster.file_kind import EXTENSIONS, FileKind, kind_of, refuse_strangers
from store.roster.grid import MOST_BYTES, Book, Reply
from store.roster.refusal import NoRoster, NotReadable

MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space. Windows has no such limit for a process to set itself: there the checks made before reading
and the parent's time limit stand alone."""

READERS: dict[FileKind, Callable[[bytes], Book]] = {
    FileKind.XLSX: workbook.read_xlsx,
    FileKind.XLS: workbook.read_xls,
    FileKind.DOCX: docx.read,
    FileKind.TEXT: delimited.read,
}
"""One reader for each kind of file: bytes in, a book out, `NotReadable` for a reason."""

_TEXTS = (".csv", ".tsv", ".txt", ".xls")
"""Names under which text is read: programs of offices save columns apart by tabs as .xls."""


def main(arguments: list[str]) -> None:
    """Answers for the one file named."""
    limit_memory()
    sys.stdout.buffer.write(_answer(Path(arguments[0])))


def limit_memory() -> None:
    """Has the operating system refuse what no roster needs, and leave no core behind."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _answer(path: Path) -> bytes:
    """The reply as JSON, of a size the parent can bear: a few kilobytes of workbook can name one long text anywhere."""
    answer = msgspec.json.encode(_reply(path))
    if len(answer) > MOST_BYTES:
        return msgspec.json.encode(Reply(reason=NoRoster.TOO_LARGE, values={"highest": MOST_BYTES}))
    return answer


def _reply(path: Path) -> Reply:
    try:
        return Reply(book=_book(path))
    except NotReadable as error:
        return Reply(reason=error.reason, values=error.values)


def _book(path: Path) -> Book:
    content = _content(path)
    refuse_strangers(content)
    extension = path.suffix.lower()
    if extension not in EXTENSIONS:
        raise NotReadable(NoRoster.UNSUPPORTED, extension=extension, supported=", ".join(sorted(EXTENSIONS)))
    kind = kind_of(content)
    if kind is FileKind.OTHER or (kind is FileKind.TEXT and extension not in _TEXTS):
        raise NotReadable(NoRoster.NOT_A_WORKBOOK, extension=extension)
    return READERS[kind](content)


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
