"""Killed at each step of folding, backing up, restoring, repairing: nothing acknowledged is lost, and it can go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kill_points import ACKNOWLEDGED, OPERATIONS, Killer, copied, killed_window
from store.care import backups_of
from store.errors import Damaged
from stores import QuietSystem, opened

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


@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_at_any_step(name: str, killer: Killer, window: Path, tmp_path: Path) -> None:
    operation = OPERATIONS[name]
    prepared = copied(window, tmp_path / "prepared")
    operation.prepare(prepared)
    before, after = present(copied(prepared, tmp_path / "before")), set(operation.after)
    for at in range(2000):
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
