"""What was done on a machine while its database was away, on its way there: each commit against what is true then."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from store.anonymity import DEED
from store.apart import sides
from store.engine.seam import Unsent
from store.engine.tables import Tables
from store.loading import load_state
from store.records import LogEntry
from store.replay import Replayed, replayed
from store.state import State

AT_ONCE: Final = 200
"""How many commits are sent in one turn: others wait meanwhile."""


class Sent(NamedTuple):
    """What was done offline and is in the database now."""

    actions: int
    brought: Sequence[Replayed]
    """What became of them; those that had arrived unconfirmed are not among them."""


class Sending:
    """What waits, read once."""

    def __init__(self, unsent: Unsent) -> None:
        self._tables = unsent.tables
        self._there = load_state(unsent.tables, unsent.seq)
        self._log = log_in(unsent.tables)

    def next(self, state: State, log: Sequence[LogEntry]) -> list[Replayed]:
        """What is to be committed in one turn on top of this; nothing if all of it is known there."""
        if any(entry.verb == DEED for entry in log):
            self._delete_who_was_deleted(state, log)
        return list(islice(replayed(*sides(state, log, self._there, self._log)), AT_ONCE))

    def _delete_who_was_deleted(self, state: State, log: Sequence[LogEntry]) -> None:
        """On request, while this machine knew nothing of it: nothing of theirs is sent."""
        from store.erasure import erased_as_in

        tables = erased_as_in(self._tables, self._there, state, log)
        if tables is not self._tables:
            self._tables, self._log = tables, log_in(tables)
            self._there = load_state(tables, self._log[-1].seq)


def log_in(tables: Tables) -> list[LogEntry]:
    """Every commit, oldest first."""
    entries = map(LogEntry.from_document, tables.documents(LogEntry.table))
    return sorted(entries, key=lambda entry: entry.seq)
