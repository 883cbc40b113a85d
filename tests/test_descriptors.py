"""Whatever fails, no file is left open: a window that tries again and again must not run out of them."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

import builders
from faults import Failing
from store import Scan, StoreError
from stores import new_conference, opened


class Counting(Failing):
    """Knows which descriptors are open."""

    def __init__(self) -> None:
        super().__init__()
        self.held: set[int] = set()

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        fd = super().open(path, create=create, append=append)
        self.held.add(fd)
        return fd

    def open_new(self, path: Path) -> int:
        fd = super().open_new(path)
        self.held.add(fd)
        return fd

    def close(self, fd: int) -> None:
        super().close(fd)
        self.held.remove(fd)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_no_failing_call_leaves_a_file_open(tmp_path: Path, for_good: bool) -> None:
    """From opening, with a fold, over a commit to closing, with another fold."""
    for at in range(200):
        (tmp_path / str(at)).mkdir()
        path = new_conference(tmp_path / str(at))
        died = opened(path)
        died.run(Scan.of(builders.code(1)))
        died.engine.let_go()
        system = Counting()
        system.arm(at, errno.EIO, for_good=for_good)
        _use(path, system)
        assert system.held == set(), (at, system.calls[at])
        if len(system.calls) <= at:
            return
    pytest.fail("a session makes fewer calls than this")


def _use(path: Path, system: Counting) -> None:
    try:
        store = opened(path, "Bàn B", system=system)
    except StoreError:
        return
    try:
        store.run(Scan.of(builders.code(2)))
    except StoreError:
        pass
    finally:
        store.close()
