"""What is to be shown once a window is closed: windows do not know each other, the command that opened one does."""

from __future__ import annotations

from dataclasses import dataclass

from store import Place
from tui.drill.clock import USUAL
from tui.drill.part import Part


@dataclass(frozen=True)
class ShowWelcome:
    """The welcome, and what it says besides."""

    said: str = ""
    """Why what was chosen there did not come about."""


@dataclass(frozen=True)
class TryDemo:
    """The sample conference."""


@dataclass(frozen=True)
class OpenConference:
    """A conference there is."""

    place: Place
    new: bool = False
    """Whether it was made just now, and its first steps are still to be taken."""
    mode: str = ""
    """The screen it opens on; empty for the usual one."""


@dataclass(frozen=True)
class Rehearse:
    """A rehearsal on a copy of a conference."""

    place: Place
    part: Part
    then: ShowWelcome | OpenConference | None = None
    """What is shown when it is over."""
    speed: int = USUAL
    seed: int | None = None
    """Which morning; None for any."""


NextWindow = ShowWelcome | TryDemo | OpenConference | Rehearse
