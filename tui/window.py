"""What all screens of one window share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from textual.signal import Signal

from store.drill import MARK_OF_FILES
from tui.drill.drill import Drill
from tui.live_camera import LiveCamera
from tui.live_directory import LiveDirectory
from tui.machine.keyboard_watch import KeyboardWatch
from tui.machine.sound import Sounds
from tui.store_thread import News, StoreThread, Waiting

SHORTEST_S: Final = 0.1
"""No clock is drawn more often, however fast it runs in a rehearsal."""


@dataclass(frozen=True)
class Window:
    """The conference as this window has it open, and what it is heard and searched with."""

    store: StoreThread
    news: Signal[News | Waiting]
    directory: LiveDirectory
    sounds: Sounds
    camera: LiveCamera
    keyboard: KeyboardWatch = field(default_factory=KeyboardWatch)
    drill: Drill | None = None
    """The rehearsal this window is for; None where everything is meant in earnest."""

    @property
    def prefix(self) -> str:
        """What the name of every file begins with that is made here: a list or a picture may have no title."""
        return MARK_OF_FILES if self.drill is not None else ""

    def lasts_s(self, seconds: float) -> float:
        """How many seconds of this machine so many of the conference are."""
        return seconds if self.drill is None else max(self.drill.clock.real_s(seconds), SHORTEST_S)
