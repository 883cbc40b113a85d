"""A conference on the evening of its day: who came, what ran when, who spoke, what was raised. Every kind of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import builders
from builders import absent, gone, present, ran, span, speech, stamp, substituted
from store.live_records import Fate, ItemRun, Speech, SpeechKind
from store.opening import OpenConference
from store.proposal_records import Proposal, ProposalKind, ProposalState, Submitter
from store.records import (
    AgendaItem,
    AgendaKind,
    Attendance,
    CategoryId,
    Delegate,
    DelegateId,
    Opening,
    Recipient,
    Record,
    Role,
    Session,
    SessionId,
    Standing,
    Theme,
)
from store.state import State
from store.transaction import Transaction

EVENING = stamp("17:00:00")
OPENED = stamp("08:05:00")
CHAIR, SECRETARY, PAPER, READ_OUT, WALK_IN, DRIVER = 14, 15, 30, 40, 201, 202

ABOUT: dict[str, Any] = {
    "themes": (
        Theme(id="to-chuc", name="Tổ chức, nội dung và phương thức hoạt động của Tổ Dân vận"),
        Theme(id="kheo", name="Phong trào thi đua và mô hình “Dân vận khéo”"),
        Theme(id="dieu-kien", name="Kinh phí, chế độ và điều kiện hoạt động"),
    ),
    "addressees": ("Khối Dân vận các phường",),
    "recipients": (
        Recipient(name="Ban Dân vận Tỉnh ủy", purpose="b/c"),
        Recipient(name="Thường trực Thành ủy", purpose="b/c"),
        Recipient(name="Các Ban xây dựng Đảng, VPTU", purpose="p/h"),
        Recipient(name="Khối Dân vận các phường"),
        Recipient(name="Lưu: BDV"),
    ),
}


def people() -> list[Delegate]:
    """The model 112, a walk-in and a driver; who chairs and who takes the minutes is on the list."""
    roles = {CHAIR: "Chủ trì", SECRETARY: "Thư ký"}
    listed = [builders.delegate(**_as_listed(one, roles)) for one in builders.delegates()]
    others = (
        builders.delegate(WALK_IN, standing=Standing.WALK_IN, category=CategoryId("doan-the"), title="Chủ tịch Hội"),
        builders.delegate(DRIVER, standing=Standing.SERVICE, category=CategoryId(""), title="Lái xe", unit=""),
    )
    return [*listed, *others]


def _as_listed(one: Delegate, roles: dict[int, str]) -> dict[str, Any]:
    fields = {name: getattr(one, name) for name in ("number", "title", "unit", "category", "area")}
    return fields | {"role": roles.get(one.number, "")}


def attendance(listed: list[Delegate]) -> Iterator[Attendance]:
    """Most before the opening, some late, some by a substitute, some gone again, two excused, one without a word."""
    for one in listed:
        match one.number:
            case 110 | 111:
                yield absent(one, "Ốm")
            case 112:
                yield absent(one)
            case 50 | 60:
                yield substituted(one, "Đỗ Mạnh Giỏi", title="Tổ phó")
            case 70 | 71 | 72:
                yield present(one, "08:20:00")
            case 80:
                yield gone(one, left="10:00:00")
            case _:
                yield present(one)


AGENDA = (
    ("07:15", 30, "Đón tiếp đại biểu, điểm danh, phát tài liệu", AgendaKind.CEREMONY, "Bộ phận đón tiếp"),
    ("08:00", 10, "Tuyên bố lý do, giới thiệu đại biểu", AgendaKind.CEREMONY, "Người dẫn chương trình"),
    ("08:10", 10, "Phát biểu khai mạc", AgendaKind.REPORT, "Trưởng ban"),
    ("08:20", 20, "Báo cáo đề dẫn: kết quả thực hiện Kết luận số 599-KL/TU", AgendaKind.REPORT, "Phó Trưởng ban"),
    ("08:40", 50, "Tham luận", AgendaKind.PRESENTATIONS, "Điển hình các phường"),
    ("09:30", 15, "Giải lao", AgendaKind.BREAK, ""),
    ("09:45", 40, "Thảo luận, trao đổi kinh nghiệm", AgendaKind.DISCUSSION, "Chủ trì điều hành"),
    ("10:25", 15, "Phát biểu chỉ đạo của Thường trực Thành ủy", AgendaKind.DIRECTIVE, "Thường trực Thành ủy"),
    ("10:40", 15, "Tiếp thu, kết luận hội nghị", AgendaKind.CLOSING, "Chủ trì"),
)
PAPERS, BREAK, DISCUSSION, LEADER, CONCLUSION = 5, 6, 7, 8, 9


def agenda() -> Iterator[AgendaItem]:
    for id, (clock, minutes, title, kind, responsible) in enumerate(AGENDA, 1):
        yield builders.item(id, clock, minutes, title=title, kind=kind, responsible=responsible)


def runs() -> tuple[ItemRun, ...]:
    """Begun late, interrupted once, the break left out, over late."""
    return (
        ran(1, span("07:15", "07:45")),
        ran(2, span("08:04:30", "08:15")),
        ran(3, span("08:15", "08:26")),
        ran(4, span("08:26", "08:49")),
        ran(5, span("08:50", "09:45", ("09:10", "09:12"))),
        ran(6, skipped=True),
        ran(7, span("09:45", "10:34")),
        ran(8, span("10:34", "10:50"), added_ms=60_000),
        ran(9, span("10:50", "11:07:20")),
    )


def speeches() -> tuple[Speech, ...]:
    """Papers of every fate; turns in the discussion."""
    paper = {"kind": SpeechKind.PREPARED}
    floor = {"kind": SpeechKind.FLOOR, "item": DISCUSSION, "fate": Fate.DELIVERED}
    return (
        speech(1, **paper, delegate=DelegateId(PAPER), name="", topic="Vận động nhân dân hiến đất mở rộng ngõ xóm",
               item=PAPERS, span=span("08:51", "09:01"), fate=Fate.DELIVERED),
        speech(2, **paper, delegate=DelegateId(READ_OUT), name="", topic="Tổ tự quản về môi trường", item=PAPERS,
               span=span("09:02", "09:10"), fate=Fate.READ, reader="Lê Thị Hoa"),
        speech(3, **paper, name="Trần Văn Sử", title="Tổ trưởng", unit="Tổ Dân vận khu phố 9", topic="Nắm tình hình",
               fate=Fate.ABSENT),
        speech(4, **paper, name="Lý Thị Mỹ", title="Tổ trưởng", unit="Tổ Dân vận khu phố 2", topic="Hòa giải ở cơ sở",
               fate=Fate.IN_WRITING),
        speech(5, **floor, name="Ngô Xuân Lộc", title="Tổ trưởng", unit="Tổ Dân vận khu phố 7",
               topic="Kinh phí hoạt động", span=span("09:46", "09:52")),
        speech(6, **floor, delegate=DelegateId(50), name="", topic="", span=span("09:53", "09:58:30")),
        speech(7, kind=SpeechKind.FLOOR, name="Tạ Hữu Kỷ", topic="Xin phát biểu sau"),
    )  # fmt: skip


def proposals() -> tuple[Proposal, ...]:
    """One of each kind and more; two that say the same, one of which says it all; one taken back."""
    by = {number: (Submitter(delegate=DelegateId(number)),) for number in (PAPER, 50, 51, CHAIR, 4)}
    kinds = ProposalKind
    return (
        proposal(1, "Mỗi Tổ Dân vận sinh hoạt định kỳ hằng quý", kinds.SOLUTION, theme="to-chuc", submitters=by[PAPER],
                 item=PAPERS, speech=1),
        proposal(2, "Hỗ trợ kinh phí hoạt động cho Tổ Dân vận", kinds.PETITION, theme="dieu-kien", item=DISCUSSION,
                 addressee="Thường trực Thành ủy", submitters=(*by[50], *by[51]), many=True, speech=6,
                 state=ProposalState.ACCEPTED, response="Giao Văn phòng tham mưu"),
        proposal(3, "Đề nghị cấp kinh phí", kinds.PETITION, theme="dieu-kien", submitters=by[51], merged_into=2),
        proposal(4, "Viết nhầm", withdrawn=True),
        proposal(5, "Khối Dân vận hướng dẫn mẫu sổ ghi chép", kinds.SUGGESTION, theme="to-chuc",
                 addressee="khối dân vận các phường", submitters=by[51], item=DISCUSSION),
        proposal(6, "Tổ chức gặp mặt hằng năm", kinds.SUGGESTION, submitters=by[51], item=DISCUSSION),
        proposal(7, "Cấp ủy phải coi dân vận là nhiệm vụ thường xuyên", kinds.DIRECTION, submitters=by[4], item=LEADER),
        proposal(8, "Thống nhất nhân rộng mô hình", kinds.CONCLUSION, submitters=by[CHAIR], item=CONCLUSION),
        proposal(9, "Xây dựng hướng dẫn mẫu", kinds.TASK, addressee="Ban Dân vận", due="trước 30/10/2023",
                 submitters=by[CHAIR], item=CONCLUSION),
        proposal(10, "100% khu dân cư có Tổ Dân vận", kinds.RESULT, theme="to-chuc", item=4),
        proposal(11, "Một số tổ sinh hoạt chưa đều do tổ trưởng kiêm nhiệm", kinds.SHORTCOMING, theme="to-chuc"),
        proposal(12, "Nói đi đôi với làm", kinds.LESSON, theme="kheo", item=PAPERS, speech=2),
        proposal(13, "Tổ tự quản ngõ xóm sạch đẹp", kinds.MODEL, theme="kheo", item=PAPERS, speech=2),
        proposal(14, "Nên mời thêm thanh niên", item=DISCUSSION, speech=5,
                 submitters=(Submitter(name="Ngô Xuân Lộc", title="Tổ trưởng", unit="Tổ Dân vận khu phố 7"),)),
    )  # fmt: skip


def proposal(id: int, text: str, kind: ProposalKind = ProposalKind.UNSORTED, **changes: Any) -> Proposal:
    """Its number is its id."""
    return Proposal(id=id, number=id, text=text, kind=kind, noted=stamp("09:50:00"), **changes)


def records() -> list[Record]:
    """All of it but the opening."""
    listed = people()
    return [*listed, *attendance(listed), *agenda(), *runs(), *speeches(), *proposals()]


def evening(*others: Record, **changes: Any) -> State:
    """What is true then; `changes` are fields of the conference."""
    return builders.state(opening(**changes), *records(), *others, **ABOUT | changes)


def opening(**changes: Any) -> Opening:
    """As it was noted, by those who had come by then."""
    listed = people()
    there = [one for one in attendance(listed) if one.arrived and one.arrived.wall < OPENED.wall]
    early = builders.state(*listed, *there, **ABOUT | changes)
    office = Session(id=SessionId(1), desk="", role=Role.OFFICE, host="", pid=1)
    return OpenConference().apply(Transaction(early, office, OPENED))


def many(proposals: int, **changes: Any) -> State:
    """The same with so many contributions, of every kind and theme, some in speeches."""
    kinds, themes = cycle(ProposalKind), cycle(theme.id for theme in ABOUT["themes"])
    added = (
        proposal(
            number,
            f"Ý kiến số {number} về nâng cao chất lượng hoạt động của Tổ Dân vận ở khu dân cư",
            next(kinds),
            theme=next(themes),
            submitters=(Submitter(delegate=DelegateId(number % 100 + 1)),),
            item=DISCUSSION,
        )
        for number in range(100, 100 + proposals)
    )
    return evening(*added, **changes)
