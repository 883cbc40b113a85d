"""The store's doors: what they show is what type checkers are told, and nobody waits for more than was asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest

import store

PROJECT = Path(__file__).parent.parent
OPENED_BY_NAME = ["store", "store.documents"]


def told_to_checkers(package: str) -> dict[str, str]:
    """The names in a door's stub, and the module each stands in."""
    stub = PROJECT.joinpath(*package.split("."), "__init__.pyi").read_text(encoding="utf-8")
    statements = [node for node in ast.parse(stub).body if isinstance(node, ast.ImportFrom)]
    return {name.name: str(node.module) for node in statements for name in node.names if name.asname == name.name}


@pytest.mark.parametrize("package", OPENED_BY_NAME)
def test_a_door_shows_what_type_checkers_are_told(package: str) -> None:
    door, told = import_module(package), told_to_checkers(package)
    assert set(door.__all__) == told.keys()
    for name, module in told.items():
        assert getattr(door, name) is getattr(sys.modules[module], name), name


def test_a_room_called_as_what_it_holds_does_not_stand_before_it() -> None:
    import_module("store.advice")
    assert isinstance(store.advice, FunctionType)


def test_what_a_door_does_not_show_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'store' has no attribute 'nobody'"):
        store.nobody  # type: ignore[attr-defined]  # noqa: B018


def loaded_by(asked: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {asked}; print(*sys.modules)"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_a_scan_waits_neither_for_the_agenda_nor_for_proposals_papers_or_archives() -> None:
    loaded = loaded_by("import tui.cli, tui.commands.door; from store import Scan, open_store")
    assert "store.attendance" in loaded
    assert not loaded & {"store.podium", "store.proposals", "store.overview", "store.documents"}
    assert not loaded & {"textual", "rich", "subprocess", "shutil", "urllib.request", "typst"}


def test_the_desk_waits_for_no_other_screen_no_dialog_and_no_paper() -> None:
    loaded = loaded_by("import tui.cli, tui.commands.screens, tui.app, tui.screens.reception")
    assert "tui.screens.desk" in loaded
    assert not {name for name in loaded if name.startswith("tui.screens.")} - {
        *("tui.screens.desk", "tui.screens.following", "tui.screens.reception"),
    }
    assert not loaded & {"tui.dialogs.conference_deeds", "tui.dialogs.deeds", "tui.dialogs.printing", "tui.palette"}
    assert not loaded & {"store.documents", "rich.traceback", "urllib.request", "typst", "textual_plot"}
