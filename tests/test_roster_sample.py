"""The sample roster: what is shipped is what its builder writes, and it is read whole without a doubt."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rosters import CONFERENCE
from sample_roster import HEADER_ROW, SAMPLE, WARDS, build
from store.roster import RosterReading, read_roster
from store.vietnamese import TONES, tone_apart


@pytest.fixture(scope="module")
def reading() -> RosterReading:
    return read_roster(SAMPLE, CONFERENCE)


def cells(path: Path) -> tuple[list[tuple[Any, ...]], set[str]]:
    sheet = openpyxl.load_workbook(path).active
    return list(sheet.iter_rows(values_only=True)), {str(block) for block in sheet.merged_cells.ranges}


def test_the_shipped_sample_is_what_the_builder_writes(tmp_path: Path) -> None:
    build(tmp_path / "built.xlsx")
    assert cells(SAMPLE) == cells(tmp_path / "built.xlsx")


def test_the_sample_is_read_without_a_doubt(reading: RosterReading) -> None:
    assert reading.doubts == ()
    assert reading.unplaced == ()
    assert reading.left_out_columns == ()
    assert reading.header_row == HEADER_ROW


def test_the_sample_has_everybody_the_plan_counts_on(reading: RosterReading) -> None:
    by_category = Counter(entry.category for entry in reading.entries)
    assert by_category == {category.id: category.planned for category in CONFERENCE.categories}
    assert [entry.stt for entry in reading.entries] == [str(number) for number in range(1, 113)]


def test_the_sample_has_the_wards_of_the_plan(reading: RosterReading) -> None:
    wards = {area.name: area.id for area in CONFERENCE.areas}
    leaders = Counter(entry.area for entry in reading.entries if entry.category == "to-truong")
    assert list(WARDS) == list(wards)
    assert [leaders[wards[ward]] for ward in WARDS] == [7, 8, 6, 7, 7, 7, 5, 5, 7, 7, 4, 6]
    assert {entry.area for entry in reading.entries if entry.category == "truong-khoi"} == set(wards.values())


def test_everybody_in_the_sample_has_title_unit_and_a_telephone_nobody_has(reading: RosterReading) -> None:
    for number, entry in enumerate(reading.entries, 1):
        assert entry.title
        assert entry.unit
        assert entry.phone == f"0900000{number:03}"


def test_the_sample_says_who_does_what(reading: RosterReading) -> None:
    roles = Counter(entry.role for entry in reading.entries if entry.role)
    assert (roles["Chủ trì"], roles["Báo cáo đề dẫn"], roles["Thư ký"], roles["Phát biểu chỉ đạo"]) == (1, 1, 2, 2)
    assert {entry.role for entry in reading.entries if entry.note} == set(roles)


def test_the_sample_has_namesakes_in_different_wards(reading: RosterReading) -> None:
    namesakes = [entry for entry in reading.entries if entry.name == "Nguyễn Văn Hùng"]
    assert len({entry.area for entry in namesakes}) == len(namesakes) == 3
    assert len({(entry.name, entry.unit) for entry in reading.entries}) == 112


def test_the_sample_has_names_of_two_to_five_words(reading: RosterReading) -> None:
    assert {len(entry.name.split()) for entry in reading.entries} == {2, 3, 4, 5}


def test_the_sample_has_every_vowel_and_every_tone(reading: RosterReading) -> None:
    syllables = [tone_apart(word) for entry in reading.entries for word in entry.name.casefold().split()]
    assert {tone for _, tone in syllables} == {*TONES, ""}
    assert set("aăâeêioôơuưyđ") <= set("".join(letters for letters, _ in syllables))
    assert {entry.name.split()[-1][0] for entry in reading.entries} >= set("ÁẤẨỔƯÚÝĐ")
