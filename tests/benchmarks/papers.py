"""Lists and badges of 10,000: `python papers.py badges|typst COUNT FILE` is one half of what is measured of badges."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, in_turn, timed_ms
from benchmarks.programs import whole_ms
from builders import conference, delegates
from rosters import HEADER, HEADING, write_xlsx
from store.documents import badges_pdf, typeset
from store.documents.attendance_xlsx import attendance_xlsx
from store.documents.roll import Roll
from stores import opened

READ_CELLS = (
    "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
)


def importing(*, short: bool) -> Iterator[Figure]:
    """A roster, as a whole command, next to a program that only reads the cells."""
    size, rounds = (500, 2) if short else (10_000, 5)
    with conferences.folder() as folder:
        roster, numbers = _roster(folder / "roster.xlsx", size), count()
        reading = partial(whole_ms, "-c", READ_CELLS, str(roster))
        reading()
        ours, cells = in_turn(rounds, lambda: _import_ms(folder / f"{next(numbers)}", roster), reading)
    what = f"`toadam import`, {size:,} rows of .xlsx"
    yield Figure(what, "ms", ours, "reading the cells with calamine", cells, Goal(ratio=5))


def _roster(path: Path, size: int) -> Path:
    people: list[list[object]] = [
        [str(number), one.name, one.title, one.unit, one.phone, ""] for number, one in enumerate(delegates(size), 1)
    ]
    return write_xlsx(path, [[HEADING], [*HEADER], *people])


def _import_ms(folder: Path, roster: Path) -> float:
    folder.mkdir()
    whole_ms("-m", "tui", "new", folder=folder)
    return whole_ms("-m", "tui", "import", str(roster), folder=folder)


def badges(*, short: bool) -> Iterator[Figure]:
    """Sheets of ten; each in a process of its own, for typst remembers what it has set."""
    size, rounds = (200, 1) if short else (10_000, 3)
    with conferences.folder() as folder:
        pages = folder / "pages.json"
        pages.write_text(json.dumps(_pages(size)), encoding="utf-8")
        ours, typst = in_turn(
            rounds,
            lambda: whole_ms(__file__, "badges", str(size), str(folder / "badges.pdf")),
            lambda: whole_ms(__file__, "typst", str(pages), str(folder / "pages.pdf")),
        )
    yield Figure(f"{size:,} badges as PDF", "ms", ours, "typst on the same pages", typst, Goal(ratio=1.5))


def _pages(size: int) -> list[tuple[str, dict[str, Any]]]:
    """What typst is given for these badges."""
    given: list[tuple[str, dict[str, Any]]] = []

    def noted(template: str, data: dict[str, Any]) -> bytes:
        given.append((template, data))
        return b""

    with patch.object(typeset, "pdf", noted), patch.object(typeset, "joined", lambda _parts: b""):
        badges_pdf(conference(), delegates(size))
    return given


def attendance(*, short: bool) -> Iterator[Figure]:
    """The workbook, next to its cells without any form."""
    size, rounds = (500, 2) if short else (10_000, 5)
    with conferences.after_scans(size) as path:
        with closing(opened(path)) as store:
            roll = Roll.of(store.state)
        file = path.with_name("attendance.xlsx")
        attendance_xlsx(roll, file)
        cells = _cells(file)
        ours, plain = in_turn(
            rounds,
            lambda: timed_ms(partial(attendance_xlsx, roll, file)),
            lambda: timed_ms(partial(_write_plain, cells, path.with_name("plain.xlsx"))),
        )
    what = f"attendance list of {size:,} as .xlsx"
    yield Figure(what, "ms", ours, "xlsxwriter writing the same cells", plain, Goal(ratio=2))


def _cells(path: Path) -> list[list[list[Any]]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _write_plain(sheets: list[list[list[Any]]], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)


def main(what: str, given: str, output: str) -> None:
    if what == "badges":
        Path(output).write_bytes(badges_pdf(conference(), delegates(int(given))))
        return
    parts = [
        typeset.Part(typeset.pdf(template, data), len(data["sheets"]))
        for template, data in json.loads(Path(given).read_text(encoding="utf-8"))
    ]
    Path(output).write_bytes(parts[0].content)


if __name__ == "__main__":
    main(*sys.argv[1:])
