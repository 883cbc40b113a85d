"""The one-page guides, read back from the page: a page for each role in each language, with the keys and words of the
program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from textual.binding import Binding

from command import ok, toadam
from printed import letters, sizes, squeezed, texts
from store.records import Role
from tui import guides, keys
from tui.i18n import LANGUAGES, language, set_language
from tui.keys import Key

GUIDES = tomllib.loads(guides.SOURCE.read_text(encoding="utf-8"))["guide"]
SOURCE = str(GUIDES)


class Made(NamedTuple):
    """All pages, in one of the languages."""

    lang: str
    pdf: bytes


A4 = (595, 842)
TITLE, OF_THE_PICTURE = 2.1, 17
"""How much larger than the words of the page a title is; what letters of a screen are before it is made smaller."""


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest) -> Made:
    set_language(request.param)
    return Made(request.param, guides.guide())


@pytest.fixture
def pdf(made: Made) -> bytes:
    """In a language, which is spoken."""
    set_language(made.lang)
    return made.pdf


def test_every_role_has_one_page_of_its_own(pdf: bytes) -> None:
    assert {one["role"] for one in GUIDES} == set(Role)
    pages = texts(pdf)
    assert len(pages) == len(GUIDES)
    for page, one in zip(pages, GUIDES, strict=True):
        assert squeezed(one["title"][language()].upper()) in squeezed(page)


def test_every_line_is_on_its_page(pdf: bytes) -> None:
    for page, (_role, made) in zip(texts(pdf), guides.pages(), strict=True):
        for section in made.sections:
            for word in (word for line in section.lines for words in line for word in words):
                assert squeezed(word.text) in squeezed(page)


def test_every_page_says_what_to_do_when_a_machine_fails(pdf: bytes) -> None:
    for page in texts(pdf):
        assert squeezed(guides.broken()) in squeezed(page)


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


def texts_of(one: Any) -> Iterator[list[str]]:
    """Of one guide, what stands in the two languages."""
    yield from (list(one[part].values()) for part in ("title", "purpose"))
    for section in (*one["section"], *one["broken"]):
        if "title" in section:
            yield list(section["title"].values())
        yield from ([*map(" ".join, line)] for line in section["lines"])


def test_both_languages_say_the_same_with_the_same_keys_and_words_of_the_interface() -> None:
    """A line left out, or one that names another key, is found; what it says else is for people to read."""
    for said in (said for one in GUIDES for said in texts_of(one)):
        assert len(said) == len(LANGUAGES)
        vietnamese, english = said
        named = [sorted(re.findall(r"\{\w+\}|«[^»]+»|toadam [\w-]+", text)) for text in said]
        assert named[0] == named[1], said
        assert vietnamese != english


def test_no_vietnamese_is_left_in_the_english_ones_but_what_is_called_so() -> None:
    called = "Màn chiếu", "CẦN BỔ SUNG", "lần 2"
    for one in GUIDES:
        for _vietnamese, english in texts_of(one):
            rest = english
            for name in called:
                rest = rest.replace(name, "")
            assert not [letter for letter in rest if letter.isalpha() and letter > "\x7f"], english


def test_a_page_shows_the_screen_in_its_own_language() -> None:
    for lang in LANGUAGES:
        set_language(lang)
        files = [guides.FOLDER.parent / page.picture for _role, page in guides.pages()]
        assert all(file.is_file() for file in files)
        words = "".join(file.read_text(encoding="utf-8") for file in files).replace("\N{NO-BREAK SPACE}", " ")
        assert ("Trợ giúp" in words, "Help" in words) == (lang == "vi", lang == "en")


def test_the_command_makes_them_without_a_conference(tmp_path: Path) -> None:
    ok(tmp_path, "guide", "-o", "huong-dan.pdf", "--role", "hall", "--role", "office")
    assert len(texts((tmp_path / "huong-dan.pdf").read_bytes())) == 2
    ok(tmp_path, "--lang", "en", "guide", "-o", "guide.pdf", "--role", "reception")
    (page,) = texts((tmp_path / "guide.pdf").read_bytes())
    assert "CHECK-IN DESK" in page
    again = toadam(tmp_path, "guide", "-o", "huong-dan.pdf")
    assert again.returncode == 1
    assert "--force" in again.stderr
