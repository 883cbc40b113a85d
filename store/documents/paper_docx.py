"""A report or minutes as a document of Word, laid out by a profile or by a template an office has made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from store.documents.imprint import stamped_docx
from store.documents.letterhead import Headed, Letterhead, heading
from store.documents.office_docx import LANGUAGE, written
from store.documents.paper import MISSING, Block, Chapter, Paper, Points, Text, length
from store.documents.paper_styles import ABREAST, GRID, MISSING_WORDS, NAMES, RULE, set_styles
from store.documents.profiles import Look, Part, Profile
from store.documents.tables import Cell, Kind, Signature, Table
from store.documents.template import opened_template
from store.progress import Progress, counted, unwatched
from store.records import Stamp
from store.text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_A4: Final = (210, 297)
_LEFT_SHARE: Final = 0.42
"""Of the width: what stands on the left of the head, and of the end."""
_CAPITAL, _SMALL, _BLANK = 0.70, 0.53, 0.25
"""How wide letters are, in sizes of the type."""
_CELL_MARGINS: Final = 4
_LONGEST_FIGURE: Final = len("08:51 – 09:01")
_MM: Final = 25.4 / 72
_LEVELS: Final = (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3)
_Container = Any
"""A document or a cell: both take paragraphs."""


def paper_docx(
    paper: Paper, profile: Profile, now: Stamp, template: Path | None = None, progress: Progress = unwatched
) -> bytes:
    """The file; it remembers what it says, to tell later whether somebody has changed it.

    Raises `BadTemplate`, and what `progress` does.
    """
    page = _Page(paper, profile, now, template, progress)
    page.write()
    return stamped_docx(written(page.document), paper.figures)


class _Page:
    def __init__(self, paper: Paper, profile: Profile, now: Stamp, template: Path | None, progress: Progress) -> None:
        self.paper, self.profile = paper, profile
        self.one_more = counted(progress, length((*paper.chapters, *paper.changes)))
        self.letterhead = Letterhead(paper, profile)
        self.document = opened_template(template) if template else _blank(profile)
        set_styles(self.document, profile, keep=template is not None)
        if template is None:
            _number_pages(self.document, self.document.styles[NAMES[Part.PAGE_NUMBER]])
        _describe(self.document, paper, now)
        styles = self.document.styles
        names = (*(NAMES[part] for part in profile.looks), RULE, MISSING_WORDS)
        self._ids = {name: styles[name].style_id for name in names}
        """Looked up once: there are thousands of paragraphs."""
        page = self.document.sections[-1]
        assert page.page_width is not None
        assert page.left_margin is not None
        assert page.right_margin is not None
        self._width = (page.page_width - page.left_margin - page.right_margin) / 36_000

    def write(self) -> None:
        paper = self.paper
        self._head()
        self._add(self.document, paper.kind, Part.KIND)
        self._add(self.document, paper.summary, Part.SUMMARY)
        self._below_summary()
        if paper.opening:
            self._add(self.document, paper.opening, Part.BODY)
        self._chapters(paper.chapters)
        self._add(self.document, f"{paper.closing}{self.profile.end}", Part.BODY).paragraph_format.keep_with_next = True
        self._end()
        if paper.changes:
            self._chapters(paper.changes, numbered=False)

    # -- the head ------------------------------------------------------------------------------------------------------

    def _head(self) -> None:
        for cell, lines in zip(self._abreast(), (self.letterhead.left, self.letterhead.right), strict=True):
            for line in lines:
                self._headed(cell, line)
            _without_first(cell)

    def _headed(self, cell: _Cell, headed: Headed) -> None:
        line = headed.line
        self._add(cell, headed.words, line.look)
        if line.rule:
            width = self._width * (_LEFT_SHARE if cell is self._left else 1 - _LEFT_SHARE)
            self._rule(cell, width, line.rule * _length(headed.words, self.profile.looks[line.look]))

    def _below_summary(self) -> None:
        if self.profile.dashes:
            self._add(self.document, self.profile.dashes, Part.DASHES)
        if self.profile.summary_rule:
            length = min(self._width, _length(self.paper.summary, self.profile.looks[Part.SUMMARY]))
            self._rule(self.document, self._width, self.profile.summary_rule * length)

    def _rule(self, container: _Container, width: float, length: float) -> None:
        """A line in the middle: how long it is depends on the words above it."""
        from docx.shared import Mm

        paragraph: Paragraph = container.add_paragraph()
        paragraph._p.style = self._ids[RULE]
        indent = Mm(max(0.0, (width - length) / 2))
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent

    # -- what it says --------------------------------------------------------------------------------------------------

    def _chapters(self, chapters: Iterable[Chapter], level: int = 1, *, numbered: bool = True) -> None:
        for number, chapter in enumerate(chapters, 1):
            title = clean(chapter.title)
            words = heading(self.profile, level, number, title) if numbered else title
            self._add(self.document, words, _LEVELS[level - 1])
            for block in chapter.blocks:
                self._block(block)
            self._chapters(chapter.chapters, level + 1)

    def _block(self, block: Block) -> None:
        if isinstance(block, Text):
            self._add(self.document, block.words, Part.BODY)
            self.one_more()
        elif isinstance(block, Points):
            for line in block.lines:
                self._add(self.document, f"- {line}", Part.ITEM)
                self.one_more()
        else:
            self._table(block)

    def _table(self, table: Table) -> None:
        rows = [table.headings, *table.rows, *([table.total] if table.total else [])]
        grid = self.document.add_table(len(rows), len(table.looks), style=self.document.styles[GRID])
        _set_widths(grid, self._column_widths(table))
        for place, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
            bold = place == 0 or (bool(table.total) and place == len(rows) - 1)
            for cell, words, look in zip(row.cells, cells, table.looks, strict=True):
                self._cell(cell, words, centred=look.kind is not Kind.WORDS, bold=bold)
            _keep_whole(row, heading=place == 0)
            if not bold:
                self.one_more()
        self._add(self.document, "", Part.AFTER_TABLE)

    def _column_widths(self, table: Table) -> list[float]:
        """No word of a heading is broken, no figure either; columns of words share what is left."""
        look = self.profile.looks[Part.COLUMN]
        least = [_CELL_MARGINS + max(_length(text, look) for text in whole) for whole in _unbroken(table)]
        shares = [one.width if one.kind is Kind.WORDS else 0 for one in table.looks]
        left = self._width - sum(least)
        return [width + left * share / sum(shares) for width, share in zip(least, shares, strict=True)]

    def _cell(self, cell: _Cell, words: Cell, *, centred: bool, bold: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._ids[NAMES[Part.COLUMN if bold else Part.CELL]]
        self._write(paragraph, str(words))
        if centred and not bold:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    # -- the end -------------------------------------------------------------------------------------------------------

    def _end(self) -> None:
        """Recipients on the left, unless somebody signs there."""
        left, right = self._abreast()
        signatures = self.paper.signatures
        if len(signatures) > 1:
            self._sign(left, signatures[0])
        elif recipients := self.letterhead.recipients:
            self._add(left, self.profile.recipients.heading, Part.RECIPIENTS)
            for line in recipients:
                self._add(left, line, Part.RECIPIENT)
        self._sign(right, signatures[-1])
        for cell in (left, right):
            _without_first(cell)

    def _sign(self, cell: _Cell, signature: Signature) -> None:
        self._add(cell, signature.title, Part.OFFICE)
        self._add(cell, signature.name, Part.SIGNATORY)

    def _abreast(self) -> tuple[_Cell, _Cell]:
        table = self.document.add_table(1, 2, style=self.document.styles[ABREAST])
        _set_widths(table, (self._width * _LEFT_SHARE, self._width * (1 - _LEFT_SHARE)))
        _keep_whole(table.rows[0], heading=False)
        self._left, right = table.rows[0].cells
        return self._left, right

    # -- words ---------------------------------------------------------------------------------------------------------

    def _add(self, container: _Container, words: str, part: Part) -> Paragraph:
        paragraph: Paragraph = container.add_paragraph()
        paragraph._p.style = self._ids[NAMES[part]]
        self._write(paragraph, words)
        return paragraph

    def _write(self, paragraph: Paragraph, words: str) -> None:
        """What is to be written by a person stands out."""
        for place, piece in enumerate(words.split(MISSING)):
            if place:
                paragraph.add_run(MISSING)._r.style = self._ids[MISSING_WORDS]
            if piece:
                paragraph.add_run(piece)


# -- the file ----------------------------------------------------------------------------------------------------------


def _blank(profile: Profile) -> Document:
    import docx
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _A4)
    margins = profile.margins
    page.top_margin, page.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    page.left_margin, page.right_margin = Mm(margins.left), Mm(margins.right)
    page.header_distance = Mm(margins.top / 2)
    return document


def _describe(document: Document, paper: Paper, now: Stamp) -> None:
    about = document.core_properties
    about.title, about.author = f"{paper.kind} {paper.summary}"[:255], clean(paper.conference.organiser.name)[:255]
    about.language, about.comments = LANGUAGE, ""
    about.created = about.modified = now.wall.astimezone(dt.UTC)


def _number_pages(document: Document, style: BaseStyle) -> None:
    """From the second page on, at the top."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = cast("Any", style)
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _set_widths(table: DocxTable, millimetres: Sequence[float]) -> None:
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def _keep_whole(row: Any, *, heading: bool) -> None:
    """A row on one page; headings on every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))


def _without_first(cell: _Cell) -> None:
    """A cell is born with an empty paragraph, and must keep one."""
    first = cell.paragraphs[0]._p
    if len(cell.paragraphs) > 1:
        first.getparent().remove(first)


def _unbroken(table: Table) -> Iterator[list[str]]:
    """By column: what has to stand on one line."""
    for place, look in enumerate(table.looks):
        figures = (str(row[place]) for row in table.rows if look.kind is not Kind.WORDS)
        yield [*look.heading.split(), *(text for text in figures if len(text) <= _LONGEST_FIGURE)]


def _length(words: str, look: Look) -> float:
    """About how long a line is, in millimetres."""
    sizes = sum(_BLANK if char == " " else _CAPITAL if char.isupper() else _SMALL for char in words)
    return sizes * look.size * _MM
