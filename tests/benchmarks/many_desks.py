"""What it costs that desks stand at different machines: commits in a database, beside the same on one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from arrivals import Arrivals, Desks, Noted, faults_of
from benchmarks import conferences
from benchmarks.figures import Figure, Goal, Series, in_turn
from benchmarks.many_windows import commits_a_second
from builders import delegates
from conftest import write_conference
from databases import write
from postgres import own_server
from store.address import Place
from stores import opened

PER_SECOND = 50
"""Arrivals at all desks together: more than any hall has doors for."""


class Size(NamedTuple):
    """How many share the arrivals, and among how many those who come are looked for."""

    desks: int
    people: int


SIZES = (Size(1, 112), Size(4, 112), Size(16, 112), Size(1, 10_000), Size(4, 10_000), Size(16, 10_000))


def arriving(*, short: bool) -> Iterator[Figure]:
    """Fifty people a second at desks that look for each other's commits all the while; then as many as they can."""
    with conferences.folder() as folder, own_server() as server, _keeping_in(folder):
        numbers = count()

        def database(people: int) -> Place:
            return write(server.address(f"measured_{next(numbers)}"), people)

        def file(people: int) -> Place:
            place = folder / f"{next(numbers)}"
            place.mkdir()
            return write_conference(place / "toadam.json", delegates(people))

        for size in SIZES[:2] if short else SIZES:
            yield from _at_a_pace(size, 1 if short else 20, folder, database, file)
        yield _at_most(4 if short else 16, 1 if short else 4, 0.5 if short else 2, database)


def _at_a_pace(
    size: Size, seconds: int, folder: Path, database: Callable[[int], Place], file: Callable[[int], Place]
) -> Iterator[Figure]:
    over_there, on_file = (_noted(size, seconds, folder, place(size.people)) for place in (database, file))
    of_size = f"{size.desks} {'desks' if size.desks > 1 else 'desk'}, {size.people:,} delegates"
    yield Figure(
        f"a commit in a database, {of_size}",
        "ms",
        Series(tuple(over_there.waits_ms())),
        "the same on one file",
        Series(tuple(on_file.waits_ms())),
        Goal(p99=25),
    )
    if size.desks > 1:
        shown, shown_on_file = (Series(tuple(noted.lags_ms())) for noted in (over_there, on_file))
        what = f"until another desk shows it, {of_size}"
        yield Figure(what, "ms", shown, "the same on one file", shown_on_file, Goal(p99=250))


def _noted(size: Size, seconds: int, folder: Path, place: Place) -> Noted:
    """Raises if anything was lost or doubled: a figure of that would be worth nothing."""
    arrivals = Arrivals.drawn(Random(1), size.desks, size.people, per_second=PER_SECOND, seconds=seconds)
    with Desks(place, arrivals, folder) as desks:
        noted = desks.work()
    with closing(opened(place, "Bàn Z")) as store:
        if faults := faults_of(arrivals, noted, store.log()):
            raise AssertionError(faults)
    return noted


def _at_most(desks: int, rounds: int, seconds: float, database: Callable[[int], Place]) -> Figure:
    place = database(112)
    many, one = in_turn(
        rounds, partial(commits_a_second, place, desks, seconds), partial(commits_a_second, place, 1, seconds)
    )
    return Figure(f"{desks} desks on a database, all of them", "commits/s", many, "1 desk", one, Goal())


def _keeping_in(folder: Path) -> AbstractContextManager[object]:
    """What a desk keeps for itself goes with the measurement."""
    return patch.dict(os.environ, XDG_DATA_HOME=str(folder / "user"))
