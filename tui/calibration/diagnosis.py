"""From a scan as it arrived to what is set how: the way of keyboard and input method that explains most of it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import normalize

from store import codes, trial_badges
from tui import scanner
from tui.calibration.keyboards import Layout, Method, Way, ways
from tui.calibration.listening import Arrival
from tui.machine.keyboard_signs import Sign, signs_of_scan

_START: Final = trial_badges.START
_END: Final = trial_badges.END
_FIRST: Final = len(_START) + 2
_LAST: Final = len(_END) + 1
"""Characters at both ends, hyphens among them."""

ALIKE: Final = 0.6
"""How much of a text has to be explained for it to be a test badge: of foreign texts less than half is."""
MOVED_KEYS: Final = 8
"""So many characters that are others, and none lost, are keys of a layout that is not known here."""

_UNPREDICTABLE: Final = frozenset({Method.MICROSOFT, Method.OTHER})

SLOW: Final = 0.03
"""Seconds between two characters with which a badge takes half a second."""
TOO_SLOW: Final = scanner.SILENCE
"""Seconds between two characters with which a badge falls apart."""
QUICKEST: Final = 0.0005
"""Seconds a character that can be told; what comes faster came at once."""


class Case(StrEnum):
    """What became of capitals and small letters."""

    KEPT = "kept"
    EXCHANGED = "exchanged"
    """Caps Lock."""
    CAPITALS = "capitals"
    SMALL = "small"
    MIXED = "mixed"
    """Now one, now the other: Shift comes too early or too late."""


class Pace(NamedTuple):
    """How fast a scan came, in seconds."""

    each: float
    """From one character to the next, half of them."""
    longest: float

    @property
    def a_second(self) -> float:
        """Characters."""
        return 1 / self.each


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the scan of a test badge says."""

    text: str
    layout: Layout
    method: Method
    case: Case
    prefix: str
    suffix: str
    """What the scanner adds behind, before the terminator."""
    terminator: str
    wrong: int
    """Characters that are lost, or others, or too many, and that no layout or input method explains."""
    pace: Pace | None
    """Nothing if it came at once."""
    pasted: bool
    keys: tuple[str, ...]
    """Keys that type nothing."""

    @property
    def readable(self) -> bool:
        """Whether badges that come this way are read."""
        slow = self.pace is not None and self.pace.each >= TOO_SLOW
        return not (self.wrong or slow or self.keys or self.layout is Layout.OTHER)

    @property
    def setting(self) -> tuple[object, ...]:
        """What is to be the same in every scan."""
        return (self.layout, self.method, self.case, self.prefix, self.suffix, self.terminator, self.wrong, self.pasted)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A scan, or typing, that is no test badge. It may be a delegate's badge; of anything else nothing is kept."""

    reading: codes.Reading
    signs: tuple[Sign, ...]
    """What a badge tells of the keyboard."""
    terminator: str


def diagnose(arrival: Arrival) -> Diagnosis | Stranger:
    """What a scan says."""
    text = normalize("NFC", arrival.text)
    way, alike = _likeliest(_small(text))
    return _stranger(arrival) if alike < ALIKE else _diagnosis(arrival, text, way)


def _stranger(arrival: Arrival) -> Stranger:
    reading = codes.read(arrival.text)
    signs = () if isinstance(reading, codes.Foreign) else signs_of_scan(arrival.raw)
    return Stranger(reading, signs, arrival.terminator)


def _diagnosis(arrival: Arrival, text: str, way: Way) -> Diagnosis:
    begin, end = _extent(_small(text), way)
    core = text[begin:end]
    method = _method(way, core, arrival.corrections)
    wrong, moved = _unexplained(_small(core), way, method)
    return Diagnosis(
        text=text,
        layout=Layout.OTHER if moved else way.layout,
        method=method,
        case=_case(core),
        prefix=text[:begin],
        suffix=text[end:],
        terminator=arrival.terminator,
        wrong=wrong,
        pace=_pace(arrival),
        pasted=arrival.pasted,
        keys=arrival.keys,
    )


def _small(text: str) -> str:
    """In small letters, as long as it was."""
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


# -- which way it came -------------------------------------------------------------------------------------------------


def _likeliest(small: str) -> tuple[Way, float]:
    """The way that explains most of a text, the plainest of several, and how much it explains."""
    for way in ways():
        if way.text in small:
            return way, 1.0
    matcher = SequenceMatcher(None, "", small, autojunk=False)

    def alike(way: Way) -> float:
        matcher.set_seq1(way.text)
        return matcher.ratio()

    best = max(ways(), key=alike)
    return best, alike(best)


def _unexplained(core: str, way: Way, method: Method) -> tuple[int, bool]:
    """How many characters; and whether none is lost but so many are others that keys must have moved.

    Of some input methods it is not known what else they may do; what they left whole is not held against the scanner.
    """
    matcher = SequenceMatcher(None, way.text, core, autojunk=False)
    wrong = max(len(core), len(way.text)) - sum(block.size for block in matcher.get_matching_blocks())
    whole = core.startswith(way.text[:_FIRST]) and core.endswith(way.text[-_LAST:])
    moved = len(core) == len(way.text) and wrong >= MOVED_KEYS
    return (0 if whole and method in _UNPREDICTABLE else wrong), moved


def _method(way: Way, core: str, corrections: int) -> Method:
    """A letter of Vietnamese that nothing explains, or a correction, is some input method's."""
    if way.method is not Method.NONE:
        return way.method
    foreign = way.layout is Layout.US and any(char.isalpha() and not char.isascii() for char in core)
    return Method.OTHER if corrections or foreign else Method.NONE


# -- where it begins and ends ------------------------------------------------------------------------------------------


def _extent(small: str, way: Way) -> tuple[int, int]:
    """Between what the scanner adds in front and behind; all of it where an end is lost."""
    begin, end = small.find(way.text[:_FIRST]), small.rfind(way.text[-_LAST:])
    return max(begin, 0), end + _LAST if end >= 0 else len(small)


def _case(core: str) -> Case:
    """By the letters at both ends."""
    letters = [char for char in core if char.isascii() and char.isalpha()]
    ends = "".join((*letters[: len(_START)], *letters[-len(_END) :]))
    printed = _START + _END
    exchanged = printed.swapcase()
    cases = {printed: Case.KEPT, exchanged: Case.EXCHANGED, printed.upper(): Case.CAPITALS, printed.lower(): Case.SMALL}
    if ends.lower() != printed.lower():
        return Case.KEPT
    return cases.get(ends, Case.MIXED)


# -- how fast ----------------------------------------------------------------------------------------------------------


def _pace(arrival: Arrival) -> Pace | None:
    times = [stroke.time for stroke in arrival.strokes]
    gaps = [max(0.0, later - earlier) for earlier, later in pairwise(times)]
    if arrival.pasted or not gaps:
        return None
    each = max(statistics.median(gaps), _mean_but_longest(gaps))
    return Pace(each, max(gaps)) if each >= QUICKEST else None


def _mean_but_longest(gaps: Sequence[float]) -> float:
    """Characters read several at a time have no gap between them; a machine that stood still once has one too long."""
    return (sum(gaps) - max(gaps)) / max(len(gaps) - 1, 1)
