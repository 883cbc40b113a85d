"""The list of allowances, read back with another library than wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.utils import range_boundaries

import builders
from store.documents import NoAllowance, NobodySelected, Roll, allowance_xlsx, with_amounts
from store.records import Attendance, Category, CategoryId, Conference, Delegate, Standing

TINH, PHUONG, KHAC = map(CategoryId, ("tinh", "phuong", "khac"))
CONFERENCE = builders.conference(
    categories=(
        Category(id=TINH, name="Đại biểu tỉnh", short="Tỉnh", planned=2, colour="#c62828", allowance=300_000),
        Category(id=PHUONG, name="Trưởng Khối", short="Phường", planned=6, colour="#2e7d32", allowance=150_000),
        Category(id=KHAC, name="Thành phần khác", short="Khác", planned=0, colour="#1565c0"),
    ),
    allowance_signatures=("Người lập biểu", "Kế toán", "Trưởng ban"),
)


def person(number: int, name: str, category: CategoryId, **changes: Any) -> Delegate:
    return builders.delegate(number, name=name, category=category, title="Ủy viên", unit="Phường Mẫu", **changes)


TO_WRITE = "…" * 12

LEADER = person(1, "Đặng Văn Ẩn", TINH)
SUBSTITUTED = person(2, "Lý Thị Mỹ", TINH)
LEFT = person(3, "Ngô Đức Kỷ", PHUONG)
ABSENT = person(4, "Bùi Kim Quế", PHUONG)
NOT_ARRIVED = person(5, "Vũ Thế Sự", PHUONG)
GUEST = person(6, "Phạm Bảo Uyên", PHUONG, standing=Standing.WALK_IN)
BACK = person(7, "Lê Xuân Lộc", PHUONG, standing=Standing.STRUCK_OFF)
DRIVER = person(8, "Hoàng Ngọc Oanh", PHUONG, standing=Standing.SERVICE)
UNPAID = person(9, "Trần Thị Thủy", KHAC)
EVERYBODY = (DRIVER, GUEST, BACK, UNPAID, NOT_ARRIVED, ABSENT, LEFT, SUBSTITUTED, LEADER)
DONE = (
    builders.present(LEADER),
    builders.substituted(SUBSTITUTED, "Đỗ Mạnh Giỏi", title="Chuyên viên"),
    builders.gone(LEFT),
    builders.absent(ABSENT, "Ốm"),
    builders.present(GUEST),
    builders.present(BACK),
    builders.present(DRIVER),
    builders.present(UNPAID),
)


def roll(*done: Attendance, delegates: tuple[Delegate, ...] = EVERYBODY, conference: Conference = CONFERENCE) -> Roll:
    return Roll(conference=conference, delegates=delegates, attendance={one.delegate: one for one in done or DONE})


def sheet(path: Path, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(path, data_only=values).active


def rows(path: Path) -> list[tuple[Any, ...]]:
    """What a reader sees, from the headings to the end."""
    found = [tuple(cell or "" for cell in row) for row in sheet(path, values=True).iter_rows(values_only=True)]
    start = next(place for place, row in enumerate(found) if row[0] == "STT")
    return [row for row in found[start:] if any(row)]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("allowance") / "chi-tien.xlsx"
    allowance_xlsx(roll(), path)
    return path


def test_whoever_came_is_listed_under_the_category_with_what_is_paid(file: Path) -> None:
    post, guest = "Ủy viên – Phường Mẫu", "Mời thêm"
    assert rows(file)[:10] == [
        ("STT", "Họ và tên", "Chức vụ – đơn vị", "Thành phần", "Số tiền (đồng)", "Ký nhận", "Ghi chú"),
        ("I", "Đại biểu tỉnh (02 đ/c)", "", "", 600_000, "", ""),
        (1, "Đặng Văn Ẩn", post, "Tỉnh", 300_000, "", ""),
        (2, "Đỗ Mạnh Giỏi (đi thay Lý Thị Mỹ)", "Chuyên viên – Phường Mẫu", "Tỉnh", 300_000, "", ""),
        ("II", "Trưởng Khối (03 đ/c)", "", "", 450_000, "", ""),
        (3, "Ngô Đức Kỷ", post, "Phường", 150_000, "", ""),
        (4, "Phạm Bảo Uyên", post, "Phường", 150_000, "", guest),
        (5, "Lê Xuân Lộc", post, "Phường", 150_000, "", guest),
        ("", "Tổng cộng", "", "", 1_050_000, "", ""),
        ("Số tiền bằng chữ: Một triệu không trăm năm mươi nghìn đồng chẵn.", *[""] * 6),
    ]


def test_the_list_ends_with_place_date_and_signatures(file: Path) -> None:
    *_, dated, titles, notes, names = rows(file)
    assert [cell for cell in dated if cell] == ["Từ Sơn, ngày … tháng … năm 2023"]
    assert [cell for cell in titles if cell] == ["NGƯỜI LẬP BIỂU", "KẾ TOÁN", "TRƯỞNG BAN"]
    assert [cell for cell in notes if cell] == ["(Ký, họ tên)"] * 3
    assert [cell for cell in names if cell] == ["Đàm Thế Ví Dụ"]
    assert names.index("Đàm Thế Ví Dụ") == titles.index("TRƯỞNG BAN")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), ["NGƯỜI LẬP BIỂU", "KẾ TOÁN", "TRƯỞNG BAN"]),
        (("Thủ quỹ",), ["THỦ QUỸ"]),
        (("A", "B", "C", "D", "E"), ["A", "B", "C", "D", "E"]),
    ],
)
def test_the_plan_says_who_signs(said: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    allowance_xlsx(roll(conference=replace(CONFERENCE, allowance_signatures=said)), tmp_path / "x.xlsx")
    after = [cell for row in rows(tmp_path / "x.xlsx")[11:] for cell in row if cell and cell != "(Ký, họ tên)"]
    assert after == [*expected, "Đàm Thế Ví Dụ"]


def test_the_total_is_the_only_formula_and_sums_up_the_people(file: Path) -> None:
    cells = [cell for row in sheet(file).iter_rows() for cell in row if cell.data_type == "f"]
    (total,) = cells
    written = sheet(file)
    added = []
    for part in total.value.removeprefix("=SUM(").removesuffix(")").split(","):
        left, top, right, bottom = range_boundaries(part)
        added += [
            written.cell(row, column).value for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]
    assert added == [300_000, 300_000, 150_000, 150_000, 150_000]
    assert sheet(file, values=True)[total.coordinate].value == sum(added)


def test_amounts_are_numbers_in_groups_of_three_digits(file: Path) -> None:
    amounts = [cell for row in sheet(file).iter_rows(min_col=5, max_col=5) for cell in row if cell.data_type == "n"]
    assert {cell.number_format for cell in amounts if cell.value} == {"#,##0"}


def test_there_is_room_to_sign(file: Path) -> None:
    page = sheet(file)
    row = next(cells[0].row for cells in page.iter_rows() if cells[0].value == 1)
    assert page.row_dimensions[row].height >= 28
    assert page.column_dimensions["F"].width >= 16


def test_it_prints_upright_one_page_wide_with_its_headings(file: Path) -> None:
    page = sheet(file)
    assert (int(page.page_setup.paperSize), page.page_setup.orientation) == (9, "portrait")
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    heading = next(row[0].row for row in page.iter_rows() if row[0].value == "STT")
    assert page.print_title_rows == f"${heading}:${heading}"


@pytest.mark.parametrize(
    ("delegate", "did", "listed"),
    [
        (LEADER, builders.substituted(LEADER, ""), f"{TO_WRITE} (đi thay Đặng Văn Ẩn)"),
        (replace(LEADER, name=""), builders.substituted(LEADER, "Đỗ Mạnh Giỏi"), "Đỗ Mạnh Giỏi (đi thay)"),
        (replace(GUEST, name=""), builders.present(GUEST), TO_WRITE),
    ],
)
def test_a_name_nobody_knows_is_left_to_be_written(
    delegate: Delegate, did: Attendance, listed: str, tmp_path: Path
) -> None:
    allowance_xlsx(roll(did, delegates=(delegate,)), tmp_path / "x.xlsx")
    assert rows(tmp_path / "x.xlsx")[2][1] == listed


def test_a_plan_without_amounts_is_refused(tmp_path: Path) -> None:
    bare = with_amounts(CONFERENCE, dict.fromkeys((TINH, PHUONG, KHAC), 0))
    with pytest.raises(NoAllowance):
        allowance_xlsx(roll(conference=bare), tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_list_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NobodySelected):
        allowance_xlsx(roll(builders.present(UNPAID), builders.absent(LEADER)), tmp_path / "x.xlsx")


def test_other_amounts_take_the_place_of_the_plans(tmp_path: Path) -> None:
    conference = with_amounts(CONFERENCE, {TINH: 0, KHAC: 50_000})
    assert [one.allowance for one in conference.categories] == [0, 150_000, 50_000]
    allowance_xlsx(roll(conference=conference), tmp_path / "x.xlsx")
    found = rows(tmp_path / "x.xlsx")
    assert [row[1] for row in found if row[0] in ("I", "II")] == ["Trưởng Khối (03 đ/c)", "Thành phần khác (01 đ/c)"]
    assert found[7][4] == 500_000


@pytest.mark.parametrize("words", ["=1+1", "+84", "-5", "@SUM(A1)", "http://x.vn"])
def test_no_word_is_calculated_or_linked(words: str, tmp_path: Path) -> None:
    hostile = replace(LEADER, name=words, title=words, unit=words)
    allowance_xlsx(roll(builders.substituted(hostile, words, title=words), delegates=(hostile,)), tmp_path / "x.xlsx")
    cells = [cell for row in sheet(tmp_path / "x.xlsx").iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == ["=SUM(E7)"]
    assert not any(cell.hyperlink for cell in cells)
    assert f"{words} (đi thay {words})" in [cell.value for cell in cells]
