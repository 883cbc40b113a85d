"""One table of a plan's TOML, whose values are asked for by kind and refused where they are not of it."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from store.text import clean

KeyPath = tuple[str | int, ...]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{1,2})?", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_FARTHEST_OFFSET = 14 * 60


class PlanReason(StrEnum):
    """What is wrong with a plan."""

    UNREADABLE = "unreadable"
    TOO_LONG = "too-long"
    NOT_UTF8 = "not-utf8"
    SYNTAX = "syntax"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    EMPTY = "empty"
    NOT_AN_ID = "not-an-id"
    NOT_A_COLOUR = "not-a-colour"
    NOT_A_DATE = "not-a-date"
    NOT_A_TIME = "not-a-time"
    NOT_AN_OFFSET = "not-an-offset"
    OUT_OF_RANGE = "out-of-range"
    UNKNOWN_CHOICE = "unknown-choice"
    DUPLICATE = "duplicate"
    OVERLAP = "overlap"
    BACKWARDS = "backwards"


def read_day(text: str) -> dt.date:
    """A day as an office writes it: 15/09/2023, 15-9-2023 or 2023-09-15. Raises `ValueError`."""
    if day := _DAY.fullmatch(text):
        return dt.date(int(day[3]), int(day[2]), int(day[1]))
    if day := _ISO_DAY.fullmatch(text):
        return dt.date(int(day[1]), int(day[2]), int(day[3]))
    raise ValueError(text)


def read_time(text: str) -> dt.time:
    """A time as an office writes it: 07:30, 7h30, 7g30, 7h or 7 giờ 30. Raises `ValueError`."""
    if clock := _CLOCK.fullmatch(text):
        return dt.time(int(clock[1]), int(clock[2] or 0))
    raise ValueError(text)


class Misfit(Exception):
    """A value that cannot be used; `first` is where the value it collides with stands."""

    def __init__(self, path: KeyPath, reason: PlanReason, values: dict[str, str | int], first: KeyPath = ()) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.values = values
        self.first = first


class Table:
    """A table and where it stands. Every question raises `Misfit` if the answer is missing or of another kind."""

    def __init__(self, content: dict[str, Any], path: KeyPath = ()) -> None:
        self._content = content
        self._path = path

    def at(self, key: str) -> KeyPath:
        """Where a key of this table stands."""
        return (*self._path, key)

    def misfit(self, reason: PlanReason, key: str, first: KeyPath = (), **values: str | int) -> Misfit:
        """What to raise about a key of this table."""
        return Misfit(self.at(key), reason, {"key": key, **values}, first)

    def has(self, key: str) -> bool:
        """Whether a key is given."""
        return key in self._content

    def knows(self, *keys: str) -> None:
        """Refuses every other key, with the nearest known one as a suggestion."""
        for key in self._content:
            if key not in keys:
                raise self.misfit(PlanReason.UNKNOWN_KEY, key, suggestion=_nearest(key, keys))

    def text(self, key: str, default: str | None = None) -> str:
        """One line of text; empty only where there is a default."""
        if default is not None and key not in self._content:
            return default
        text = clean(self._typed(key, str))
        if not text and default is None:
            raise self.misfit(PlanReason.EMPTY, key)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them empty; no key is an empty list."""
        if key not in self._content:
            return ()
        texts = self._typed(key, list)
        for text in texts:
            if not isinstance(text, str):
                raise self.misfit(PlanReason.WRONG_TYPE, key, expected="text", found=_kind(text))
            if not clean(text):
                raise self.misfit(PlanReason.EMPTY, key)
        return tuple(map(clean, texts))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every key with its text, in order; any key may stand here."""
        return tuple((clean(key), self.text(key)) for key in self._content)

    def flag(self, key: str) -> bool:
        """`true` or `false`; no key is false."""
        return key in self._content and bool(self._typed(key, bool))

    def number(self, key: str, lowest: int, highest: int, default: int | None = None) -> int:
        """A whole number, both bounds included; it may be left out only where there is a default."""
        if default is not None and key not in self._content:
            return default
        number: int = self._typed(key, int)
        if not lowest <= number <= highest:
            raise self.misfit(PlanReason.OUT_OF_RANGE, key, value=number, lowest=lowest, highest=highest)
        return number

    def table(self, key: str) -> Table:
        """The table under a key, which must be there."""
        return Table(self._typed(key, dict), self.at(key))

    def tables(self, key: str, *, needed: bool = False) -> list[Table]:
        """A list of tables, in order; `needed` refuses a list without any."""
        if key not in self._content and not needed:
            return []
        tables = self._typed(key, list)
        if needed and not tables:
            raise self.misfit(PlanReason.EMPTY, key)
        for table in tables:
            if not isinstance(table, dict):
                raise self.misfit(PlanReason.WRONG_TYPE, key, expected="table", found=_kind(table))
        return [Table(table, (*self.at(key), index)) for index, table in enumerate(tables)]

    def identifier(self, key: str) -> str:
        """Small letters without diacritics, digits, single hyphens."""
        return self._matching(key, _ID, PlanReason.NOT_AN_ID)[0]

    def colour(self, key: str) -> str:
        """`#rrggbb` in small letters."""
        return self._matching(key, _COLOUR, PlanReason.NOT_A_COLOUR)[0].lower()

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of the words that may stand there."""
        text = self.text(key)
        if text not in choices:
            known = ", ".join(choices)
            raise self.misfit(
                PlanReason.UNKNOWN_CHOICE, key, value=text, suggestion=_nearest(text, choices), known=known
            )
        return text

    def date(self, key: str) -> dt.date:
        """A day written 15/09/2023 or 2023-09-15, in quotes or as TOML's own date."""
        value = self._content.get(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        text = self.text(key)
        try:
            return read_day(text)
        except ValueError as error:
            raise self.misfit(PlanReason.NOT_A_DATE, key, value=text) from error

    def time(self, key: str) -> dt.time:
        """A time to the minute, written 07:30, 7h30, 7h or 7 giờ 30, in quotes or as TOML's own time."""
        value = self._content.get(key)
        if isinstance(value, dt.time):
            return value.replace(second=0, microsecond=0)
        text = self.text(key)
        try:
            return read_time(text)
        except ValueError as error:
            raise self.misfit(PlanReason.NOT_A_TIME, key, value=text) from error

    def offset(self, key: str) -> int:
        """An offset from UTC, written +07:00, in minutes."""
        offset = self._matching(key, _OFFSET, PlanReason.NOT_AN_OFFSET)
        hours, minutes = int(offset[2]), int(offset[3])
        total = hours * 60 + minutes
        if minutes >= 60 or total > _FARTHEST_OFFSET:  # noqa: PLR2004 - minutes of an hour
            raise self.misfit(PlanReason.NOT_AN_OFFSET, key, value=offset[0])
        return -total if offset[1] == "-" else total

    def _matching(self, key: str, pattern: re.Pattern[str], reason: PlanReason) -> re.Match[str]:
        text = self.text(key)
        if found := pattern.fullmatch(text):
            return found
        raise self.misfit(reason, key, value=text)

    def _typed(self, key: str, kind: type) -> Any:
        if key not in self._content:
            raise self.misfit(PlanReason.MISSING_KEY, key)
        value = self._content[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.misfit(PlanReason.WRONG_TYPE, key, expected=_KINDS[kind], found=_kind(value))
        return value


_KINDS: dict[type, str] = {
    bool: "yes-or-no",
    str: "text",
    int: "number",
    float: "decimal",
    list: "list",
    dict: "table",
    dt.datetime: "moment",
    dt.date: "date",
    dt.time: "time",
}


def _kind(value: object) -> str:
    """What a value is, as a stable word for the interface to translate."""
    return next(word for kind, word in _KINDS.items() if isinstance(value, kind))


def _nearest(word: str, known: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.5)), "")
