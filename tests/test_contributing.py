"""What CONTRIBUTING names is there, and the checks it lists are the ones a change is judged by."""

from __future__ import annotations

import re
from pathlib import Path

import screens

PROJECT = Path(__file__).parent.parent
TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CI = (PROJECT / ".ci" / "run").read_text(encoding="utf-8").replace('"', "")


def test_every_file_it_names_is_there() -> None:
    named = set(re.findall(r"(?<![\w/.])\.?(?:tui|store|assets|tests|ci|github)/[\w./]*\w", TEXT))
    assert len(named) > 30
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_every_check_of_a_change_is_listed() -> None:
    for program in ("pytest", "ruff format", "ruff check", "mypy", "lint-imports", "tests/benchmarks --short"):
        assert program in TEXT
        assert program in CI


def test_the_scenes_it_draws_are_there() -> None:
    (named,) = re.findall(r"tests/screens\.py FOLDER ([\w ]+)`", TEXT)
    assert set(named.split()) <= {scene.__name__ for scene in screens.SCENES}
