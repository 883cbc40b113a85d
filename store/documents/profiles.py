"""Which rules a report and minutes are laid out by: files in assets that an office can read, change and add to."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from typing import Final

import msgspec

from assets import ASSETS
from store.documents.refusals import BadProfile, UnknownName
from store.records import Conference, Value

_FOLDER: Final = ASSETS / "documents" / "profiles"


class Part(StrEnum):
    """The paragraphs there are, each of which looks as its profile says."""

    SUPERIOR = "superior"
    ISSUER = "issuer"
    STAR = "star"
    NUMBER = "number"
    SUPREME = "supreme"
    MOTTO = "motto"
    DATED = "dated"
    KIND = "kind"
    SUMMARY = "summary"
    DASHES = "dashes"
    BODY = "body"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    ITEM = "item"
    CELL = "cell"
    COLUMN = "column"
    AFTER_TABLE = "after-table"
    OFFICE = "office"
    SIGNATORY = "signatory"
    RECIPIENTS = "recipients"
    RECIPIENT = "recipient"
    PAGE_NUMBER = "page-number"


class Align(StrEnum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Look(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one part looks: sizes and spaces in points, indents in millimetres."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = Align.LEFT
    above: float = 0
    below: float = 0
    line: float | None = None
    """Exactly so far from line to line; None: as the size asks for."""
    indent: float = 0
    hang: float = 0
    with_next: bool = False


class Margins(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Millimetres."""

    top: float
    bottom: float
    left: float
    right: float


class HeadLine(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the letterhead, with places to be filled in."""

    look: Part
    text: str
    rule: float = 0
    """How long the line ruled below is, as a share of the words; none at 0."""


class Recipients(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How those who get the document are listed."""

    heading: str
    one: str
    purpose: str
    after: str
    last: str


class Profile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One set of rules."""

    rules: str
    font: str
    margins: Margins
    left: tuple[HeadLine, ...]
    right: tuple[HeadLine, ...]
    headings: tuple[str, str, str]
    end: str
    """What the last sentence ends with."""
    recipients: Recipients
    looks: dict[Part, Look]
    dashes: str = ""
    """Stands below the summary."""
    summary_rule: float = 0
    """Ruled below the summary instead."""


def profile_names() -> list[str]:
    """The profiles there are."""
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def profile_of(conference: Conference) -> Profile:
    """The one its documents follow. Raises `UnknownName` if there is none, `BadProfile` if it cannot be used."""
    name, known = conference.report_profile, profile_names()
    if name not in known:
        raise UnknownName(name, known)
    file = _FOLDER / f"{name}.toml"
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8-sig")), Profile)
    except (ValueError, OSError) as error:
        raise BadProfile(file, str(error)) from error
