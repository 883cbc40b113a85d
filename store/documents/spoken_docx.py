"""What is read out as a document an office can change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.documents.office_docx import FOOTER, NORMAL, OPENING, OVER_TITLE, TITLE, Look, office_document, written
from store.documents.spoken import Block, Spoken
from store.records import Organiser, Stamp

if TYPE_CHECKING:
    from docx.document import Document

_GROUP, _ASIDE = "Heading 1", "Heading 2"
_PERSON, _FACT = "List Bullet", "List Bullet 2"
_NAME = "Strong"

_LOOKS = {
    NORMAL: Look(14),
    OVER_TITLE: Look(14, centred=True),
    TITLE: Look(18, bold=True, below=8, centred=True),
    OPENING: Look(16, below=8),
    _GROUP: Look(16, bold=True, above=12, with_next=True),
    _PERSON: Look(16),
    _ASIDE: Look(14, bold=True, above=12, with_next=True),
    _FACT: Look(14),
    FOOTER: Look(11, centred=True),
}
"""Large enough to be read standing, but for what is not read out."""


def spoken_docx(spoken: Spoken, organiser: Organiser, now: Stamp) -> bytes:
    """The same words as `spoken_pdf`, A4 upright."""
    document = office_document(spoken.heading, organiser, now, _LOOKS)
    document.add_paragraph(spoken.title, style=OVER_TITLE)
    document.add_paragraph(spoken.heading, style=TITLE)
    document.add_paragraph(spoken.opening, style=OPENING)
    _add(document, spoken.aloud, _GROUP, _PERSON)
    _add(document, spoken.asides, _ASIDE, _FACT)
    return written(document)


def _add(document: Document, blocks: Iterable[Block], heading: str, item: str) -> None:
    for block in blocks:
        document.add_paragraph(block.heading, style=heading)
        for line in block.lines:
            paragraph = document.add_paragraph(line.before, style=item)
            if line.name:
                paragraph.add_run(line.name, style=_NAME)
                paragraph.add_run(line.after)
