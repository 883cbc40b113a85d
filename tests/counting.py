"""What work was done, counted: the same on a busy machine as on a quiet one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from store.engine.platform import System


def calls(work: Callable[[], object]) -> int:
    """How many functions written in Python are called."""
    counted = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


class CountedSystem(System):
    """A machine whose disk is asked for as little as can be: counts what is written and synced."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[int] = []
        self.syncs = 0
        self._lock = threading.Lock()

    def write(self, fd: int, data: bytes) -> None:
        with self._lock:
            self.written.append(len(data))
        super().write(fd, data)

    def sync(self, fd: int) -> None:
        with self._lock:
            self.syncs += 1
        super().sync(fd)
