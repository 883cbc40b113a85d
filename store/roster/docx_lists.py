"""From the tables and paragraphs of a document to sheets: one for each list, however many tables Word keeps it in.

Offices split tables, and write above each part, as a paragraph, the heading that a spreadsheet has in a row. So

- a table without a header continues the table before it if it has as many columns;
- a table whose header says the same as that of an earlier list continues that list;
- paragraphs between the tables of one list are rows of it, each with one cell, in their place; where the table below
  has a header, those behind the last signature stand under it, since signatures end a list and a header resumes it;
- above the first table of a list stand letterhead and title. The paragraphs right above it are headings, and stand
  under its header, if they are numbered as headings are (`I.`, `2)`) or count people (`(12 đ/c)`); without these it is
  the last paragraph alone, if the document has several tables with headers. Remarks in brackets are none;
- a paragraph under a list that states its total is a row of it;
- a table of one column without a header is a box around paragraphs;
- the rows of a table that fits nowhere, but has numbered ones, go to the list above it, each in a single cell and
  without its number: nobody can be read from them, but they are seen and doubted.

Anything else is a sheet of its own. Rows are counted through all tables of a list, with the paragraphs among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

import msgspec

from store.roster.columns import Header, find_header
from store.roster.docx_layout import Table
from store.roster.grid import Merged, Sheet
from store.roster.headings import heading_of
from store.roster.legacy import converted
from store.roster.people import looks_like_name
from store.roster.rows import is_signing, states_total
from store.roster.words import plain
from store.vietnamese import fold

_NAME = "Bảng {}"


def sheets(blocks: list[str | Table]) -> list[Sheet]:
    """The lists of a document; hidden ones there are none."""
    read = _read(blocks)
    lists = _Lists(several=sum(isinstance(block, _Block) and bool(block.header) for block in read) > 1)
    for block in read:
        if isinstance(block, _Paragraph):
            lists.add_paragraph(block)
        else:
            lists.add_table(block)
    return [each.sheet() for each in lists.all]


class _Paragraph(NamedTuple):
    """A paragraph as it was written, and as it is read, whatever it was encoded in."""

    text: str
    plain: str


class _Block(NamedTuple):
    """A table, the how manieth in the document, its header if it has one, and whether any of its rows has a number."""

    number: int
    table: Table
    header: Header | None
    numbered: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """What the header says, in letters alone; empty without one."""
        return tuple(map(fold, self.header.labels)) if self.header else ()


def _read(blocks: list[str | Table]) -> list[_Paragraph | _Block]:
    """Paragraphs that have a text, and tables that are more than a box around paragraphs.

    What each is can only be told once it is in Unicode. What is handed on is left as it was written.
    """
    parts = list(_parts(blocks))
    texts = [part for part in parts if isinstance(part, str)]
    readable = iter(converted(Sheet(name="", rows=[texts])).sheet.rows[0])
    read = [_Paragraph(part, plain(next(readable))) if isinstance(part, str) else part for part in parts]
    return [part for part in read if isinstance(part, _Block) or part.plain]


def _parts(blocks: list[str | Table]) -> Iterator[str | _Block]:
    number = 0
    for block in blocks:
        if isinstance(block, str):
            yield block
            continue
        number += 1
        seen = converted(Sheet(name="", rows=block.rows, merged=block.merged)).sheet
        header = find_header(seen)
        if header or block.width > 1:
            yield _Block(number, block, header, any(_is_number(row[0]) for row in seen.rows))
        else:
            yield from (cell for row in block.rows for cell in row)


def _is_number(text: str) -> bool:
    return text.strip().rstrip(".").isdecimal()


class _Lists:
    """The lists, as tables and paragraphs come."""

    def __init__(self, *, several: bool) -> None:
        self.all: list[_List] = []
        self._several = several
        self._above: list[_Paragraph] = []
        self._last: _List | None = None

    def add_paragraph(self, paragraph: _Paragraph) -> None:
        """A total belongs to the list above it; everything else waits for the next table."""
        if self._last and self._last.labels and states_total(paragraph.plain):
            self._last.add_text(paragraph.text)
            return
        self._above.append(paragraph)
        for each in self.all:
            each.since.append(paragraph)

    def add_table(self, block: _Block) -> None:
        """A table goes on with a list or begins one."""
        above, self._above = self._above, []
        headed = next((each for each in reversed(self.all) if each.labels), None)
        if home := self._home(block):
            home.go_on(block)
            self._last = home
        elif headed and block.numbered and not block.header:
            for row in block.table.rows:
                headed.add_text("; ".join(filter(None, row[_is_number(row[0]) :])))
        else:
            self._last = _List(block, _headings(above, several=self._several))
            self.all.append(self._last)

    def _home(self, block: _Block) -> _List | None:
        if block.header:
            return next((each for each in reversed(self.all) if each.labels == block.labels), None)
        return self._last if self._last and self._last.width == block.table.width else None


class _List:
    """A list that may go on; `since` has the paragraphs behind its last table."""

    def __init__(self, block: _Block, headings: list[_Paragraph]) -> None:
        self.labels = block.labels
        self.width = block.table.width
        self.since: list[_Paragraph] = []
        self._name = _NAME.format(block.number)
        self._rows: list[list[str]] = []
        self._merged: list[Merged] = []
        self._add(block, headings if block.header else [])

    def sheet(self) -> Sheet:
        """The list as a sheet."""
        return Sheet(name=self._name, rows=self._rows, merged=self._merged)

    def add_text(self, text: str) -> None:
        """A row of one cell."""
        self._rows.append([text] + [""] * (self.width - 1))

    def go_on(self, block: _Block) -> None:
        """A table that continues the list, and the paragraphs between."""
        resumed = _end_of_signatures(self.since) if block.header else len(self.since)
        for paragraph in self.since[:resumed]:
            self.add_text(paragraph.text)
        self._add(block, self.since[resumed:])
        self.since = []

    def _add(self, block: _Block, under: list[_Paragraph]) -> None:
        """The rows of a table, with paragraphs under its header."""
        first = len(self._rows)
        body = block.header.bottom + 1 if block.header else 0
        self._rows += block.table.rows[:body]
        for paragraph in under:
            self.add_text(paragraph.text)
        self._rows += block.table.rows[body:]
        self._merged += [
            _shifted(merged, first + (len(under) if merged.top >= body else 0)) for merged in block.table.merged
        ]


def _shifted(block: Merged, rows: int) -> Merged:
    return msgspec.structs.replace(block, top=block.top + rows, bottom=block.bottom + rows)


def _headings(above: list[_Paragraph], *, several: bool) -> list[_Paragraph]:
    """Those of the paragraphs above the first table of a list that are headings of it."""
    texts = [paragraph for paragraph in above if not _is_remark(paragraph)]
    marked = list(takewhile(_is_marked, reversed(texts)))[::-1]
    if marked or not several:
        return marked
    return [paragraph for paragraph in texts[-1:] if not is_signing(paragraph.plain)]


def _is_marked(paragraph: _Paragraph) -> bool:
    heading = heading_of(paragraph.plain)
    return bool(heading.mark) or heading.stated is not None


def _is_remark(paragraph: _Paragraph) -> bool:
    return paragraph.plain.startswith("(") and not _is_marked(paragraph)


def _end_of_signatures(paragraphs: list[_Paragraph]) -> int:
    """How many of the paragraphs belong to signatures: up to the last that signs, and the names behind it."""
    signing = [index for index, paragraph in enumerate(paragraphs) if is_signing(paragraph.plain)]
    if not signing:
        return 0
    end = signing[-1] + 1
    return end + sum(1 for _ in takewhile(lambda paragraph: looks_like_name(paragraph.plain), paragraphs[end:]))
