"""Lists as workbooks to print: A4, one page wide, headings on every page, in the look all our lists share.

No cell is a formula but the total of a column of money.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from store.documents.cell_formats import FONT, SIZE, formats
from store.documents.tables import Sheet
from store.documents.worksheet import Page
from store.records import Conference
from store.text import clean

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": SIZE},
}


def workbook(conference: Conference, sheets: Iterable[Sheet]) -> bytes:
    """An .xlsx of these sheets, each headed by the organiser and the conference."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": clean(conference.title), "company": clean(conference.organiser.name)})
        shared = formats(book)
        for sheet in sheets:
            Page(book.add_worksheet(sheet.name), shared, sheet).write(conference)
    return content.getvalue()
