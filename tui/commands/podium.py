"""What is said at the podium, from the command line: the list of prepared presentations taken in."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from store import open_store
from tui.options.meaning import desk, place
from tui.saying import say, say_json

if TYPE_CHECKING:
    from store.presentations import ImportedSpeeches, SpeechesReading


def import_speeches(options: argparse.Namespace) -> None:
    """Reads a list of presentations, takes it in unless it is only a trial, and says what became of it."""
    from store.presentations import ImportSpeeches, read_speeches
    from tui.podium import speech_words

    with closing(open_store(place(options), desk=desk(options))) as store:
        reading = read_speeches(options.list, sheet=options.sheet)
        verb = ImportSpeeches.of(reading.entries, store.mint)
        imported = store.rehearse(verb) if options.dry_run else store.run(verb)
        if options.json:
            say_json(_json(reading, imported))
            return
        for line in speech_words.report(reading, imported, dry_run=options.dry_run):
            say(line)


def _json(reading: SpeechesReading, imported: ImportedSpeeches) -> dict[str, object]:
    from msgspec import to_builtins

    from tui.podium import speech_words

    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "encoding": reading.encoding,
        "header_row": reading.header_row,
        "speeches": to_builtins(reading.entries),
        **to_builtins(imported),
        "left_out_columns": list(reading.left_out_columns),
        "doubts": [{"row": doubt.row, "what": speech_words.doubt(doubt)} for doubt in reading.doubts],
    }
