"""Finds the header of a list of slips, and what each of its columns holds."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from store.roster.columns import Field, field_of
from store.roster.grid import Sheet
from store.roster.office_list import LONGEST_LABEL, PEOPLE, Labels, find_labels
from store.roster.vocabulary import listed
from store.roster.words import has_run, starts
from store.vietnamese import fold


class Own(Enum):
    """What only a list of slips has a column for."""

    TEXT = auto()
    KIND = auto()
    THEME = auto()
    ADDRESSEE = auto()
    DUE = auto()


Column = Field | Own

_BEFORE_PEOPLE: Final[tuple[tuple[Column, list[str]], ...]] = (
    (
        Own.ADDRESSEE,
        listed(
            "gui toi, gui den, gui co quan, kinh gui, noi nhan, kien nghi voi, kien nghi toi, kien nghi den",
            "de nghi voi, co quan giai quyet, tham quyen giai quyet, don vi giai quyet, don vi thuc hien, giao cho",
        ),
    ),
    (Own.KIND, listed("loai, loai y kien, phan loai, hinh thuc, loai noi dung")),
    (Own.THEME, listed("chu de, linh vuc, nhom van de, nhom noi dung, van de, thuoc nhom, nhom")),
    (Own.DUE, listed("thoi han, han hoan thanh, han thuc hien")),
    (
        Field.NAME,
        listed(
            "nguoi gop y, nguoi de xuat, nguoi kien nghi, nguoi neu, nguoi phat bieu, nguoi viet, nguoi gui",
            "nguoi co y kien, dai bieu gop y, dai bieu de xuat, dai bieu kien nghi, dai bieu neu",
        ),
    ),
)
"""Labels that begin so, or contain so much as two words of it, are that, in this order."""
_TEXT: Final = listed(
    "noi dung, y kien, de xuat, kien nghi, giai phap, gop y, de nghi, sang kien, bai hoc, cach lam, mo hinh, phan anh"
)


def column_of(label: str) -> Column | None:
    """What a column with this label holds; None if nobody can tell."""
    words = fold(label)
    if not words or len(label) > LONGEST_LABEL:
        return None
    for column, phrases in _BEFORE_PEOPLE:
        if any(starts(words, phrase) or (" " in phrase and has_run(words, phrase)) for phrase in phrases):
            return column
    if any(starts(words, phrase) for phrase in _TEXT):
        return Own.TEXT
    field = field_of(label)
    if field is not None:
        return field
    return Own.TEXT if any(has_run(words, phrase) for phrase in _TEXT) else None


def find_slips_header(sheet: Sheet) -> Labels | None:
    """The row that names the words that were written, and most besides; the topmost of equals."""
    return find_labels(sheet, column_of, lambda labels: Own.TEXT in labels.columns)


READ: Final = (*PEOPLE, *Own)
"""The columns that are read; every other is left out and named."""
