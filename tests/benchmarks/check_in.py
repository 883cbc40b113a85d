"""How long one durable check-in takes, next to the least any program must do: append the same bytes and sync.

Every round makes, in changing order on the same disk: a bare `append + fdatasync` of the bytes our journal got and a
scan through the store. The processor's time is taken apart, for asking for it takes time.
"""

from __future__ import annotations

import gc
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tinydb import TinyDB

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, Series, in_turn, timed_ms
from builders import delegates
from store import Scan, Store, open_store
from store.engine.platform import System
from store.records import Delegate

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
            lambda: 1000 * timed_ms(lambda: _append(bare, system.line)),
        )
        cpu = tuple(_cpu_us(store, next(chosen), system) for _turn in range(rounds))
        os.close(bare)
    ours, limit = (Series(one.values[WARM_UP:]) for one in series)
    return ours, limit, Series(cpu)


def peers(*, short: bool) -> Iterator[Figure]:
    """The same check-in in what else it might be kept in, 112 delegates."""
    people, rounds = delegates(), 10 if short else 60
    with conferences.folder() as folder, closing(_sqlite(folder / "sqlite.db", people)) as lite:
        plain = TinyDB(folder / "tinydb.json")
        plain.table("delegates").insert_multiple(one.to_document() for one in people)
        bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        chosen = iter(people * 3)
        limit, of_lite, of_plain = in_turn(
            rounds,
            lambda: 1000 * timed_ms(lambda: _append(bare, LINE)),
            lambda: 1000 * timed_ms(lambda: _check_in_sqlite(lite, next(chosen))),
            lambda: 1000 * timed_ms(lambda: _check_in_tinydb(plain, next(chosen))),
        )
        os.close(bare)
    beside = "append + fdatasync of as many bytes"
    yield Figure("for comparison: in SQLite (WAL, FULL)", "µs", of_lite, beside, limit, Goal())
    yield Figure("for comparison: in TinyDB as it comes", "µs", of_plain, beside, limit, Goal())


LINE = b"x" * 790
"""As long as what the journal gets of a scan."""


def _sqlite(path: Path, people: list[Delegate]) -> sqlite3.Connection:
    lite = sqlite3.connect(path, isolation_level=None)
    lite.execute("PRAGMA journal_mode=WAL")
    lite.execute("PRAGMA synchronous=FULL")
    lite.execute("CREATE TABLE delegates (id INTEGER PRIMARY KEY, name TEXT, arrived TEXT)")
    lite.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, entry TEXT)")
    lite.execute("BEGIN")
    lite.executemany("INSERT INTO delegates VALUES (?, ?, NULL)", [(person.id, person.name) for person in people])
    lite.execute("COMMIT")
    return lite


def _check_in_sqlite(lite: sqlite3.Connection, person: Delegate) -> None:
    entry = LINE.decode()
    lite.execute("BEGIN IMMEDIATE")
    lite.execute("UPDATE delegates SET arrived = ? WHERE id = ?", (entry[:40], person.id))
    lite.execute("INSERT INTO log (entry) VALUES (?)", (entry,))
    lite.execute("COMMIT")


def _check_in_tinydb(plain: TinyDB, person: Delegate) -> None:
    plain.table("delegates").update({"arrived": "07:41:05"}, doc_ids=[person.id])
    plain.table("log").insert({"verb": "scan", "delegate": person.id})


def _append(fd: int, line: bytes) -> None:
    os.write(fd, line)
    System().sync(fd)


def _cpu_us(store: Store, scan: Scan, system: Watched) -> float:
    system.counting, system.sync_cpu_s = True, 0.0
    before = time.thread_time()
    store.run(scan)
    taken = time.thread_time() - before - system.sync_cpu_s
    system.counting = False
    return taken * 1e6
