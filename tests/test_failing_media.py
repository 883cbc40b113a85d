"""Real errors of real file systems: a medium that cannot take a block, a disk without room."""

from __future__ import annotations

import errno
import fcntl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import builders
from mounts import Disk, LoopDisk, loop_disk, memory_disk
from store import Outcome, Scan, Store, open_store
from store.engine.layout import Layout
from store.engine.platform import System
from store.errors import NotSaved
from stores import new_conference

_BLOCK = 4096
_FIND_BLOCK = 1
"""The ioctl FIBMAP: where a block of a file lies on its device."""


class AnotherRun(System):
    """The machine after a restart."""

    def boot_id(self) -> str:
        return "another run"


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def opened(path: Path, desk: str = "Bàn A", system: System | None = None) -> Store:
    """With every sync real."""
    return open_store(path, desk=desk, system=system)


def refused(store: Store, number: int) -> int | None:
    """With which error a scan is not saved."""
    with pytest.raises(NotSaved) as caught:
        store.run(scan(number))
    assert number not in store.state.attendance
    return caught.value.error.errno


@pytest.fixture
def disk() -> Iterator[LoopDisk]:
    """An ext4 whose own books lie before all files, so that files can be out of reach while the rest is well."""
    with loop_disk("ext4", "-b", str(_BLOCK), "-E", "packed_meta_blocks=1") as disk:
        yield disk


@contextmanager
def out_of_reach(disk: LoopDisk, path: Path) -> Iterator[None]:
    """The medium has no such place any more."""
    with path.open("rb") as file:
        found = fcntl.ioctl(file, _FIND_BLOCK, struct.pack("i", 0))
    with disk.shrunk(struct.unpack("i", found)[0] * _BLOCK):
        yield


def test_after_a_failed_sync_nobody_believes_or_extends_that_journal(disk: LoopDisk) -> None:
    path = new_conference(disk.folder, system=System())
    journal = Layout.of(path).journal(1)
    store, witness = opened(path), opened(path, "Bàn B")
    store.run(scan(1))
    acknowledged = journal.stat().st_size
    with out_of_reach(disk, journal):
        assert refused(store, 2) == errno.EIO
        given_up = journal.stat().st_size
        witness.refresh()
        assert set(witness.state.attendance) == {1}
        assert refused(witness, 3) == errno.EIO
    assert given_up > acknowledged
    assert witness.run(scan(3)).outcome is Outcome.ADMITTED
    assert store.run(scan(2)).outcome is Outcome.ADMITTED
    assert journal.stat().st_size == given_up
    assert Layout.of(path).generations() == [1, 2]
    _is_left_after_a_restart(disk, path, store, witness, {1, 2, 3})


def _is_left_after_a_restart(disk: Disk, path: Path, store: Store, witness: Store, came: set[int]) -> None:
    """Nothing comes from memory: the file system was taken down in between."""
    for one in (store, witness):
        one.engine.let_go()
    disk.unmount()
    disk.mount()
    again = opened(path, "Bàn C", AnotherRun())
    assert again.read_only is None
    assert set(again.state.attendance) == came
    assert again.run(scan(4)).outcome is Outcome.ADMITTED
    again.close()


@pytest.mark.parametrize("kind", ["memory", "ext4"])
def test_a_full_disk_says_so_and_the_next_commit_works_when_there_is_room(kind: str, tmp_path: Path) -> None:
    with memory_disk(tmp_path / "disk") if kind == "memory" else loop_disk(kind) as disk:
        path = new_conference(disk.folder, 60, system=System())
        store = opened(path)
        with disk.full():
            came = set(_until_it_is_full(store))
            assert refused(store, 60) == errno.ENOSPC
            with pytest.raises(OSError, match="No space"):
                store.backups.make(store.now())
        assert store.run(scan(60)).outcome is Outcome.ADMITTED
        assert set(store.state.attendance) == came | {60}
        store.close()
        again = opened(path, "Bàn B")
        assert again.read_only is None
        assert set(again.state.attendance) == came | {60}
        again.close()


def _until_it_is_full(store: Store) -> Iterator[int]:
    """What was allocated before still takes some."""
    for number in range(1, 60):
        try:
            store.run(scan(number))
        except NotSaved:
            return
        yield number
    pytest.fail("the disk has room for everybody")
