"""What an import tells people: who was found, who is counted apart, what was converted, what is doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import opener, write_conference
from rosters import HEADER, HEADING, person, read, roster
from store.roster import Doubt, DoubtKind, Imported, RosterReading
from test_legacy import PEOPLE, in_tcvn3, written
from tui.delegates import roster_words
from tui.i18n import set_language

VALUES: dict[str, str | int] = {
    **dict.fromkeys(("heading", "category", "name", "text", "phone", "column", "area", "heading_area", "sheet"), "Mẫu"),
    **dict.fromkeys(("stated", "read", "count", "other_row", "number"), 7),
    **{"encoding": "tcvn3", "before": "MÉu", "after": "Mẫu"},
}


def report(reading: RosterReading, path: Path) -> list[str]:
    store = opener(write_conference(path / "toadam.json", []))()
    try:
        return list(roster_words.report(reading, Imported(), store.state, dry_run=True))
    finally:
        store.close()


@pytest.mark.parametrize("kind", DoubtKind)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_doubt_has_words_with_its_values(kind: DoubtKind, language: str) -> None:
    set_language(language)
    sentence = roster_words.doubt(Doubt(row=9, what=kind, values=VALUES))
    assert "Mẫu" in sentence or "7" in sentence
    assert not {"{", "}"} & set(sentence)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("tcvn3", "TCVN3 (ABC)"), ("vni", "VNI-Windows"), ("cp1258", "Windows-1258"), ("unicode", "UTF-8 misread")],
)
def test_an_encoding_is_named_as_people_know_it(encoding: str, words: str) -> None:
    set_language("en")
    doubt = Doubt(row=0, what=DoubtKind.CONVERTED_COLUMN, values={**VALUES, "encoding": encoding})
    assert roster_words.doubt(doubt) == f"column “Mẫu”: {words} → Unicode: “MÉu” → “Mẫu”"


def test_an_invisible_letter_is_drawn_as_offices_know_it() -> None:
    set_language("en")
    values: dict[str, str | int] = {**VALUES, "before": "Tr\u00adëng", "after": "Trưởng"}
    doubt = Doubt(row=0, what=DoubtKind.CONVERTED_COLUMN, values=values)
    assert roster_words.doubt(doubt).endswith("“Tr-ëng” → “Trưởng”")


def test_up_to_three_cells_of_a_converted_column_are_shown(tmp_path: Path) -> None:
    set_language("en")
    lines = report(read(written(roster(*PEOPLE), in_tcvn3)), tmp_path)
    at = next(index for index, line in enumerate(lines) if line.startswith("  column “Họ và tên”: TCVN3 (ABC)"))
    names = [row[1] for row in PEOPLE if not row[1].isascii()][:3]
    assert lines[at].endswith(f"→ “{names[0]}”")
    assert [line.rpartition(" → ")[2] for line in lines[at + 1 : at + 3]] == [f"“{name}”" for name in names[1:]]
    assert lines[at + 3].startswith("  column ")


def test_service_people_and_places_are_told_apart_from_delegates(tmp_path: Path) -> None:
    set_language("en")
    people = [person(), person("01 đ/c lãnh đạo", stt="2"), person("02 phóng viên", "", stt="3")]
    lines = report(read([HEADER, [HEADING], *people]), tmp_path)
    assert lines[0] == "Found 2 delegates in 1 groups"
    assert "Reporters, drivers and staff, counted apart: 2" in lines
    assert "Places without a name, to be named at the desk: 1" in lines
    assert any(line.startswith("  row 4: “01 đ/c lãnh đạo, ") for line in lines)


def test_a_roster_of_named_delegates_says_nothing_of_others(tmp_path: Path) -> None:
    set_language("en")
    lines = "\n".join(report(read(roster(person())), tmp_path))
    assert "counted apart" not in lines
    assert "without a name" not in lines
