"""Who is in: one session a device that entered, with one window of the program at most.

Pure: the windows are somebody else's (`windows.py`); a session only says who it is, and whether it may have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from store.records import Role
from tui.web.access import new_token

WINDOWS: Final = 12
"""How many work at once: each is a process of its own on the laptop that also checks people in."""
REST_S: Final = 12 * 3600.0
"""After so long without a page a session is over."""

NAMES: Final = 24
"""Characters kept of what a browser says it is."""


@dataclass(slots=True)
class WebSession:
    """A device that is in."""

    token: str = field(repr=False)
    role: Role
    device: str = field(repr=False)
    """What its cookie for the next time says; empty for the laptop itself."""
    address: str
    browser: str
    since: float
    seen: float
    mode: str = ""
    """The screen it was on, to come back to."""
    connected: bool = False


@dataclass(slots=True)
class Sessions:
    """All who are in; `now` gives seconds on a clock that never goes back."""

    now: Callable[[], float]
    token: Callable[[], str] = new_token
    _all: dict[str, WebSession] = field(init=False, repr=False, default_factory=dict)

    def __iter__(self) -> Iterator[WebSession]:
        return iter(sorted(self._all.values(), key=lambda one: one.since))

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, role: Role, *, device: str, address: str, browser: str) -> WebSession:
        """A new session; its token was never used before."""
        now = self.now()
        entered = WebSession(self.token(), role, device, address, browser_name(browser), now, now)
        self._all[entered.token] = entered
        return entered

    def find(self, token: str | None) -> WebSession | None:
        """Whose token it is; None for nobody's."""
        found = self._all.get(token) if token else None
        if found is not None:
            found.seen = self.now()
        return found

    def end(self, token: str) -> WebSession | None:
        """From now on the token opens nothing."""
        return self._all.pop(token, None)

    def rested(self) -> list[WebSession]:
        """Those nobody has looked at for so long that they are over."""
        now = self.now()
        return [one for one in self._all.values() if not one.connected and now - one.seen > REST_S]


def browser_name(agent: str) -> str:
    """What a person would call the device, from what a browser says of itself: `iPad · Safari`."""
    machine = next((name for mark, name in _MACHINES.items() if mark in agent), "")
    program = next((name for mark, name in _PROGRAMS.items() if mark in agent), "")
    return " · ".join(filter(None, (machine, program)))[:NAMES]


_MACHINES: Final = {
    "iPad": "iPad",
    "iPhone": "iPhone",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}
_PROGRAMS: Final = {
    "coc_coc": "Cốc Cốc",
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
"""In this order: most browsers also claim to be those further down."""
