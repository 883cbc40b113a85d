"""Rosters as offices make them, for tests: rows of text, real .xlsx and .csv files, and files built to harm."""

from __future__ import annotations

import io
import itertools
import zipfile
from pathlib import Path

from assets import ASSETS
from store.plan import read_plan
from store.records import CategoryId, Conference, Delegate, DelegateId, Standing
from store.roster import DoubtKind, Entry, RosterReading
from store.roster.grid import Book, Merged, Sheet
from store.roster.interpret import interpret

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


def delegate(entry: Entry, number: int, standing: Standing = Standing.SUMMONED) -> Delegate:
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
        standing=standing,
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
