"""Looks through an .xlsx before the reader is let at it: what would make the reader ask for all the memory there is.

Two cells, A1 and XFD1048576, fit into 1.4 kB, and calamine answers with an array of 17 billion cells. So every part is
unpacked here once, bounded, and every cell's address is looked at; nothing is kept.
"""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat

from store.roster import archive
from store.roster.limits import Budget, Extent
from store.roster.refusal import NoRoster, NotReadable

PART = "xl/workbook.xml"
"""The part that makes an archive a workbook."""

_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_XML = (".xml", ".rels")
_LETTERS = 26


def check_workbook(content: bytes) -> None:
    """Raises `NotReadable` unless this is an .xlsx of bearable size whose cells all lie within bounds."""
    with archive.opened(content) as parts:
        budget = Budget()
        for part in parts.infolist():
            with parts.open(part) as stream:
                _check_part(part.filename, stream, budget)


def _check_part(name: str, stream: IO[bytes], budget: Budget) -> None:
    parser = _parser(budget) if name.lower().endswith(_XML) else None
    for piece in archive.pieces(stream, budget):
        if parser:
            parser = _fed(parser, name, piece)


def _fed(parser: expat.XMLParserType, name: str, piece: bytes) -> expat.XMLParserType | None:
    """The parser, or none any more: outside the workbook proper, some programs write XML that is none."""
    try:
        archive.feed(parser, piece)
    except NotReadable as refusal:
        if refusal.reason is not NoRoster.DAMAGED or name.lower().startswith("xl/"):
            raise
        return None
    return parser


def _parser(budget: Budget) -> expat.XMLParserType:
    parser = archive.xml_parser()
    parser.StartElementHandler = _Walk(Extent(budget)).start
    return parser


class _Walk:
    """Follows the cells of a worksheet; where addresses are left out, they count on as the reader counts."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._row = 0
        self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._cell(attributes.get("r", ""))
            case "v" | "is":
                # Only cells with content count: offices colour whole columns to the last row.
                self._extent.add(self._row, self._column)
            case "row":
                self._row = _number(attributes.get("r", ""), self._row + 1)
                self._column = 0

    def _cell(self, address: str) -> None:
        found = _CELL.fullmatch(address)
        self._column = _column(found[1]) if found else self._column + 1
        self._row = int(found[2]) if found else self._row


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise


def _column(letters: str) -> int:
    """`A` → 1, `XFD` → 16384."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
