"""The rest of the day for whoever chairs: times, delay in words, the list, one page whatever there is on it."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest

import builders
from podium import Podium
from printed import letters, squeezed, texts
from store import CapSpeeches, GrantTime, Next, NextSpeaker, PauseItem, StartItem, project
from store.documents import programme_docx, programme_pdf
from store.documents.programme import MOST_WAITING, Programme, offset_in_words, programme
from store.live_records import Speech, SpeechKind

OPENING, PAPERS, BREAK, DISCUSSION, LEADER, CLOSING = range(1, 7)
HEAD = builders.delegate(47, name="Ngô Đức Kỷ", title="PCT UBND", unit="Phường Châu Khê")


def day(speeches: int = 0, *, at: str = "08:00:00") -> Podium:
    return Podium(*builders.agenda(), HEAD, *map(waiting, range(1, speeches + 1)), at=at)


def waiting(id: int) -> Speech:
    return builders.speech(id, name=f"Nguyễn Văn Người Thứ {id}", title="Tổ trưởng", unit=f"Tổ Dân vận khu phố {id}")


def words(podium: Podium) -> Programme:
    return programme(podium.state, podium.now)


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        ("08:07:00", "chậm 07 phút so với chương trình"),
        ("08:12:20", "chậm 12 phút so với chương trình"),
        ("07:55:00", "sớm 05 phút so với chương trình"),
        ("08:00:20", "đúng chương trình"),
    ],
)
def test_how_late_the_day_is_is_said_in_words(begun: str, said: str) -> None:
    podium = day(at=begun)
    podium.run(StartItem(item=OPENING))
    assert offset_in_words(project(podium.state, podium.now)) == said


def test_before_the_first_item_and_after_the_last_that_is_said() -> None:
    podium = day(at="07:50:00")
    assert words(podium).standing == ("Lúc 07:50: chương trình chưa bắt đầu. Dự kiến kết thúc 09:00.",)
    podium.run(StartItem(item=CLOSING))
    podium.run(Next(current=CLOSING))
    assert words(podium).standing == ("Lúc 07:50: chương trình đã kết thúc.",)
    assert words(podium).items == ()


def test_the_expected_end_is_held_against_the_plan() -> None:
    podium = day(at="08:07:00")
    podium.run(StartItem(item=OPENING))
    assert words(podium).standing[0].endswith("Dự kiến kết thúc 09:07 (theo chương trình 09:00).")


def test_what_is_left_has_its_expected_time_and_the_planned_one_where_it_differs() -> None:
    podium = day(at="08:07:00")
    assert words(podium).items[0] == ("08:00", "Nội dung 1", "", "10’")
    podium.run(StartItem(item=OPENING))
    podium.clocks.wait(150)
    assert words(podium).items[:2] == (
        ("08:07 (KH 08:00)", "Nội dung 1", "", "còn 8’"),
        ("08:17 (KH 08:10)", "Nội dung 2", "", "10’"),
    )
    podium.run(GrantTime(item=OPENING, seconds=-300))
    podium.clocks.wait(240)
    assert words(podium).items[0][3] == "quá 2’"
    podium.run(PauseItem(item=OPENING))
    assert words(podium).items[0][3] == "tạm dừng, quá 2’"


def test_the_list_is_told_with_titles_in_full_topics_limits_and_who_is_missing() -> None:
    paper = builders.speech(1, kind=SpeechKind.PREPARED, delegate=HEAD.id, name="", topic="Hiến đất mở đường")
    podium = Podium(*builders.agenda(), HEAD, paper, builders.speech(2, name="", unlimited=True))
    assert words(podium).waiting == (
        (
            *("1", "Ngô Đức Kỷ", "Phó Chủ tịch Ủy ban nhân dân phường Châu Khê – chưa có mặt"),
            *("Tham luận: Hiến đất mở đường", "10’"),
        ),
        ("2", "(chưa có tên)", "", "Phát biểu", ""),
    )


def test_whether_everybody_gets_the_floor_is_said() -> None:
    podium = day(4, at="08:30:00")
    podium.run(StartItem(item=DISCUSSION))
    assert words(podium).standing[1] == (
        "Thời gian phát biểu còn 10 phút cho 04 đồng chí đang chờ: chưa đủ cho 02 đồng chí cuối danh sách;"
        " nếu chia đều, mỗi đồng chí 02 phút."
    )
    podium.run(CapSpeeches(minutes=2))
    assert words(podium).standing[1] == "Thời gian phát biểu còn 10 phút cho 04 đồng chí đang chờ: đủ thời gian."


def test_whoever_speaks_is_not_waiting() -> None:
    podium = day(2, at="08:30:00")
    podium.run(StartItem(item=DISCUSSION))
    podium.run(NextSpeaker(current=None))
    assert [row[1] for row in words(podium).waiting] == ["Nguyễn Văn Người Thứ 2"]


# -- on paper ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("speeches", [0, 6, 24, 80])
def test_it_is_one_page_whatever_there_is_on_it(speeches: int) -> None:
    podium = day(speeches)
    pdf = programme_pdf(podium.state, podium.now)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
    printed = squeezed(texts(pdf)[0])
    told = words(podium)
    for text in (told.heading, *told.standing, *(cell for row in (*told.items, *told.waiting) for cell in row)):
        assert squeezed(text) in printed
    assert (told.more != "") is (speeches > MOST_WAITING)
    assert squeezed(told.more) in printed
    assert min(one.bottom - one.top for one in letters(pdf) if one.char == "N") > 1.2


def test_how_many_more_wait_is_said() -> None:
    assert words(day(MOST_WAITING + 7)).more == "… và 07 đồng chí nữa"


def test_a_short_list_is_set_larger_than_a_long_one() -> None:
    heights = []
    for speeches in (2, 24):
        podium = day(speeches)
        capitals = [one.bottom - one.top for one in letters(programme_pdf(podium.state, podium.now)) if one.char == "N"]
        heights.append(sorted(capitals)[len(capitals) // 2])
    assert heights[0] > heights[1]


def test_the_document_says_the_same_in_tables_and_styles() -> None:
    podium = day(3)
    document = docx.Document(io.BytesIO(programme_docx(podium.state, podium.now)))
    told = words(podium)
    agenda, queue = ([tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables)
    assert agenda == [("Dự kiến", "Nội dung", "Người thực hiện", "Thời gian"), *told.items]
    assert queue == list(told.waiting)
    assert [one.text for one in document.paragraphs] == [
        told.title,
        told.heading,
        *told.standing,
        "Danh sách chờ phát biểu",
    ]
    cells = [one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
    for paragraph in (*document.paragraphs, *cells):
        assert not paragraph.paragraph_format.alignment
        for run in paragraph.runs:
            assert (run.font.name, run.font.size, run.bold) == (None, None, None)


def test_the_lines_of_a_cell_begin_below_each_other_and_columns_are_as_wide_as_meant() -> None:
    podium = day(1)
    document = docx.Document(io.BytesIO(programme_docx(podium.state, podium.now)))
    assert document.styles["List"].paragraph_format.first_line_indent is None
    assert document.styles["List"].paragraph_format.left_indent is None
    for table in document.tables:
        in_grid = [column.width for column in table.columns]
        assert in_grid == [cell.width for cell in table.rows[0].cells]
        assert len(set(in_grid)) > 2


@pytest.mark.parametrize("hostile", ['#eval("1")', "*bold* _thin_ `raw` $x^2$", "<label> @ref"])
def test_words_are_never_markup(hostile: str) -> None:
    podium = Podium(builders.item(1, title=hostile), builders.item(2, "08:10"))
    assert squeezed(hostile) in squeezed(texts(programme_pdf(podium.state, podium.now))[0])
