"""What a person at the desk waits for: from the last byte of a scan or a key to the painted answer, in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, Series, in_turn
from benchmarks.programs import AHEAD_S, BARE, BARE_READY, READY, Painting, painting, toadam
from builders import delegates
from store import Scan, Store, open_store
from store.records import Delegate
from store.vietnamese import fold

PRETIX_MS = Series((44.0, 64.0))
"""Least and most of what its redeem API took for 112 tickets, p50 on loopback, on this machine in another run."""
FRAME_MS = 16
SIZES = (112, 1_000, 10_000, 100_000)


def scans(*, short: bool) -> Iterator[Figure]:
    """The desk's answer, next to a line that is only echoed."""
    for size in (112, 10_000) if short else SIZES:
        ours, echo = scan_and_echo(size, 30 if short else 200)
        what = f"scan to painted answer, {size:,} delegates"
        yield Figure(what, "ms", ours, "a bare Textual echo", echo, Goal(ratio=1.5, p99=33))
        if size == SIZES[0]:
            peer = "pretix's redeem API, recorded elsewhere: 44…64"
            yield Figure("the same, durable and painted", "ms", ours, peer, PRETIX_MS, Goal(ratio=0.2))


def scan_and_echo(size: int, rounds: int) -> tuple[Series, Series]:
    """A series of each, taken in turn."""
    people, numbers = delegates(size), count()
    with (
        conferences.of_size(size) as path,
        painting(*toadam(path, "open")) as desk,
        painting("-c", BARE) as bare,
    ):
        bare.started_ms(BARE_READY)
        desk.started_ms(READY)
        desk.drain(AHEAD_S)
        chosen = iter(conferences.spread(people, rounds))
        rounds = len(conferences.spread(people, rounds))
        ours, echo = in_turn(rounds, lambda: scan_ms(desk, next(chosen)), lambda: _echo_ms(bare, next(numbers)))
    return ours, echo


def scan_ms(desk: Painting, delegate: Delegate) -> float:
    return _settled(desk, partial(desk.answer_ms, f"{delegate.code}\r", delegate.name.upper()))


def _echo_ms(bare: Painting, number: int) -> float:
    return _settled(bare, partial(bare.answer_ms, f"{number:04}-BCGHKLNPRST\r", f"{number:04}-BCGHKLNPRST"))


def _settled(program: Painting, measured: Callable[[], float]) -> float:
    program.settle()
    return measured()


def search(*, short: bool) -> Iterator[Figure]:
    """Each key of a name typed, among 10,000."""
    people = conferences.spread(delegates(10_000), 8 if short else 40)
    with conferences.of_size(10_000) as path, painting(*toadam(path, "open")) as desk:
        desk.started_ms(READY)
        desk.drain(AHEAD_S)
        ours = [taken for person in people for taken in _keys_ms(desk, fold(person.name)[:8])]
    what = "search as one types, each key, 10,000 delegates"
    yield Figure(what, "ms", Series(tuple(ours)), "a frame", Series((FRAME_MS,)), Goal(p99=FRAME_MS))


def _keys_ms(program: Painting, text: str) -> list[float]:
    program.type("\x1b")
    program.settle()
    return [program.last_byte_ms(letter, 0.03) for letter in text]


def another_window(*, short: bool) -> Iterator[Figure]:
    """From a commit here to what another window paints of it."""
    people = conferences.spread(delegates(112), 20 if short else 100)
    with conferences.of_size(112) as path, painting(*toadam(path, "open")) as window:
        window.started_ms(READY)
        with closing(open_store(path, desk="Bàn 2")) as store:
            taken = [_told_ms(store, window, one) for one in people]
    what = "another window shows a commit"
    yield Figure(what, "ms", Series(tuple(taken)), "how often it looks", Series((50.0,)), Goal(p99=100))


def _told_ms(store: Store, window: Painting, person: Delegate) -> float:
    window.settle()
    store.run(Scan.of(person.code))
    return window.answer_ms("", person.name)
