"""What a field is called stands whole in front of it, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content

from assets import ASSETS
from tui import i18n
from tui.dialogs import settings
from tui.new_conference import typed

TUI = Path(__file__).parent.parent / "tui"
ASKS = ("Field", "ask_typed")
"""What takes a label, and where it stands among the arguments: behind the id, or behind the title."""
FEWEST = 15


def labels() -> set[str]:
    """The messages that name a field anywhere."""
    sources = (path.read_text(encoding="utf-8") for path in TUI.rglob("*.py"))
    asking = (ast.parse(source) for source in sources if any(f"{name}(" in source for name in ASKS))
    named = {words for tree in asking for words in _in(tree)}
    return named | set(settings._LABELS.values()) | set(typed.LABELS.values())


def _in(tree: ast.Module) -> Iterator[str]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        if isinstance(call.func, ast.Name) and call.func.id in ASKS:
            label = call.args[1 if call.func.id == "Field" else 2]
            yield from (str(node.value) for node in ast.walk(label) if isinstance(node, ast.Constant) and node.value)


def room() -> int:
    """Columns in front of a field, one of which keeps them apart."""
    found = re.search(r"\.form-label \{ width: (\d+);", (ASSETS / "styles" / "2-dialogs.tcss").read_text("utf-8"))
    assert found is not None
    return int(found[1]) - 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_label_of_a_form_fits(language: str) -> None:
    i18n.set_language(language)
    told = {words: Content(i18n._(words)).cell_length for words in labels()}
    assert len(told) >= FEWEST
    assert {words: length for words, length in told.items() if length > room()} == {}
