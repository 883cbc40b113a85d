"""A data file on its way to the disk and from it: written with the journal that goes on from it, and refused if it is
strange."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256

from store.engine.copying import Part, Rendered
from store.engine.data_file import DataFile
from store.engine.journal import Header, line
from store.engine.journals import write_journal
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, NewerFormat, Wrong


def refuse_strange(data: DataFile, layout: Layout) -> None:
    """Raises `Damaged` for a data file that was changed and `NewerFormat` for one of a later program."""
    if data.changed:
        raise Damaged(layout.data, Wrong.DATA_CHANGED)
    if data.format > FORMAT:
        raise NewerFormat(layout.data, data.format)


def publish(layout: Layout, data: DataFile, system: System) -> int:
    """A data file and its empty journal, whose length is returned; sets the data's digest and length.

    Interrupted anywhere, either the old pair or the new one is in force.
    """
    content, header = folded(data)
    system.write_new(layout.fresh_data, content)
    length = write_journal(layout, header, system)
    system.sync_folder(layout.folder)
    system.replace(layout.fresh_data, layout.data)
    return length


def rendered(layout: Layout, conference: int, tables: Tables, seq: int) -> list[Part]:
    """A conference file with everything in it, and its journal, put together when they are wanted: what staff go on
    with if a database is gone."""
    data = DataFile(conference=conference, generation=seq + 1, seq=seq, tables=tables.copy())
    both = cache(lambda: folded(data))
    journal = layout.journal(data.generation).name
    return [Rendered(layout.data.name, lambda: both()[0]), Rendered(journal, lambda: line(both()[1]))]


def folded(data: DataFile) -> tuple[bytes, Header]:
    """The bytes of a data file, whose digest and length are set, and the header of its journal."""
    content = data.to_json()
    data.digest, data.length = sha256(content).hexdigest(), len(content)
    header = Header(
        format=data.format, conference=data.conference, generation=data.generation, seq=data.seq, data=data.digest
    )
    return content, header


@contextmanager
def nothing_half_made(layout: Layout, system: System) -> Iterator[None]:
    """A journal without its data file would be taken for what is left of a conference, and nothing be made there.

    For whoever has the turn: what is removed is nobody else's.
    """
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if not system.exists(layout.data):
                begun = (layout.fresh_data, *map(layout.journal, layout.generations(system)))
                for path in begun:
                    system.remove(path)
        raise
