"""Places that go on from the same conference, each by itself, in memory: what was done, as log and state have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec
from msgspec.structs import replace

import builders
from random_verbs import aimed, is_taken
from store import MintBlanks, State
from store.apart import Side, sides
from store.errors import Refused
from store.records import LogEntry, Role, Session, SessionId, Stamp
from store.replay import Replayed, replayed
from store.transaction import Transaction
from store.verbs import Verb

_SHARED = 1
"""The ids of what was done before they went apart, when codes are made as everywhere in these tests."""


class Somewhere:
    """One place: a state, the log that led to it, and a clock that only goes on."""

    def __init__(
        self, name: str, state: State, log: Iterable[LogEntry] = (), *, ids: int, clock: str = "07:30"
    ) -> None:
        self.name, self.state, self.log = name, state, list(log)
        self.session = Session(id=SessionId(ids), desk=name, role=Role.OFFICE, host=name, pid=1)
        self._seed = ids - _SHARED
        self._ids = iter(range(ids + 1, ids + 1_000_000))
        self.at = builders.stamp(clock, boot=name)

    def do(self, verb: Verb[Any], *, after_s: float = 1) -> Any:
        """Runs a verb, so many seconds later. Raises `Refused`."""
        self.at = _later(self.at, after_s)
        tx = Transaction(self.state, self.session, self.at)
        outcome = msgspec.to_builtins(verb.apply(tx))
        if self.session.id not in self.state.sessions:
            tx.put(self.session)
        commit = tx.commit(id=next(self._ids), verb=verb.verb_name, args=verb.arguments(), outcome=outcome)
        self.state = self.state.after(commit)
        self.log.append(commit.entry)
        return outcome

    def try_all(self, verbs: Iterable[tuple[float, Verb[Any]]]) -> None:
        """As many of these as the rules let be done, each so many seconds after the one before."""
        for after_s, verb in verbs:
            if not is_taken(self.state, verb):
                with suppress(Refused):
                    self.do(self._seeded(aimed(self.state, verb)), after_s=after_s)

    def _seeded(self, verb: Verb[Any]) -> Verb[Any]:
        """What is minted at random is not the same in two places."""
        if isinstance(verb, MintBlanks):
            return replace(verb, seeds=tuple(seed + self._seed for seed in verb.seeds))
        return replace(verb, seed=verb.seed + self._seed) if hasattr(verb, "seed") else verb

    def bring(self, other: Somewhere) -> list[Replayed]:
        """What the other did comes in here."""
        done = list(self.would_bring(other))
        for one in done:
            self.state = self.state.after(one.commit)
            self.log.append(one.commit.entry)
        return done

    def would_bring(self, other: Somewhere) -> Iterator[Replayed]:
        here, there = self.sides(other)
        return replayed(here, there)

    def sides(self, other: Somewhere) -> tuple[Side, Side]:
        return sides(self.state, self.log, other.state, other.log)

    def copy(self) -> Somewhere:
        """The same place once more, not to go on from."""
        return Somewhere(self.name, self.state, self.log, ids=self.session.id)


def _later(at: Stamp, seconds: float) -> Stamp:
    from store.clock import shifted

    return shifted(at, int(seconds * 1000))


def grown_apart(state: State, before: Iterable[Verb[Any]] = ()) -> tuple[Somewhere, Somewhere]:
    """Two places with the same past."""
    past = Somewhere("Chung", state, ids=_SHARED, clock="07:00")
    past.try_all((1, verb) for verb in before)
    return (
        Somewhere("Cửa A", past.state, past.log, ids=10_000_000),
        Somewhere("Cửa B", past.state, past.log, ids=20_000_000),
    )


def everything(state: State) -> dict[tuple[str, int], Any]:
    """Every document but the log's and the sessions'."""
    from store.records import RECORD_TYPES

    tables = [table for table in RECORD_TYPES if table not in (LogEntry.table, Session.table, "tally")]
    found = {
        (table, record.key): record
        for table in tables
        if table != "conference"
        for record in getattr(state, table).values()
    }
    return found | {("conference", 1): state.conference}
