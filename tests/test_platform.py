"""The one place that calls the operating system: whole writes or an error, folders as they are."""

from __future__ import annotations

import errno
import gc
import os
from pathlib import Path

import pytest

from store.engine import platform
from store.engine.collector import collector_paused
from store.engine.platform import System

WRITE = os.write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x"


def test_a_write_the_system_takes_in_pieces_is_finished(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fd = System().open_new(path)
    monkeypatch.setattr(os, "write", lambda fd, data: WRITE(fd, data[:3]))
    System().write(fd, b"0123456789")
    System().close(fd)
    assert path.read_bytes() == b"0123456789"


def test_a_disk_that_takes_no_more_is_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fd = System().open_new(path)
    monkeypatch.setattr(os, "write", lambda _fd, data: 3 if len(data) == 10 else 0)
    with pytest.raises(OSError, match="No space") as caught:
        System().write(fd, b"0123456789")
    assert caught.value.errno == errno.ENOSPC
    System().close(fd)


@pytest.mark.skipif(not hasattr(os, "pwrite"), reason="there are no positioned calls")
def test_what_is_written_in_a_place_in_pieces_is_written_whole_or_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwrite, fd = os.pwrite, System().open(path, create=True)
    monkeypatch.setattr(os, "pwrite", lambda fd, data, offset: pwrite(fd, data[:3], offset))
    System().write_at(fd, b"0123456789", 2)
    assert System().read_at(fd, 99, 2) == b"0123456789"
    monkeypatch.setattr(os, "pwrite", lambda _fd, data, _offset: 3 if len(data) == 10 else 0)
    with pytest.raises(OSError, match="space") as caught:
        System().write_at(fd, b"0123456789", 2)
    assert caught.value.errno == errno.ENOSPC
    System().close(fd)


def test_where_there_are_no_positioned_calls_the_place_is_sought(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "_POSITIONED", False)
    fd = System().open(path, create=True)
    System().write_at(fd, b"0123456789", 2)
    System().write_at(fd, b"x", 4)
    assert System().read_at(fd, 3, 3) == b"1x3"
    assert System().read_at(fd, 99, 10) == b"89"
    System().close(fd)


def test_names_of_what_is_no_folder_are_none(tmp_path: Path, path: Path) -> None:
    assert System().names_in(path) == []
    path.write_bytes(b"")
    assert System().names_in(path) == []
    assert System().names_in(tmp_path) == ["x"]


def test_a_folder_goes_with_its_files(tmp_path: Path, path: Path) -> None:
    path.write_bytes(b"")
    System().remove_folder(tmp_path)
    assert not tmp_path.exists()


def test_a_file_system_nobody_can_name_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> list[tuple[Path, str]]:
        raise OSError

    assert System().filesystem_kind(tmp_path)
    monkeypatch.setattr(platform, "_mounts", fails)
    assert System().filesystem_kind(tmp_path) == ""
    monkeypatch.setattr(platform, "_mounts", list)
    assert System().filesystem_kind(tmp_path) == ""


class Busy(type(Path())):  # type: ignore[misc]
    """A file that another program holds for a while, as Windows says it."""

    held = 2

    def replace(self, target: Path) -> Path:
        if self.held:
            self.held -= 1
            error = OSError(errno.EACCES, "held")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return Path(self).replace(target)


def test_a_rename_waits_for_whoever_holds_the_file(path: Path) -> None:
    path.write_bytes(b"1")
    System().replace(Busy(path), path.with_name("y"))
    assert path.with_name("y").read_bytes() == b"1"


def test_where_there_is_no_sync_of_the_content_alone_the_file_is_synced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.setattr(os, "fsync", synced.append)
    System().sync(7)
    assert synced == [7]


def test_a_rename_that_fails_for_good_says_so(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        System().replace(path, path.with_name("y"))


# -- the search for garbage --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("searched", [True, False])
def test_after_a_pause_garbage_is_searched_for_as_before(searched: bool) -> None:
    try:
        (gc.enable if searched else gc.disable)()
        with collector_paused():
            assert not gc.isenabled()
        assert gc.isenabled() is searched
    finally:
        gc.enable()
