"""Desks on a database, each with a line of its own that can be taken down, and what they did when all is sent."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Self

from databases import engine_over_there, write
from frayed_line import FrayedLine
from postgres import new_schema, server
from store import Outcome, Store
from store.address import Address
from store.clock import Clock
from store.engine.desk.engine import DeskEngine
from store.engine.platform import System
from store.errors import ReadOnly, Trouble
from stores import Moments, opened


def conference_for_desks(people: int = 60) -> str:
    """The name of a schema with one in it, everybody still to come."""
    schema = new_schema()
    write(server().address(schema), people)
    return schema


class Desk:
    """One, opened over its line. Use as a context manager."""

    def __init__(self, port: int, schema: str, name: str, *, clock: Clock | None = None) -> None:
        self.name = name
        self.moments = Moments()
        self.line = FrayedLine(port)
        self.address = server().address(schema, port=self.line.port)
        self._clock = clock or self.moments
        self._stores = ExitStack()

    def __enter__(self) -> Self:
        self.line.__enter__()
        self.open()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stores.close()
        self.line.__exit__()

    def open(self, *, system: System | None = None) -> Store:
        """Another window of this machine; `store` from now on."""
        self.store = self._stores.enter_context(
            closing(opened(self.address, self.name, clock=self._clock, system=system))
        )
        return self.store

    def is_killed(self) -> None:
        self.store.engine.let_go()

    def trouble(self) -> Trouble:
        """Looks until it is said why nothing can be changed any more."""
        deadline = time.monotonic() + 30
        while (read_only := self.store.read_only) is None:
            with suppress(ReadOnly):
                self.store.refresh()
            assert time.monotonic() < deadline, "all is well"
        return read_only.why

    def comes_back(self) -> Store:
        """The line is whole again, and all that waited is sent."""
        self.line.mended()
        sent(self.store)
        return self.store


def sent(store: Store) -> None:
    """Waits until nothing waits any more."""
    deadline = time.monotonic() + 30
    while store.waiting is not None:
        store.refresh()
        assert time.monotonic() < deadline, "nothing was sent"
        time.sleep(0.005)


def looks_later(store: Store) -> None:
    """It does not look for its server until it is told to."""
    engine = store.engine
    assert isinstance(engine, DeskEngine)
    assert engine._search is not None
    engine._search.give_up()
    engine._search = None


def looks_now(store: Store) -> None:
    assert isinstance(store.engine, DeskEngine)
    store.engine._look_for_server()


def followed(*stores: Store) -> None:
    """Each has seen what all have done."""
    for store in stores:
        while store.refresh():
            pass


def admitted(store: Store) -> Counter[int]:
    """How often each was let in, by the log."""
    answers = (entry.outcome for entry in store.log() if isinstance(entry.outcome, dict))
    return Counter(one["delegate"] for one in answers if one.get("outcome") == Outcome.ADMITTED)


def is_dense(store: Store) -> bool:
    """Whether the log has every number once, and no id twice."""
    log = store.log()
    return [entry.seq for entry in log] == list(range(1, len(log) + 1)) and len({entry.id for entry in log}) == len(log)


class GoingLines:
    """Ways to databases that are taken down once a conference is there and its desk knows it."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._lines: dict[Address, FrayedLine] = {}

    def to(self, address: Address) -> Address:
        """The same over a line."""
        line = self._stack.enter_context(FrayedLine(server().port))
        over = Address(address.url.replace(f":{server().port}/", f":{line.port}/"))
        self._lines[over] = line
        return over

    def go(self, address: Address) -> None:
        """From now on nobody answers there."""
        with closing(opened(address)) as store:
            engine = store.engine
            assert isinstance(engine, DeskEngine)
            engine._last_known.keep(engine_over_there(store))
        self._lines[address].take_down()


@contextmanager
def lines_that_go() -> Iterator[GoingLines]:
    with ExitStack() as stack:
        yield GoingLines(stack)
