"""What all screens of one window share."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.signal import Signal

from tui.live_camera import LiveCamera
from tui.live_directory import LiveDirectory
from tui.machine.keyboard_watch import KeyboardWatch
from tui.machine.sound import Sounds
from tui.store_thread import News, StoreThread, Waiting


@dataclass(frozen=True)
class Window:
    """The conference as this window has it open, and what it is heard and searched with."""

    store: StoreThread
    news: Signal[News | Waiting]
    directory: LiveDirectory
    sounds: Sounds
    camera: LiveCamera
    keyboard: KeyboardWatch = field(default_factory=KeyboardWatch)
