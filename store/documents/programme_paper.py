"""What is left of the day on one page: typeset to be printed, or as a document an office can change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from store.documents import typeset
from store.documents.office_docx import FOOTER, NORMAL, OPENING, OVER_TITLE, TITLE, Look, office_document, written
from store.documents.programme import COLUMNS, WAITING, programme
from store.records import Stamp
from store.state import State

if TYPE_CHECKING:
    from docx.document import Document

_PART, _CELL = "Heading 1", "List"
_TABLE: Final = "Table Grid"
_LOOKS: Final = {
    NORMAL: Look(12),
    OVER_TITLE: Look(12, centred=True),
    TITLE: Look(16, bold=True, below=4, centred=True),
    OPENING: Look(13),
    _PART: Look(13, bold=True, above=8, with_next=True),
    _CELL: Look(11, below=0),
    FOOTER: Look(10, centred=True),
}
"""Small enough for a page to hold agenda and list."""


def programme_pdf(state: State, now: Stamp) -> bytes:
    """One page, A4 upright."""
    words = programme(state, now)
    return typeset.pdf("programme.typ", {**words._asdict(), "columns": COLUMNS, "queue": WAITING})


def programme_docx(state: State, now: Stamp) -> bytes:
    """The same words."""
    words = programme(state, now)
    document = office_document(words.heading, state.conference.organiser, now, _LOOKS)
    document.add_paragraph(words.title, style=OVER_TITLE)
    document.add_paragraph(words.heading, style=TITLE)
    for sentence in words.standing:
        document.add_paragraph(sentence, style=OPENING)
    _add_table(document, (COLUMNS, *words.items), (34, 66, 42, 23))
    if words.waiting:
        document.add_paragraph(WAITING, style=_PART)
        _add_table(document, words.waiting, (10, 42, 50, 45, 18))
    if words.more:
        document.add_paragraph(words.more)
    return written(document)


def _add_table(document: Document, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Columns so many millimetres wide."""
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(widths), style=_TABLE)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in rows:
        for cell, words, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].style = document.styles[_CELL]
            cell.paragraphs[0].add_run(words)
