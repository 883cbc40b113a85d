"""What is raised, from the command line: slips from paper or a form taken in."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from store import open_store
from tui.options.meaning import desk, place
from tui.saying import say, say_json

if TYPE_CHECKING:
    from store.slips import ImportedProposals, SlipDoubt, SlipsReading


def import_proposals(options: argparse.Namespace) -> None:
    """Reads slips, takes them in unless it is only a trial, and says what became of them."""
    from store.slips import ImportProposals, doubts_about_people, read_slips
    from tui.proposals import slip_words

    with closing(open_store(place(options), desk=desk(options), fold=not options.dry_run)) as store:
        reading = read_slips(options.list, store.state.conference, sheet=options.sheet)
        doubts = [*reading.doubts, *doubts_about_people(reading.entries, store.state)]
        verb = ImportProposals.of(reading.entries, store.mint)
        imported = store.rehearse(verb) if options.dry_run else store.run(verb)
        if options.json:
            say_json(_json(reading, doubts, imported))
            return
        for line in slip_words.report(reading, doubts, imported, dry_run=options.dry_run):
            say(line)


def _json(reading: SlipsReading, doubts: list[SlipDoubt], imported: ImportedProposals) -> dict[str, object]:
    from msgspec import to_builtins

    from tui.proposals import slip_words

    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "encoding": reading.encoding,
        "header_row": reading.header_row,
        "proposals": to_builtins(reading.entries),
        **to_builtins(imported),
        "left_out_columns": list(reading.left_out_columns),
        "doubts": [{"row": doubt.row, "what": slip_words.doubt(doubt)} for doubt in doubts],
    }
