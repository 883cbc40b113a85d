"""What is exported when the day is over: speeches, the log, everything in one folder, and the commands for it."""

from __future__ import annotations

import csv
import io
import re
import time
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from msgspec.structs import replace

import after_the_day
import builders
import store.presentations
import store.roster
from after_the_day import EVENING, evening
from builders import present, span, speech
from open_elsewhere import open_elsewhere
from store import CheckOut, MintBlanks, Scan, Undo
from store.attendance import Outcome
from store.documents import (
    Made,
    Sources,
    everything,
    folder,
    in_the_way,
    log_csv,
    log_xlsx,
    speeches_csv,
    speeches_xlsx,
)
from store.documents.log import log_table
from store.documents.log_words import DEEDS, OUTCOMES
from store.records import DelegateId
from store.state import State
from store.verbs import VERBS, Verb
from stores import new_conference, opened
from tui.cli import main

STATE = evening()


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def in_sheet(path: Path) -> list[list[str]]:
    """From the headings on."""
    rows = [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
    start = next(place for place, row in enumerate(rows) if row[0] == "STT")
    return [["" if cell is None else str(cell) for cell in row] for row in rows[start:]]


# -- speeches ----------------------------------------------------------------------------------------------------------


def test_every_speech_is_listed_in_the_order_of_time(tmp_path: Path) -> None:
    speeches_csv(STATE, EVENING, tmp_path / "a.csv")
    heading, *rows = cells(tmp_path / "a.csv")
    assert heading[:4] == ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    assert [one["Bắt đầu"] for one in told] == ["08:51", "09:02", "09:46", "09:53", "", "", ""]
    assert told[3] == {
        "STT": "4",
        "Họ và tên": "Đỗ Mạnh Giỏi",
        "Chức vụ": "Tổ phó",
        "Đơn vị": STATE.delegates[DelegateId(50)].unit,
        "Hình thức": "Phát biểu",
        "Nội dung": "",
        "Mục chương trình": "Thảo luận, trao đổi kinh nghiệm",
        "Bắt đầu": "09:53",
        "Kết thúc": "09:58",
        "Thời lượng": "05:30",
        "Giới hạn": "",
        "Kết quả": "Đã trình bày",
    }
    assert told[1]["Kết quả"] == "Đọc thay: đồng chí Lê Thị Hoa"
    assert told[-1]["Kết quả"] == "Chưa trình bày"


def test_the_workbook_has_the_same_rows(tmp_path: Path) -> None:
    speeches_xlsx(STATE, EVENING, tmp_path / "a.xlsx")
    speeches_csv(STATE, EVENING, tmp_path / "a.csv")
    assert in_sheet(tmp_path / "a.xlsx") == cells(tmp_path / "a.csv")


def test_granted_time_counts_into_the_limit(tmp_path: Path) -> None:
    limited = speech(90, span=span("10:00", "10:08"), limit_ms=300_000, added_ms=60_000, topic="=1+1")
    speeches_csv(builders.state(limited), EVENING, tmp_path / "a.csv")
    assert "06:00" in cells(tmp_path / "a.csv")[1]
    assert "'=1+1" in cells(tmp_path / "a.csv")[1]


# -- the log -----------------------------------------------------------------------------------------------------------


def test_every_verb_and_every_answer_has_its_words() -> None:
    assert store.roster.ImportRoster.verb_name in VERBS
    assert store.presentations.ImportSpeeches.verb_name in VERBS
    ours = {name for name, verb in VERBS.items() if verb.__module__.startswith("store.")}
    assert ours - DEEDS.keys() == set()
    assert set(OUTCOMES) == set(Outcome)


def test_the_log_says_what_was_done_when_where_and_to_which_number_and_names_nobody(tmp_path: Path) -> None:
    path = new_conference(tmp_path, 8)
    with closing(opened(path, "Bàn A")) as store:
        three = store.state.delegates[DelegateId(3)]
        done: tuple[Verb[Any], ...] = (
            Scan.of(three.code),
            Scan.of(three.code),
            CheckOut(delegate=three.id),
            Undo(),
            MintBlanks(seeds=(7,)),
        )
        for verb in done:
            store.run(verb)
        state, log = store.state, store.log()
    log_csv(state, log, tmp_path / "log.csv")
    heading, *rows = cells(tmp_path / "log.csv")
    assert heading == ["STT", "Số việc", "Thời gian", "Bàn", "Việc", "Kết quả", "Số đại biểu", "Hoàn tác việc số"]
    assert [row[2:] for row in rows] == [
        ["15/09/2023 07:30:00", "Bàn A", "Quét mã", "Đã vào", "3", ""],
        ["15/09/2023 07:30:00", "Bàn A", "Quét mã", "Quét lặp", "3", ""],
        ["15/09/2023 07:30:00", "Bàn A", "Về sớm", "", "3", ""],
        ["15/09/2023 07:30:00", "Bàn A", "Hoàn tác", "", "3", rows[2][1]],
        ["15/09/2023 07:30:00", "Bàn A", "Tạo thẻ trắng", "", "", ""],
    ]
    said = (tmp_path / "log.csv").read_text("utf-8-sig")
    for one in state.delegates.values():
        assert one.name not in said
        assert one.code not in said
        assert one.phone not in said


def test_the_log_is_a_workbook_too(tmp_path: Path) -> None:
    with closing(opened(new_conference(tmp_path, 3))) as store:
        for one in store.state.delegates.values():
            store.run(Scan.of(one.code))
        log_xlsx(store.state, store.log(), tmp_path / "log.xlsx")
        log_csv(store.state, store.log(), tmp_path / "log.csv")
    assert in_sheet(tmp_path / "log.xlsx") == cells(tmp_path / "log.csv")


def test_a_verb_of_another_version_keeps_its_name(tmp_path: Path) -> None:
    with closing(opened(new_conference(tmp_path, 1))) as store:
        store.run(Scan.of("https://example.org"))
        (entry,) = store.log()
        state = store.state
    table = log_table(state, [replace(entry, verb="dance")])
    assert table.rows[0][4] == "dance"


# -- everything --------------------------------------------------------------------------------------------------------


def sources(folder: Path, state: State = STATE) -> Sources:
    return Sources(state, EVENING, [], folder / "hoi-nghi.json")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names += [unquote(value) for name, value in attrs if name == "href" and value]


def links(index: Path) -> list[str]:
    reader = _Links()
    reader.feed(index.read_text(encoding="utf-8"))
    return reader.names


def quiet(_done: int, _total: int) -> None:
    pass


def test_the_folder_has_everything_and_an_index_that_leads_to_it(tmp_path: Path) -> None:
    place = tmp_path / "sau hội nghị" / "2023"
    told: list[tuple[int, int]] = []
    made = everything(sources(tmp_path), place, lambda done, total: told.append((done, total)))
    there = {one.name for one in place.iterdir()}
    assert {one.path.name for one in made} == there
    assert {"bao-cao.docx", "bien-ban.docx", "muc-luc.html"} <= there
    lists = ("diem-danh", "phat-bieu", "y-kien-de-xuat", "nhat-ky")
    assert {f"{name}.{kind}" for name in lists for kind in ("xlsx", "csv")} <= there
    assert {"dai-bieu-den.png", "co-mat.png"} <= there
    assert "danh-sach-chi-tien.xlsx" not in there  # nobody is paid
    assert set(links(place / "muc-luc.html")) == there - {"muc-luc.html"}
    assert "109 đồng chí" in (place / "muc-luc.html").read_text(encoding="utf-8")
    assert told[-1][0] == told[-1][1] > len(there)
    assert told == sorted(told)


def test_again_it_writes_lists_anew_and_leaves_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "bao-cao.docx", "bao-cao.md", "nhat-ky.csv")
    place = tmp_path / "a"
    everything(sources(tmp_path), place, quiet)
    (place / "bao-cao.md").write_text("của tôi", encoding="utf-8")
    (place / "nhat-ky.csv").write_text("cũ", encoding="utf-8")
    later = sources(tmp_path, evening(after_the_day.proposal(90, "Mới")))
    made = {one.path.name: one for one in everything(later, place, quiet)}
    assert (place / "bao-cao.md").read_text(encoding="utf-8") == "của tôi"
    assert "bao-cao (lần 2).md" in made
    assert "STT" in (place / "nhat-ky.csv").read_text("utf-8-sig")
    assert made["bao-cao (lần 2).docx"].differences
    assert "Chưa phân loại: 1 → 2" in (place / "muc-luc.html").read_text(encoding="utf-8")
    assert [one.name for one in in_the_way(place)] == ["nhat-ky.csv"]


def test_a_list_that_is_open_in_excel_is_put_beside_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conference: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only(monkeypatch, "diem-danh.csv")
    place = tmp_path / "a"
    everything(sources(tmp_path), place, quiet)
    open_elsewhere(place / "diem-danh.csv", monkeypatch)
    made, index = everything(sources(tmp_path), place, quiet)
    assert (made.path.name, made.held) == ("diem-danh (lần 2).csv", place / "diem-danh.csv")
    assert "diem-danh.csv đang mở trong chương trình khác" in index.path.read_text(encoding="utf-8")
    assert run(conference, "all", "-o", str(place), "--force") == 0
    assert f"{place / 'diem-danh.csv'} đang mở" in capsys.readouterr().err


def test_what_somebody_is_paid_has_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "danh-sach-chi-tien.xlsx")
    paid = [replace(one, allowance=200_000) for one in STATE.conference.categories]
    made = everything(sources(tmp_path, evening(categories=tuple(paid))), tmp_path / "b", quiet)
    assert [one.path.name for one in made] == ["danh-sach-chi-tien.xlsx", "muc-luc.html"]


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """As if there were no other documents."""
    monkeypatch.setattr(folder, "_PIECES", tuple(piece for piece in folder._PIECES if piece.name in names))


@pytest.mark.long
def test_two_thousand_contributions_and_ten_thousand_delegates_are_written_in_seconds(tmp_path: Path) -> None:
    listed = builders.delegates(10_000)
    came = [present(one) for one in listed if one.number % 10]
    state = builders.state(
        *listed, *came, *after_the_day.agenda(), *after_the_day.runs(), *after_the_day.speeches(),
        *after_the_day.many(2_000).proposals.values(), **after_the_day.ABOUT,
    )  # fmt: skip
    begun = time.process_time()
    made: list[Made] = everything(sources(tmp_path, state), tmp_path / "a", quiet)
    assert time.process_time() - begun < 30
    there = [piece.name for piece in folder._PIECES if piece.name != "danh-sach-chi-tien.xlsx"]  # nobody is paid
    assert [one.path.name for one in made] == [*there, folder.INDEX]


# -- commands ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def conference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANGUAGE", "")
    return after_the_day.on_disk(tmp_path, STATE)


def run(conference: Path, *arguments: str) -> int:
    return main(["-f", str(conference), "export", *arguments])


@pytest.mark.parametrize(("what", "name", "start"), [
    ("report", "a.docx", b"PK"), ("report", "a.md", "THÀNH ỦY".encode()), ("minutes", "a.docx", b"PK"),
    ("minutes", "a.md", "THÀNH ỦY".encode()), ("speeches", "a.xlsx", b"PK"), ("speeches", "a.csv", b"\xef\xbb\xbf"),
    ("log", "a.xlsx", b"PK"), ("log", "a.csv", b"\xef\xbb\xbf"),
])  # fmt: skip
def test_each_is_written_by_a_command(what: str, name: str, start: bytes, conference: Path, tmp_path: Path) -> None:
    assert run(conference, what, "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_draft_is_not_refused_but_put_beside(
    conference: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "bc.md"
    output.write_text("đã sửa", encoding="utf-8")
    assert run(conference, "report", "-o", str(output)) == 0
    assert output.read_text(encoding="utf-8") == "đã sửa"
    assert (tmp_path / "bc (lần 2).md").exists()
    assert "bc (lần 2).md" in capsys.readouterr().out
    assert run(conference, "report", "-o", str(output), "--force") == 0
    assert "BÁO CÁO" in output.read_text(encoding="utf-8")


def test_a_list_is_refused_unless_it_may_be_written_over(
    conference: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pb.csv").write_text("cũ", encoding="utf-8")
    assert run(conference, "speeches", "-o", str(tmp_path / "pb.csv")) == 1
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "pb.csv").read_text(encoding="utf-8") == "cũ"


def test_a_folder_with_lists_in_it_is_refused_unless_it_may_be_written_over(
    conference: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "tất cả"
    assert run(conference, "all", "-o", str(place)) == 0
    assert len(re.findall("muc-luc.html", capsys.readouterr().out)) == 1
    (place / "bien-ban.docx").write_bytes(b"mine")
    assert run(conference, "all", "-o", str(place)) == 1
    assert run(conference, "all", "-o", str(place), "--force") == 0
    assert (place / "bien-ban.docx").read_bytes() == b"mine"


def test_a_template_nobody_can_read_and_a_profile_that_is_gone_are_refused_in_words(
    conference: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mau-bao-cao.docx").write_bytes(b"no")
    assert run(conference, "report", "-o", str(tmp_path / "a.docx")) == 1
    assert "mau-bao-cao.docx" in capsys.readouterr().err
    assert run(conference, "minutes", "-o", str(tmp_path / "b.docx")) == 0
    other = tmp_path / "other"
    other.mkdir()
    gone = after_the_day.on_disk(other, evening(report_profile="hd-khac"))
    capsys.readouterr()
    assert run(gone, "report", "-o", str(other / "a.docx")) == 1
    assert "nd30-2020" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["report", "minutes", "log"])
def test_another_kind_of_file_is_refused(what: str, conference: Path, tmp_path: Path) -> None:
    assert run(conference, what, "-o", str(tmp_path / "a.pdf")) == 1
    assert not (tmp_path / "a.pdf").exists()
