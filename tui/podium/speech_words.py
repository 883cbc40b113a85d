"""A list of presentations in words: what is doubtful in the file, and what taking it in did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.presentations import ImportedSpeeches, SpeechDoubt, SpeechDoubtKind, SpeechesReading
from store.text import shown
from tui.delegates.roster_words import encoding
from tui.i18n import N_, _, ngettext


def doubt(doubt: SpeechDoubt) -> str:
    """One doubt, without its row."""
    values = {name: shown(value) for name, value in doubt.values.items()}
    if doubt.what is SpeechDoubtKind.CONVERTED:
        values["encoding"] = encoding(doubt.values["encoding"])
    return _(_DOUBTS[doubt.what]).format(**values)


_DOUBTS: Final = {
    SpeechDoubtKind.NO_SPEAKER: N_("nobody is named for “{topic}”"),
    SpeechDoubtKind.NO_TOPIC: N_("{name} has no topic"),
    SpeechDoubtKind.ODD_MINUTES: N_("“{text}” is no number of minutes; the usual time is taken"),
    SpeechDoubtKind.ODD_PAPER: N_("“{text}” does not say whether the text is in; taken as not yet"),
    SpeechDoubtKind.SEVERAL_SPEAKERS: N_("several people in one cell, the first was taken: “{text}”"),
    SpeechDoubtKind.OTHER_SHEET: N_("sheet “{sheet}” looks like such a list too and was not read"),
    SpeechDoubtKind.CONVERTED: N_("the file is written in {encoding} and was put into Unicode; look at the names"),
}


def report(reading: SpeechesReading, imported: ImportedSpeeches, *, dry_run: bool) -> Iterator[str]:
    """What an import did, or would do, for a person to read."""
    count = len(reading.entries)
    yield ngettext("Found {n} presentation", "Found {n} presentations", count).format(n=count)
    if dry_run:
        yield _("A trial: nothing was written")
    yield _("New: {added}; corrected: {corrected}; unchanged: {unchanged}").format(
        added=imported.added, corrected=imported.corrected, unchanged=imported.unchanged
    )
    if imported.unlisted:
        yield _("On the list but not in this file (kept): {n}").format(n=imported.unlisted)
    if reading.left_out_columns:
        columns = ", ".join(shown(column) for column in reading.left_out_columns)
        yield _("Columns left out: {columns}").format(columns=columns)
    for one in reading.doubts:
        yield _("Row {row}: {what}").format(row=one.row, what=doubt(one)) if one.row else doubt(one)
