"""What was done on this machine while the database was away, as a conference file that all its windows share.

The data file is what the server said last, the journal what was done since: so it is written, synced, shared and read
as every conference file is, and is never folded. It is there from the first thing done until all of it has arrived.
Whoever makes, opens or removes it holds the gate; whoever removes it, the turn too, so nobody adds to it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from store.engine.desk.folder import make_with_parents
from store.engine.desk.recollection import Recollection
from store.engine.file_engine import FileEngine
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.engine.platform import System

_NAME: Final = "outbox.json"
_GATE: Final = "outbox.gate"


def outbox_in(folder: Path) -> Layout:
    """Its files."""
    return Layout(data=folder / _NAME)


class Outbox:
    """The place of it. Raises `OSError` where the disk fails, and what opening a file does."""

    def __init__(self, folder: Path, holder: Holder, system: System) -> None:
        self.layout = outbox_in(folder)
        self._holder = holder
        self._system = system

    @property
    def is_there(self) -> bool:
        """Whether something was done that may not have arrived."""
        return self._system.exists(self.layout.data)

    def joined(self) -> FileEngine | None:
        """As it is; None if there is none."""
        if not self.is_there:
            return None
        with self._gate():
            return self._opened() if self.is_there else None

    def begun(self, known: Recollection) -> tuple[FileEngine, bool]:
        """What another window began, or a new one that goes on from what is known; and whether it is new."""
        make_with_parents(self.layout.folder, self._system)
        with self._gate():
            is_new = not self.is_there
            if is_new:
                self._remove_journals()
                FileEngine.create(self.layout.data, known.conference, known.tables, self._system, seq=known.seq)
            return self._opened(), is_new

    def retired(self, box: FileEngine, seq: int) -> bool:
        """Removes it if nothing was added behind `seq`; says whether that was so."""
        with self._gate(), box.turn():
            if box.seq != seq:
                return False
            self._system.remove(self.layout.data)
            with suppress(OSError):
                # Windows lets nobody remove what another window still has open; whoever begins the next does.
                self._remove_journals()
            self._system.sync_folder(self.layout.folder)
        return True

    def discard(self) -> None:
        """Removes it, whatever is in it: the people it is about were deleted over there."""
        if self.is_there:
            with self._gate():
                self._system.remove(self.layout.data)
                self._remove_journals()

    def _remove_journals(self) -> None:
        for generation in self.layout.generations(self._system):
            self._system.remove(self.layout.journal(generation))

    def _opened(self) -> FileEngine:
        return FileEngine(self.layout.data, self._holder, self._system, fold=False)

    @contextmanager
    def _gate(self) -> Iterator[None]:
        fd = self._system.open(self.layout.folder / _GATE, create=True)
        try:
            self._system.lock(fd)
            yield
        finally:
            self._system.close(fd)
