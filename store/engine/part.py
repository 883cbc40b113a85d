"""What a backup is made of."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from store.engine.platform import System


class OnDisk(NamedTuple):
    """A file of the conference as it stands at some moment."""

    path: Path
    length: int | None
    """How many of its bytes count; None for all."""
    digest: str | None = None
    """What SHA-256 of them is, where it is known."""

    @property
    def name(self) -> str:
        return self.path.name

    def read(self, system: System) -> bytes:
        """The bytes that count. Raises `OSError` if they are not there, or others in their place."""
        content = system.read_file(self.path)[: self.length]
        if len(content) < (self.length or 0) or self.digest not in (None, sha256(content).hexdigest()):
            raise OSError(errno.ESTALE, "changed by another program", str(self.path))
        return content


class InMemory(NamedTuple):
    """A file that is not there, or no longer ours."""

    name: str
    content: bytes

    def read(self, _system: System) -> bytes:
        return self.content


Part = OnDisk | InMemory
