"""Taking a roster in: who is new gets a number and a code, who is known is corrected, nobody is thrown out.

Numbers are given under the lock, one after the other and never again. Badge codes come from seeds minted outside, so
that the same import on the same state always gives the same codes.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from store.delegates import new_delegate
from store.records import AreaId, Delegate, DelegateId, Value
from store.roster.compare import Comparison, Correction, Match, compare
from store.roster.reading import Entry
from store.verbs import OFFICE, Verb

if TYPE_CHECKING:
    from store.transaction import Transaction


class Imported(Value, frozen=True, kw_only=True):
    """What an import did, in counts; `numbers` are the delegates' numbers in the order of the entries."""

    added: int = 0
    corrected: int = 0
    replaced: int = 0
    unlisted: int = 0
    unchanged: int = 0
    numbers: tuple[int, ...] = ()


class ImportRoster(Verb[Imported], frozen=True, kw_only=True):
    """A roster taken in, for the whole conference or only for some areas.

    Summoned delegates it should have and has not are marked, for a person to decide; nobody is struck off by a file.
    """

    roles = OFFICE
    answers = Imported

    entries: tuple[Entry, ...]
    areas: tuple[AreaId, ...] = ()
    """The areas the roster speaks for; empty means all."""
    ids: tuple[DelegateId, ...]
    """One for each entry, should it be new."""
    seeds: tuple[int, ...]
    """Where new badge codes come from, one for each entry."""

    @classmethod
    def of(cls, entries: Iterable[Entry], areas: Iterable[AreaId], mint: Callable[[], int]) -> ImportRoster:
        """The import of these entries, with everything minted that it may need."""
        entries = tuple(entries)
        return cls(
            entries=entries,
            areas=tuple(areas),
            ids=tuple(DelegateId(mint()) for _entry in entries),
            seeds=tuple(mint() for _entry in entries),
        )

    def apply(self, tx: Transaction) -> Imported:
        found = preview(self.entries, self.areas, tx.state.delegates.values(), tx.state.attendance)
        known = _by_entry((*found.unchanged, *found.corrected))
        replaced = _by_entry(found.replaced)
        numbers = []
        for index, entry in enumerate(self.entries):
            delegate = self._delegate(tx, index, _next(known, entry), _next(replaced, entry))
            if delegate != tx.state.delegates.get(delegate.id):
                tx.put(delegate)
            numbers.append(delegate.number)
        for delegate in found.unlisted:
            if not delegate.unlisted:
                tx.put(msgspec.structs.replace(delegate, unlisted=True))
        return Imported(
            added=len(found.added),
            corrected=len(found.corrected),
            replaced=len(found.replaced),
            unlisted=len(found.unlisted),
            unchanged=len(found.unchanged),
            numbers=tuple(numbers),
        )

    def _delegate(self, tx: Transaction, index: int, known: Match | None, replaced: Match | None) -> Delegate:
        if known is not None:
            return self._known(known, index)
        return self._new(tx, index) if replaced is None else self._replaced(tx, replaced.delegate, index)

    def _known(self, match: Match, index: int) -> Delegate:
        """The same person; a roster for the whole conference also says in which order they stand."""
        position = match.delegate.position if self.areas else index + 1
        told = _told(match) if isinstance(match, Correction) else {}
        return msgspec.structs.replace(
            match.delegate, position=position, stt=match.entry.stt, unlisted=False, kept=False, **told
        )

    def _replaced(self, tx: Transaction, old: Delegate, index: int) -> Delegate:
        """Another person in the same post: the old badge is known as replaced from now on."""
        new = self._new(tx, index)
        return msgspec.structs.replace(new, id=old.id, retired_codes=(*old.retired_codes, old.code))

    def _new(self, tx: Transaction, index: int) -> Delegate:
        entry = self.entries[index]
        new = new_delegate(
            tx, self.ids[index], self.seeds[index], category=entry.category, standing=entry.standing, area=entry.area
        )
        words = {word: getattr(entry, word) for word in _WORDS}
        return msgspec.structs.replace(new, position=new.position if self.areas else index + 1, **words)


_WORDS = ("name", "title", "unit", "role", "stt", "phone", "seat", "note")


def preview(
    entries: Iterable[Entry],
    areas: Collection[AreaId],
    delegates: Iterable[Delegate],
    came: Container[DelegateId],
) -> Comparison:
    """What an import of these entries would change, for the whole conference or, if any are named, for some areas.

    Whoever has come, or was marked absent, keeps the place (`came`): then the other person is somebody more. Whom a
    person has decided to keep is not asked about again. The delegates may come in any order; they are taken in that of
    the last roster.
    """
    entries = tuple(entries)
    in_order = sorted(delegates, key=lambda delegate: (delegate.position, delegate.number))
    spoken_for = [delegate for delegate in in_order if not areas or delegate.area in areas]
    found = compare(entries, spoken_for)
    kept = [one for one in found.replaced if one.delegate.id in came]
    added = Counter([*found.added, *(one.entry for one in kept)])
    unlisted = {one.id for one in (*found.unlisted, *(one.delegate for one in kept))}
    return msgspec.structs.replace(
        found,
        added=tuple(_drawn(entries, added)),
        replaced=tuple(one for one in found.replaced if one.delegate.id not in came),
        unlisted=tuple(one for one in spoken_for if one.id in unlisted and not one.kept),
    )


def _drawn(entries: Iterable[Entry], wanted: Counter[Entry]) -> Iterator[Entry]:
    """The wanted entries in their order; two places may be the same in every word."""
    for entry in entries:
        if wanted[entry]:
            wanted[entry] -= 1
            yield entry


def _by_entry(matches: Iterable[Match]) -> dict[Entry, deque[Match]]:
    """The matches of each entry; two places may be the same in every word."""
    found: defaultdict[Entry, deque[Match]] = defaultdict(deque)
    for match in matches:
        found[match.entry].append(match)
    return found


def _next(matches: dict[Entry, deque[Match]], entry: Entry) -> Match | None:
    return matches[entry].popleft() if matches.get(entry) else None


def _told(match: Correction) -> dict[str, str]:
    return {field.value: getattr(match.entry, field) for field in match.fields}
