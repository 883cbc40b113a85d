"""How long one durable check-in takes, next to the least any program must do: append the same bytes and sync.

Every round makes, in changing order on the same disk: a bare `append + fdatasync` of the bytes our journal got and a
scan through the store. The processor's time is taken apart, for asking for it takes time.
"""

from __future__ import annotations

import gc
import os
import random
import time
from collections.abc import Iterator
from contextlib import closing

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, Series, in_turn, timed_ms
from builders import delegates
from store import Scan, Store, open_store
from store.engine.platform import System

SIZES = (112, 1_000, 10_000, 100_000)
WARM_UP = 20


class Watched(System):
    """Keeps the last line that was written and, when asked, counts the processor time spent in syncs."""

    line = b""
    counting = False
    sync_cpu_s = 0.0

    def write(self, fd: int, data: bytes) -> None:
        self.line = data
        super().write(fd, data)

    def sync(self, fd: int) -> None:
        if not self.counting:
            super().sync(fd)
            return
        start = time.thread_time()
        super().sync(fd)
        self.sync_cpu_s += time.thread_time() - start


def durable(*, short: bool) -> Iterator[Figure]:
    """For lists of every length."""
    for size in (112, 10_000) if short else SIZES:
        ours, bare, cpu = measured(size, 60 if short else 300)
        what = f"one durable check-in, {size:,} delegates"
        yield Figure(what, "µs", ours, "append + fdatasync of the same bytes", bare, Goal(ratio=1.6))
        yield Figure(f"processor time of it beyond the sync, {size:,}", "µs", cpu, "–", None, Goal(median=200))


def measured(size: int, rounds: int) -> tuple[Series, Series, Series]:
    """Ours, bare, and the processor's time, in microseconds."""
    people, system = delegates(size), Watched()
    with conferences.of_size(size) as path, closing(open_store(path, desk="Bàn A", system=system)) as store:
        bare = os.open(path.with_name("bare"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        chosen = iter([Scan.of(random.Random(7).choice(people).code) for _turn in range(3 * (rounds + WARM_UP))])
        gc.collect()
        series = in_turn(
            rounds + WARM_UP,
            lambda: 1000 * timed_ms(lambda: store.run(next(chosen))),
            lambda: 1000 * timed_ms(lambda: _append(bare, system)),
        )
        cpu = tuple(_cpu_us(store, next(chosen), system) for _turn in range(rounds))
        os.close(bare)
    ours, limit = (Series(one.values[WARM_UP:]) for one in series)
    return ours, limit, Series(cpu)


def _append(fd: int, system: Watched) -> None:
    os.write(fd, system.line)
    System.sync(system, fd)


def _cpu_us(store: Store, scan: Scan, system: Watched) -> float:
    system.counting, system.sync_cpu_s = True, 0.0
    before = time.thread_time()
    store.run(scan)
    taken = time.thread_time() - before - system.sync_cpu_s
    system.counting = False
    return taken * 1e6
