"""A merge that is killed, or whose disk fails, has not happened or is whole; done again it is the same."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest

from disks import Disk, cuts, files_in, lay_out
from faults import Failing, Recording
from laptops import Laptop, small, two_laptops
from store.care import Way, merge_conference
from store.errors import StoreError
from stores import QuietSystem, documents, opened

pytestmark = pytest.mark.usefixtures("temporary_folder")


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """The same conference on two laptops."""
    return two_laptops(tmp_path)


@pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.long)])
def test_a_merge_cut_anywhere_has_not_happened_or_is_whole(
    laptops: tuple[Laptop, Laptop], tmp_path: Path, step: int
) -> None:
    first, second = small(laptops)
    folder = first.path.parent
    before, disk, system = first.documents, Disk(folder, files_in(folder)), Recording()
    merge_conference(first.path, second.path, system)
    whole = first.documents
    ways = set()
    states = list(cuts(disk, system.calls))
    for index, (_made, files, machine) in enumerate([*states[::step], states[-1]]):
        place = tmp_path / f"cut-{index}"
        lay_out(files, folder, place)
        with closing(opened(place / first.path.name, system=machine, fold=False)) as found:
            assert found.read_only is None
            assert documents(found) in (before, whole)
        ways.add(merge_conference(place / first.path.name, second.path, machine).way)
        with closing(opened(place / first.path.name, system=machine)) as found:
            assert documents(found) == whole
            assert len({entry.id for entry in found.log()}) == len(found.log())
    assert ways == {Way.BROUGHT, Way.KNOWN}


def test_a_merge_on_a_disk_that_fails_is_done_again(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    first, second = small(laptops)
    pristine = tmp_path / "pristine"
    shutil.copytree(first.path.parent, pristine)
    done = first.merge(second)
    assert done.way is Way.BROUGHT
    whole = first.documents
    for at in range(0, 200, 7):
        folder = tmp_path / f"fails-{at}"
        shutil.copytree(pristine, folder)
        system = Failing()
        system.arm(at, errno.EIO)
        with suppress(OSError, StoreError):
            merge_conference(folder / first.path.name, second.path, system)
        calls = len(system.calls)
        merge_conference(folder / first.path.name, second.path, QuietSystem())
        with closing(opened(folder / first.path.name)) as found:
            assert documents(found) == whole, at
        if calls <= at:
            return
    pytest.fail("a merge makes fewer calls than this")
