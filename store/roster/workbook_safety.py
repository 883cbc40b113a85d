"""Looks through an .xlsx before the reader is let at it: what would make the reader ask for all the memory there is.

Two cells, A1 and XFD1048576, fit into 1.4 kB, and calamine answers with an array of 17 billion cells. So every part is
unpacked here once, bounded, and every cell's address is looked at; nothing is kept.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW, MOST_BYTES, MOST_CELLS
from store.roster.refusal import NoRoster, NotReadable

_MOST_PARTS = 2_000
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_WORKBOOK = "xl/workbook.xml"
_XML = (".xml", ".rels")
_LETTERS = 26


def check_workbook(content: bytes) -> None:
    """Raises `NotReadable` unless this is an .xlsx of bearable size whose cells all lie within bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotReadable(NoRoster.DAMAGED) from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or len({part.filename.lower() for part in parts}) < len(parts):
        raise NotReadable(NoRoster.UNSAFE)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise NotReadable(NoRoster.PROTECTED)
    if all(part.filename.lower() != _WORKBOOK for part in parts):
        raise NotReadable(NoRoster.NOT_A_WORKBOOK)
    budget = _Budget()
    for part in parts:
        with archive.open(part) as stream:
            _check_part(part.filename, stream, budget)


class _Budget:
    """What is left of the bytes and cells that a whole file may have."""

    def __init__(self) -> None:
        self._bytes = MOST_BYTES
        self._cells = MOST_CELLS

    def spend(self, count: int) -> None:
        self._bytes -= count
        if self._bytes < 0:
            raise NotReadable(NoRoster.TOO_LARGE, highest=MOST_BYTES)

    def spend_cell(self) -> None:
        self._cells -= 1
        if self._cells < 0:
            raise NotReadable(NoRoster.TOO_LARGE, highest=MOST_BYTES)


def _check_part(name: str, stream: IO[bytes], budget: _Budget) -> None:
    parser = _parser(budget) if name.lower().endswith(_XML) else None
    while chunk := stream.read(_CHUNK):
        budget.spend(len(chunk))
        if parser:
            parser = _fed(parser, name, chunk)


def _fed(parser: expat.XMLParserType, name: str, chunk: bytes) -> expat.XMLParserType | None:
    """The parser, or none any more: outside the workbook proper, some programs write XML that is none."""
    try:
        parser.Parse(chunk, False)
    except expat.ExpatError as error:
        if name.lower().startswith("xl/"):
            raise NotReadable(NoRoster.DAMAGED) from error
        return None
    return parser


def _parser(budget: _Budget) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    walk = _Walk(budget)
    parser.StartDoctypeDeclHandler = walk.doctype
    parser.StartElementHandler = walk.start
    return parser


class _Walk:
    """Follows the cells of a worksheet; where addresses are left out, they count on as the reader counts."""

    def __init__(self, budget: _Budget) -> None:
        self._budget = budget
        self._row = 0
        self._column = 0

    def doctype(self, *_: object) -> None:
        raise NotReadable(NoRoster.UNSAFE)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._cell(attributes.get("r", ""))
            case "v" | "is":
                self._content()
            case "row":
                self._row = _number(attributes.get("r", ""), self._row + 1)
                self._column = 0

    def _cell(self, address: str) -> None:
        found = _CELL.fullmatch(address)
        self._column = _column(found[1]) if found else self._column + 1
        self._row = int(found[2]) if found else self._row

    def _content(self) -> None:
        """Only cells with content count: offices colour whole columns to the last row."""
        self._budget.spend_cell()
        if self._row > HIGHEST_ROW or self._column > HIGHEST_COLUMN:
            raise NotReadable(
                NoRoster.TOO_FAR,
                row=self._row,
                column=self._column,
                highest_row=HIGHEST_ROW,
                highest_column=HIGHEST_COLUMN,
            )


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise


def _column(letters: str) -> int:
    """`A` → 1, `XFD` → 16384."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
