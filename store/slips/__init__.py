"""The door to slips: what people wrote on paper or in a form becomes proposals, with every doubt named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.records import Conference
from store.roster.confined import PATIENCE, read_book
from store.roster.refusal import NotReadable, RosterError
from store.slips.importing import ImportedProposals, ImportProposals, doubts_about_people
from store.slips.reading import SlipDoubt, SlipDoubtKind, SlipEntry, SlipsReading, interpret_slips

__all__ = [
    "ImportProposals",
    "ImportedProposals",
    "SlipDoubt",
    "SlipDoubtKind",
    "SlipEntry",
    "SlipsReading",
    "doubts_about_people",
    "read_slips",
]


def read_slips(
    path: Path,
    conference: Conference,
    *,
    sheet: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    patience: float = PATIENCE,
) -> SlipsReading:
    """The slips in a file, read in a child process; writes nothing anywhere.

    Without `sheet` it is the first visible one with a header. Raises `RosterError` with a reason for a file that is no
    such list, and when `cancelled` says so.
    """
    book = read_book(path, cancelled, patience)
    try:
        return interpret_slips(book, str(path), conference, sheet)
    except NotReadable as error:
        raise RosterError(path, error.reason, error.values) from error
