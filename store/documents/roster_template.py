"""An empty roster for offices to fill in: what comes back is read without a doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from store.documents.sentence import counted
from store.documents.tables import Column, Kind, Section, Sheet, Table, looks, numbered
from store.documents.workbook import workbook
from store.documents.writing import write_whole
from store.records import Category, Conference
from store.text import clean

FEWEST: Final = 5
"""Rows for a category for which nobody is planned."""

_NOTES = (
    "Cách ghi: mỗi người một dòng, dưới đúng nhóm của mình; thiếu dòng thì chèn thêm, thừa thì xóa cả dòng.",
    "Đừng đổi dòng tiêu đề và tên các nhóm. Chưa biết cử ai thì để trống họ và tên, ghi chức vụ và đơn vị.",
)


def _blank(_place: int) -> str:
    return ""


_COLUMNS = tuple(
    Column[int](heading, _blank, width=width, kind=Kind.TYPED, fixed=True)
    for heading, width in (
        ("Họ và tên", 26),
        ("Chức vụ", 22),
        ("Đơn vị công tác", 30),
        ("Số điện thoại", 14),
        ("Ghi chú", 16),
    )
)


def roster_template_xlsx(conference: Conference, path: Path) -> None:
    """Writes the empty roster to `path`, over what was there: the categories of the plan, a row for everybody planned.

    Raises `Unwritable`.
    """
    sheet = Sheet(
        "Danh sách",
        "Danh sách đại biểu",
        (_table(conference),),
        above=_NOTES,
        dated=f"{clean(conference.organiser.place)}, ngày … tháng … năm {conference.date.year}",
        frozen_columns=2,
        row_lines=1.2,
    )
    write_whole(path, workbook(conference, [sheet]))


def _table(conference: Conference) -> Table:
    sections = []
    first = 1
    for category in conference.categories:
        places = category.planned or FEWEST
        sections.append(Section(numbered(_COLUMNS, range(places), first), _heading(category)))
        first += places
    return Table(looks(_COLUMNS), sections)


def _heading(category: Category) -> str:
    count = f" ({counted(category.planned)} đ/c)" if category.planned else ""
    return f"{clean(category.name)}{count}"
