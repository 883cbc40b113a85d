"""How much the machine's battery holds: a desk that goes dark in the busiest half hour is told beforehand."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from tui.i18n import _, ngettext

LOW: Final = 30
"""Per cent below which, unplugged, it is time to find a socket."""

_FULL: Final = 100
_MINUTE_S: Final = 60


class Battery(NamedTuple):
    """As the system tells."""

    percent: int
    """Of what it can hold, 0 to 100."""
    plugged: bool
    minutes: int | None
    """How long it will last, as the system guesses; None if plugged in, or if it does not say."""

    @property
    def low(self) -> bool:
        """Whether somebody has to do something."""
        return not self.plugged and self.percent < LOW


class _Sensed(Protocol):
    """What `psutil` returns."""

    @property
    def percent(self) -> float: ...

    @property
    def secsleft(self) -> int | None: ...

    @property
    def power_plugged(self) -> bool | None: ...


def read() -> Battery | None:
    """None where the machine has no battery or does not tell. Never raises.

    For a thread: the first call imports `psutil` (40 ms), and a driver may take its time to answer.
    """
    try:
        import psutil

        sensed = psutil.sensors_battery()
        return None if sensed is None else _told_by(sensed)
    except Exception:
        # Whatever a driver does wrong, and whatever this system's psutil lacks, people are still checked in.
        return None


def _told_by(sensed: _Sensed) -> Battery:
    # Unknown is what a charger of an unusual name says while the battery neither charges nor discharges.
    plugged = sensed.power_plugged is not False
    seconds = 0 if plugged else sensed.secsleft or 0
    # Negative stands for "unknown".
    return Battery(
        percent=min(max(round(sensed.percent), 0), _FULL),
        plugged=plugged,
        minutes=seconds // _MINUTE_S if seconds > 0 else None,
    )


def words(battery: Battery) -> str:
    """`Pin 34% · cắm sạc`, and about how long it lasts once it is low; nothing while it is plugged in."""
    if battery.plugged:
        return ""
    if not (battery.low and battery.minutes):
        return _("Battery {percent}% · plug in").format(percent=battery.percent)
    text = ngettext(
        "Battery {percent}% (about {n} minute) · plug in",
        "Battery {percent}% (about {n} minutes) · plug in",
        battery.minutes,
    )
    return text.format(percent=battery.percent, n=battery.minutes)
