"""Taking a roster in: who is new gets a number and a code, who is known is corrected, nobody is thrown out.

Numbers are given under the lock, one after the other and never again. Badge codes come from seeds minted outside, so
that the same import on the same state always gives the same codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from store import codes
from store.records import AreaId, Delegate, DelegateId, Standing, Value
from store.roster.compare import Correction, Match, compare
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
    """A roster taken in, for the whole conference or only for some areas."""

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
        found = compare(self.entries, filter(self._spoken_for, tx.state.delegates.values()))
        known = {match.entry: match for match in (*found.corrected, *found.unchanged)}
        # Whoever has come, or was marked absent, keeps the place: then the other person is somebody more.
        replaced = {match.entry: match for match in found.replaced if match.delegate.id not in tx.state.attendance}
        numbers = []
        for index, entry in enumerate(self.entries):
            match = known.get(entry) or replaced.get(entry)
            if match is None:
                delegate = self._new(tx, index)
            elif entry in known:
                delegate = self._known(match, index)
            else:
                delegate = self._replaced(tx, match, index)
            if match is None or delegate != match.delegate:
                tx.put(delegate)
            numbers.append(delegate.number)
        return Imported(
            added=len(found.added) + len(found.replaced) - len(replaced),
            corrected=len(found.corrected),
            replaced=len(replaced),
            unlisted=len(found.unlisted) + len(found.replaced) - len(replaced),
            unchanged=len(found.unchanged),
            numbers=tuple(numbers),
        )

    def _spoken_for(self, delegate: Delegate) -> bool:
        return not self.areas or delegate.area in self.areas

    def _known(self, match: Match, index: int) -> Delegate:
        """The same person; a roster for the whole conference also says in which order they stand."""
        position = match.delegate.position if self.areas else index + 1
        told = _told(match) if isinstance(match, Correction) else {}
        return msgspec.structs.replace(match.delegate, position=position, stt=match.entry.stt, **told)

    def _replaced(self, tx: Transaction, match: Match, index: int) -> Delegate:
        """Another person in the same post: the old badge is known as replaced from now on."""
        new = self._new(tx, index)
        old = match.delegate
        return msgspec.structs.replace(new, id=old.id, retired_codes=(*old.retired_codes, old.code))

    def _new(self, tx: Transaction, index: int) -> Delegate:
        entry = self.entries[index]
        return Delegate(
            id=self.ids[index],
            number=tx.state.next_number,
            code=codes.mint(tx.state.conference.code_letters, self.seeds[index], tx.state.known_codes()),
            name=entry.name,
            title=entry.title,
            unit=entry.unit,
            category=entry.category,
            area=entry.area,
            standing=Standing.SUMMONED,
            position=tx.state.next_position if self.areas else index + 1,
            stt=entry.stt,
            phone=entry.phone,
            seat=entry.seat,
            note=entry.note,
        )


def _told(match: Correction) -> dict[str, str]:
    return {field.value: getattr(match.entry, field) for field in match.fields}
