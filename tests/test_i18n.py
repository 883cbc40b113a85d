from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import translations
from tui import i18n


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", None)
    monkeypatch.delenv("TOADAM_LANG", raising=False)


def test_the_language_is_vietnamese_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert i18n.language() == "vi"
    monkeypatch.setenv("TOADAM_LANG", "en")
    i18n.set_language()
    assert i18n.language() == "en"
    i18n.set_language("vi")
    assert i18n.language() == "vi"


def test_in_english_a_message_is_itself() -> None:
    i18n.set_language("en")
    assert i18n._("Check-in") == "Check-in"
    assert i18n.pgettext("person", "Left") == "Left"
    assert [i18n.ngettext("{n} delegate", "{n} delegates", n) for n in (1, 2)] == ["{n} delegate", "{n} delegates"]
    assert i18n.N_("Check-in") == "Check-in"


@pytest.mark.parametrize("code", ["fr", "../vi", "VI"])
def test_an_unknown_language_is_an_error(code: str) -> None:
    with pytest.raises(i18n.LanguageError) as error:
        i18n.set_language(code)
    assert error.value.code == code


@pytest.mark.parametrize("content", [None, b"", b"not a catalogue"])
def test_a_missing_or_broken_catalogue_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    if content is not None:
        file = tmp_path / "vi" / "LC_MESSAGES" / "toadam.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    with pytest.raises(i18n.LanguageError):
        i18n.set_language("vi")


def test_a_language_that_cannot_be_had_leaves_the_present_one() -> None:
    i18n.set_language("en")
    with pytest.raises(i18n.LanguageError):
        i18n.set_language("fr")
    assert i18n.language() == "en"


def test_every_message_is_in_the_catalogue() -> None:
    assert translations.messages(translations.extracted()).keys() <= translations.messages(translations.source()).keys()


def test_everything_in_the_catalogue_is_translated_and_used() -> None:
    assert list(translations.report()) == []


def test_the_compiled_catalogue_is_the_source() -> None:
    assert _strings(translations.compiled()) == _strings(translations.source())


def _strings(catalog: Catalog) -> dict[translations.Key, tuple[str, ...]]:
    return {key: _forms(message.string) for key, message in translations.messages(catalog).items()}


def test_a_translation_fills_in_what_the_message_does() -> None:
    """Only what `%(name)s` stands for may be left out: nothing fails without it, and `argparse` says too much."""
    for message in translations.messages(translations.source()).values():
        offered = {name for form in _forms(message.id) for name in _places(form)}
        needed = {name for name in offered if not name.startswith("%(")}
        for form in _forms(message.string):
            assert needed <= _places(form) <= offered, form


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{\w*|%(?:\(\w+\))?[a-z]", text))


def test_no_message_is_put_together_before_it_is_translated() -> None:
    assert [place for file in translations.TUI.rglob("*.py") for place in _put_together(file)] == []


def _put_together(file: Path) -> Iterator[str]:
    names = {"_", "N_", "ngettext", "pgettext"}
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        if called in names and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:2]):
            yield f"{file.name}:{call.lineno}"


def test_updating_keeps_translations_and_adds_what_is_new() -> None:
    catalog, wanted = Catalog(locale="vi"), Catalog()
    catalog.add("Save", "Lưu")
    catalog.add("Gone", "Mất")
    wanted.add("Save")
    wanted.add("Close")
    wanted.add("Left", context="person")
    merged = translations.messages(translations.merged(catalog, wanted, prune=False))
    assert {(key[0], message.string) for key, message in merged.items()} == {
        ("Save", "Lưu"),
        ("Gone", "Mất"),
        ("Close", None),
        ("Left", None),
    }
    pruned = translations.messages(translations.merged(catalog, wanted, prune=True))
    assert ("Gone", None) not in pruned
    assert ("Left", "person") in pruned
