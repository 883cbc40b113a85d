"""The disk a conference lies on: how much room there is, and how long it takes until a line is surely written."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final, NamedTuple

_LINE: Final = b"x" * 400 + b"\n"
"""About as much as a check-in writes."""
_TIMES: Final = 3


class Disk(NamedTuple):
    """As it was when it was looked at."""

    free: int
    """Bytes."""
    sync_ms: float | None
    """Until a line was durable, the middle of three; None if none could be written."""


def read(folder: Path) -> Disk | None:
    """None if nothing can be said. Never raises. For a thread: a stick may take seconds."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    return Disk(free, _timed(folder))


def _timed(folder: Path) -> float | None:
    """On a file of its own, which is gone afterwards."""
    try:
        descriptor, name = mkstemp(dir=folder, prefix=".toadam-disk-")
    except OSError:
        return None
    try:
        return sorted(_sync_ms(descriptor) for _each in range(_TIMES))[_TIMES // 2]
    except OSError:
        return None
    finally:
        os.close(descriptor)
        with suppress(OSError):
            Path(name).unlink()


def _sync_ms(descriptor: int) -> float:
    begun = time.perf_counter()
    os.write(descriptor, _LINE)
    os.fsync(descriptor)
    return (time.perf_counter() - begun) * 1000
