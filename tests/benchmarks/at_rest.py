"""What a window costs that nobody touches: processor time while a clock runs, and memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, in_turn
from benchmarks.programs import AHEAD_S, BARE, BARE_CLOCK, BARE_READY, READY, Painting, painting, toadam

BEGIN = "\x1b[20~"
"""F9: the first item."""
MB = 1_000_000


def idle(*, short: bool) -> Iterator[Figure]:
    """A clock that runs, for so many seconds; both at the same time."""
    with (
        conferences.with_agenda() as path,
        painting(*toadam(path, "open", "--mode", "moderator")) as ours,
        painting("-c", BARE_CLOCK) as bare,
    ):
        bare.started_ms(BARE_READY)
        ours.started_ms("F9")
        ours.settle()
        ours.type(BEGIN)
        ours.drain(AHEAD_S)
        seconds, rounds = (2, 2) if short else (10, 6)
        taken, control = in_turn(rounds, lambda: _share(ours, seconds), lambda: _share(bare, seconds))
    what = "idle, a running clock on the moderator's screen"
    yield Figure(what, "% of a core", taken, "a bare Textual app with one clock", control, Goal(ratio=1.5, median=1))


def _share(program: Painting, seconds: float) -> float:
    """Per cent of a core."""
    before = _used_s(program)
    program.drain(seconds)
    return (_used_s(program) - before) / seconds * 100


def _used_s(program: Painting) -> float:
    """By the scheduler's own account, to the nanosecond; what is told by `ps` counts in hundredths of a second."""
    threads = Path(f"/proc/{program.process.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


def memory(*, short: bool) -> Iterator[Figure]:
    """Resident, at the desk of 112."""
    with conferences.of_size(112) as path:
        ours, bare = in_turn(
            2 if short else 5,
            lambda: _resident_mb(READY, *toadam(path, "open")),
            lambda: _resident_mb(BARE_READY, "-c", BARE),
        )
    yield Figure("memory, 112 delegates", "MB", ours, "a bare Textual app", bare, Goal(ratio=1.3))


def _resident_mb(ready: str, *arguments: str) -> float:
    with painting(*arguments) as program:
        program.started_ms(ready)
        program.drain(AHEAD_S)
        return float(psutil.Process(program.process.pid).memory_info().rss / MB)
