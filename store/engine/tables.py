"""The documents in memory, behind TinyDB's own interface.

`Tables` is a TinyDB storage: `TinyDB(storage=lambda: tables)` runs TinyDB's queries over what is true now. It is
changed by commits only; TinyDB's own writes are refused, because a document changes through a verb or not at all.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Final

import msgspec
from tinydb.storages import Storage

from store.engine.journal import Commit, packed, unpacked
from store.proposal_records import Proposal
from store.records import RECORD_TYPES, Conference, Delegate, Document, LogEntry

FORMAT: Final = 3
"""The version of the file format this program writes; what leads to it from older ones is in `upgrade.py`."""

IMAGES_KEPT: Final = 200
"""How many of the latest commits keep their before-images: personal data that nobody needs once undo is over."""
IMAGES_LAST: Final = dt.timedelta(hours=24)
"""And for how long."""


class Tables(Storage):
    """Tables of documents; keys are strings, as in the file."""

    def __init__(
        self, tables: dict[str, dict[str, Document]] | None = None, last_number: int = 0, last_proposal: int = 0
    ) -> None:
        self._up_to_date = tables if tables is not None else {}
        self._pending: list[bytes] = []
        self._highest = {Delegate.table: last_number, Proposal.table: last_proposal}
        for table in self._highest:
            for document in self._up_to_date.get(table, {}).values():
                self._count(table, document)

    @property
    def last_number(self) -> int:
        """The highest number ever given, so that the number of a delegate who was removed is not given again."""
        self._catch_up()
        return self._highest[Delegate.table]

    @property
    def last_proposal(self) -> int:
        """The same of proposals: one whose noting was undone leaves its number unused."""
        self._catch_up()
        return self._highest[Proposal.table]

    def _count(self, table: str, document: Document) -> None:
        self._highest[table] = max(self._highest[table], document.get("number", 0))

    def read(self) -> dict[str, dict[str, Any]]:
        """For TinyDB: every table. The documents are ours; whoever changes one copies it first."""
        return dict(self._catch_up())

    def write(self, data: dict[str, dict[str, Any]]) -> None:  # noqa: ARG002  TinyDB's signature
        """Refused: raises `TypeError`."""
        raise TypeError("documents change through a verb, not through TinyDB")

    def apply(self, commit: Commit) -> None:
        """The documents are from now on those after `commit`.

        Nobody reads documents while people wait at the door, so they are brought up to date when somebody does. Until
        then a window that is open all day keeps of each commit no more than the journal does.
        """
        self.keep(packed(commit))

    def keep(self, commit: bytes) -> None:
        """The same for a commit that is `packed` already."""
        self._pending.append(commit)

    def _catch_up(self) -> dict[str, dict[str, Document]]:
        tables = self._up_to_date
        for commit in map(unpacked, self._pending):
            for put in commit.put:
                tables.setdefault(put.table, {})[str(put.key)] = put.document
                if put.table in self._highest:
                    self._count(put.table, put.document)
            for table, key in commit.remove:
                tables.get(table, {}).pop(str(key), None)
            tables.setdefault(LogEntry.table, {})[str(commit.entry.seq)] = commit.entry.to_document()
        self._pending.clear()
        return tables

    def documents(self, table: str) -> list[Document]:
        return list(self._catch_up().get(table, {}).values())

    def in_file(self, table: str) -> list[Document]:
        """Those of the data file, whatever the journals say."""
        return list(self._up_to_date.get(table, {}).values())

    def are_records(self) -> bool:
        """Whether every document is a record of ours, the conference among them."""
        try:
            for table, kind in RECORD_TYPES.items():
                for document in self.documents(table):
                    kind.from_document(document)
        except msgspec.ValidationError:
            return False
        return bool(self.documents(Conference.table))

    def expire_images(self, now: dt.datetime) -> list[Document]:
        """Drops the before-images nobody can undo with any more; the entries that had any, as they are now."""
        entries = self._catch_up().get(LogEntry.table, {})
        with_images = [document for document in entries.values() if document["images"]]
        last = max((document["seq"] for document in with_images), default=0)
        expired = [
            _without_images(document)
            for document in with_images
            if document["seq"] <= last - IMAGES_KEPT
            or now - dt.datetime.fromisoformat(document["at"]["wall"]) > IMAGES_LAST
        ]
        for document in expired:
            entries[str(document["seq"])] = document
        return expired

    def copy(self) -> Tables:
        """As they stand now, whatever is committed later."""
        rows = {name: dict(documents) for name, documents in self._catch_up().items()}
        return Tables(rows, self.last_number, self.last_proposal)

    def to_json(self, meta: Document) -> bytes:
        """The data file: plain TinyDB, ASCII, `meta` as the only document of its table, first."""
        tables = {"meta": {"1": meta}} | {name: rows for name, rows in self._catch_up().items() if name != "meta"}
        return json.dumps(tables, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _without_images(entry: Document) -> Document:
    return entry | {"images": False, "touched": [touched | {"before": None} for touched in entry["touched"]]}
