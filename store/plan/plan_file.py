"""The plan of a conference: a TOML file that an office writes, read into records or refused with a reason.

Only this module knows how the file is laid out; `assets/plan.toml` is the commented example. What is wrong is raised as
`PlanError`, which carries data for the interface to word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from store.documents.profiles import profile_names
from store.errors import StoreError
from store.live_records import Speech
from store.plan.programme import LONGEST_ITEM, agenda, presentations, speaking
from store.plan.table import Misfit, PlanReason, Table
from store.plan.toml_lines import line_of, line_of_error
from store.records import (
    AgendaItem,
    Area,
    AreaId,
    Category,
    CategoryId,
    Conference,
    Introduced,
    Organiser,
    Recipient,
    Theme,
    Value,
)
from store.vietnamese import same_spelling

MOST_BYTES = 1_000_000
"""A plan is a few kilobytes; whatever is larger than this is another kind of file."""

MOST_PLANNED = 100_000
"""Delegates a category may be planned for."""

MOST_ALLOWANCE = 1_000_000_000
"""Đồng one delegate may be paid: beyond this, somebody has slipped on the zeros."""

LONGEST_KEPT = 10 * 365
"""Days names may be kept after the conference."""

LONGEST_GRACE = LONGEST_ITEM
"""Minutes after the announced start in which nobody is late yet."""


class Plan(Value, frozen=True, kw_only=True):
    """What a plan makes: the conference, its agenda in order of time, and who is to present what, in that order."""

    conference: Conference
    agenda: tuple[AgendaItem, ...]
    presentations: tuple[Speech, ...] = ()


class PlanError(StoreError):
    """The plan cannot be used. `line` counts from 1, 0 means the file as a whole; `values` fill the words."""

    def __init__(self, path: Path, line: int, reason: PlanReason, values: dict[str, str | int]) -> None:
        details = ", ".join(f"{name}: {value}" for name, value in values.items())
        super().__init__(f"{path}, line {line}: {reason}" + (f" ({details})" if details else ""))
        self.path = path
        self.line = line
        self.reason = reason
        self.values = values


def read_plan(path: Path, *, id: int, code_letters: str, mint: Callable[[], int]) -> Plan:
    """The plan in a file, with what was minted for it: the conference's id and letters, an id for each agenda item
    and for each presentation.

    Raises `PlanError`, and nothing else, for whatever is wrong with the file or in it.
    """
    text = _text(path)
    try:
        root = Table(tomllib.loads(text))
        conference = _conference(root, id, code_letters)
        return Plan(
            conference=conference, agenda=agenda(root, mint), presentations=presentations(root, conference, mint)
        )
    except tomllib.TOMLDecodeError as error:
        raise PlanError(path, line_of_error(text, error), PlanReason.SYNTAX, {"detail": str(error)}) from error
    except RecursionError as error:
        raise PlanError(path, 0, PlanReason.SYNTAX, {"detail": "nested too deeply"}) from error
    except Misfit as misfit:
        first = {"first_line": line_of(text, misfit.first)} if misfit.first else {}
        raise PlanError(path, line_of(text, misfit.path), misfit.reason, {**misfit.values, **first}) from misfit


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PlanError(path, 0, PlanReason.UNREADABLE, {"detail": error.strerror or str(error)}) from error
    if len(content) > MOST_BYTES:
        raise PlanError(path, 0, PlanReason.TOO_LONG, {"highest": MOST_BYTES})
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanError(path, line, PlanReason.NOT_UTF8, {}) from error


def _conference(root: Table, id: int, code_letters: str) -> Conference:
    root.knows(
        *("title", "short_title", "venue", "date", "opens", "late_after_minutes", "utc_offset", "superiors"),
        *("organiser", "categories", "areas", "agenda", "themes", "recipients"),
        *("absence_reasons", "allowance_signatures", "speaking", "presentations", "abbreviations"),
        *("addressees", "report_profile", "retention_days", "identity_cards"),
    )
    return Conference(
        id=id,
        code_letters=code_letters,
        title=root.text("title"),
        short_title=root.text("short_title"),
        organiser=_organiser(root.table("organiser")),
        venue=root.text("venue"),
        date=root.date("date"),
        opens=root.time("opens"),
        late_after_minutes=root.number("late_after_minutes", 0, LONGEST_GRACE),
        utc_offset_minutes=root.offset("utc_offset"),
        superiors=root.texts("superiors"),
        categories=_categories(root.tables("categories", needed=True)),
        areas=_areas(root.tables("areas")),
        themes=_themes(root.tables("themes")),
        recipients=tuple(map(_recipient, root.tables("recipients"))),
        absence_reasons=root.texts("absence_reasons"),
        allowance_signatures=root.texts("allowance_signatures"),
        speaking=speaking(root),
        abbreviations=root.table("abbreviations").pairs() if root.has("abbreviations") else (),
        addressees=root.texts("addressees"),
        identity_cards=root.flag("identity_cards"),
        **_after_the_day(root),
    )


def _after_the_day(root: Table) -> dict[str, Any]:
    """How documents are laid out and how long names are kept, where the plan says so."""
    said: dict[str, Any] = {}
    if root.has("report_profile"):
        said["report_profile"] = root.choice("report_profile", profile_names())
    if root.has("retention_days"):
        said["retention_days"] = root.number("retention_days", 0, LONGEST_KEPT)
    return said


def _organiser(table: Table) -> Organiser:
    table.knows("name", "superior", "supreme", "place", "symbol", "signatory", "signatory_title")
    return Organiser(
        name=table.text("name"),
        superior=table.text("superior"),
        supreme=table.text("supreme"),
        place=table.text("place"),
        symbol=table.text("symbol"),
        signatory=table.text("signatory"),
        signatory_title=table.text("signatory_title"),
    )


def _categories(tables: list[Table]) -> tuple[Category, ...]:
    for table in tables:
        table.knows("id", "name", "short", "planned", "colour", "aliases", "gets", "met", "allowance", "introduced")
    _all_different(tables, "id")
    _named_once(tables)
    return tuple(
        Category(
            id=CategoryId(table.identifier("id")),
            name=table.text("name"),
            short=table.text("short"),
            planned=table.number("planned", 0, MOST_PLANNED),
            colour=table.colour("colour"),
            aliases=table.texts("aliases"),
            gets=table.texts("gets"),
            met=table.flag("met"),
            allowance=table.number("allowance", 0, MOST_ALLOWANCE, default=0),
            introduced=_introduced(table),
        )
        for table in tables
    )


def _introduced(table: Table) -> Introduced | None:
    if not table.has("introduced"):
        return None
    return Introduced(table.choice("introduced", [how.value for how in Introduced]))


def _areas(tables: list[Table]) -> tuple[Area, ...]:
    for table in tables:
        table.knows("id", "name", "aliases")
    _all_different(tables, "id")
    _named_once(tables)
    return tuple(
        Area(id=AreaId(table.identifier("id")), name=table.text("name"), aliases=table.texts("aliases"))
        for table in tables
    )


def _themes(tables: list[Table]) -> tuple[Theme, ...]:
    for table in tables:
        table.knows("id", "name")
    _all_different(tables, "id")
    return tuple(Theme(id=table.identifier("id"), name=table.text("name")) for table in tables)


def _recipient(table: Table) -> Recipient:
    table.knows("name", "purpose")
    return Recipient(name=table.text("name"), purpose=table.text("purpose", default=""))


def _all_different(tables: list[Table], key: str) -> None:
    seen: dict[str, Table] = {}
    for table in tables:
        value = table.text(key)
        first = seen.setdefault(value, table)
        if first is not table:
            raise table.misfit(PlanReason.DUPLICATE, key, first=first.at(key), value=value)


def _named_once(tables: list[Table]) -> None:
    """No name or alias may stand for two of them: a heading in a roster would fit both."""
    seen: dict[str, tuple[Table, str]] = {}
    for table in tables:
        for key, name in _names(table):
            first, first_key = seen.setdefault(same_spelling(name.casefold()), (table, key))
            if first is not table:
                raise table.misfit(PlanReason.DUPLICATE, key, first=first.at(first_key), value=name)


def _names(table: Table) -> Iterable[tuple[str, str]]:
    yield "name", table.text("name")
    for alias in table.texts("aliases"):
        yield "aliases", alias
