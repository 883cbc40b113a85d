"""The display for the hall as a program of its own: how soon it shows what is done, how well clocks agree."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

import builders
from pace import oversleeping
from store import GiveFloor, NextSpeaker, ShowInHall, StartItem, Store, TellHall, open_store, speech_clock
from store.engine.platform import System
from store.live_records import HallView, SpeechKind
from store.records import Role
from stores import new_conference
from terminal import Terminal

SHOWN_WITHIN_S = 0.25
AGREE_WITHIN_MS = 50
EVERY_SECOND = """
import time
from store.engine.platform import System

now = System().boot_clock_ms
while True:
    second = now() // 1000 + 1
    time.sleep(max(0, second * 1000 - now()) / 1000)
    print(second, flush=True)
"""
ESCAPE, F2, F6 = "\x1b", "\x1bOQ", "\x1b[17~"
ROUND = "\x02\x02\x02"
"""Banner, black, and back to the day."""


@contextmanager
def display(path: Path) -> Iterator[Terminal]:
    """The command as it is given at the projector."""
    arguments = ("-f", str(path), "--desk", "Hội trường", "open", "--mode", "hall")
    with Terminal.module("tui", *arguments, columns=60, lines=18) as terminal:
        terminal.wait_for("TỪ SƠN", timeout=60)
        yield terminal


def moderator(folder: Path) -> Store:
    speech = builders.speech(1, kind=SpeechKind.PREPARED, name="Lê Thị Hoa", minutes=30)
    path = new_conference(folder, 112, agenda=builders.agenda(), speeches=[speech])
    return open_store(path, desk="Chủ trì", role=Role.MODERATOR)


@pytest.mark.parametrize("messages", [20, pytest.param(200, marks=pytest.mark.long)])
def test_what_the_moderator_does_is_on_the_projector_within_a_quarter_of_a_second(
    tmp_path: Path, messages: int
) -> None:
    lags = []
    with closing(moderator(tmp_path)) as store, display(store.engine.layout.data) as terminal:
        with oversleeping() as late:
            for number in range(messages):
                text = f"Lời nhắn {number} của chủ trì"
                store.run(TellHall(text=text))
                committed = time.monotonic()
                terminal.wait_for(text)
                lags.append(time.monotonic() - committed)
        store.run(ShowInHall(view=HallView.OFF))
        terminal.wait_for(lambda: not terminal.text.strip())
    lags.sort()
    assert lags[len(lags) * 95 // 100] <= SHOWN_WITHIN_S + max(late)
    print(f"\n{messages} messages: seen after {lags[messages // 2] * 1000:.0f} ms (median),", end=" ")
    print(f"{lags[messages * 95 // 100] * 1000:.0f} ms (95 %), {lags[-1] * 1000:.0f} ms at most;", end=" ")
    print(f"a sleep of 50 ms is late by {max(late) * 1000:.0f} ms at most")


def _is_back(terminal: Terminal) -> bool:
    """Whether the day is shown, and nothing that goes by itself."""
    return "LÊ THỊ HOA" in terminal.text and "Ctrl+B" not in terminal.text


class Watched:
    """When each picture was first on the screen, by the machine's boot clock."""

    def __init__(self, terminal: Terminal, seconds: float) -> None:
        self.first_seen: dict[str, int] = {}
        self._terminal = terminal
        self._until = time.monotonic() + seconds
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        shown = self._terminal.text
        while time.monotonic() < self._until:
            self._terminal.wait_for(partial(self._has_news, shown))
            at = System().boot_clock_ms()
            before, shown = shown, self._terminal.text
            if shown != before:
                self.first_seen.setdefault(shown, at)

    def _has_news(self, shown: str) -> bool:
        return self._terminal.text != shown or time.monotonic() > self._until

    def end(self) -> None:
        self._thread.join()


@pytest.mark.parametrize("seconds", [6, pytest.param(600, marks=pytest.mark.long)])
def test_two_displays_agree_on_the_clock_and_with_the_truth(tmp_path: Path, seconds: int) -> None:
    """What is on both screens is the same picture, and each second begins on both when it does by the records.

    The control is a program that does nothing but write at the beginning of each second.
    """
    with closing(moderator(tmp_path)) as store, Terminal.python(EVERY_SECOND) as control:
        path = store.engine.layout.data
        with display(path) as one, display(path) as other:
            store.run(StartItem(item=2))
            store.run(NextSpeaker(current=None))
            for terminal in (one, other):
                terminal.wait_for("LÊ THỊ HOA")
                terminal.send(ROUND)
                terminal.wait_for(partial(_is_back, terminal))
            watched = [Watched(terminal, seconds) for terminal in (one, other, control)]
            for each in watched:
                each.end()
        now = store.now()
        left_now = speech_clock(store.state, store.state.speeches[1], now).remaining_ms
    assert left_now is not None
    here, there, writing = (each.first_seen for each in watched)
    # The first is what was still being painted when the watch began.
    both = sorted(here.keys() & there.keys(), key=here.__getitem__)[1:]
    assert len(both) >= seconds - 3
    apart = sorted(abs(here[picture] - there[picture]) for picture in both)
    behind = sorted(-(left_now + now.boot_ms - at) % 1000 for picture in both for at in (here[picture], there[picture]))
    late = sorted(at % 1000 for at in writing.values())
    for lags in (apart, behind):
        assert _of(lags, 50) <= AGREE_WITHIN_MS + _of(late, 50)
        assert _of(lags, 90) <= AGREE_WITHIN_MS + 3 * late[-1]
    print(f"\n{len(both)} seconds on both: {_of(apart, 50)} ms apart (median), {_of(apart, 95)} (95 %);", end=" ")
    print(f"behind the records {_of(behind, 50)} ms, {_of(behind, 95)};", end=" ")
    print(f"the control is late by {_of(late, 50)} ms, {_of(late, 95)}, {late[-1]} at most")


def _of(sorted_lags: list[int], percent: int) -> int:
    return sorted_lags[len(sorted_lags) * percent // 100]


def test_before_the_projector_a_badge_is_sent_to_the_door_and_no_key_leaves_unasked(tmp_path: Path) -> None:
    """By the bytes of a scanner and a keyboard; no badge code and no telephone number ever reaches the projector."""
    somebody = builders.delegates(112)[40]
    with closing(moderator(tmp_path)) as store, display(store.engine.layout.data) as terminal:
        terminal.send(f"{somebody.code}\r")
        terminal.wait_for("Chưa điểm danh: mời quét mã ở cửa")
        for key in (F2, F6, ESCAPE):
            terminal.send(key)
            terminal.wait_for("Đóng màn hình hội trường?")
            terminal.send(ESCAPE)
            terminal.wait_for(lambda: "Đóng màn hình" not in terminal.text)
        store.run(GiveFloor(id=9, delegate=somebody.id))
        terminal.wait_for(somebody.name.upper())
        output = terminal.output.decode()
        assert not [one.number for one in builders.delegates(112) if one.phone in output or one.code in output]
        store.refresh()
        assert not store.state.attendance
        terminal.send(ESCAPE)
        terminal.wait_for("Đóng màn hình hội trường?")
        terminal.send("\x1b[C\r")
        assert terminal.wait() == 0
