"""Taking slips in: each becomes a proposal once, however often its file is taken in.

What was taken in before is known by what the slip said, whatever has become of the proposal since: a form's file grows
all day, and its first rows have been sorted, put right and merged by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from store.namesakes import Namesakes, alike
from store.proposal_records import Proposal, Submitter
from store.proposals import SCRIBE, known_submitters, put_new, theme_of, wording
from store.records import Value
from store.slips.reading import SlipDoubt, SlipDoubtKind, SlipEntry
from store.speaker_list import area_of_unit
from store.text import brief
from store.verbs import Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


class ImportedProposals(Value, frozen=True, kw_only=True):
    """What an import did, in counts."""

    added: int = 0
    unchanged: int = 0
    """Slips that had been taken in before."""
    by_delegates: int = 0
    """Of those added, how many are known to be a delegate's."""


class ImportProposals(Verb[ImportedProposals], frozen=True, kw_only=True):
    """Slips taken in, in the order of the file."""

    roles = SCRIBE
    answers = ImportedProposals

    entries: tuple[SlipEntry, ...]
    ids: tuple[int, ...]
    """One for each entry, should it be new."""

    @classmethod
    def of(cls, entries: Iterable[SlipEntry], mint: Callable[[], int]) -> ImportProposals:
        """The import of these slips, with everything minted that it may need."""
        entries = tuple(entries)
        return cls(entries=entries, ids=tuple(mint() for _entry in entries))

    def apply(self, tx: Transaction) -> ImportedProposals:
        known = Counter(one.slip for one in tx.state.proposals.values() if one.slip)
        namesakes = Namesakes(tx.state)
        added = by_delegates = 0
        for id, entry in zip(self.ids, self.entries, strict=True):
            if known[_slip(entry)] > 0:
                known[_slip(entry)] -= 1
                continue
            proposal = _proposal(tx, id, entry, namesakes)
            put_new(tx, proposal)
            added += 1
            by_delegates += any(one.delegate is not None for one in proposal.submitters)
        return ImportedProposals(added=added, unchanged=len(self.entries) - added, by_delegates=by_delegates)


def doubts_about_people(entries: Iterable[SlipEntry], state: State) -> list[SlipDoubt]:
    """Whose names do not say which delegate they are."""
    namesakes = Namesakes(state)
    doubts = []
    for entry in entries:
        if entry.name and namesakes.meant(entry.name, entry.unit, area_of_unit(state.conference, entry.unit)) is None:
            what = SlipDoubtKind.NAMESAKES if namesakes.count(entry.name) else SlipDoubtKind.NO_DELEGATE
            doubts.append(SlipDoubt(row=entry.row, what=what, values={"name": entry.name}))
    return doubts


def _proposal(tx: Transaction, id: int, entry: SlipEntry, namesakes: Namesakes) -> Proposal:
    area = area_of_unit(tx.state.conference, entry.unit)
    delegate = namesakes.meant(entry.name, entry.unit, area)
    who = Submitter(delegate=delegate) if delegate else Submitter(name=entry.name, title=entry.title, unit=entry.unit)
    return Proposal(
        id=id,
        number=0,
        text=wording(entry.text),
        kind=entry.kind,
        theme=theme_of(tx.state.conference, entry.theme),
        addressee=brief(entry.addressee),
        due=brief(entry.due),
        submitters=known_submitters(tx, (who,)),
        noted=tx.at,
        slip=_slip(entry),
    )


def _slip(entry: SlipEntry) -> str:
    """What a slip is known by."""
    said = "\n".join(map(alike, (entry.text, entry.name, entry.unit)))
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:_LONG_ENOUGH]


_LONG_ENOUGH = 24
