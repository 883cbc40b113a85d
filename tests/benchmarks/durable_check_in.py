"""How long one durable check-in takes, next to the least any program must do: append the same bytes and sync.

    python tests/benchmarks/durable_check_in.py --delegates 112 10000 100000 --rounds 300

Every round makes, in changing order on the same disk: a bare `append + fdatasync` of the bytes our journal got, a scan
through the store, the same check-in in SQLite (WAL, synchronous=FULL) and, while the list is short, in stock TinyDB.
Medians are shown; `cpu` is the processor time of a scan beyond its sync.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tinydb import TinyDB

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

import builders  # noqa: E402
from conftest import write_conference  # noqa: E402
from store import Scan, Store, open_store  # noqa: E402
from store.engine.platform import System  # noqa: E402

TINYDB_UP_TO = 1_000
"""Stock TinyDB rewrites everything at each operation: longer lists take seconds."""
EXTRAS_EVERY = 4
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


class Row(NamedTuple):
    """Medians of one length of list, in microseconds."""

    delegates: int
    bare: float
    ours: float
    cpu: float
    sqlite: float
    tinydb: float | None


def measure(count: int, rounds: int, folder: Path, with_tinydb: bool) -> Row:
    """One row of the table."""
    people = builders.delegates(count)
    path = write_conference(folder / "toadam.json", people)
    system = Watched()
    store = open_store(path, desk="Bàn A", system=system)
    chosen = [random.Random(7).choice(people) for _ in range(rounds + WARM_UP)]
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    lite = _sqlite(folder / "sqlite.db", people)
    plain = _tinydb(folder / "tinydb.json", people) if with_tinydb else None
    times: dict[str, list[float]] = {"bare": [], "ours": [], "cpu": [], "sqlite": [], "tinydb": []}
    gc.collect()
    for turn, person in enumerate(chosen):
        contenders: dict[str, Callable[[], object]] = {
            "bare": partial(_append, bare, system),
            "ours": partial(store.run, Scan.of(person.code)),
            "sqlite": partial(_check_in_sqlite, lite, person.id, system),
        }
        # Everybody follows everybody.
        for name in random.Random(turn).sample(sorted(contenders), len(contenders)):
            times[name].append(_timed(contenders[name]))
        if turn % EXTRAS_EVERY == 0:
            times["cpu"].append(_cpu(store, Scan.of(random.choice(people).code), system))
        if plain is not None and turn % EXTRAS_EVERY == 0:
            times["tinydb"].append(_timed(partial(_check_in_tinydb, plain, person.id)))
            # Whoever comes next finds the processor's caches cold, and is not measured.
            _append(bare, system)
            store.run(Scan.of(person.code))
    store.close()
    os.close(bare)
    lite.close()
    medians = {
        name: statistics.median(taken[WARM_UP // EXTRAS_EVERY :]) * 1e6 for name, taken in times.items() if taken
    }
    return Row(count, medians["bare"], medians["ours"], medians["cpu"], medians["sqlite"], medians.get("tinydb"))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _append(fd: int, system: Watched) -> None:
    os.write(fd, system.line)
    System.sync(system, fd)


def _sqlite(path: Path, people: list[Any]) -> sqlite3.Connection:
    lite = sqlite3.connect(path, isolation_level=None)
    lite.execute("PRAGMA journal_mode=WAL")
    lite.execute("PRAGMA synchronous=FULL")
    lite.execute("CREATE TABLE delegates (id INTEGER PRIMARY KEY, name TEXT, arrived TEXT)")
    lite.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, entry TEXT)")
    lite.execute("BEGIN")
    lite.executemany("INSERT INTO delegates VALUES (?, ?, NULL)", [(person.id, person.name) for person in people])
    lite.execute("COMMIT")
    return lite


def _cpu(store: Store, scan: Scan, system: Watched) -> float:
    """Processor time of one scan beyond its sync. Measured apart: asking for it takes time."""
    system.counting, system.sync_cpu_s = True, 0.0
    before = time.thread_time()
    store.run(scan)
    taken = time.thread_time() - before - system.sync_cpu_s
    system.counting = False
    return taken


def _check_in_sqlite(lite: sqlite3.Connection, id: int, system: Watched) -> None:
    entry = system.line.decode()
    lite.execute("BEGIN IMMEDIATE")
    lite.execute("UPDATE delegates SET arrived = ? WHERE id = ?", (entry[:40], id))
    lite.execute("INSERT INTO log (entry) VALUES (?)", (entry,))
    lite.execute("COMMIT")


def _tinydb(path: Path, people: list[Any]) -> TinyDB:
    plain = TinyDB(path)
    plain.table("delegates").insert_multiple(person.to_document() for person in people)
    return plain


def _check_in_tinydb(plain: TinyDB, id: int) -> None:
    plain.table("delegates").update({"arrived": "07:41:05"}, doc_ids=[id])
    plain.table("log").insert({"verb": "scan", "delegate": id})


def opening(count: int, folder: Path) -> float:
    """Milliseconds to open a conference of so many delegates with as many log entries."""
    path = write_conference(folder / "opened.json", builders.delegates(count))
    store = open_store(path, desk="Bàn A", system=_Unsynced())
    for number in range(1, count + 1):
        store.run(Scan.of(builders.code(number)))
    store.close()
    start = time.perf_counter()
    again: Store = open_store(path, desk="Bàn B")
    taken = time.perf_counter() - start
    again.close()
    return taken * 1000


class _Unsynced(System):
    def sync(self, fd: int) -> None:
        pass


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--delegates", type=int, nargs="+", default=[112, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="the disk to measure; the one for temporary files if not given")
    parser.add_argument("--opening", action="store_true", help="measure opening, with as many log entries, too")
    parser.add_argument("--short", action="store_true", help="a few seconds: 112 and 10,000 delegates, 60 rounds")
    options = parser.parse_args()
    counts, rounds = ([112, 10_000], 60) if options.short else (options.delegates, options.rounds)
    print(f"{'delegates':>9} {'bare µs':>9} {'ours µs':>9} {'ratio':>6} {'cpu µs':>7} {'SQLite':>7} {'TinyDB':>8}")
    for count in counts:
        with TemporaryDirectory(dir=options.folder) as folder:
            row = measure(count, rounds, Path(folder), count <= TINYDB_UP_TO)
            plain = f"{row.tinydb / row.bare:7.1f}×" if row.tinydb else "       –"
            print(
                f"{row.delegates:9} {row.bare:9.0f} {row.ours:9.0f} {row.ours / row.bare:5.2f}× {row.cpu:7.0f}"
                f" {row.sqlite / row.bare:6.2f}× {plain}",
                flush=True,
            )
            if options.opening:
                print(f"{'opening':>9} {opening(count, Path(folder)):9.0f} ms")


if __name__ == "__main__":
    main()
