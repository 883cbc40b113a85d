"""The attendance list as text for other programs."""

from __future__ import annotations

from pathlib import Path

from store.documents.attendance_tables import everybody
from store.documents.csv_text import csv_text
from store.documents.roll import Roll
from store.documents.writing import write_whole


def attendance_csv(roll: Roll, path: Path, *, phones: bool = False) -> None:
    """Writes everybody in roster order to `path`, over what was there. Raises `Unwritable`."""
    write_whole(path, csv_text(everybody(roll, phones=phones)))
