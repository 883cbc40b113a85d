"""Every figure in every document is the one of `toadam status --json` of the same moment, read back from the files."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from msgspec.structs import replace

import after_the_day
import builders
import word_files
from after_the_day import EVENING, evening
from store import Store, open_store
from store.documents import MINUTES, REPORT, Sources, everything
from store.documents.charts import arrivals_chart, attendance_chart
from store.progress import unwatched
from store.records import Stamp
from stores import QuietSystem
from tui.commands import standing

PAID = tuple(replace(one, allowance=200_000) for one in builders.conference().categories)
STATE = evening(categories=PAID)

Status = dict[str, Any]
SENTENCE: Final = {
    "summoned": "triệu tập",
    "present": "có mặt",
    "substitutes": "dự thay",
    "excused": "có lý do",
    "unexcused": "không lý do",
    "not_arrived": "chưa đến",
    "walk_ins": "mời thêm",
    "late": "muộn",
    "left": "sớm",
    "service": "phục vụ",
}
"""What each count is called in sentences; of what there is none is left out."""
FIGURES: Final = {
    "summoned": "Triệu tập",
    "present": "Có mặt",
    "substitutes": "Đi thay",
    "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do",
    "not_arrived": "Chưa đến",
    "walk_ins": "Mời thêm",
    "service": "Phóng viên, lái xe, phục vụ",
    "late": "Đến muộn",
    "left": "Về sớm",
}
"""The same among the figures a draft remembers, and in tables."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document there is."""
    place = tmp_path_factory.mktemp("all")
    everything(Sources(STATE, EVENING, [], place / "hoi-nghi.json"), place, unwatched)
    return place


@pytest.fixture(scope="module")
def status(tmp_path_factory: pytest.TempPathFactory) -> Status:
    """What `toadam status --json` says of the same conference on the same evening."""
    path = after_the_day.on_disk(tmp_path_factory.mktemp("status"), STATE)
    said: list[Status] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "open_store", lambda path, desk, fold: _opened_at(path, EVENING))
        patch.setattr(standing, "say_json", said.append)
        standing.status(argparse.Namespace(file=str(path), json=True))
    found: Status = json.loads(json.dumps(said[0]))
    return found


def _opened_at(path: Path, now: Stamp) -> Store:
    return open_store(path, desk="", clock=lambda _zone: now, system=QuietSystem(), fold=False)


def test_the_evening_has_something_of_everything(status: Status) -> None:
    counts = status["attendance"]
    assert counts == {
        **{"summoned": 112, "present": 109, "substitutes": 2, "excused": 2, "unexcused": 1, "not_arrived": 0},
        **{"walk_ins": 1, "service": 1, "late": 3, "left": 1},
    }
    assert (status["speakers"]["finished"], status["speakers"]["waiting"], status["proposals"]) == (4, 1, 12)
    assert status["agenda"]["offset_s"] == 12 * 60 + 20


# -- sentences ---------------------------------------------------------------------------------------------------------


def text_of(file: Path) -> str:
    """What can be read in it."""
    match file.suffix:
        case ".docx":
            return "\n".join(word_files.paragraphs(file.read_bytes()))
        case ".xlsx":
            sheets = openpyxl.load_workbook(file)
            cells = (cell for sheet in sheets for line in sheet.iter_rows(values_only=True) for cell in line)
            return "\n".join(str(cell) for cell in cells if cell is not None)
    return unescape(file.read_text(encoding="utf-8"))


def sentence_at_the_end(text: str) -> str:
    """From the last sentence that says how many were summoned, to what is told below it."""
    return text[text.lower().rindex("tổng số đại biểu được triệu tập") :].partition("STT")[0].lower()


@pytest.mark.parametrize("name", ["bao-cao.docx", "bao-cao.md", "bien-ban.docx", "bien-ban.md", "diem-danh.xlsx"])
def test_what_is_said_of_attendance(name: str, folder: Path, status: Status) -> None:
    said = sentence_at_the_end(text_of(folder / name))
    counts = status["attendance"]
    found = {
        field: int(number[1]) if (number := re.search(rf"(?<!ông ){words}: (\d+)", said)) else 0
        for field, words in SENTENCE.items()
        if field != "unexcused"
    }
    assert found == {field: counts[field] for field in found}
    assert re.findall(r"không lý do: (\d+)", said) == [f"{counts['unexcused']:02}"]
    assert f"vắng: {counts['excused'] + counts['unexcused']:02}" in said
    assert f"(đạt {100 * counts['present'] / counts['summoned']:.2f}%)".replace(".", ",") in said


def test_what_the_index_says(folder: Path, status: Status) -> None:
    said = sentence_at_the_end(text_of(folder / "muc-luc.html"))
    counts = status["attendance"]
    named = ("summoned", "present", "substitutes", "walk_ins")
    assert [f"{SENTENCE[one]}: {counts[one]:02}" in said for one in named] == [True] * len(named)


# -- tables ------------------------------------------------------------------------------------------------------------


def by_category(file: Path) -> dict[str, dict[str, str]]:
    """The row of each category, and of all together, by headings."""
    rows = _rows(file)
    heading = next(place for place, cells in enumerate(rows) if cells[1:2] == ["Thành phần"])
    found: dict[str, dict[str, str]] = {}
    for cells in rows[heading + 1 :]:
        found[cells[1]] = dict(zip(rows[heading], cells, strict=True))
        if cells[1] == "Tổng cộng":
            return found
    raise AssertionError("no total")


def _rows(file: Path) -> list[list[str]]:
    match file.suffix:
        case ".docx":
            return [cells for found in word_files.tables(file.read_bytes()) for cells in found]
        case ".xlsx":
            lines = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
            return [["" if cell is None else str(cell) for cell in line] for line in lines]
    tables = (
        line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("|") and "---" not in line
    )
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in tables]


@pytest.mark.parametrize("name", ["bao-cao.docx", "bao-cao.md", "bien-ban.docx", "bien-ban.md", "diem-danh.xlsx"])
def test_the_table_by_category(name: str, folder: Path, status: Status) -> None:
    found, counts = by_category(folder / name), status["attendance"]
    whole = found.pop("Tổng cộng")
    names = FIGURES | ({"substitutes": "Trong đó đi thay"} if name.endswith(".xlsx") else {})
    for field in ("summoned", "present", "substitutes", "excused", "unexcused", "not_arrived", "walk_ins"):
        assert whole[names[field]] == str(counts[field])
        assert sum(int(one[names[field]]) for one in found.values()) == counts[field]
    assert {name: (one["Triệu tập"], one["Có mặt"]) for name, one in found.items()} == {
        one["name"]: (str(one["summoned"]), str(one["present"])) for one in status["categories"]
    }


# -- lists -------------------------------------------------------------------------------------------------------------


def told(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def test_the_list_of_everybody_has_as_many_of_each(folder: Path, status: Status) -> None:
    listed, counts = told(folder / "diem-danh.csv"), status["attendance"]
    summoned = [one for one in listed if one["Diện"] == "Triệu tập"]
    states = Counter(one["Trạng thái"] for one in summoned)
    assert len(summoned) == counts["summoned"]
    assert states["Có mặt"] + states["Đi thay"] == counts["present"]
    assert states["Đi thay"] == counts["substitutes"]
    assert states["Vắng có lý do"] == counts["excused"]
    assert states["Vắng không lý do"] == counts["unexcused"]
    assert states["Chưa đến"] == counts["not_arrived"]
    assert sum(one["Đến muộn"] == "x" for one in summoned) == counts["late"]
    assert sum(bool(one["Về sớm"]) for one in listed) == counts["left"]
    came = Counter(one["Diện"] for one in listed if one["Giờ đến"])
    assert (came["Mời thêm"], came["Phục vụ"]) == (counts["walk_ins"], counts["service"])


def test_the_list_of_allowances_pays_whoever_was_there(folder: Path, status: Status) -> None:
    counts = status["attendance"]
    sheet = openpyxl.load_workbook(folder / "danh-sach-chi-tien.xlsx", data_only=True).active
    assert sheet is not None
    rows = [cells for cells in sheet.iter_rows(values_only=True) if isinstance(cells[0], int)]
    assert len(rows) == counts["present"] + counts["walk_ins"]
    (total,) = (cells for cells in sheet.iter_rows(values_only=True) if cells[1] == "Tổng cộng")
    assert total[4] == 200_000 * len(rows)


def test_the_list_of_speeches_and_that_of_contributions(folder: Path, status: Status) -> None:
    ended = Counter(one["Kết quả"].partition(":")[0] for one in told(folder / "phat-bieu.csv"))
    assert ended["Đã trình bày"] + ended["Đọc thay"] == status["speakers"]["finished"]
    assert ended["Chưa trình bày"] == status["speakers"]["waiting"]
    standing = [one for one in told(folder / "y-kien-de-xuat.csv") if not one["Gộp vào số"]]
    assert len(standing) == status["proposals"]


# -- what is said of the day -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bao-cao.docx", "bao-cao.md", "bien-ban.docx", "bien-ban.md"])
def test_how_late_it_ended(name: str, folder: Path, status: Status) -> None:
    minutes, seconds = divmod(status["agenda"]["offset_s"], 60)
    said = text_of(folder / name)
    assert f"chậm {minutes} phút {seconds} giây so với chương trình" in said
    end = re.search(r"T(\d+):(\d+)", status["agenda"]["expected_end"])
    assert end is not None
    assert f"kết thúc lúc {end[1]} giờ {end[2]}" in said


@pytest.mark.parametrize("name", ["bao-cao.docx", "bao-cao.md"])
def test_how_much_was_heard_and_raised(name: str, folder: Path, status: Status) -> None:
    said = text_of(folder / name)
    assert f"Ghi nhận {status['proposals']} nội dung, gồm: " in said
    kinds = re.findall(r": (\d+)", said.partition("nội dung, gồm: ")[2].partition(".")[0])
    assert sum(map(int, kinds)) == status["proposals"]
    fates = said.partition("tham luận, trong đó ")[2].partition(".")[0]
    papers = sum(map(int, re.findall(r"(?:đã trình bày|đọc thay): (\d+)", fates)))
    turns = re.search(r"Có (\d+) lượt phát biểu", said)
    assert turns is not None
    assert papers + int(turns[1]) == status["speakers"]["finished"]


@pytest.mark.parametrize("kind", [REPORT, MINUTES])
def test_what_a_draft_remembers_to_compare_the_next_with(kind: Any, status: Status) -> None:
    figures = dict(kind.of(STATE, EVENING).figures)
    counts: Mapping[str, int] = status["attendance"]
    assert {field: figures[words] for field, words in FIGURES.items()} == {
        field: str(counts[field]) for field in FIGURES
    }
    for group in status["categories"]:
        assert figures[f"Có mặt – {group['name']}"] == f"{group['present']}/{group['summoned']}"
    assert figures["Phát biểu, tham luận đã nghe"] == str(status["speakers"]["finished"])
    assert figures["Đang chờ phát biểu"] == str(status["speakers"]["waiting"])
    assert figures["Ý kiến, đề xuất được ghi nhận"] == str(status["proposals"])
    assert figures["Chậm (+), sớm (-) so với chương trình"] == "12 phút 20 giây"


def test_the_pictures_end_at_the_same_figures(status: Status) -> None:
    counts = status["attendance"]
    assert arrivals_chart(STATE, EVENING)["points"][-1][1] == counts["present"] / counts["summoned"]
    bars = attendance_chart(STATE)["bars"]
    assert [one["figure"] for one in bars] == [f"{one['present']}/{one['summoned']}" for one in status["categories"]]
