"""Who gets in from the local network: PINs, how often one may guess, and what lets a device in again.

Pure: time and secrets come from outside. A PIN has eight digits, one for each role. Nobody can be told apart before
they are in, so all unknown devices guess out of one slow bucket; a device that was in once has a bucket of its own, so
that somebody who guesses keeps nobody out who belongs here (OWASP, "Device Cookies"). A link from the laptop's screen
lets one device in without a PIN, once.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from store.records import Role

IN_BROWSERS: Final = (Role.MODERATOR, Role.SECRETARY, Role.HALL, Role.RECEPTION)
"""Who may work from a browser; the office's work stays on the laptop."""

PIN_DIGITS: Final = 8
TRY_EVERY_S: Final = 10.0
"""How long an empty bucket takes for one try more: 2,880 in eight hours, 0.01 % for four PINs of eight digits."""
TRIES_OF_UNKNOWN: Final = 3
TRIES_OF_KNOWN: Final = 5
"""How many mistakes in a row cost no time."""
DEVICES: Final = 256
"""Devices remembered; the oldest is forgotten first, and is an unknown one then."""


class Bucket:
    """Tries in stock; one comes back every `TRY_EVERY_S`."""

    def __init__(self, size: int, now: float) -> None:
        self._size = size
        self._stock = float(size)
        self._at = now

    def wait_s(self, now: float) -> float:
        """Takes one try and returns 0, or returns how long until there is one."""
        self._stock = min(self._size, self._stock + (now - self._at) / TRY_EVERY_S)
        self._at = now
        if self._stock < 1:
            return (1 - self._stock) * TRY_EVERY_S
        self._stock -= 1
        return 0.0

    def give_back(self) -> None:
        """The try was no mistake."""
        self._stock = min(self._size, self._stock + 1)


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many tries; how long until the next counts."""

    seconds: float


class WrongPin:
    """No role has this PIN."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """The role a PIN or a link stands for, and what the device is known by from now on."""

    role: Role
    device: str


def new_pins(digits: Callable[[int], int] = secrets.randbelow) -> dict[Role, str]:
    """A PIN for each role, no two alike; `digits` gives a random number below its argument."""
    pins: dict[Role, str] = {}
    for role in IN_BROWSERS:
        while (pin := f"{digits(10**PIN_DIGITS):0{PIN_DIGITS}}") in pins.values():
            pass
        pins[role] = pin
    return pins


def new_token() -> str:
    """128 random bits, as text for a cookie or an address."""
    return secrets.token_urlsafe(16)


@dataclass(slots=True)
class Door:
    """Decides who gets in; `now` gives seconds on a clock that never goes back."""

    pins: Mapping[Role, str] = field(repr=False)
    now: Callable[[], float]
    token: Callable[[], str] = new_token
    _unknown: Bucket = field(init=False)
    _known: dict[str, Bucket] = field(init=False, repr=False, default_factory=dict)
    _links: dict[str, Role] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._unknown = Bucket(TRIES_OF_UNKNOWN, self.now())

    def try_pin(self, pin: str, device: str | None = None) -> LetIn | WrongPin | Wait:
        """What this PIN, typed on this device, leads to. A try that has to wait is not looked at."""
        known = self._known.get(device) if device is not None else None
        bucket = self._unknown if known is None else known
        if wait := bucket.wait_s(self.now()):
            return Wait(wait)
        role = self._role_of(pin)
        if role is None:
            return WrongPin()
        bucket.give_back()
        return LetIn(role, device if device is not None and known is not None else self._remember())

    def _role_of(self, pin: str) -> Role | None:
        """Every PIN is compared, each in the same time."""
        typed = "".join(pin.split()).encode(errors="replace")
        found = [role for role, right in self.pins.items() if hmac.compare_digest(typed, right.encode())]
        return found[0] if found else None

    def _remember(self) -> str:
        device = self.token()
        self._known[device] = Bucket(TRIES_OF_KNOWN, self.now())
        if len(self._known) > DEVICES:
            del self._known[next(iter(self._known))]
        return device

    # -- links ---------------------------------------------------------------------------------------------------------

    def new_link(self, role: Role) -> str:
        """A secret that lets one device in as `role`; the one made for this role before is void."""
        self._links = {key: whose for key, whose in self._links.items() if whose is not role}
        key = self.token()
        self._links[key] = role
        return key

    def role_of_link(self, key: str) -> Role | None:
        """Whom a link would let in; it is not used up by looking, as a messenger's preview does."""
        return self._links.get(key)

    def use_link(self, key: str) -> LetIn | None:
        """Lets somebody in once; None for a link that was used, replaced or never made."""
        role = self._links.pop(key, None)
        return None if role is None else LetIn(role, self._remember())
