"""Hostile names, titles, units and notes in everything that is exported and printed: text, and room for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import openpyxl
import pytest

import hostile
from printed import squeezed, texts
from store import AddDelegate, CorrectDelegate, Scan
from store.records import CategoryId, DelegateId
from store.text import brief
from stores import new_conference, opened
from tui.cli import main

CLEAN = {what: brief(word) for what, word in hostile.WORDS.items()}
"""What is kept of each."""


@pytest.fixture(scope="module")
def conference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody on the roster is called something hostile, has come, and is to be introduced and paid."""
    folder = tmp_path_factory.mktemp("documents")
    path = new_conference(folder, 0)
    everybody = CategoryId("lanh-dao")
    with closing(opened(path)) as store:
        for number, word in enumerate(hostile.WORDS.values(), 1):
            id = DelegateId(number)
            store.run(AddDelegate(id=id, seed=number, category=everybody, name=word, title=word, unit=word, phone=word))
            store.run(CorrectDelegate(delegate=id, note=word, seat=word, role=word))
            store.run(Scan.of(store.state.delegates[id].code))
    return path


@pytest.fixture
def export(conference: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Has the command write a document."""
    monkeypatch.setenv("LANGUAGE", "")

    def make(name: str, *command: str) -> Path:
        path = tmp_path / name
        assert main(["-f", str(conference), *command, "-o", str(path)]) == 0
        return path

    return make


KEPT = sorted(word for word in CLEAN.values() if word)


@pytest.mark.parametrize(
    "what", [["attendance", "--phones"], ["allowance", "--amount", "200000"]], ids=lambda what: what[0]
)
def test_every_word_is_text_in_a_workbook(what: list[str], export: Callable[..., Path]) -> None:
    path = export("ds.xlsx", "export", *what)
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.hyperlink]
    assert {cell.data_type for cell in cells if cell.value in KEPT} == {"s"}
    assert not [cell.value for cell in cells if cell.data_type == "f" and not str(cell.value).startswith("=SUM")]
    told = " ".join(str(cell.value) for cell in cells)
    assert [word for word in KEPT if word not in told] == []
    assert hostile.reached(told.encode()) == []


def test_every_word_is_text_in_a_csv(export: Callable[..., Path]) -> None:
    path = export("ds.csv", "export", "attendance", "--phones")
    cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]
    assert [word for word in KEPT if word not in [cell.removeprefix("'") for cell in cells]] == []


def test_every_word_is_text_in_a_document_of_word(export: Callable[..., Path]) -> None:
    told = "\n".join(
        paragraph.text for paragraph in docx.Document(str(export("gt.docx", "export", "introductions"))).paragraphs
    )
    assert [word for word in KEPT if word not in told] == []
    assert hostile.reached(told.encode()) == []


@pytest.mark.parametrize(
    ("name", "command"),
    [("gt.pdf", ("export", "introductions")), ("ky.pdf", ("signin-sheet",)), ("the.pdf", ("badges",))],
)
def test_every_word_is_text_on_paper_and_breaks_no_page(
    name: str, command: tuple[str, ...], export: Callable[..., Path]
) -> None:
    pages = texts(export(name, *command).read_bytes())
    told = squeezed("".join(pages)).casefold()
    for what in ("typst", "web", "formula"):
        assert squeezed(CLEAN[what]).casefold()[:12] in told
    assert len(pages) <= MOST_PAGES[name]


MOST_PAGES = {"gt.pdf": 12, "ky.pdf": 2, "the.pdf": 2}
"""As for people of ordinary names; the sheet to sign has one of free lines behind it, introductions flow."""


def test_cards_are_drawn_for_everybody(conference: Path, tmp_path: Path) -> None:
    assert main(["-f", str(conference), "badges", "--png", str(tmp_path / "the")]) == 0
    assert len(list((tmp_path / "the").glob("*.png"))) == len(hostile.WORDS)
