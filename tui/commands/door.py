"""At the door without a screen: checking in codes, saying who is here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Final

from store import Answer, HeadCount, Outcome, Scan, State, Store, open_store, planned_end
from store.errors import NotSaved, ReadOnly
from store.records import Stamp
from store.text import shown
from tui.cli import DONE, FAILED, data_file, desk
from tui.i18n import _
from tui.refusals import sentence, system_reason
from tui.saying import say, say_json

LONGEST_LINE: Final = 4096
"""Bytes of one line on standard input; what is longer is no badge."""


def check_in(options: argparse.Namespace) -> int:
    """One line of answer a code, printed only once the answer is durable."""
    status = DONE
    with closing(open_store(data_file(options), desk=desk(options))) as store:
        if store.read_only:
            raise store.read_only
        for code in _codes(options.codes):
            line, saved = _answer(store, code)
            say(*line)
            store.back_up_if_due()
            status = status if saved else FAILED
    return status


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


def status(options: argparse.Namespace) -> None:
    """Who is here, for a person or as JSON."""
    with closing(open_store(data_file(options), desk=desk(options), fold=False)) as store:
        if options.json:
            say_json(_status(store))
        else:
            for line in _status_lines(store.state):
                say(line)


def _status(store: Store) -> dict[str, object]:
    state = store.state
    return {
        "conference": state.conference.title,
        "at": store.now().wall.isoformat(timespec="seconds"),
        "attendance": _counts(state.head_count()),
        "categories": [
            {"id": category.id, "name": category.name} | _category_counts(state.category_count(category.id))
            for category in state.conference.categories
        ],
        "agenda": _agenda(state),
        "speakers": {"speaking": None, "waiting": 0, "finished": 0},
        "proposals": 0,
    }


def _counts(count: HeadCount) -> dict[str, int]:
    fields = ("summoned", "present", "substitutes", "excused", "unexcused", "walk_ins", "service", "not_arrived")
    return {field: getattr(count, field) for field in (*fields, "late", "left")}


def _category_counts(count: HeadCount) -> dict[str, int]:
    return {"summoned": count.summoned, "present": count.present}


def _agenda(state: State) -> dict[str, object]:
    end = planned_end(state.conference, state.agenda.values())
    return {"current": None, "offset_s": 0, "expected_end": end.isoformat(timespec="seconds") if end else None}


def _status_lines(state: State) -> Iterable[str]:
    from tui.present import head_count, rate

    conference = state.conference
    yield shown(conference.title)
    yield head_count(state.head_count())
    for category in conference.categories:
        count = state.category_count(category.id)
        yield f"  {shown(category.name)}: {count.present}/{count.summoned} ({rate(count)})"
