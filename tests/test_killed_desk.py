"""One desk is killed in the middle of a commit, another works on: at whichever call it died, nobody is misled."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from deeds import scan
from memory import Memory
from store import Outcome, Store
from store.errors import NotSaved
from stores import every_document, new_conference, opened

PATH = Path("/memory/hoi-nghi.json")


class Killed(BaseException):
    """The process is gone: nothing handles this."""


class MortalMemory(Memory):
    """Dies at one of the calls that change something, and does nothing more until it is buried."""

    def __init__(self) -> None:
        super().__init__({})
        self.calls_left: int | None = None
        self.sync_fails = False

    def _lives(self) -> None:
        if self.calls_left == 0:
            raise Killed
        if self.calls_left is not None:
            self.calls_left -= 1

    def write(self, fd: int, data: bytes) -> None:
        self._lives()
        super().write(fd, data)

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        self._lives()
        super().write_at(fd, data, offset)

    def sync(self, fd: int) -> None:
        self._lives()
        if self.sync_fails:
            self.sync_fails = False
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def sync_folder(self, folder: Path) -> None:
        self._lives()

    def open_new(self, path: Path) -> int:
        self._lives()
        return super().open_new(path)

    def replace(self, source: Path, target: Path) -> None:
        self._lives()
        super().replace(source, target)

    def unlock(self, fd: int) -> None:
        self._lives()
        super().unlock(fd)


def is_killed(system: MortalMemory, store: Store, at: int) -> bool:
    """Whether the desk died at this call of a commit; if not, the commit makes fewer calls."""
    system.calls_left = at
    try:
        store.run(scan(2))
    except Killed:
        return True
    finally:
        system.calls_left = None
        store.engine.let_go()
    return False


@pytest.mark.parametrize("sick", [False, True], ids=["well", "after a failed sync"])
@pytest.mark.parametrize("looked", [False, True], ids=["first look", "up to date"])
def test_a_desk_killed_at_any_call_of_a_commit_misleads_nobody(looked: bool, sick: bool) -> None:
    for at in range(40):
        system = MortalMemory()
        path = new_conference(PATH.parent, system=system)
        doomed, other = opened(path, "Bàn A", system=system), opened(path, "Bàn B", system=system)
        doomed.run(scan(1))
        if sick:
            system.sync_fails = True
            with pytest.raises(NotSaved):
                doomed.run(scan(8))
        if looked:
            other.refresh()
        died = is_killed(system, doomed, at)
        _go_on(path, system, other, died)
        if not died:
            return
    pytest.fail("a commit makes fewer calls than this")


def _go_on(path: Path, system: Memory, other: Store, died: bool) -> None:
    """Everybody agrees; the last commit is there as a whole or not at all, and is there if it was acknowledged."""
    assert other.run(scan(3)).outcome is Outcome.ADMITTED
    fresh = opened(path, "Bàn C", system=system)
    other.refresh()
    assert every_document(fresh) == every_document(other)
    assert {1, 3} <= set(fresh.state.attendance) <= {1, 2, 3}
    assert died or 2 in fresh.state.attendance
    assert fresh.run(scan(2)).outcome in (Outcome.ADMITTED, Outcome.ALREADY_IN)
    assert [entry.seq for entry in fresh.log()] == list(range(1, fresh.state.seq + 1))
    fresh.close()
    other.close()
    again = opened(path, "Bàn D", system=system)
    assert again.read_only is None
    assert set(again.state.attendance) == {1, 2, 3}
    again.close()
