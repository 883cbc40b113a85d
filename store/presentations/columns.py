"""Finds the header of a list of presentations, and what each of its columns holds."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from store.records import Value
from store.roster.columns import HIGHEST_HEADER, Field, field_of
from store.roster.grid import Sheet
from store.roster.vocabulary import listed
from store.roster.words import has_run, plain, starts
from store.vietnamese import fold


class Own(Enum):
    """What only a list of presentations has a column for."""

    TOPIC = auto()
    MINUTES = auto()
    PAPER = auto()
    """Whether the text has been handed in."""


Column = Field | Own

_LONGEST_LABEL: Final = 60
_FEWEST: Final = 2
_TOPIC: Final = listed(
    "ten tham luan, noi dung, chu de, de tai, ten bai, tieu de, tham luan, bai tham luan, ten bao cao, ten chuyen de"
)
_MINUTES: Final = listed("so phut, thoi gian, thoi luong, phut")
_PAPER: Final = listed("nop bai, gui bai, da nop, da gui, nop van ban, co bai, bai viet")
_SPEAKER: Final = listed(
    "nguoi trinh bay, nguoi tham luan, nguoi phat bieu, nguoi bao cao, dai bieu tham luan, dai bieu trinh bay"
)
_OF_PEOPLE: Final = frozenset(Field) - {Field.CATEGORY, Field.ROLE, Field.SEAT}


def column_of(label: str) -> Column | None:
    """What a column with this label holds; None if nobody can tell."""
    words = fold(label)
    if not words or len(label) > _LONGEST_LABEL:
        return None
    for column, phrases in ((Own.PAPER, _PAPER), (Own.MINUTES, _MINUTES), (Field.NAME, _SPEAKER)):
        if any(has_run(words, phrase) for phrase in phrases):
            return column
    if any(starts(words, phrase) for phrase in _TOPIC):
        return Own.TOPIC
    field = field_of(label)
    if field in _OF_PEOPLE:
        return field
    return Own.TOPIC if any(has_run(words, phrase) for phrase in _TOPIC) else None


class SpeechesHeader(Value, frozen=True, kw_only=True):
    """The row of labels, counted from 0, and what each column holds."""

    row: int
    labels: tuple[str, ...]
    columns: tuple[Column | None, ...]

    def cell(self, cells: list[str], *wanted: Column) -> str:
        """What a row has in the first filled column that holds one of these."""
        pairs = zip(self.columns, cells, strict=False)
        return next((cell for column, cell in pairs if column in wanted and plain(cell)), "")


def find_speeches_header(sheet: Sheet) -> SpeechesHeader | None:
    """The row that names a topic and who presents it, and most besides; the topmost of equals."""
    found = [_header(index, row) for index, row in enumerate(sheet.rows[:HIGHEST_HEADER])]
    return max(filter(_is_header, found), key=lambda header: (_known(header), -header.row), default=None)


def _header(index: int, row: list[str]) -> SpeechesHeader:
    labels = tuple(map(plain, row))
    return SpeechesHeader(row=index, labels=labels, columns=tuple(map(column_of, labels)))


def _is_header(header: SpeechesHeader) -> bool:
    speakers = {Field.NAME, Field.UNIT, Field.TITLE_UNIT, Field.UNIT_TITLE} & set(header.columns)
    return Own.TOPIC in header.columns and bool(speakers) and _known(header) >= _FEWEST


def _known(header: SpeechesHeader) -> int:
    return len(set(header.columns) - {None})
