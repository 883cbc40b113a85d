"""The minutes: the course of the day, who said what when, what was concluded, who signs."""

from __future__ import annotations

import pytest

import builders
from after_the_day import CONCLUSION, DISCUSSION, EVENING, evening, proposal
from builders import ran, span, speech, stamp
from papers import chapter, everything, lines, row, table
from store.documents.minutes import minutes
from store.documents.paper import MISSING, Paper
from store.live_records import Fate, SpeechKind
from store.proposal_records import ProposalKind
from store.records import DelegateId, Standing
from store.state import State

STATE = evening()
COURSE = "Diễn biến hội nghị"
DISCUSSED = "Thảo luận, trao đổi kinh nghiệm (09:45 – 10:34)"


def told(state: State = STATE) -> Paper:
    return minutes(state, EVENING)


def test_the_programme_is_held_against_what_was() -> None:
    programme = table(chapter(told(), COURSE))
    assert row(programme, "Tham luận") == {
        "STT": 5,
        "Nội dung": "Tham luận",
        "Người thực hiện": "Điển hình các phường",
        "Chương trình": "08:40 – 09:30",
        "Thực tế": "08:50 – 09:45",
        "Bắt đầu": "chậm 10 phút",
    }
    assert row(programme, "Giải lao")["Thực tế"] == "không thực hiện"
    assert row(programme, "Thảo luận, trao đổi kinh nghiệm")["Bắt đầu"] == ""


def test_what_runs_and_what_is_to_come_is_not_told_as_done() -> None:
    state = builders.state(*builders.agenda(), ran(1, span("08:00:00")))
    programme = table(chapter(minutes(state, stamp("08:04:00")), COURSE))
    assert [row(programme, f"Nội dung {id}")["Thực tế"] for id in (1, 2)] == ["từ 08:00, đang diễn ra", "dự kiến 08:10"]
    assert "đang diễn ra, dự kiến kết thúc" in lines(chapter(minutes(state, stamp("08:04:00")), "Kết thúc"))[0]


def test_who_spoke_when_for_how_long_and_what_was_raised_in_it() -> None:
    said = lines(chapter(told(), COURSE, DISCUSSED))
    assert said[0] == (
        "09:46 (06:00): đồng chí Ngô Xuân Lộc, Tổ trưởng Tổ Dân vận khu phố 7 – Phát biểu: Kinh phí hoạt động."
    )
    assert said[1] == "Nên mời thêm thanh niên."
    assert said[2].startswith("09:53 (05:30): đồng chí Đỗ Mạnh Giỏi, Tổ phó Tổ Dân vận khu phố 50")
    assert said[3].startswith("Kiến nghị: Hỗ trợ kinh phí hoạt động cho Tổ Dân vận (đồng chí Đỗ Mạnh Giỏi")


def test_whoever_reads_for_somebody_else_is_named_as_they_are_written() -> None:
    (line,) = [one for one in lines(chapter(told(), COURSE, "Tham luận (08:50 – 09:45)")) if one.startswith("09:02")]
    assert "(đọc thay: đồng chí Lê Thị Hoa) – Tham luận: Tổ tự quản về môi trường." in line


def test_a_pause_is_not_time_somebody_spoke() -> None:
    paused = speech(90, item=DISCUSSION, span=span("10:00", "10:10", ("10:02", "10:05")), fate=Fate.DELIVERED)
    assert any(one.startswith("10:00 (07:00): ") for one in lines(chapter(told(evening(paused)), COURSE, DISCUSSED)))


def test_what_was_raised_outside_any_speech_stands_under_its_item() -> None:
    said = lines(chapter(told(), COURSE, DISCUSSED))
    assert said[4].startswith("Đề xuất: Khối Dân vận hướng dẫn mẫu sổ ghi chép (đồng chí ")
    assert lines(chapter(told(), COURSE, "Ngoài các nội dung trên")) == [
        "Tồn tại, nguyên nhân: Một số tổ sinh hoạt chưa đều do tổ trưởng kiêm nhiệm."
    ]


def test_what_was_said_under_an_item_that_has_been_deleted_is_told_all_the_same() -> None:
    orphans = (
        speech(91, item=77, name="Lê Thị Mồ Côi", span=span("10:00", "10:01"), fate=Fate.DELIVERED),
        proposal(91, "Ý mồ côi", item=77),
        proposal(92, "Ý của lượt đã xóa", speech=78, item=DISCUSSION),
    )
    said = "\n".join(everything(told(evening(*orphans))))
    for words in ("Lê Thị Mồ Côi", "Ý mồ côi", "Ý của lượt đã xóa"):
        assert said.count(words) == 1


def test_who_was_announced_and_not_heard_is_told_with_the_reason() -> None:
    silent = "Tham luận, ý kiến đăng ký nhưng không trình bày tại hội nghị"
    assert lines(chapter(told(), COURSE, silent)) == [
        "Tham luận của đồng chí Trần Văn Sử, Tổ trưởng Tổ Dân vận khu phố 9: vắng khi được mời.",
        "Tham luận của đồng chí Lý Thị Mỹ, Tổ trưởng Tổ Dân vận khu phố 2: gửi bằng văn bản.",
        "Phát biểu của đồng chí Tạ Hữu Kỷ: chưa trình bày.",
    ]


def test_everything_that_stands_is_told_once_and_nothing_else() -> None:
    said = "\n".join(everything(told()))
    for one in STATE.proposals.values():
        assert said.count(one.text) == one.stands, one.text


@pytest.mark.parametrize("kind", ProposalKind)
@pytest.mark.parametrize("where", [{}, {"item": DISCUSSION}, {"speech": 1}, {"item": CONCLUSION, "speech": 5}])
def test_every_kind_is_told_wherever_it_was_raised(kind: ProposalKind, where: dict[str, int]) -> None:
    state = evening(proposal(90, "Điều chưa ai nói đến", kind, **where))
    assert "\n".join(everything(told(state))).count("Điều chưa ai nói đến") == 1


def test_every_speech_is_told_once() -> None:
    kinds = (speech(100 + place, kind=kind, name=f"Người {kind}", span=span("10:00", "10:01"), item=DISCUSSION)
             for place, kind in enumerate(SpeechKind))  # fmt: skip
    said = "\n".join(everything(told(evening(*kinds))))
    for kind in SpeechKind:
        assert said.count(f"Người {kind},") + said.count(f"Người {kind} –") == 1


def test_conclusions_and_tasks_are_the_chairs_last_word() -> None:
    concluded, task = lines(chapter(told(), "Kết luận hội nghị"))
    assert concluded.startswith("Thống nhất nhân rộng mô hình (đồng chí ")
    assert task == "Giao nhiệm vụ – Ban Dân vận: Xây dựng hướng dẫn mẫu; thời hạn: trước 30/10/2023."
    assert lines(chapter(told(builders.state()), "Kết luận hội nghị")) == [MISSING]


def test_the_secretary_signs_on_the_left_and_the_chair_on_the_right() -> None:
    left, right = told().signatures
    assert (left.title, right.title) == ("THƯ KÝ", "CHỦ TRÌ")
    assert {left.name, right.name} == {STATE.delegates[DelegateId(number)].name for number in (15, 14)}
    two = (builders.delegate(number, role="Chủ trì", standing=Standing.SUMMONED) for number in (1, 2))
    assert [one.name for one in told(builders.state(*two)).signatures] == ["", ""]


def test_attendance_is_told_as_in_the_report() -> None:
    attended = table(chapter(told(), "Thành phần tham dự", "Đại biểu"))
    total = row(attended, "Tổng cộng")
    assert (total["Có mặt khi khai mạc"], total["Có mặt"], total["Triệu tập"]) == (106, 109, 112)


def test_before_the_day_its_end_is_marked() -> None:
    assert lines(chapter(told(builders.state()), "Kết thúc")) == [f"Hội nghị kết thúc lúc {MISSING}."]
    assert told().closing == f"Biên bản lập xong lúc {MISSING}"
