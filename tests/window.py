"""A window as a process of its own that does whatever a window can: `python window.py PLACE DESK NOTES SEED STAY`.

It says `ready`, works until the moment of the monotonic clock it is sent, says `done`, waits for a line, sends what it
did offline, says `sent`, waits for a line, looks once more, says `rested` and closes when its input ends. On average it
closes and opens again after `STAY` calls; 0 is never.
All the while somebody sets its wall clock back and forth.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from rpds import HashTrieSet

from any_verb import draw_any
from recorded import (
    Answered,
    Asked,
    Closing,
    Failed,
    Folded,
    Note,
    Opened,
    Rested,
    SaidNo,
    Told,
    crc_of,
    notebook,
    refusal,
)
from state_facts import facts
from store import Change, Store, open_store
from store.address import Place
from store.clock import system_clock
from store.engine.platform import System
from store.errors import NotSaved, Refused, Unconfirmed, Unopenable, Unreachable
from store.records import Role, Stamp
from store.verbs import Verb
from stores import QuietSystem, every_document, place_named

SPANS = (dt.timedelta(minutes=20), dt.timedelta(hours=30), dt.timedelta(days=500))
"""How far the clock is set, at most, in either direction."""
ROLES = (*[Role.OFFICE] * 8, Role.RECEPTION, Role.HALL)


class SetClock(QuietSystem):
    """A machine whose wall clock somebody sets and whose disk nobody waits for, noting every new data file."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._off = dt.timedelta()

    def set_clock(self, chance: Random) -> None:
        self._off = chance.choice(SPANS) * chance.uniform(-1, 1)

    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        return System.wall_clock(self, zone) + self._off

    def replace(self, source: Path, target: Path) -> None:
        began = time.monotonic_ns()
        super().replace(source, target)
        if source.name.endswith(".json.new") and source.parent.parent.suffix != ".offline":
            self._note(Folded(began=began))


class Window:
    """Works on a conference and notes everything it asks and hears."""

    def __init__(self, place: Place, desk: str, note: Note, chance: Random, system: SetClock) -> None:
        self._place = place
        self._desk = desk
        self._note = note
        self._chance = chance
        self._system = system
        self._clock = system_clock(system)
        self._read: Stamp | None = None
        """What the clock said last."""
        self._ours = 0
        """The number of our latest commit."""
        self._asked: deque[tuple[int, Verb[Any]]] = deque(maxlen=50)
        self.store = self._opened()

    def step(self) -> None:
        """One thing of all those a window may do."""
        match self._chance.random():
            case die if die < 0.01:
                self._system.set_clock(self._chance)
            case die if die < 0.011:
                self.store.back_up_if_due()
            case die if die < 0.11:
                with suppress(NotSaved):
                    self.store.refresh()
            case die if die < 0.13 and self._asked:
                self._call(*self._chance.choice(self._asked))
            case _:
                self._call(self.store.mint(), draw_any(self._chance, self.store.state))

    def reopen(self) -> None:
        """Away for longer than it was there, so that now and then nobody is, on a busy machine too."""
        self.close()
        time.sleep(min(1, self._chance.uniform(0, 12) * (time.monotonic() - self._since)))
        self.store = self._opened()

    def send(self) -> None:
        """What waits for the database, once it is there."""
        while self.store.waiting is not None:
            with suppress(NotSaved):
                self.store.refresh()
            time.sleep(0.01)

    def rest(self) -> None:
        self.store.refresh()
        self._note(Rested(seq=self.store.state.seq, digest=digest(self.store)))

    def close(self) -> None:
        self._note(Closing())
        self.store.close()

    def _opened(self) -> Store:
        self._since = time.monotonic()
        role = self._chance.choice(ROLES)
        # What others are told is what was done: by this clock nearly all in a database is too old to be undone.
        fold = isinstance(self._place, Path)
        opener = partial(open_store, self._place, desk=self._desk, role=role, clock=self._time, system=self._system)
        store = _at_last(partial(opener, fold=fold))
        assert store.read_only is None, store.read_only
        self._note(Opened(session=store.session, seq=store.state.seq, offline=store.waiting is not None))
        store.subscribe(self._hear)
        return store

    def _call(self, id: int, verb: Verb[Any]) -> None:
        self._note(Asked(id=id, verb=verb.verb_name, args=verb.arguments()))
        self._ours, self._read = 0, None
        try:
            answer = msgspec.to_builtins(self.store.run(verb, id=id))
        except Refused as error:
            said, seq = refusal(error), self.store.state.seq
            self._note(SaidNo(id=id, seq=seq, at=self._read, refusal=said, offline=self._is_offline))
        except NotSaved as error:
            self._note(Failed(id=id, perhaps=isinstance(error, Unconfirmed)))
        else:
            offline = self._is_offline
            self._note(Answered(id=id, seq=self._ours or None, at=self._read, answer=answer, offline=offline))
            self._asked.append((id, verb))

    @property
    def _is_offline(self) -> bool:
        return self.store.waiting is not None

    def _time(self, zone: dt.tzinfo) -> Stamp:
        self._read = self._clock(zone)
        return self._read

    def _hear(self, change: Change) -> None:
        entry = change.entry
        self._note(Told(seq=entry.seq, ours=change.ours, crc=crc_of(entry), offline=self._is_offline))
        if change.ours:
            self._ours = entry.seq


def _at_last(opener: Callable[[], Store]) -> Store:
    """As somebody opens it who tries again while the server is not there."""
    while True:
        try:
            return opener()
        except (Unreachable, Unopenable):
            time.sleep(0.1)


def digest(store: Store) -> str:
    """Of everything a window shows."""
    known = repr(_in_order(every_document(store))), repr(_in_order(facts(store.state)))
    return sha256("".join(known).encode()).hexdigest()


def _in_order(known: Any) -> Any:
    """Maps and sets, whose order says nothing, in the same order everywhere."""
    if isinstance(known, HashTrieSet):
        return sorted(known)
    if hasattr(known, "items"):
        return sorted((key, _in_order(value)) for key, value in known.items())
    if isinstance(known, msgspec.Struct):
        return [type(known), *(_in_order(getattr(known, field)) for field in known.__struct_fields__)]
    if isinstance(known, list):
        return [_in_order(one) for one in known]
    return known


def main() -> None:
    path, desk, notes, seed, stay = sys.argv[1:]
    chance, note = Random(seed), notebook(Path(notes))
    window = Window(place_named(path), desk, note, chance, SetClock(note))
    print("ready", flush=True)
    deadline = float(sys.stdin.readline())
    while time.monotonic() < deadline:
        window.step()
        if int(stay) and not chance.randrange(int(stay)):
            window.reopen()
    print("done", flush=True)
    sys.stdin.readline()
    window.send()
    print("sent", flush=True)
    sys.stdin.readline()
    window.rest()
    print("rested", flush=True)
    sys.stdin.readline()
    window.close()


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
