"""At the door without a screen: checking in codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from typing import Final

from store import Answer, Outcome, Scan, Store, open_store
from store.errors import NotSaved, ReadOnly, StoreError
from store.records import Stamp
from tui.i18n import _
from tui.offline_words import say_offline
from tui.options.meaning import desk, place
from tui.refusals import sentence, system_reason
from tui.saying import DONE, FAILED, say

LONGEST_LINE: Final = 4096
"""Bytes of one line on standard input; what is longer is no badge."""


def check_in(options: argparse.Namespace) -> int:
    """One line of answer a code, printed only once the answer is durable."""
    status = DONE
    with closing(open_store(place(options), desk=desk(options))) as store:
        if store.read_only:
            raise store.read_only
        for code in _codes(options.codes):
            line, saved = _answer(store, code)
            say(*line)
            store.back_up_if_due()
            status = status if saved else FAILED
            _send_what_waits(store)
        say_offline(store)
    return status


def _send_what_waits(store: Store) -> None:
    """A database that was away may be back."""
    if store.waiting is not None:
        with suppress(StoreError):
            store.refresh()


def _codes(given: list[str]) -> Iterator[str]:
    for code in given:
        if code == "-":
            yield from _lines()
        elif code.strip():
            yield code


def _lines() -> Iterator[str]:
    read = partial(sys.stdin.buffer.readline, LONGEST_LINE)
    while line := read():
        rest = line
        while rest and not rest.endswith(b"\n"):
            # What is longer than any badge is one unknown code, not several.
            rest = read()
        yield from filter(None, map(str.strip, line.decode("utf-8", errors="replace").split("\r")))


def _answer(store: Store, code: str) -> tuple[tuple[str, ...], bool]:
    """Outcome, number, name and detail; and whether it is saved."""
    try:
        answer = store.run(Scan.of(code))
    except NotSaved as error:
        return (Outcome.NOT_SAVED, "", "", system_reason(error.error)), False
    except ReadOnly as error:
        return (Outcome.NOT_SAVED, "", "", sentence(error.why)), False
    delegate = store.state.delegates.get(answer.delegate) if answer.delegate else None
    number = str(delegate.number) if delegate else ""
    name = delegate.name if delegate else ""
    return (answer.outcome, number, name, _detail(answer)), True


def _detail(answer: Answer) -> str:
    match answer.outcome:
        case Outcome.ADMITTED | Outcome.REENTRY:
            return _clock(answer.at)
        case Outcome.ALREADY_IN | Outcome.REPEAT if answer.arrived:
            return _("since {time} at {desk}").format(time=_clock(answer.arrived), desk=answer.desk)
        case _:
            return ""


def _clock(stamp: Stamp) -> str:
    return f"{stamp.wall:%H:%M:%S}"
