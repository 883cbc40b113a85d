"""A window that is open for a day and a night: it stays as quick and as small as it was, and its backups too."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import psutil
import pytest

import builders
from any_verb import draw_any
from store import CheckOut, Scan, Store
from store.engine import backups
from store.engine.backups import backups_in
from store.engine.copying import OnDisk
from store.errors import Refused
from store.records import DelegateId
from store.verbs import Verb
from stores import Moments, documents, new_conference, opened

DAY_S = 86_400
PEOPLE = 112


def day_of(store: Store, chance: Random) -> Iterator[Verb[Any]]:
    """People come and go all day and all night; every twentieth time something else happens."""
    codes = [builders.code(number) for number in range(1, PEOPLE + 1)]
    while True:
        number = chance.randrange(PEOPLE)
        match chance.randrange(20):
            case 0:
                yield draw_any(chance, store.state)
            case die if die < 8:
                yield CheckOut(delegate=DelegateId(number + 1))
            case _:
                yield Scan.of(codes[number])


def run(store: Store, verb: Verb[Any]) -> int:
    """The nanoseconds of this process's time that it took, whatever else the machine was doing."""
    began = time.process_time_ns()
    with suppress(Refused):
        store.run(verb)
    return time.process_time_ns() - began


def journal_bytes(store: Store) -> int:
    return sum(part.length for part in store.engine.parts() if isinstance(part, OnDisk))


@pytest.mark.parametrize("commits", [3_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_a_day_of_commits_costs_the_last_no_more_than_the_first(tmp_path: Path, commits: int) -> None:
    """Held against a window that is opened on a new conference every so often, step for step."""
    clock = Moments("00:00:00")
    store = opened(new_conference(tmp_path, PEOPLE), clock=clock)
    verbs = day_of(store, Random(1))
    before = psutil.Process().memory_info().rss
    costs: list[float] = []
    while store.state.seq < commits:
        folder = tmp_path / f"fresh-{len(costs)}"
        folder.mkdir()
        fresh = opened(new_conference(folder, PEOPLE))
        anew = day_of(fresh, Random(len(costs)))
        took, control = [], []
        for _step in range(min(commits // 20, 500)):
            clock.move(DAY_S / commits)
            took.append(run(store, next(verbs)))
            control.append(run(fresh, next(anew)))
        fresh.close()
        costs.append(median(took) / median(control))
    grown = psutil.Process().memory_info().rss - before
    first, last = median(costs[: len(costs) // 10]), median(costs[-len(costs) // 10 :])
    assert last < 1.5 * first
    assert grown < 2 * journal_bytes(store) + 25e6
    print(
        f"\n{commits} commits: the last tenth costs {last / first:.2f} times the first; {grown / 1e6:.0f} MB more",
        end="",
    )
    print(f" for {journal_bytes(store) / 1e6:.0f} MB of files")
    seq = store.state.seq
    store.close()
    with closing(opened(store.engine.layout.data, clock=clock)) as again:
        assert again.state.seq == len(again.log()) == seq


def test_a_commit_takes_little_more_memory_than_its_line_in_the_journal(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path, PEOPLE))
    verbs = day_of(store, Random(2))
    tracemalloc.start()
    for _commit in range(400):
        run(store, next(verbs))
    memory, files = tracemalloc.get_traced_memory()[0], journal_bytes(store)
    for _commit in range(1000):
        run(store, next(verbs))
    grown = tracemalloc.get_traced_memory()[0] - memory
    tracemalloc.stop()
    written = journal_bytes(store) - files
    store.close()
    assert grown < 1.5 * written
    print(f"\n{grown / written:.2f} bytes of memory for each byte of the journal")


@pytest.mark.parametrize("commits", [1_500, pytest.param(100_000, marks=pytest.mark.long)])
def test_a_day_of_backups_keeps_its_budget_and_the_newest(
    tmp_path: Path, commits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if commits < 100_000:
        monkeypatch.setattr(backups, "KEEP_BYTES", 5_000_000)
    clock = Moments("00:00:00")
    store = opened(new_conference(tmp_path, PEOPLE), clock=clock)
    store.backups.second_place = tmp_path / "usb"
    places = [store.engine.layout.backups, tmp_path / "usb" / store.engine.layout.backups.name]
    places[1].mkdir(parents=True)
    verbs = day_of(store, Random(3))
    made, most = 0, 0
    for _tenth_minute in range(DAY_S // 600):
        for _commit in range(commits * 600 // DAY_S):
            clock.move(DAY_S / commits)
            run(store, next(verbs))
        clock.move(600 - DAY_S / commits * (commits * 600 // DAY_S))
        store.back_up_if_due()
        made += store.backups.last_good() == clock(builders.ZONE).wall.replace(tzinfo=None, microsecond=0)
        taken = [sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) for place in places]
        assert max(taken) <= backups.KEEP_BYTES
        most = max(most, *taken)
    assert made > 130
    # The budget did have something to do.
    assert most > backups.KEEP_BYTES // 2
    was, seq = documents(store), store.state.seq
    newest = backups_in(places[1])[-1][0]
    store.close()
    with closing(opened(newest / store.engine.layout.data.name, clock=clock)) as copy:
        assert (documents(copy), copy.state.seq) == (was, seq)
    print(
        f"\n{made} backups of up to {journal_bytes_of(newest) / 1e6:.0f} MB; {most / 1e6:.0f} MB at most in one place"
    )


def journal_bytes_of(backup: Path) -> int:
    return sum(path.stat().st_size for path in backup.iterdir())
