"""Which files belong to a conference, and what they are called."""

from __future__ import annotations

import errno
import glob
import os
import re
from pathlib import Path

from store.engine.platform import System
from store.errors import Unopenable
from store.records import Value


class Layout(Value, frozen=True, kw_only=True):
    """The files beside one data file. The path is real: two names of one file share one lock."""

    data: Path

    @classmethod
    def of(cls, path: Path) -> Layout:
        """Raises `Unopenable` for a link that leads back to itself."""
        try:
            return cls(data=path.resolve())
        except (OSError, RuntimeError) as error:
            raise Unopenable(path, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error

    @property
    def folder(self) -> Path:
        return self.data.parent

    @property
    def turn(self) -> Path:
        return self._beside(".lock")

    @property
    def presence(self) -> Path:
        return self._beside(".open")

    @property
    def heartbeat(self) -> Path:
        """Says when a window was last running."""
        return self._beside(".alive")

    @property
    def backups(self) -> Path:
        return self._beside(".backups")

    @property
    def second_place(self) -> Path:
        """Says where the second backup goes."""
        return self._beside(".second-backup")

    @property
    def fresh_second_place(self) -> Path:
        return self._beside(".second-backup.new")

    @property
    def fresh_data(self) -> Path:
        """The next data file while it is being written."""
        return self._beside(".new")

    @property
    def edition(self) -> Path:
        """Says which edition of a conference in a database the copies here are of."""
        return self._beside(".edition")

    @property
    def offline(self) -> Path:
        """What a desk goes on with while the database is away."""
        return self._beside(".offline")

    def journal(self, generation: int) -> Path:
        return self._beside(f".journal-{generation}")

    def fresh_journal(self, generation: int) -> Path:
        return self._beside(f".journal-{generation}.new")

    def kept_aside(self, when: str) -> Path:
        """Where files are kept as they were before a repair."""
        return self._beside(f".kept-{when}")

    def draft(self, session: int) -> Path:
        """What a window keeps of a text that is being written."""
        return self._beside(f".draft-{session}")

    def drafts(self, system: System) -> list[Path]:
        """Those of all windows, of before and now."""
        draft = re.compile(re.escape(self.data.name) + r"\.draft-\d+")
        return [self.folder / name for name in sorted(system.names_in(self.folder)) if draft.fullmatch(name)]

    def generations(self, system: System | None = None) -> list[int]:
        """The journals on disk, oldest first."""
        journal = re.compile(re.escape(self.data.name) + r"\.journal-([0-9]{1,15})")
        found = map(journal.fullmatch, (system or System()).names_in(self.folder))
        return sorted(int(match[1]) for match in found if match)

    def leftovers(self, generation: int | None) -> list[Path]:
        """Everything that may hold an earlier state, besides the data file and its journal of this generation."""
        ours = re.compile(re.escape(self.data.name) + r"\.(new|backups|kept-.+|draft-\d+|journal-\d+(\.new)?)")
        in_use = None if generation is None else self.journal(generation)
        return sorted(path for path in self.folder.iterdir() if ours.fullmatch(path.name) and path != in_use)

    def namesakes(self) -> list[Path]:
        """What begins with the conference's name and is no file of ours: perhaps somebody's copy."""
        endings = r"(\.(lock|open|alive|edition|offline|second-backup|new|backups|kept-.+|draft-\d+|journal-.+))?"
        ours = re.compile(re.escape(self.data.name) + endings)
        beside = self.folder.glob(glob.escape(self.data.stem) + "*")
        return sorted(path for path in beside if not ours.fullmatch(path.name))

    def _beside(self, ending: str) -> Path:
        return self.data.with_name(self.data.name + ending)
