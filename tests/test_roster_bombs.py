"""Files built to harm: small ones that unpack, nest, point or lie. Each is refused with a sentence, within the limits.

All are read by the real child process, whose memory and time are bounded whatever it is given.
"""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rosters import (
    document_parts,
    inline,
    person,
    read_file,
    refusal,
    roster,
    tbl,
    tc,
    tr,
    workbook_parts,
    write_xls,
    written,
    zipped,
)
from store.roster import NoRoster, RosterError
from store.roster.child import MOST_MEMORY
from store.roster.confined import PATIENCE
from store.roster.grid import MOST_BYTES
from tui.refusals import sentence

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
BILLION = LAUGHS + "]>"
NESTED = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
DEEP = "<a>" * 20_000 + "</a>" * 20_000


def sheet(before: str = "", behind: str = "", cells: str = inline("A1")) -> dict[str, str]:
    """A workbook with something before and behind its rows."""
    parts = workbook_parts(cells)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace("<sheetData>", f"{before}<sheetData>")
    parts[name] = parts[name].replace("</sheetData>", f"</sheetData>{behind}")
    return parts


def shared(texts: str, attributes: str = "", uses: int = 1) -> dict[str, str]:
    """A workbook whose cells all use the first of these shared texts."""
    parts = workbook_parts("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, uses + 1)))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f'<Relationship Id="rId2" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="{main}" {attributes}>{texts}</sst>'
    return parts


def nested_archives(depth: int = 6) -> bytes:
    """An archive in an archive in an archive, ten times the same in each."""
    inner = zipped({"a.bin": "\0" * 1_000_000})
    for _ in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", inner)
        inner = packed.getvalue()
    return inner


def overlapping(copies: int = 200) -> bytes:
    """An archive whose list of parts names the same bytes again and again."""
    content = zipped(workbook_parts(inline("A1")) | {"xl/a.bin": "\0" * 1_000_000})
    end = content.rindex(b"PK\x05\x06")
    last = content[content.rindex(b"PK\x01\x02", 0, end) : end]
    (count, _, size) = struct.unpack_from("<HHI", content, end + 8)
    told = struct.pack("<HHI", count + copies, count + copies, size + copies * len(last))
    return content[:end] + last * copies + content[end : end + 8] + told + content[end + 16 :]


def ratio() -> bytes:
    """A thousand to one: the most that deflating gives."""
    return zipped(workbook_parts(inline("A1")) | {"xl/media/a.bin": "\0" * (MOST_BYTES + 1)})


Bomb = tuple[Callable[[], bytes], NoRoster]
"""Made when it is wanted, and why it is refused."""

WORKBOOKS: dict[str, Bomb] = {
    "nested archives": (nested_archives, NoRoster.NOT_A_WORKBOOK),
    "nested archives in a workbook": (
        lambda: zipped(workbook_parts("<row><c></row>") | {"xl/a.zip": nested_archives(2).decode("latin-1")}),
        NoRoster.DAMAGED,
    ),
    "parts over each other": (overlapping, NoRoster.UNSAFE),
    "a thousand to one": (ratio, NoRoster.TOO_LARGE),
    "two cells a world apart": (lambda: zipped(workbook_parts(inline("A1") + inline("XFD1048576"))), NoRoster.TOO_FAR),
    "a million columns": (
        lambda: zipped(workbook_parts(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>")),
        NoRoster.TOO_FAR,
    ),
    "a dimension without end": (lambda: zipped(sheet('<dimension ref="A1:XFD1048576"/>')), NoRoster.NO_HEADER),
    "merged without end": (
        lambda: zipped(sheet(behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        NoRoster.NO_HEADER,
    ),
    "merged backwards": (
        lambda: zipped(sheet(behind='<mergeCells><mergeCell ref="Z9:A0"/></mergeCells>')),
        NoRoster.DAMAGED,
    ),
    "endless shared texts": (lambda: zipped(shared(f"<si><t>{'a' * MOST_BYTES}</t></si>")), NoRoster.TOO_LARGE),
    "shared texts that lie": (
        lambda: zipped(shared("<si><t>a</t></si>", 'uniqueCount="4294967295"')),
        NoRoster.CRASHED,
    ),
    "a long text named often": (
        lambda: zipped(shared(f"<si><t>{'a' * 32_000}</t></si>", uses=3_000)),
        NoRoster.TOO_LARGE,
    ),
    "a billion laughs": (lambda: zipped(workbook_parts(inline("A1"), BILLION)), NoRoster.UNSAFE),
    "a billion laughs among the styles": (
        lambda: zipped(workbook_parts(inline("A1")) | {"xl/styles.xml": f'<?xml version="1.0"?>{BILLION}<a>&j;</a>'}),
        NoRoster.UNSAFE,
    ),
    "a part from elsewhere": (
        lambda: zipped(workbook_parts(inline("A1"), '<!DOCTYPE a SYSTEM "file:///etc/passwd">')),
        NoRoster.UNSAFE,
    ),
    "a number of a million digits": (
        lambda: zipped(workbook_parts(f'<row r="{"9" * 1_000_000}"><c><v>1</v></c></row>')),
        NoRoster.DAMAGED,
    ),
    "rows within rows": (lambda: zipped(workbook_parts("<row>" * 100_000)), NoRoster.DAMAGED),
}

TABLE = tbl(tr(tc("Họ và tên"), tc("Chức vụ")), tr(tc("Nguyễn Văn An"), tc("Tổ trưởng")))
DOCUMENTS: dict[str, Bomb] = {
    "a billion laughs": (lambda: zipped(document_parts(TABLE, BILLION)), NoRoster.UNSAFE),
    "a billion laughs among the styles": (
        lambda: zipped(document_parts(TABLE) | {"word/styles.xml": f'<?xml version="1.0"?>{BILLION}<a>&j;</a>'}),
        NoRoster.UNSAFE,
    ),
    "deep": (lambda: zipped(document_parts(DEEP)), NoRoster.UNSAFE),
    "tables within tables": (lambda: zipped(document_parts(NESTED)), NoRoster.UNSAFE),
    "deep styles": (lambda: zipped(document_parts(TABLE) | {"word/styles.xml": DEEP}), NoRoster.UNSAFE),
    "deep relations": (lambda: zipped(document_parts(TABLE) | {"_rels/.rels": DEEP}), NoRoster.UNSAFE),
    "a cell over a milliard columns": (lambda: zipped(document_parts(tbl(tr(tc("a", span=10**9))))), NoRoster.TOO_FAR),
    "a cell over a number of a million digits": (
        lambda: zipped(document_parts(TABLE.replace('val="1"', f'val="{"9" * 1_000_000}"'))),
        NoRoster.DAMAGED,
    ),
    "an endless document": (lambda: zipped(document_parts("a" * (MOST_BYTES + 1))), NoRoster.TOO_LARGE),
}  # fmt: skip

LINE = b"a" * (8 * 1024 * 1024)
TEXTS: dict[str, Bomb] = {
    "a hundred megabytes in one line": (lambda: b"a" * 100_000_000, NoRoster.TOO_LARGE),
    "a field of eight megabytes": (lambda: LINE, NoRoster.DAMAGED),
    "a quoted field of eight megabytes": (lambda: b'"' + LINE, NoRoster.DAMAGED),
    "eight million columns": (lambda: b"," * len(LINE), NoRoster.TOO_FAR),
    "eight million rows": (lambda: b"a,b\n" * (len(LINE) // 4), NoRoster.TOO_FAR),
    "eight million quotes": (lambda: b'"' * len(LINE), NoRoster.DAMAGED),
}


def refused(path: Path) -> NoRoster:
    """Why the file is refused: said in a sentence, in time, and its reader had no more memory than it may have."""
    begun, before = time.monotonic(), _most_memory()
    error = refusal(path)
    assert time.monotonic() - begun < PATIENCE
    assert len(sentence(error)) > len(str(path))
    # Children of other tests may have taken more, and each begins as a copy of this process.
    assert _most_memory() <= max(before, _most_memory(resource.RUSAGE_SELF), MOST_MEMORY)
    return error.reason


def _most_memory(whose: int = resource.RUSAGE_CHILDREN) -> int:
    return resource.getrusage(whose).ru_maxrss * 1024


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_built_to_harm_is_refused(name: str, tmp_path: Path) -> None:
    content, reason = WORKBOOKS[name]
    assert refused(written(tmp_path / "ds.xlsx", content())) is reason


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_built_to_harm_is_refused(name: str, tmp_path: Path) -> None:
    content, reason = DOCUMENTS[name]
    assert refused(written(tmp_path / "ds.docx", content())) is reason


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_built_to_harm_is_refused(name: str, tmp_path: Path) -> None:
    content, reason = TEXTS[name]
    assert refused(written(tmp_path / "ds.csv", content())) is reason


def test_the_harmless_neighbours_of_these_files_are_read(tmp_path: Path) -> None:
    assert refused(written(tmp_path / "a.docx", zipped(document_parts("<w:p/>")))) is NoRoster.NO_TABLE
    assert refused(written(tmp_path / "a.xlsx", zipped(shared("<si><t>a</t></si>")))) is NoRoster.NO_HEADER


# -- workbooks of Excel 97 ---------------------------------------------------------------------------------------------

SHARED_TEXTS, MERGED, DIMENSIONS, BOUND_SHEET, NUMBERS = 0x00FC, 0x00E5, 0x0200, 0x0085, 0x00BD


def records(content: bytes) -> dict[int, list[int]]:
    """Where the records of a workbook begin, by kind. xlwt keeps the stream in one piece, from the first sector on."""
    found: dict[int, list[int]] = {}
    at = 512
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        if not kind:
            break
        found.setdefault(kind, []).append(at)
        at += 4 + length
    return found


@pytest.fixture
def old(tmp_path: Path) -> bytes:
    rows: list[list[object]] = [list(row) for row in roster(person(), person("Lê Thị Hà", stt="2"))]
    return write_xls(tmp_path / "a.xls", [*rows, [1, 2, 3, 4]], (1, 1, 0, 3)).read_bytes()


def patched(content: bytes, at: int, value: bytes) -> bytes:
    return content[:at] + value + content[at + len(value) :]


@pytest.mark.parametrize("kind", [SHARED_TEXTS, MERGED, DIMENSIONS, BOUND_SHEET], ids=hex)
@pytest.mark.parametrize("length", [1, 0xFFFF])
def test_a_record_that_lies_about_its_length_is_refused_or_read(
    kind: int, length: int, old: bytes, tmp_path: Path
) -> None:
    (at, *_) = records(old)[kind]
    answered(written(tmp_path / "ds.xls", patched(old, at + 2, struct.pack("<H", length))))


@pytest.mark.parametrize("kind", [SHARED_TEXTS, MERGED, DIMENSIONS, BOUND_SHEET], ids=hex)
def test_a_record_that_lies_about_what_it_holds_is_refused_or_read(kind: int, old: bytes, tmp_path: Path) -> None:
    (at, *_) = records(old)[kind]
    answered(written(tmp_path / "ds.xls", patched(old, at + 4, b"\xff" * 8)))


def answered(path: Path) -> None:
    """Read, or refused in one of the ways a broken workbook is."""
    broken = (NoRoster.DAMAGED, NoRoster.CRASHED, NoRoster.TOO_FAR, NoRoster.NO_HEADER, NoRoster.NO_PEOPLE)
    try:
        reason = None if read_file(path) else NoRoster.EMPTY
    except RosterError as error:
        reason = error.reason
    assert reason in (None, *broken)
