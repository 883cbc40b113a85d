"""Scans and typing in one window, everywhere in it: no scan is lost, merged or reordered, and nothing else happens."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from builders import delegates, proposal
from capture_model import (
    GAPS,
    STRANGER,
    Badge,
    Course,
    Scanned,
    badges,
    choosing,
    courses,
    expected,
    person,
    strangers,
    typed,
    wire,
    writing,
)
from capture_places import NO_PLACES, PLACES, Keys, Place, go, screens_of_the_program
from capture_window import Watched, watched
from secretary_desk import sitting
from store import Outcome, QueueSpeech, Scan
from tui.scanner import SILENCE

HERE, PEOPLE = 60, 400
NOT_CHOSEN = range(HERE + 20, PEOPLE // 2)
"""Who comes while somebody is chosen or half typed: others than those."""
NEWCOMERS = range(PEOPLE // 2, PEOPLE + 1)
"""Who comes where somebody who is in would be an answer."""


class Desk:
    """The window, and who is in as far as its scans tell."""

    def __init__(self, window: Watched) -> None:
        self.window = window
        self.present = {person(number).payload for number in range(1, HERE + 1)}
        self.scanned: list[Badge] = []
        self._newcomers = iter(NEWCOMERS)

    def newcomer(self) -> Badge:
        """Somebody who has not come yet, while there is anybody left."""
        return person(next(self._newcomers, STRANGER))

    def play(self, course: Course) -> None:
        """Types and scans it all. A machine too busy to type at its pace has shown nothing."""
        for event in course:
            keys, gap = wire(event)
            if not self._send(keys, gap) and isinstance(event, Scanned):
                reject()

    def _send(self, keys: Sequence[str], gap: float) -> bool:
        if not gap:
            self.window.terminal.send("".join(keys))
            return True
        longest, before = 0.0, time.monotonic()
        for key in keys:
            self.window.terminal.send(key)
            longest, before = max(longest, time.monotonic() - before), time.monotonic()
            time.sleep(gap)
        return longest < SILENCE * 0.7

    def check(self, place: Place, course: Course) -> None:
        """The rule."""
        go(self.window, place)
        self.play(course)
        after = self.window.report()
        self.window.terminal.send(place.back)
        self.scanned += badges(course)
        wanted = list(expected(course, self.present))
        assert [_scan(entry) for entry in after["log"] if entry["verb"] == Scan.verb_name] == wanted
        others = {entry["verb"] for entry in after["log"]} - {Scan.verb_name}
        assert others <= ({QueueSpeech.verb_name} if place.queues else set())
        go(self.window, place)
        self.play(typed(course))
        alone = self.window.report()
        self.window.terminal.send(place.back)
        assert after["place"] == alone["place"]
        assert not alone["log"]


def _scan(entry: dict[str, Any]) -> dict[str, Any]:
    """The clock stands still, so whoever is in already has been scanned this moment, or not by this window."""
    outcome = Outcome(entry["outcome"]["outcome"])
    return entry | {"outcome": Outcome.ALREADY_IN if outcome is Outcome.REPEAT else outcome}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    noted = [proposal(1, "Đề nghị hỗ trợ kinh phí"), proposal(2, "Đề nghị bổ sung tài liệu")]
    path = sitting(tmp_path_factory.mktemp("capture") / "toadam.json", *delegates(PEOPLE), *noted)
    with watched(path) as window:
        yield Desk(window)


def _courses(desk: Desk, place: Place, gaps: Sequence[float], most: int) -> st.SearchStrategy[Course]:
    keys = {Keys.WRITE: writing(gaps), Keys.CHOOSE: choosing(gaps), Keys.NONE: st.nothing()}[place.keys]
    people = st.builds(desk.newcomer) if place.asks else st.sampled_from(NOT_CHOSEN).map(person)
    return courses(keys, people | strangers(), gaps=gaps, most=most)


def test_every_screen_and_dialog_of_the_program_is_among_the_places() -> None:
    assert screens_of_the_program() == {place.top for place in PLACES} | set(NO_PLACES)


SHORT = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_scans_change_nothing_and_all_are_answered(desk: Desk, place: Place) -> None:
    @SHORT
    @given(_courses(desk, place, GAPS[:4], 5))
    def play(course: Course) -> None:
        desk.check(place, course)

    play()
