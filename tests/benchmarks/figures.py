"""What is measured beside what: two series of one run, taken in turn, and the goal they are held against."""

from __future__ import annotations

import math
import random
import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Series(NamedTuple):
    """The same thing measured again and again."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The largest of a hundred, or of all where there are fewer."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]


class Goal(NamedTuple):
    """What a figure is to keep to."""

    ratio: float = math.inf
    """Median to median of the limit, at most."""
    at_least: float = 0.0
    """The same where more is better."""
    median: float = math.inf
    p99: float = math.inf

    def __str__(self) -> str:
        told = {"≤ {:g}×": self.ratio, "≥ {:g}×": self.at_least, "p50 ≤ {:g}": self.median, "p99 ≤ {:g}": self.p99}
        return ", ".join(text.format(value) for text, value in told.items() if 0 < value < math.inf)


class Figure(NamedTuple):
    """One line of the table."""

    what: str
    unit: str
    ours: Series
    beside: str
    """What the limit is."""
    limit: Series | None
    goal: Goal

    @property
    def ratio(self) -> float | None:
        return self.ours.median / self.limit.median if self.limit else None

    @property
    def is_met(self) -> bool:
        ratio = self.ratio
        kept = ratio is None or self.goal.at_least <= ratio <= self.goal.ratio
        return kept and self.ours.median <= self.goal.median and self.ours.p99 <= self.goal.p99


def in_turn(rounds: int, *actions: Callable[[], float]) -> list[Series]:
    """A series of each, one round after the other; everybody follows everybody."""
    taken: list[list[float]] = [[] for _action in actions]
    for turn in range(rounds):
        for place in random.Random(turn).sample(range(len(actions)), len(actions)):
            taken[place].append(actions[place]())
    return [Series(tuple(values)) for values in taken]


def timed_ms(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


HEADINGS = ("what", "p50", "p99", "n", "beside", "its p50", "ratio", "goal", "")


def table(figures: Iterable[Figure]) -> str:
    """As Markdown has it."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *map(_row, figures)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _row(one: Figure) -> tuple[str, ...]:
    return (
        f"{one.what}, {one.unit}",
        _number(one.ours.median),
        _number(one.ours.p99) if len(one.ours.values) > 1 else "–",
        str(len(one.ours.values)),
        one.beside,
        _number(one.limit.median) if one.limit else "–",
        f"{one.ratio:.2f}×" if one.ratio else "–",
        str(one.goal) or "–",
        _told(one),
    )


def _told(one: Figure) -> str:
    if not str(one.goal):
        return ""
    return "kept" if one.is_met else "missed"


def _number(value: float) -> str:
    """Three digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
