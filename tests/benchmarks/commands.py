"""Commands as whole processes, and how long until there is something to see."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import conferences
from benchmarks.figures import Figure, Goal, Series, in_turn
from benchmarks.programs import BARE, BARE_READY, READY, painting, toadam, whole_ms
from builders import code

COMMANDS = (("checkin", code(1)), ("status",), ("codes",))


def whole(*, short: bool) -> Iterator[Figure]:
    """A script that checks in, a person who asks."""
    with conferences.of_size(112) as path:
        library = partial(whole_ms, "-c", "import tinydb")
        actions = [partial(whole_ms, *toadam(path, *words)) for words in COMMANDS]
        for action in (library, *actions):
            action()
        limit, *taken = in_turn(5 if short else 25, library, *actions)
    for words, series in zip(COMMANDS, taken, strict=True):
        yield Figure(f"`toadam {words[0]}`", "ms", series, "`python -c 'import tinydb'`", limit, Goal(ratio=2.5))


def starting(*, short: bool) -> Iterator[Figure]:
    """From the start of the process to the reception desk, ready."""
    rounds = 3 if short else 15
    with conferences.of_size(112) as few, conferences.after_scans(10_000) as many:
        small, large, bare = partial(start_ms, few), partial(start_ms, many), _start_bare_ms
        for action in (bare, small, large):
            action()
        of_few, of_many, control = in_turn(rounds, small, large, bare)
    yield Figure("start to first frame, 112 delegates", "ms", of_few, "a bare Textual app", control, Goal(ratio=1.6))
    yield _large(of_many, of_few)


def _large(of_many: Series, of_few: Series) -> Figure:
    what = "start to first frame, 10,000 delegates and 10,000 entries in the log"
    return Figure(what, "ms", of_many, "112 delegates", of_few, Goal(ratio=1.5))


def start_ms(path: Path) -> float:
    """Until the desk can be used."""
    with painting(*toadam(path, "open")) as window:
        return window.started_ms(READY)


def _start_bare_ms() -> float:
    with painting("-c", BARE) as window:
        return window.started_ms(BARE_READY)
