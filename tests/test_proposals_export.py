"""The list of what was raised, read back with another library than wrote it."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import builders
from command import ok, toadam
from secretary import TWO, merge, note, run
from store import (
    AdmitSubstitute,
    AnswerProposal,
    ProposalKind,
    ProposalState,
    RecommendProposal,
    SetProposalState,
    State,
    Submitter,
    WithdrawProposal,
)
from store.documents import proposals_csv, proposals_xlsx
from store.documents.proposals import proposal_table
from store.records import DelegateId, Theme
from stores import new_conference, opened

Row = dict[str, Any]
THEMES = (Theme(id="moi-truong", name="Môi trường"),)
HOSTILE = ("=1+1", "+84", "-3", "@SUM(A1)", "\t=2", "＝HYPERLINK(1)", 'a","b', "a;b", "a\nb", "<b>&amp;")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A petition, a whole of three, and one that was withdrawn."""
    path = new_conference(tmp_path, 8, agenda=builders.agenda(), themes=THEMES)
    store = opened(path)
    guest, loan = Submitter(name="Ngô Yến", title="Bí thư", unit="Tổ 3"), Submitter(name="Đỗ Loan")
    petition = {"kind": ProposalKind.PETITION, "theme": "moi-truong", "addressee": "Thành ủy", "due": "30/9", "item": 4}
    run(
        store,
        AdmitSubstitute(delegate=DelegateId(2), name="Lê Văn Sử", title="Tổ phó"),
        note(1, "Tăng kinh phí", submitters=(TWO,), **petition),
        note(2, "Rác", submitters=(guest, loan), many=True),
        *(note(id, text) for id, text in ((3, "Rút"), (4, "Rác thải"), (5, "Thu gom rác"), (6, "Sau cùng"))),
        WithdrawProposal(proposal=3),
        merge(4, 5, text="Rác thải"),
        merge(2, 4, text="Phân loại và thu gom rác"),
        AnswerProposal(proposal=1, response="Tiếp thu, bố trí năm sau"),
        SetProposalState(proposal=1, state=ProposalState.ACCEPTED),
        RecommendProposal(proposal=1, recommendation=ProposalState.REFERRED),
    )
    store.close()
    return path


@pytest.fixture
def state(path: Path) -> State:
    store = opened(path, fold=False)
    store.close()
    return store.state


def workbook(file: Path) -> list[Row]:
    """The rows under the headings."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows()]
    top = next(place for place, row in enumerate(rows) if row[0].value == "STT")
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    headings = [cell.value for cell in rows[top]]
    return [{name: cell.value or "" for name, cell in zip(headings, row, strict=True)} for row in rows[top + 1 :]]


def text(file: Path) -> list[Row]:
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_everything_that_counts_is_there_with_what_was_merged_into_it(state: State, tmp_path: Path) -> None:
    proposals_xlsx(state, tmp_path / "a.xlsx")
    rows = workbook(tmp_path / "a.xlsx")
    assert [(row["Số"], row["Nội dung"], row["Gộp vào số"]) for row in rows] == [
        (1, "Tăng kinh phí", ""),
        (2, "Phân loại và thu gom rác", ""),
        (4, "Rác thải", 2),
        (5, "Thu gom rác", 4),
        (6, "Sau cùng", ""),
    ]
    assert [row["Lời ban đầu"] for row in rows] == ["", "Rác", "", "", ""]


def test_each_column_says_what_it_should(state: State, tmp_path: Path) -> None:
    proposals_xlsx(state, tmp_path / "a.xlsx")
    petition, whole, *_ = workbook(tmp_path / "a.xlsx")
    unit = state.delegates[DelegateId(2)].unit
    assert petition == {
        "STT": 1,
        "Số": 1,
        "Loại": "Kiến nghị",
        "Nhóm vấn đề": "Môi trường",
        "Nội dung": "Tăng kinh phí",
        "Gửi tới, giao cho": "Thành ủy",
        "Thời hạn": "30/9",
        "Người nêu": "Lê Văn Sử",
        "Chức vụ": "Tổ phó",
        "Đơn vị": unit,
        "Mục chương trình": "Nội dung 4",
        "Thời điểm": "08:40",
        "Kết quả xử lý": "Tiếp thu",
        "Đề nghị của chủ trì": "Chuyển cơ quan khác",
        "Ý kiến tiếp thu": "Tiếp thu, bố trí năm sau",
        "Gộp vào số": "",
        "Lời ban đầu": "",
    }
    assert [whole[heading] for heading in ("Người nêu", "Chức vụ", "Đơn vị")] == [
        "Ngô Yến; Đỗ Loan; nhiều đại biểu",
        "Bí thư; –",
        "Tổ 3; –",
    ]


def test_the_text_file_says_the_same(state: State, tmp_path: Path) -> None:
    proposals_xlsx(state, tmp_path / "a.xlsx")
    proposals_csv(state, tmp_path / "a.csv")
    assert text(tmp_path / "a.csv") == [
        {name: str(cell) for name, cell in row.items()} for row in workbook(tmp_path / "a.xlsx")
    ]


def test_no_word_of_anybody_is_calculated(tmp_path: Path) -> None:
    hostile = builders.state(
        *(
            builders.proposal(id, word, addressee=word, submitters=(Submitter(name=word, unit=word),))
            for id, word in enumerate(HOSTILE, 1)
        )
    )
    proposals_xlsx(hostile, tmp_path / "a.xlsx")
    proposals_csv(hostile, tmp_path / "a.csv")
    for row in text(tmp_path / "a.csv"):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "＝", "\t"))
    assert [row["Nội dung"] for row in workbook(tmp_path / "a.xlsx")] == [
        word.replace("\t", "").replace("\n", " ") for word in HOSTILE
    ]


def test_what_stands_for_people_who_are_gone_is_empty() -> None:
    gone = builders.state(
        builders.proposal(1, submitters=(Submitter(delegate=DelegateId(99)),), theme="da-bo", item=99)
    )
    (row,) = proposal_table(gone).rows
    assert row[3] == row[7] == row[8] == row[10] == ""


def _many(count: int) -> State:
    people = builders.delegates(112)
    words = "Đề nghị Thành ủy quan tâm bố trí kinh phí hoạt động cho các Tổ Dân vận ở khu dân cư; " * 3
    return builders.state(
        *people,
        *(
            builders.proposal(id, f"{words}{id}", submitters=(Submitter(delegate=people[id % 112].id),))
            if id % 4
            else builders.proposal(id, merged_into=id - 1)
            for id in range(1, count + 1)
        ),
    )


def test_two_thousand_are_written_in_about_the_time_of_as_many_cells(tmp_path: Path) -> None:
    """Held against the library alone writing as many cells: what is ours costs a few times that, not a square of it."""
    import xlsxwriter

    many = _many(2000)
    began = time.perf_counter()
    proposals_xlsx(many, tmp_path / "a.xlsx")
    took = time.perf_counter() - began
    table = proposal_table(many)
    began = time.perf_counter()
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                sheet.write(place, column, cell)
    alone = time.perf_counter() - began
    assert len(workbook(tmp_path / "a.xlsx")) == 2000
    assert took < 8 * alone + 0.5
    print(f"\n2,000 proposals as .xlsx: {took:.2f} s; the cells alone: {alone:.2f} s")


def test_the_command_writes_both_and_overwrites_nothing(path: Path) -> None:
    folder = path.parent
    for name, read in (("a.xlsx", workbook), ("a.csv", text)):
        assert "Đã ghi" in ok(folder, "-f", path, "export", "proposals", "-o", name)
        assert len(read(folder / name)) == 5
    assert toadam(folder, "-f", path, "export", "proposals", "-o", "a.csv").returncode == 1
    assert toadam(folder, "-f", path, "export", "proposals", "-o", "a.pdf").returncode == 1
