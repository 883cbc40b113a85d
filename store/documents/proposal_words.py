"""What was raised, in the words of Vietnamese documents: kinds, states, who raised it."""

from __future__ import annotations

from typing import Final

from store.proposal_records import ProposalKind, ProposalState

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
