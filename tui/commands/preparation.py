"""Before the day: a conference from its plan, delegates from a roster, codes for them."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store import State, open_store
from store.records import AreaId, Conference, Delegate
from store.text import shown
from tui.i18n import _
from tui.meanwhile import meanwhile
from tui.options.meaning import desk, place
from tui.saying import say, say_json

if TYPE_CHECKING:
    from store.roster import Imported, RosterReading


def new(options: argparse.Namespace) -> None:
    """Makes the conference file a plan describes; an office's own layouts that lie beside the plan come along."""
    from store.errors import AlreadyThere
    from tui.new_conference.making import make, plan_in

    where = place(options)
    if isinstance(where, Path) and where.exists():
        raise AlreadyThere(where)
    plan = plan_in(options.plan)
    made = make(where, plan, options.plan)
    say(_("Conference made: {title}").format(title=shown(plan.conference.title)))
    for template in made.templates:
        say(_("The layout beside the plan is taken along: {file}").format(file=template))
    say(_("File: {path}; next: toadam import ROSTER").format(path=where))
    if made.cloud:
        warning = _("Careful: {cloud} copies this folder away, names included; better keep the conference elsewhere")
        say(warning.format(cloud=made.cloud), error=True)


def import_roster(options: argparse.Namespace) -> None:
    """Reads a roster, takes its people in unless it is only a trial, and says what became of every row."""
    from store.documents import area_named
    from store.roster import ImportRoster
    from tui.delegates import roster_words

    with closing(open_store(place(options), desk=desk(options), fold=not options.dry_run)) as store:
        conference = store.state.conference
        areas = [area_named(conference, name) for name in (options.only_areas or "").split(",") if name.strip()]
        reading = _within(_read(options, conference), areas, store.state)
        verb = ImportRoster.of(reading.entries, areas, store.mint)
        imported = store.rehearse(verb) if options.dry_run else store.run(verb)
        if options.json:
            say_json(_reading_json(reading, imported, store.state))
            return
        for line in roster_words.report(reading, imported, store.state, dry_run=options.dry_run):
            say(line)


def _read(options: argparse.Namespace, conference: Conference) -> RosterReading:
    from store.roster import read_roster

    told = _("Reading {file}").format(file=options.roster.name)
    with meanwhile(told, _("Stopped; nothing was changed")) as bar:
        return read_roster(options.roster, conference, sheet=options.sheet, progress=bar)


def _within(reading: RosterReading, areas: list[AreaId], state: State) -> RosterReading:
    """Only the people of these areas, held against those of the others too; all of them if none is named."""
    import msgspec

    from store.roster import doubts_against

    if not areas:
        return reading
    entries = tuple(entry for entry in reading.entries if entry.area in areas)
    elsewhere = [one for one in state.delegates.values() if one.area not in areas]
    doubts = (*reading.doubts, *doubts_against(entries, elsewhere))
    return msgspec.structs.replace(reading, entries=entries, doubts=doubts)


def _reading_json(reading: RosterReading, imported: Imported, state: State) -> dict[str, object]:
    from tui.delegates import roster_words

    numbers = (*imported.numbers, *(None for _entry in reading.unplaced))
    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "encoding": reading.encoding,
        "header_row": reading.header_row,
        "delegates": [
            {
                "row": entry.row,
                "number": number,
                "name": entry.name,
                "title": entry.title,
                "unit": entry.unit,
                "area": _area_name(state, entry.area),
                "category": entry.category,
                "phone": entry.phone,
                "note": entry.note,
            }
            for entry, number in zip((*reading.entries, *reading.unplaced), numbers, strict=True)
        ],
        "added": imported.added,
        "corrected": imported.corrected,
        "replaced": imported.replaced,
        "unlisted": imported.unlisted,
        "unchanged": imported.unchanged,
        "left_out_columns": list(reading.left_out_columns),
        "doubts": [{"row": doubt.row, "what": roster_words.doubt(doubt)} for doubt in reading.doubts],
    }


def _area_name(state: State, id: AreaId) -> str:
    area = state.conference.area(id)
    return area.name if area else ""


def codes(options: argparse.Namespace) -> None:
    """Everybody's badge code, for a mail merge: JSON, or columns apart by tabs."""
    with closing(open_store(place(options), desk=desk(options), fold=False)) as store:
        rows = [_code_row(delegate) for delegate in _by_number(store.state)]
    if options.json:
        say_json(rows)
        return
    for row in rows:
        say(*(str(row[column]) for column in _CODE_COLUMNS))


_CODE_COLUMNS: Final = ("number", "code", "name", "title", "unit", "category")


def _code_row(delegate: Delegate) -> dict[str, object]:
    return {column: getattr(delegate, column) for column in _CODE_COLUMNS}


def _by_number(state: State) -> list[Delegate]:
    return sorted(state.delegates.values(), key=lambda delegate: delegate.number)
