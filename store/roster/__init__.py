"""The door to rosters: a file from an office becomes people to import, with every doubt named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.records import Conference
from store.roster.compare import Comparison, Correction, Field, Match, Replacement, compare
from store.roster.confined import PATIENCE, read_book
from store.roster.importing import Imported, ImportRoster
from store.roster.interpret import interpret
from store.roster.reading import Doubt, DoubtKind, Entry, Group, RosterReading
from store.roster.refusal import NoRoster, NotReadable, RosterError

__all__ = [
    "Comparison",
    "Correction",
    "Doubt",
    "DoubtKind",
    "Entry",
    "Field",
    "Group",
    "ImportRoster",
    "Imported",
    "Match",
    "NoRoster",
    "Replacement",
    "RosterError",
    "RosterReading",
    "compare",
    "read_roster",
]


def read_roster(
    path: Path,
    conference: Conference,
    *,
    sheet: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    patience: float = PATIENCE,
) -> RosterReading:
    """The people on a roster, read in a child process that may take `patience` seconds; writes nothing anywhere.

    Without `sheet` it is the first visible one with a header. Raises `RosterError` with a reason for a file that is no
    roster, and when `cancelled` (asked 20 times a second, from this thread) says so.
    """
    book = read_book(path, cancelled, patience)
    try:
        return interpret(book, conference, str(path), sheet)
    except NotReadable as error:
        raise RosterError(path, error.reason, error.values) from error
