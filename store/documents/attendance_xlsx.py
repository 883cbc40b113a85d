"""The attendance list as a workbook to print: A4 landscape, one page wide, headings on every page. No formula."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from store.documents.attendance_tables import Sheet, Table, attendance_sheets
from store.documents.columns import Cell
from store.documents.roll import Roll
from store.documents.writing import write_whole
from store.records import Conference
from store.text import clean

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "Times New Roman"
SIZE = 12
LINE_HEIGHT = 16.5
"""Points a line of `SIZE` takes."""
LONGEST_CELL = 32_767
"""Letters Excel keeps in a cell; xlsxwriter drops longer words altogether."""
A4 = 9
NOBODY = "Không có."

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": SIZE},
}


class _Formats(NamedTuple):
    """Every way a cell is set."""

    left: Format
    right: Format
    title: Format
    subtitle: Format
    words: Format
    caption: Format
    heading: Format
    cell: Format
    centred: Format
    total: Format
    total_centred: Format


def attendance_xlsx(roll: Roll, path: Path, *, phones: bool = False) -> None:
    """Writes the workbook to `path`, over what was there. Raises `Unwritable`."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": clean(roll.conference.title), "company": clean(roll.conference.organiser.name)})
        formats = _formats(book)
        for sheet in attendance_sheets(roll, phones=phones):
            _Page(book.add_worksheet(sheet.name), formats, sheet).write(roll.conference)
    write_whole(path, content.getvalue())


def _formats(book: Workbook) -> _Formats:
    def of(**properties: Any) -> Format:
        return book.add_format({"valign": "vcenter", **properties})

    boxed = {"border": 1, "text_wrap": True}
    bold = {"bold": True}
    centre = {"align": "center"}
    return _Formats(
        left=of(**centre, text_wrap=True),
        right=of(**bold, **centre, text_wrap=True),
        title=of(**bold, **centre, font_size=14),
        subtitle=of(italic=True, **centre, text_wrap=True),
        words=of(text_wrap=True, font_size=13),
        caption=of(**bold),
        heading=of(**bold, **centre, **boxed, bg_color="#e7eef7"),
        cell=of(**boxed),
        centred=of(**centre, **boxed),
        total=of(**bold, **boxed),
        total_centred=of(**bold, **centre, **boxed),
    )


class _Page:
    """One worksheet while it is written, from the top down."""

    def __init__(self, worksheet: Worksheet, formats: _Formats, sheet: Sheet) -> None:
        self.worksheet = worksheet
        self.formats = formats
        self.sheet = sheet
        self.widths = _widths(sheet.tables)
        self.row = 0

    def write(self, conference: Conference) -> None:
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, width)
        self._letterhead(conference)
        for words in self.sheet.above:
            self._across(words, self.formats.words)
        first_heading = self.row + bool(self.sheet.tables[0].caption)
        for table in self.sheet.tables:
            self._table(table)
        for words in self.sheet.below:
            self._across(words, self.formats.words)
        self._print_setup(first_heading)

    def _letterhead(self, conference: Conference) -> None:
        organiser = conference.organiser
        self._halves(clean(organiser.superior).upper(), clean(organiser.supreme).upper(), self.formats.left)
        self._halves(clean(organiser.name).upper(), "", self.formats.right)
        self._across(self.sheet.title.upper(), self.formats.title)
        when = f"{conference.date:%d/%m/%Y}, {clean(conference.venue)}"
        self._across(f"{clean(conference.title)} ({when})", self.formats.subtitle)

    def _halves(self, left: str, right: str, format: Format) -> None:
        middle, last = _middle(self.widths), len(self.widths) - 1
        self.worksheet.merge_range(self.row, 0, self.row, middle, left, format)
        self.worksheet.merge_range(self.row, middle + 1, self.row, last, right, self.formats.right)
        self._next_row(max(_lines(left, sum(self.widths[: middle + 1])), 1))

    def _across(self, words: str, format: Format) -> None:
        self.worksheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, words, format)
        self._next_row(_lines(words, sum(self.widths)) + 0.4)

    def _table(self, table: Table) -> None:
        if table.caption:
            self.worksheet.write_string(self.row, 0, table.caption, self.formats.caption)
            self._next_row(1.4)
        centred = [True] * len(table.looks)
        self._cells(table.headings, centred, self.formats.heading, self.formats.heading)
        for cells in table.rows:
            self._cells(cells, [look.centred for look in table.looks], self.formats.cell, self.formats.centred)
        if table.total:
            middles = [look.centred for look in table.looks]
            self._cells(table.total, middles, self.formats.total, self.formats.total_centred)
        if not table.rows:
            self._across(NOBODY, self.formats.subtitle)

    def _cells(self, cells: Sequence[Cell], centred: Sequence[bool], plain: Format, middle: Format) -> None:
        for column, (cell, is_centred) in enumerate(zip(cells, centred, strict=True)):
            format = middle if is_centred else plain
            if isinstance(cell, int):
                self.worksheet.write_number(self.row, column, cell, format)
            else:
                self.worksheet.write_string(self.row, column, cell[:LONGEST_CELL], format)
        wanted = max(_lines(str(cell), width) for cell, width in zip(cells, self.widths, strict=True))
        self._next_row(wanted)

    def _next_row(self, lines: float) -> None:
        """Excel finds the height of wrapped rows itself, but not of merged ones, and other programs of neither."""
        self.worksheet.set_row(self.row, min(409, LINE_HEIGHT * lines + 1.5))
        self.row += 1

    def _print_setup(self, heading_row: int) -> None:
        page = self.worksheet
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.repeat_rows(heading_row)
        page.freeze_panes(heading_row + 1, self.sheet.frozen_columns)
        page.set_footer(f'&C&"{FONT},Regular"&11Trang &P/&N')
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{self.row + 1}"})


def _widths(tables: Sequence[Table]) -> list[float]:
    """Room for the longest words of each column, as far as its look allows, and never less than its heading's."""
    return [max(_width(table, column) for table in tables) for column in range(len(tables[0].looks))]


def _width(table: Table, column: int) -> float:
    look = table.looks[column]
    longest = max((len(str(row[column])) for row in (*table.rows, table.total) if row), default=0)
    longest_of_heading = max(len(word) for word in look.heading.split())
    return max(min(longest, look.width), longest_of_heading) * 1.05 + 2


def _middle(widths: Sequence[float]) -> int:
    """The last column of the left half."""
    return next(last for last in range(len(widths)) if sum(widths[: last + 1]) >= sum(widths) / 2 - widths[last] / 2)


def _lines(words: str, width: float) -> int:
    """How many lines these words take in a cell so wide, in digits: small letters are as wide, capitals wider."""
    return max(1, math.ceil((len(words) + 0.4 * sum(map(str.isupper, words))) / width))
