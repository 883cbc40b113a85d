"""The empty roster: what offices write into it is read back without a doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import builders
from assets import ASSETS
from store.documents import roster_template_xlsx
from store.plan import read_plan
from store.records import Category, CategoryId, Conference
from store.roster import NoRoster, RosterError, read_roster

MODEL = read_plan(ASSETS / "plan.toml", id=1, code_letters="KT", mint=lambda: 1).conference
CONFERENCE = builders.conference()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mau-danh-sach.xlsx"
    roster_template_xlsx(CONFERENCE, path)
    return path


def sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path).active


def fill(path: Path) -> int:
    """Writes somebody into every numbered row, as a person would; how many that were."""
    book = openpyxl.load_workbook(path)
    rows = [row for row in book.active.iter_rows() if isinstance(row[0].value, int)]
    for row in rows:
        person = builders.delegate(row[0].value)
        for cell, value in zip(row[1:5], (person.name, person.title, person.unit, person.phone), strict=True):
            cell.value = value
    book.save(path)
    return len(rows)


def test_it_names_the_columns_offices_know(file: Path) -> None:
    headings = next(row for row in sheet(file).iter_rows(values_only=True) if row[0] == "STT")
    assert headings == ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Số điện thoại", "Ghi chú")


def test_every_category_has_its_heading_and_its_rows(file: Path) -> None:
    rows = [row for row in sheet(file).iter_rows(values_only=True) if row[0]]
    start = next(place for place, row in enumerate(rows) if row[0] == "STT") + 1
    marks = ["I", "II", "III", "IV", "V", "VI", "VII"]
    expected: list[Any] = []
    for mark, category in zip(marks, CONFERENCE.categories, strict=True):
        expected.append((mark, f"{category.name} ({category.planned:02} đ/c)"))
        first = sum(isinstance(number, int) for number, _ in expected) + 1
        expected += [(number, None) for number in range(first, first + category.planned)]
    assert [(row[0], row[1] or None) for row in rows[start:]] == expected


def test_it_is_headed_as_offices_do(file: Path) -> None:
    cells = [cell for row in sheet(file).iter_rows(max_row=6, values_only=True) for cell in row if cell]
    assert cells[:5] == [
        "THÀNH ỦY TỪ SƠN",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BAN DÂN VẬN THÀNH ỦY TỪ SƠN",
        "Từ Sơn, ngày … tháng … năm 2023",
        "DANH SÁCH ĐẠI BIỂU",
    ]
    assert any(cell.startswith("Cách ghi:") for cell in cells)


@pytest.mark.parametrize("conference", [CONFERENCE, MODEL], ids=["sample", "model"])
def test_names_written_into_it_are_read_in_their_category_without_a_doubt(
    conference: Conference, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    roster_template_xlsx(conference, path)
    assert fill(path) == 112
    reading = read_roster(path, conference)
    assert reading.doubts == ()
    assert reading.left_out_columns == ()
    read = [entry.category for entry in reading.entries]
    assert read == [category.id for category in conference.categories for _each in range(category.planned)]
    first = builders.delegate(1)
    entry = reading.entries[0]
    assert (entry.name, entry.title, entry.unit, entry.phone) == (first.name, first.title, first.unit, first.phone)


def test_empty_it_has_nobody_on_it(file: Path) -> None:
    with pytest.raises(RosterError) as refusal:
        read_roster(file, CONFERENCE)
    assert refusal.value.reason is NoRoster.NO_PEOPLE


def test_a_telephone_number_keeps_its_leading_zero(file: Path) -> None:
    row = next(row for row in sheet(file).iter_rows() if row[0].value == 1)
    assert {cell.number_format for cell in row[1:]} == {"@"}


def test_a_category_nobody_is_planned_for_has_some_rows(tmp_path: Path) -> None:
    category = Category(id=CategoryId("khac"), name="Thành phần khác", short="Khác", planned=0, colour="#1565c0")
    roster_template_xlsx(builders.conference(categories=(category,)), tmp_path / "x.xlsx")
    rows = [row[:2] for row in sheet(tmp_path / "x.xlsx").iter_rows(values_only=True) if row[0]]
    assert ("I", "Thành phần khác") in rows
    assert [row[0] for row in rows if isinstance(row[0], int)] == [1, 2, 3, 4, 5]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    category = Category(id=CategoryId("a"), name="=1+1", short="=1", planned=2, colour="#1565c0")
    roster_template_xlsx(builders.conference(categories=(category,)), tmp_path / "x.xlsx")
    assert not [cell for row in sheet(tmp_path / "x.xlsx").iter_rows() for cell in row if cell.data_type == "f"]


def test_it_prints_on_a4_with_its_headings(file: Path) -> None:
    page = sheet(file)
    assert (int(page.page_setup.paperSize), page.page_setup.orientation) == (9, "landscape")
    heading = next(row[0].row for row in page.iter_rows() if row[0].value == "STT")
    assert page.print_title_rows == f"${heading}:${heading}"
