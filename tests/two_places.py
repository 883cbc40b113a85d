"""Places that go on from the same conference, each by itself, in memory: what was done, as log and state have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

import builders
from random_verbs import PEOPLE, aimed, brought_by, is_taken
from store import (
    AddDelegate,
    AdmitWalkIn,
    EditProposal,
    MergeProposals,
    MintBlanks,
    NoteProposal,
    ReissueCode,
    RestoreProposal,
    SplitProposal,
    State,
    UnmergeProposal,
    WithdrawProposal,
)
from store.apart import Place, Side, sides
from store.clock import shifted
from store.engine.tables import Tables
from store.errors import Refused
from store.loading import load_state
from store.records import (
    RECORD_TYPES,
    Conference,
    DelegateId,
    Document,
    LogEntry,
    Record,
    Role,
    Session,
    SessionId,
    Stamp,
    Tally,
)
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
        for after_s, told in verbs:
            verb = self._minted(told)
            if not is_taken(self.state, verb) and not self._was_taken(verb):
                with suppress(Refused):
                    self.do(aimed(self.state, verb), after_s=after_s)

    def _was_taken(self, verb: Verb[Any]) -> bool:
        """Whether somebody had the number of somebody new before they were taken back: it is minted for one."""
        brought = set(brought_by(verb))
        return bool(brought) and any((one.table, one.key) in brought for entry in self.log for one in entry.touched)

    def _minted(self, verb: Verb[Any]) -> Verb[Any]:
        """What is minted at random is not the same in two places."""
        match verb:
            case MintBlanks():
                return replace(verb, seeds=tuple(seed + self._seed for seed in verb.seeds))
            case AddDelegate() | AdmitWalkIn():
                return replace(verb, id=DelegateId(verb.id + self._seed), seed=verb.seed + self._seed)
            case ReissueCode():
                return replace(verb, seed=verb.seed + self._seed)
            case NoteProposal():
                return replace(verb, id=verb.id + self._seed)
            case SplitProposal():
                return replace(verb, id=verb.id + self._seed, proposal=self._proposal(verb.proposal))
            case MergeProposals():
                return replace(
                    verb, into=self._proposal(verb.into), proposals=tuple(map(self._proposal, verb.proposals))
                )
            case EditProposal() | UnmergeProposal() | WithdrawProposal() | RestoreProposal():
                return replace(verb, proposal=self._proposal(verb.proposal))
        return verb

    def _proposal(self, id: int) -> int:
        """Its own one of that name, if it has one."""
        return id + self._seed if id + self._seed in self.state.proposals else id

    def bring(self, other: Somewhere, most: int | None = None) -> list[Replayed]:
        """What the other did comes in here, or the first of it."""
        done = list(islice(self.would_bring(other), most))
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

    def later(self, clock: str = "13:00") -> Somewhere:
        """Another window of the same place, that goes on."""
        return Somewhere(self.name, self.state, self.log, ids=self.session.id + 500_000, clock=clock)

    def forget(self) -> None:
        """The older half of the log has no before-images any more."""
        half = len(self.log) // 2
        self.log = [*map(_without_images, self.log[:half]), *self.log[half:]]
        self.state = anew(self.state, self.log)


def _without_images(entry: LogEntry) -> LogEntry:
    return replace(entry, images=False, touched=tuple(replace(one, before=None) for one in entry.touched))


def _later(at: Stamp, seconds: float) -> Stamp:
    return shifted(at, int(seconds * 1000))


def grown_apart(state: State, before: Iterable[Verb[Any]] = ()) -> tuple[Somewhere, Somewhere]:
    """Two places with the same past."""
    past = Somewhere("Chung", state, ids=_SHARED, clock="07:00")
    past.try_all((1, verb) for verb in before)
    return (
        Somewhere("Cửa A", past.state, past.log, ids=10_000_000),
        Somewhere("Cửa B", past.state, past.log, ids=20_000_000),
    )


def everybody() -> State:
    """Few people on the list, and the agenda in short."""
    return builders.state(*builders.delegates(PEOPLE), *builders.agenda())


def everything(state: State) -> dict[Place, Record]:
    """Every document but the log's and the sessions'."""
    tables = [table for table in RECORD_TYPES if table not in (*_OF_THE_LOG, Conference.table, Tally.table)]
    found: dict[Place, Record] = {
        (table, record.key): record for table in tables for record in getattr(state, table).values()
    }
    return found | {(Conference.table, state.conference.key): state.conference}


_OF_THE_LOG = (LogEntry.table, Session.table)


def anew(state: State, log: Iterable[LogEntry]) -> State:
    """What a file with these documents gives to whoever opens it."""
    rows: dict[str, dict[str, Document]] = {}
    for record in (*everything(state).values(), *state.sessions.values(), *log):
        rows.setdefault(record.table, {})[str(record.key)] = record.to_document()
    return load_state(Tables(rows, state.last_number, state.last_proposal), state.seq)


def listed(state: State) -> set[Place]:
    """The documents of which a person is to say what holds."""
    return {(one.subject, one.place) for one in state.conflicts.values()}
