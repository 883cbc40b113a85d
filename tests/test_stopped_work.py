"""Long work on the command line tells how far it is, and stopped with Ctrl+C anywhere it leaves everything whole."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from disks import files_in
from faults import Failing
from people import scan
from store import care
from store.progress import Progress
from stores import QuietSystem, new_conference, opened
from tui import cli
from tui.meanwhile import Bar

pytestmark = pytest.mark.usefixtures("temporary_folder")

PEOPLE = 5


class Stopping(Failing):
    """Ctrl+C comes at the armed call."""

    def _fault(self) -> BaseException:
        return KeyboardInterrupt()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A conference with two backups, the later one larger."""
    (folder := tmp_path / "hoi-nghi").mkdir()
    path = new_conference(folder, PEOPLE)
    with closing(opened(path)) as store:
        for number in (1, 2):
            store.run(scan(number))
            store.backups.make(store.now())
    return path


# -- how far it is -----------------------------------------------------------------------------------------------------

WORK: dict[str, Callable[[Path, Progress], object]] = {
    "verify": lambda path, told: care.examine(path, QuietSystem(), told),
    "restore": lambda path, told: care.backups_of(path, QuietSystem(), told),
    "repair": lambda path, told: care.repair(path, QuietSystem(), told),
    "purge": lambda path, told: care.purge(path, QuietSystem(), told),
    "purge one": lambda path, told: care.erase_person(path, care.Request(3), QuietSystem(), told),
    "look for one": lambda path, told: care.what_erasing_deletes(path, care.Request(3), QuietSystem(), told),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_every_backup_and_every_file_is_told_of(work: Callable[[Path, Progress], object], path: Path) -> None:
    told: list[tuple[int, int]] = []
    work(path, lambda done, total: told.append((done, total)))
    totals = {total for _done, total in told}
    assert len(told) >= 2
    assert len(totals) == 1
    assert [done for done, _total in told] == sorted({done for done, _total in told})
    assert told[-1][0] <= told[-1][1]


def test_what_is_read_is_told_in_bytes_and_the_conference_is_still_to_come(path: Path) -> None:
    told: list[tuple[int, int]] = []
    care.examine(path, QuietSystem(), lambda done, total: told.append((done, total)))
    first, last = (sum(map(len, files_in(one.path).values())) for one in care.backups_of(path, QuietSystem()))
    assert last > first
    assert told == [(first, first + 2 * last), (first + last, first + 2 * last)]


# -- Ctrl+C ------------------------------------------------------------------------------------------------------------


def _stopped(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Ctrl+C comes when so much has been told."""
    told = count(1)

    def tell(_bar: Bar, _done: int, _total: int) -> None:
        if next(told) == at:
            raise KeyboardInterrupt

    monkeypatch.setattr(Bar, "__call__", tell)


def _run(*arguments: str | Path) -> int:
    return cli.main(["--lang", "vi", *map(str, arguments)])


@pytest.mark.parametrize("command", [("verify",), ("restore",), ("purge", "--person", "3")], ids=" ".join)
def test_who_only_looks_has_changed_nothing(
    command: tuple[str, ...], path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(path.parent)
    _stopped(monkeypatch, at=2)
    assert _run("-f", path, *command) == 1
    assert capsys.readouterr().err.startswith("toadam: Đã dừng; chưa ")
    assert _same_but_locks(files_in(path.parent), before)


def _same_but_locks(now: dict[Path, bytes], before: dict[Path, bytes]) -> bool:
    return {file: content for file, content in now.items() if file in before and file.suffix not in _LOCKS} == {
        file: content for file, content in before.items() if file.suffix not in _LOCKS
    }


_LOCKS = (".lock", ".open")


def test_a_purge_stopped_among_the_files_says_what_completes_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        _stopped(patched, at=2)
        assert _run("-f", path, "purge", "--yes") == 1
    assert "`toadam purge --yes`" in capsys.readouterr().err
    assert _run("-f", path, "purge", "--yes") == 0
    assert not any(path.parent.glob("*.backups"))


@pytest.mark.parametrize(("at", "said"), [(3, "chưa xóa ai"), (4, "`toadam purge --person 3 --yes`")])
def test_a_person_whose_deletion_is_stopped_is_there_whole_or_deleted_with_copies_left(
    at: int, said: str, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        _stopped(patched, at)
        assert _run("-f", path, "purge", "--person", "3", "--yes") == 1
    assert said in capsys.readouterr().err
    assert _run("-f", path, "purge", "--person", "3", "--yes") == 0
    assert care.examine(path, QuietSystem()).faults == ()


def test_a_copy_stopped_anywhere_is_there_whole_or_not_at_all(path: Path, tmp_path: Path) -> None:
    """What is left of it must not keep it from being made again."""
    stops = 0
    while _copy_stopped(path, tmp_path / f"{stops}.json", stops):
        target = tmp_path / f"{stops}.json"
        if not target.exists():
            care.copy_conference(path, target, QuietSystem())
        with closing(opened(target)) as store:
            assert len(store.state.delegates) == PEOPLE
        stops += 1
    assert stops > 20


def _copy_stopped(path: Path, target: Path, at: int) -> bool:
    """Whether Ctrl+C came before it was done."""
    system = Stopping()
    system.arm(at, errno.EINTR)
    try:
        care.copy_conference(path, target, system)
    except KeyboardInterrupt:
        return True
    return False
