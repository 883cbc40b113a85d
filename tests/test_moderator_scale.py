"""With 200 items and 500 speeches every key of the moderator's screen answers about as soon as with next to none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from builders import delegates, item, speech
from moderator_desk import written
from moderator_window import Hall, hall
from store.records import AgendaKind, Delegate
from tui import present

FRAME_S = 0.033
PRESSES = 12
DOWN = "\x1b[B"


def sized(path: Path, items: int, speeches: int) -> Path:
    """A day of three minutes an item from midnight on, and as many delegates who wait, each known by the number."""
    people = delegates(600)
    agenda = [item(number, "00:00", 3, kind=AgendaKind.DISCUSSION) for number in range(1, items + 1)]
    waiting = [speech(10_000 + one.number, position=one.number, delegate=one.id, name="") for one in people[:speeches]]
    return written(path, *people, *agenda, *waiting)


def test_keys_answer_within_a_frame_of_what_they_take_on_a_small_day(tmp_path: Path) -> None:
    few, many = sized(tmp_path / "small.json", 20, 20), sized(tmp_path / "large.json", 200, 500)
    with hall(few, "00:00:30") as small, hall(many, "00:00:30") as large:
        arrows = [list(_arrows(one, delegates(600))) for one in (small, large)]
        commits = [list(_commits(one, waiting)) for one, waiting in ((small, 20), (large, 500))]
    for control, measured in (arrows, commits):
        assert median(measured) <= 2 * median(control) + FRAME_S, (control, measured)


def _arrows(one: Hall, people: list[Delegate]) -> Iterator[float]:
    """From an arrow to whom the hint names then."""
    for place in range(PRESSES):
        yield _answered(one, DOWN, f"Mời ngay: {present.number(people[place].number)}")


def _commits(one: Hall, waiting: int) -> Iterator[float]:
    """From Enter to the list with one more on it, durably."""
    for place in range(PRESSES):
        one.press(str(550 + place), f"Ghi phát biểu: {550 + place}")
        yield _answered(one, "\r", f"Chờ phát biểu: {waiting + place + 1}")


def _answered(one: Hall, keys: str, shown: str) -> float:
    since = time.monotonic()
    one.press(keys, shown)
    return time.monotonic() - since
