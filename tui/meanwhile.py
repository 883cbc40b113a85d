"""What a command that takes its time says meanwhile, where somebody watches: what it does, how far it is, how long it
will take. Ctrl+C stops it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

from store.text import shown
from tui.blank import Lack
from tui.options.meaning import Failure
from tui.time_left import left_s, left_words
from tui.typed_path import shortened

_LOOK_S: Final = 0.25
_CELLS: Final = 20
_LEAST: Final = 12
"""Of what is being done, so much is said however narrow the terminal is."""


class Bar:
    """One line of a terminal, written anew while the work goes on. The work tells it how far it is."""

    def __init__(self, told: str) -> None:
        self._told = shown(told)
        self._begun = monotonic()
        self._far = (0, 0)
        self._length = 0
        self._writing = Lock()
        self._ended = Event()

    def __call__(self, done: int, total: int) -> None:
        """So many parts of all are done."""
        self._far = done, total

    def rewrite(self, after_s: float) -> None:
        """Until the work is done: for a thread of its own, as the work may tell of nothing for long."""
        while not self._ended.wait(after_s):
            with self._writing:
                if self._ended.is_set():
                    return
                self._write(in_a_line(self._told, *self._far, monotonic() - self._begun, _columns()))
            after_s = _LOOK_S

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is written makes room for something that stays."""
        with self._writing:
            self._write("")
            yield

    def end(self) -> None:
        """The work is done, and nothing is left of the line."""
        self._ended.set()
        with self.aside():
            pass

    def _write(self, words: str) -> None:
        if words.ljust(self._length):
            print(words.ljust(self._length), end="\r", file=sys.stderr, flush=True)
        self._length = len(words)


@contextmanager
def meanwhile(told: str, stopped: str = "", after_s: float = 1.0) -> Iterator[Bar]:
    """Says what is being done, if it takes its time; gone again when it is done.

    Ctrl+C ends it with what is to be said of it then. Where nobody watches nothing is written.
    """
    bar = Bar(told)
    writer = Thread(target=bar.rewrite, args=(after_s,), daemon=True)
    if sys.stderr.isatty():
        writer.start()
    try:
        yield bar
    except KeyboardInterrupt:
        if not stopped:
            raise
        raise Failure(stopped) from None
    finally:
        bar.end()


def in_a_line(told: str, done: int, total: int, elapsed_s: float, columns: int) -> str:
    """`… Đang kiểm tra toadam.json  ██████░░░░  60 %  Còn khoảng 00:10`: as much of it as is known."""
    left = left_s(elapsed_s, done, total or None)
    known = [_cells(done, total), f"{100 * done // total} %"] if total else []
    rest = "".join(f"  {one}" for one in (*known, *([] if left is None else [left_words(left)])))
    room = max(columns - len(Lack.WAITS.said("")) - len(rest) - 1, _LEAST)
    return Lack.WAITS.said(shortened(told, room)) + rest


def _cells(done: int, total: int) -> str:
    full = _CELLS * done // total
    return "█" * full + "░" * (_CELLS - full)


def _columns() -> int:
    return shutil.get_terminal_size().columns
