"""Cuts the power under somebody at work, starts the machine again and looks at what is left."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from mounts import Cut, LoopDisk
from power_cut_writer import PEOPLE, Machine
from store import AdmitWalkIn, CheckOut, Outcome, Scan, Store, open_store
from store.engine.examination import read_backup
from store.records import LogEntry, Status
from stores import new_conference

TESTS = Path(__file__).resolve().parent

CUTS_PER_CONFERENCE = 25
"""Then a new one: folding a long log takes time that is better spent on cutting."""

LATEST_S = 0.006
"""How long after what the writer last said the power goes: some commits, or a fold."""


class PowerCuts:
    """One disk, one writer, cut after cut. A `with` ends the writer."""

    def __init__(self, disk: LoopDisk, seed: int, bug: str = "none") -> None:
        self._disk = disk
        self._chance = random.Random(seed)
        self._writer = _writer(bug)
        self._path = Path()
        self._boot = 0
        self._ids: list[int] = []
        """Every commit of the present conference, in order."""
        self.acknowledged = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.kill()
        self._writer.communicate()

    def cut(self, times: int) -> None:
        """So many power cuts. Raises `AssertionError`, or what opening raises, if anything is not as was promised."""
        for _cut in range(times):
            self._cut_once()

    def _cut_once(self) -> None:
        if self._boot % CUTS_PER_CONFERENCE == 0:
            self._new_conference()
        self._boot += 1
        told = self._work_and_cut()
        self._disk.remount()
        self._ids += told.acknowledged
        self.acknowledged += len(told.acknowledged)
        try:
            self._check(told)
        except BaseException as error:
            error.add_note(f"cut {self._boot}, told {told.lines}")
            raise

    def _new_conference(self) -> None:
        if self._boot:
            shutil.rmtree(self._path.parent)
        folder = self._disk.folder / f"{self._boot}"
        folder.mkdir()
        self._path = new_conference(folder, PEOPLE, system=Machine("boot 0"))
        self._ids.clear()

    def _work_and_cut(self) -> Told:
        assert self._writer.stdin is not None
        assert self._writer.stdout is not None
        self._writer.stdin.write(f"{self._boot} {self._chance.random()} {self._path}\n")
        self._writer.stdin.flush()
        lines = [self._writer.stdout.readline() for _line in range(self._chance.choice((0, 0, 1, 2, 4, 8)))]
        time.sleep(self._chance.uniform(0, LATEST_S))
        self._disk.cut(self._chance.choices(list(Cut), (1, 2, 12))[0])
        lines += iter(self._writer.stdout.readline, "down\n")
        return Told([line.rstrip("\n") for line in lines])

    def _check(self, told: Told) -> None:
        store = open_store(self._path, desk="Bàn 2", system=Machine(str(self._boot)))
        assert store.read_only is None, store.read_only
        log = store.log()
        ids = [entry.id for entry in log]
        assert ids[: len(self._ids)] == self._ids
        assert len(ids) <= len(self._ids) + 1
        assert told.never_happened.isdisjoint(ids)
        assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        assert len(set(ids)) == len(ids)
        assert _here(store) == _here_by_the_log(log)
        self._check_backup(told, store)
        store.run(Scan.of("khách"))
        self._ids = [entry.id for entry in store.log()]
        if self._chance.random() < 0.5:
            store.close()
        else:
            store.engine.let_go()

    def _check_backup(self, told: Told, store: Store) -> None:
        for seq, made in told.backups[-1:]:
            assert read_backup(made, store.engine.layout, Machine(str(self._boot))).seq == seq


class Told:
    """What the writer said before it was down."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        words = [line.split(" ", 2) for line in lines]
        self.acknowledged = [int(word[1]) for word in words if word[0] == "acknowledged"]
        self.backups = [(int(word[1]), Path(word[2])) for word in words if word[0] == "backup"]
        last = max((at for at, word in enumerate(words) if word[0] == "acknowledged"), default=0)
        self.never_happened = {int(word[1]) for word in words[:last] if word[0] == "refused"}
        """Not saved, and then something else was: it cannot come back."""


def _here(store: Store) -> set[int]:
    return {id for id, attendance in store.state.attendance.items() if attendance.status is Status.PRESENT}


def _here_by_the_log(log: list[LogEntry]) -> set[int]:
    """What the log says happened, told by other means than the store's: a half-applied commit shows."""
    here: set[int] = set()
    for entry in log:
        if entry.verb == Scan.verb_name and entry.outcome["outcome"] in (Outcome.ADMITTED, Outcome.REENTRY):
            here.add(entry.outcome["delegate"])
        elif entry.verb == AdmitWalkIn.verb_name:
            here.add(entry.args["id"])
        elif entry.verb == CheckOut.verb_name:
            here.discard(entry.args["delegate"])
    return here


def _writer(bug: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(TESTS / "power_cut_writer.py"), bug],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(TESTS.parent), "PYTHONUTF8": "1"},
    )
