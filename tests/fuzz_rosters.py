"""Fuzz targets: files from offices, rosters and plans."""

from __future__ import annotations

import io
import itertools
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import rosters
from assets import ASSETS
from mutations import Target, mutated_archive
from store.plan import PlanError, read_plan
from store.roster import delimited, docx, workbook_97, workbook_2007
from store.roster.confined import read_book
from store.roster.file_kind import FileKind, kind_of, refuse_strangers
from store.roster.grid import Book
from store.roster.interpret import interpret
from store.roster.refusal import NotReadable, RosterError

_PEOPLE = rosters.roster(rosters.person(phone="0912345678"), rosters.person("Lê Thị Hà", stt="2", note="12 đ/c"))


def _written(write: Callable[[Path], object], name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()


def _texts() -> list[bytes]:
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
    made = [
        _written(partial(rosters.write_csv, rows=_PEOPLE, delimiter=delimiter, encoding=encoding), "a.csv")
        for delimiter, encoding in itertools.product(",;\t", encodings)
    ]
    return [*made, rosters.in_1258("\n".join(map(",".join, _PEOPLE)))]


def _rows() -> list[list[object]]:
    return [list(row) for row in _PEOPLE]


def _xlsx() -> list[bytes]:
    made = _written(lambda path: rosters.write_xlsx(path, _rows(), "A2:D2"), "a.xlsx")
    return [made, rosters.zipped(rosters.workbook_parts(rosters.inline("A1") + rosters.inline("B2")))]


def _xls() -> list[bytes]:
    return [
        _written(lambda path: rosters.write_xls(path, _rows(), (1, 1, 0, 3)), "a.xls"),
        rosters.compound("Workbook"),
    ]


def _docx() -> list[bytes]:
    """What python-docx writes without its template's thirty kilobytes of styles, and the smallest document."""
    whole = _written(lambda path: rosters.write_docx(path, "DANH SÁCH", _PEOPLE, "Tổng: 2"), "a.docx")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        kept = {
            name: archive.read(name).decode() for name in ("_rels/.rels", "word/document.xml", "word/numbering.xml")
        }
    table = rosters.tbl(*(rosters.tr(*map(rosters.tc, row)) for row in _PEOPLE))
    return [rosters.zipped(kept), rosters.zipped(rosters.document_parts("<w:p/>" + table + table))]


def _interpreted(read_bytes: Callable[[bytes], Book], content: bytes) -> None:
    refuse_strangers(content)
    interpret(read_bytes(content), rosters.CONFERENCE, "ds")


def _check_xls(content: bytes) -> None:
    """As the child does: only what has a workbook's stream comes so far."""
    kind = kind_of(content)
    if kind is FileKind.XLS:
        workbook_97.check_workbook(content)


def _kind(content: bytes) -> None:
    refuse_strangers(content)
    kind_of(content)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """For readers that want a path; gone when the program ends."""
    return tempfile.TemporaryDirectory(prefix="toadam-fuzz-")


def _read_confined(name: str, content: bytes) -> None:
    """By the real child: what it dies of is a refusal too, but it may not be slow."""
    read_book(rosters.written(Path(_folder().name, name), content), patience=20)


def _plans() -> list[bytes]:
    return [(ASSETS / "plan.toml").read_bytes(), b'title = "a"\n[[categories]]\nid = "b"\n']


def _read_plan(content: bytes) -> None:
    path = rosters.written(Path(_folder().name, "plan.toml"), content)
    read_plan(path, id=1, code_letters="BC", mint=itertools.count(1).__next__)


TARGETS = {
    "text roster": Target(_texts, partial(_interpreted, delimited.read), 30_000, 60, (NotReadable,)),
    "docx": Target(_docx, partial(_interpreted, docx.read), 20_000, 30, (NotReadable,), mutated_archive),
    "xlsx check": Target(_xlsx, workbook_2007.check_workbook, 20_000, 50, (NotReadable,), mutated_archive),
    "xls check": Target(_xls, _check_xls, 60_000, 100, (NotReadable,)),
    "file kind": Target(lambda: [*_xlsx(), *_xls(), *_docx(), *_texts()], _kind, 40_000, 100, (NotReadable,)),
    "plan": Target(_plans, _read_plan, 4_000, 20, (PlanError,)),
    "xlsx child": Target(_xlsx, partial(_read_confined, "a.xlsx"), 150, 3, (RosterError,), mutated_archive),
    "xls child": Target(_xls, partial(_read_confined, "a.xls"), 150, 3, (RosterError,)),
}
