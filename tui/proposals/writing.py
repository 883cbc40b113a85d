"""The text a secretary is writing, and what goes with it: kind, theme, who raised it, where and when.

Until the first letter is typed, who, where and when follow what goes on in the hall; from then on they stay. Knows no
screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace

from store import Draft, EditProposal, Moment, NoteProposal, State, Verb, moment_of, still_there
from store.proposal_records import Proposal, Submitter
from store.records import Stamp

_EDITABLE: Final = ("text", "kind", "theme", "addressee", "due", "submitters", "many")
"""What a proposal says of itself, that can be put right."""


class Writing:
    """One text; `draft` is all of it as it now is."""

    def __init__(self, state: State, now: Stamp) -> None:
        self.draft = Draft(text="", noted=now)
        self._by_hand = False
        """Whether somebody has said who raised it."""
        self._original: Proposal | None = None
        """What is being edited, as it was."""
        self.clear(state, now)

    @property
    def editing(self) -> int | None:
        """The proposal that is being put right; None for a new one."""
        return self.draft.editing

    @property
    def is_begun(self) -> bool:
        """Whether anything is written."""
        return bool(self.draft.text.strip())

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost with it."""
        return self.is_begun if self.editing is None else bool(self._changes())

    def follow(self, state: State, now: Stamp) -> None:
        """Something has become true in the hall."""
        if self.editing is not None and self.editing not in state.proposals:
            # Whoever noted it has taken that back; these words are still somebody's.
            self.draft, self._original = replace(self.draft, editing=None), None
        if not self.is_begun and self.editing is None:
            moment = moment_of(state)
            by_hand = {"submitters": self.draft.submitters, "many": self.draft.many}
            raised = by_hand if self._by_hand else {"submitters": moment.submitters, "many": False}
            self.draft = replace(self.draft, item=moment.item, speech=moment.speech, noted=now, **raised)

    def type(self, text: str, state: State, now: Stamp) -> None:
        """The editor now says `text`."""
        self.follow(state, now)
        self.draft = replace(self.draft, text=text)

    def put(self, **fields: Any) -> None:
        """Kind, theme, addressee, a day."""
        self.draft = replace(self.draft, **fields)

    def raised_by(self, submitters: tuple[Submitter, ...], *, many: bool = False) -> None:
        """Who raised it, whoever has the floor."""
        self.draft = replace(self.draft, submitters=submitters, many=many)
        self._by_hand = True

    def edit(self, proposal: Proposal) -> None:
        """Puts this one right."""
        self.draft, self._original = _draft(proposal, editing=proposal.id), proposal

    def resume(self, draft: Draft, state: State) -> None:
        """Goes on with what was left."""
        self.draft, self._by_hand = draft, True
        self._original = state.proposals.get(draft.editing) if draft.editing is not None else None
        if self._original is None:
            self.draft = replace(draft, editing=None)

    def clear(self, state: State, now: Stamp) -> None:
        """The next, with nothing said of it yet."""
        self.draft, self._by_hand, self._original = Draft(text="", noted=now), False, None
        self.follow(state, now)

    def verb(self, state: State, mint: Callable[[], int]) -> Verb[Any] | None:
        """What saves it; None if there is nothing to be saved."""
        if self._original is not None:
            changes = self._changes()
            return EditProposal(proposal=self._original.id, **changes) if changes else None
        if not self.is_begun:
            return None
        draft = self.draft
        told: dict[str, Any] = {field: getattr(draft, field) for field in _EDITABLE if field != "submitters"}
        place = still_there(state, Moment(item=draft.item, speech=draft.speech, submitters=draft.submitters))
        told |= {"item": place.item, "speech": place.speech, "submitters": place.submitters}
        return NoteProposal(id=mint(), noted=draft.noted, **told)

    def _changes(self) -> dict[str, Any]:
        now = {field: getattr(self.draft, field) for field in _EDITABLE}
        return {field: value for field, value in now.items() if value != getattr(self._original, field)}


def is_saved(draft: Draft, state: State) -> bool:
    """Whether the window died after it had saved this and before it let go of the draft."""
    return draft.editing is None and any(one.noted == draft.noted for one in state.proposals.values())


def taken_back(before: State, after: State) -> Draft | None:
    """What was noted and is not there any more, to be written again; None if nothing or several."""
    gone = [one for id, one in before.proposals.items() if id not in after.proposals and one.split_from is None]
    return _draft(gone[0]) if len(gone) == 1 else None


def _draft(proposal: Proposal, editing: int | None = None) -> Draft:
    told = {field: getattr(proposal, field) for field in _EDITABLE}
    return Draft(item=proposal.item, speech=proposal.speech, noted=proposal.noted, editing=editing, **told)
