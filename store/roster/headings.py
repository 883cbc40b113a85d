"""Headings inside a list: their mark, their text, how many people they promise."""

from __future__ import annotations

import re

from store.records import Value

_UNIT = r"(?:đ\s*/\s*c|đc|đồng chí|đại biểu|người|vị|suất)"
_IN_BRACKETS = re.compile(
    rf"[\s:–-]*[(\[](?:\D{{0,20}}\s)?\s*(\d{{1,5}})\s*{_UNIT}[^)\]]*[)\]]?\s*[.:;]?$"
    r"|[\s:–-]*[(\[]\s*(\d{1,3})\s*[)\]]\s*[.:;]?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s*[:,–-]\s*(?:gồm\s+|có\s+|tổng số\s*:?\s*)?(\d{{1,5}})\s*{_UNIT}\s*[.:;]?$", re.IGNORECASE)
_ALONE = re.compile(rf"[(\[]?\s*(\d{{1,5}})\s*{_UNIT}\s*[)\]]?\s*[.:;]?", re.IGNORECASE)

_SORTS = r"(?P<roman>[IVX]{1,5})|(?P<letter>[A-ZĐ])|(?P<number>\d{1,2}(?:\.\d{1,2})*)|(?P<small>[a-zđ])"
_MARK = re.compile(rf"(?:{_SORTS})\s*[.\-/:)–]\s*(?=\S)")
_BARE_ROMAN = re.compile(r"(?P<roman>[IVX]{1,5})\s+(?=\S)")
_MARK_ALONE = re.compile(rf"(?:{_SORTS})\s*[.\-/:)–]?")
_GROUP_MARK = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])\s*[.\-/:)–]?")


class Heading(Value, frozen=True, kw_only=True):
    """A heading taken apart: `II. Trưởng Khối Dân vận (12 đ/c)` is a Roman mark, a text and twelve."""

    mark: str
    """Which sort of mark stands before it (`roman`, `letter`, `number`, `number2` for 1.1, `small`), empty for none."""
    text: str
    stated: int | None = None


def heading_of(text: str, stt: str = "", others: tuple[str, ...] = ()) -> Heading:
    """What a heading's row says; its mark may stand in the column of running numbers, its count in any other cell."""
    rest, mark = (text, _sort(_MARK_ALONE.fullmatch(stt))) if stt else _unmarked(text)
    bare, stated = _uncounted(rest)
    counts = [count for other in others if (count := count_of(other)) is not None]
    return Heading(mark=mark, text=bare, stated=stated if stated is not None else next(iter(counts), None))


def count_of(text: str) -> int | None:
    """The number of a cell that holds a count and nothing else: `12 đ/c`."""
    found = _ALONE.fullmatch(text)
    return int(found[1]) if found else None


def is_group_mark(stt: str) -> bool:
    """Whether a running number is a Roman numeral or a capital letter, as only headings have."""
    return bool(_GROUP_MARK.fullmatch(stt))


def _unmarked(text: str) -> tuple[str, str]:
    found = _MARK.match(text) or _BARE_ROMAN.match(text)
    return (text[found.end() :], _sort(found)) if found else (text, "")


def _sort(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    sort = found.lastgroup or ""
    depth = found[0].rstrip(" .-/:)–").count(".")
    return f"{sort}{depth + 1}" if depth else sort


def _uncounted(text: str) -> tuple[str, int | None]:
    found = _IN_BRACKETS.search(text) or _BEHIND.search(text)
    if not found:
        return text.strip(" :;"), None
    return text[: found.start()].strip(" :;"), int(found[1] or found[found.lastindex or 1])
