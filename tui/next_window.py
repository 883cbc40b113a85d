"""What is to be shown once a window is closed: windows do not know each other, the command that opened one does."""

from __future__ import annotations

from dataclasses import dataclass

from store import Place


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


NextWindow = ShowWelcome | TryDemo | OpenConference
