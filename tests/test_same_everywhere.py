"""Two processes that carry out the same verb on the same documents do the same, letter by letter.

A state keeps its documents in maps that no two processes go through in the same order. A commit that showed that order
would be another one for whoever checks it, and an outcome that hung on it would be another answer at another desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

import msgspec
import pytest

import any_verb
import builders
from store import CorrectSpeech, GiveFloor, NextSpeaker, Recover, State, StopItem, on_the_floor, running, speaking
from store.errors import Refused
from store.live_records import Fate, GapChoice, ItemRun, Span, Speech, SpeechKind
from store.proposal_records import Proposal
from store.records import Attendance, Delegate, Record, Role, Session, SessionId
from store.transaction import Transaction
from store.verbs import VERBS, Verb
from two_places import anew

OTHERS = 24
"""How many other processes there are: two documents are in the same order in all of them once in 2 ** 24 times."""

NOW = builders.stamp("09:00:00")


def done(state: State, verb: Verb[Any]) -> bytes:
    """All of the commit, or the refusal."""
    tx = Transaction(state, Session(id=SessionId(1), desk="Chủ trì", role=Role.OFFICE, host="", pid=1), NOW)
    try:
        outcome = msgspec.to_builtins(verb.apply(tx))
    except Refused as refused:
        return refused.reason.encode()
    return msgspec.json.encode(tx.commit(id=1, verb=verb.verb_name, args=verb.arguments(), outcome=outcome))


def elsewhere(records: Iterable[Record], processes: int = OTHERS) -> list[State]:
    """The same documents, read in as many processes."""
    state = builders.state(*records)
    return [anew(state, ()) for _process in range(processes)]


INTERRUPTED = builders.speech(1, span=builders.span("08:40", None, ("08:50", None)))
QUESTION = builders.speech(2, kind=SpeechKind.QUESTION, span=builders.span("08:50"))
NEXT = builders.speech(3)

SEVERAL: tuple[tuple[Verb[Any], tuple[Record, ...]], ...] = (
    (GiveFloor(id=9, kind=SpeechKind.POINT_OF_ORDER, name="Lê Văn Sử"), (INTERRUPTED, QUESTION)),
    (
        CorrectSpeech(speech=3, started=builders.stamp("08:52:00").wall),
        (
            builders.speech(1, span=builders.span("08:40", "08:55", ("08:50", "08:55"))),
            builders.speech(2, kind=SpeechKind.QUESTION, span=builders.span("08:50", "08:55")),
            builders.speech(3, span=builders.span("08:55")),
        ),
    ),
    (
        Recover(since=builders.stamp("08:51:00"), until=builders.stamp("08:58:00"), choice=GapChoice.STOPPED),
        (
            builders.ran(4, builders.span("08:30")),
            builders.ran(5, builders.span("08:30", "08:59")),
            builders.speech(1, span=builders.span("08:40")),
            builders.speech(2, span=builders.span("08:50", "08:59")),
        ),
    ),
    (StopItem(item=4), (builders.ran(4, builders.span("08:30")), INTERRUPTED, QUESTION)),
    (NextSpeaker(current=2), (INTERRUPTED, QUESTION, NEXT)),
)
"""Verbs that touch more than one, and what they find."""


@pytest.mark.parametrize(("verb", "records"), SEVERAL, ids=[verb.verb_name for verb, _ in SEVERAL])
def test_what_touches_several_touches_them_in_the_same_order_everywhere(
    verb: Verb[Any], records: tuple[Record, ...]
) -> None:
    commits = {done(state, verb) for state in elsewhere((*builders.agenda(), *records))}
    assert len(commits) == 1
    assert b"speeches" in commits.pop()


def test_of_two_that_run_the_same_one_is_meant_everywhere() -> None:
    """Neither a verb nor what comes in leaves two; were they there all the same, all windows would tell the same."""
    speeches = [builders.speech(id, span=builders.span(f"08:{id}0")) for id in (2, 3, 4)]
    runs = [builders.ran(id, builders.span(f"08:{id}0")) for id in (2, 3, 4)]
    states = elsewhere((*builders.agenda(), *speeches, *runs))
    for meant in (speaking, on_the_floor, running):
        assert len({meant(state) for state in states}) == 1


def test_any_verb_does_the_same_everywhere() -> None:
    """On documents that meet at every corner: much that ran at the same time, and ended when something else began."""
    for seed in range(60):
        chance = Random(seed)
        states = elsewhere(crowd(chance), processes=4)
        for _verb in range(20):
            verb = any_verb.draw(VERBS[chance.choice(sorted(VERBS))], chance, states[0])
            assert len({done(state, verb) for state in states}) == 1, verb


def crowd(chance: Random) -> list[Record]:
    people = builders.delegates(6)
    found: list[Record] = [*people, *builders.agenda()]
    found += [_came(chance, one) for one in people[:4]]
    found += [ItemRun(item=id, spans=(_span(chance),)) for id in range(1, chance.randrange(1, 7))]
    found += [_speech(chance, id, people) for id in range(1, 9)]
    return [*found, *(_proposal(chance, id) for id in range(1, 7))]


def _came(chance: Random, who: Delegate) -> Attendance:
    return chance.choice([builders.present(who), builders.gone(who), builders.substituted(who, "Lê Văn Sử")])


def _span(chance: Random) -> Span:
    return builders.span(chance.choice(["08:30", "08:40"]), chance.choice([None, "08:40", "08:50"]))


def _speech(chance: Random, id: int, people: list[Delegate]) -> Speech:
    span = chance.choice([None, _span(chance)])
    fate = Fate.DELIVERED if span and span.ended else None
    who, kind = chance.choice(people).id, chance.choice(list(SpeechKind))
    return builders.speech(id, position=chance.randrange(3), delegate=who, kind=kind, span=span, fate=fate)


def _proposal(chance: Random, id: int) -> Proposal:
    return builders.proposal(id, merged_into=1 if id > 1 and chance.random() < 0.5 else None)
