"""Rosters as offices make them, for tests: rows of text, real files of every kind, and files built to harm."""

from __future__ import annotations

import io
import itertools
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest

from assets import ASSETS
from store.plan import read_plan
from store.records import CategoryId, Conference, Delegate, DelegateId, Standing
from store.roster import DoubtKind, Entry, RosterError, RosterReading, read_roster
from store.roster.confined import read_book
from store.roster.grid import Book, Merged, Sheet
from store.roster.interpret import interpret
from store.vietnamese import TONES

HEADER = ["STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Số điện thoại", "Ghi chú"]
HEADING = "VII. Tổ trưởng các Tổ Dân vận ở khu dân cư"
POST = "Tổ trưởng Tổ Dân vận khu phố Bà La, phường Đình Bảng"

CONFERENCE: Conference = read_plan(
    ASSETS / "plan.toml", id=1, code_letters="BC", mint=itertools.count(1).__next__
).conference


def read(
    rows: list[list[str]], *merged: tuple[int, int, int, int], conference: Conference = CONFERENCE
) -> RosterReading:
    """What is read from rows of text; merged blocks as top, left, bottom, right, counted from 0."""
    blocks = [Merged(top=top, left=left, bottom=bottom, right=right) for top, left, bottom, right in merged]
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    return interpret(Book(sheets=[Sheet(name="Danh sách", rows=padded, merged=blocks)]), conference, "ds.xlsx")


def read_file(path: Path, sheet: str | None = None) -> RosterReading:
    """What is read from a real file, as an import reads it."""
    return read_roster(path, CONFERENCE, sheet=sheet)


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a real file, before anybody asks what their text means."""
    return read_book(path).sheets


def refusal(path: Path, sheet: str | None = None) -> RosterError:
    """Why a file is not read."""
    with pytest.raises(RosterError) as caught:
        read_file(path, sheet)
    assert str(path) in str(caught.value)
    return caught.value


def written(path: Path, content: bytes) -> Path:
    """A file of these bytes."""
    path.write_bytes(content)
    return path


def names(reading: RosterReading) -> list[str]:
    """The names that are taken in."""
    return [entry.name for entry in reading.entries]


def roster(*people: list[str], header: list[str] = HEADER, heading: str = HEADING) -> list[list[str]]:
    """A header, one heading, and rows of people."""
    return [header, *([[heading]] if heading else []), *people]


def person(name: str = "Nguyễn Văn An", post: str = POST, phone: str = "", note: str = "", stt: str = "1") -> list[str]:
    """A row under `HEADER`."""
    return [stt, name, post, phone, note]


def only(*people: list[str], header: list[str] = HEADER, heading: str = HEADING) -> Entry:
    """The one entry that is read from these rows."""
    (entry,) = read(roster(*people, header=header, heading=heading)).entries
    return entry


def doubts(reading: RosterReading) -> list[tuple[int, DoubtKind]]:
    """Rows and kinds of the doubts."""
    return [(doubt.row, doubt.what) for doubt in reading.doubts]


def delegates(reading: RosterReading, first: int = 1) -> list[Delegate]:
    """The delegates an import of this reading would make."""
    return [delegate(entry, number) for number, entry in enumerate(reading.entries, first)]


def delegate(entry: Entry, number: int, standing: Standing | None = None) -> Delegate:
    """A delegate made from an entry."""
    return Delegate(
        id=DelegateId(number),
        number=number,
        code=f"-{number}",
        name=entry.name,
        title=entry.title,
        unit=entry.unit,
        category=CategoryId(entry.category),
        area=entry.area,
        standing=standing or entry.standing,
        role=entry.role,
        position=number,
        stt=entry.stt,
        phone=entry.phone,
        seat=entry.seat,
        note=entry.note,
    )


def write_xlsx(path: Path, rows: list[list[object]], *merged: str, sheet: str = "Danh sách") -> Path:
    """A workbook by openpyxl, cells as they are given."""
    import openpyxl

    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for block in merged:
        page.merge_cells(block)
    workbook.save(path)
    return path


def write_csv(path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Text with a delimiter, every cell in quotes that needs them."""
    import csv

    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_xls(
    path: Path, rows: list[list[object]], *merged: tuple[int, int, int, int], sheet: str = "Danh sách"
) -> Path:
    """A workbook of Excel 97 by xlwt, cells as they are given; merged blocks as top, bottom, left, right, from 0."""
    import xlwt

    workbook = xlwt.Workbook()
    page = workbook.add_sheet(sheet)
    first = {(top, left): (top, bottom, left, right) for top, bottom, left, right in merged}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if (row, column) in first:
                page.write_merge(*first[row, column], cell)
            elif cell is not None:
                page.write(row, column, cell)
    workbook.save(path)
    return path


def in_1258(text: str) -> bytes:
    """Text as Vietnamese Windows keeps it: letters with their shape, the tone behind."""
    return b"".join(_letter_in_1258(letter) for letter in unicodedata.normalize("NFC", text))


def _letter_in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in apart if mark in TONES)
        shape = unicodedata.normalize("NFC", apart.replace(tone, ""))
        return (shape + tone).encode("cp1258")


_SECTOR, _SMALL = 512, 64
_END, _FREE, _OF_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(name: str, stream: bytes = b"") -> bytes:
    """A compound file with one stream, short enough to lie among the short ones."""
    assert len(stream) <= 7 * _SMALL
    root = _entry("Root Entry", 5, child=1, start=3, size=_SECTOR)
    table = struct.pack("<128I", _OF_TABLE, _END, _END, _END, *[_FREE] * 124)
    directory = root + _entry(name, 2, child=_FREE, start=0, size=len(stream)) + bytes(2 * 128)
    small = -(-len(stream) // _SMALL)
    chain = struct.pack("<128I", *range(1, small), _END, *[_FREE] * (128 - max(small, 1)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 2, 1, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return head + table + directory + chain + stream.ljust(_SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook_parts(cells: str, doctype: str = "") -> dict[str, str]:
    """The smallest workbook with one sheet, whose rows are given as XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": _TYPES.format(
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        ),
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<?xml version="1.0"?>{doctype}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">'
        '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">'
        f"<sheetData>{cells}</sheetData></worksheet>",
    }


def inline(address: str, text: str = "x") -> str:
    """A row with one cell of text."""
    number = "".join(filter(str.isdigit, address))
    return f'<row r="{number}"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def zipped(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def write_docx(path: Path, *blocks: str | list[list[str]]) -> Path:
    """A document by python-docx: paragraphs, and tables by their rows."""
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(map(len, block)))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    document.save(str(path))
    return path


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document_parts(body: str, doctype: str = "", word: str = _WORD, part: str = "word/document.xml") -> dict[str, str]:
    """The smallest document with this body, given as XML."""
    return {
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="{part}"/>'
        ),
        part: f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{word}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>",
    }


def tbl(*rows: str) -> str:
    """A table of Word, by its rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    """A row of Word, by its cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tc(text: str, span: int = 1, properties: str = "") -> str:
    """A cell of Word; `text` without markup is one paragraph."""
    inside = text if text.startswith("<") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{properties}</w:tcPr>{inside}</w:tc>'
