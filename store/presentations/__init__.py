"""The door to lists of prepared presentations: an office's table becomes speeches, with every doubt named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.presentations.importing import ImportedSpeeches, ImportSpeeches
from store.presentations.reading import (
    SpeechDoubt,
    SpeechDoubtKind,
    SpeechEntry,
    SpeechesReading,
    interpret_speeches,
)
from store.roster.confined import PATIENCE, read_book
from store.roster.refusal import NotReadable, RosterError

__all__ = [
    "ImportSpeeches",
    "ImportedSpeeches",
    "SpeechDoubt",
    "SpeechDoubtKind",
    "SpeechEntry",
    "SpeechesReading",
    "read_speeches",
]


def read_speeches(
    path: Path,
    *,
    sheet: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    patience: float = PATIENCE,
) -> SpeechesReading:
    """The presentations in a file, read in a child process; writes nothing anywhere.

    Without `sheet` it is the first visible one with a header. Raises `RosterError` with a reason for a file that is no
    such list, and when `cancelled` says so.
    """
    book = read_book(path, cancelled, patience)
    try:
        return interpret_speeches(book, str(path), sheet)
    except NotReadable as error:
        raise RosterError(path, error.reason, error.values) from error
