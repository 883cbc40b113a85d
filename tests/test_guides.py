"""The one-page guides, read back from the page: a page for each role, with the keys and words of the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pypdfium2
import pytest
from textual.binding import Binding

from command import ok, toadam
from printed import letters, sizes, squeezed, texts
from store.records import Role
from tui import guides, keys
from tui.i18n import language, set_language
from tui.keys import Key

GUIDES = tomllib.loads(guides.SOURCE.read_text(encoding="utf-8"))["guide"]
SOURCE = str(GUIDES)
A4 = (595, 842)
TITLE, OF_THE_PICTURE = 2.1, 17
"""How much larger than the words of the page a title is; what letters of a screen are before it is made smaller."""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return guides.guide()


def test_every_role_has_one_page_of_its_own(pdf: bytes) -> None:
    assert {one["role"] for one in GUIDES} == set(Role)
    pages = texts(pdf)
    assert len(pages) == len(GUIDES)
    for page, one in zip(pages, GUIDES, strict=True):
        assert squeezed(one["title"].upper()) in squeezed(page)


def test_every_line_is_on_its_page(pdf: bytes) -> None:
    for page, (_role, made) in zip(texts(pdf), guides.pages(), strict=True):
        for section in made.sections:
            for word in (word for line in section.lines for words in line for word in words):
                assert squeezed(word.text) in squeezed(page)


def test_every_page_says_what_to_do_when_a_machine_fails(pdf: bytes) -> None:
    for page in texts(pdf):
        assert squeezed(guides.BROKEN) in squeezed(page)


def test_the_pages_are_a4_upright_and_large_enough_to_read(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        assert {tuple(map(round, page.get_size())) for page in document} == {A4}
    titles = {size for size in sizes(pdf) if size > OF_THE_PICTURE}
    assert min(titles) / TITLE >= 10


def test_every_letter_has_its_type(pdf: bytes) -> None:
    assert "\ufffd" not in {letter.char for letter in letters(pdf)}


def test_a_key_is_called_as_the_program_calls_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Change the key and the guide is another."""
    named = set(re.findall(r"\{(\w+)\}", SOURCE))
    assert len(named) > 10
    assert all(isinstance(getattr(keys, name), Key) for name in named)
    assert isinstance(keys.NEXT.binding(), Binding)
    monkeypatch.setattr(keys, "NEXT", keys.NEXT._replace(shown="F11"))
    assert [tuple(word) for word in guides.words_of("{NEXT}. Rồi {ENTER}")] == [
        ("key", "F11"),
        ("text", ". Rồi "),
        ("key", "Enter"),
    ]


def test_what_is_to_be_chosen_is_called_as_the_program_calls_it() -> None:
    """An English message that is no longer there would stay as it is."""
    messages = set(re.findall(r"«([^»]+)»", SOURCE))
    assert len(messages) > 10
    source = "".join(file.read_text("utf-8") for file in Path(guides.__file__).parent.rglob("*.py"))
    for message in messages:
        assert f'"{message}"' in source, message
        assert next(iter(guides.words_of(f"«{message}»"))).text != message


def test_the_guides_are_in_vietnamese_whatever_is_spoken_and_it_is_spoken_on(pdf: bytes) -> None:
    set_language("en")
    assert squeezed(texts(guides.guide([Role.RECEPTION]))[0]) == squeezed(texts(pdf)[0])
    assert language() == "en"


def test_the_command_makes_them_without_a_conference(tmp_path: Path) -> None:
    ok(tmp_path, "guide", "-o", "huong-dan.pdf", "--role", "hall", "--role", "office")
    assert len(texts((tmp_path / "huong-dan.pdf").read_bytes())) == 2
    again = toadam(tmp_path, "guide", "-o", "huong-dan.pdf")
    assert again.returncode == 1
    assert "--force" in again.stderr
