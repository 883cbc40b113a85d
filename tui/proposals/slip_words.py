"""A list of slips in words: what is doubtful in the file, and what taking it in did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.slips import ImportedProposals, SlipDoubt, SlipDoubtKind, SlipsReading
from store.text import shown
from tui.delegates.roster_words import encoding
from tui.i18n import N_, _, ngettext

_LONGEST: Final = 80
"""Letters of a doubtful text that are quoted."""


def doubt(doubt: SlipDoubt) -> str:
    """One doubt, without its row."""
    values = {name: shown(value[:_LONGEST]) for name, value in doubt.values.items()}
    if doubt.what is SlipDoubtKind.CONVERTED:
        values["encoding"] = encoding(doubt.values["encoding"])
    return _(_DOUBTS[doubt.what]).format(**values)


_DOUBTS: Final = {
    SlipDoubtKind.NO_TEXT: N_("nothing stands on the slip of {name}; left out"),
    SlipDoubtKind.ODD_KIND: N_("“{text}” is no kind of contribution; left to be sorted"),
    SlipDoubtKind.ODD_THEME: N_("“{text}” is no theme of the plan; left to be sorted"),
    SlipDoubtKind.SEVERAL_PEOPLE: N_("several people in one cell, the first was taken: “{text}”"),
    SlipDoubtKind.NAMESAKES: N_("several delegates are called {name}, and the unit does not tell which; kept by name"),
    SlipDoubtKind.NO_DELEGATE: N_("no delegate is called {name}; kept by name"),
    SlipDoubtKind.OTHER_SHEET: N_("sheet “{sheet}” looks like such a list too and was not read"),
    SlipDoubtKind.CONVERTED: N_("the file is written in {encoding} and was put into Unicode; look at the names"),
}


def report(
    reading: SlipsReading, doubts: list[SlipDoubt], imported: ImportedProposals, *, dry_run: bool
) -> Iterator[str]:
    """What an import did, or would do, for a person to read."""
    count = len(reading.entries)
    yield ngettext("Found {n} slip", "Found {n} slips", count).format(n=count)
    if dry_run:
        yield _("A trial: nothing was written")
    yield _("New: {added}, of them by known delegates: {known}; taken in before: {unchanged}").format(
        added=imported.added, known=imported.by_delegates, unchanged=imported.unchanged
    )
    if reading.left_out_columns:
        columns = ", ".join(shown(column) for column in reading.left_out_columns)
        yield _("Columns left out: {columns}").format(columns=columns)
    for one in doubts:
        yield _("Row {row}: {what}").format(row=one.row, what=doubt(one)) if one.row else doubt(one)
