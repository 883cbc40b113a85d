"""Kills a process at each step of an operation: `python kill_points.py` forks one for every line it reads.

A line is `operation number path`: the operation on that conference dies of kill -9 at that call to the operating
system. The answer is `killed`, or `done` if it made fewer calls.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

import builders
from store import Scan, open_store
from store.address import Address
from store.care import backups_of, repair, restore_backup
from store.engine.platform import System
from store.purge import purge
from stores import Moments, QuietSystem, new_conference, opened

PROJECT: Final = str(Path(__file__).resolve().parent.parent)

IN_BACKUP: Final = range(1, 8)
ACKNOWLEDGED: Final = range(1, 11)


class Operation(NamedTuple):
    """Something that must be whole or not at all."""

    run: Callable[[Path, System], object]
    after: range
    """The numbers of those who are in when it is done."""
    prepare: Callable[[Path], None] = lambda _path: None
    """Makes of a conference whose window was killed what the operation is for."""


def _fold(path: Path, system: System) -> None:
    opened(path, system=system).close()


def _back_up(path: Path, system: System) -> None:
    with closing(opened(path, system=system)) as store:
        store.backups.make(store.now())


def _restore(path: Path, system: System) -> None:
    restore_backup(path, backups_of(path, QuietSystem())[0].path, system)


def _edit(path: Path) -> None:
    """As with a text editor."""
    path.write_bytes(path.read_bytes().replace(b'"stt":"2"', b'"stt":"9"'))


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


OPERATIONS: Final = {
    "fold": Operation(_fold, ACKNOWLEDGED),
    "backup": Operation(_back_up, ACKNOWLEDGED),
    "restore": Operation(_restore, IN_BACKUP),
    "repair": Operation(repair, ACKNOWLEDGED, _edit),
    "repair-from-backup": Operation(repair, ACKNOWLEDGED, _cut_short),
}


class Errand(NamedTuple):
    """What a desk on a database is to do, in a file for the process that does it."""

    address: str
    numbers: list[int]
    """Who is scanned."""
    data_home: str
    answered: str
    """The file that gets a line for each answer."""


def _at_a_desk(path: Path, system: System) -> None:
    """Opens, which sends what waits if the server is there; scans; closes."""
    errand = msgspec.json.decode(path.read_bytes(), type=Errand)
    os.environ["XDG_DATA_HOME"] = errand.data_home
    # Each process with ids of its own.
    with closing(
        open_store(Address(errand.address), desk="Bàn A", clock=Moments(), system=system, fold=False)
    ) as store:
        for number in errand.numbers:
            store.run(Scan.of(builders.code(number)))
            with Path(errand.answered).open("a") as file:
                file.write(f"{number}\n")


APART: Final[dict[str, Callable[[Path, System], object]]] = {"upgrade": _fold, "purge": purge, "desk": _at_a_desk}
"""What leaves another conference behind than it found: an older file opened, one from which the people go, and one in a
database."""


def killed_window(folder: Path) -> Path:
    """Some arrivals are folded, some stand in the journal, a backup is older than both."""
    folder.mkdir()
    path = new_conference(folder, 12)
    with closing(opened(path)) as store:
        for number in ACKNOWLEDGED[:5]:
            store.run(Scan.of(builders.code(number)))
    store = opened(path)
    for number in ACKNOWLEDGED[5:]:
        store.run(Scan.of(builders.code(number)))
        if number == IN_BACKUP[-1]:
            store.backups.make(store.now())
    store.engine.let_go()
    return path


class Dying(QuietSystem):
    """Dies at one of its calls; if that writes, half-way through."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found
        self._left -= 1
        if self._left >= 0:
            return found
        return self._half if name == "write" else self._die

    def _half(self, fd: int, data: bytes) -> None:
        super().write(fd, data[: len(data) // 2])
        self._die()

    def _die(self, *_arguments: object, **_options: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Killer:
    """A warm process that forks those to be killed; what they leave in their temporary folder stays in `workshop`."""

    def __init__(self, workshop: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": PROJECT, "PYTHONUTF8": "1", "TMPDIR": str(workshop)},
        )

    def kills(self, operation: str, at: int, path: Path) -> bool:
        """Whether the operation was killed; False if it was done before."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{operation} {at} {path}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer in ("killed\n", "done\n"), answer
        return answer == "killed\n"

    def close(self) -> None:
        self._process.communicate()


def main() -> None:
    # Not in each of those to be killed.
    import store.engine.desk.engine  # noqa: F401

    for line in sys.stdin:
        operation, at, path = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            run = APART.get(operation) or OPERATIONS[operation].run
            run(Path(path), Dying(int(at)))
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print({0: "done", -signal.SIGKILL: "killed"}.get(status, f"ended with {status}"), flush=True)


def copied(path: Path, folder: Path) -> Path:
    """The conference with everything beside it, in another folder."""
    shutil.copytree(path.parent, folder)
    return folder / path.name


if __name__ == "__main__":
    main()
