"""How far some work is: whoever waits for it is told, and can stop it by raising something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, count
from typing import Final

Progress = Callable[[int, int], None]
"""Told how many are done, of how many. What it raises ends the work."""

_SHARE: Final = 100
"""Steps of one document among several: one with ten thousand rows is no more of the work than another."""


def unwatched(_done: int, _total: int) -> None:
    """Nobody waits."""


def counted(progress: Progress, total: int) -> Callable[[], None]:
    """To be called for each that is done."""
    done = count(1)
    return lambda: progress(next(done), total)


def weighed(progress: Progress, weights: Sequence[int]) -> Callable[[], None]:
    """To be called for each that is done, where some are more of the work than others; one too many changes nothing."""
    done, total = accumulate(weights), sum(weights)
    return lambda: progress(next(done, total), total)


def added(progress: Progress, total: int) -> Callable[[int], None]:
    """To be called with how much more is done."""
    done = 0

    def more(amount: int) -> None:
        nonlocal done
        done += amount
        progress(done, total)

    return more


def part(progress: Progress, place: int, parts: int) -> Progress:
    """Tells of a part as a share of the whole; the first part has place 0."""

    def tell(done: int, total: int) -> None:
        progress(_SHARE * place + _SHARE * done // max(total, 1), _SHARE * parts)

    return tell
