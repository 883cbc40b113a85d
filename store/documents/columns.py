"""The columns of the attendance documents: their headings and what each tells of a person or of a group.

No column tells a badge's code, and only `PHONE` a phone number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from store.documents.roll import Entry
from store.documents.sentence import share
from store.head_counts import HeadCount
from store.records import Method, Stamp, Standing, Status

Cell = str | int
Of = TypeVar("Of")


class Column(NamedTuple, Generic[Of]):
    """One column of a table of `Of`."""

    heading: str
    cell: Callable[[Of], Cell]
    width: int = 10
    """The most letters a line of it takes; longer words wrap."""
    centred: bool = False


STANDINGS = {Standing.SUMMONED: "Triệu tập", Standing.WALK_IN: "Mời thêm", Standing.SERVICE: "Phục vụ"}
STATUSES = {
    None: "Chưa đến",
    Status.PRESENT: "Có mặt",
    Status.LEFT: "Có mặt",
    Status.EXCUSED: "Vắng có lý do",
    Status.UNEXCUSED: "Vắng không lý do",
}
SUBSTITUTED = "Đi thay"
METHODS = {
    Method.SCAN: "Quét mã",
    Method.NUMBER: "Nhập số",
    Method.NAME: "Tìm tên",
    Method.WALK_IN: "Mời thêm",
    Method.SUBSTITUTE: "Đi thay",
    Method.PAPER: "Danh sách giấy",
}


def _status(entry: Entry) -> str:
    """The state alone: late and left early are told of somebody present, in columns of their own."""
    came_by_substitute = entry.came and entry.attendance is not None and entry.attendance.substitute is not None
    return SUBSTITUTED if came_by_substitute else STATUSES[entry.status]


def _clock(entry: Entry, stamp: Stamp | None) -> str:
    """Hours and minutes in the conference's zone; the date too, if it is not the conference's."""
    if stamp is None:
        return ""
    there = stamp.wall.astimezone(entry.conference.zone)
    return f"{there:%H:%M}" if there.date() == entry.conference.date else f"{there:%H:%M %d/%m/%Y}"


def _arrived(entry: Entry) -> str:
    return _clock(entry, entry.attendance.arrived) if entry.attendance else ""


def _left(entry: Entry) -> str:
    gone = entry.attendance is not None and entry.attendance.status is Status.LEFT
    return _clock(entry, entry.attendance.left) if gone and entry.attendance else ""


def _desk(entry: Entry) -> str:
    return entry.attendance.desk if entry.attendance else ""


def _method(entry: Entry) -> str:
    method = entry.attendance.method if entry.attendance else None
    return METHODS[method] if method else ""


def _substitute(entry: Entry) -> str:
    substitute = entry.attendance.substitute if entry.attendance else None
    return ", ".join(filter(None, (substitute.name, substitute.title))) if substitute else ""


def _reason(entry: Entry) -> str:
    return entry.attendance.reason if entry.attendance else ""


def _category(entry: Entry) -> str:
    return entry.category.short or entry.category.name


NUMBER = Column[Entry]("Số", lambda entry: entry.delegate.number, width=6, centred=True)
NAME = Column[Entry]("Họ và tên", lambda entry: entry.delegate.name, width=26)
TITLE = Column[Entry]("Chức vụ", lambda entry: entry.delegate.title, width=22)
UNIT = Column[Entry]("Đơn vị", lambda entry: entry.delegate.unit, width=28)
CATEGORY = Column[Entry]("Thành phần", _category, width=20)
STANDING = Column[Entry]("Diện", lambda entry: STANDINGS[entry.delegate.standing], width=10, centred=True)
STATUS = Column[Entry]("Trạng thái", _status, width=16, centred=True)
ARRIVED = Column[Entry]("Giờ đến", _arrived, width=8, centred=True)
LATE = Column[Entry]("Đến muộn", lambda entry: "x" if entry.late else "", width=8, centred=True)
DESK = Column[Entry]("Bàn", _desk, width=12, centred=True)
METHOD = Column[Entry]("Cách điểm danh", _method, width=12, centred=True)
SUBSTITUTE = Column[Entry]("Người đi thay", _substitute, width=22)
LEFT = Column[Entry]("Về sớm", _left, width=8, centred=True)
REASON = Column[Entry]("Lý do vắng", _reason, width=20)
NOTE = Column[Entry]("Ghi chú", lambda entry: entry.delegate.note, width=20)
PHONE = Column[Entry]("Điện thoại", lambda entry: entry.delegate.phone, width=14)

EVERYBODY = (
    NUMBER,
    NAME,
    TITLE,
    UNIT,
    CATEGORY,
    STANDING,
    STATUS,
    ARRIVED,
    LATE,
    DESK,
    METHOD,
    SUBSTITUTE,
    LEFT,
    REASON,
    NOTE,
)
ABSENT = (NUMBER, NAME, TITLE, UNIT, CATEGORY, STATUS, REASON, NOTE)
UNSUMMONED = (NUMBER, NAME, TITLE, UNIT, CATEGORY, STATUS, ARRIVED, DESK, LEFT, NOTE)


class Group(NamedTuple):
    """A line of a table of head counts."""

    name: str
    counts: HeadCount


GROUP_COUNTS = (
    Column[Group]("Triệu tập", lambda group: group.counts.summoned, centred=True),
    Column[Group]("Có mặt", lambda group: group.counts.present, centred=True),
    Column[Group]("Trong đó đi thay", lambda group: group.counts.substitutes, centred=True),
    Column[Group]("Vắng có lý do", lambda group: group.counts.excused, centred=True),
    Column[Group]("Vắng không lý do", lambda group: group.counts.unexcused, centred=True),
    Column[Group]("Chưa đến", lambda group: group.counts.not_arrived, centred=True),
    Column[Group]("Mời thêm", lambda group: group.counts.walk_ins, centred=True),
    Column[Group]("Tỷ lệ có mặt", lambda group: share(group.counts.present, group.counts.summoned), centred=True),
)
"""The rate is words: as a number it would show a point or a comma as each machine is set up."""
