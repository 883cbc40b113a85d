"""What was raised, in the words of Vietnamese documents: kinds, states, who raised it."""

from __future__ import annotations

from typing import Final

from store.proposal_records import ProposalKind, ProposalState, Submitter
from store.records import CAME
from store.speakers import Speaker
from store.state import State
from store.text import clean

KIND_NAMES: Final = {
    ProposalKind.UNSORTED: "Chưa phân loại",
    ProposalKind.SOLUTION: "Giải pháp",
    ProposalKind.SUGGESTION: "Đề xuất",
    ProposalKind.PETITION: "Kiến nghị",
    ProposalKind.DIRECTION: "Ý kiến chỉ đạo",
    ProposalKind.CONCLUSION: "Kết luận",
    ProposalKind.TASK: "Giao nhiệm vụ",
    ProposalKind.RESULT: "Kết quả",
    ProposalKind.SHORTCOMING: "Tồn tại, nguyên nhân",
    ProposalKind.LESSON: "Bài học, cách làm hay",
    ProposalKind.MODEL: "Mô hình “Dân vận khéo”",
}
STATE_NAMES: Final = {
    ProposalState.NOTED: "Đã ghi nhận",
    ProposalState.ACCEPTED: "Tiếp thu",
    ProposalState.REFERRED: "Chuyển cơ quan khác",
    ProposalState.REJECTED: "Không tiếp thu",
}
MANY: Final = "nhiều đại biểu"


def submitter_line(state: State, submitter: Submitter) -> str:
    """`Nguyễn Văn A – Tổ trưởng, Tổ Dân vận khu phố 3`; empty for somebody whose data was deleted."""
    speaker = who_raised(state, submitter)
    post = ", ".join(filter(None, (clean(speaker.title), clean(speaker.unit))))
    return " – ".join(filter(None, (clean(speaker.name), post)))


def who_raised(state: State, submitter: Submitter) -> Speaker:
    """Who it was: a delegate as the list has them, or whoever came in their place."""
    if submitter.delegate is None:
        return Speaker(name=submitter.name, title=submitter.title, unit=submitter.unit, area=submitter.area)
    delegate = state.delegates.get(submitter.delegate)
    if delegate is None:
        return Speaker(name="")
    attendance = state.attendance.get(delegate.id)
    stand_in = attendance.substitute if attendance is not None and attendance.status in CAME else None
    who = stand_in or delegate
    return Speaker(name=who.name, title=who.title, unit=delegate.unit, area=delegate.area, delegate=delegate.id)
