"""A purge cut before every call, and one on a disk that fails: nothing has happened, or it says that files are left."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import pytest

from disks import Disk, cuts, files_in, lay_out
from faults import Failing, Recording
from people import figures, found_in, looked_at, scan
from store.engine.examination import backups_of
from store.errors import Purged, StoreError
from store.purge import purge
from stores import QuietSystem, new_conference, opened

pytestmark = pytest.mark.usefixtures("temporary_folder")


def test_a_purge_cut_anywhere_is_whole_or_says_so_and_is_completed(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    path = new_conference(folder, 3)
    store = opened(path)
    store.run(scan(1))
    store.backups.make(store.now())
    store.close()
    before, words = looked_at(path)
    assert words
    disk, system = Disk(folder, files_in(folder)), Recording()
    purge(path, system)
    unfinished = 0
    for index, (_made, files, machine) in enumerate(cuts(disk, system.calls)):
        place = tmp_path / str(index)
        lay_out(files, folder, place)
        with closing(opened(place / path.name, "", system=machine, fold=False)) as found:
            assert figures(found.state) == figures(before)
            why = found.read_only.why if found.read_only else None
            assert why is None or isinstance(why, Purged)
            if why is None:
                assert len(found.state.delegates) == 3
                assert set(found.state.attendance) == {1}
                assert [backup.trouble for backup in backups_of(place / path.name)] == [None]
        assert why is None or why.unfinished or not found_in([place], words)
        unfinished += why is not None and why.unfinished
        purge(place / path.name, machine)
        assert found_in([place], words) == set()
        assert figures(looked_at(place / path.name)[0]) == figures(before)
    assert unfinished


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_a_purge_that_fails_anywhere_is_not_called_done(tmp_path: Path, for_good: bool) -> None:
    for at in range(120):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = new_conference(folder, 3)
        with closing(opened(path)) as store:
            store.run(scan(1))
            store.backups.make(store.now())
        before, words = looked_at(path)
        system = Failing()
        system.arm(at, errno.EIO, for_good=for_good)
        try:
            purge(path, system)
        except (OSError, StoreError):
            pass
        else:
            assert found_in([folder], words) == set(), at
        calls = len(system.calls)
        purge(path, QuietSystem())
        assert found_in([folder], words) == set()
        assert figures(looked_at(path)[0]) == figures(before)
        if calls <= at:
            return
    pytest.fail("a purge makes fewer calls than this")
