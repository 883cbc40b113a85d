"""Workbooks as LibreOffice prints them: every word, A4, one page wide, headings on each page, type one can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

import after_the_day
import builders
import office
from after_the_day import EVENING
from printed import letters, sizes, squeezed, texts
from store.attendance import Scan
from store.documents import (
    Roll,
    allowance_xlsx,
    attendance_xlsx,
    log_xlsx,
    proposals_xlsx,
    roster_template_xlsx,
    speeches_xlsx,
)
from store.documents.cell_formats import LINE_HEIGHT
from store.documents.column_widths import LEAST_SIZE, column_widths, lines
from store.documents.tables import Column, Sheet, table
from stores import new_conference, opened

LISTS = ("attendance", "allowance", "speeches", "proposals", "log", "template")
EACH = pytest.mark.parametrize("name", LISTS)
PORTRAIT = ("allowance",)


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder they are in."""
    folder = tmp_path_factory.mktemp("lists")
    paid = tuple(replace(one, allowance=200_000, planned=4) for one in builders.conference().categories)
    long = after_the_day.proposal(15, " ".join(f"chữ{place}" for place in range(400)))
    state, people = after_the_day.evening(long, categories=paid), builders.delegates(60)[10:]
    few = builders.state(*people, *after_the_day.attendance(people), categories=paid)
    attendance_xlsx(Roll.of(few), folder / "attendance.xlsx", phones=True)
    allowance_xlsx(Roll.of(few), folder / "allowance.xlsx")
    speeches_xlsx(state, EVENING, folder / "speeches.xlsx")
    proposals_xlsx(state, folder / "proposals.xlsx")
    roster_template_xlsx(state.conference, folder / "template.xlsx")
    with closing(opened(new_conference(folder, 30))) as store:
        for delegate in store.state.delegates.values():
            store.run(Scan.of(delegate.code))
        log_xlsx(store.state, store.log(), folder / "log.xlsx")
    return folder


@pytest.fixture(scope="module")
def pages(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    files = {f"{name}.xlsx": (workbooks / f"{name}.xlsx").read_bytes() for name in LISTS}
    made = office.pdfs(files, tmp_path_factory.mktemp("pages"))
    return {name.removesuffix(".xlsx"): content for name, content in made.items()}


def rows(workbooks: Path, name: str) -> Iterator[tuple[Any, list[str]]]:
    """Sheet and cells of each row, as they are read."""
    for sheet in openpyxl.load_workbook(workbooks / f"{name}.xlsx", data_only=True):
        for row in sheet.iter_rows(values_only=True):
            yield sheet, [f"{cell:,}" if isinstance(cell, int) else cell for cell in row if cell is not None]


@EACH
def test_every_word_is_printed(name: str, workbooks: Path, pages: Mapping[str, bytes]) -> None:
    printed = squeezed("".join(texts(pages[name])))
    words = {word for _sheet, cells in rows(workbooks, name) for cell in cells for word in cell.split()}
    assert len(words) > 20
    assert [word for word in words if word not in printed] == []


@EACH
def test_every_page_has_the_headings_of_its_sheet(name: str, workbooks: Path, pages: Mapping[str, bytes]) -> None:
    headings = [set(" ".join(cells).split()) for _sheet, cells in rows(workbooks, name) if cells[:1] == ["STT"]]
    assert headings
    for page in texts(pages[name]):
        assert any(words <= set(page.split()) for words in headings)


@EACH
def test_it_is_printed_on_a4_in_a_size_one_can_read(name: str, pages: Mapping[str, bytes]) -> None:
    wide, high = (210, 297) if name in PORTRAIT else (297, 210)
    for one in letters(pages[name]):
        assert 10 < one.left < one.right < wide - 8
        assert 10 < one.top < one.bottom < high - 5
    assert min(sizes(pages[name])) > 0.85 * LEAST_SIZE


def test_words_that_need_more_than_the_highest_row_have_several(workbooks: Path) -> None:
    sheet = openpyxl.load_workbook(workbooks / "proposals.xlsx").active
    assert sheet is not None
    (cell,) = [cell for column in sheet.iter_cols() for cell in column if str(cell.value).startswith("chữ0 chữ1 ")]
    (merged,) = [one for one in sheet.merged_cells.ranges if cell.coordinate in one]
    heights = [sheet.row_dimensions[row].height for row in range(merged.min_row, merged.max_row + 1)]
    width = sheet.column_dimensions[cell.column_letter].width
    assert max(heights) < 409
    assert sum(heights) > LINE_HEIGHT * lines(str(cell.value), width)
    assert str(cell.value).endswith("chữ399")


# -- widths ------------------------------------------------------------------------------------------------------------


def sheet(*widths: int, portrait: bool = False) -> Sheet:
    """Columns so wide, each filled with words of eleven letters."""
    columns = [Column[int]("Cột", lambda asked: " ".join(["mườimườichữ"] * (asked // 12)), width) for width in widths]
    return Sheet("a", "A", (table(columns, widths[:1]),), portrait=portrait)


def test_columns_have_the_room_they_ask_for_where_the_page_has_it() -> None:
    assert column_widths(sheet(47, 47))[1:] == [35 * 1.05 + 2] * 2


@pytest.mark.parametrize("portrait", [False, True])
def test_columns_give_way_before_the_type_gets_small(portrait: bool) -> None:
    asked = [66] * 6
    given = column_widths(sheet(*asked, portrait=portrait))
    assert sum(given) < sum(asked)
    points = sum(6 * width + 3.75 for width in given)
    assert points * LEAST_SIZE / 12 == pytest.approx(523 if portrait else 770)


def test_no_word_is_broken_for_want_of_room() -> None:
    given = column_widths(sheet(*[66] * 40, portrait=True))
    assert min(given[1:]) >= 11


@pytest.mark.parametrize(
    ("words", "width", "count"),
    [
        ("", 10, 1),
        ("vừa đủ", 6, 1),
        ("hai dòng chữ", 8, 2),
        ("không chen được vào", 9, 3),
        ("mộttừdàihơncảcột", 8, 3),
        ("CHỮ HOA RỘNG HƠN", 15, 2),
    ],
)
def test_lines_are_counted_word_by_word(words: str, width: float, count: int) -> None:
    assert lines(words, width) == count
