"""The data file: an ordinary TinyDB JSON file whose document 1 of table `meta` says what it is."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, NewerFormat, NotAConference, Wrong
from store.records import Document, Value


class _Version(Value, frozen=True, kw_only=True):
    """What every format has in common, past and to come."""

    toadam: int
    """The format's version."""


class _Meta(_Version, frozen=True, kw_only=True):
    conference: int
    generation: int
    seq: int
    last_number: int = 0
    """The highest number a delegate was ever given."""


class DataFile:
    """The content of a data file: its tables, and which journal goes on from it."""

    def __init__(
        self,
        *,
        conference: int,
        generation: int,
        seq: int,
        tables: Tables,
        digest: str = "",
        length: int = 0,
        format: int = FORMAT,
    ) -> None:
        self.conference = conference
        self.generation = generation
        self.seq = seq
        self.tables = tables
        self.digest = digest
        """SHA-256 of the bytes it was read from or written as."""
        self.length = length
        """And how many they are."""
        self.format = format

    def to_json(self) -> bytes:
        meta: Document = {
            "toadam": self.format,
            "conference": self.conference,
            "generation": self.generation,
            "seq": self.seq,
            "last_number": self.tables.last_number,
        }
        return self.tables.to_json(meta)


_decode = msgspec.json.Decoder(dict[str, dict[str, Document]]).decode


def read_data_file(layout: Layout, system: System) -> DataFile:
    """Raises `NotAConference` for a foreign file, `Damaged` for one of ours that cannot be read, and `NewerFormat` for
    one that only a newer program can read."""
    content = system.read_file(layout.data)
    format = 0
    try:
        tables = _decode(content)
        format = msgspec.convert(tables["meta"]["1"], _Version).toadam
        return _data_file(tables, content)
    except (ValueError, KeyError, RecursionError) as error:
        if format > FORMAT:
            raise NewerFormat(layout.data, format) from error
        if layout.generations(system):
            raise Damaged(layout.data, Wrong.DATA_UNREADABLE) from error
        raise NotAConference(layout.data) from error


def _data_file(tables: dict[str, dict[str, Document]], content: bytes) -> DataFile:
    meta = msgspec.convert(tables["meta"]["1"], _Meta)
    return DataFile(
        conference=meta.conference,
        generation=meta.generation,
        seq=meta.seq,
        tables=Tables(tables, meta.last_number),
        digest=sha256(content).hexdigest(),
        length=len(content),
        format=meta.toadam,
    )
