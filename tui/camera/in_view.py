"""What is held before the camera, and when that is a scan.

A scanner reads a badge once; a camera sees it thirty times a second, loses it in a blur and finds it again. So one
badge in view is one scan, however long it is held there, and it is a new one only after it was gone for a while.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from store import Scan

AWAY_S: Final = 3.0
"""Seconds of pictures without a badge after which it may come again: longer than a hand blurs it."""

TWICE: Final = 2
"""Pictures in which something that is no right badge has to be read alike: a blur may be misread, but not twice."""


@dataclass(slots=True)
class _Sighting:
    times: int = 0
    told: bool = False
    missed_since: float | None = None
    """The first picture without it; None while it is in view."""


class InView:
    """Takes what was read in one picture after the other; returns what is scanned by that, in order."""

    def __init__(self) -> None:
        self._sightings: dict[Scan, _Sighting] = {}

    def see(self, read: Sequence[Scan], at: float) -> list[Scan]:
        """What counts now. `at` is in seconds and never falls.

        A right badge counts at first sight, its check letters vouch for it; anything else when it is read again.
        """
        for scan in read:
            self._sightings.setdefault(scan, _Sighting())
        self._miss(set(read), at)
        return [*self._counting(dict.fromkeys(read))]

    def _miss(self, read: set[Scan], at: float) -> None:
        """Only pictures tell that something is gone: while none come, nobody has taken anything away."""
        for scan, sighting in [*self._sightings.items()]:
            if scan in read:
                sighting.missed_since = None
            elif sighting.missed_since is None:
                sighting.missed_since = at
            elif at - sighting.missed_since >= AWAY_S:
                del self._sightings[scan]

    def _counting(self, read: dict[Scan, None]) -> Iterator[Scan]:
        for scan in read:
            sighting = self._sightings[scan]
            sighting.times += 1
            if not sighting.told and sighting.times >= (1 if _is_right(scan) else TWICE):
                sighting.told = True
                yield scan


def _is_right(scan: Scan) -> bool:
    return scan.code is not None and scan.sound
