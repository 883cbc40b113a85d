"""Every speech as a list: who, about what, when, for how long, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.documents.csv_text import csv_text
from store.documents.moments import stopwatch
from store.documents.sentence import NO_NAME, clock
from store.documents.speech_words import KINDS, fate_in_words
from store.documents.tables import Column, Kind, Sheet, Table, table
from store.documents.workbook import workbook
from store.documents.writing import write_whole
from store.live_records import Speech
from store.progress import Progress, unwatched
from store.records import Stamp
from store.spans import elapsed_ms
from store.speakers import Speaker, speaker_of, spoken
from store.state import State


def speeches_xlsx(state: State, now: Stamp, path: Path, progress: Progress = unwatched) -> None:
    """Writes the workbook to `path`, over what was there. Raises `Unwritable`, and what `progress` does."""
    sheet = Sheet("Phát biểu", "Danh sách tham luận, phát biểu", (speech_table(state, now),), frozen_columns=2)
    write_whole(path, workbook(state.conference, [sheet], progress))


def speeches_csv(state: State, now: Stamp, path: Path) -> None:
    """The same rows as text."""
    write_whole(path, csv_text(speech_table(state, now)))


def speech_table(state: State, now: Stamp) -> Table:
    """Those that began in the order of time, then the others as they stand in the list."""
    begun = spoken(state, now)
    others = sorted((one for one in state.speeches.values() if not one.span), key=lambda one: (one.position, one.id))
    return table(_columns(state, now), [*begun, *others])


def _columns(state: State, now: Stamp) -> tuple[Column[Speech], ...]:
    timeline = state.timeline(now)

    def of(part: Callable[[Speaker], str]) -> Callable[[Speech], str]:
        return lambda speech: part(speaker_of(state, speech))

    def at(stamp: Stamp | None) -> str:
        return clock(stamp, state.conference) if stamp else ""

    def lasted(speech: Speech) -> str:
        return stopwatch(round(elapsed_ms(speech.span, timeline) / 1000)) if speech.span else ""

    def item(speech: Speech) -> str:
        found = state.agenda.get(speech.item) if speech.item is not None else None
        return found.title if found else ""

    def limit(speech: Speech) -> str:
        granted = speech.limit_ms + speech.added_ms if speech.limit_ms is not None else None
        return "" if granted is None else stopwatch(round(granted / 1000))

    return (
        Column("Họ và tên", of(lambda who: who.name or NO_NAME), width=26),
        Column("Chức vụ", of(lambda who: who.title), width=20),
        Column("Đơn vị", of(lambda who: who.unit), width=28),
        Column("Hình thức", lambda speech: KINDS[speech.kind], width=14),
        Column("Nội dung", lambda speech: speech.topic, width=40),
        Column("Mục chương trình", item, width=24),
        Column("Bắt đầu", lambda speech: at(speech.span.started if speech.span else None), 8, Kind.CENTRED),
        Column("Kết thúc", lambda speech: at(speech.span.ended if speech.span else None), 8, Kind.CENTRED),
        Column("Thời lượng", lasted, 8, Kind.CENTRED),
        Column("Giới hạn", limit, 8, Kind.CENTRED),
        Column("Kết quả", fate_in_words, width=24),
    )
