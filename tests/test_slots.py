"""A file replaced in place by the one process that holds it, when others and the disk interfere."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from store.engine.slots import SlotFile, contents
from stores import QuietSystem


class ClearedAway(QuietSystem):
    """Somebody removes the new file before it is locked, once."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.cleared = path, False

    def lock(self, fd: int, *, shared: bool = False, wait: bool = True) -> bool:
        if not self.cleared:
            self.path.unlink()
            self.cleared = True
        return super().lock(fd, shared=shared, wait=wait)


class Failing(QuietSystem):
    """A disk that gives no answer to one kind of call, from `sick` on."""

    def __init__(self, *sick: str) -> None:
        super().__init__()
        self.sick, self.closed = sick, 0

    def __getattribute__(self, name: str) -> object:
        if name != "sick" and name in self.sick:
            return self._fail
        return super().__getattribute__(name)

    def _fail(self, *_arguments: object, **_options: object) -> None:
        raise OSError(errno.EIO, "sick")

    def close(self, fd: int) -> None:
        self.closed += 1
        super().close(fd)


def test_a_new_file_that_is_cleared_away_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "slot"
    system = ClearedAway(path)
    file = SlotFile.made(path, system)
    file.write(b"words")
    file.close()
    taken = SlotFile.taken(path, system)
    assert system.cleared
    assert taken is not None
    assert taken.content == b"words"
    taken.close()


def test_a_file_that_cannot_be_looked_at_is_let_go_of(tmp_path: Path) -> None:
    path = tmp_path / "slot"
    SlotFile.made(path, QuietSystem()).close()
    system = Failing("identity")
    with pytest.raises(OSError, match="sick"):
        SlotFile.taken(path, system)
    assert system.closed == 1


def test_what_the_disk_neither_empties_nor_removes_is_said(tmp_path: Path) -> None:
    path, system = tmp_path / "slot", Failing()
    file = SlotFile.made(path, system)
    file.write(b"words")
    system.sick = ("sync", "remove")
    with pytest.raises(OSError, match="sick"):
        file.remove()
    assert path.exists()


def test_whoever_has_to_delete_words_sees_the_last_and_those_before_though_somebody_holds_them(tmp_path: Path) -> None:
    path, system = tmp_path / "slot", Failing()
    file = SlotFile.made(path, system)
    assert contents(path, system) == []
    for words in (b"first", b"second", b"third"):
        file.write(words)
    assert sorted(contents(path, system)) == [b"second", b"third"]
    assert file.is_there
    file.close()
    path.unlink()


def test_a_file_whose_words_cannot_be_read_is_let_go_of(tmp_path: Path) -> None:
    path, system = tmp_path / "slot", Failing()
    SlotFile.made(path, QuietSystem()).close()
    system.sick = ("read_at",)
    with pytest.raises(OSError, match="sick"):
        contents(path, system)
    assert system.closed == 1
