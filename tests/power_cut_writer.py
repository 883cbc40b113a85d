"""Somebody at work when the power goes: `python power_cut_writer.py BUG` works until the disk is gone, again and again.

On standard input come lines `boot seed path`. For each the conference is opened and worked at until a call fails, and
a line is written for whatever becomes true:

    acknowledged ID     a commit is durable
    refused ID          one was answered "not saved"
    backup SEQ PATH     a backup is finished
    down                everything is let go of

`BUG` is `none`, or what this disk forgets to do: the checks must notice.
"""

from __future__ import annotations

import errno
import random
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from builders import code
from store import AdmitWalkIn, CheckOut, Scan, Store, open_store
from store.engine.platform import System
from store.errors import NotSaved, Refused, StoreError
from store.records import CategoryId, DelegateId
from store.store import system_mint
from store.verbs import Verb

PEOPLE = 12


class Machine(System):
    """One run of a machine whose disk now and then fails a sync."""

    def __init__(self, boot: str) -> None:
        self._boot = boot
        self.sick = False

    def boot_id(self) -> str:
        return self._boot

    def sync(self, fd: int) -> None:
        if self.sick:
            raise OSError(errno.EIO, "sick")
        super().sync(fd)


class ForgetsCommits(Machine):
    """Syncs new files only."""

    _new = False

    def sync(self, fd: int) -> None:
        if self._new:
            super().sync(fd)

    def write_new(self, path: Path, data: bytes) -> None:
        self._new = True
        super().write_new(path, data)
        self._new = False


class ForgetsNewFiles(Machine):
    """Renames what was only written."""

    def write_new(self, path: Path, data: bytes) -> None:
        fd = self.open_new(path)
        self.write(fd, data)
        self.close(fd)


MACHINES = {"none": Machine, "commits": ForgetsCommits, "new files": ForgetsNewFiles}


def main() -> None:
    machine = MACHINES[sys.argv[1]]
    for line in sys.stdin:
        boot, seed, path = line.rstrip("\n").split(" ", 2)
        Work(Path(path), machine(boot), random.Random(seed)).until_the_power_goes()
        print("down", flush=True)


class Work:
    """What one desk does between two power cuts."""

    def __init__(self, path: Path, machine: Machine, chance: random.Random) -> None:
        self._path = path
        self._machine = machine
        self._chance = chance
        self._store: Store | None = None

    def until_the_power_goes(self) -> None:
        with suppress(OSError, StoreError):
            while True:
                self._one_session()
        if self._store is not None:
            self._store.engine.let_go()

    def _one_session(self) -> None:
        """Opened, some commits, a backup now and then, closed: opening and closing fold."""
        self._store = store = open_store(self._path, desk="Bàn 1", system=self._machine)
        for _commit in range(self._chance.randrange(12)):
            self._commit(store)
        if self._chance.random() < 0.2:
            made = store.backups.make(store.now())
            print("backup", store.state.seq, made, flush=True)
        store.close()
        self._store = None

    def _commit(self, store: Store) -> None:
        id = system_mint()
        self._machine.sick = self._chance.random() < 0.05
        try:
            store.run(self._verb(), id=id)
            print("acknowledged", id, flush=True)
        except Refused:
            return
        except NotSaved:
            print("refused", id, flush=True)
            if not self._machine.sick:
                raise
        finally:
            self._machine.sick = False

    def _verb(self) -> Verb[Any]:
        number = self._chance.randint(1, PEOPLE)
        match self._chance.randrange(8):
            case 0:
                id = system_mint()
                return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name="Đỗ Thị Loan")
            case 1 | 2:
                return CheckOut(delegate=DelegateId(number))
            case _:
                return Scan.of(code(number))


if __name__ == "__main__":
    main()
