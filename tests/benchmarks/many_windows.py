"""How much eight windows get done together on one file: `python many_windows.py PLACE DESK` is one that scans."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import cycle
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, in_turn
from benchmarks.programs import environment
from builders import delegates
from store import Scan, open_store
from store.address import Place
from stores import place_named

WINDOWS = 8


def together(*, short: bool) -> Iterator[Figure]:
    """Commits a second, of all of them."""
    rounds, seconds = (2, 0.5) if short else (8, 1.5)
    with conferences.of_size(112) as path:
        eight, one = in_turn(
            rounds, partial(commits_a_second, path, WINDOWS, seconds), partial(commits_a_second, path, 1, seconds)
        )
    yield Figure("8 windows on one file, all of them", "commits/s", eight, "1 window", one, Goal(at_least=0.9))


def commits_a_second(place: Place, count: int, seconds: float) -> float:
    desks = [_Desk(place, number) for number in range(count)]
    for desk in desks:
        desk.hear()
    until = time.monotonic() + seconds
    for desk in desks:
        desk.tell(until)
    done = sum(int(desk.hear()) for desk in desks)
    for desk in desks:
        desk.wait()
    return done / seconds


class _Desk:
    """One of them, a process."""

    def __init__(self, place: Place, number: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(place), f"Bàn {number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def wait(self) -> None:
        """Until it has let go of the file."""
        with self._process:
            pass

    def tell(self, until: float) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{until}\n")
        self._process.stdin.flush()


def main(place: str, desk: str) -> None:
    """Says `ready`, scans until the moment it is sent, says how often."""
    codes = cycle([one.code for one in delegates()])
    with closing(open_store(place_named(place), desk=desk)) as store:
        print("ready", flush=True)
        until, done = float(sys.stdin.readline()), 0
        while time.monotonic() < until:
            store.run(Scan.of(next(codes)))
            done += 1
        print(done, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
