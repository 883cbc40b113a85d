"""What check-in sounds like: one short sound an outcome, heard without looking at the screen.

The sounds are played by whatever the system has for it, in the background: a queue at the door never waits for a loud
speaker, and a laptop without one still checks in. Where nothing can play them the terminal's bell rings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from assets import ASSETS

_LONGEST = 5
"""Seconds after which a player that hangs is ended; the sounds last less than half a second."""

_PLAYERS = (("afplay",), ("paplay",), ("aplay", "-q"))


class Sound(StrEnum):
    """What there is to hear. The value is the name of the file."""

    ADMITTED = "admitted"
    """Two notes up: come in."""
    AGAIN = "again"
    """The same low note twice: somebody who is already in."""
    REFUSED = "refused"
    """A buzz: not let in."""
    ATTENTION = "attention"
    """High and low in turn: look at the screen."""
    MEET = "meet"
    """Three notes up, a chord: come in, and somebody goes to meet you."""

    @property
    def path(self) -> Path:
        """The .wav file."""
        return ASSETS / "sounds" / f"{self.value}.wav"


class Sounds:
    """Plays sounds, the newest over the one before. Never waits and never raises.

    `bell` rings where nothing can play a sound; it is called in the thread that calls `play`. With `silent` set,
    nothing is heard.
    """

    def __init__(self, bell: Callable[[], None], *, silent: bool = False) -> None:
        self.silent = silent
        self._bell = bell
        self._command = _command()
        self._lock = threading.Lock()
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, sound: Sound) -> None:
        """Starts a sound and comes back at once."""
        if self.silent:
            return
        if sys.platform == "win32":
            self._play_on_windows(sound)
        elif (command := self._command) is None:
            self._bell()
        else:
            self._play_in_background([*command, str(sound.path)])

    def _play_on_windows(self, sound: Sound) -> None:
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(str(sound.path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            except RuntimeError:
                self._bell()

    def _play_in_background(self, command: list[str]) -> None:
        threading.Thread(target=self._run, args=(command,), name="sound", daemon=True).start()

    def _run(self, command: list[str]) -> None:
        """A thread of its own starts the player and waits for it, so that no dead process is left behind."""
        try:
            player = self._start(command)
            failed = player.wait(_LONGEST) > 0
        except subprocess.TimeoutExpired:
            player.kill()
            player.wait()
            failed = True
        except OSError:
            failed = True
        if failed:
            # A player without a sound card fails every time: from now on the bell rings.
            self._command = None

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        with self._lock:
            if self._playing is not None and self._playing.poll() is None:
                # Asked to end, `aplay` answers with the status of a failure.
                self._playing.kill()
            self._playing = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
            return self._playing


def _command() -> tuple[str, ...] | None:
    """The first player this system has, with its arguments."""
    return next((player for player in _PLAYERS if shutil.which(player[0])), None)
