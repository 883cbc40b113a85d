"""Finds the header of a list and what each of its columns holds, by the words offices use for them."""

from __future__ import annotations

import re
from enum import Enum, auto

from store.records import Value
from store.roster.grid import Merged, Sheet
from store.roster.words import has_run, plain
from store.vietnamese import fold

HIGHEST_HEADER = 25
"""Rows from the top within which a header is looked for."""

_LONGEST_LABEL = 60
_FEWEST = 2
"""Labels known in a row that others may continue."""


class Field(Enum):
    """What a column holds."""

    STT = auto()
    NAME = auto()
    FAMILY = auto()
    """Family and middle names, when the given name has a column of its own."""
    GIVEN = auto()
    TITLE = auto()
    UNIT = auto()
    TITLE_UNIT = auto()
    UNIT_TITLE = auto()
    CATEGORY = auto()
    PHONE = auto()
    SEAT = auto()
    NOTE = auto()
    ROLE = auto()
    """What somebody does in the hall."""
    SIGNATURE = auto()
    """Left blank for signing; nothing is lost with it."""
    SENSITIVE = auto()
    """Personal data a conference has no use for: never read, whatever is in it."""


_EXACT: dict[Field, str] = {
    Field.STT: "stt, tt, so tt, so thu tu, thu tu, no",
    Field.NAME: "dai bieu, ten dai bieu",
    Field.FAMILY: "ho, ho dem, ho lot, ho va dem, ho va ten dem, ho va chu dem, ho ten dem",
    Field.GIVEN: "ten, chu dem va ten, ten goi",
    Field.TITLE: "chuc vu, chuc danh, cv, vi tri cong tac, nhiem vu",
    Field.UNIT: "don vi, co quan, phuong, xa phuong, phuong xa, khu pho, to dan pho, to dan van, dia ban, to chuc, dv",
    Field.CATEGORY: "thanh phan, doi tuong, nhom, khoi, loai dai bieu, thanh phan dai bieu, nhom dai bieu",
    Field.PHONE: "sdt, dt, dd, so dt, dtdd, zalo, di dong, so di dong, so may, phone, mobile, so dtdd",
    Field.SEAT: "so ghe, ghe, vi tri, vi tri ngoi, cho ngoi, hang ghe, day ghe",
    Field.NOTE: "gc, ghi chu",
    Field.ROLE: "vai tro, phan cong, phan cong nhiem vu, nhiem vu phan cong, nhiem vu duoc phan cong",
    Field.SIGNATURE: "ky, ky nhan, ky ten, chu ky",
    Field.SENSITIVE: "dia chi, nam, nu, gt, phai, tuoi, ngs, cmt, email, dang vien",
}
"""Labels that count only when nothing else stands in the cell; folded."""

_INSIDE: dict[Field, str] = {
    Field.SENSITIVE: "cccd, cmnd, can cuoc, dinh danh, ngay cap, noi cap, dan toc, ton giao, vao dang, the dang,"
    " ngay sinh, nam sinh, thang nam sinh, que quan, thuong tru, tam tru, noi o, cho o, nha rieng, ho chieu, tai khoan,"
    " ngan hang, ma so thue, bao hiem, bhxh, bhyt, gioi tinh, hon nhan, chung minh, nam nu",
    Field.SIGNATURE: "ky nhan, ky ten, chu ky",
    Field.PHONE: "dien thoai, di dong, sdt, so dt, dtdd",
    Field.NAME: "ho va ten, ho ten, ho va ten dai bieu",
    Field.CATEGORY: "thanh phan, doi tuong",
    Field.NOTE: "ghi chu",
    Field.ROLE: "vai tro tai, vai tro trong, nhiem vu tai hoi nghi, nhiem vu tai toa dam, nhiem vu trong hoi nghi",
    Field.SEAT: "so ghe, cho ngoi",
}
"""Labels that count wherever they stand in the cell, tried in this order; folded."""

_TITLE_WORDS = "chuc vu, chuc danh"
_UNIT_WORDS = "don vi, co quan, noi cong tac, cong tac tai, don vi cong tac"
_OF_WORK = "co quan, cong tac, don vi"
_BRACKETS = re.compile(r"\([^)]*\)?")


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in listed.split(","))


_EXACT_FIELDS = {phrase: field for field, listed in _EXACT.items() for phrase in _phrases(listed)}
_INSIDE_PHRASES = [(field, _phrases(listed)) for field, listed in _INSIDE.items()]


def field_of(label: str) -> Field | None:
    """What a column with this label holds; None if nobody can tell."""
    words = fold(_BRACKETS.sub(" ", label)) or fold(label)
    if not words or len(label) > _LONGEST_LABEL:
        return None
    if field := _EXACT_FIELDS.get(words):
        return field
    for field, phrases in _INSIDE_PHRASES:
        if any(has_run(words, phrase) for phrase in phrases):
            return field
    return _post(words)


def _post(words: str) -> Field | None:
    """Title, unit, or both in one column, in the order of the label."""
    title = min((words.find(word) for word in _phrases(_TITLE_WORDS) if has_run(words, word)), default=-1)
    unit = min((words.find(word) for word in _phrases(_UNIT_WORDS) if has_run(words, word)), default=-1)
    if title >= 0 and unit >= 0:
        return Field.TITLE_UNIT if title < unit else Field.UNIT_TITLE
    if title >= 0:
        return Field.TITLE
    if unit >= 0:
        return Field.UNIT
    return Field.SENSITIVE if has_run(words, "dia chi") else None


class Header(Value, frozen=True, kw_only=True):
    """The header of a list: one row or two, and its columns."""

    top: int
    """Counted from 0."""
    bottom: int
    labels: tuple[str, ...]
    fields: tuple[Field | None, ...]

    def columns(self, *fields: Field) -> tuple[int, ...]:
        """The columns that hold one of these, from left to right."""
        return tuple(column for column, field in enumerate(self.fields) if field in fields)


def find_header(sheet: Sheet) -> Header | None:
    """The header that names most kinds of columns, the topmost of equals; None if no row names the people."""
    rows = _with_merged(sheet)
    candidates = [header for top in range(min(HIGHEST_HEADER, len(rows))) for header in _headers(rows, top)]
    return max(filter(_is_header, candidates), key=_worth, default=None)


def _worth(header: Header) -> tuple[int, int]:
    return len(set(header.fields) - {None}), -header.top


def _is_header(header: Header) -> bool:
    if not header.columns(Field.NAME):
        return bool(header.columns(Field.FAMILY)) and bool(header.columns(Field.GIVEN))
    alone = _worth(header)[0] == 1
    return not alone or any(
        has_run(fold(label), "ho ten") or has_run(fold(label), "ho va ten") for label in header.labels
    )


def _with_merged(sheet: Sheet) -> list[list[str]]:
    """The rows a header may be in, plain, with the text of merged cells in all of their cells."""
    rows = [[plain(cell) for cell in row] for row in sheet.rows[: HIGHEST_HEADER + 1]]
    for block in sheet.merged:
        for row in rows[block.top : block.bottom + 1]:
            _fill(row, block, rows[block.top])
    return rows


def _fill(row: list[str], block: Merged, first: list[str]) -> None:
    text = first[block.left] if block.left < len(first) else ""
    for column in range(block.left, min(block.right + 1, len(row))):
        row[column] = text


def _headers(rows: list[list[str]], top: int) -> list[Header]:
    """The header this row is, and the one it is together with the next row, if that continues it."""
    below = rows[top + 1] if top + 1 < len(rows) else []
    two = [_header(top, top + 1, rows[top], below)] if _continues(rows[top], below) else []
    return [*two, _header(top, top, rows[top], [])]


def _continues(upper: list[str], lower: list[str]) -> bool:
    """Whether a row divides the labels of the row above: `Họ và tên` into `Họ đệm` and `Tên`."""
    if sum(field_of(above) is not None for above in set(upper)) < _FEWEST:
        return False
    pairs = [(above, below) for above, below in zip(upper, lower, strict=False) if below]
    divided = [below for above, below in pairs if below != above]
    return bool(divided) and all(field_of(below) for below in divided)


def _header(top: int, bottom: int, upper: list[str], lower: list[str]) -> Header:
    lower = lower + [""] * (len(upper) - len(lower))
    pairs = list(zip(upper, lower, strict=False))
    fields = [_field(above, below) for above, below in pairs]
    labels = [above if below in ("", above) else f"{above} {below}".strip() for above, below in pairs]
    return Header(top=top, bottom=bottom, labels=tuple(labels), fields=tuple(_settled(fields)))


def _field(above: str, below: str) -> Field | None:
    if below in ("", above):
        return field_of(above)
    upper = field_of(above)
    return upper if upper is Field.SENSITIVE else field_of(below) or upper


def _settled(fields: list[Field | None]) -> list[Field | None]:
    """`Tên` is the given name only beside `Họ`; `Họ` alone is the whole name; a second whole name is nothing."""
    family, given = Field.FAMILY in fields, Field.GIVEN in fields
    if family and given:
        return [None if field is Field.NAME else field for field in fields]
    whole = None if Field.NAME in fields else Field.NAME
    return [whole if field in (Field.FAMILY, Field.GIVEN) else field for field in fields]
