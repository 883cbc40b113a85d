"""Cameras that are none: each picture is handed out when the test says so, and some are pulled out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any, Final

import numpy as np

from store import Scan
from tui.camera.frames import Frames, Sight

PATIENCE_S: Final = 30.0
"""Seconds after which a test that waits for a thread has failed."""

Picture = Any


def picture(number: int) -> Picture:
    """One that can be told from others."""
    return np.full((18, 32, 3), number, np.uint8)


class Driver:
    """Stands for OpenCV's capture: `show` gives it a picture, None one that fails, an error one that is raised."""

    def __init__(self, pictures: Iterable[Picture | Exception | None] = ()) -> None:
        self._pictures: SimpleQueue[Picture | Exception | None] = SimpleQueue()
        self.asked = threading.Semaphore(0)
        """Released whenever the next picture is asked for: the one before has been taken."""
        self.released = threading.Event()
        for one in pictures:
            self.show(one)

    def show(self, picture: Picture | Exception | None) -> None:
        self._pictures.put(picture)

    def read(self) -> tuple[bool, Picture]:
        assert not self.released.is_set(), "asked for a picture after it was let go of"
        self.asked.release()
        picture = self._pictures.get()
        if isinstance(picture, Exception):
            raise picture
        return picture is not None, picture

    def release(self) -> None:
        self.released.set()


class Heard:
    """What a camera has told, in order."""

    def __init__(self) -> None:
        self.told: list[Scan | Sight] = []
        self._news = threading.Condition()

    def __call__(self, told: Scan | Sight) -> None:
        with self._news:
            self.told.append(told)
            self._news.notify_all()

    def wait_for(self, *expected: Scan | Sight) -> None:
        """Until exactly this has been told."""
        with self._news:
            self._news.wait_for(lambda: len(self.told) >= len(expected), PATIENCE_S)
            assert self.told == [*expected]


Opening = Callable[[object, object], Frames]


def in_turn(*openings: Callable[[], Frames]) -> Opening:
    """Opens one thing the first time, another the next."""
    left = iter(openings)
    return lambda _eye, _wait: next(left)()
