"""Finds the header of a list of presentations, and what each of its columns holds."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from store.roster.columns import Field, field_of
from store.roster.grid import Sheet
from store.roster.office_list import LONGEST_LABEL, Labels, find_labels
from store.roster.vocabulary import listed
from store.roster.words import has_run, starts
from store.vietnamese import fold


class Own(Enum):
    """What only a list of presentations has a column for."""

    TOPIC = auto()
    MINUTES = auto()
    PAPER = auto()
    """Whether the text has been handed in."""


Column = Field | Own

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
    if not words or len(label) > LONGEST_LABEL:
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


def find_speeches_header(sheet: Sheet) -> Labels | None:
    """The row that names a topic and who presents it, and most besides; the topmost of equals."""
    return find_labels(sheet, column_of, _is_header)


def _is_header(labels: Labels) -> bool:
    speakers = {Field.NAME, Field.UNIT, Field.TITLE_UNIT, Field.UNIT_TITLE} & set(labels.columns)
    return Own.TOPIC in labels.columns and bool(speakers) and labels.known >= _FEWEST
