"""Documents an office can change: A4 upright, one face, Vietnamese, numbered pages; all looks are set by styles."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from store.documents.cell_formats import FONT
from store.records import Organiser, Stamp
from store.text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LANGUAGE: Final = "vi-VN"
OVER_TITLE, TITLE, OPENING = "Subtitle", "Title", "Body Text"
FOOTER: Final = "Footer"
NORMAL: Final = "Normal"

_A4 = (210, 297)
_MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
"""Millimetres, as offices set them."""


class Look(NamedTuple):
    """How the paragraphs of one style look; sizes and spaces in points."""

    size: int
    bold: bool = False
    above: int = 0
    below: int = 4
    centred: bool = False
    with_next: bool = False


def written(document: Document) -> bytes:
    """The file."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def office_document(heading: str, organiser: Organiser, now: Stamp, looks: Mapping[str, Look]) -> Document:
    """An empty document of ours."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _A4)
    for side, millimetres in _MARGINS.items():
        setattr(page, side, Mm(millimetres))
    about = document.core_properties
    about.title, about.author = heading, clean(organiser.name)
    about.language, about.comments = LANGUAGE, ""
    about.created = about.modified = now.wall.astimezone(dt.UTC)
    for name, look in looks.items():
        _set(cast("ParagraphStyle", document.styles[name]), look)
    _set_face(cast("ParagraphStyle", document.styles[NORMAL]))
    _number_pages(document)
    return document


def _set(style: ParagraphStyle, look: Look) -> None:
    """In place of what the library's own template says, which has a face and colours from a theme."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for part in ("w:rPr", "w:pPr/w:pBdr", "w:pPr/w:contextualSpacing", "w:pPr/w:ind"):
        for element in style.element.findall(part, style.element.nsmap):
            element.getparent().remove(element)
    if style.name == OVER_TITLE:
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
