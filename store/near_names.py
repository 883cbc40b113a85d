"""Texts that may speak of a person under another form of the name: “đ/c Hưởng”, “Văn Hưởng”, one letter wrong.

Nobody can say who is meant, so nothing is done to them: they are named, and a person looks. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from store.live_records import Speech
from store.proposal_records import Proposal
from store.records import AgendaItem, Attendance, Delegate, Record
from store.state import State
from store.traces import Traces
from store.vietnamese import canonical, fold

_FREE: Final = {
    Delegate: ("note",),
    Attendance: ("reason",),
    AgendaItem: ("title", "responsible"),
    Speech: ("topic", "reader"),
    Proposal: ("text", "response", "addressee", "due"),
}
"""What is written freely, where somebody may be named."""
_COMRADE: Final = frozenset({"d/c", "dc", "chi"})
"""Before a name of whoever is at a meeting, however hastily it is typed; `chi` ends “đồng chí”."""
_POLITE: Final = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "thầy"})
"""Words of their own with other tones: they count as they are written, before a capital."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")


class Mention(NamedTuple):
    """A record to be looked at by a person."""

    table: str
    number: int
    """As people call it: a proposal's, a delegate's, the place of an item of the agenda; 0 for somebody's speech who
    has no number."""


def mentions(state: State, traces: Traces) -> tuple[Mention, ...]:
    """Where somebody may be meant, in what is left when everything surely theirs has gone."""
    gone = {(one.table, one.key) for one in traces.records if not traces.is_of_others_too(one)}
    others = frozenset(_spelt(name) for name in state.namesakes if name != traces.delegate.name)
    kinds = (state.delegates, state.attendance, state.agenda, state.speeches, state.proposals)
    records: Iterator[Record] = (one for kind in kinds for one in kind.values() if (one.table, one.key) not in gone)
    near = (one for one in records if any(is_near(text, traces.delegate.name, others) for text in _left(one, traces)))
    return tuple(sorted({_mention(state, one) for one in near}))


def _left(record: Record, traces: Traces) -> Iterator[str]:
    for field in _FREE[type(record)]:
        yield traces.words.without(getattr(record, field))
    if isinstance(record, Proposal) and record.own is not None:
        yield traces.words.without(record.own.text)


def _mention(state: State, record: Record) -> Mention:
    match record:
        case Proposal():
            return Mention(record.table, record.number)
        case Delegate():
            return Mention(record.table, record.number)
        case Attendance() | Speech() if record.delegate is not None:
            return Mention(record.table, state.delegates[record.delegate].number)
        case AgendaItem():
            return Mention(record.table, record.position)
    return Mention(record.table, 0)


# -- words -------------------------------------------------------------------------------------------------------------


def is_near(text: str, name: str, others: frozenset[str] = frozenset()) -> bool:
    """Whether a text has the given name behind a word of address or the middle name, or the name with one letter
    wrong, unless that is how one of the `others` is spelt."""
    family, *rest = fold(name).split() or [""]
    if not rest:
        return False
    words = _WORD.findall(canonical(text))
    addressed = any(_is_addressed(before, word, [family, *rest]) for before, word in pairwise(words))
    return addressed or _has_slip(words, [family, *rest], others)


def _spelt(name: str) -> str:
    return canonical(name).casefold()


def _is_addressed(before: str, word: str, name: list[str]) -> bool:
    if fold(word) != name[-1]:
        return False
    if _hasty(before) in _COMRADE:
        return True
    return word[0].isupper() and (before.lower() in _POLITE or fold(before) == name[-2])


def _hasty(word: str) -> str:
    return "/".join(fold(part) for part in word.split("/"))


def _has_slip(words: list[str], name: list[str], others: frozenset[str]) -> bool:
    whole, length = " ".join(name), len(name)
    windows = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return any(_one_letter_apart(fold(window), whole) and _spelt(window) not in others for window in windows)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether they are the same, or one letter is wrong, missing or too many, or two stand in each other's place."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = ((at + 1, at + 1), (at, at + 1), (at + 1, at))
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one == other or swapped or any(one[a:] == other[b:] for a, b in rests)
