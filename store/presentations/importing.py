"""Taking a list of presentations in: what is new waits at the end of the list, what is known is put right.

Nothing is thrown off the list by a file, nothing that has begun is touched, and the same file twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from store.live_records import Speech, SpeechKind
from store.namesakes import Namesakes, alike
from store.presentations.reading import SpeechEntry
from store.records import AreaId, DelegateId, Value
from store.speaker_list import add_at_end, area_of_unit
from store.speakers import speaker_of
from store.text import clean
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


class ImportedSpeeches(Value, frozen=True, kw_only=True):
    """What an import did, in counts."""

    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    unlisted: int = 0
    """Presentations still to come that the file does not have; they stay."""


class ImportSpeeches(Verb[ImportedSpeeches], frozen=True, kw_only=True):
    """A list of prepared presentations taken in, in its order."""

    roles = MODERATOR
    answers = ImportedSpeeches

    entries: tuple[SpeechEntry, ...]
    ids: tuple[int, ...]
    """One for each entry, should it be new."""

    @classmethod
    def of(cls, entries: Iterable[SpeechEntry], mint: Callable[[], int]) -> ImportSpeeches:
        """The import of these entries, with everything minted that it may need."""
        entries = tuple(entries)
        return cls(entries=entries, ids=tuple(mint() for _entry in entries))

    def apply(self, tx: Transaction) -> ImportedSpeeches:
        known = [one for one in tx.state.speeches.values() if one.kind is SpeechKind.PREPARED]
        left = sorted(known, key=lambda one: (one.position, one.id))
        namesakes = Namesakes(tx.state)
        counts = {"added": 0, "corrected": 0, "unchanged": 0}
        for id, entry in zip(self.ids, self.entries, strict=True):
            told = _told(tx.state, entry, namesakes)
            speech = _match(tx.state, left, entry, told["delegate"])
            if speech is not None:
                left.remove(speech)
            counts[_take(tx, id, told, speech)] += 1
        return ImportedSpeeches(**counts, unlisted=sum(not one.span and not one.fate for one in left))


def _take(tx: Transaction, id: int, told: dict[str, Any], speech: Speech | None) -> str:
    """Puts one presentation on the list, and says what that was."""
    if speech is None:
        add_at_end(tx, Speech(id=id, kind=SpeechKind.PREPARED, position=0, **told))
        return "added"
    kept = {"minutes": told["minutes"] or speech.minutes, "paper": told["paper"] or speech.paper}
    corrected = replace(speech, **told | kept)
    if speech.span or speech.fate or corrected == speech:
        return "unchanged"
    tx.put(corrected)
    return "corrected"


def _told(state: State, entry: SpeechEntry, namesakes: Namesakes) -> dict[str, Any]:
    """What an entry says, with the delegate it means in place of a name."""
    area = area_of_unit(state.conference, entry.unit)
    delegate = namesakes.meant(entry.name, entry.unit, area)
    words = {"name": entry.name, "title": entry.title, "unit": entry.unit}
    return {
        **{field: "" if delegate else clean(word) for field, word in words.items()},
        "delegate": delegate,
        "area": AreaId("") if delegate else area,
        "topic": clean(entry.topic),
        "minutes": entry.minutes,
        "paper": entry.paper,
    }


def _match(state: State, known: list[Speech], entry: SpeechEntry, delegate: DelegateId | None) -> Speech | None:
    """The presentation an entry means: same speaker and topic, else same speaker, else same unit and topic.

    A delegate is the same speaker whatever unit the file puts them in.
    """
    name, unit, topic = map(alike, (entry.name, entry.unit, entry.topic))
    speakers = {one.id: speaker_of(state, one) for one in known}
    from_there = [one for one in known if unit and alike(speakers[one.id].unit) == unit]
    same_name = [one for one in known if name and alike(speakers[one.id].name) == name]
    same_topic = [one for one in known if topic and alike(one.topic) == topic]
    both = [one for one in same_name if one in same_topic]
    near = [one for one in same_name if not unit or one in from_there or (delegate and one.delegate == delegate)]
    others = [one for one in same_topic if one in from_there]
    return next(iter([*both, *near, *others]), None)
