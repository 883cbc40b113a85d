"""Where one person stands in a conference: the records that are theirs, and their words in texts about others. Pure.

What is theirs is known by the delegate's id; a speech or a proposal under the same name counts if nobody else has that
name. Elsewhere their words are looked for: names and telephone numbers they have or had, units, notes, reasons and
topics, as far as nobody else on the list has the same and the plan does not say it either. A text is theirs as it was
written or without its diacritics, in capitals or not; a number however its digits are grouped.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, Final

from store.proposal_records import Proposal, Submitter, Wording
from store.records import BlankBadge, DelegateId, Document, Record
from store.speakers import speaker_of
from store.state import State
from store.vietnamese import fold

GONE: Final = "…"
"""Stands where words were."""

_TOLD: Final = ("name", "unit", "phone", "note", "reason", "topic", "text", "response")
"""Fields that tell who somebody is, or what they said or had to say. Titles, seats and roles are of many."""
_SHORT: Final = 8
"""Letters; what is shorter stands in a text by chance, unless it is a name of several words."""
_NAMING: Final = frozenset({"delegate", "delegates", "id", "ids", "source", "target", "bound_to"})
"""Arguments and answers of verbs in which a delegate is named by id."""
_OF_MANY: Final = "import_"
"""Verbs whose arguments are whole lists of people: somebody may stand in them under a name of before."""


class Words:
    """Texts of one person, to be found anywhere."""

    def __init__(self, texts: Iterable[str]) -> None:
        spellings = {spelling for text in texts for spelling in (text, fold(text))}
        longest_first = sorted(filter(None, spellings), key=lambda text: (-len(text), text))
        self._pattern = re.compile("|".join(map(_pattern, longest_first)), re.IGNORECASE) if longest_first else None

    def without(self, value: Any) -> Any:
        """The same text, list or document with something else in their place."""
        match value:
            case str() if self._pattern is not None:
                return self._pattern.sub(GONE, value)
            case dict():
                return {field: self.without(part) for field, part in value.items()}
            case list() | tuple():
                return [self.without(part) for part in value]
        return value

    def stand_in(self, value: Any) -> bool:
        """Whether any of them does."""
        pattern = self._pattern
        return pattern is not None and any(pattern.search(text) for text in _texts(value))


def _pattern(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) >= _SHORT and len(digits) >= len(text) - len(digits):
        return r"(?<!\d)" + r"[\s.\-]*".join(digits) + r"(?!\d)"
    return r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)"


class Traces:
    """One person's, as a state and its log have them."""

    def __init__(
        self,
        state: State,
        log: Iterable[Document],
        id: DelegateId,
        *,
        told: Iterable[Document] = (),
        former: bool = False,
    ) -> None:
        """`told` is what older copies say of the person. With `former` only words of before are looked for: what the
        list says of the person now stays."""
        self._state, self.id = state, id
        self.delegate = state.delegates[id]
        self.only_bearer = len(state.namesakes.get(self.delegate.name, ())) == 1
        self.records = list(self._records())
        self._places = {(record.table, record.key) for record in self.records}
        self._codes = self._every_code()
        now = set(_told(record.to_document() for record in self.records if not self.is_of_others_too(record)))
        before = set(_told((*said_of(id, self._places, log), *told)))
        searched = before - now if former else now | before
        self.words = Words({*self._theirs_alone(filter(_tells, searched)), *self._codes})

    def _records(self) -> Iterator[Record]:
        state, id = self._state, self.id
        yield self.delegate
        for of_one in (state.attendance, state.badges):
            if (found := of_one.get(id)) is not None:
                yield found
        yield from (blank for blank in state.blanks.values() if blank.bound_to == id)
        yield from (speech for speech in state.speeches.values() if speaker_of(state, speech).delegate == id)
        yield from (one for one in state.proposals.values() if any(map(self.is_theirs, one.submitters)))

    def is_theirs(self, submitter: Submitter) -> bool:
        """Whether it is this person who raised something."""
        if submitter.delegate is not None:
            return submitter.delegate == self.id
        return bool(submitter.name) and self.only_bearer and submitter.name == self.delegate.name

    def is_of_others_too(self, record: Record | Wording) -> bool:
        """Whether this was raised by somebody else as well: then its text stays."""
        if not isinstance(record, Proposal | Wording):
            return False
        return record.many or not all(map(self.is_theirs, record.submitters))

    def _every_code(self) -> set[str]:
        blanks = (record.code for record in self.records if isinstance(record, BlankBadge))
        return {self.delegate.code, *self.delegate.retired_codes, *blanks}

    def _theirs_alone(self, texts: Iterable[str]) -> set[str]:
        """Those that neither the plan nor anybody else has."""
        others = _Others(self._state, self._places)
        return {text for text in texts if not others.have(text)}

    def is_named_by(self, entry: Document) -> bool:
        """Whether a log entry is about this person, or may hold a word of theirs."""
        touched = {(one["table"], one["key"]) for one in entry["touched"]}
        if entry["verb"].startswith(_OF_MANY) or touched & self._places:
            return True
        said = (entry["args"], entry["outcome"])
        return any(map(self._is_meant, _parts(said))) or self.words.stand_in((*said, entry["touched"]))

    def is_named_in_two(self, conflict: Document) -> bool:
        """Whether what two places do not agree on is about this person."""
        if (conflict["subject"], conflict["place"]) in self._places:
            return True
        return any(map(self._is_meant, _parts(conflict["theirs"]))) or self.words.stand_in(conflict["theirs"])

    def _is_meant(self, part: Document) -> bool:
        named = (part[field] for field in _NAMING & part.keys())
        return any(self.id == one or (isinstance(one, list | tuple) and self.id in one) for one in named)


def said_of(id: DelegateId, places: Container[tuple[str, int]], log: Iterable[Document]) -> Iterator[Document]:
    """What a log says, or has the records in these places say before."""
    for entry in log:
        args = entry["args"]
        for touched in entry["touched"]:
            if touched["before"] and (touched["table"], touched["key"]) in places:
                yield touched["before"]
        yield from (part for part in _parts(args) if id in (part.get("delegate"), part.get("id")))
        if entry["verb"].startswith(_OF_MANY) and id in args.get("ids", ()):
            yield args["entries"][args["ids"].index(id)]


class _Others:
    """What the plan says, and who everybody else is."""

    def __init__(self, state: State, theirs: set[tuple[str, int]]) -> None:
        conference = state.conference.to_document()
        conference["organiser"] = conference["organiser"] | {"signatory": ""}
        kinds = (state.delegates, state.attendance, state.speeches, state.proposals)
        records = (one for kind in kinds for one in kind.values() if (one.table, one.key) not in theirs)
        documents = [one.to_document() for one in records]
        self._whole = {text for document in documents for text in _texts(document)}
        who = [text for document in documents for part in _parts(document) for text in _identity(part)]
        self._said = "\n".join([*_texts(conference), *who])

    def have(self, text: str) -> bool:
        """Whether this is not one person's own."""
        return text in self._whole or re.search(_pattern(text), self._said, re.IGNORECASE) is not None


def _identity(part: Document) -> Iterator[str]:
    yield from (part[field] for field in ("name", "title", "unit", "phone") if isinstance(part.get(field), str))


def _told(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for part in _parts(document):
            yield from (part[field] for field in _TOLD if isinstance(part.get(field), str))


def _tells(text: str) -> bool:
    several_words = " " in text.strip()
    return len(text.strip()) >= (_SHORT // 2 if several_words else _SHORT)


def _parts(value: Any) -> Iterator[Document]:
    """A document and all those inside it."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from _parts(inner)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from _texts(inner)
