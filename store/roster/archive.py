"""Archives of office files (.xlsx, .docx), opened as if they were built to harm, and the XML in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from store.roster.limits import Budget
from store.roster.refusal import NoRoster, NotReadable

MAGIC = b"PK\x03\x04"

_MOST_PARTS = 2_000
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_MOST_NESTED = 10_000
"""Elements within each other. Office programs write some thirty; a thousand tables within tables are still read."""


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, whose parts may be listed and read. Raises `NotReadable`, also for what goes wrong while it is read.

    Parts must be few, have different names and no password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotReadable(NoRoster.DAMAGED) from error


def _check(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS or len({part.filename.lower() for part in parts}) < len(parts):
        raise NotReadable(NoRoster.UNSAFE)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise NotReadable(NoRoster.PROTECTED)


def pieces(stream: IO[bytes], budget: Budget) -> Iterator[bytes]:
    """What a part unpacks to, bit by bit, each paid for: what an archive says of its sizes may be a lie."""
    while chunk := stream.read(_CHUNK):
        budget.spend(len(chunk))
        yield chunk


def xml_parser(namespace_separator: str | None = None) -> expat.XMLParserType:
    """A parser that refuses document types, and with them every entity that could grow. Handlers are the caller's."""
    parser = expat.ParserCreate(namespace_separator=namespace_separator)
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise NotReadable(NoRoster.UNSAFE)


def parse(parser: expat.XMLParserType, stream: IO[bytes], budget: Budget) -> None:
    """Feeds a whole part to a parser. Raises `NotReadable` for one that is no XML."""
    for piece in pieces(stream, budget):
        feed(parser, piece)
    feed(parser, b"", end=True)


def feed(parser: expat.XMLParserType, piece: bytes, *, end: bool = False) -> None:
    """Feeds a piece to a parser. Raises `NotReadable` for what is no XML, or in an encoding nobody knows."""
    try:
        parser.Parse(piece, end)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise NotReadable(NoRoster.DAMAGED) from error


class Nesting:
    """The elements that are open, by name, from the outermost on."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def enter(self, name: str) -> None:
        """Raises `NotReadable` for elements nested as no office program nests them."""
        self._names.append(name)
        if len(self._names) > _MOST_NESTED:
            raise NotReadable(NoRoster.UNSAFE)

    def leave(self) -> None:
        self._names.pop()

    def ends_in(self, name: str) -> bool:
        return self._names[-1:] == [name]


def tree(stream: IO[bytes], budget: Budget) -> Element:
    """A small part as a tree, its names as ElementTree writes them: `{namespace}name`. Raises `NotReadable`."""
    builder, nesting = TreeBuilder(), Nesting()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nesting.enter(tag)
        builder.start("{" + tag, attributes)

    def end(tag: str) -> None:
        nesting.leave()
        builder.end("{" + tag)

    parser = xml_parser(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse(parser, stream, budget)
    return builder.close()
