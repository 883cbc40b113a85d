"""What was read from a roster: people, groups, and every doubt with its row."""

from __future__ import annotations

from enum import StrEnum

from store.records import AreaId, CategoryId, Value


class Entry(Value, frozen=True, kw_only=True):
    """One person on the roster. An empty category means that none could be found (see `RosterReading.unplaced`)."""

    row: int
    """Counted from 1, as a spreadsheet shows it."""
    stt: str = ""
    name: str
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")
    category: CategoryId = CategoryId("")
    phone: str = ""
    seat: str = ""
    note: str = ""


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
    """A place without a name, not taken in (`text`)."""
    SEVERAL_PEOPLE = "several-people"
    """More than one name in a cell, each taken in (`text`, `count`)."""
    SAME_PERSON = "same-person"
    """Name and unit as in an earlier row, both taken in (`name`, `other_row`)."""
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
    AFTER_SIGNATURE = "after-signature"
    """People after the signatures, taken in (`name`)."""
    STRAY_TEXT = "stray-text"
    """A row that is neither person nor heading, not taken in (`text`)."""
    OTHER_SHEET = "other-sheet"
    """Another sheet looks like a roster too and was not read (`sheet`)."""


class Doubt(Value, frozen=True, kw_only=True):
    """Something in the file that a person should look at; `row` is 0 when the file as a whole is meant."""

    row: int
    what: DoubtKind
    values: dict[str, str | int] = {}


class RosterReading(Value, frozen=True, kw_only=True):
    """A roster, read whole: nobody in the file is missing from entries, unplaced and doubts together."""

    file: str
    sheet: str
    encoding: str
    """`unicode`, or the legacy encoding the text was written in."""
    header_row: int
    entries: tuple[Entry, ...]
    unplaced: tuple[Entry, ...] = ()
    """People without a category: not to be imported before somebody has said where they belong."""
    groups: tuple[Group, ...] = ()
    left_out_columns: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
