"""How late this machine is by itself, here and now: what a time measured beside it is held against."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE_S = 0.05


@contextmanager
def oversleeping() -> Iterator[list[float]]:
    """By how many seconds each short sleep of a thread was too long, while the block runs."""
    done, late = threading.Event(), [0.0]

    def sleep() -> None:
        while not done.is_set():
            began = time.monotonic()
            done.wait(PAUSE_S)
            if not done.is_set():
                late.append(time.monotonic() - began - PAUSE_S)

    control = threading.Thread(target=sleep)
    control.start()
    try:
        yield late
    finally:
        done.set()
        control.join()
