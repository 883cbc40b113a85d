"""The agenda as planned; what became of it on the day is in `live_records.py`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import ClassVar

from store.records.base import Record


class AgendaKind(StrEnum):
    """What kind of thing an agenda item is; timing and documents treat them differently."""

    CEREMONY = "ceremony"
    REPORT = "report"
    PRESENTATIONS = "presentations"
    DISCUSSION = "discussion"
    BREAK = "break"
    DIRECTIVE = "directive"
    """A superior's speech: no timer ever presses it."""
    CLOSING = "closing"


class AgendaItem(Record, frozen=True, kw_only=True):
    """One item of the agenda as planned."""

    table: ClassVar[str] = "agenda"
    personal: ClassVar[frozenset[str] | None] = frozenset({"responsible"})

    id: int
    position: int
    title: str
    kind: AgendaKind
    start: dt.time
    """Earlier on the clock than the item before means after midnight."""
    minutes: int
    responsible: str = ""
    hard_start: bool = False
    """It does not begin before `start`, however early the one before is over."""

    @property
    def key(self) -> int:
        return self.id
