"""A whole day of a rehearsal on a clock that a test moves: others do their part, and whoever learns does as told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import after_the_day
import builders
from morning import TOPICS
from screens import categories, people
from store import SpeechKind, Store, Verb
from store.errors import StoreError
from store.live_records import Speech
from store.records import DelegateId
from stores import new_conference, opened
from tui.drill.clock import DrillClock
from tui.drill.drill import Drill
from tui.drill.line import Line
from tui.drill.morning import begins
from tui.drill.part import Part

SPEED = 30
STEP_S = 0.4
"""Real seconds between two looks."""
DESK, OTHERS = "Bàn A", "Bàn B"


def papers() -> Iterator[Speech]:
    for place, (number, topic) in enumerate(TOPICS, 1):
        yield builders.speech(place, kind=SpeechKind.PREPARED, delegate=DelegateId(number), name="", topic=topic)


def prepared(folder: Path) -> Path:
    """The model conference as it is the evening before."""
    about = after_the_day.ABOUT | {"categories": categories(), "late_after_minutes": 0}
    return new_conference(folder, people(), agenda=after_the_day.agenda(), speeches=papers(), **about)


class Day:
    """The rehearsal, the desk that learns and the one of the others."""

    def __init__(self, path: Path, part: Part, seed: int) -> None:
        self._real_s = 0.0
        clock = DrillClock(begins(builders.conference(**after_the_day.ABOUT)), SPEED, lambda: self._real_s)
        self.own, self.others = (opened(path, desk, clock=clock) for desk in (DESK, OTHERS))
        self.drill = Drill(clock, part, seed, Line(DESK), self.own.mint)

    def pass_over(self, minutes: float, learner: Callable[[Day], None] = lambda _day: None) -> None:
        """So many of the conference's; after each look, whoever learns acts."""
        for _look in range(int(minutes * 60 / SPEED / STEP_S)):
            self._real_s += STEP_S
            for verb in self.drill.look(self._state(), self.own.now()):
                self.do(self.others, verb)
            self._state()
            learner(self)

    def do(self, store: Store, verb: Verb[Any]) -> None:
        with suppress(StoreError):
            store.run(verb)

    def _state(self) -> Any:
        self.own.refresh()
        return self.own.state


@contextmanager
def day(path: Path, part: Part, seed: int = 7) -> Iterator[Day]:
    going = Day(path, part, seed)
    try:
        yield going
    finally:
        going.own.close()
        going.others.close()
