"""Several windows on one conference, each a process, and somebody who stops, wakes and kills them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from linearizable import Documents, History, faults, history_of
from recorded import read_notebook
from store.address import Place
from stores import every_document, opened

PROJECT = Path(__file__).resolve().parent.parent


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(PROJECT), str(PROJECT / "tests")])
    return os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}


class WindowProcess:
    """One of them, as its parent sees it."""

    def __init__(self, place: Place, number: int, stay: int, notes: Path | None = None) -> None:
        """Writes down what it does in the folder `notes`, or beside the file it works on."""
        self.place = place
        folder = notes or Path(str(place)).parent
        self.notes = folder / f"window-{number}.jsonl"
        self.notes.touch()
        self.desk = f"Bàn {number}"
        self._is_open = False
        argv = [place, self.desk, self.notes, f"window {number}", stay]
        self.process = subprocess.Popen(
            [sys.executable, str(PROJECT / "tests" / "window.py"), *map(str, argv)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def expect(self, line: str) -> None:
        assert self.process.stdout is not None
        said = self.process.stdout.readline().strip()
        assert said == line, f"{self.desk} said {said!r} instead of {line!r}"

    def wait_until_open(self) -> None:
        if not self._is_open:
            self.expect("ready")
            self._is_open = True

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Wherever it is just now, it stands still."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def end(self) -> int:
        """Lets it close; returns its exit status."""
        self.process.communicate("\n", timeout=120)
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


class Windows:
    """`count` windows; leaving the context ends them."""

    def __init__(
        self, place: Place, count: int, *, stay: int = 0, notes: Path | None = None, lines: Sequence[Place] = ()
    ) -> None:
        """`lines` are other ways to the same place, for all but the first windows: each is of another machine."""
        self._place = place
        self._stay = stay
        self._notes = notes
        self.before = _every_document(place)
        self.live: list[WindowProcess] = []
        self.notes: list[Path] = []
        self.killed = 0
        self.stops = 0
        for _window, way in zip(range(count), cycle([place, *lines]), strict=False):
            self._start(way)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for window in self.live:
            window.kill()

    def work(
        self,
        seconds: float,
        chance: Random,
        *,
        disturbed: bool = False,
        disturb: Callable[[], None] = lambda: None,
    ) -> None:
        """All of them at once; if `disturbed`, some are stopped for a moment and some killed, wherever they are, and
        `disturb` does what else is to happen."""
        for window in self.live:
            window.wait_until_open()
        deadline = time.monotonic() + seconds
        for window in self.live:
            window.tell(str(deadline))
        while disturbed and time.monotonic() < deadline - 0.5:
            time.sleep(chance.uniform(0.05, 0.3))
            self._stop_one(chance)
            if self.stops % 5 == 3:
                self._replace_one(chance, deadline)
            disturb()
        for window in self.live:
            window.wait_until_open()
            window.expect("done")

    def rest(self) -> None:
        """Nobody works any more; everybody looks once, and all close."""
        for told, heard in (("send", "sent"), ("rest", "rested")):
            for window in self.live:
                window.tell(told)
            for window in self.live:
                window.expect(heard)
        while self.live:
            assert self.live.pop().end() == 0

    def history(self) -> History:
        return history_of(map(read_notebook, self.notes))

    def faults(self) -> list[str]:
        """What the checker says of everything that was done."""
        store = opened(self._place, "Bàn Z")
        try:
            assert store.read_only is None
            return faults(self.before, self.history(), store.log(), every_document(store))
        finally:
            store.close()

    def _start(self, place: Place) -> WindowProcess:
        window = WindowProcess(place, len(self.notes) + 1, self._stay, self._notes)
        self.live.append(window)
        self.notes.append(window.notes)
        return window

    def _stop_one(self, chance: Random) -> None:
        self.stops += 1
        with chance.choice(self.live).stopped():
            time.sleep(chance.uniform(0.01, 0.2))

    def _replace_one(self, chance: Random, deadline: float) -> None:
        window = chance.choice(self.live)
        self.live.remove(window)
        window.kill()
        self.killed += 1
        self._start(window.place).tell(str(deadline))


def _every_document(place: Place) -> Documents:
    store = opened(place, "Bàn Z")
    try:
        return every_document(store)
    finally:
        store.close()
