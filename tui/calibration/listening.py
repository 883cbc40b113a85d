"""Keys as they arrive, before anything is made of them, put together into scans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from store import trial_badges
from tui.machine.keyboard_signs import BACKSPACE

TERMINATORS: Final = frozenset("\r\n\t")

SETTLED: Final = 0.4
"""Seconds of silence after which a scan that has ended is over."""
PATIENCE: Final = 1.5
"""Seconds of silence after which any scan is over; scanners wait a second between two characters at most."""

LONGEST: Final = 400
"""Characters of a scan; an identity card has 300."""
_LONGEST_ENDING: Final = 4
_END: Final = trial_badges.END.casefold()


class Stroke(NamedTuple):
    """One key."""

    typed: str
    """One character, `BACKSPACE` and terminators among them; nothing if the key types none."""
    time: float
    """Seconds, on any clock."""
    key: str = ""
    """What the key is called, if it types nothing."""
    pasted: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A scan as it arrived."""

    strokes: tuple[Stroke, ...]
    terminator: str = ""

    @property
    def text(self) -> str:
        """What stands in a field afterwards."""
        kept: list[str] = []
        for stroke in self.strokes:
            if stroke.typed != BACKSPACE:
                kept.append(stroke.typed)
            elif kept:
                kept.pop()
        return "".join(kept)

    @property
    def raw(self) -> str:
        """Everything that was typed, with every `BACKSPACE`."""
        return "".join(stroke.typed for stroke in self.strokes)

    @property
    def corrections(self) -> int:
        """How often something took back what stood there. A scanner never does."""
        return sum(stroke.typed == BACKSPACE for stroke in self.strokes)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys that type nothing, in order, each once."""
        return tuple(dict.fromkeys(stroke.key for stroke in self.strokes if stroke.key))

    @property
    def pasted(self) -> bool:
        """Whether any of it came as a paste."""
        return any(stroke.pasted for stroke in self.strokes)


class Listening:
    """Takes keys one by one. A scan is over when a terminator and then something else came, or by `end`."""

    def __init__(self) -> None:
        self._strokes: list[Stroke] = []
        self._ending = ""

    @property
    def hearing(self) -> bool:
        """Whether a scan is under way."""
        return bool(self._strokes)

    @property
    def patience(self) -> float:
        """Seconds of silence after which `end` is due."""
        return SETTLED if self._ending or self._complete else PATIENCE

    def hear(self, stroke: Stroke) -> Arrival | None:
        """The scan that was over before this key, if one was. A terminator of nothing is nothing."""
        if stroke.typed in TERMINATORS:
            if self._strokes and len(self._ending) < _LONGEST_ENDING:
                self._ending += stroke.typed
            return None
        over = self.end() if self._begins_another(stroke) else None
        self._strokes.append(stroke)
        return over

    def end(self) -> Arrival | None:
        """The scan, if there is one."""
        strokes, self._strokes = tuple(self._strokes), []
        ending, self._ending = self._ending, ""
        return Arrival(strokes, ending) if strokes else None

    def _begins_another(self, stroke: Stroke) -> bool:
        if self._ending or len(self._strokes) >= LONGEST:
            return True
        return self._complete and stroke.typed == self._strokes[-len(_END) - 1].typed

    @property
    def _complete(self) -> bool:
        """Whether the end of a test badge has come; what stands before it is what begins the next."""
        last = "".join(stroke.typed for stroke in self._strokes[-len(_END) :])
        return len(self._strokes) > len(_END) and last.casefold() == _END
