"""What a visit asks of a desk: the verb that does it, and whether it has been done. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from store import AdmitSubstitute, AdmitWalkIn, CheckIn, CheckOut, MarkAbsent, Scan, State, Verb
from store.records import CAME, DelegateId, Method, Standing, Status
from tui.drill.morning import Errand, Visit

STANDINGS: Final = {Errand.WALK_IN: Standing.WALK_IN, Errand.SERVICE: Standing.SERVICE}
"""As what those are admitted who are on no list."""


def deed(visit: Visit, state: State, mint: Callable[[], int]) -> Verb[Any]:
    """What a desk does that knows its work."""
    if visit.delegate is None:
        return AdmitWalkIn(
            id=DelegateId(mint()),
            seed=mint(),
            category=visit.category,
            name=visit.name,
            standing=STANDINGS[visit.errand],
        )
    match visit.errand:
        case Errand.BADGE:
            return Scan.of(state.delegates[visit.delegate].code)
        case Errand.SUBSTITUTE:
            return AdmitSubstitute(delegate=visit.delegate, name=visit.name)
        case Errand.EXCUSED:
            return MarkAbsent(delegate=visit.delegate, excused=True, reason=reason(state))
        case Errand.LEAVING:
            return CheckOut(delegate=visit.delegate)
    return CheckIn(delegate=visit.delegate, method=Method.NUMBER)


def reason(state: State) -> str:
    """Why somebody does not come."""
    return next(iter(state.conference.absence_reasons), "")


def is_done(visit: Visit, state: State) -> bool:
    """Whether it stands in the list as it happened. Of those who are on none only the desk can tell (`line.py`)."""
    attendance = state.attendance.get(visit.delegate) if visit.delegate is not None else None
    if attendance is None:
        return False
    match visit.errand:
        case Errand.EXCUSED:
            return attendance.status is Status.EXCUSED
        case Errand.LEAVING:
            return attendance.status is Status.LEFT
    return attendance.status in CAME and (attendance.substitute is not None) is (visit.errand is Errand.SUBSTITUTE)


def is_void(visit: Visit, state: State) -> bool:
    """Whether nobody has anything left to do: who is to leave has not come, who is excused has."""
    attendance = state.attendance.get(visit.delegate) if visit.delegate is not None else None
    came = attendance is not None and attendance.status in CAME
    return (visit.errand is Errand.LEAVING and not came) or (visit.errand is Errand.EXCUSED and came)
