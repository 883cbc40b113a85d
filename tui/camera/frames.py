"""Where pictures come from, one after the other, whatever it is that makes them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from cv2.typing import MatLike

SILENT_S: Final = 4.0
"""Seconds without a picture after which a camera no longer answers."""

FAILURES: Final = 10
"""Pictures that fail one after the other before a camera counts as pulled out; the first ones of some always do."""

_BREATH_S: Final = 0.05
_USUAL_RATE: Final = 25.0


class Sight(Enum):
    """Whether anything is seen, or why not."""

    NOT_YET = auto()
    """It is being opened."""
    CLEAR = auto()
    NOT_INSTALLED = auto()
    """The extra is not there."""
    NO_CAMERA = auto()
    """None of that number, or another program has it, or the system forbids it."""
    NO_FILM = auto()
    GONE = auto()
    """It was there, and was pulled out."""
    SILENT = auto()
    """It is there and sends nothing."""
    OVER = auto()
    """The film has come to its end."""

    @property
    def passes(self) -> bool:
        """Whether it makes sense to try again by and by."""
        return self in (Sight.NO_CAMERA, Sight.GONE, Sight.SILENT)

    @property
    def fails(self) -> bool:
        """Whether somebody has to be told."""
        return self not in (Sight.NOT_YET, Sight.CLEAR)


class Blind(Exception):
    """Nothing can be seen any more, and why."""

    def __init__(self, sight: Sight) -> None:
        super().__init__(sight.name)
        self.sight = sight


class Frame(NamedTuple):
    """One picture, and when it was taken, in seconds."""

    image: MatLike
    at: float


class Capture(Protocol):
    """What is needed of OpenCV's `VideoCapture`."""

    def read(self) -> tuple[bool, MatLike]: ...

    def release(self) -> None: ...


class Frames(Protocol):
    """Pictures to look at, one after the other."""

    mirrored: bool
    """Whether people see themselves in it, and expect a mirror."""

    def read(self) -> Frame:
        """The next picture there is to look at. Raises `Blind`."""

    def close(self) -> None:
        """Lets go of the device."""


class FilmFrames:
    """Every picture of a film, in order and no faster than it was taken, however slow whoever looks may be.

    `wait` is called with the seconds until the next picture is due.
    """

    mirrored = False

    def __init__(self, capture: Capture, rate: float, wait: Callable[[float], object]) -> None:
        self._capture = capture
        self._rate = rate if rate > 0 else _USUAL_RATE
        self._wait = wait
        self._began = time.monotonic()
        self._shown = 0

    def read(self) -> Frame:
        at = self._shown / self._rate
        self._wait(max(self._began + at - time.monotonic(), 0))
        fine, image = self._capture.read()
        if not fine:
            raise Blind(Sight.OVER)
        self._shown += 1
        return Frame(image, at)

    def close(self) -> None:
        self._capture.release()


class CameraFrames:
    """The newest picture of a camera: a thread of its own takes all of them, and those nobody had time for are gone.

    Nothing a driver does wrong reaches anybody else: one that hangs is given up, one that fails counts as pulled out.
    """

    mirrored = True

    def __init__(self, capture: Capture, silent_s: float = SILENT_S) -> None:
        self._capture = capture
        self._silent_s = silent_s
        self._news = threading.Condition()
        self._newest: Frame | None = None
        self._gone = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._grab, name="camera", daemon=True)
        self._thread.start()

    def read(self) -> Frame:
        with self._news:
            if not self._news.wait_for(lambda: self._gone or self._newest is not None, self._silent_s):
                raise Blind(Sight.SILENT)
            frame, self._newest = self._newest, None
        if frame is None:
            raise Blind(Sight.GONE)
        return frame

    def close(self) -> None:
        """The thread lets go of the device; it is waited for, but not for one that hangs."""
        self._closing.set()
        self._thread.join(self._silent_s)

    def _grab(self) -> None:
        try:
            failures = 0
            while failures < FAILURES and not self._closing.is_set():
                failures = 0 if self._take() else failures + 1
        finally:
            with self._news:
                self._gone = True
                self._news.notify_all()
            self._capture.release()

    def _take(self) -> bool:
        """Whether there was a picture."""
        try:
            fine, image = self._capture.read()
        except Exception:  # OpenCV's own error, and whatever else a driver brings up
            fine = False
        if not fine:
            self._closing.wait(_BREATH_S)
            return False
        with self._news:
            self._newest = Frame(image, time.monotonic())
            self._news.notify_all()
        return True
