"""From an older format of the file to the one this program writes, step by step.

The engine upgrades as it folds: data file and journals of the old format are read whole, the steps are taken in memory,
and the result is published like any fold, atomically and under a new generation. What a step gives is tried before it
is written, and a backup of the old files is made that nothing thins out.

A journal's lines are read by today's `Commit` and `LogEntry` whatever their format, so those two only ever get fields
with defaults; what stands inside the documents is the steps' business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from store.engine.backups import backups_in, is_of_format, unused_name
from store.engine.copying import Part, copy_files
from store.engine.data_file import DataFile
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, Wrong
from store.records import Document, LogEntry

Rows = dict[str, dict[str, Document]]
"""The tables as the file has them."""

Step = Callable[[Rows], Rows]
"""Gives the tables of the next format and leaves those it was given as they are."""


def each_document(changes: Mapping[str, Callable[[Document], Document]]) -> Step:
    """The step that changes every document of some tables.

    In the log too, where it stands as it was before a commit: undo must not bring an old shape back.
    """

    def image(touched: Document) -> Document:
        change, before = changes.get(touched["table"]), touched["before"]
        return touched | {"before": change(before)} if change and before is not None else touched

    def entry(logged: Document) -> Document:
        return logged | {"touched": [image(touched) for touched in logged["touched"]]}

    def step(rows: Rows) -> Rows:
        every = {**changes, LogEntry.table: entry} if changes else {}
        return rows | {
            table: {key: change(document) for key, document in rows[table].items()}
            for table, change in every.items()
            if table in rows
        }

    return step


STEPS: Final[dict[int, Step]] = {
    # New tables, and new fields with defaults. Documents stay as they are; but an older program would drop what it does
    # not know when it changes a document, so it must not write there.
    1: each_document({}),
    # Proposals, and the highest number one was ever given: an older program would give it again, and a purge by one
    # would leave the drafts.
    2: each_document({}),
}
"""What leads from each older format to the next."""


def upgraded(data: DataFile) -> DataFile:
    """The same content in the format of this program."""
    rows: Rows = data.tables.read()
    for format in range(data.format, FORMAT):
        rows = STEPS[format](rows)
    tables = Tables(rows, data.tables.last_number, data.tables.last_proposal)
    return DataFile(conference=data.conference, generation=data.generation, seq=data.seq, tables=tables)


def trustworthy(data: DataFile, layout: Layout) -> DataFile:
    """The same content in the format of this program, tried. Raises `Damaged` if this program could not read it."""
    result = upgraded(data)
    if not result.tables.are_records():
        raise Damaged(layout.data, Wrong.DATA_UNREADABLE)
    return result


def keep_as_it_was(parts: list[Part], format: int, zone: dt.tzinfo, layout: Layout, system: System) -> None:
    """Makes a backup of the files of an older format, unless an upgrade that was cut short made it. Raises
    `OSError`."""
    contents = {part.name: b"".join(part.pieces(system)) for part in parts}
    if any(_holds(folder, contents, system) for folder, _made in backups_in(layout.backups, system)):
        return
    name = unused_name([layout.backups], system.wall_clock(zone), system, format=format)
    copy_files(parts, layout.backups / name, system)


def _holds(backup: Path, contents: dict[str, bytes], system: System) -> bool:
    """Whether a backup that stays is of just these files."""
    return is_of_format(backup.name) and all(
        system.exists(backup / name) and system.read_file(backup / name) == content
        for name, content in contents.items()
    )
