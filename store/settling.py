"""What holds of a document that was changed in two places, each of which knew nothing of the other. Pure.

The answer is the same whichever place is named first; where there is none a person decides (`decisions.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from store.proposal_records import Proposal
from store.records import AgendaItem, Attendance, Badge, Closing, Conference, Conflict, Delegate, Record
from store.two_doors import met


class Lost(Enum):
    """Nobody knows any more how a document was: its image has expired."""

    IMAGE = "image"


Known = Record | None | Lost
"""A document as it was at some time; None where there was none."""


class Settled(NamedTuple):
    """What holds; None if the document is gone."""

    record: Record | None


def settled(base: Known, one: Record | None, other: Record | None) -> Settled | None:
    """What holds of a document that was `base` before both places changed it; None where a person has to say."""
    if one == other or other == base:
        return Settled(one)
    if one == base:
        return Settled(other)
    if one is None or other is None:
        return _while_one_took_it_away(base, one or other)
    rule = _RULES.get(type(one))
    found = rule(base, one, other) if rule else None
    return Settled(found) if found is not None else None


def _while_one_took_it_away(base: Known, left: Record | None) -> Settled | None:
    """One door took its own arrival back, which the other knew nothing of."""
    came_since = isinstance(left, Attendance) and (base is None or base is Lost.IMAGE)
    return Settled(left) if came_since or isinstance(left, Conflict) else None


def _closing(_base: Known, one: Closing, other: Closing) -> Closing:
    """The end of check-in was called at both doors: the later of them is the end."""
    last = max(one, other, key=lambda each: (each.at.wall, each.at.boot))
    return replace(last, absent=tuple(sorted({*one.absent, *other.absent})))


def _badge(_base: Known, one: Badge, other: Badge) -> Badge:
    """The one that was made last is worn."""
    return max(one, other, key=lambda each: (each.made.wall, each.code, each.face, each.made.boot))


def _conflict(_base: Known, one: Conflict, other: Conflict) -> Conflict:
    """The one of whoever did something last."""
    return max(one, other, key=lambda each: (each.there.at.wall, each.there.id))


def _delegate(base: Known, one: Delegate, other: Delegate) -> Record | None:
    if one.erased or other.erased:
        return one if one.erased else other
    return _composed(base, one, other)


def _proposal(base: Known, one: Proposal, other: Proposal) -> Record | None:
    """What is merged, split or taken back hangs together with everything else about it."""
    both = _composed(base, one, other)
    torn = isinstance(base, Proposal) and any(
        getattr(each, field) != getattr(base, field) for each in (one, other) for field in _JOINTS
    )
    return None if torn else both


_JOINTS: Final = ("merged_into", "own", "split_from", "withdrawn")


def _composed(base: Known, one: Record, other: Record) -> Record | None:
    """With what either place changed, if they did not change the same."""
    if not isinstance(base, Record):
        return None
    ours, theirs = _changes(base, one), _changes(base, other)
    if any(ours[field] != theirs[field] for field in ours.keys() & theirs.keys()):
        return None
    return replace(base, **(ours | theirs))


def _changes(base: Record, now: Record) -> dict[str, Any]:
    values = {field: getattr(now, field) for field in now.__struct_fields__}
    return {field: value for field, value in values.items() if value != getattr(base, field)}


_RULES: Final[dict[type[Record], Callable[[Known, Any, Any], Record | None]]] = {
    Attendance: lambda _base, one, other: met(one, other),
    Badge: _badge,
    Closing: _closing,
    Conflict: _conflict,
    Delegate: _delegate,
    Proposal: _proposal,
    AgendaItem: _composed,
    Conference: _composed,
}

FORGIVING: Final = frozenset({Attendance.table, Badge.table, Closing.table, Conflict.table})
"""Tables whose rule needs no consent of the verb: what it would refuse is no contradiction between two doors."""
