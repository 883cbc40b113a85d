"""What the moderator's screen looks at every second, with a long list: it must grow with the list and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import builders
from podium import Podium
from store import (
    Replan,
    Tally,
    advice,
    delay_ledger,
    forgotten_start,
    on_the_floor,
    preview,
    project,
    queue_fit,
    spoken,
    waiting_list,
)
from store.live_records import Fate
from store.records import AgendaKind

LOOKS: list[Callable[[Podium], object]] = [
    lambda podium: project(podium.state, podium.now),
    lambda podium: delay_ledger(podium.state, podium.now),
    lambda podium: forgotten_start(podium.state, podium.now),
    lambda podium: waiting_list(podium.state),
    lambda podium: spoken(podium.state, podium.now),
    lambda podium: on_the_floor(podium.state),
    lambda podium: Tally(podium.state, podium.now),
    lambda podium: advice(podium.state, podium.now),
    lambda podium: queue_fit(podium.state, podium.now),
    lambda podium: preview(podium.state, podium.now, Replan(cap_minutes=1)),
]

TIMES = 10
LINEAR = 4 * TIMES
"""Ten times as much may take ten times as long, and some more for a machine that is busy; a hundred times is too
much."""


def crowded(speeches: int, items: int) -> Podium:
    """Half of the agenda and of the list is behind us."""
    agenda = [builders.item(id, minutes=2, kind=AgendaKind.DISCUSSION) for id in range(1, items + 1)]
    over = builders.span("07:00:00", "07:00:30", ("07:00:10", "07:00:20"))
    runs = [builders.ran(id, over) for id in range(1, items // 2)]
    said = [builders.speech(id, span=over, fate=Fate.DELIVERED) for id in range(1, speeches // 2)]
    waiting = [builders.speech(id) for id in range(speeches // 2, speeches + 1)]
    return Podium(*agenda, *runs, *said, *waiting)


def seconds(look: Callable[[Podium], object], podium: Podium) -> float:
    """Processor time, the least of several."""

    def once() -> float:
        begun = time.process_time_ns()
        look(podium)
        return (time.process_time_ns() - begun) / 1e9

    return min(once() for _ in range(7))


@pytest.mark.parametrize("look", LOOKS)
def test_ten_times_as_many_speeches_and_items_take_no_more_than_some_ten_times_as_long(
    look: Callable[[Podium], object],
) -> None:
    few, many = crowded(50, 20), crowded(50 * TIMES, 20 * TIMES)
    assert seconds(look, many) < LINEAR * max(seconds(look, few), 20e-6)
