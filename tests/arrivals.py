"""Delegates arriving at many desks at a steady pace, each desk a process, and what every one of them noted."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple, Self

import msgspec

from store.address import Place
from store.records import LogEntry
from windows import PROJECT, environment

SHARED = 0.05
"""How many badges are held against a second scanner at the same moment."""


class Due(msgspec.Struct, frozen=True):
    """A scan: when, in seconds from the beginning, and of whom."""

    at: float
    number: int


class Saved(msgspec.Struct, frozen=True):
    """A scan that was answered; moments of the machine's monotonic clock."""

    number: int
    seq: int
    outcome: str
    asked: float
    answered: float


class Page(msgspec.Struct, frozen=True):
    """What one desk noted: its own commits, and when it showed those of others."""

    saved: list[Saved]
    seen: dict[int, float]


class Arrivals(NamedTuple):
    """Who comes when to which desk."""

    desks: list[list[Due]]
    people: list[int]

    @classmethod
    def drawn(cls, chance: Random, desks: int, people: int, *, per_second: int, seconds: int) -> Arrivals:
        """Everybody once, but for those whose badge two scanners read."""
        come = chance.sample(range(1, people + 1), min(people, per_second * seconds))
        plan: list[list[Due]] = [[] for _desk in range(desks)]
        for place, number in enumerate(come):
            at = place / per_second
            for desk in chance.sample(plan, min(desks, 2 if chance.random() < SHARED else 1)):
                desk.append(Due(at=at, number=number))
        return cls(plan, come)


class Noted(NamedTuple):
    """What all desks noted."""

    pages: list[Page]

    def waits_ms(self) -> list[float]:
        """From each scan to its answer, in order of length."""
        return sorted((one.answered - one.asked) * 1000 for page in self.pages for one in page.saved)

    def lags_ms(self) -> list[float]:
        """From each answer to the moment another desk showed it, for each other desk."""
        answered = {one.seq: one.answered for page in self.pages for one in page.saved}
        return sorted(max(0.0, at - answered[seq]) * 1000 for page in self.pages for seq, at in page.seen.items())


def faults_of(arrivals: Arrivals, noted: Noted, log: list[LogEntry]) -> list[str]:
    """What was lost, doubled or not shown."""
    saved = [one for page in noted.pages for one in page.saved]
    found = [] if len(saved) == sum(map(len, arrivals.desks)) else ["a scan was not answered"]
    admitted = Counter(one.number for one in saved if one.outcome == "admitted")
    found += [f"{number} was admitted {admitted[number]} times" for number in arrivals.people if admitted[number] != 1]
    if sorted(one.seq for one in saved) != [entry.seq for entry in log]:
        found.append("the log is not what was answered")
    everything = {one.seq for one in saved}
    for desk, page in enumerate(noted.pages, 1):
        if everything - {one.seq for one in page.saved} != page.seen.keys():
            found.append(f"desk {desk} did not show all that the others did")
    return found


class Desks:
    """One process a desk; leaving the context ends them."""

    def __init__(self, place: Place, arrivals: Arrivals, folder: Path) -> None:
        self._pages = [folder / f"desk-{number}.json" for number in range(1, len(arrivals.desks) + 1)]
        self._live = [
            self._started(place, number, due, folder, page)
            for number, (due, page) in enumerate(zip(arrivals.desks, self._pages, strict=True), 1)
        ]

    def _started(self, place: Place, number: int, due: list[Due], folder: Path, page: Path) -> subprocess.Popen[str]:
        plan = folder / f"due-{number}.json"
        plan.write_bytes(msgspec.json.encode(due))
        return subprocess.Popen(
            [sys.executable, str(PROJECT / "tests" / "arriving_desk.py"), str(place), f"Bàn {number}", plan, page],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        for desk in self._live:
            desk.kill()
            desk.communicate()

    def work(self) -> Noted:
        """All begin at the same moment and end when each has shown what all have done."""
        for desk in self._live:
            self._expect(desk, "ready")
        self._tell(f"{time.monotonic() + 0.5}")
        for desk in self._live:
            self._expect(desk, "done")
        self._tell("rest")
        for desk in self._live:
            assert desk.wait(60) == 0
        return Noted([msgspec.json.decode(page.read_bytes(), type=Page) for page in self._pages])

    def _tell(self, line: str) -> None:
        for desk in self._live:
            assert desk.stdin is not None
            desk.stdin.write(f"{line}\n")
            desk.stdin.flush()

    def _expect(self, desk: subprocess.Popen[str], line: str) -> None:
        assert desk.stdout is not None
        assert desk.stdout.readline().strip() == line
