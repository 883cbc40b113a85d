"""The list of introductions as a document an office can change: how everything looks is set by styles alone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from store.documents.cell_formats import FONT
from store.documents.handover import Handover
from store.documents.handover_words import HEADING, Block, asides, introductions, opening_words, title
from store.text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LANGUAGE: Final = "vi-VN"

_A4 = (210, 297)
_MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
"""Millimetres, as offices set them."""


class _Look(NamedTuple):
    """How the paragraphs of one style look; sizes and spaces in points."""

    size: int
    bold: bool = False
    above: int = 0
    below: int = 4
    centred: bool = False
    with_next: bool = False


_TITLE, _OVER_TITLE, _OPENING = "Title", "Subtitle", "Body Text"
_GROUP, _ASIDE = "Heading 1", "Heading 2"
_PERSON, _FACT = "List Bullet", "List Bullet 2"
_NAME = "Strong"
_FOOTER = "Footer"

_LOOKS = {
    "Normal": _Look(14),
    _OVER_TITLE: _Look(14, centred=True),
    _TITLE: _Look(20, bold=True, below=8, centred=True),
    _OPENING: _Look(17, below=8),
    _GROUP: _Look(19, bold=True, above=12, with_next=True),
    _PERSON: _Look(19),
    _ASIDE: _Look(14, bold=True, above=12, with_next=True),
    _FACT: _Look(14),
    _FOOTER: _Look(11, centred=True),
}
"""Large enough to be read standing, but for what is not read out."""


def introductions_docx(handover: Handover) -> bytes:
    """The same words as `introductions_pdf`, A4 upright."""
    document = _document(handover)
    document.add_paragraph(title(handover), style=_OVER_TITLE)
    document.add_paragraph(HEADING, style=_TITLE)
    document.add_paragraph(opening_words(handover), style=_OPENING)
    _add(document, introductions(handover), _GROUP, _PERSON)
    _add(document, asides(handover), _ASIDE, _FACT)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add(document: Document, blocks: Iterable[Block], heading: str, item: str) -> None:
    for block in blocks:
        document.add_paragraph(block.heading, style=heading)
        for line in block.lines:
            paragraph = document.add_paragraph(line.before, style=item)
            if line.name:
                paragraph.add_run(line.name, style=_NAME)
                paragraph.add_run(line.after)


# -- how it looks ------------------------------------------------------------------------------------------------------


def _document(handover: Handover) -> Document:
    """An empty document of ours."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _A4)
    for side, millimetres in _MARGINS.items():
        setattr(page, side, Mm(millimetres))
    about = document.core_properties
    about.title, about.author = HEADING, clean(handover.conference.organiser.name)
    about.language, about.comments = LANGUAGE, ""
    about.created = about.modified = handover.now.wall.astimezone(dt.UTC)
    for name, look in _LOOKS.items():
        _set(cast("ParagraphStyle", document.styles[name]), look)
    _set_face(cast("ParagraphStyle", document.styles["Normal"]))
    _number_pages(document)
    return document


def _set(style: ParagraphStyle, look: _Look) -> None:
    """In place of what the library's own template says, which has a face and colours from a theme."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for part in ("w:rPr", "w:pPr/w:pBdr", "w:pPr/w:contextualSpacing"):
        for element in style.element.findall(part, style.element.nsmap):
            element.getparent().remove(element)
    if style.name == _OVER_TITLE:
        style.element.remove(style.element.find(qn("w:pPr")))
    style.font.size, style.font.bold = Pt(look.size), look.bold
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(look.above), Pt(look.below), 1.1
    paragraph.keep_together, paragraph.keep_with_next = True, look.with_next
    if look.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_face(normal: ParagraphStyle) -> None:
    """Of all styles, which stand on this one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    normal.font.name = FONT
    properties = normal.element.get_or_add_rPr()
    for script in ("w:eastAsia", "w:cs"):
        properties.rFonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    properties.append(language)


def _number_pages(document: Document) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    document.sections[0].footer.paragraphs[0]._p.append(number)
