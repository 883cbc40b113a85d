"""The list of delegates: somebody added, corrected, struck off; numbers and codes as they are given out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from store import codes
from store.errors import Reason, Refused
from store.records import AreaId, CategoryId, Delegate, DelegateId, Standing
from store.text import brief
from store.verbs import DESK, OFFICE, Verb

if TYPE_CHECKING:
    from store.transaction import Transaction


NO_AREA: Final = AreaId("")


def new_delegate(
    tx: Transaction,
    id: DelegateId,
    seed: int,
    *,
    category: CategoryId,
    standing: Standing = Standing.SUMMONED,
    name: str = "",
    title: str = "",
    unit: str = "",
    area: AreaId = NO_AREA,
    phone: str = "",
) -> Delegate:
    """Somebody new, with the next number and a code made from `seed`.

    The place is behind all others on the list: a roster of n people counts 1 to n, and has used up as many numbers.
    """
    return Delegate(
        id=id,
        number=tx.state.next_number,
        code=codes.mint(tx.state.conference.code_letters, seed, tx.state.known_codes()),
        name=brief(name),
        title=brief(title),
        unit=brief(unit),
        category=category,
        area=area,
        standing=standing,
        position=tx.state.next_number,
        phone=brief(phone),
    )


class AddDelegate(Verb[int], frozen=True, kw_only=True):
    """Somebody summoned whom no roster has; answers with the number."""

    roles = DESK
    answers = int

    id: DelegateId
    seed: int
    category: CategoryId
    name: str
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")
    phone: str = ""

    def apply(self, tx: Transaction) -> int:
        if tx.state.conference.category(self.category) is None:
            raise Refused(Reason.NO_SUCH_CATEGORY)
        delegate = new_delegate(
            tx,
            self.id,
            self.seed,
            category=self.category,
            name=self.name,
            title=self.title,
            unit=self.unit,
            area=self.area,
            phone=self.phone,
        )
        tx.put(delegate)
        return delegate.number


class CorrectDelegate(Verb[None], frozen=True, kw_only=True):
    """What the list says about a delegate, put right; None leaves as it is. Number and code stay."""

    roles = DESK
    answers = None

    delegate: DelegateId
    name: str | None = None
    title: str | None = None
    unit: str | None = None
    category: CategoryId | None = None
    area: AreaId | None = None
    phone: str | None = None
    seat: str | None = None
    note: str | None = None
    role: str | None = None

    def apply(self, tx: Transaction) -> None:
        delegate = delegate_of(tx, self.delegate)
        if self.category is not None and tx.state.conference.category(self.category) is None:
            raise Refused(Reason.NO_SUCH_CATEGORY)
        told = {field: getattr(self, field) for field in self.__struct_fields__ if field != "delegate"}
        changes = {field: brief(value) for field, value in told.items() if value is not None}
        tx.put(msgspec.structs.replace(delegate, **changes))


class StrikeOff(Verb[None], frozen=True, kw_only=True):
    """These are no longer summoned; whoever of them comes all the same is let in as a walk-in."""

    roles = OFFICE
    answers = None

    delegates: tuple[DelegateId, ...]

    def apply(self, tx: Transaction) -> None:
        for id in self.delegates:
            tx.put(_decided(tx, id, standing=Standing.STRUCK_OFF))


class KeepOnList(Verb[None], frozen=True, kw_only=True):
    """These stay summoned though the latest roster does not have them, or are summoned again."""

    roles = OFFICE
    answers = None

    delegates: tuple[DelegateId, ...]

    def apply(self, tx: Transaction) -> None:
        for id in self.delegates:
            tx.put(_decided(tx, id, standing=Standing.SUMMONED, kept=True))


def _decided(tx: Transaction, id: DelegateId, *, standing: Standing, kept: bool = False) -> Delegate:
    """A person has decided about somebody who is or was summoned; nobody else is on the office's list."""
    delegate = delegate_of(tx, id)
    if delegate.standing not in (Standing.SUMMONED, Standing.STRUCK_OFF):
        raise Refused(Reason.NOT_SUMMONED, delegate=id)
    return msgspec.structs.replace(delegate, standing=standing, unlisted=False, kept=kept)


def delegate_of(tx: Transaction, id: DelegateId) -> Delegate:
    """Raises `Refused` if there is none."""
    delegate = tx.state.delegates.get(id)
    if delegate is None:
        raise Refused(Reason.NO_SUCH_DELEGATE, delegate=id)
    return delegate
