"""The camera of a window: what it looks through, if anything, and the bridge from its thread to the screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from textual.app import App
from textual.message import Message
from textual.signal import Signal

from store import Scan
from tui import preferences
from tui.camera import camera_words
from tui.camera.camera import Camera, Told
from tui.camera.eyes import Eye, Webcam, eye
from tui.camera.frames import Sight

FIRST: Final = Webcam(1)
LETTING_GO_S: Final = 2.0
"""How long the end of the program waits for a device to be let go of."""


class CameraTold(Message):
    """The camera has seen something, or cannot see any more."""

    def __init__(self, turn: int, told: Told) -> None:
        super().__init__()
        self.turn = turn
        self.told = told


class LiveCamera:
    """One for all screens of a window; `changed` is published when another is looked through, or sight changes."""

    def __init__(self, app: App[Any], take: Callable[[Scan], None]) -> None:
        self.changed: Signal[Camera | None] = Signal(app, "camera")
        self.camera: Camera | None = None
        self._app = app
        self._take = take
        self._turn = 0
        """Which camera it is, counted: what one tells that was switched off counts no more."""

    def look(self, eye: Eye) -> None:
        """Looks through this from now on, and remembers it on this machine."""
        self._stop()
        self.camera = Camera(eye, partial(self._tell, self._turn))
        preferences.change(camera=str(eye))
        self.changed.publish(self.camera)

    def off(self) -> None:
        """Looks no more; what it looked through stays remembered."""
        self._stop()
        self.changed.publish(None)

    def end(self) -> None:
        """For the end of the program."""
        last = self.camera
        self._stop()
        if last is not None:
            last.wait(LETTING_GO_S)

    def _stop(self) -> None:
        self._turn += 1
        if self.camera is not None:
            self.camera.close()
        self.camera = None

    def _tell(self, turn: int, told: Told) -> None:
        """Called in the camera's thread."""
        self._app.post_message(CameraTold(turn, told))

    def hear(self, message: CameraTold) -> None:
        """Hands on what it saw; a scan is taken as one of a scanner."""
        if message.turn != self._turn:
            return
        if isinstance(message.told, Scan):
            self._take(message.told)
        else:
            self.changed.publish(self.camera)
            self._warn(message.told)

    def _warn(self, sight: Sight) -> None:
        """Where the picture is not in sight."""
        if sight.fails and self.camera is not None and self._app.current_mode != "reception":
            said = f"{camera_words.name(self.camera.eye)}: {camera_words.instead(sight).told}"
            self._app.notify(said, severity="warning", markup=False)


def remembered() -> Eye:
    """What was last looked through on this machine; the first camera if nothing was."""
    return eye(preferences.load().camera) or FIRST
