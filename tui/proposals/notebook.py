"""What a secretary's window knows besides the store: what is written, listed and chosen, and so what each key does.

Knows no screen. It gives verbs, or says that there is nothing to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Final, NamedTuple

from store import Draft, MergeProposals, State, Verb, similar
from store.proposal_records import Proposal, Submitter
from store.records import DelegateId, Stamp
from tui.proposals.proposal_filters import EVERYTHING, Filter, fitting
from tui.proposals.writing import Writing

ALIKE: Final = 3
"""As many of those that say much the same are shown."""


class Side(Enum):
    """In which list something is chosen."""

    LISTED = "listed"
    ALIKE = "alike"


class Save(NamedTuple):
    """What F9 does, step by step, and what is given up for it if it fails."""

    verbs: tuple[Verb[Any], ...]
    draft: Draft


class Notebook:
    """One window's view of what was raised."""

    def __init__(self, state: State, now: Stamp, mint: Callable[[], int]) -> None:
        self.state = state
        self.writing = Writing(state, now)
        self.filter: Filter = EVERYTHING
        self.rows: Sequence[Proposal] = fitting(state, EVERYTHING)
        self.alike: Sequence[Proposal] = ()
        self.side = Side.LISTED
        self._chosen: int | None = None
        self._mint = mint

    # -- what is true, and what is written -----------------------------------------------------------------------------

    def follow(self, state: State, now: Stamp) -> None:
        """Something was committed."""
        changed = state.proposals is not self.state.proposals or state.delegates is not self.state.delegates
        self.state = state
        self.writing.follow(state, now)
        if changed:
            self._list()
            self._compare()

    def type(self, text: str, now: Stamp) -> None:
        """The editor now says `text`: nothing is chosen any more."""
        if text != self.writing.draft.text:
            self.writing.type(text, self.state, now)
            self.let_go()
            self._compare()

    def raised_by(self, delegate: DelegateId) -> None:
        """Whoever was scanned raised what is being written."""
        self.writing.raised_by((Submitter(delegate=delegate),))

    def _compare(self) -> None:
        """What is being put right is like what it was."""
        draft = self.writing.draft
        found = similar(self.state, draft.text, ALIKE) if draft.editing is None else []
        self.alike = [self.state.proposals[one.proposal] for one in found]
        self._hold()

    # -- the list ------------------------------------------------------------------------------------------------------

    def keep(self, filter: Filter) -> None:
        """From now on only what fits this."""
        self.filter = filter
        self._list()

    def _list(self) -> None:
        self.rows = fitting(self.state, self.filter)
        self._hold()

    def _hold(self) -> None:
        """What is gone from its list is no longer chosen."""
        if self.chosen is None:
            self.let_go()

    @property
    def _offered(self) -> Sequence[Proposal]:
        return self.rows if self.side is Side.LISTED else self.alike

    @property
    def chosen(self) -> Proposal | None:
        """The one an arrow or a click has chosen."""
        return next((one for one in self._offered if one.id == self._chosen), None)

    @property
    def merges_into(self) -> Proposal | None:
        """The one that says it already, if it was chosen."""
        return self.chosen if self.side is Side.ALIKE and self.writing.is_begun else None

    def choose(self, side: Side, id: int) -> bool:
        """A click; whether it had been chosen before."""
        again = self.side is side and self._chosen == id
        self.side, self._chosen = side, id
        return again

    def reveal(self, id: int) -> None:
        """Chooses one, whatever the filter hides."""
        if all(one.id != id for one in self.rows):
            self.keep(EVERYTHING)
        self.choose(Side.LISTED, id)

    def let_go(self) -> bool:
        """Nothing is chosen; False if nothing was."""
        was, self._chosen, self.side = self._chosen, None, Side.LISTED
        return was is not None

    def move(self, by: int) -> None:
        """An arrow. The list ends above the editor: up goes to its last, down from there back to the text."""
        ids = [one.id for one in self._offered]
        if self._chosen not in ids:
            self._chosen = ids[-1] if ids and by < 0 else None
            return
        place = ids.index(self._chosen) + by
        if place >= len(ids):
            self.let_go()
        else:
            self._chosen = ids[max(place, 0)]

    def turn(self) -> bool:
        """Tab: among those that say much the same, one after the other, and back; False if there are none."""
        if not self.alike:
            return False
        ids = [one.id for one in self.alike]
        place = ids.index(self._chosen) + 1 if self.side is Side.ALIKE and self._chosen in ids else 0
        if place < len(ids):
            self.choose(Side.ALIKE, ids[place])
        else:
            self.let_go()
        return True

    # -- what keys do --------------------------------------------------------------------------------------------------

    def edit(self, id: int) -> bool:
        """Takes one into the editor, unless something is being written."""
        proposal = self.state.proposals.get(id)
        if proposal is None or not proposal.stands or self.writing.is_changed:
            return False
        self.writing.edit(proposal)
        self.let_go()
        self.alike = ()
        return True

    def save(self, now: Stamp) -> Save | None:
        """F9: gives up what is written, to be saved; None if there is nothing."""
        draft, into = self.writing.draft, self.merges_into
        verb = self.writing.verb(self.state, self._mint)
        if verb is None and not (self.writing.editing is not None and self.writing.is_begun):
            return None
        verbs = () if verb is None else (verb,) if into is None else (verb, _merged(verb, into))
        self.leave(now)
        return Save(verbs, draft)

    def leave(self, now: Stamp) -> None:
        """Nothing is written any more."""
        self.writing.clear(self.state, now)
        self.alike = ()
        self.let_go()

    def resume(self, draft: Draft) -> None:
        """Goes on with what was left, or could not be saved."""
        self.writing.resume(draft, self.state)
        self._compare()


def _merged(note: Any, into: Proposal) -> Verb[Any]:
    """What says it already keeps its words."""
    return MergeProposals(into=into.id, proposals=(note.id,), text=into.text)
