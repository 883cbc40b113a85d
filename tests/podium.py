"""A moderator's table without a disk: verbs on a state in memory, with wall clock and boot clock moved separately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any, TypeVar

import msgspec
import pytest

import builders
import random_verbs
from store import Undo
from store.errors import Reason, Refused
from store.records import Record, Role, Session, SessionId, Stamp
from store.transaction import Transaction
from store.verbs import Verb

Out = TypeVar("Out")


class Clocks:
    """The two clocks of a machine."""

    def __init__(self, at: str = "08:00:00") -> None:
        self.now = builders.stamp(at)

    def __call__(self, _zone: dt.tzinfo) -> Stamp:
        return self.now

    def wait(self, seconds: float) -> None:
        """Time passes."""
        ms = round(seconds * 1000)
        self.now = msgspec.structs.replace(
            self.now, wall=self.now.wall + dt.timedelta(milliseconds=ms), boot_ms=self.now.boot_ms + ms
        )

    def set_wall(self, seconds: float) -> None:
        """Somebody sets the clock on the wall."""
        self.now = msgspec.structs.replace(self.now, wall=self.now.wall + dt.timedelta(seconds=seconds))

    def reboot(self, seconds: float) -> None:
        """The machine is off so long."""
        self.wait(seconds)
        self.now = msgspec.structs.replace(self.now, boot=self.now.boot + "+", boot_ms=1234)


class Podium:
    """One window, whose verbs are committed in memory."""

    def __init__(self, *records: Record, at: str = "08:00:00", role: Role = Role.MODERATOR, **about: Any) -> None:
        self.state = builders.state(*(records or builders.agenda()), **about)
        self.clocks = Clocks(at)
        self.session = Session(id=SessionId(1), desk="Chủ trì", role=role, host="", pid=1)
        self._ids = count(1)

    @property
    def now(self) -> Stamp:
        return self.clocks.now

    def run(self, verb: Verb[Out]) -> Out:
        """Commits, or raises what the store would."""
        tx = Transaction(self.state, self.session, self.now)
        assert self.session.role in type(verb).roles
        outcome = verb.apply(tx)
        entry = tx.commit(
            id=next(self._ids), verb=verb.verb_name, args=verb.arguments(), outcome=msgspec.to_builtins(outcome)
        ).entry
        self.state = tx.state.logged(entry)
        return outcome

    def try_(self, verb: Verb[Any]) -> bool:
        """Whether it was accepted."""
        try:
            self.run(verb)
        except Refused:
            return False
        return True

    def refuses(self, verb: Verb[Any]) -> Reason:
        """Why it is refused; nothing is changed."""
        before = self.state
        with pytest.raises(Refused) as refusal:
            self.run(verb)
        assert self.state is before
        return refusal.value.reason

    def after(self, seconds: float, verb: Verb[Out]) -> Out:
        self.clocks.wait(seconds)
        return self.run(verb)

    def replay(self, steps: random_verbs.Steps) -> Iterator[bool]:
        """Does one step after the other and says each time whether it was accepted. Ids are minted: none is taken."""
        for moves, verb in steps:
            for how, seconds in moves:
                getattr(self.clocks, how)(seconds)
            yield not random_verbs.is_taken(self.state, verb) and self.try_(random_verbs.aimed(self.state, verb))

    def undo(self) -> None:
        self.run(Undo())

    def documents(self) -> dict[str, dict[int, Any]]:
        """Everything about the podium, as the file would have it."""
        tables = ("agenda", "runs", "speeches", "speaker_lists", "recoveries")
        return {
            name: {key: record.to_document() for key, record in getattr(self.state, name).items()} for name in tables
        }


def clock(moment: dt.datetime | None) -> str:
    """As the hall's clock shows it."""
    return f"{moment:%H:%M:%S}" if moment else ""
