"""Files deleted, moved or replaced while a window has them open: nothing is taken for saved that nobody would find."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import builders
from store import Outcome, Scan, Store
from store.engine.examination import backups_of
from store.engine.layout import Layout
from store.engine.repair import restore_backup
from store.errors import Damaged, ReadOnly, Wrong
from stores import Moments, every_document, new_conference, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch a file that is open")


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "hoi-nghi"
    folder.mkdir()
    return new_conference(folder)


@pytest.fixture
def store(path: Path) -> Store:
    store = opened(path)
    store.run(scan(1))
    return store


def refusal(store: Store) -> Wrong:
    """Why a scan is not saved; memory is as before, and looking says the same."""
    before = every_document(store)
    with pytest.raises(ReadOnly) as caught:
        store.run(scan(2))
    assert every_document(store) == before
    assert DELEGATE_2 not in store.state.attendance
    with pytest.raises(ReadOnly) as seen:
        store.refresh()
    assert str(seen.value) == str(caught.value)
    assert isinstance(caught.value.why, Damaged)
    return caught.value.why.wrong


DELEGATE_2 = builders.delegate(2).id

FILES: list[Callable[[Path], Path]] = [
    lambda path: path.parent,
    lambda path: path,
    lambda path: Layout.of(path).journal(1),
    lambda path: Layout.of(path).turn,
]
NAMES = ["folder", "data", "journal", "lock"]


@pytest.mark.parametrize("which", FILES, ids=NAMES)
def test_nothing_is_saved_into_what_was_moved_away_until_it_is_back(
    which: Callable[[Path], Path], path: Path, store: Store, tmp_path: Path
) -> None:
    moved, trash = which(path), tmp_path / "trash"
    moved.rename(trash)
    assert refusal(store) is Wrong.GONE
    trash.rename(moved)
    assert store.run(scan(2)).outcome is Outcome.ADMITTED
    store.close()
    again = opened(path, "Bàn B")
    assert again.read_only is None
    assert every_document(again) == every_document(store)
    again.close()


@pytest.mark.parametrize("which", FILES[2:], ids=NAMES[2:])
def test_nothing_is_saved_beside_a_file_that_was_replaced(
    which: Callable[[Path], Path], path: Path, store: Store, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copy2(which(path), copy)
    copy.replace(which(path))
    assert refusal(store) is Wrong.REPLACED
    left = {file: file.read_bytes() for file in path.parent.iterdir() if file.suffix != ".open"}
    store.close()
    assert left == {file: file.read_bytes() for file in left}


def _renamed_over(path: Path, content: bytes) -> None:
    fresh = path.with_name("other")
    fresh.write_bytes(content)
    fresh.replace(path)


def _copied_over(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.mark.parametrize("put", [_renamed_over, _copied_over])
def test_a_data_file_replaced_by_another_is_neither_built_upon_nor_written_over(
    put: Callable[[Path, bytes], None], path: Path, store: Store
) -> None:
    good = path.read_bytes()
    other = good.replace(b'"stt":"2"', b'"stt":"9"')
    put(path, other)
    assert refusal(store) is Wrong.DATA_CHANGED
    put(path, good)
    assert store.run(scan(2)).outcome is Outcome.ADMITTED
    put(path, other)
    assert store.read_only is None
    store.close()
    assert path.read_bytes() == other


@pytest.mark.parametrize("put", [_renamed_over, _copied_over])
def test_the_same_content_put_over_a_data_file_is_no_matter(
    put: Callable[[Path, bytes], None], path: Path, store: Store
) -> None:
    put(path, path.read_bytes())
    os.utime(path, ns=(0, 0))
    assert store.run(scan(2)).outcome is Outcome.ADMITTED
    store.close()


def test_a_deleted_data_file_is_written_again_by_the_last_window_to_close(path: Path) -> None:
    first = opened(path)
    first.run(scan(1))
    first.close()
    store = opened(path, "Bàn B")
    path.unlink()
    store.close()
    again = opened(path, "Bàn C")
    assert again.read_only is None
    assert every_document(again) == every_document(store)
    again.close()


def test_a_conference_put_where_ours_was_deleted_is_left_alone(path: Path, store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    made = store.backups.make(store.now())
    shutil.copytree(made, copy)
    shutil.rmtree(path.parent)
    copy.rename(path.parent)
    refusal(store)
    other = opened(path, "Bàn B")
    assert other.run(scan(3)).outcome is Outcome.ADMITTED
    store.close()
    other.close()
    again = opened(path, "Bàn C")
    assert again.read_only is None
    assert set(again.state.attendance) == {1, 3}
    again.close()


def test_the_last_window_of_a_deleted_folder_leaves_a_backup_with_everything(path: Path, tmp_path: Path) -> None:
    store = opened(path, clock=Moments("07:30:00"))
    stick = tmp_path / "usb"
    store.run(scan(1))
    store.backups.prepare(store.now(), stick)()
    store.backups.second_place = stick
    store.run(scan(2))
    assert store.backups.second_place == stick
    shutil.rmtree(path.parent)
    store.close()
    (copy,) = backups_of(path)
    (elsewhere,) = stick.rglob(copy.path.name)
    assert (elsewhere / path.name).read_bytes() == (copy.path / path.name).read_bytes()
    restore_backup(path, copy.path)
    again = opened(path, "Bàn B")
    assert again.read_only is None
    assert every_document(again) == every_document(store)
    again.close()


def test_closing_twice_makes_no_backup_of_what_was_true_once(path: Path, store: Store) -> None:
    store.close()
    other = opened(path, "Bàn B")
    other.run(scan(2))
    other.close()
    store.close()
    assert backups_of(path) == ()


def test_a_backup_that_is_due_does_not_take_the_place_of_a_folder_that_was_moved(path: Path, store: Store) -> None:
    path.parent.rename(path.parent.with_name("trash"))
    store.back_up_if_due()
    assert not path.parent.exists()
    path.parent.with_name("trash").rename(path.parent)
    store.back_up_if_due()
    assert store.backups.last_good() is not None
    store.close()


def test_a_backup_of_files_that_were_written_over_is_made_from_memory(path: Path, store: Store) -> None:
    path.write_bytes(b"{}")
    Layout.of(path).journal(1).unlink()
    copy = opened(store.backups.make(store.now()) / path.name, "Bàn B")
    assert copy.read_only is None
    assert every_document(copy) == every_document(store)
    copy.close()
    store.close()


def test_what_is_written_over_while_it_is_copied_is_no_backup(path: Path, store: Store) -> None:
    make = store.backups.prepare(store.now())
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    with pytest.raises(OSError, match="changed"):
        make()
    assert store.backups.last_good() is None
    store.close()


def test_what_is_cut_short_while_it_is_copied_is_no_backup(path: Path, store: Store) -> None:
    make = store.backups.prepare(store.now())
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(OSError, match="changed"):
        make()
    assert store.backups.last_good() is None
    store.close()
