"""The attendance list as a workbook: summary, everybody, absentees, walk-ins, areas."""

from __future__ import annotations

from pathlib import Path

from store.documents.attendance_tables import attendance_sheets
from store.documents.roll import Roll
from store.documents.workbook import workbook
from store.documents.writing import write_whole
from store.progress import Progress, unwatched


def attendance_xlsx(roll: Roll, path: Path, progress: Progress = unwatched, *, phones: bool = False) -> None:
    """Writes the workbook to `path`, over what was there. Raises `Unwritable`, and what `progress` does."""
    write_whole(path, workbook(roll.conference, attendance_sheets(roll, phones=phones), progress))
