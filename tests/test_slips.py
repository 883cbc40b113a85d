"""Slips from paper or a form as offices send them, and how they become proposals, each once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from command import answer, ok, toadam
from podium import Podium
from store import (
    EditProposal,
    MergeProposals,
    Proposal,
    SortProposals,
    SplitProposal,
    Submitter,
    Undo,
    WithdrawProposal,
    standing_proposals,
)
from store.errors import Reason
from store.proposal_records import ProposalKind
from store.records import AreaId, DelegateId, Theme
from store.roster import NoRoster, RosterError
from store.roster.columns import Field
from store.roster.grid import Book, Sheet
from store.roster.refusal import NotReadable
from store.slips import (
    ImportedProposals,
    ImportProposals,
    SlipDoubt,
    SlipDoubtKind,
    SlipEntry,
    SlipsReading,
    doubts_about_people,
    read_slips,
)
from store.slips.columns import Own, column_of
from store.slips.reading import interpret_slips
from stores import new_conference, opened

THEMES = (Theme(id="moi-truong", name="Môi trường, nếp sống"), Theme(id="khac", name="Vấn đề khác"))
CONFERENCE = builders.conference(themes=THEMES)
HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Loại ý kiến", "Nhóm vấn đề", "Nội dung", "Gửi tới", "Thời hạn"]


def read(*rows: list[str], header: list[str] = HEADER) -> SlipsReading:
    return interpret_slips(Book(sheets=[Sheet(name="Phiếu", rows=[header, *rows])]), "phieu.xlsx", CONFERENCE)


def row(text: str = "Hiến đất", name: str = "Lê Sử", **cells: str) -> list[str]:
    told = dict.fromkeys(("title", "unit", "kind", "theme", "addressee", "due"), "") | {"stt": "1"} | cells
    before = (told["stt"], name, told["title"], told["unit"], told["kind"], told["theme"])
    return [*before, text, told["addressee"], told["due"]]


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("Nội dung", Own.TEXT),
        ("NỘI DUNG Ý KIẾN", Own.TEXT),
        ("Ý kiến, đề xuất", Own.TEXT),
        ("Đề xuất, kiến nghị của đơn vị", Own.TEXT),
        ("Đề nghị", Own.TEXT),
        ("Các giải pháp đã thực hiện", Own.TEXT),
        ("Loại ý kiến", Own.KIND),
        ("Phân loại", Own.KIND),
        ("Nhóm vấn đề", Own.THEME),
        ("Lĩnh vực", Own.THEME),
        ("Gửi tới", Own.ADDRESSEE),
        ("Kiến nghị với", Own.ADDRESSEE),
        ("Cơ quan có thẩm quyền giải quyết", Own.ADDRESSEE),
        ("Thời hạn hoàn thành", Own.DUE),
        ("Người đề xuất", Field.NAME),
        ("Họ và tên người góp ý", Field.NAME),
        ("Đơn vị đề xuất", Field.UNIT),
        ("Chức vụ, đơn vị", Field.TITLE_UNIT),
        ("Điện thoại", Field.PHONE),
        ("Dấu thời gian", None),
        ("", None),
        ("Nội dung " * 20, None),
    ],
)
def test_columns_are_known_by_their_labels(label: str, column: object) -> None:
    assert column_of(label) is column


def test_a_list_as_an_office_makes_it_is_read_whole() -> None:
    reading = read(
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        row(
            "Hiến đất\nmở  đường",
            "Lê Thị Mỵ - Trưởng Khối",
            kind="Giải pháp",
            theme="môi trường",
            unit="Phường Tam Sơn",
        ),
        HEADER,
        row("Tăng kinh phí", kind="Kiến nghị", theme="khac", addressee="Thành ủy", stt="2"),
        row("Lập nhóm Zalo", "", kind="Giao nhiệm vụ", addressee="Tổ 3", due="30/9", stt="3"),
        ["", "", "", "", "", "", "", "", ""],
        ["Tổng số: 03 phiếu", "", "", "", "", "", "", "", ""],
        ["", "NGƯỜI LẬP BIỂU", "", "", "", "", "TRƯỞNG BAN", "", ""],
    )
    assert reading.entries == (
        SlipEntry(
            row=3,
            text="Hiến đất mở đường",
            kind=ProposalKind.SOLUTION,
            theme="moi-truong",
            name="Lê Thị Mỵ",
            title="Trưởng Khối",
            unit="Phường Tam Sơn",
        ),
        SlipEntry(
            row=5, text="Tăng kinh phí", kind=ProposalKind.PETITION, theme="khac", name="Lê Sử", addressee="Thành ủy"
        ),
        SlipEntry(row=6, text="Lập nhóm Zalo", kind=ProposalKind.TASK, addressee="Tổ 3", due="30/9"),
    )
    assert (reading.doubts, reading.header_row, reading.sheet) == ((), 1, "Phiếu")


def test_columns_stand_in_any_order_and_one_is_enough() -> None:
    reading = read(["Thành ủy", "Tăng kinh phí", "Lê Sử"], header=["Gửi tới", "Ý kiến", "Người nêu"])
    assert reading.entries == (SlipEntry(row=2, text="Tăng kinh phí", name="Lê Sử", addressee="Thành ủy"),)
    assert read(["Tăng kinh phí"], header=["Góp ý"]).entries == (SlipEntry(row=2, text="Tăng kinh phí"),)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("GIẢI PHÁP", ProposalKind.SOLUTION),
        ("De xuat", ProposalKind.SUGGESTION),
        ("Ý kiến chỉ đạo", ProposalKind.DIRECTION),
        ("Kết luận", ProposalKind.CONCLUSION),
        ("Kết quả đạt được", ProposalKind.RESULT),
        ("Tồn tại, hạn chế", ProposalKind.SHORTCOMING),
        ("Bài học kinh nghiệm", ProposalKind.LESSON),
        ("Mô hình “Dân vận khéo”", ProposalKind.MODEL),
        ("", ProposalKind.UNSORTED),
        ("Khác", ProposalKind.UNSORTED),
    ],
)
def test_kinds_are_told_by_their_words(told: str, kind: ProposalKind) -> None:
    reading = read(row(kind=told))
    assert (reading.entries[0].kind, reading.doubts) == (kind, ())


@pytest.mark.parametrize(
    ("cells", "what", "left"),
    [
        (row(kind="Lời khen"), SlipDoubtKind.ODD_KIND, 2),
        (row(kind="Đề xuất, kiến nghị"), SlipDoubtKind.ODD_KIND, 2),
        (row(theme="Thể thao"), SlipDoubtKind.ODD_THEME, 2),
        (row(""), SlipDoubtKind.NO_TEXT, 1),
        (row(name="Lê Văn Sử\nNgô Thị Yến"), SlipDoubtKind.SEVERAL_PEOPLE, 2),
    ],
)
def test_every_doubt_is_named_with_its_row(cells: list[str], what: SlipDoubtKind, left: int) -> None:
    reading = read(row("Một"), cells)
    (doubt,) = reading.doubts
    assert (doubt.row, doubt.what, len(reading.entries)) == (3, what, left)


def test_what_nobody_needs_is_left_out_and_named() -> None:
    header = ["Dấu thời gian", "Họ và tên", "Điện thoại", "Số CCCD", "Ý kiến"]
    reading = read(["15/9", "Lê Sử", "0912345678", "001075009999", "Hiến đất, thẻ 001 075 009 999"], header=header)
    assert reading.left_out_columns == ("Dấu thời gian", "Điện thoại", "Số CCCD")
    assert "001075009999" not in repr(reading)
    assert "009 999" not in repr(reading)


@pytest.mark.parametrize(
    ("rows", "name", "reason"),
    [
        ([["STT", "Họ và tên", "Chức vụ"], ["1", "Lê Sử", "Tổ trưởng"]], None, NoRoster.NO_SLIPS),
        ([HEADER], None, NoRoster.NO_PEOPLE),
        ([HEADER, row()], "Khác", NoRoster.NO_SUCH_SHEET),
    ],
)
def test_what_is_no_such_list_is_refused(rows: list[list[str]], name: str | None, reason: NoRoster) -> None:
    with pytest.raises(NotReadable) as error:
        interpret_slips(Book(sheets=[Sheet(name="A", rows=rows)]), "a.xlsx", CONFERENCE, name)
    assert error.value.reason is reason


_cells = st.sampled_from(["", "1", "Ý kiến", "Lê Sử", "TỔNG", "I", "Đơn vị", "x" * 99, "\x1b[0m", "Giải pháp\nĐề xuất"])


@given(rows=st.lists(st.lists(_cells | st.text(max_size=8), max_size=10), max_size=8), head=st.booleans())
@settings(max_examples=80, deadline=None)
def test_whatever_a_table_holds_it_is_read_or_refused(rows: list[list[str]], head: bool) -> None:
    """And whatever is read is taken in, again too."""
    book = Book(sheets=[Sheet(name="A", rows=[HEADER, *rows] if head else rows)])
    try:
        entries = interpret_slips(book, "a.xlsx", CONFERENCE).entries
    except NotReadable:
        return
    podium = Podium(*builders.agenda(), themes=THEMES)
    added = take(podium, *entries).added
    assert take(podium, *entries) == ImportedProposals(unchanged=len(entries))
    assert len(podium.state.proposals) == added == len(entries)


def _xlsx(path: Path, *rows: list[str]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Phiếu")
        for index, cells in enumerate([HEADER, *rows]):
            sheet.write_row(index, 0, cells)
    return path


def _docx(path: Path, *rows: list[str]) -> Path:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(HEADER))
    for cells in (HEADER, *rows):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def _text(path: Path, *rows: list[str]) -> Path:
    apart = {".csv": ",", ".tsv": "\t"}[path.suffix]
    path.write_text("\n".join(apart.join(cells) for cells in (HEADER, *rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize(("ending", "write"), [("xlsx", _xlsx), ("docx", _docx), ("csv", _text), ("tsv", _text)])
def test_files_of_every_kind_say_the_same(tmp_path: Path, ending: str, write: Any) -> None:
    path = write(tmp_path / f"phieu.{ending}", row(kind="Giải pháp"), row("Tăng kinh phí", "Ngô Yến"))
    assert [(one.text, one.name, one.kind) for one in read_slips(path, CONFERENCE).entries] == [
        ("Hiến đất", "Lê Sử", ProposalKind.SOLUTION),
        ("Tăng kinh phí", "Ngô Yến", ProposalKind.UNSORTED),
    ]


def test_a_file_that_is_no_such_list_says_which(tmp_path: Path) -> None:
    with pytest.raises(RosterError) as error:
        read_slips(tmp_path / "none.xlsx", CONFERENCE)
    assert (error.value.path, error.value.reason) == (tmp_path / "none.xlsx", NoRoster.MISSING)


# -- taking them in ---------------------------------------------------------------------------------------------------


def entry(text: str = "Hiến đất", name: str = "Lê Sử", **fields: Any) -> SlipEntry:
    return SlipEntry(row=2, text=text, name=name, **fields)


@pytest.fixture
def podium() -> Podium:
    people = [
        builders.delegate(1, name="Lê Thị Hoà", area=AreaId("p09")),
        builders.delegate(2, name="Ngô Yến", area=AreaId("p09")),
        builders.delegate(3, name="Ngô Yến", area=AreaId("p11")),
    ]
    return Podium(*builders.agenda(), *people, themes=THEMES)


def take(podium: Podium, *entries: SlipEntry) -> ImportedProposals:
    ids = iter(range(100 * (podium.state.seq + 1), 100_000))
    return podium.run(ImportProposals.of(entries, lambda: next(ids)))


def proposals(podium: Podium) -> dict[int, Proposal]:
    return dict(podium.state.proposals.items())


def test_slips_become_proposals_in_their_order_in_one_commit(podium: Podium) -> None:
    whole = entry("Tăng kinh phí", "", kind=ProposalKind.PETITION, theme="khac", addressee="Thành ủy", due="30/9")
    assert take(podium, entry(unit="Tổ 3"), whole) == ImportedProposals(added=2)
    first, second = standing_proposals(podium.state)
    assert (first.number, first.text, first.submitters) == (1, "Hiến đất", (Submitter(name="Lê Sử", unit="Tổ 3"),))
    assert (second.number, second.kind, second.theme) == (2, ProposalKind.PETITION, "khac")
    assert (second.addressee, second.due, second.submitters) == ("Thành ủy", "30/9", ())
    podium.undo()
    assert proposals(podium) == {}
    assert take(podium, entry()) == ImportedProposals(added=1)
    assert standing_proposals(podium.state)[0].number == 3


def test_whoever_is_a_delegate_is_known_when_name_and_unit_leave_no_doubt(podium: Podium) -> None:
    entries = [
        entry("Một", "Lê Thị Hòa", unit="Nơi khác"),
        entry("Hai", "Ngô Yến", unit="Tổ Dân vận khu phố 1, phường Trang Hạ"),
        entry("Ba", "Ngô Yến"),
        entry("Bốn", "Đỗ Loan"),
        entry("Năm", ""),
    ]
    assert take(podium, *entries) == ImportedProposals(added=5, by_delegates=2)
    assert [[who.delegate for who in one.submitters] for one in standing_proposals(podium.state)] == [
        *([DelegateId(1)], [DelegateId(3)], [None], [None], []),
    ]
    assert doubts_about_people(entries, podium.state) == [
        SlipDoubt(row=2, what=SlipDoubtKind.NAMESAKES, values={"name": "Ngô Yến"}),
        SlipDoubt(row=2, what=SlipDoubtKind.NO_DELEGATE, values={"name": "Đỗ Loan"}),
    ]


def test_the_same_file_twice_adds_nothing_whatever_has_been_done_since(podium: Podium) -> None:
    entries = [entry(), entry("Hai"), entry("Ba", ""), entry("Bốn", "Lê Thị Hòa"), entry("Năm")]
    take(podium, *entries)
    one, two, three, four, five = podium.state.proposals
    podium.run(EditProposal(proposal=one, text="Hiến đất mở đường", submitters=()))
    podium.run(MergeProposals(into=two, proposals=(three,), text="Hai và ba"))
    podium.run(WithdrawProposal(proposal=four))
    podium.run(SplitProposal(proposal=five, id=7, text="Một phần", rest="Còn lại"))
    podium.run(SortProposals(proposals=(one,), theme="khac"))
    before = proposals(podium)
    assert take(podium, *entries) == ImportedProposals(unchanged=5)
    assert take(podium, entry("HIẾN ĐẤT "), *entries[1:], entry("Sáu")) == ImportedProposals(added=1, unchanged=5)
    assert {id: one for id, one in proposals(podium).items() if id in before} == before


def test_two_people_may_say_the_same_and_two_slips_without_a_name_are_two(podium: Podium) -> None:
    entries = [entry(), entry(name="Ngô Yến"), entry(name=""), entry(name="")]
    assert take(podium, *entries) == ImportedProposals(added=4, by_delegates=0)
    assert take(podium, *entries) == ImportedProposals(unchanged=4)
    assert take(podium, *entries, entry(name="")) == ImportedProposals(added=1, unchanged=4)


def test_a_theme_that_is_gone_is_refused_and_nothing_is_taken_in(podium: Podium) -> None:
    assert podium.refuses(ImportProposals.of([entry(), entry(theme="da-bo")], lambda: 5)) is Reason.NO_SUCH_THEME


def test_an_import_is_in_the_log_and_can_be_taken_back(tmp_path: Path) -> None:
    with closing(opened(new_conference(tmp_path))) as store:
        store.run(ImportProposals.of([entry()], store.mint))
        assert [one.text for one in standing_proposals(store.state)] == ["Hiến đất"]
        assert store.run(Undo()).verb == "import_proposals"
        assert standing_proposals(store.state) == []


# -- the command ------------------------------------------------------------------------------------------------------


def test_the_command_takes_them_in_once_and_a_trial_writes_nothing(tmp_path: Path) -> None:
    path = new_conference(tmp_path, themes=THEMES).rename(tmp_path / "toadam.json")
    for other in tmp_path.glob("hoi-nghi.json.journal-*"):
        other.rename(tmp_path / other.name.replace("hoi-nghi", "toadam"))
    assert path.exists()
    file = _xlsx(tmp_path / "phieu.xlsx", row(kind="Giải pháp"), row("\x1b[2JTăng kinh phí", "Đỗ Loan", theme="Lạ"))
    trial = answer(tmp_path, "import-proposals", file, "--dry-run")
    assert (trial["added"], trial["unchanged"], trial["header_row"], len(trial["proposals"])) == (2, 0, 1, 2)
    assert [doubt["row"] for doubt in trial["doubts"]] == [3, 2, 3]
    assert answer(tmp_path, "status")["proposals"] == 0
    said = ok(tmp_path, "import-proposals", file).splitlines()
    assert said[:2] == ["Tìm thấy 2 phiếu", "Mới: 2, trong đó của đại biểu có trong danh sách: 0; đã nhập từ trước: 0"]
    assert sum(line.startswith("Dòng ") for line in said) == 3
    assert "\x1b" not in "".join(said)
    assert answer(tmp_path, "import-proposals", file)["unchanged"] == 2
    assert answer(tmp_path, "status")["proposals"] == 2
    assert "Ý kiến, đề xuất đã ghi: 2; cần phân loại: 2" in ok(tmp_path, "status")
    (tmp_path / "a.csv").write_text("Họ và tên,Chức vụ\nLê Sử,Tổ trưởng\n", encoding="utf-8")
    refused = toadam(tmp_path, "import-proposals", "a.csv")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert "Nội dung" in refused.stderr
