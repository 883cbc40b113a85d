"""Looks, in a thread of its own: what is scanned and whether anything can be seen is told, the newest picture is there.

The event loop never waits for a camera: opening one may take seconds, and a driver may hang.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from typing import Final

from store import Scan
from tui.camera import opencv
from tui.camera.eyes import Eye, Webcam
from tui.camera.frames import Blind, Frame, Frames, Sight
from tui.camera.in_view import InView
from tui.camera.picture import Picture

AGAIN_S: Final = 2.0
"""Seconds after which a camera that was not there is looked for again."""

PICTURE_S: Final = 0.125
"""Seconds between two pictures for people: enough to aim by, and little to draw."""

Told = Scan | Sight
Open = Callable[[Eye, Callable[[float], object]], Frames]


class Camera:
    """Looks through `eye` until closed. `tell` is called in its thread, with scans in order and changes of sight."""

    def __init__(self, eye: Eye, tell: Callable[[Told], None], open: Open = opencv.open_eye) -> None:
        self.eye = eye
        self.sight = Sight.NOT_YET
        self.picture: Picture | None = None
        self.room: tuple[int, int] | None = None
        """Pixels for which a picture is wanted; None while nobody looks at it."""
        self._tell = tell
        self._open = open
        self._closing = threading.Event()
        self._drawn = 0.0
        self._thread = threading.Thread(target=self._live, name="looking", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Comes back at once; the thread lets go of the device. Nothing more is told."""
        self._closing.set()

    def wait(self, seconds: float) -> bool:
        """Whether the device has been let go of, waited for so long."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    # -- in the thread -------------------------------------------------------------------------------------------------

    def _live(self) -> None:
        while not self._closing.is_set():
            sight = self._look()
            self.picture = None
            self._see(sight)
            if not sight.passes:
                return
            self._closing.wait(AGAIN_S)

    def _look(self) -> Sight:
        """Until it is closed, or nothing can be seen any more; then why."""
        try:
            with closing(self._open(self.eye, self._closing.wait)) as frames:
                self._watch(frames)
        except Blind as blind:
            return blind.sight
        except Exception:
            # Whatever the libraries make of a picture: it is said, and a camera is tried again.
            return Sight.SILENT if isinstance(self.eye, Webcam) else Sight.NO_FILM
        return Sight.NOT_YET

    def _watch(self, frames: Frames) -> None:
        """Whoever held a badge before the camera was pulled out holds it there again when it is back."""
        in_view, self._drawn = InView(), 0.0
        while not self._closing.is_set():
            frame = frames.read()
            self._see(Sight.CLEAR)
            for scan in in_view.see(opencv.codes_in(frame.image), frame.at):
                self._say(scan)
            self._draw(frame, frames.mirrored)

    def _draw(self, frame: Frame, mirrored: bool) -> None:
        if self.room is not None and (self.picture is None or frame.at - self._drawn >= PICTURE_S):
            self._drawn = frame.at
            self.picture = opencv.picture_of(frame.image, self.room, mirrored)

    def _see(self, sight: Sight) -> None:
        if sight != self.sight:
            self.sight = sight
            self._say(sight)

    def _say(self, told: Told) -> None:
        if not self._closing.is_set():
            self._tell(told)
