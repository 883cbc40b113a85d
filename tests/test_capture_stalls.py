"""Scans at a machine that stands still, on a disk that does not answer, beside what a terminal reports by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain

import pytest

from builders import code, delegates
from capture_model import BLUR, FOCUS, POINTER
from capture_places import ESCAPE, PLACES, Place, go, leave
from capture_window import Report, Watched, watched
from secretary_desk import sitting
from store import Scan
from tui.scanner import SILENCE

HERE = 60
BY_NAME = {place.name: place for place in PLACES}


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    path = sitting(tmp_path_factory.mktemp("stalls") / "toadam.json", *delegates(200))
    with watched(path) as window:
        yield window


def scanned(report: Report) -> list[str]:
    return [entry["args"]["code"] for entry in report["log"] if entry["verb"] == Scan.verb_name]


def stalled(window: Watched, before: str, seconds: float, after: str) -> bool:
    """The machine stands still between two characters; False if it had already waited too long before."""
    sent = time.monotonic()
    window.terminal.send(before)
    time.sleep(SILENCE / 5)
    window.stop()
    in_time = time.monotonic() - sent < SILENCE * 0.7
    time.sleep(seconds)
    window.terminal.send(after)
    window.go_on()
    return in_time


@pytest.mark.parametrize("seconds", [0.15, 0.5, 1.5])
@pytest.mark.parametrize("cut", [1, 8, 15, 16])
@pytest.mark.parametrize("name", ["reception, half a name", "question whether to quit"])
def test_a_scan_is_whole_and_presses_nothing_though_the_machine_stood_still(
    window: Watched, name: str, cut: int, seconds: float
) -> None:
    for number in range(100, 105):
        before = go(window, BY_NAME[name])["place"]
        text = code(number) + "\r"
        in_time = stalled(window, text[:cut], seconds, text[cut:])
        after = window.report()
        if in_time:
            assert scanned(after) == [code(number)]
            assert after["place"] == before
            return
    pytest.fail("the machine is too busy to type on")
