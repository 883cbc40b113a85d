"""The attendance list as tables of plain cells: what stands in the spreadsheet and in the .csv, before any layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.documents.columns import (
    ABSENT,
    EVERYBODY,
    GROUP_COUNTS,
    PHONE,
    UNIT,
    UNSUMMONED,
    Cell,
    Column,
    Group,
    Of,
)
from store.documents.roll import Entry, Roll, head_count, head_counts
from store.documents.sentence import counted, opening_sentence, people
from store.head_counts import HeadCount
from store.records import Standing, Status
from store.text import clean

NO_AREA = "Không thuộc khu vực nào"
TOTAL = "Tổng cộng"


class Look(NamedTuple):
    """How a column is set: its heading, the most letters on a line, whether they stand in the middle."""

    heading: str
    width: int
    centred: bool


class Table(NamedTuple):
    """Headings and rows of clean cells; the first column numbers the rows."""

    looks: tuple[Look, ...]
    rows: list[tuple[Cell, ...]]
    caption: str = ""
    """Stands above, where a sheet has several tables."""
    total: tuple[Cell, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(look.heading for look in self.looks)


class Sheet(NamedTuple):
    """One sheet: lines of words above, tables, lines of words below."""

    name: str
    title: str
    tables: tuple[Table, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    frozen_columns: int = 0


def attendance_sheets(roll: Roll, *, phones: bool) -> list[Sheet]:
    """The whole workbook."""
    entries = roll.entries()
    return [
        _summary(roll, entries),
        Sheet("Danh sách", "Danh sách điểm danh đại biểu", (everybody(roll, phones=phones),), frozen_columns=3),
        _absentees(entries, phones=phones),
        _unsummoned(entries, phones=phones),
        _areas(roll, entries),
    ]


def everybody(roll: Roll, *, phones: bool) -> Table:
    """Everybody on the list in roster order."""
    return _people(roll.entries(), EVERYBODY, phones=phones)


def _summary(roll: Roll, entries: Sequence[Entry]) -> Sheet:
    counts = head_counts(entries, lambda entry: entry.delegate.category)
    groups = [Group(category.name, counts[category.id]) for category in roll.conference.categories]
    total = head_count(entries)
    return Sheet(
        "Tổng hợp",
        "Tổng hợp đại biểu dự hội nghị",
        (_groups("Thành phần", groups, total),),
        above=(opening_sentence(total),),
        below=tuple(_asides(total)),
    )


def _asides(total: HeadCount) -> Iterable[str]:
    """What the table does not count, or not apart."""
    yield f"Đến muộn: {people(total.late)}; về sớm: {people(total.left)}."
    if total.service:
        yield f"Phóng viên, lái xe, phục vụ: {counted(total.service)} người (không tính vào số đại biểu)."


def _absentees(entries: Sequence[Entry], *, phones: bool) -> Sheet:
    absent = [
        entry
        for status in (Status.EXCUSED, Status.UNEXCUSED, None)
        for entry in entries
        if entry.delegate.standing is Standing.SUMMONED and entry.status is status
    ]
    table = _people(absent, ABSENT, phones=phones)
    return Sheet("Vắng", "Đại biểu vắng, chưa đến", (table,), frozen_columns=3)


def _unsummoned(entries: Sequence[Entry], *, phones: bool) -> Sheet:
    def of(standing: Standing, caption: str) -> Table:
        those = [entry for entry in entries if entry.delegate.standing is standing]
        return _people(those, UNSUMMONED, phones=phones)._replace(caption=caption)

    walk_ins = of(Standing.WALK_IN, "Đại biểu mời thêm")
    service = of(Standing.SERVICE, "Phóng viên, lái xe, phục vụ (không tính vào số đại biểu)")
    return Sheet("Mời thêm", "Đại biểu mời thêm", (walk_ins, service), frozen_columns=3)


def _areas(roll: Roll, entries: Sequence[Entry]) -> Sheet:
    known = {area.id for area in roll.conference.areas}
    counts = head_counts(entries, lambda entry: entry.delegate.area if entry.delegate.area in known else "")
    groups = [Group(area.name, counts[area.id]) for area in roll.conference.areas]
    elsewhere = [Group(NO_AREA, counts[""])] if "" in counts else []
    return Sheet(
        "Theo khu vực",
        "Tổng hợp đại biểu theo khu vực",
        (_groups("Khu vực", groups + elsewhere, head_count(entries)),),
    )


def _people(entries: Iterable[Entry], columns: Sequence[Column[Entry]], *, phones: bool) -> Table:
    after_unit = columns.index(UNIT) + 1
    return _table((*columns[:after_unit], PHONE, *columns[after_unit:]) if phones else columns, entries)


def _groups(heading: str, groups: Iterable[Group], total: HeadCount) -> Table:
    columns = (Column[Group](heading, lambda group: group.name, width=64), *GROUP_COUNTS)
    table = _table(columns, groups)
    return table._replace(total=("", *_cells(columns, Group(TOTAL, total))))


def _table(columns: Sequence[Column[Of]], items: Iterable[Of]) -> Table:
    looks = (Look("STT", 5, True), *(Look(column.heading, column.width, column.centred) for column in columns))
    return Table(looks, [(place, *_cells(columns, item)) for place, item in enumerate(items, 1)])


def _cells(columns: Sequence[Column[Of]], item: Of) -> tuple[Cell, ...]:
    cells = (column.cell(item) for column in columns)
    return tuple(clean(cell) if isinstance(cell, str) else cell for cell in cells)
