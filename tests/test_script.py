"""The words of the master of ceremonies: who is invited to what, in which words, and who is to be ready."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

import builders
from podium import Podium
from printed import letters, squeezed, texts
from store import GrantTime, Next, NextSpeaker, SkipItem, StartItem
from store.documents import script_docx, script_pdf
from store.documents.script import script
from store.documents.spoken import Spoken
from store.live_records import SpeechKind
from store.records import AgendaKind

HEAD = builders.delegate(47, name="Đ/c Ngô Đức Kỷ", title="PCT UBND", unit="Phường Châu Khê")
OPENING, PAPERS, BREAK, DISCUSSION, LEADER, CLOSING = range(1, 7)


def day(*records: Any, at: str = "07:50:00", **items: str) -> Podium:
    """Two papers and two people for the discussion; `items` say who is responsible for which kind of item."""
    agenda = [
        builders.item(one.id, f"{one.start:%H:%M}", kind=one.kind, responsible=items.get(one.kind.value, ""))
        for one in builders.agenda()
    ]
    speeches = (
        builders.speech(1, kind=SpeechKind.PREPARED, delegate=HEAD.id, name="", topic="Hiến đất mở đường."),
        builders.speech(2, kind=SpeechKind.PREPARED, name="Lê Thị Hoa", title="CT Hội", unit="HLHPN", topic=""),
        builders.speech(3, name="Trần Văn Sử", topic="KDC tự quản"),
        builders.speech(4, name="", unlimited=True),
    )
    return Podium(*agenda, *speeches, HEAD, *records, at=at)


def said(podium: Podium) -> Spoken:
    return script(podium.state, podium.now)


def lines(podium: Podium, heading: str) -> list[str]:
    """What is said under the heading that ends so."""
    found = [block for block in said(podium).aloud if block.heading.endswith(heading)]
    assert len(found) == 1
    return [line.text for line in found[0].lines]


# -- the agenda --------------------------------------------------------------------------------------------------------


def test_every_item_is_headed_with_the_time_it_is_expected() -> None:
    podium = day()
    assert [block.heading for block in said(podium).aloud][:2] == ["08:00 – Nội dung 1", "08:10 – Nội dung 2"]
    podium = day(at="08:07:00")
    podium.run(StartItem(item=OPENING))
    podium.run(GrantTime(item=OPENING, seconds=60))
    headings = [block.heading for block in said(podium).aloud]
    assert headings[:3] == ["Đang diễn ra – Nội dung 1", "08:18 – Nội dung 2", "08:28 – Nội dung 3"]


def test_what_is_over_or_left_out_is_not_announced_again() -> None:
    podium = day(at="08:00:00")
    podium.run(StartItem(item=OPENING))
    podium.run(Next(current=OPENING))
    podium.run(SkipItem(item=BREAK))
    assert [block.heading[-1] for block in said(podium).aloud] == ["2", "4", "5", "6"]


def test_after_the_last_item_there_is_nothing_to_say() -> None:
    podium = day(at="08:50:00")
    podium.run(StartItem(item=CLOSING))
    podium.run(Next(current=CLOSING))
    assert [block.heading for block in said(podium).aloud] == ["Chương trình đã kết thúc."]


def test_a_break_has_an_end() -> None:
    assert lines(day(), "Nội dung 3") == [
        "Kính mời các đồng chí đại biểu nghỉ 10 phút; 08:30 chúng ta tiếp tục làm việc."
    ]


@pytest.mark.parametrize(
    ("kind", "item", "responsible", "invited"),
    [
        ("directive", LEADER, "Thường trực Thành ủy", "Thường trực Thành ủy lên phát biểu."),
        ("directive", LEADER, "Lãnh đạo UBND", "Lãnh đạo Ủy ban nhân dân lên phát biểu."),
        ("closing", CLOSING, "Chủ trì", "Chủ trì."),
        (
            "directive",
            LEADER,
            "Ngô Đức Kỷ",
            "đồng chí Ngô Đức Kỷ, Phó Chủ tịch Ủy ban nhân dân phường Châu Khê, lên phát biểu.",
        ),
    ],
)
def test_whoever_is_responsible_is_invited(kind: str, item: int, responsible: str, invited: str) -> None:
    head = builders.delegate(47, name="Ngô Đức Kỷ", title="PCT UBND", unit="Phường Châu Khê")
    podium = day(head, **{kind: responsible})
    assert lines(podium, f"Nội dung {item}") == [
        f"Kính thưa các đồng chí đại biểu, tiếp theo chương trình là nội dung: Nội dung {item}.",
        f"Xin trân trọng kính mời {invited}",
    ]


@pytest.mark.parametrize(
    ("title", "kind", "verb"),
    [
        ("Phát biểu khai mạc", AgendaKind.REPORT, " lên phát biểu"),
        ("Báo cáo đề dẫn", AgendaKind.REPORT, " lên trình bày"),
        ("Kết luận hội nghị", AgendaKind.CLOSING, ""),
    ],
)
def test_people_are_invited_to_what_they_will_do(title: str, kind: AgendaKind, verb: str) -> None:
    podium = Podium(builders.item(1, kind=kind, title=title, responsible="Trưởng ban"))
    assert lines(podium, title)[1] == f"Xin trân trọng kính mời Trưởng ban{verb}."


def test_the_master_of_ceremonies_invites_neither_themselves_nor_the_reception() -> None:
    assert len(lines(day(closing="Người dẫn chương trình"), "Nội dung 6")) == 1
    assert len(lines(day(ceremony="Bộ phận đón tiếp"), "Nội dung 1")) == 1


# -- the speakers ------------------------------------------------------------------------------------------------------


def test_each_paper_is_invited_with_title_topic_and_who_is_to_be_ready() -> None:
    assert lines(day(builders.present(HEAD)), "Nội dung 2")[1:] == [
        "Xin trân trọng kính mời đồng chí Ngô Đức Kỷ, Phó Chủ tịch Ủy ban nhân dân phường Châu Khê, lên trình bày tham"
        " luận: “Hiến đất mở đường”; chuẩn bị: đồng chí Lê Thị Hoa, Chủ tịch Hội Liên hiệp Phụ nữ. (10 phút)",
        "Xin trân trọng kính mời đồng chí Lê Thị Hoa, Chủ tịch Hội Liên hiệp Phụ nữ, lên trình bày tham luận."
        " (10 phút)",
    ]


def test_others_are_invited_in_the_discussion() -> None:
    assert lines(day(), "Nội dung 4")[1:] == [
        "Xin trân trọng kính mời đồng chí Trần Văn Sử, phát biểu ý kiến về: khu dân cư tự quản. (5 phút)",
        "Xin trân trọng kính mời đại biểu tiếp theo, phát biểu ý kiến.",
    ]


def test_whoever_is_not_there_is_marked_for_the_eyes() -> None:
    assert lines(day(), "Nội dung 2")[1].endswith("(10 phút, chưa có mặt)")


def test_whoever_came_in_the_place_of_a_speaker_is_invited_instead() -> None:
    podium = day(builders.substituted(HEAD, "Đỗ Mạnh Giỏi", title="CV"))
    assert "đồng chí Đỗ Mạnh Giỏi, Chuyên viên phường Châu Khê, lên" in lines(podium, "Nội dung 2")[1]


def test_whoever_has_spoken_is_not_invited_again() -> None:
    podium = day(at="08:10:00")
    podium.run(StartItem(item=PAPERS))
    podium.run(NextSpeaker(current=None))
    assert len(lines(podium, "Nội dung 2")) == 1
    assert "Lê Thị Hoa" in lines(podium, "Nội dung 2")[0]


def test_with_the_papers_over_whoever_waits_is_invited_in_the_discussion() -> None:
    podium = day(at="08:30:00")
    podium.run(StartItem(item=DISCUSSION))
    assert len(lines(podium, "Nội dung 4")) == 4


# -- on paper ----------------------------------------------------------------------------------------------------------


def everything(podium: Podium) -> list[str]:
    spoken = said(podium)
    return [spoken.title, spoken.heading, spoken.opening] + [
        text for block in spoken.aloud for text in (block.heading, *(line.text for line in block.lines))
    ]


def test_the_printed_script_says_all_of_it_in_large_type() -> None:
    podium = day()
    pdf = script_pdf(podium.state, podium.now)
    printed = squeezed("".join(text.rpartition(" ")[0] for text in texts(pdf)))
    for words in everything(podium):
        assert squeezed(words) in printed
    capitals = [one.bottom - one.top for one in letters(pdf) if one.char == "K"]
    assert sorted(capitals)[len(capitals) // 2] > 3.7  # mm, of 16 points


def test_the_document_says_all_of_it_in_styles_alone() -> None:
    podium = day()
    document = docx.Document(io.BytesIO(script_docx(podium.state, podium.now)))
    paragraphs = document.paragraphs
    assert [one.text for one in paragraphs] == everything(podium)
    assert {one.style.name for one in paragraphs if one.style} == {
        *("Title", "Subtitle", "Body Text", "Heading 1", "List Bullet")
    }
    runs = [run for one in paragraphs for run in one.runs]
    assert {(run.font.name, run.font.size, run.bold) for run in runs} == {(None, None, None)}
    assert [run.text for run in runs if run.style and run.style.name == "Strong"][:2] == ["Ngô Đức Kỷ", "Lê Thị Hoa"]


def test_no_telephone_number_is_on_it() -> None:
    assert HEAD.phone not in "".join(everything(day()))
