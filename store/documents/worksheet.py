"""One worksheet while it is written, from the top down."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.documents.cell_formats import FONT, LINE_HEIGHT, Formats
from store.documents.column_widths import Span, column_widths, lines, middle, shares
from store.documents.tables import Cell, Kind, Section, Sheet, Signature, Table, roman
from store.records import Conference
from store.text import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Letters Excel keeps in a cell; xlsxwriter drops longer words altogether."""
A4 = 9
HIGHEST_ROW = 409
"""Points."""
MOST_LINES = 24
"""In the highest row."""
LINES_OF_PART = 8
"""Of each of several rows made one."""
NOBODY = "Không có."
SIGN_HERE = "(Ký, họ tên)"
ROOM_TO_SIGN = 4
"""Lines left free above the name of whoever signs."""
SIGNATURES_ABREAST = 3


class Page:
    """Writes a sheet into a worksheet."""

    def __init__(self, worksheet: Worksheet, formats: Formats, sheet: Sheet, one_more: Callable[[], None]) -> None:
        self.worksheet = worksheet
        self.formats = formats
        self.sheet = sheet
        self.one_more = one_more
        """To be called for each row written."""
        self.widths = column_widths(sheet)
        self.row = 0

    @property
    def _last(self) -> int:
        return len(self.widths) - 1

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
        if self.sheet.signatures:
            self._sign()
        self._print_setup(first_heading)

    # -- the head ------------------------------------------------------------------------------------------------------

    def _letterhead(self, conference: Conference) -> None:
        organiser = conference.organiser
        dated = "" if self.sheet.signatures else self.sheet.dated
        self._halves(clean(organiser.superior).upper(), self.formats.left, clean(organiser.supreme).upper())
        self._halves(clean(organiser.name).upper(), self.formats.right, dated, self.formats.subtitle)
        self._across(self.sheet.title.upper(), self.formats.title)
        when = f"{conference.date:%d/%m/%Y}, {clean(conference.venue)}"
        self._across(f"{clean(conference.title)} ({when})", self.formats.subtitle)

    def _halves(self, left: str, format: Format, right: str, right_format: Format | None = None) -> None:
        left_half = middle(self.widths)
        self._span((0, left_half), left, format)
        self._span((left_half + 1, self._last), right, right_format or self.formats.right)
        self._next_row(max(lines(left, sum(self.widths[: left_half + 1])), 1))

    def _across(self, words: str, format: Format) -> None:
        self._span((0, self._last), words, format)
        self._next_row(lines(words, sum(self.widths)) + 0.4)

    def _span(self, columns: Span, words: str, format: Format) -> None:
        """Words in several cells made one."""
        first, last = columns
        if first == last:
            self.worksheet.write_string(self.row, first, words, format)
        else:
            self.worksheet.merge_range(self.row, first, self.row, last, words, format)

    # -- tables --------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        if table.caption:
            self.worksheet.write_string(self.row, 0, table.caption, self.formats.caption)
            self._next_row(1.4)
        self._cells(table.headings, [self.formats.heading] * len(table.looks))
        summed = [self._section(table, number, section) for number, section in enumerate(table.sections, 1)]
        if table.total:
            self._total(table, [rows for rows in summed if rows])
        if not table.rows:
            self._across(NOBODY, self.formats.subtitle)

    def _section(self, table: Table, number: int, section: Section) -> Span | None:
        """Writes it and answers with the rows its people stand in."""
        if section.heading:
            self._section_heading(table, roman(number), section)
        first = self.row
        formats = [self.formats.cells[look.kind] for look in table.looks]
        tall = [self.formats.tall[look.kind] for look in table.looks]
        for cells in section.rows:
            if (wanted := self._lines_of(cells)) > MOST_LINES:
                self._tall(cells, tall, wanted)
            else:
                self._cells(cells, formats, max(wanted, self.sheet.row_lines))
            self.one_more()
        return (first, self.row - 1) if section.rows else None

    def _section_heading(self, table: Table, mark: str, section: Section) -> None:
        sums = self.formats.sums
        money = _money_column(table)
        last = self._last if money is None else money - 1
        self.worksheet.write_string(self.row, 0, mark, sums[Kind.CENTRED])
        self._span((1, last), section.heading, sums[Kind.WORDS])
        for column in range(last + 1, self._last + 1):
            self.worksheet.write_blank(self.row, column, None, sums[Kind.WORDS])
        if money is not None and section.subtotal is not None:
            self.worksheet.write_number(self.row, money, section.subtotal, sums[Kind.MONEY])
        self._next_row(lines(section.heading, sum(self.widths[1 : last + 1])) + 0.2)

    def _total(self, table: Table, summed: Sequence[Span]) -> None:
        money = _money_column(table)
        row = self.row
        self._cells(table.total, [self.formats.sums[look.kind] for look in table.looks])
        if money is not None and summed:
            ranges = ",".join(_range(money, rows) for rows in summed)
            self.worksheet.write_formula(
                row, money, f"=SUM({ranges})", self.formats.sums[Kind.MONEY], table.total[money]
            )

    def _cells(self, cells: Sequence[Cell], formats: Sequence[Format], height: float = 0) -> None:
        """A row, as high as its words need if no `height` is given."""
        for column, (cell, format) in enumerate(zip(cells, formats, strict=True)):
            self._cell(column, cell, format)
        self._next_row(height or self._lines_of(cells))

    def _cell(self, column: int, cell: Cell, format: Format) -> None:
        if isinstance(cell, int):
            self.worksheet.write_number(self.row, column, cell, format)
        else:
            self.worksheet.write_string(self.row, column, cell[:LONGEST_CELL], format)

    def _tall(self, cells: Sequence[Cell], formats: Sequence[Format], wanted: int) -> None:
        """What does not fit into the highest row is not printed: several rows are made one, and may go over a page."""
        rows = math.ceil(wanted / LINES_OF_PART)
        for column, (cell, format) in enumerate(zip(cells, formats, strict=True)):
            self.worksheet.merge_range(self.row, column, self.row + rows - 1, column, "", format)
            self._cell(column, cell, format)
        for _row in range(rows):
            self._next_row(wanted / rows)

    def _lines_of(self, cells: Sequence[Cell]) -> int:
        return max(lines(str(cell), width) for cell, width in zip(cells, self.widths, strict=True))

    # -- the end -------------------------------------------------------------------------------------------------------

    def _sign(self) -> None:
        self._next_row(0.5)
        for start in range(0, len(self.sheet.signatures), SIGNATURES_ABREAST):
            self._sign_abreast(self.sheet.signatures[start : start + SIGNATURES_ABREAST], dated=start == 0)

    def _sign_abreast(self, signatures: Sequence[Signature], *, dated: bool) -> None:
        spans = list(shares(self.widths, len(signatures)))
        if dated:
            self._span((middle(self.widths) + 1, self._last), self.sheet.dated, self.formats.subtitle)
            self._next_row(1.4)
        for words, format in (
            ([one.title for one in signatures], self.formats.signing),
            ([SIGN_HERE] * len(signatures), self.formats.signing_note),
        ):
            self._abreast(spans, words, format)
        self._next_row(ROOM_TO_SIGN)
        self._abreast(spans, [one.name for one in signatures], self.formats.signing)

    def _abreast(self, spans: Sequence[Span], words: Sequence[str], format: Format) -> None:
        for span, said in zip(spans, words, strict=True):
            self._span(span, said, format)
        widths = [sum(self.widths[first : last + 1]) for first, last in spans]
        self._next_row(max(lines(said, width) for said, width in zip(words, widths, strict=True)))

    def _next_row(self, lines: float) -> None:
        """Excel finds the height of wrapped rows itself, but not of merged ones, and other programs of neither."""
        self.worksheet.set_row(self.row, min(HIGHEST_ROW, LINE_HEIGHT * lines + 1.5))
        self.row += 1

    def _print_setup(self, heading_row: int) -> None:
        page = self.worksheet
        if self.sheet.portrait:
            page.set_portrait()
        else:
            page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.repeat_rows(heading_row)
        page.freeze_panes(heading_row + 1, self.sheet.frozen_columns)
        page.set_footer(f'&C&"{FONT},Regular"&11Trang &P/&N')
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{self.row + 1}"})


def _money_column(table: Table) -> int | None:
    return next((column for column, look in enumerate(table.looks) if look.kind is Kind.MONEY), None)


def _range(column: int, rows: Span) -> str:
    from xlsxwriter.utility import xl_range

    first, last = rows
    return str(xl_range(first, column, last, column))
