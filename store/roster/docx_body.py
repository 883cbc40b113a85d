"""Walks the text of a .docx from top to bottom: paragraphs and tables, in the order in which they are read."""

from __future__ import annotations

from xml.parsers import expat

from store.roster import archive
from store.roster.docx_layout import Cell, Merge, Table, laid_out
from store.roster.docx_numbers import Numbers, Place
from store.roster.grid import HIGHEST_COLUMN, HIGHEST_ROW, LONGEST_CELL
from store.roster.limits import Budget
from store.roster.refusal import NoRoster, NotReadable

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FORMER = ("pPrChange", "rPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "tcPrChange", "trPrChange")
"""How something looked before a tracked change."""
_GONE = frozenset(
    [f"{space} {name}" for space in _WORD for name in ("del", "moveFrom", *_FORMER)]
    + ["http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"]
)
"""What does not stand on the page: deleted or moved away, or said a second time for older programs."""
_IN_RUN = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Characters that are elements of a run; `tab` is a tab stop elsewhere."""
_RUN, _ROW_PROPERTIES = "r", "trPr"


class Body:
    """What `parser` makes of a document: `blocks` has a text for each paragraph, and tables between them.

    Raises `NotReadable` while it is parsed. Tables within a cell are text of that cell.
    """

    def __init__(self, numbers: Numbers, budget: Budget) -> None:
        self.blocks: list[str | Table] = []
        self._numbers = numbers
        self._budget = budget
        self._nesting = archive.Nesting()
        self._gone = 0
        self._tables = 0
        self._table: list[list[Cell]] = []
        self._row = _Row()
        self._cell = _Cell()
        self._paragraphs: list[_Paragraph] = []
        self._reads = False

    def parser(self) -> expat.XMLParserType:
        """A parser to feed the document to."""
        parser = archive.xml_parser(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if self._gone or tag in _GONE:
            self._gone += 1
            self._row.deleted |= name == "del" and self._tables == 1 and self._nesting.ends_in(_ROW_PROPERTIES)
            return
        if space in _WORD:
            self._open(name, attributes.get(f"{space} val", ""))
        self._nesting.enter(name)

    def _end(self, tag: str) -> None:
        if self._gone:
            self._gone -= 1
            return
        self._nesting.leave()
        space, _, name = tag.rpartition(" ")
        if space in _WORD:
            self._close(name)

    def _characters(self, text: str) -> None:
        if self._reads and self._paragraphs:
            self._paragraphs[-1].texts.append(text)

    def _open(self, name: str, value: str) -> None:
        match name:
            case "t":
                self._reads = True
            case "p":
                self._paragraphs.append(_Paragraph())
            case "pStyle" | "numId" | "ilvl" if self._paragraphs:
                self._paragraphs[-1].place(name, value)
            case "tbl":
                self._tables += 1
            case _ if name in _IN_RUN and self._paragraphs and self._nesting.ends_in(_RUN):
                self._paragraphs[-1].texts.append(_IN_RUN[name])
            case _ if self._tables == 1:
                self._open_in_table(name, value)

    def _open_in_table(self, name: str, value: str) -> None:
        match name:
            case "tr":
                self._row = _Row()
            case "gridBefore":
                self._row.width += _number(value)
            case "tc":
                self._budget.spend_cell()
                self._cell = _Cell()
            case "gridSpan":
                self._cell.span = max(1, _number(value))
            case "vMerge":
                self._cell.merge = Merge.BEGINS if value == "restart" else Merge.GOES_ON

    def _close(self, name: str) -> None:
        match name:
            case "t":
                self._reads = False
            case "p":
                self._close_paragraph(self._paragraphs.pop())
            case "tc" if self._tables == 1:
                self._close_cell()
            case "tr" if self._tables == 1 and not self._row.deleted:
                self._table.append(self._row.cells)
            case "tbl":
                self._tables -= 1
                if not self._tables:
                    self.blocks.append(laid_out(self._table))
                    self._table = []

    def _close_paragraph(self, paragraph: _Paragraph) -> None:
        mark = self._numbers.mark(paragraph.number)
        text = f"{mark} {''.join(paragraph.texts)}".strip(" ") if mark else "".join(paragraph.texts)
        if self._tables:
            self._cell.lines.append(text)
        else:
            self.blocks.append(text[:LONGEST_CELL])

    def _close_cell(self) -> None:
        text = "\n".join(self._cell.lines).strip("\n")[:LONGEST_CELL]
        self._row.cells.append(Cell(self._row.width, self._cell.span, text, self._cell.merge))
        self._row.width += self._cell.span
        if self._row.width > HIGHEST_COLUMN or len(self._table) >= HIGHEST_ROW:
            raise NotReadable(
                NoRoster.TOO_FAR,
                row=len(self._table) + 1,
                column=self._row.width,
                highest_row=HIGHEST_ROW,
                highest_column=HIGHEST_COLUMN,
            )


class _Paragraph:
    """A paragraph that is being read; a text box opens others within it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.number = Place()

    def place(self, name: str, value: str) -> None:
        """Its style, its list, or its level in the list."""
        match name:
            case "pStyle":
                self.number = self.number._replace(style=value)
            case "numId":
                self.number = self.number._replace(list=value)
            case _:
                self.number = self.number._replace(level=_number(value))


class _Row:
    """A row that is being read."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.width = 0
        self.deleted = False


class _Cell:
    """A cell that is being read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.span = 1
        self.merge = Merge.NONE


def _number(text: str) -> int:
    """A count, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() else 0
