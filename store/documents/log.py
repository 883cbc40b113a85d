"""Everything that was done, line by line. Nobody is named: a delegate is the number on their badge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from store.attendance import Outcome
from store.documents.csv_text import csv_text
from store.documents.log_words import DEEDS, OUTCOMES
from store.documents.tables import Column, Kind, Sheet, Table, table
from store.documents.workbook import workbook
from store.documents.writing import write_whole
from store.progress import Progress, unwatched
from store.records import Attendance, Badge, Delegate, DelegateId, LogEntry
from store.state import State

_ABOUT_SOMEBODY: Final = (Delegate.table, Attendance.table, Badge.table)
"""Tables whose keys are delegates."""
_MOST_NUMBERS: Final = 50
"""Of one action: a roster touches everybody."""


def log_xlsx(state: State, log: Sequence[LogEntry], path: Path, progress: Progress = unwatched) -> None:
    """Writes the log to `path`, over what was there. Raises `Unwritable`, and what `progress` does."""
    sheet = Sheet("Nhật ký", "Nhật ký điểm danh và điều hành", (log_table(state, log),), frozen_columns=2)
    write_whole(path, workbook(state.conference, [sheet], progress))


def log_csv(state: State, log: Sequence[LogEntry], path: Path) -> None:
    """The same rows as text."""
    write_whole(path, csv_text(log_table(state, log)))


def log_table(state: State, log: Sequence[LogEntry]) -> Table:
    """A row for each commit, the oldest first."""
    zone = state.conference.zone
    columns: tuple[Column[LogEntry], ...] = (
        Column("Số việc", lambda entry: entry.seq, 8, Kind.CENTRED),
        Column("Thời gian", lambda entry: f"{entry.at.wall.astimezone(zone):%d/%m/%Y %H:%M:%S}", 19, Kind.CENTRED),
        Column("Bàn", lambda entry: state.desk_of(entry.session), 14),
        Column("Việc", lambda entry: DEEDS.get(entry.verb, entry.verb), 40),
        Column("Kết quả", _outcome, 24),
        Column("Số đại biểu", lambda entry: _numbers(state, entry), 30),
        Column("Hoàn tác việc số", lambda entry: "" if entry.undoes is None else entry.undoes, 10, Kind.CENTRED),
    )
    return table(columns, log)


def _outcome(entry: LogEntry) -> str:
    """What a scan was answered; the answers of other actions are for the program."""
    outcome = entry.outcome.get("outcome") if isinstance(entry.outcome, dict) else None
    return OUTCOMES[Outcome(outcome)] if outcome in list(Outcome) else ""


def _numbers(state: State, entry: LogEntry) -> str:
    """On whose badge they stand who were concerned."""
    answered = entry.outcome.get("delegate") if isinstance(entry.outcome, dict) else None
    ids = {touched.key for touched in entry.touched if touched.table in _ABOUT_SOMEBODY}
    ids |= {answered} if isinstance(answered, int) else set()
    found = sorted(state.delegates[DelegateId(id)].number for id in ids if id in state.delegates)
    more = f" … (+{len(found) - _MOST_NUMBERS})" if len(found) > _MOST_NUMBERS else ""
    return ", ".join(map(str, found[:_MOST_NUMBERS])) + more
