"""Reads .xlsx and .xls with calamine, once they have been looked through. Runs in the child process only."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.roster import workbook_97, workbook_2007
from store.roster.grid import LONGEST_CELL, Book, Merged, Sheet
from store.roster.refusal import NoRoster, NotReadable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_xlsx(content: bytes) -> Book:
    """The worksheets of an .xlsx. Raises `NotReadable`."""
    workbook_2007.check_workbook(content)
    return _read(content)


def read_xls(content: bytes) -> Book:
    """The worksheets of an .xls, its text by the code page of the file. Raises `NotReadable`."""
    workbook_97.check_workbook(content)
    return _read(content)


def _read(content: bytes) -> Book:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return Book(sheets=list(_sheets(workbook)))
    except PasswordError as error:
        raise NotReadable(NoRoster.PROTECTED) from error
    except CalamineError as error:
        raise NotReadable(NoRoster.DAMAGED) from error


def _sheets(workbook: CalamineWorkbook) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(about.name)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            hidden = about.visible != SheetVisibleEnum.Visible
            yield Sheet(name=about.name, rows=rows, hidden=hidden, merged=_merged(sheet))


def _merged(sheet: CalamineSheet) -> list[Merged]:
    return [
        Merged(top=top, left=left, bottom=bottom, right=right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]


def _text(cell: _Cell) -> str:
    """A cell as a person sees it: whole numbers without decimals, days as they are written here."""
    match cell:
        case str():
            return cell[:LONGEST_CELL]
        case bool():
            return "x" if cell else ""
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
