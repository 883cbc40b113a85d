"""The door to rosters: a file from an office becomes people to import, with every doubt named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.progress import Progress, unwatched
from store.records import AreaId, Conference
from store.roster.areas import Areas
from store.roster.capacities import doubts_against
from store.roster.compare import Comparison, Correction, Field, Match, Replacement, compare
from store.roster.confined import PATIENCE, read_book
from store.roster.file_kind import EXTENSIONS
from store.roster.importing import Imported, ImportRoster, preview
from store.roster.interpret import interpret
from store.roster.reading import Doubt, DoubtKind, Entry, Group, RosterReading, Sample, placed
from store.roster.refusal import NoRoster, NotReadable, RosterError

__all__ = [
    "EXTENSIONS",
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
    "Sample",
    "area_of",
    "compare",
    "doubts_against",
    "placed",
    "preview",
    "read_roster",
]


def read_roster(
    path: Path,
    conference: Conference,
    *,
    sheet: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = unwatched,
    patience: float = PATIENCE,
) -> RosterReading:
    """The people on a roster, read in a child process that may take `patience` seconds; writes nothing anywhere.

    Without `sheet` it is the first visible one with a header. Raises `RosterError` with a reason for a file that is no
    roster, and when `cancelled` says so. That is asked from this thread, 20 times a second while the file is read and
    some 50 times while its rows are understood, together with `progress`, which is told how many of how many are done.
    """
    book = read_book(path, cancelled, patience)
    try:
        return interpret(book, conference, str(path), sheet, cancelled=cancelled, progress=progress)
    except NotReadable as error:
        raise RosterError(path, error.reason, error.values) from error


def area_of(unit: str, conference: Conference) -> AreaId:
    """The area of the plan that a unit lies in; empty if it names none."""
    return Areas(conference.areas).find(unit)
