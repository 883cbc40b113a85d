"""The checker of histories catches what it is there to catch: each fault planted in ten places."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import pairwise
from math import inf
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import pytest

from linearizable import Call, Documents, History, faults, history_of
from recorded import AnyEvent, Folded, SaidNo
from store import NoteHeadCount
from store.records import CountSource, LogEntry
from stores import every_document, new_conference, opened
from window import SetClock, Window


class Day(NamedTuple):
    """What the checker is given."""

    before: Documents
    history: History
    log: list[LogEntry]
    after: Documents

    @property
    def commits(self) -> list[Call]:
        return sorted((call for call in self.history.calls if call.seq), key=lambda call: call.seq or 0)

    @property
    def refused(self) -> list[Call]:
        return [call for call in self.history.calls if call.said_no]

    def faults(self) -> list[str]:
        return faults(*self)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Three windows in turn."""
    path = new_conference(tmp_path_factory.mktemp("day"))
    chance = Random(7)
    before = _file(path)[1]
    notes: list[list[AnyEvent]] = [[], [], []]
    windows = [
        Window(path, f"Bàn {number}", note.append, chance, SetClock(note.append)) for number, note in enumerate(notes)
    ]
    for _step in range(250):
        chance.choice(windows).step()
    for window in windows:
        window.rest()
    for window in windows:
        window.close()
    return Day(before, history_of(notes), *_file(path))


def _file(path: Path) -> tuple[list[LogEntry], Documents]:
    store = opened(path)
    try:
        return store.log(), every_document(store)
    finally:
        store.close()


def test_a_true_history_has_no_faults(day: Day) -> None:
    assert len(day.commits) > 120
    assert len(day.refused) > 10
    assert day.faults() == []


def test_who_is_killed_while_asking_once_more_has_committed_once(day: Day) -> None:
    """The number is that of the first asking, which was answered; the second would have heard the same."""
    again = msgspec.structs.replace(day.commits[40], begun=1 << 61, ended=inf, seq=None, at=None, answer=None)
    history = msgspec.structs.replace(day.history, calls=[*day.history.calls, again])
    assert day._replace(history=history).faults() == []


# -- faults, each planted by a function that says what the checker must say -------------------------------------------

Plant = Callable[[Day, Random], str]


def numbers_against_time(day: Day, chance: Random) -> str:
    first, second = _neighbours(day, chance)
    _exchange(day, first, second)
    return "was asked after a later number had been answered"


def order_that_gives_other_answers(day: Day, chance: Random) -> str:
    """All asked at the same time, so only living through it can tell: let in after having been in already."""
    for call in day.history.calls:
        call.begun, call.ended = 0, 1 << 62
    asked = [call for call in day.commits if call.verb in ("scan", "check_in")]
    admitted = [call for call in asked if call.answer["outcome"] == "admitted"]
    again = [call for call in asked if call.answer["outcome"] in ("repeat", "already-in")]
    pairs = [
        (first, second)
        for first in admitted
        for second in again
        if first.answer["delegate"] == second.answer["delegate"] and (first.seq or 0) < (second.seq or 0)
    ]
    _exchange(day, *chance.choice(pairs))
    return "cannot have been answered"


def a_number_given_twice(day: Day, chance: Random) -> str:
    first, second = _neighbours(day, chance)
    second.seq = first.seq
    return "was given to 2 commits"


def a_commit_that_is_in_no_log(day: Day, chance: Random) -> str:
    del day.log[chance.randrange(len(day.log))]
    return "is not in the log"


def a_commit_nobody_asked_for(day: Day, chance: Random) -> str:
    day.history.calls.remove(chance.choice(day.commits))
    return "nobody committed"


def a_stale_answer(day: Day, chance: Random) -> str:
    """Already in, and told to be let in."""
    again = [call for call in day.commits if call.verb == "scan" and call.answer["outcome"] == "repeat"]
    chance.choice(again).answer["outcome"] = "admitted"
    return "cannot have been answered"


def a_number_two_delegates_were_told(day: Day, chance: Random) -> str:
    chance.choice([call for call in day.commits if call.verb == "add_delegate"]).answer -= 1
    return "cannot have been answered"


def an_answer_that_changes_when_asked_again(day: Day, chance: Random) -> str:
    again = [call for call in day.history.calls if call.seq is None and not call.said_no]
    chance.choice(again).answer = "other"
    return "was asked again and answered otherwise"


def a_refusal_without_reason(day: Day, chance: Random) -> str:
    after = chance.choice(day.commits)
    verb = NoteHeadCount(people=87, source=CountSource.HALL)
    said = {"reason": "no-such-delegate", "delegate": None, "role": None}
    no = SaidNo(id=1, seq=after.seq or 0, at=after.at, refusal=said)
    office = next(call.session for call in day.commits if call.session.role == "office")
    day.history.calls.append(
        Call(
            id=1,
            session=office,
            verb=verb.verb_name,
            args=verb.arguments(),
            begun=after.begun,
            ended=after.ended,
            said_no=no,
        )
    )
    return "was refused without reason"


def a_refusal_for_what_was_long_over(day: Day, chance: Random) -> str:
    later = [call for call in day.refused if call.said_no and call.said_no.seq > 1]
    _moved(chance.choice(later), -1)
    return "had been answered"


def a_refusal_for_what_was_still_to_come(day: Day, chance: Random) -> str:
    last = len(day.log)
    _moved(chance.choice([call for call in day.refused if call.said_no and call.said_no.seq < last]), +1)
    return "before anybody had asked for that"


def a_lost_update(day: Day, chance: Random) -> str:
    table = chance.choice(["attendance", "delegates", "hand_counts", "badges"])
    del day.after[table][chance.choice(list(day.after[table]))]
    return "the file does not have what was done"


def a_code_two_delegates_have(day: Day, chance: Random) -> str:
    one, other = chance.sample(list(day.after["delegates"].values()), 2)
    one["code"] = other["code"]
    return "the file does not have what was done"


def a_watcher_who_missed_one(day: Day, chance: Random) -> str:
    told = chance.choice(day.history.seen).told
    del told[chance.randrange(len(told) - 1)]
    return "was not told of every commit once and in order"


def a_watcher_who_was_told_twice(day: Day, chance: Random) -> str:
    told = chance.choice(day.history.seen).told
    place = chance.randrange(len(told))
    told.insert(place, told[place])
    return "was not told of every commit once and in order"


def a_watcher_who_was_told_too_early(day: Day, chance: Random) -> str:
    told = chance.choice(day.history.seen).told
    place = chance.randrange(len(told) - 1)
    told[place], told[place + 1] = told[place + 1], told[place]
    return "was not told of every commit once and in order"


def a_watcher_who_was_told_something_else(day: Day, chance: Random) -> str:
    told = chance.choice(day.history.seen).told
    place = chance.randrange(len(told))
    told[place] = msgspec.structs.replace(told[place], crc=told[place].crc ^ 1)
    return "watchers were told something else"


def a_watcher_who_missed_the_last(day: Day, chance: Random) -> str:
    chance.choice(day.history.seen).told.pop()
    return "does not show the last commit"


def a_screen_that_shows_something_else(day: Day, chance: Random) -> str:
    seen = chance.choice(day.history.seen)
    assert seen.rested is not None
    seen.rested = msgspec.structs.replace(seen.rested, digest="other")
    return "two windows show different things"


def a_fold_under_an_open_window(day: Day, chance: Random) -> str:
    call = chance.choice(day.commits)
    day.history.folds.append((chance.randrange(3), Folded(began=call.begun, ns=call.begun + 1)))
    return "was open"


PLANTS: list[Plant] = [
    numbers_against_time,
    order_that_gives_other_answers,
    a_number_given_twice,
    a_commit_that_is_in_no_log,
    a_commit_nobody_asked_for,
    a_stale_answer,
    a_number_two_delegates_were_told,
    an_answer_that_changes_when_asked_again,
    a_refusal_without_reason,
    a_refusal_for_what_was_long_over,
    a_refusal_for_what_was_still_to_come,
    a_lost_update,
    a_code_two_delegates_have,
    a_watcher_who_missed_one,
    a_watcher_who_was_told_twice,
    a_watcher_who_was_told_too_early,
    a_watcher_who_was_told_something_else,
    a_watcher_who_missed_the_last,
    a_screen_that_shows_something_else,
    a_fold_under_an_open_window,
]


@pytest.mark.parametrize("times", [4, pytest.param(100, marks=pytest.mark.long)])
@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_caught(day: Day, plant: Plant, times: int) -> None:
    kept = pickle.dumps(day)
    for seed in range(times):
        spoilt: Day = pickle.loads(kept)
        wanted = plant(spoilt, Random(seed))
        found = spoilt.faults()
        assert found
        assert any(wanted in fault for fault in found), found


def _neighbours(day: Day, chance: Random) -> tuple[Call, Call]:
    return chance.choice(list(pairwise(day.commits)))


def _exchange(day: Day, first: Call, second: Call) -> None:
    """Their numbers, in the log too."""
    assert first.seq is not None
    assert second.seq is not None
    one, other = day.log[first.seq - 1], day.log[second.seq - 1]
    day.log[first.seq - 1] = msgspec.structs.replace(other, seq=first.seq)
    day.log[second.seq - 1] = msgspec.structs.replace(one, seq=second.seq)
    first.seq, second.seq = second.seq, first.seq


def _moved(call: Call, by: int) -> None:
    assert call.said_no is not None
    call.said_no = msgspec.structs.replace(call.said_no, seq=call.said_no.seq + by)
