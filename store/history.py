"""The log and undo: what was done, and taking the last of it back.

Undo puts back the documents as they were before my session's last action. It never tears out the ground from under
something done later: then it says what that was, and who did it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from store.clock import elapsed_s
from store.engine.tables import IMAGES_LAST
from store.errors import BuiltUpon, Reason, Refused
from store.ground import ground
from store.records import (
    RECORD_TYPES,
    LogEntry,
    Role,
    Session,
    SessionId,
    Stamp,
    Touched,
    Value,
)
from store.verbs import VERBS, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

REACH_S: Final = IMAGES_LAST.total_seconds()
"""How long an action can be taken back."""


class Undone(Value, frozen=True, kw_only=True):
    """What an undo took back."""

    seq: int
    verb: str
    keys: tuple[tuple[str, int], ...]
    """Table and id of every document put back."""


class Undo(Verb[Undone], frozen=True, kw_only=True):
    """Takes back my session's last action."""

    roles = frozenset(Role)
    answers = Undone

    def apply(self, tx: Transaction) -> Undone:
        target = last_undoable(tx.state, tx.session.id, tx.at)
        if target is None:
            raise Refused(Reason.NOTHING_TO_UNDO)
        places = [touched for touched in target.touched if touched.table != Session.table]
        _refuse_if_built_upon(tx.state, target, places)
        for touched in places:
            _put_back(tx, touched)
        tx.undoes = target.seq
        keys = tuple((touched.table, touched.key) for touched in places)
        return Undone(seq=target.seq, verb=target.verb, keys=keys)


def last_undoable(state: State, session: SessionId, at: Stamp) -> LogEntry | None:
    """The action the next undo of this session would take back; None if there is none within reach."""
    undone = {entry.undoes for entry in state.recent.values() if entry.undoes is not None}
    for entry in state.latest_first():
        if entry.session == session and entry.seq not in undone and _can_be_undone(entry):
            return entry if entry.images and elapsed_s(entry.at, at) <= REACH_S else None
    return None


def _can_be_undone(entry: LogEntry) -> bool:
    changed = any(touched.table != Session.table for touched in entry.touched)
    verb = VERBS.get(entry.verb)
    return changed and entry.undoes is None and (verb is None or verb.undoable)


def _refuse_if_built_upon(state: State, target: LogEntry, places: list[Touched]) -> None:
    wanted = {place for touched in places for place in ground(state, touched)}
    for later in state.latest_first():
        if later.seq <= target.seq:
            return
        if any((touched.table, touched.key) in wanted for touched in later.touched) and not _cancelled(state, later):
            raise BuiltUpon(seq=later.seq, verb=later.verb, session=later.session, at=later.at)


def _cancelled(state: State, entry: LogEntry) -> bool:
    """An action and its own undo leave nothing behind to stand on."""
    return entry.undoes is not None or any(other.undoes == entry.seq for other in state.recent.values())


def _put_back(tx: Transaction, touched: Touched) -> None:
    if touched.before is None:
        tx.remove(touched.table, touched.key)
    else:
        tx.put(RECORD_TYPES[touched.table].from_document(touched.before))
