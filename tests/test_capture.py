"""Scans and typing in one window, everywhere in it: no scan is lost, merged or reordered, and nothing else happens."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from builders import delegates, proposal, undecided
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
from capture_places import NO_PLACES, ONE_OF_EACH, PLACES, Keys, Place, go, leave, screens_of_the_program
from capture_window import Report, Watched, watched
from secretary_desk import sitting
from store import Outcome, QueueSpeakers, Scan, open_store
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
        self._newcomers = iter(NEWCOMERS)

    def newcomer(self) -> Badge:
        """Somebody who has not come yet, while there is anybody left."""
        return person(next(self._newcomers, STRANGER))

    def play(self, course: Course) -> None:
        """Types and scans it all. A machine too busy to type at its pace has shown nothing."""
        for event in course:
            keys, gap = wire(event)
            if not self._send(keys, gap) and isinstance(event, Scanned):
                self._forget()

    def _forget(self) -> NoReturn:
        entries = [entry for entry in self.window.report()["log"] if entry["verb"] == Scan.verb_name]
        self.present |= {entry["args"]["code"] for entry in entries if entry["outcome"]["outcome"] == Outcome.ADMITTED}
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

    def _go_back(self, place: Place) -> None:
        leave(self.window)
        self.window.terminal.send(place.back)

    def check(self, place: Place, course: Course) -> None:
        """The rule."""
        before = go(self.window, place)
        self.play(course)
        after = self.window.report()
        wanted = list(expected(course, self.present))
        assert [_scan(entry) for entry in after["log"] if entry["verb"] == Scan.verb_name] == wanted
        others = {entry["verb"] for entry in after["log"]} - {Scan.verb_name}
        assert others <= ({QueueSpeakers.verb_name} if place.queues else set())
        self._go_back(place)
        assert after["place"] == (before["place"] if place.is_read else self._typed_alone(place, course))

    def _typed_alone(self, place: Place, course: Course) -> Report:
        """Where the same keys lead without scans."""
        go(self.window, place)
        self.play(typed(course))
        alone = self.window.report()
        self._go_back(place)
        assert not alone["log"]
        found: Report = alone["place"]
        return found


def _scan(entry: dict[str, Any]) -> dict[str, Any]:
    """The clock stands still, so whoever is in already has been scanned this moment, or not by this window."""
    outcome = Outcome(entry["outcome"]["outcome"])
    return entry | {"outcome": Outcome.ALREADY_IN if outcome is Outcome.REPEAT else outcome}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    noted = [proposal(1, "Đề nghị hỗ trợ kinh phí"), proposal(2, "Đề nghị bổ sung tài liệu")]
    path = sitting(tmp_path_factory.mktemp("capture") / "toadam.json", *delegates(PEOPLE), *noted, undecided())
    with watched(path) as window:
        yield Desk(window)


def _courses(desk: Desk, place: Place, gaps: Sequence[float], most: int) -> st.SearchStrategy[Course]:
    keys = {Keys.WRITE: writing(gaps), Keys.CHOOSE: choosing(gaps), Keys.READ: st.nothing()}[place.keys]
    people = st.builds(desk.newcomer) if place.asks else st.sampled_from(NOT_CHOSEN).map(person)
    return courses(keys, people | strangers(), gaps=gaps, most=most)


def test_every_screen_and_dialog_of_the_program_is_among_the_places() -> None:
    assert screens_of_the_program() == {place.top for place in PLACES} | set(NO_PLACES)


def _play(desk: Desk, place: Place, examples: int, gaps: Sequence[float], most: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink] if examples > FEW else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_courses(desk, place, gaps, most))
    def play(course: Course) -> None:
        if badges(course):
            desk.check(place, course)

    play()


FEW = 2
"""The first that is drawn is often empty."""


@pytest.mark.parametrize("place", ONE_OF_EACH, ids=lambda place: place.name)
def test_scans_change_nothing_and_all_are_answered(desk: Desk, place: Place) -> None:
    _play(desk, place, FEW, GAPS[:4], 5)


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_scans_change_nothing_however_often_and_slowly_they_come(desk: Desk, place: Place) -> None:
    _play(desk, place, 40, GAPS, 10)


def test_the_log_on_the_medium_has_every_scan_in_order(desk: Desk) -> None:
    """Comes after the others: what they scanned is read as another process would."""
    with closing(open_store(desk.window.path, desk="test")) as store:
        kept = [entry.args["code"] for entry in store.log() if entry.verb == Scan.verb_name]
    assert kept == [entry["args"]["code"] for entry in desk.window.heard if entry["verb"] == Scan.verb_name]
    assert kept
