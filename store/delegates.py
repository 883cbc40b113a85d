"""The delegates: taking a roster in.

Numbers are given here, under the lock, one after the other and never again; badge codes come from seeds that were minted
outside, so that the same import on the same state always gives the same codes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from store import codes
from store.records import AreaId, Delegate, DelegateId, Value
from store.roster.compare import compare
from store.roster.reading import Entry, RosterReading
from store.verbs import OFFICE, Verb

if TYPE_CHECKING:
    from store.transaction import Transaction


class Imported(Value, frozen=True, kw_only=True):
    """What an import did, in counts; `numbers` pairs each row of the file with the delegate's number."""

    added: int = 0
    corrected: int = 0
    replaced: int = 0
    unlisted: int = 0
    unchanged: int = 0
    numbers: tuple[tuple[int, int], ...] = ()


class ImportRoster(Verb[Imported], frozen=True, kw_only=True):
    """A roster taken in: new people are added, known ones corrected, nobody is added twice or thrown out."""

    roles = OFFICE
    answers = Imported
