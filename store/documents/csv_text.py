"""Tables as text for other programs.

Excel opens it with its letters right because of the mark at its start. Cells are parted by commas (RFC 4180) and all
are quoted, so that a `;` or a comma inside one parts nothing; which of the two Excel expects depends on the region a
machine is set to, and nothing in a .csv can tell it. The .xlsx has no such doubt.
"""

from __future__ import annotations

import csv
import io

from store.documents.tables import Cell, Table

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""A spreadsheet takes a cell that starts so for a formula, some of them in their full-width form too."""


def csv_text(table: Table) -> bytes:
    """Headings and rows."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    """A cell no spreadsheet calculates: an apostrophe in front tells it that words follow."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
