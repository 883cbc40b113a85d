"""The attendance list as tables of plain cells: what stands in the spreadsheet and in the .csv, before any layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from store.documents.columns import ABSENT, EVERYBODY, GROUP_COUNTS, PHONE, UNIT, UNSUMMONED, Group
from store.documents.roll import Entry, Roll, announced, together
from store.documents.sentence import NO_AREA, clock, counted, hand_counted, opening_sentence, people
from store.documents.tables import Column, Sheet, Table, cells, table
from store.records import HeadCount, Standing, Status
from store.text import clean

TOTAL = "Tổng cộng"
UNTOLD = "khác"
"""Service staff of whom nobody said what they do."""

_INVITED_LATE = (Standing.WALK_IN, Standing.STRUCK_OFF)


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
    counts = roll.by_category(entries)
    groups = [Group(category.name, counts[category.id]) for category in roll.conference.categories]
    total = together(counts)
    return Sheet(
        "Tổng hợp",
        "Tổng hợp đại biểu dự hội nghị",
        (_groups("Thành phần", groups, total)._replace(caption="Đến khi kết thúc" if roll.opening else ""),),
        above=tuple(announcement(roll, total)),
        below=tuple(asides(roll, entries, total)),
    )


def announcement(roll: Roll, total: HeadCount) -> Iterable[str]:
    """What was announced at the opening stays announced, whoever came later."""
    if roll.opening is None:
        yield opening_sentence(total)
        return
    yield opening_sentence(announced(roll.opening))
    yield f"Tính đến lúc khai mạc: {clock(roll.opening.at, roll.conference)}."


def asides(roll: Roll, entries: Iterable[Entry], total: HeadCount) -> Iterable[str]:
    """What the table does not count, or not apart."""
    if roll.opening is not None:
        sentence = opening_sentence(total)
        yield f"Đến khi kết thúc: {sentence[0].lower()}{sentence[1:]}"
    yield f"Đến muộn: {people(total.late)}; về sớm: {people(total.left)}."
    if total.service:
        kinds = ", ".join(f"{kind} {counted(number)}" for kind, number in _service_kinds(entries).items())
        told = f"Phóng viên, lái xe, phục vụ: {counted(total.service)} người (không tính vào số đại biểu)"
        yield f"{told}, gồm: {kinds}." if kinds else f"{told}."
    for count in roll.hand_counts:
        yield f"{hand_counted(count, roll.conference)}."


def _service_kinds(entries: Iterable[Entry]) -> Counter[str]:
    """How many of those who came to work do what."""
    working = (entry.delegate for entry in entries if entry.came and entry.delegate.standing is Standing.SERVICE)
    return Counter(clean(one.title).lower() or UNTOLD for one in working)


def _absentees(entries: Sequence[Entry], *, phones: bool) -> Sheet:
    absent = [
        entry
        for status in (Status.EXCUSED, Status.UNEXCUSED, None)
        for entry in entries
        if entry.delegate.standing is Standing.SUMMONED and entry.status is status
    ]
    return Sheet("Vắng", "Đại biểu vắng, chưa đến", (_people(absent, ABSENT, phones=phones),), frozen_columns=3)


def _unsummoned(entries: Sequence[Entry], *, phones: bool) -> Sheet:
    def of(standings: Sequence[Standing], caption: str) -> Table:
        those = [entry for entry in entries if entry.delegate.standing in standings]
        return _people(those, UNSUMMONED, phones=phones)._replace(caption=caption)

    walk_ins = of(_INVITED_LATE, "Đại biểu mời thêm")
    service = of((Standing.SERVICE,), "Phóng viên, lái xe, phục vụ (không tính vào số đại biểu)")
    return Sheet("Mời thêm", "Đại biểu mời thêm", (walk_ins, service), frozen_columns=3)


def _areas(roll: Roll, entries: Sequence[Entry]) -> Sheet:
    counts = roll.by_area(entries)
    groups = [Group(area.name, counts[area.id]) for area in roll.conference.areas]
    elsewhere = [Group(NO_AREA, counts[""])] if "" in counts else []
    return Sheet(
        "Theo địa bàn",
        "Tổng hợp đại biểu theo địa bàn",
        (_groups("Địa bàn", groups + elsewhere, together(counts)),),
    )


def _people(entries: Iterable[Entry], columns: Sequence[Column[Entry]], *, phones: bool) -> Table:
    after_unit = columns.index(UNIT) + 1
    return table((*columns[:after_unit], PHONE, *columns[after_unit:]) if phones else columns, entries)


def _groups(heading: str, groups: Iterable[Group], total: HeadCount) -> Table:
    columns = (Column[Group](heading, lambda group: group.name, width=64), *GROUP_COUNTS)
    return table(columns, groups)._replace(total=("", *cells(columns, Group(TOTAL, total))))
