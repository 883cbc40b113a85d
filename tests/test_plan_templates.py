"""An office's own layout of report and minutes comes along from beside the plan."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from assets import ASSETS
from command import ok, toadam

REPORT, MINUTES = "mau-bao-cao.docx", "mau-bien-ban.docx"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The model plan in an office's folder, with layouts beside it."""
    office = tmp_path / "office"
    office.mkdir()
    for name in (REPORT, MINUTES):
        layout = docx.Document()
        layout.styles.add_style("Của văn phòng", 1)
        layout.save(str(office / name))
    return Path(shutil.copy(ASSETS / "plan.toml", office))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the conference is made."""
    folder = tmp_path / "conference"
    folder.mkdir()
    return folder


def test_layouts_beside_the_plan_are_taken_along_and_used(plan: Path, folder: Path) -> None:
    said = ok(folder, "new", "--plan", str(plan))
    for name in (REPORT, MINUTES):
        assert name in said
        assert (folder / name).read_bytes() == plan.with_name(name).read_bytes()
    ok(folder, "export", "report", "-o", "bao-cao.docx")
    styles = docx.Document(str(folder / "bao-cao.docx")).styles
    assert "Của văn phòng" in [style.name for style in styles]


def test_a_layout_that_lies_beside_the_conference_already_stays(plan: Path, folder: Path) -> None:
    (folder / REPORT).write_bytes(plan.with_name(REPORT).read_bytes() + b" ")
    said = ok(folder, "new", "--plan", str(plan))
    assert (folder / REPORT).read_bytes().endswith(b" ")
    assert REPORT not in said
    assert MINUTES in said


def test_a_conference_made_beside_its_plan_needs_no_copies(plan: Path) -> None:
    assert REPORT not in ok(plan.parent, "new", "--plan", plan.name)


def test_a_layout_that_cannot_be_read_is_refused_before_anything_is_made(plan: Path, folder: Path) -> None:
    plan.with_name(MINUTES).write_bytes(b"words")
    done = toadam(folder, "new", "--plan", str(plan))
    assert done.returncode == 1
    assert MINUTES in done.stderr
    assert list(folder.iterdir()) == []
