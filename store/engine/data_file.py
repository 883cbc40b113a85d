"""The data file: an ordinary TinyDB JSON file whose document 1 of table `meta` says what it is.

It carries its own checksum, so that one byte that changed is noticed even where no journal lies beside it that knows
its digest: a file carried to another machine alone, a journal that was lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated, Final
from zlib import crc32

import msgspec

from store.engine.collector import collector_paused
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, NewerFormat, NotAConference, Wrong
from store.records import Document, Value

_Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]


class _Version(Value, frozen=True, kw_only=True):
    """What every format has in common, past and to come; so does the field `checksum`, where there is one."""

    toadam: Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)]
    """The format's version."""


class _Meta(_Version, frozen=True, kw_only=True):
    conference: int
    generation: _Count
    seq: _Count
    last_number: _Count = 0
    """The highest number a delegate was ever given."""
    last_proposal: _Count = 0
    """And a proposal."""
    checksum: str = ""
    """CRC-32 of the file while zeros stand here; empty in files of before there was one."""


_NO_CHECKSUM: Final = "0" * 8


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
        changed: bool = False,
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
        self.changed = changed
        """Whether somebody or something else than this program has changed it since."""

    def to_json(self) -> bytes:
        meta: Document = {
            "toadam": self.format,
            "conference": self.conference,
            "generation": self.generation,
            "seq": self.seq,
            "last_number": self.tables.last_number,
            "last_proposal": self.tables.last_proposal,
            "checksum": _NO_CHECKSUM,
        }
        content = self.tables.to_json(meta)
        return content.replace(_field(_NO_CHECKSUM), _field(_checksum(content)), 1)


def _field(checksum: str) -> bytes:
    return b'"checksum":"%s"' % checksum.encode("utf-8", "replace")


def _checksum(content: bytes) -> str:
    return f"{crc32(content):08x}"


def _is_changed(content: bytes, meta: _Meta, fields: Iterable[str]) -> bool:
    """Whether these are not the bytes that were written, as far as they say anything of themselves.

    A field of our own format that we do not know is one of ours with a letter changed, the checksum's name perhaps.
    """
    if meta.toadam <= FORMAT and not set(fields) <= set(_Meta.__struct_fields__):
        return True
    as_summed = content.replace(_field(meta.checksum), _field(_NO_CHECKSUM), 1)
    return bool(meta.checksum) and meta.checksum != _checksum(as_summed)


_decode = msgspec.json.Decoder(dict[str, dict[str, Document]]).decode


def read_data_file(layout: Layout, system: System) -> DataFile:
    """Raises `NotAConference` for a foreign file, `Damaged` for one of ours that cannot be read, and `NewerFormat` for
    one that only a newer program can read."""
    content = system.read_file(layout.data)
    format = 0
    try:
        with collector_paused():
            documents = _decode(content)
        format = msgspec.convert(documents["meta"]["1"], _Version).toadam
        return _data_file(documents, content)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        if format > FORMAT:
            raise NewerFormat(layout.data, format) from error
        if layout.generations(system):
            raise Damaged(layout.data, Wrong.DATA_UNREADABLE) from error
        raise NotAConference(layout.data) from error


def _data_file(documents: dict[str, dict[str, Document]], content: bytes) -> DataFile:
    meta = msgspec.convert(documents["meta"]["1"], _Meta)
    return DataFile(
        conference=meta.conference,
        generation=meta.generation,
        seq=meta.seq,
        tables=Tables(documents, meta.last_number, meta.last_proposal),
        digest=sha256(content).hexdigest(),
        length=len(content),
        format=meta.toadam,
        changed=_is_changed(content, meta, documents["meta"]["1"]),
    )
