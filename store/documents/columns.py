"""The columns of the attendance documents: their headings and what each tells of a person or of a group.

No column tells a badge's code, and only `PHONE` a phone number.
"""

from __future__ import annotations

from typing import NamedTuple

from store.documents.roll import Entry
from store.documents.sentence import NO_NAME, clock, name_of, share
from store.documents.tables import Column, Kind
from store.records import HeadCount, Method, Stamp, Standing, Status

STRUCK_OFF = "Đã rút khỏi danh sách triệu tập"
STANDINGS = {
    Standing.SUMMONED: "Triệu tập",
    Standing.WALK_IN: "Mời thêm",
    Standing.SERVICE: "Phục vụ",
    Standing.STRUCK_OFF: "Mời thêm",
}
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
    return clock(stamp, entry.conference) if stamp else ""


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
    return ", ".join(filter(None, (substitute.name or NO_NAME, substitute.title))) if substitute else ""


def _reason(entry: Entry) -> str:
    return entry.attendance.reason if entry.attendance else ""


def _note(entry: Entry) -> str:
    struck_off = STRUCK_OFF if entry.delegate.standing is Standing.STRUCK_OFF else ""
    return "; ".join(filter(None, (struck_off, entry.delegate.note)))


def _category(entry: Entry) -> str:
    return (category.short or category.name) if (category := entry.category) else ""


NUMBER = Column[Entry]("Số", lambda entry: entry.delegate.number, width=6, kind=Kind.CENTRED)
NAME = Column[Entry]("Họ và tên", lambda entry: name_of(entry.delegate), width=26)
TITLE = Column[Entry]("Chức vụ", lambda entry: entry.delegate.title, width=22)
UNIT = Column[Entry]("Đơn vị", lambda entry: entry.delegate.unit, width=28)
CATEGORY = Column[Entry]("Thành phần", _category, width=20)
STANDING = Column[Entry]("Diện", lambda entry: STANDINGS[entry.delegate.standing], width=10, kind=Kind.CENTRED)
STATUS = Column[Entry]("Trạng thái", _status, width=16, kind=Kind.CENTRED)
ARRIVED = Column[Entry]("Giờ đến", _arrived, width=8, kind=Kind.CENTRED)
LATE = Column[Entry]("Đến muộn", lambda entry: "x" if entry.late else "", width=8, kind=Kind.CENTRED)
DESK = Column[Entry]("Bàn", _desk, width=12, kind=Kind.CENTRED)
METHOD = Column[Entry]("Cách điểm danh", _method, width=12, kind=Kind.CENTRED)
SUBSTITUTE = Column[Entry]("Người đi thay", _substitute, width=22)
LEFT = Column[Entry]("Về sớm", _left, width=8, kind=Kind.CENTRED)
REASON = Column[Entry]("Lý do vắng", _reason, width=20)
NOTE = Column[Entry]("Ghi chú", _note, width=20)
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
    Column[Group]("Triệu tập", lambda group: group.counts.summoned, kind=Kind.CENTRED),
    Column[Group]("Có mặt", lambda group: group.counts.present, kind=Kind.CENTRED),
    Column[Group]("Trong đó đi thay", lambda group: group.counts.substitutes, kind=Kind.CENTRED),
    Column[Group]("Vắng có lý do", lambda group: group.counts.excused, kind=Kind.CENTRED),
    Column[Group]("Vắng không lý do", lambda group: group.counts.unexcused, kind=Kind.CENTRED),
    Column[Group]("Chưa đến", lambda group: group.counts.not_arrived, kind=Kind.CENTRED),
    Column[Group]("Mời thêm", lambda group: group.counts.walk_ins, kind=Kind.CENTRED),
    Column[Group]("Tỷ lệ có mặt", lambda group: share(group.counts.present, group.counts.summoned), kind=Kind.CENTRED),
)
"""The rate is words: as a number it would show a point or a comma as each machine is set up."""
