"""The walls between the rooms: who may know whom. The import rules in pyproject.toml hold the rest."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

DOORS = {
    *("store", "store.roster", "store.documents", "store.plan", "store.presentations", "store.slips", "store.search"),
    *("store.identity_cards", "store.care", "store.drill"),
}
SHARED = {"store.records", "store.live_records", "store.proposal_records", "store.errors", "store.text"}
"""What everybody may name: the nouns, the refusals, the words made safe."""


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "tui").rglob("*.py")), ids=lambda path: str(path.relative_to(PROJECT))
)
def test_the_interface_enters_the_store_by_its_doors(path: Path) -> None:
    behind = {module for module in imports(path) if module.split(".")[0] == "store"} - DOORS - SHARED
    assert not behind


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "tui").rglob("*.py")), ids=lambda path: str(path.relative_to(PROJECT))
)
def test_nobody_but_the_commands_imports_the_app(path: Path) -> None:
    if path.parent.name != "commands":
        assert "tui.app" not in set(imports(path))


@pytest.mark.parametrize("path", sorted((PROJECT / "tui" / "commands").glob("*.py")), ids=lambda path: path.name)
def test_commands_say_what_they_say_by_one_function(path: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    printing = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert all("end" in {keyword.arg for keyword in call.keywords} for call in printing), (
        "but for a line that counts up"
    )


def test_only_the_engine_touches_tinydb() -> None:
    touching = {
        str(path.relative_to(PROJECT))
        for path in (PROJECT / "store").rglob("*.py")
        if "tinydb" in " ".join(imports(path))
    }
    assert touching == {"store/engine/tables.py"}


def test_only_the_engine_of_databases_touches_its_driver() -> None:
    touching = {
        str(path.relative_to(PROJECT))
        for room in ("store", "tui")
        for path in (PROJECT / room).rglob("*.py")
        if "psycopg" in " ".join(imports(path))
    }
    assert {str(Path(path).parent) for path in touching} == {"store/engine/postgres"}


def test_the_store_loads_neither_a_terminal_nor_what_only_documents_need() -> None:
    heavy = "{'textual', 'rich', 'typst', 'qrcode', 'xlsxwriter', 'python_calamine', 'tomllib', 'argparse', 'psycopg'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, store; sys.exit(bool({heavy} & set(sys.modules)))"],
        cwd=PROJECT,
        check=False,
    )
    assert done.returncode == 0
