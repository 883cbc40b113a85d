"""Lists as workbooks to print: A4, one page wide, headings on every page, in the look all our lists share.

No cell is a formula but the total of a column of money.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from store.documents.cell_formats import FONT, SIZE, formats
from store.documents.tables import Sheet
from store.documents.worksheet import Page
from store.progress import Progress, counted, unwatched
from store.records import Conference
from store.text import clean

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": SIZE},
}


def workbook(conference: Conference, sheets: Sequence[Sheet], progress: Progress = unwatched) -> bytes:
    """An .xlsx of these sheets, each headed by the organiser and the conference. Raises what `progress` does."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"title": clean(conference.title), "company": clean(conference.organiser.name)})
    shared, one_more = formats(book), counted(progress, sum(sheet.row_count for sheet in sheets))
    for sheet in sheets:
        Page(book.add_worksheet(sheet.name), shared, sheet, one_more).write(conference)
    book.close()  # which is a third of the work, and so not done for somebody who has stopped it
    return content.getvalue()
