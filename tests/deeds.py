"""Verbs as tests write them: in short."""

from __future__ import annotations

from typing import Any

import builders
from store import AdmitWalkIn, CheckOut, MarkAbsent, Scan, Store
from store.records import CategoryId, DelegateId
from store.verbs import Verb

ONE, TWO, THREE, FOUR, FIVE = map(DelegateId, range(1, 6))
NOBODY = DelegateId(99)


def scan(number: int) -> Scan:
    """The badge of the delegate with this number, as the builders make it."""
    return Scan.of(builders.code(number))


def walk_in(id: int = 900, **fields: Any) -> AdmitWalkIn:
    """Somebody nobody summoned."""
    told: dict[str, Any] = {"seed": id, "category": CategoryId("to-truong"), "name": "Đỗ Loan"}
    return AdmitWalkIn(id=DelegateId(id), **told | fields)


def leaves(id: int) -> CheckOut:
    return CheckOut(delegate=DelegateId(id))


def excused(id: int) -> MarkAbsent:
    return MarkAbsent(delegate=DelegateId(id), excused=True, reason="Ốm")


def do(store: Store, *verbs: Verb[Any]) -> None:
    """One after the other, whatever they answer."""
    for verb in verbs:
        store.run(verb)
