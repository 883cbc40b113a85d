"""What a verb sees while it runs: the state, the time, who asks, and the only way to write."""

from __future__ import annotations

from store.engine.journal import Commit, Put
from store.records import Document, LogEntry, Record, Session, Stamp, Touched
from store.state import State


class Transaction:
    """Collects what one verb changes. Nothing is true until the store has committed it."""

    def __init__(self, state: State, session: Session, at: Stamp) -> None:
        self.state = state
        self.session = session
        self.at = at
        self.undoes: int | None = None
        self._before: dict[tuple[str, int], Document | None] = {}
        self._after: dict[tuple[str, int], Record | None] = {}

    def put(self, record: Record) -> None:
        """The record as it is from now on; later reads of `state` see it."""
        self._remember(record.table, record.key)
        self._after[record.table, record.key] = record
        self.state = self.state.put(record)

    def remove(self, table: str, key: int) -> None:
        self._remember(table, key)
        self._after[table, key] = None
        self.state = self.state.remove(table, key)

    def commit(self, *, id: int, verb: str, args: Document, outcome: object) -> Commit:
        """Everything this verb did, as one line for the journal. What is as it was before has not been touched."""
        touched, put, remove = [], [], []
        for (table, key), record in self._after.items():
            before, document = self._before[table, key], record.to_document() if record else None
            if document == before:
                continue
            touched.append(Touched(table=table, key=key, before=before))
            if document is None:
                remove.append((table, key))
            else:
                put.append(Put(table=table, key=key, document=document))
        entry = LogEntry(
            seq=self.state.seq + 1,
            id=id,
            at=self.at,
            session=self.session.id,
            role=self.session.role,
            verb=verb,
            args=args,
            outcome=outcome,
            undoes=self.undoes,
            touched=tuple(touched),
        )
        return Commit(entry=entry, put=tuple(put), remove=tuple(remove))

    def _remember(self, table: str, key: int) -> None:
        if (table, key) not in self._before:
            record = self.state.find(table, key)
            self._before[table, key] = record.to_document() if record else None
