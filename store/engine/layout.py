"""Which files belong to a conference, and what they are called."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

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
    def backups(self) -> Path:
        return self._beside(".backups")

    @property
    def second_place(self) -> Path:
        """Says where the second backup goes."""
        return self._beside(".second-backup")

    @property
    def fresh_data(self) -> Path:
        """The next data file while it is being written."""
        return self._beside(".new")

    def journal(self, generation: int) -> Path:
        return self._beside(f".journal-{generation}")

    def fresh_journal(self, generation: int) -> Path:
        return self._beside(f".journal-{generation}.new")

    def kept_aside(self, when: str) -> Path:
        """Where files are kept as they were before a repair."""
        return self._beside(f".kept-{when}")

    def generations(self) -> list[int]:
        """The journals on disk, oldest first."""
        if not self.folder.is_dir():
            return []
        name = re.compile(re.escape(self.data.name) + r"\.journal-([0-9]{1,15})")
        found = (name.fullmatch(path.name) for path in self.folder.iterdir())
        return sorted(int(match[1]) for match in found if match)

    def _beside(self, ending: str) -> Path:
        return self.data.with_name(self.data.name + ending)
