"""Abbreviations read aloud: in full, as words of their own, the conference's before everybody's."""

from __future__ import annotations

import tomllib

import pytest

import builders
from assets import ASSETS
from store.documents.glossary import Glossary
from store.plan import read_plan


@pytest.mark.parametrize(
    ("short", "aloud"),
    [
        ("PCT UBND thành phố", "Phó Chủ tịch Ủy ban nhân dân thành phố"),
        ("PBT TT Thành ủy", "Phó Bí thư Thường trực Thành ủy"),
        ("PBT  TT\tThành ủy", "Phó Bí thư Thường trực Thành ủy"),
        ("PBT Thường trực", "Phó Bí thư Thường trực"),
        ("CT UBMTTQ phường", "Chủ tịch Ủy ban Mặt trận Tổ quốc phường"),
        ("UVBTV, TB BDV", "Ủy viên Ban Thường vụ, Trưởng ban Ban Dân vận"),
        ("HĐND-UBND", "Hội đồng nhân dân-Ủy ban nhân dân"),
        ("Chủ tịch P.Tam Sơn", "Chủ tịch phường Tam Sơn"),
        ("PCT TP. Từ Sơn", "Phó Chủ tịch thành phố Từ Sơn"),
        ("CTV", "CTV"),
        ("pct", "pct"),
        ("Tổ trưởng", "Tổ trưởng"),
        ("", ""),
    ],
)
def test_titles_are_written_out_for_reading_aloud(short: str, aloud: str) -> None:
    assert Glossary(builders.conference()).written_out(short) == aloud


def test_what_the_plan_says_goes_before_what_is_known_everywhere() -> None:
    conference = builders.conference(abbreviations=(("BDV", "Ban Dân vận Thành ủy"), ("VPTU", "Văn phòng Thành ủy")))
    aloud = Glossary(conference).written_out("TB BDV, CV VPTU")
    assert aloud == "Trưởng ban Ban Dân vận Thành ủy, Chuyên viên Văn phòng Thành ủy"


def test_words_in_full_stay_as_they_are_when_read_again() -> None:
    glossary = Glossary(builders.conference())
    for short in tomllib.loads((ASSETS / "abbreviations.toml").read_text(encoding="utf-8"))["abbreviations"]:
        aloud = glossary.written_out(f"{short} ")
        assert aloud != short
        assert glossary.written_out(aloud) == aloud


def test_the_shipped_plan_has_its_own() -> None:
    plan = read_plan(ASSETS / "plan.toml", id=1, code_letters="KT", mint=lambda: 1)
    assert Glossary(plan.conference).written_out("Chánh VPTU") == "Chánh Văn phòng Thành ủy"
