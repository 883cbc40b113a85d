"""The report says what happened, each thing once, and marks what only a person can write."""

from __future__ import annotations

from typing import Any

import pytest

import after_the_day
import builders
from after_the_day import CHAIR, DISCUSSION, EVENING, PAPER, evening, proposal
from papers import chapter, everything, lines, row, table
from podium import Podium
from store import GrantTime, Next, PauseItem, ResumeItem, StartItem, Verb, delay_ledger, project
from store.documents.address import Address
from store.documents.delays import seconds_of
from store.documents.paper import MISSING, Paper
from store.documents.report import report
from store.live_records import Fate, SpeechKind
from store.proposal_records import ProposalKind, ProposalState, Submitter
from store.records import DelegateId
from store.state import State

STATE = evening()


def told(state: State = STATE) -> Paper:
    return report(state, EVENING)


def name(number: int) -> str:
    delegate = STATE.delegates[DelegateId(number)]
    return Address(STATE.conference).delegate(delegate, None).name


# -- attendance and time -----------------------------------------------------------------------------------------------


def test_attendance_is_told_as_announced_and_as_it_was_at_the_end() -> None:
    sentences = lines(chapter(told(), "Công tác tổ chức", "Thành phần, số lượng đại biểu"))
    assert "có mặt: 106 đồng chí (đạt 94,64%)" in sentences[0]
    assert sentences[1] == "Tính đến lúc khai mạc: 08:05."
    assert "có mặt: 109 đồng chí (đạt 97,32%)" in sentences[2]
    attended = table(chapter(told(), "Công tác tổ chức", "Thành phần, số lượng đại biểu"))
    assert row(attended, "Tổng cộng")["Có mặt khi khai mạc"] == 106


def test_without_a_noted_opening_there_is_no_column_for_it() -> None:
    state = builders.state(*after_the_day.records(), **after_the_day.ABOUT)
    attended = table(chapter(told(state), "Công tác tổ chức", "Thành phần, số lượng đại biểu"))
    assert "Có mặt khi khai mạc" not in attended.headings
    assert lines(chapter(told(state), "Công tác tổ chức", "Thời gian, địa điểm"))[0].startswith(
        "Hội nghị bắt đầu lúc 07 giờ 15, kết thúc lúc 11 giờ 07, ngày 15 tháng 9 năm 2023, tại Phòng họp A"
    )


# -- where the minutes went --------------------------------------------------------------------------------------------


def test_delays_are_told_with_their_reasons() -> None:
    assert lines(chapter(told(), "Công tác tổ chức", "Thực hiện chương trình")) == [
        "Chương trình kết thúc lúc 11 giờ 07 (theo chương trình: 10 giờ 55); chậm 12 phút 20 giây so với chương trình.",
        "Thời gian chậm do: tạm dừng 02 phút; cho thêm thời gian 01 phút; quá thời gian đã định 18 phút 50 giây; "
        "chuyển tiếp giữa các nội dung 05 phút 30 giây.",
        "Thời gian rút ngắn được: bỏ bớt nội dung 15 phút.",
    ]


def test_the_seconds_of_the_reasons_add_up_to_those_of_the_delay() -> None:
    podium = Podium(at="08:00:00.400")
    podium.run(StartItem(item=1))
    done: tuple[Verb[Any], ...] = (
        PauseItem(item=1),
        ResumeItem(item=1),
        GrantTime(item=1, seconds=61),
        Next(current=1),
    )
    for verb in done:
        podium.after(77.7, verb)
        parts = seconds_of(delay_ledger(podium.state, podium.now))
        assert sum(parts.values()) == round(project(podium.state, podium.now).offset_ms / 1000)
    assert parts["pauses"] == 78


# -- who said what -----------------------------------------------------------------------------------------------------


def test_papers_are_listed_with_what_became_of_them() -> None:
    papers = chapter(told(), "Nội dung, kết quả", "Tham luận")
    assert lines(papers) == [
        "Đăng ký: 04 tham luận, trong đó đã trình bày: 01; đọc thay: 01; vắng khi được mời: 01; gửi bằng văn bản: 01."
    ]
    assert [cells[-1] for cells in table(papers).rows] == [
        "Đã trình bày",
        "Đọc thay: đồng chí Lê Thị Hoa",
        "Vắng khi được mời",
        "Gửi bằng văn bản",
    ]
    assert table(papers).rows[0][1] == name(PAPER)


@pytest.mark.parametrize("fate", [*Fate, None])
def test_every_fate_of_a_paper_has_its_words(fate: Fate | None) -> None:
    state = builders.state(builders.speech(1, kind=SpeechKind.PREPARED, fate=fate))
    (cells,) = table(chapter(told(state), "Nội dung, kết quả", "Tham luận")).rows
    assert cells[-1]


def test_everything_that_stands_is_told_once_and_nothing_else() -> None:
    said = "\n".join(everything(told()))
    for one in STATE.proposals.values():
        assert said.count(one.text) == one.stands, one.text


@pytest.mark.parametrize("kind", ProposalKind)
def test_every_kind_has_its_place(kind: ProposalKind) -> None:
    state = evening(proposal(90, "Điều chưa ai nói đến", kind))
    assert "\n".join(everything(told(state))).count("Điều chưa ai nói đến") == 1


def test_what_was_merged_has_everybody_who_raised_it() -> None:
    (line,) = lines(chapter(told(), "Đề xuất, kiến nghị", "Với Thường trực Thành ủy"))
    assert line.startswith("Hỗ trợ kinh phí hoạt động cho Tổ Dân vận (đồng chí Đỗ Mạnh Giỏi, Tổ phó")
    assert f"đồng chí {name(51)}" in line
    assert line.endswith("; nhiều đại biểu) [Tiếp thu]. Ý kiến tiếp thu, trả lời: Giao Văn phòng tham mưu.")


def test_petitions_stand_under_whom_they_are_for_superiors_first() -> None:
    others = (
        proposal(91, "Một", ProposalKind.PETITION, addressee="Sở Nội vụ"),
        proposal(92, "Hai", ProposalKind.PETITION, addressee="BAN DÂN VẬN TỈNH ỦY"),
        proposal(93, "Ba", ProposalKind.PETITION),
    )
    assert [one.title for one in chapter(told(evening(*others)), "Đề xuất, kiến nghị").chapters] == [
        "Với Ban Dân vận Tỉnh ủy",
        "Với Thường trực Thành ủy",
        "Với Khối Dân vận các phường",
        "Với Ban Dân vận Thành ủy Từ Sơn",
        "Với Sở Nội vụ",
        f"Với {MISSING}",
    ]


def test_the_discussion_is_told_by_theme_in_the_order_of_the_plan() -> None:
    themes = chapter(told(), "Nội dung, kết quả", "Ý kiến trao đổi").chapters
    assert [one.title for one in themes] == [
        *(theme.name for theme in STATE.conference.themes),
        "Chưa xếp nhóm",
    ]
    assert lines(themes[0])[0] == "04 nội dung (giải pháp: 01; đề xuất: 01; kết quả: 01; tồn tại, nguyên nhân: 01)."
    assert lines(themes[0])[1].startswith("Giải pháp: Mỗi Tổ Dân vận sinh hoạt định kỳ hằng quý (đồng chí ")


def test_a_task_says_who_is_to_do_it_and_by_when() -> None:
    assert lines(chapter(told(), "Nội dung, kết quả", "Kết luận hội nghị", "Giao nhiệm vụ")) == [
        "Ban Dân vận: Xây dựng hướng dẫn mẫu; thời hạn: trước 30/10/2023."
    ]
    bare = evening(proposal(94, "Việc", ProposalKind.TASK))
    assert f"{MISSING}: Việc; thời hạn: {MISSING}" in everything(told(bare))


@pytest.mark.parametrize("state", ProposalState)
def test_what_became_of_it_is_told_unless_it_was_only_noted(state: ProposalState) -> None:
    said = lines(chapter(told(evening(proposal(95, "Ý", ProposalKind.LESSON, state=state))), "Đánh giá chung"))
    words = {"noted": "Ý.", "accepted": "Ý [Tiếp thu].", "referred": "Ý [Chuyển cơ quan khác]."}
    assert words.get(state.value, "Ý [Không tiếp thu].") in said


def test_somebody_whose_data_was_deleted_is_not_named() -> None:
    gone = proposal(96, "Lời của ai", ProposalKind.LESSON, submitters=(Submitter(delegate=DelegateId(999)),))
    assert "Lời của ai." in lines(chapter(told(evening(gone)), "Đánh giá chung"))


# -- what only a person can write --------------------------------------------------------------------------------------


def test_before_the_day_everything_of_it_is_marked() -> None:
    paper = told(builders.state(*builders.agenda()))
    for title in ("Báo cáo đề dẫn", "Kết luận hội nghị", "Phát biểu chỉ đạo", "Ý kiến trao đổi"):
        assert any(MISSING in line for line in lines(chapter(paper, "Nội dung, kết quả", title)))
    assert lines(chapter(paper, "Công tác tổ chức", "Chủ trì, thư ký")) == [
        f"Chủ trì: {MISSING}.",
        f"Thư ký: {MISSING}.",
    ]
    assert lines(chapter(paper, "Đánh giá chung")) == [MISSING] * 4
    assert lines(chapter(paper, "Đề xuất, kiến nghị")) == [MISSING]
    assert paper.opening.startswith(f"Thực hiện Kế hoạch số {MISSING}, ngày 15 tháng 9 năm 2023, tại Phòng họp A")


def test_who_chairs_and_who_takes_the_minutes_is_read_from_the_list() -> None:
    chair, secretary = lines(chapter(told(), "Công tác tổ chức", "Chủ trì, thư ký"))
    assert chair == f"Chủ trì: đồng chí {name(CHAIR)}, Phó Trưởng ban Ban Dân vận Thành ủy."
    assert secretary.startswith("Thư ký: đồng chí ")


def test_no_telephone_number_and_no_code_is_in_it() -> None:
    said = "\n".join(everything(told()))
    for one in STATE.delegates.values():
        assert one.phone not in said
        assert one.code not in said


def test_what_is_said_in_the_discussion_is_counted_as_turns() -> None:
    assert lines(chapter(told(), "Nội dung, kết quả", "Ý kiến trao đổi"))[0].startswith(
        "Có 02 lượt phát biểu trao đổi, thảo luận."
    )
    assert sum(one.item == DISCUSSION for one in STATE.speeches.values()) == 2
