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
from store.engine.layout import Layout
from store.errors import Damaged, ReadOnly, Wrong
from stores import every_document, new_conference, opened

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
    left = {file: file.read_bytes() for file in path.parent.iterdir()}
    store.close()
    assert left == {file: file.read_bytes() for file in path.parent.iterdir()}


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


def test_what_somebody_else_wrote_over_the_data_file_is_no_backup(path: Path, store: Store) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    with pytest.raises(OSError, match="changed"):
        store.backups.make(store.now())
    assert store.backups.last_good() is None
    store.close()
