"""Small makers of records for tests: a conference like the model one, as many delegates as asked for, what they did.

Every maker takes the fields that matter to the test by name and fills in the rest. The same call gives the same record.
"""

from __future__ import annotations

import datetime as dt
import random
from functools import reduce
from itertools import accumulate, cycle
from typing import Any

from store import codes
from store.head_counts import Lateness
from store.live_records import ItemRun, Pause, Span, Speech, SpeechKind
from store.proposal_records import Proposal
from store.records import (
    AgendaItem,
    AgendaKind,
    Area,
    AreaId,
    Attendance,
    Category,
    CategoryId,
    Conference,
    Conflict,
    Deed,
    Delegate,
    DelegateId,
    Method,
    Organiser,
    Recipient,
    Record,
    SessionId,
    Stamp,
    Standing,
    Status,
    Substitute,
    Theme,
)
from store.state import State

DAY = dt.date(2023, 9, 15)
ZONE = dt.timezone(dt.timedelta(hours=7))
MIDNIGHT = dt.time()
CODE_LETTERS = "KT"

CATEGORIES = (
    ("dan-van-tinh", "Đại biểu Ban Dân vận Tỉnh ủy Bắc Ninh", "Ban Dân vận Tỉnh ủy", 3, "#c62828"),
    ("lanh-dao", "Thường trực Thành ủy, HĐND; Lãnh đạo UBND thành phố", "Lãnh đạo thành phố", 6, "#f9a825"),
    ("ban-dang", "Đại diện Lãnh đạo các Ban xây dựng Đảng, Văn phòng Thành ủy", "Ban xây dựng Đảng", 4, "#6a1b9a"),
    ("dan-van-thanh-uy", "Lãnh đạo, cán bộ Ban Dân vận Thành ủy", "Ban Dân vận Thành ủy", 5, "#1565c0"),
    ("doan-the", "Đại diện Lãnh đạo Ủy ban MTTQ, các đoàn thể chính trị - xã hội", "MTTQ, đoàn thể", 6, "#00838f"),
    ("truong-khoi", "Trưởng Khối Dân vận các phường", "Trưởng Khối Dân vận", 12, "#2e7d32"),
    ("to-truong", "Tổ trưởng các Tổ Dân vận ở khu dân cư", "Tổ trưởng Tổ Dân vận", 76, "#8d5a3b"),
)
"""Id, name, short name, planned count, colour."""
AREAS = (
    "Châu Khê",
    "Đình Bảng",
    "Đồng Kỵ",
    "Đông Ngàn",
    "Đồng Nguyên",
    "Hương Mạc",
    "Phù Chẩn",
    "Phù Khê",
    "Tam Sơn",
    "Tân Hồng",
    "Trang Hạ",
    "Tương Giang",
)
NAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Đặng Vũ Ngô Đỗ Bùi Đàm Dương Lý Quách Tạ Thẩm",
    "Văn Thị Đức Ngọc Hữu Thế Quỳnh Xuân Kim Thúy Bảo Mạnh",
    "Hưởng Phượng Ẩn Ánh Dũng Đạt Hằng Khuê Loan Mỹ Nghĩa Oanh Quế Sử Thủy Tuyết Uyên Vững Yến Giỏi Kỷ Lộc Sự",
)
"""Family, middle and given names to invent people from."""


def conference(**changes: Any) -> Conference:
    """The model conference: seven categories in protocol order, twelve wards, half past seven in the morning."""
    fields: dict[str, Any] = {
        "id": 1,
        "code_letters": CODE_LETTERS,
        "title": "Hội nghị tọa đàm trao đổi kinh nghiệm công tác giữa các Tổ Dân vận ở khu dân cư năm 2023",
        "short_title": "Tọa đàm công tác Tổ Dân vận ở khu dân cư năm 2023",
        "organiser": Organiser(
            name="Ban Dân vận Thành ủy Từ Sơn",
            superior="Thành ủy Từ Sơn",
            supreme="Đảng Cộng sản Việt Nam",
            place="Từ Sơn",
            symbol="BDV",
            signatory="Đàm Thế Ví Dụ",
            signatory_title="TRƯỞNG BAN",
        ),
        "venue": "Phòng họp A - Hội trường thành phố Từ Sơn",
        "date": DAY,
        "opens": dt.time(8, 0),
        "late_after_minutes": 5,
        "utc_offset_minutes": 420,
        "superiors": ("Ban Dân vận Tỉnh ủy", "Thường trực Thành ủy"),
        "categories": tuple(
            Category(id=CategoryId(id), name=name, short=short, planned=planned, colour=colour)
            for id, name, short, planned, colour in CATEGORIES
        ),
        "areas": tuple(Area(id=AreaId(f"p{index:02}"), name=name) for index, name in enumerate(AREAS, 1)),
        "themes": (Theme(id="khac", name="Khác"),),
        "absence_reasons": ("Ốm", "Đi công tác", "Họp ở nơi khác", "Việc gia đình"),
        "recipients": (Recipient(name="Ban Dân vận Tỉnh ủy", purpose="b/c"),),
    }
    return Conference(**fields | changes)


def code(number: int) -> str:
    """The badge payload of the delegate with this number."""
    return codes.mint(CODE_LETTERS, number, taken=())


def delegate(number: int = 1, **changes: Any) -> Delegate:
    """One summoned delegate; the number stands for everything that has to differ between people."""
    chance = random.Random(number * 7919)
    fields: dict[str, Any] = {
        "id": DelegateId(number),
        "number": number,
        "code": code(number),
        "name": " ".join(chance.choice(part.split()) for part in NAMES),
        "title": "Tổ trưởng",
        "unit": f"Tổ Dân vận khu phố {number}",
        "category": CategoryId("to-truong"),
        "position": number,
        "stt": str(number),
        "phone": f"09{number:08}",
    }
    return Delegate(**fields | changes)


def delegates(count: int = 112) -> list[Delegate]:
    """`count` delegates spread over the categories as the plan spreads 112, the wards' people over the wards."""
    bounds = list(accumulate(planned for *_, planned, _ in CATEGORIES))
    wards = cycle(enumerate(AREAS, 1))
    people = []
    for number in range(1, count + 1):
        place = (number - 1) * bounds[-1] // max(count, bounds[-1])
        category = next(entry[0] for entry, bound in zip(CATEGORIES, bounds, strict=True) if place < bound)
        people.append(_of_category(number, category, wards))
    return people


def _of_category(number: int, category: str, wards: cycle[tuple[int, str]]) -> Delegate:
    if category not in ("truong-khoi", "to-truong"):
        return delegate(number, category=CategoryId(category), title="Phó Trưởng ban", unit="Ban Dân vận Thành ủy")
    index, ward = next(wards)
    title, unit = (
        ("Trưởng Khối Dân vận", f"Phường {ward}")
        if category == "truong-khoi"
        else ("Tổ trưởng", f"Tổ Dân vận khu phố {number}, phường {ward}")
    )
    return delegate(number, category=CategoryId(category), area=AreaId(f"p{index:02}"), title=title, unit=unit)


def item(id: int = 1, clock: str = "08:00", minutes: int = 10, **changes: Any) -> AgendaItem:
    """An item of the agenda, in the place its id says."""
    fields: dict[str, Any] = {
        "position": id,
        "title": f"Nội dung {id}",
        "kind": AgendaKind.REPORT,
        "start": dt.time.fromisoformat(clock),
    }
    return AgendaItem(id=id, minutes=minutes, **fields | changes)


def agenda() -> tuple[AgendaItem, ...]:
    """Half a day in short: ten minutes each of opening, papers, break, discussion, a leader and the end, from eight."""
    kinds = ("ceremony", "presentations", "break", "discussion", "directive", "closing")
    return tuple(item(id, f"08:{id - 1}0", kind=AgendaKind(kind)) for id, kind in enumerate(kinds, 1))


def span(start: str, end: str | None = None, *pauses: tuple[str, str | None]) -> Span:
    """From one clock time to another, standing still in between; without an end it is open."""
    still = tuple(Pause(started=stamp(one), ended=stamp(other) if other else None) for one, other in pauses)
    return Span(started=stamp(start), ended=stamp(end) if end else None, pauses=still)


def ran(id: int, *spans: Span, **changes: Any) -> ItemRun:
    """What became of an item."""
    return ItemRun(item=id, spans=spans, **changes)


def speech(id: int = 1, **changes: Any) -> Speech:
    """Somebody on the list of speakers, in the place the id says."""
    fields: dict[str, Any] = {"kind": SpeechKind.FLOOR, "position": id, "name": f"Người {id}", "queued": stamp()}
    return Speech(id=id, **fields | changes)


def proposal(id: int = 1, text: str = "", **changes: Any) -> Proposal:
    """Something that was raised, under the number its id says."""
    fields: dict[str, Any] = {"number": id, "text": text or f"Ý kiến {id}", "noted": stamp("08:30:00")}
    return Proposal(id=id, **fields | changes)


def undecided(who: int = 112) -> Conflict:
    """The name of somebody on the list was put right elsewhere."""
    there = Deed(id=8_000_001, verb="correct_delegate", at=stamp("08:05:00"), session=SessionId(8_000_000))
    theirs = delegate(who, name="Lý Thị Hằng").to_document()
    return Conflict(id=who, subject=Delegate.table, place=who, theirs=theirs, there=there)


def state(*records: Record, **changes: Any) -> State:
    """What is true when these records are; `changes` are fields of the conference."""
    about = conference(**changes)
    bare = State(seq=0, conference=about, lateness=Lateness.of(about, None))
    return reduce(lambda so_far, record: so_far.put(record), records, bare)


def stamp(clock: str = "07:41:05", *, day: dt.date = DAY, boot: str = "boot") -> Stamp:
    """The moment a clock on the wall of the hall shows `clock`; the boot clock started at midnight of the day."""
    wall = dt.datetime.combine(day, dt.time.fromisoformat(clock), ZONE)
    since_midnight = wall - dt.datetime.combine(DAY, MIDNIGHT, ZONE)
    return Stamp(wall=wall, boot_ms=since_midnight // dt.timedelta(milliseconds=1), boot=boot)


def present(who: Delegate, at: str = "07:41:05", **changes: Any) -> Attendance:
    """`who` arrived at the clock time `at`, scanned at desk A."""
    method = Method.WALK_IN if who.standing is Standing.WALK_IN else Method.SCAN
    fields: dict[str, Any] = {"status": Status.PRESENT, "arrived": stamp(at), "desk": "Bàn A", "method": method}
    return Attendance(delegate=who.id, **fields | changes)


def substituted(who: Delegate, by: str, at: str = "07:41:05", *, title: str = "", **changes: Any) -> Attendance:
    """Somebody else came in the place of `who`."""
    return present(who, at, method=Method.SUBSTITUTE, substitute=Substitute(name=by, title=title), **changes)


def gone(who: Delegate, at: str = "07:41:05", left: str = "09:30:00", **changes: Any) -> Attendance:
    """`who` came and went home."""
    return present(who, at, status=Status.LEFT, left=stamp(left), **changes)


def absent(who: Delegate, reason: str = "") -> Attendance:
    """`who` does not come: excused when there is a reason."""
    return Attendance(delegate=who.id, status=Status.EXCUSED if reason else Status.UNEXCUSED, reason=reason)
