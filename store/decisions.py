"""What was changed in two places and a person has to say: the list of it, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.badges import keep_with_bearers
from store.errors import Reason, Refused
from store.live_records import ItemRun, Speech
from store.numbering import NUMBERED, numbered
from store.records import RECORD_TYPES, Conflict, Delegate, Record
from store.spans import is_open
from store.verbs import OFFICE, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


def to_decide(state: State) -> list[Conflict]:
    """What waits for a decision, in the order in which it was done there."""
    return sorted(state.conflicts.values(), key=lambda one: (one.there.at.wall, one.id))


def theirs_of(conflict: Conflict) -> Record | None:
    """The document as it is there; None if it is gone there."""
    return RECORD_TYPES[conflict.subject].from_document(conflict.theirs) if conflict.theirs is not None else None


class Decide(Verb[None], frozen=True, kw_only=True):
    """What was changed in two places: it stays as it is here, or becomes what it is there."""

    roles = OFFICE
    answers = None

    conflict: int
    theirs: bool

    def apply(self, tx: Transaction) -> None:
        conflict = tx.state.conflicts.get(self.conflict)
        if conflict is None:
            raise Refused(Reason.NOTHING_TO_DECIDE)
        if self.theirs:
            _take(tx, conflict)
            keep_with_bearers(tx, [(conflict.subject, conflict.place)])
        tx.remove(Conflict.table, conflict.id)


def _take(tx: Transaction, conflict: Conflict) -> None:
    there = theirs_of(conflict)
    here = tx.state.find(conflict.subject, conflict.place)
    if there is not None:
        _refuse_second_running(tx.state, there)
        tx.put(_fitting(tx.state, here, there))
    elif here is not None:
        tx.remove(conflict.subject, conflict.place)


def _refuse_second_running(state: State, there: Record) -> None:
    """One item runs and one person speaks, here too."""
    others: list[Record] = []
    match there:
        case ItemRun() if there.spans and is_open(there.spans[-1]):
            others = [one for one in state.runs.values() if one.spans and is_open(one.spans[-1])]
        case Speech() if is_open(there.span):
            others = [one for one in state.speeches.values() if is_open(one.span)]
    if any(one.key != there.key for one in others):
        raise Refused(Reason.ALREADY_RUNNING)


def _fitting(state: State, here: Record | None, there: Record) -> Record:
    """With the number it has here, or one that nobody has; and with no code that has become somebody else's."""
    if there.table in NUMBERED:
        there = numbered(there, _number(state, here, there))
    if isinstance(there, Delegate) and isinstance(here, Delegate):
        return _with_code_of_its_own(state, here, there)
    return there


def _number(state: State, here: Record | None, there: Record) -> int:
    if here is not None:
        return int(getattr(here, "number"))  # noqa: B009
    number = int(getattr(there, "number"))  # noqa: B009
    taken = {getattr(one, "number") for one in getattr(state, there.table).values()}  # noqa: B009
    following = state.next_number if isinstance(there, Delegate) else state.next_proposal
    return following if number in taken else number


def _with_code_of_its_own(state: State, here: Delegate, there: Delegate) -> Delegate:
    """No code that either side gave out becomes unknown."""
    bearer = state.codes.get(there.code)
    code = there.code if bearer in (None, here.id) else here.code
    retired = dict.fromkeys((*here.retired_codes, *there.retired_codes, here.code, there.code))
    free = (one for one in retired if one != code and state.codes.get(one) in (None, here.id))
    return replace(there, code=code, retired_codes=tuple(free))
