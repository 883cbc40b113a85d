"""What commands print, made safe on its way out: nothing a roster, a plan or the name of a file holds is obeyed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Timer
from typing import Final

from store.text import shown
from tui.blank import Lack

DONE: Final = 0
FAILED: Final = 1
MISUSED: Final = 2
"""Exit statuses."""


def say(*columns: str, error: bool = False) -> None:
    """One line for a person, its columns apart by tabs."""
    print("\t".join(map(shown, columns)), file=sys.stderr if error else sys.stdout, flush=True)


def complain(sentence: str, status: int = FAILED) -> int:
    """Why a command did not do what was asked; returns its exit status."""
    say(f"toadam: {sentence}", error=True)
    return status


def say_json(value: object) -> None:
    """A value as one line of JSON, in which what a terminal would obey or hide is escaped: it means the same."""
    print(_NOT_ASCII.sub(_harmless, json.dumps(value, ensure_ascii=False)), flush=True)


def progress(done: int, total: int) -> None:
    """A line that counts up, only where somebody watches; what is said next is written over it until all is done."""
    if sys.stderr.isatty() and _another_hundredth(done, total):
        print(f"{done}/{total}", end="\n" if done == total else "\r", file=sys.stderr, flush=True)


@contextmanager
def meanwhile(told: str, after_s: float = 1.0) -> Iterator[None]:
    """Says what is being done, where somebody watches and it takes its time; gone again when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    words, said = Lack.WAITS.said(shown(told)), Event()
    timer = Timer(after_s, _say_for_now, (words, said))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said.is_set():
            print(end=f"\r{' ' * len(words)}\r", file=sys.stderr, flush=True)


def _say_for_now(words: str, said: Event) -> None:
    print(words, end="\r", file=sys.stderr, flush=True)
    said.set()


def _another_hundredth(done: int, total: int) -> bool:
    """Thousands of rows are told of one by one; a terminal has better to do."""
    return 100 * done // max(total, 1) != 100 * (done - 1) // max(total, 1)


_NOT_ASCII = re.compile(r"[^ -~]")


def _harmless(char: re.Match[str]) -> str:
    return char[0] if char[0].isprintable() else json.dumps(char[0])[1:-1]
