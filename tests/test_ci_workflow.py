"""The workflow for the three systems parses, runs what is there, and on Windows nothing that only Unix has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import readme
from readme import command

PROJECT = Path(__file__).parent.parent
WORKFLOW = yaml.safe_load((PROJECT / ".github" / "workflows" / "systems.yml").read_text(encoding="utf-8"))
TESTS = WORKFLOW["jobs"]["tests"]
UNIX = {"fcntl", "pty", "pwd", "resource", "termios", "tty"}


def steps() -> list[dict[str, Any]]:
    return [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def files_of(step: dict[str, Any]) -> list[str]:
    return re.findall(r"tests/\w+\.py", step.get("run", ""))


def test_it_runs_on_all_three_systems() -> None:
    systems = {name.partition("-")[0] for name in TESTS["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "macos", "windows"}


def test_every_file_it_names_is_there() -> None:
    named = [name for step in steps() for name in files_of(step)]
    assert len(named) == len(set(named)) > 20
    assert [name for name in named if not (PROJECT / name).is_file()] == []


def test_it_installs_by_the_readmes_command() -> None:
    """As `sed` takes it out of the README there: one line that ends with the tests."""
    (install,) = (step["run"] for step in TESTS["steps"] if step.get("name") == "The README's installation")
    pattern = re.search(r"s/\^python3 \\\((.*?)\\\) && ", install)
    assert pattern
    words = command(readme.README.read_text(encoding="utf-8"), "test")
    assert re.fullmatch(rf"python3 ({pattern[1]}) && .*pytest", words)


@pytest.mark.parametrize("step", [step for step in TESTS["steps"] if files_of(step)], ids=lambda step: step["name"])
def test_what_windows_lacks_is_left_out_there_and_nothing_else(step: dict[str, Any]) -> None:
    needs_unix = [name for name in files_of(step) if UNIX & imported(PROJECT / name, set())]
    if "if" in step:
        assert step["if"] == "runner.os != 'Windows'"
        assert needs_unix == files_of(step)
    else:
        assert needs_unix == []


def imported(path: Path, seen: set[Path]) -> set[str]:
    """What is imported as soon as the file is, by those beside it too."""
    names = set(_at_the_top(path))
    beside = {path.with_name(f"{name}.py") for name in names}
    for other in {one for one in beside if one.is_file()} - seen:
        seen.add(other)
        names |= imported(other, seen)
    return names


def _at_the_top(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
