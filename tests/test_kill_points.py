"""Killed at each step of folding, backing up, restoring, repairing: nothing acknowledged is lost, and it can go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kill_points import ACKNOWLEDGED, OPERATIONS, Killer, copied, killed_window
from older import left_by_format_1
from people import figures, found_in, looked_at
from store.care import backups_of
from store.engine.data_file import read_data_file
from store.engine.layout import Layout
from store.engine.tables import FORMAT
from store.errors import Damaged
from store.purge import purge
from stores import QuietSystem, every_document, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX")


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with closing(Killer(tmp_path_factory.mktemp("killer"))) as killer:
        yield killer


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return killed_window(tmp_path_factory.mktemp("killed") / "window")


def present(path: Path) -> set[int] | None:
    """The numbers of those who are in; None if the conference says that it is damaged."""
    try:
        store = opened(path, "Bàn B")
    except Damaged:
        return None
    with closing(store):
        if store.read_only is not None:
            return None
        return {store.state.delegates[delegate].number for delegate in store.state.attendance}


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_at_any_step(name: str, step: int, killer: Killer, window: Path, tmp_path: Path) -> None:
    """In short at every third."""
    operation = OPERATIONS[name]
    prepared = copied(window, tmp_path / "prepared")
    operation.prepare(prepared)
    before, after = present(copied(prepared, tmp_path / "before")), set(operation.after)
    for at in range(0, 2000, step):
        path = copied(prepared, tmp_path / str(at))
        killed = killer.kills(name, at, path)
        # Looked at in a copy, because opening folds.
        left = present(copied(path, tmp_path / f"{at}-left"))
        assert left in (before, after), at
        _nothing_is_lost(path, left)
        if not killed:
            assert left == after
            return
        operation.run(path, QuietSystem())
        assert {backup.trouble for backup in backups_of(path, QuietSystem())} == {None}, at
        assert present(path) == after, at
    pytest.fail("an operation makes fewer calls than this")


def _nothing_is_lost(path: Path, left: set[int] | None) -> None:
    """Whoever is not in any more, because an older backup was put back, is in the files that were kept aside."""
    if left is not None and not left >= set(ACKNOWLEDGED):
        kept = [present(place / path.name) for place in path.parent.glob("*.kept-*")]
        assert set(ACKNOWLEDGED) in kept


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_step_of_an_upgrade(step: int, killer: Killer, tmp_path: Path) -> None:
    whole = opened(left_by_format_1("unfolded", tmp_path / "whole"))
    before = every_document(whole)
    whole.close()
    for at in range(0, 2000, step):
        path = left_by_format_1("unfolded", tmp_path / str(at))
        killed = killer.kills("upgrade", at, path)
        store = opened(path)
        assert store.read_only is None, at
        assert every_document(store) == before, at
        store.close()
        assert read_data_file(Layout.of(path), QuietSystem()).format == FORMAT
        if not killed:
            return
    pytest.fail("an upgrade makes fewer calls than this")


@pytest.mark.usefixtures("temporary_folder")
@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_step_of_a_purge(step: int, killer: Killer, window: Path, tmp_path: Path) -> None:
    before, words = looked_at(copied(window, tmp_path / "before"))
    assert words
    for at in range(0, 2000, step):
        path = copied(window, tmp_path / str(at))
        killed = killer.kills("purge", at, path)
        state, _words = looked_at(path)
        assert figures(state) == figures(before), at
        assert set(state.attendance) in (set(before.attendance), set()), at
        purge(path, QuietSystem())
        assert found_in([path.parent], words) == set(), at
        assert figures(looked_at(path)[0]) == figures(before), at
        if not killed:
            return
    pytest.fail("a purge makes fewer calls than this")
