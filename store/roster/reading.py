"""What was read from a roster: people, groups, and every doubt with its row."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from store.records import AreaId, CategoryId, Standing, Value


class Entry(Value, frozen=True, kw_only=True):
    """One person on the roster, or one place that nobody has been named for.

    Service people have no category. Anybody else without one is kept apart (see `RosterReading.unplaced`).
    """

    row: int
    """Counted from 1, as a spreadsheet shows it."""
    stt: str = ""
    name: str
    """Empty for a place without a name."""
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")
    category: CategoryId = CategoryId("")
    standing: Standing = Standing.SUMMONED
    """`SUMMONED` or `SERVICE`; a roster knows no other."""
    role: str = ""
    """What a remark says this person will do in the hall: `Chủ trì`."""
    phone: str = ""
    seat: str = ""
    note: str = ""

    @property
    def called(self) -> str:
        """The name, or what a place without one is known by."""
        return self.name or ", ".join(filter(None, (self.title, self.unit)))


class Group(Value, frozen=True, kw_only=True):
    """A heading inside the list, what it was taken for, and how many people it promised."""

    row: int
    heading: str
    category: CategoryId = CategoryId("")
    area: AreaId = AreaId("")
    stated: int | None = None
    read: int = 0


class DoubtKind(StrEnum):
    """What a person should look at. The names in brackets are the values that come with it."""

    UNKNOWN_HEADING = "unknown-heading"
    """A heading of no category of the plan (`heading`)."""
    GUESSED_HEADING = "guessed-heading"
    """A heading only near to a category of the plan (`heading`, `category`)."""
    COUNT_MISMATCH = "count-mismatch"
    """A group promises another number than was read (`heading`, `stated`, `read`)."""
    TOTAL_MISMATCH = "total-mismatch"
    """A total is another number than was read (`stated`, `read`)."""
    UNKNOWN_CATEGORY = "unknown-category"
    """A cell of the category column names no category of the plan (`name`, `text`)."""
    DERIVED_CATEGORY = "derived-category"
    """No category given: taken from title and unit (`name`, `category`)."""
    CARRIED_CATEGORY = "carried-category"
    """No category given: taken from the person above (`name`, `category`)."""
    NO_CATEGORY = "no-category"
    """No category given and none to be guessed: the person is kept apart (`name`)."""
    UNNAMED = "unnamed"
    """Places without a name, taken in to be named at the desk (`text`, `count`)."""
    SERVICE = "service"
    """Reporters, drivers or staff, taken in but counted apart from the delegates (`text`, `count`)."""
    SEVERAL_PEOPLE = "several-people"
    """More than one name in a cell, each taken in (`text`, `count`)."""
    SAME_PERSON = "same-person"
    """Name and unit as in an earlier row, both taken in (`name`, `other_row`)."""
    CUT = "cut"
    """A text longer than any that is kept, cut (`text`, `count` of its characters)."""
    ODD_NAME = "odd-name"
    """A name of one word or with digits in it, taken in (`name`)."""
    ODD_PHONE = "odd-phone"
    """Not a telephone number of this country, kept as it is (`name`, `phone`)."""
    SEVERAL_PHONES = "several-phones"
    """More than one number, the first is taken (`name`, `phone`)."""
    IDENTITY_NUMBER = "identity-number"
    """The number of an identity card stood in a column that is kept, and was removed (`column`)."""
    AREA_CONFLICT = "area-conflict"
    """The unit is of another area than the heading; the unit counts (`name`, `area`, `heading_area`)."""
    NO_AREA = "no-area"
    """Most people of the category have an area, this one has none (`name`)."""
    UNKNOWN_AREA = "unknown-area"
    """The unit is of a ward or commune that the plan does not have (`name`, `text`)."""
    TWO_CAPACITIES = "two-capacities"
    """Name or telephone as in an earlier row of another category: perhaps one person (`name`, `other_row`)."""
    ON_LIST_ELSEWHERE = "on-list-elsewhere"
    """Name or telephone of a delegate the file does not speak for: perhaps one person (`name`, `number`)."""
    AFTER_SIGNATURE = "after-signature"
    """People after the signatures, taken in (`name`)."""
    STRAY_TEXT = "stray-text"
    """A row that is neither person nor heading, not taken in (`text`)."""
    CONVERTED_COLUMN = "converted-column"
    """A column in an old encoding was put into Unicode (`column`, `encoding`, `before`, `after`)."""
    OTHER_SHEET = "other-sheet"
    """Another sheet looks like a roster too and was not read (`sheet`)."""


class Doubt(Value, frozen=True, kw_only=True):
    """Something in the file that a person should look at; `row` is 0 when the file as a whole is meant."""

    row: int
    what: DoubtKind
    values: dict[str, str | int] = {}


class Sample(Value, frozen=True, kw_only=True):
    """A cell of a column that was converted, as the file has it and as it is read."""

    column: str
    """Its label."""
    encoding: str
    """What it was written in, as in `RosterReading.encoding`."""
    before: str
    after: str


class RosterReading(Value, frozen=True, kw_only=True):
    """A roster, read whole: nobody in the file is missing from entries, unplaced and doubts together."""

    file: str
    sheet: str
    encoding: str
    """`unicode`, or what most of the text was written in: `tcvn3`, `vni`, `cp1258`."""
    header_row: int
    entries: tuple[Entry, ...]
    unplaced: tuple[Entry, ...] = ()
    """People without a category: not to be imported before somebody has said where they belong."""
    groups: tuple[Group, ...] = ()
    left_out_columns: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    """Of each converted column a few cells, for a person to look at."""
    doubts: tuple[Doubt, ...] = ()


def placed(reading: RosterReading, categories: Mapping[int, CategoryId]) -> RosterReading:
    """The reading once a person has given people without a category theirs, by row; the others stay apart."""
    told = [entry for entry in reading.unplaced if entry.row in categories]
    added = [msgspec.structs.replace(entry, category=categories[entry.row]) for entry in told]
    return msgspec.structs.replace(
        reading,
        entries=tuple(sorted([*reading.entries, *added], key=lambda entry: entry.row)),
        unplaced=tuple(entry for entry in reading.unplaced if entry.row not in categories),
        doubts=tuple(doubt for doubt in reading.doubts if not _is_settled(doubt, categories)),
    )


def _is_settled(doubt: Doubt, categories: Mapping[int, CategoryId]) -> bool:
    return doubt.what is DoubtKind.NO_CATEGORY and doubt.row in categories
