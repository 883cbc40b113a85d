"""Days of a conference as lists of steps, recorded call by call: what the engine did to the disk, and what it promised.

A step is a function of the desks that are open; a day with another step is a list with one more line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import builders
from builders import conference
from deeds import scan, walk_in
from faults import Call, Recording
from sample_roster import SAMPLE
from store import (
    AdmitSubstitute,
    BindBadge,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    MarkAbsent,
    MintBlanks,
    MoveArrival,
    OpenConference,
    Scan,
    Store,
    Undo,
)
from store.engine.journal import read
from store.engine.tables import Tables
from store.errors import NotSaved, Refused
from store.records import DelegateId, Document, Method
from store.roster import ImportRoster, read_roster
from store.verbs import Verb
from stores import Moments, documents_in, every_document, new_conference, opened

Documents = dict[str, dict[str, Document]]


class Day:
    """A conference on a recorded disk, and every promise that was made."""

    def __init__(self, folder: Path, people: int, system: Recording) -> None:
        self.folder = folder
        self.system = system
        self.clock = Moments()
        self.desks: dict[str, Store] = {}
        self.path = new_conference(folder, people, system=self.system)
        self.created = len(self.system.calls)
        """How many calls made the conference; before them there is nothing to lose."""
        self._promised_at: list[int] = []
        self.states: list[Documents] = []
        """Every document after each commit, from none on."""
        self.backups: list[tuple[int, Path, int]] = []
        """After how many calls a backup was finished, where it is, and its last commit."""
        self.not_saved: dict[int, Documents] = {}
        """What would be there after a commit whose sync failed, by its number."""

    @property
    def calls(self) -> list[Call]:
        return self.system.calls

    def promised_after(self, calls: int) -> int:
        """How many commits had been acknowledged when so many calls had been made."""
        return bisect_right(self._promised_at, calls)

    # -- what happens on a day ----------------------------------------------------------------------------------------

    def open(self, desk: str) -> None:
        self.desks[desk] = opened(self.path, desk, system=self.system, clock=self.clock)
        if not self.states:
            self.states.append(every_document(self.desks[desk]))

    def run(self, desk: str, verb: Verb[Any]) -> None:
        store = self.desks[desk]
        with suppress(Refused):
            store.run(verb)
            self._promised_at.append(len(self.calls))
            self.states.append(every_document(store))
            assert store.state.seq == len(self._promised_at)

    def is_not_saved(self, desk: str, verb: Verb[Any]) -> None:
        """The disk fails while this is written."""
        self.system.sync_fails = True
        with pytest.raises(NotSaved):
            self.desks[desk].run(verb)
        written = next(call.data for call in reversed(self.calls) if call.what == "write" and call.offset < 0)
        (commit,), _, _ = read(written, len(self._promised_at))
        tables = Tables(deepcopy(self.states[-1]))
        tables.apply(commit)
        self.not_saved[commit.entry.seq] = documents_in(tables)

    def back_up(self, desk: str) -> None:
        self.clock.move(600)
        store = self.desks[desk]
        made = store.backups.make(store.now())
        self.backups.append((len(self.calls), made, store.state.seq))

    def close(self, desk: str) -> None:
        self.desks.pop(desk).close()


Step = Callable[[Day], None]


def recorded(folder: Path, steps: Iterable[Step], people: int = 0, system: Recording | None = None) -> Day:
    """The day that these steps make, on the real files of `folder`."""
    day = Day(folder, people, system or Recording())
    for step in steps:
        step(day)
    return day


def opening(*desks: str) -> Step:
    def step(day: Day) -> None:
        for desk in desks:
            day.open(desk)

    return step


def closing(*desks: str) -> Step:
    def step(day: Day) -> None:
        for desk in desks:
            day.close(desk)

    return step


def doing(desk: str, *verbs: Verb[Any]) -> Step:
    def step(day: Day) -> None:
        for verb in verbs:
            day.run(desk, verb)

    return step


def failing(desk: str, verb: Verb[Any]) -> Step:
    return lambda day: day.is_not_saved(desk, verb)


def backing_up(desk: str) -> Step:
    return lambda day: day.back_up(desk)


# -- a small day -------------------------------------------------------------------------------------------------------

SMALL: Sequence[Step] = (
    opening("Bàn A"),
    doing("Bàn A", walk_in(900), walk_in(901), scan(1), scan(2), scan(1), Scan.of("https://example.org")),
    doing("Bàn A", CheckOut(delegate=DelegateId(2)), Undo()),
    closing("Bàn A"),
    opening("Bàn A", "Bàn B"),
    doing("Bàn A", scan(3), MarkAbsent(delegate=DelegateId(4), excused=True)),
    doing("Bàn B", scan(4), MintBlanks(seeds=(7001,)), BindBadge(delegate=DelegateId(4), code=builders.code(7001))),
    failing("Bàn A", scan(5)),
    doing("Bàn B", OpenConference()),
    doing("Bàn A", MoveArrival(source=DelegateId(3), target=DelegateId(5))),
    backing_up("Bàn A"),
    closing("Bàn B", "Bàn A"),
)
"""Six people; a fold, two desks, a failed sync and the journal after it, a backup, a fold."""


# -- a whole day -------------------------------------------------------------------------------------------------------

PEOPLE = 112


def importing(desk: str) -> Step:
    """The sample roster."""

    def step(day: Day) -> None:
        reading = read_roster(SAMPLE, conference())
        assert len(reading.entries) == PEOPLE
        day.run(desk, ImportRoster.of(reading.entries, (), count(1).__next__))

    return step


def arriving(desks: Sequence[str], people: Iterable[int]) -> Step:
    """One after the other, at one desk and then at the next: by badge, by number, by a substitute, some twice."""

    def step(day: Day) -> None:
        for place, number in enumerate(people):
            for verb in _arrival(day, DelegateId(number)):
                day.run(desks[place % len(desks)], verb)

    return step


def _arrival(day: Day, delegate: DelegateId) -> list[Verb[Any]]:
    badge = Scan.of(next(iter(day.desks.values())).state.delegates[delegate].code)
    kind = delegate % 16
    if kind == 3:
        return [CheckIn(delegate=delegate, method=Method.NUMBER)]
    if kind == 6:
        return [AdmitSubstitute(delegate=delegate, name="Lê Văn Sử")]
    if kind == 9:
        return [CheckOut(delegate=delegate), badge]
    if kind == 12:
        return [badge, badge]
    return [badge]


EVENING: Sequence[Step] = (opening("Văn phòng"), importing("Văn phòng"), closing("Văn phòng"))

MORNING: Sequence[Step] = (
    opening("Bàn A", "Bàn B"),
    arriving(("Bàn A", "Bàn B"), range(1, 41)),
    doing("Bàn A", walk_in(900), walk_in(901), Undo(), Scan.of("https://example.org")),
    doing("Bàn B", MintBlanks(seeds=(7001,)), BindBadge(delegate=DelegateId(44), code=builders.code(7001))),
    backing_up("Bàn A"),
    failing("Bàn A", MarkAbsent(delegate=DelegateId(110), excused=True)),
    arriving(("Bàn B", "Bàn A"), range(41, 81)),
    closing("Bàn B"),
    failing("Bàn A", MarkAbsent(delegate=DelegateId(111), excused=True)),
    arriving(("Bàn A",), range(81, 107)),
    closing("Bàn A"),
)

LATER: Sequence[Step] = (
    opening("Bàn A"),
    doing("Bàn A", MarkAbsent(delegate=DelegateId(112), excused=True, reason="Ốm"), OpenConference()),
    arriving(("Bàn A",), range(107, 112)),
    doing("Bàn A", MoveArrival(source=DelegateId(107), target=DelegateId(112)), Undo(), CloseCheckIn()),
    backing_up("Bàn A"),
    closing("Bàn A"),
    opening("Bàn A"),
    closing("Bàn A"),
)

WHOLE: Sequence[Step] = (*EVENING, *MORNING, *LATER)
"""112 people from the sample roster, three sessions, two desks, two failed syncs, two backups, four folds."""
