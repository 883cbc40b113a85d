"""What a roster would change: who is new, corrected, replaced, no longer listed. Pure; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from store.records import Delegate, Standing, Value
from store.roster.pairing import pairs_of
from store.roster.reading import Entry
from store.vietnamese import same_spelling


class Field(StrEnum):
    """What a correction may concern."""

    NAME = "name"
    TITLE = "title"
    UNIT = "unit"
    AREA = "area"
    CATEGORY = "category"
    PHONE = "phone"
    SEAT = "seat"
    NOTE = "note"
    ROLE = "role"
    STANDING = "standing"


_OPTIONAL = tuple(set(Field) - {Field.CATEGORY, Field.STANDING})
"""Where the roster is silent, what is known stays."""

_OF_A_PLACE = (Field.TITLE, Field.UNIT)
"""What a place without a name says of whoever will be named; once somebody is, they know better."""


class Match(Value, frozen=True, kw_only=True):
    """An entry and the delegate it is about."""

    entry: Entry
    delegate: Delegate


class Correction(Match, frozen=True, kw_only=True):
    """The same person, written differently; or a place that now has a name."""

    fields: tuple[Field, ...]


class Replacement(Match, frozen=True, kw_only=True):
    """Another person in the same post: same category, unit and title."""


class Comparison(Value, frozen=True, kw_only=True):
    """What a roster would change, in the order of the roster; `unlisted` in the order of the delegates."""

    added: tuple[Entry, ...]
    corrected: tuple[Correction, ...]
    replaced: tuple[Replacement, ...]
    unlisted: tuple[Delegate, ...]
    """The summoned who are not on it. Walk-ins never were, service people come as they are sent."""
    unchanged: tuple[Match, ...]


def compare(entries: Iterable[Entry], delegates: Iterable[Delegate]) -> Comparison:
    """What importing these entries would change for these delegates."""
    pairs = pairs_of(entries, delegates)
    matches = [(index, _matched(entry, delegate)) for index, entry, delegate in pairs.same]
    replaced = [(index, Replacement(entry=entry, delegate=delegate)) for index, entry, delegate in pairs.replaced]
    in_order = [match for _, match in sorted(matches, key=lambda pair: pair[0])]
    return Comparison(
        added=pairs.entries,
        corrected=tuple(match for match in in_order if isinstance(match, Correction)),
        replaced=tuple(match for _, match in sorted(replaced, key=lambda pair: pair[0])),
        unlisted=tuple(one for one in pairs.delegates if one.standing is Standing.SUMMONED),
        unchanged=tuple(match for match in in_order if not isinstance(match, Correction)),
    )


def _matched(entry: Entry, delegate: Delegate) -> Match:
    fields = tuple(field for field in Field if _differs(field, entry, delegate))
    if fields:
        return Correction(entry=entry, delegate=delegate, fields=fields)
    return Match(entry=entry, delegate=delegate)


def _differs(field: Field, entry: Entry, delegate: Delegate) -> bool:
    new, old = getattr(entry, field), getattr(delegate, field)
    if field in _OPTIONAL and not new:
        return False
    if field is Field.STANDING:
        return new != old and old is not Standing.WALK_IN
    if field in _OF_A_PLACE and delegate.name and not entry.name:
        return False
    return same_spelling(new) != same_spelling(old)
