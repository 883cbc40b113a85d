"""Whether the files a process works with are still those that their names lead to.

Unix lets a file be deleted, moved away or replaced while somebody has it open, and goes on taking locks and appends for
it without a word. Whoever opens the conference next finds nothing of what was written then, so nothing is.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from store.engine.platform import Edition, System
from store.errors import Damaged, Wrong


class InPlace:
    """A file we have open."""

    def __init__(self, path: Path, fd: int, system: System) -> None:
        self._path = path
        self._name = str(path)
        self._system = system
        self._identity = system.identity(fd)

    def must_be(self) -> None:
        """Raises `Damaged` if its name leads nowhere any more, or to another file."""
        try:
            if self._system.identity(self._name) == self._identity:
                return
        except FileNotFoundError as error:
            raise Damaged(self._path, Wrong.GONE) from error
        raise Damaged(self._path, Wrong.REPLACED)


class Unchanged:
    """A file that nobody has open and nobody may change; it is read again only when something about it is new."""

    def __init__(self, path: Path, digest: str, edition: Edition, system: System) -> None:
        """`digest` is that of the content of this edition."""
        self._path = path
        self._name = str(path)
        self._digest = digest
        self._system = system
        self._sound = edition
        self._changed: Edition | None = None
        """The edition last found to be another content."""

    def must_be(self) -> None:
        """Raises `Damaged` if the file is gone or says something else."""
        try:
            edition = self._system.edition(self._name)
            if edition == self._sound:
                return
            if edition != self._changed:
                self._read_again(edition)
        except FileNotFoundError as error:
            raise Damaged(self._path, Wrong.GONE) from error
        if edition == self._changed:
            raise Damaged(self._path, Wrong.DATA_CHANGED)

    def _read_again(self, edition: Edition) -> None:
        """Somebody may have copied the same content over it, or touched it."""
        if sha256(self._system.read_file(self._path)).hexdigest() == self._digest:
            self._sound, self._changed = edition, None
        else:
            self._changed = edition
