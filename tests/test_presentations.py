"""Lists of prepared presentations as offices send them, and how they get on the list of speakers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import builders
from assets import ASSETS
from podium import Podium
from store import CorrectSpeech, Dismiss, Fate, StartSpeech, Undo, speaker_of, waiting_list
from store.presentations import (
    ImportedSpeeches,
    ImportSpeeches,
    SpeechDoubt,
    SpeechDoubtKind,
    SpeechEntry,
    SpeechesReading,
    read_speeches,
)
from store.presentations.columns import Own, column_of
from store.presentations.reading import interpret_speeches
from store.records import AreaId, DelegateId
from store.roster import NoRoster, RosterError
from store.roster.columns import Field
from store.roster.grid import Book, Sheet
from store.roster.refusal import NotReadable
from stores import new_conference, opened

HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Tên tham luận", "Thời gian", "Đã nộp bài"]


def read(*rows: list[str], header: list[str] = HEADER) -> SpeechesReading:
    return interpret_speeches(Book(sheets=[Sheet(name="Tham luận", rows=[header, *rows])]), "tham-luan.xlsx")


def row(name: str = "Lê Sử", topic: str = "Hiến đất", **cells: str) -> list[str]:
    told = {"stt": "1", "title": "", "unit": "", "minutes": "", "paper": ""} | cells
    return [told["stt"], name, told["title"], told["unit"], topic, told["minutes"], told["paper"]]


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("Tên tham luận", Own.TOPIC),
        ("NỘI DUNG THAM LUẬN", Own.TOPIC),
        ("Chủ đề", Own.TOPIC),
        ("Tên tham luận của đơn vị", Own.TOPIC),
        ("Người trình bày", Field.NAME),
        ("Họ và tên người tham luận", Field.NAME),
        ("Họ tên đại biểu", Field.NAME),
        ("Đơn vị", Field.UNIT),
        ("Đơn vị tham luận", Field.UNIT),
        ("Chức vụ, đơn vị", Field.TITLE_UNIT),
        ("Thời gian trình bày (phút)", Own.MINUTES),
        ("Số phút", Own.MINUTES),
        ("Đã nộp bài tham luận", Own.PAPER),
        ("Số điện thoại", Field.PHONE),
        ("Số CCCD", Field.SENSITIVE),
        ("Ý kiến khác", None),
        ("", None),
        ("Nội dung " * 20, None),
    ],
)
def test_columns_are_known_by_their_labels(label: str, column: object) -> None:
    assert column_of(label) is column


def test_a_list_as_an_office_makes_it_is_read_whole() -> None:
    reading = read(
        ["I", "CÁC PHƯỜNG", "", "", "", "", ""],
        row("Đ/c Nguyễn Văn Hưởng", unit="Tổ Dân vận Bà La, phường Đình Bảng", minutes="10 phút", paper="x"),
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        HEADER,
        row("Lê Thị Mỵ - Trưởng Khối", "Nếp sống  văn minh", minutes="8'", paper="Chưa", stt="2"),
        ["", "", "", "Phường Tam Sơn", "Hòa giải ở cơ sở", "", ""],
        ["", "", "", "", "", "", ""],
        ["Tổng số: 03 tham luận", "", "", "", "", "", ""],
        ["", "NGƯỜI LẬP BIỂU", "", "TRƯỞNG BAN", "", "", ""],
    )
    first, second, third = reading.entries
    unit = "Tổ Dân vận Bà La, phường Đình Bảng"
    assert first == SpeechEntry(row=3, name="Nguyễn Văn Hưởng", unit=unit, topic="Hiến đất", minutes=10, paper=True)
    assert (second.name, second.title, second.topic, second.minutes, second.paper) == (
        *("Lê Thị Mỵ", "Trưởng Khối", "Nếp sống văn minh", 8, False),
    )
    assert (third.name, third.unit, third.topic) == ("", "Phường Tam Sơn", "Hòa giải ở cơ sở")
    assert [doubt.what for doubt in reading.doubts] == [SpeechDoubtKind.NO_SPEAKER]
    assert (reading.header_row, reading.doubts[0].row) == (1, 7)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (row(minutes="mười"), SpeechDoubtKind.ODD_MINUTES),
        (row(minutes="10-15"), SpeechDoubtKind.ODD_MINUTES),
        (row(minutes="0"), SpeechDoubtKind.ODD_MINUTES),
        (row(minutes="9" * 5000), SpeechDoubtKind.ODD_MINUTES),
        (row(paper="sẽ gửi sau"), SpeechDoubtKind.ODD_PAPER),
        (row(topic=""), SpeechDoubtKind.NO_TOPIC),
        (row("Lê Văn Sử\nNgô Thị Yến"), SpeechDoubtKind.SEVERAL_SPEAKERS),
    ],
)
def test_every_doubt_is_named_with_its_row(cells: list[str], what: SpeechDoubtKind) -> None:
    (doubt,) = read(row(), cells).doubts
    assert (doubt.row, doubt.what) == (3, what)


@pytest.mark.parametrize("mark", ["x", "X", "có", "Đã nộp", "✓", "Rồi"])
def test_a_text_that_is_in_is_marked_in_many_ways(mark: str) -> None:
    assert (read(row(paper=mark)).entries[0].paper, read(row(paper=mark)).doubts) == (True, ())


def test_what_nobody_needs_is_left_out_and_named() -> None:
    reading = read(
        ["Lê Sử", "Hiến đất, thẻ 001 075 009 999", "0912345678", "001075009999", "mang máy chiếu"],
        header=["Người trình bày", "Nội dung", "Điện thoại", "Số CCCD", "Ghi chú"],
    )
    assert reading.left_out_columns == ("Điện thoại", "Số CCCD", "Ghi chú")
    assert "001075009999" not in repr(reading)
    assert "009 999" not in repr(reading)


def test_old_encodings_are_read_and_said() -> None:
    reading = read(
        *(row(name, "VËn ®éng nh©n d©n hiÕn ®Êt") for name in ("NguyÔn V¨n H­ëng", "Lª ThÞ Hång", "TrÇn §øc S¸ng")),
    )
    assert (reading.encoding, reading.entries[0].name) == ("tcvn3", "Nguyễn Văn Hưởng")
    assert reading.entries[0].topic == "Vận động nhân dân hiến đất"
    assert SpeechDoubt(row=0, what=SpeechDoubtKind.CONVERTED, values={"encoding": "tcvn3"}) in reading.doubts


@pytest.mark.parametrize(
    ("sheets", "name", "reason"),
    [
        (
            [Sheet(name="A", rows=[["STT", "Họ và tên", "Chức vụ"], ["1", "Lê Sử", "Tổ trưởng"]])],
            None,
            NoRoster.NO_TOPICS,
        ),
        ([Sheet(name="A", rows=[["DANH SÁCH THAM LUẬN"]])], None, NoRoster.NO_TOPICS),
        ([Sheet(name="A", rows=[HEADER])], None, NoRoster.NO_PEOPLE),
        ([Sheet(name="A", rows=[HEADER, row()])], "B", NoRoster.NO_SUCH_SHEET),
        ([Sheet(name="A", rows=[HEADER, row()], hidden=True)], None, NoRoster.NO_TOPICS),
        ([], None, NoRoster.NO_TOPICS),
    ],
)
def test_what_is_no_such_list_is_refused(sheets: list[Sheet], name: str | None, reason: NoRoster) -> None:
    with pytest.raises(NotReadable) as error:
        interpret_speeches(Book(sheets=sheets), "tham-luan.xlsx", name)
    assert error.value.reason is reason


def test_another_sheet_with_such_a_list_is_named_and_can_be_asked_for() -> None:
    book = Book(sheets=[Sheet(name=name, rows=[HEADER, row(topic=name)]) for name in ("Sáng", "Chiều")])
    reading = interpret_speeches(book, "a.xlsx")
    assert (reading.sheet, reading.doubts[0].values) == ("Sáng", {"sheet": "Chiều"})
    assert interpret_speeches(book, "a.xlsx", "Chiều").entries[0].topic == "Chiều"


def test_files_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "tham-luan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tham luận")
        for index, cells in enumerate([HEADER, row(minutes="10", paper="x")]):
            sheet.write_row(index, 0, cells)
    entry = SpeechEntry(row=2, name="Lê Sử", topic="Hiến đất", minutes=10, paper=True)
    assert read_speeches(path).entries == (entry,)
    with pytest.raises(RosterError) as error:
        read_speeches(tmp_path / "none.xlsx")
    assert error.value.reason is NoRoster.MISSING
    (tmp_path / "a.csv").write_text("Họ và tên,Chức vụ\nLê Sử,Tổ trưởng\n", encoding="utf-8")
    with pytest.raises(RosterError) as error:
        read_speeches(tmp_path / "a.csv")
    assert error.value.reason is NoRoster.NO_TOPICS


def test_the_sample_is_read_without_a_doubt() -> None:
    reading = read_speeches(ASSETS / "sample" / "tham-luan.csv")
    assert (len(reading.entries), reading.doubts, reading.left_out_columns) == (8, (), ())
    assert [entry.minutes for entry in reading.entries] == [10] * 3 + [8] * 5
    assert sum(entry.paper for entry in reading.entries) == 5
    assert len({entry.unit.rpartition("phường ")[2] for entry in reading.entries}) == 8


# -- taking it in -----------------------------------------------------------------------------------------------------


def entry(name: str = "Lê Sử", topic: str = "Hiến đất", **fields: Any) -> SpeechEntry:
    return SpeechEntry(row=2, name=name, topic=topic, **fields)


@pytest.fixture
def podium() -> Podium:
    return Podium(*builders.agenda(), builders.speech(1))


def take(podium: Podium, *entries: SpeechEntry) -> ImportedSpeeches:
    ids = iter(range(100 * (podium.state.seq + 1), 100_000))
    return podium.run(ImportSpeeches.of(entries, lambda: next(ids)))


def listed(podium: Podium) -> list[tuple[str, str]]:
    return [(speaker_of(podium.state, one).name, one.topic) for one in waiting_list(podium.state) if one.topic]


def test_new_presentations_wait_at_the_end_in_the_order_of_the_file(podium: Podium) -> None:
    assert take(podium, entry("B"), entry("A", "Hòa giải")) == ImportedSpeeches(added=2)
    assert [one.name for one in waiting_list(podium.state)] == ["Người 1", "B", "A"]
    podium.undo()
    assert [one.name for one in waiting_list(podium.state)] == ["Người 1"]


def test_the_same_file_twice_adds_nothing(podium: Podium) -> None:
    entries = (entry(unit="Phường Tam Sơn"), entry("", "Hòa giải", unit="Phường Trang Hạ"), entry("A", ""))
    take(podium, *entries)
    before = podium.documents()
    assert take(podium, *entries) == ImportedSpeeches(unchanged=3)
    assert podium.documents() == before


@pytest.mark.parametrize(
    ("known", "told", "found"),
    [
        (entry(), entry(minutes=8), {"minutes": 8}),
        (entry(), entry("LÊ SỬ", paper=True), {"paper": True}),
        (entry(), entry(topic="Hiến đất mở đường"), {"topic": "Hiến đất mở đường"}),
        (entry(unit="Tổ 1"), entry("Ngô Yến", unit="Tổ 1"), {"name": "Ngô Yến"}),
        (entry("", unit="Tổ 1"), entry("Ngô Yến", unit="Tổ 1"), {"name": "Ngô Yến"}),
        (entry(minutes=7, paper=True), entry(unit="Tổ 1"), {"unit": "Tổ 1", "minutes": 7, "paper": True}),
    ],
)
def test_a_known_presentation_is_put_right(
    podium: Podium, known: SpeechEntry, told: SpeechEntry, found: dict[str, Any]
) -> None:
    take(podium, known)
    (id,) = (one.id for one in waiting_list(podium.state) if one.id != 1)
    assert take(podium, told) == ImportedSpeeches(corrected=1)
    speech = podium.state.speeches[id]
    assert {field: getattr(speech, field) for field in found} == found


def test_what_is_not_in_the_file_stays_and_what_has_begun_is_not_touched(podium: Podium) -> None:
    take(podium, entry("A", "Một"), entry("B", "Hai"), entry("C", "Ba"))
    one, two, _ = (speech.id for speech in waiting_list(podium.state)[1:])
    podium.run(StartSpeech(speech=one))
    podium.run(Dismiss(speech=two, fate=Fate.IN_WRITING))
    before = podium.documents()
    assert take(podium, entry("A", "Một", minutes=3), entry("B", "Hai", minutes=3)) == ImportedSpeeches(
        unchanged=2, unlisted=1
    )
    assert podium.documents() == before


def test_a_speaker_who_is_a_delegate_is_bound_to_the_one_that_is_meant() -> None:
    people = [
        builders.delegate(1, name="Lê Thị Hoà", area=AreaId("p09")),
        builders.delegate(2, name="Ngô Yến", area=AreaId("p09")),
        builders.delegate(3, name="Ngô Yến", area=AreaId("p11")),
    ]
    podium = Podium(*builders.agenda(), *people)
    take(
        podium,
        entry("Lê Thị Hòa", "Một", unit="Nơi khác"),
        entry("Ngô Yến", "Hai", unit="Tổ Dân vận khu phố 1, phường Trang Hạ"),
        entry("Ngô Yến", "Ba"),
        entry("Đỗ Loan", "Bốn", unit="Phường Tam Sơn"),
    )
    speeches = waiting_list(podium.state)
    assert [one.delegate for one in speeches] == [DelegateId(1), DelegateId(3), None, None]
    assert [one.area for one in speeches] == ["", "", "", "p09"]
    before = podium.documents()
    take(podium, entry("Lê Thị Hòa", "Một", unit="Nơi khác"))
    assert podium.documents() == before


def test_a_delegate_gives_two_papers_and_each_is_found_again() -> None:
    podium = Podium(*builders.agenda(), builders.delegate(1, name="Lê Sử"))
    papers = (entry(topic="Hiến đất", unit="Tổ 1"), entry(topic="Hòa giải", unit="Tổ 1"))
    assert take(podium, *papers) == ImportedSpeeches(added=2)
    assert [(one.delegate, one.topic) for one in waiting_list(podium.state)] == [(1, "Hiến đất"), (1, "Hòa giải")]
    assert take(podium, *papers) == ImportedSpeeches(unchanged=2)


def test_a_delegates_paper_on_another_topic_is_put_right_wherever_the_file_says_they_are_from() -> None:
    podium = Podium(*builders.agenda(), builders.delegate(1, name="Lê Sử"))
    take(podium, entry(topic="Hiến đất", unit="Nơi khác"))
    assert take(podium, entry(topic="Hòa giải", unit="Nơi khác")) == ImportedSpeeches(corrected=1)
    assert [one.topic for one in waiting_list(podium.state)] == ["Hòa giải"]


def test_a_correction_made_by_hand_finds_its_entry_again_by_the_topic(podium: Podium) -> None:
    take(podium, entry(unit="Tổ 1"))
    (id,) = (one.id for one in waiting_list(podium.state) if one.id != 1)
    podium.run(CorrectSpeech(speech=id, name="Lê Sự"))
    assert take(podium, entry(unit="Tổ 1")) == ImportedSpeeches(corrected=1)
    assert podium.state.speeches[id].name == "Lê Sử"


def test_an_import_is_in_the_log_and_can_be_taken_back(tmp_path: Path) -> None:
    with closing(opened(new_conference(tmp_path))) as store:
        store.run(ImportSpeeches.of([entry()], store.mint))
        assert [one.topic for one in waiting_list(store.state)] == ["Hiến đất"]
        assert store.run(Undo()).verb == "import_speeches"
        assert waiting_list(store.state) == []
