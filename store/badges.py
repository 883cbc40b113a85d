"""Badges: which code a delegate has, what the badge says, whether that is still right.

A code that is exchanged stays known as replaced, so that the old badge is recognised and opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from store import codes
from store.delegates import delegate_of
from store.errors import Reason, Refused
from store.records import Badge, BlankBadge, Conference, Delegate, DelegateId, Standing, Value
from store.verbs import DESK, OFFICE, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction


def face_of(delegate: Delegate, conference: Conference) -> tuple[str, ...]:
    """The words on a delegate's badge."""
    category = conference.category(delegate.category)
    return (delegate.name, delegate.title, delegate.unit, category.short if category else "")


def is_right(delegate: Delegate, badge: Badge | None, conference: Conference) -> bool:
    """Whether the badge made last can be worn: with the delegate's code, and what it says is so."""
    if badge is None or badge.code != delegate.code:
        return False
    return not badge.face or badge.face == face_of(delegate, conference)


def to_be_made(state: State) -> list[Delegate]:
    """Whose badge is not right, or was never made, by number; service staff, nameless walk-ins and
    places whose person was deleted wear none."""
    conference = state.conference
    wrong = (
        one
        for one in state.delegates.values()
        if _wears_one(one) and not is_right(one, state.badges.get(one.id), conference)
    )
    return sorted(wrong, key=lambda one: one.number)


def _wears_one(delegate: Delegate) -> bool:
    summoned = delegate.standing is Standing.SUMMONED
    if delegate.erased:
        return False
    return summoned or (delegate.standing is Standing.WALK_IN and bool(delegate.name))


class MadeBadge(Value, frozen=True, kw_only=True):
    """A badge as it left the printer."""

    delegate: DelegateId
    code: str
    face: tuple[str, ...]


class RecordBadges(Verb[None], frozen=True, kw_only=True):
    """These badges have been made. Cannot be undone: paper exists."""

    roles = OFFICE
    answers = None
    undoable = False

    made: tuple[MadeBadge, ...]

    @classmethod
    def of(cls, delegates: Iterable[Delegate], conference: Conference) -> RecordBadges:
        """The badges of these delegates, as the records they were made from say."""
        made = (MadeBadge(delegate=one.id, code=one.code, face=face_of(one, conference)) for one in delegates)
        return cls(made=tuple(made))

    def apply(self, tx: Transaction) -> None:
        for one in self.made:
            tx.put(Badge(delegate=one.delegate, code=one.code, face=one.face, made=tx.at))


class ReissueCode(Verb[None], frozen=True, kw_only=True):
    """A new code for a delegate whose badge was lost or given away; the old one dies."""

    roles = DESK
    answers = None

    delegate: DelegateId
    seed: int

    def apply(self, tx: Transaction) -> None:
        delegate = delegate_of(tx, self.delegate)
        code = codes.mint(tx.state.conference.code_letters, self.seed, tx.state.known_codes())
        tx.put(_with_code(delegate, code))


class MintBlanks(Verb[tuple[int, ...]], frozen=True, kw_only=True):
    """Blank badges to be printed in advance; answers with their ids. Cannot be undone: paper exists."""

    roles = OFFICE
    answers = tuple[int, ...]
    undoable = False

    seeds: tuple[int, ...]
    """Where the codes come from, one for each badge."""

    def apply(self, tx: Transaction) -> tuple[int, ...]:
        return tuple(self._mint(tx, seed) for seed in self.seeds)

    @staticmethod
    def _mint(tx: Transaction, seed: int) -> int:
        id = max(tx.state.blanks, default=0) + 1
        code = codes.mint(tx.state.conference.code_letters, seed, tx.state.known_codes())
        tx.put(BlankBadge(id=id, code=code))
        return id


class BindBadge(Verb[None], frozen=True, kw_only=True):
    """A blank badge becomes a delegate's; the code of the one before dies."""

    roles = DESK
    answers = None

    delegate: DelegateId
    code: str

    def apply(self, tx: Transaction) -> None:
        delegate = delegate_of(tx, self.delegate)
        blank = tx.state.blank_codes.get(self.code)
        if blank is None:
            raise Refused(Reason.NO_SUCH_BLANK)
        tx.put(msgspec.structs.replace(tx.state.blanks[blank], bound_to=delegate.id))
        tx.put(_with_code(delegate, self.code))
        tx.put(Badge(delegate=delegate.id, code=self.code, made=tx.at))


def _with_code(delegate: Delegate, code: str) -> Delegate:
    return msgspec.structs.replace(delegate, code=code, retired_codes=(*delegate.retired_codes, delegate.code))


def keep_with_bearers(tx: Transaction, touched: Iterable[tuple[str, int]]) -> None:
    """After documents came in one by one: a blank badge whose code somebody has, or had, is theirs and not free."""
    for table, key in touched:
        if table == BlankBadge.table and key in tx.state.blanks:
            _keep_with_bearer(tx, tx.state.blanks[key])
        elif table == Delegate.table and DelegateId(key) in tx.state.delegates:
            delegate = tx.state.delegates[DelegateId(key)]
            free = (tx.state.blank_codes.get(code) for code in (delegate.code, *delegate.retired_codes))
            for id in free:
                if id is not None:
                    _keep_with_bearer(tx, tx.state.blanks[id])


def _keep_with_bearer(tx: Transaction, blank: BlankBadge) -> None:
    bearer = tx.state.codes.get(blank.code, tx.state.retired_codes.get(blank.code))
    if bearer is not None and bearer != blank.bound_to:
        tx.put(msgspec.structs.replace(blank, bound_to=bearer))
