"""How Vietnamese minutes state who attended: the opening sentence, numbers and shares as offices write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from store.records import Conference, CountSource, Delegate, HandCount, HeadCount, Stamp

NO_NAME = "(chưa có tên)"
ERASED = "(đã xóa theo yêu cầu)"
NO_AREA = "Không thuộc địa bàn nào"

_TWO_DIGITS = 10
_ALL = Decimal(100)
_STEP = Decimal("0.01")


def opening_sentence(counts: HeadCount) -> str:
    """What the minutes open with: summoned, present and the share of them, substitutes, absent, walk-ins.

    The share is of the summoned alone; walk-ins are told in a sentence of their own. What is zero is left out, except
    that nobody being absent is said.
    """
    if not counts.summoned:
        summoned = "Không có đại biểu được triệu tập."
    else:
        clauses = (_present(counts), _absent(counts), _not_arrived(counts))
        told = "; ".join(clause for clause in clauses if clause)
        summoned = f"Tổng số đại biểu được triệu tập: {people(counts.summoned)}; {told}."
    return f"{summoned} Đại biểu mời thêm: {people(counts.walk_ins)}." if counts.walk_ins else summoned


def name_of(delegate: Delegate) -> str:
    """The name, or why there is none."""
    return ERASED if delegate.erased else delegate.name or NO_NAME


def clock(moment: Stamp, conference: Conference) -> str:
    """Hours and minutes in the conference's zone; the date too, if it is not the conference's."""
    there = moment.wall.astimezone(conference.zone)
    return f"{there:%H:%M}" if there.date() == conference.date else f"{there:%H:%M %d/%m/%Y}"


def hand_counted(count: HandCount, conference: Conference) -> str:
    """What somebody counted in the hall, or was told by the door: `Đếm tay lúc 09:50: 98 người`."""
    return f"{_SOURCES[count.source]} lúc {clock(count.at, conference)}: {counted(count.people)} người"


_SOURCES = {CountSource.HALL: "Đếm tay", CountSource.DOOR: "Số báo từ cửa"}


def people(number: int) -> str:
    """So many, as comrades: `08 đồng chí`."""
    return f"{counted(number)} đồng chí"


def counted(number: int) -> str:
    """A number as documents write it: two digits from 1 to 9, so that none can be put in front."""
    return f"{number:02}" if 0 < number < _TWO_DIGITS else str(number)


def share(part: int, whole: int) -> str:
    """`92,86%`, with the decimal comma; whole per cents without decimals; `100%` only when nobody is missing.

    Empty when there is nothing to have a share of.
    """
    if not whole:
        return ""
    percent = (_ALL * part / whole).quantize(_STEP, ROUND_HALF_UP)
    if part < whole:
        percent = min(percent, _ALL - _STEP)
    return f"{percent}%".replace(".00%", "%").replace(".", ",")


def _present(counts: HeadCount) -> str:
    present = f"có mặt: {people(counts.present)} (đạt {share(counts.present, counts.summoned)})"
    return f"{present}, trong đó cử người dự thay: {people(counts.substitutes)}" if counts.substitutes else present


def _absent(counts: HeadCount) -> str:
    absent = counts.excused + counts.unexcused
    if not absent:
        return "" if counts.not_arrived else "không có đại biểu vắng mặt"
    told = (("có lý do", counts.excused), ("không lý do", counts.unexcused))
    reasons = ", ".join(f"{words}: {counted(number)}" for words, number in told if number)
    return f"vắng: {people(absent)} ({reasons})"


def _not_arrived(counts: HeadCount) -> str:
    return f"chưa đến: {people(counts.not_arrived)}" if counts.not_arrived else ""
