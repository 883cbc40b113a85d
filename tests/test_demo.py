"""The demonstration: the sample conference in a real terminal, and nothing left of it afterwards."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from command import toadam
from terminal import Terminal

BADGE = re.compile(r"(\d{3}) [^\d\n]+? +(-[A-Z]{15})")


@contextmanager
def demo(folder: Path, *options: str, columns: int = 120, lines: int = 36) -> Iterator[Terminal]:
    with Terminal.module(
        "tui", "demo", *options, columns=columns, lines=lines, env={"TMPDIR": str(folder)}
    ) as terminal:
        terminal.wait_for("Thẻ để thử", timeout=30)
        yield terminal


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 36)])
def test_a_badge_shown_on_screen_can_be_scanned_or_typed(columns: int, lines: int, tmp_path: Path) -> None:
    with demo(tmp_path, columns=columns, lines=lines) as terminal:
        terminal.wait_for(lambda: len(BADGE.findall(terminal.text)) > 1)
        first, second = BADGE.findall(terminal.text)[:2]
        terminal.send(f"{first[1]}\r")
        terminal.wait_for(f"Số {first[0]}")
        terminal.send(f"{second[0]}\r")
        terminal.wait_for(f"Số {second[0]}")
        terminal.wait_for("Có mặt 2/112")


def test_people_arrive_by_themselves_at_a_second_desk(tmp_path: Path) -> None:
    with demo(tmp_path, "--arrivals", "600") as terminal:
        terminal.wait_for(lambda: int(re.findall(r"Có mặt (\d+)/112", terminal.text)[0]) >= 5, timeout=30)
        terminal.wait_for("Vừa đến")


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM])
def test_nothing_is_left_when_the_window_is_closed(end: signal.Signals, tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        assert list(tmp_path.glob("toadam-demo-*"))
        terminal.process.send_signal(end)
        terminal.wait()
        assert not list(tmp_path.iterdir())


def test_nothing_is_left_when_it_is_quit(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        terminal.send("\x11")
        terminal.wait_for("Đóng cửa sổ này?")
        terminal.send("\x1b[C\r")
        assert terminal.wait() == 0
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", [["demo"], ["open"]])
def test_without_a_terminal_one_line_says_so(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "toadam.json").write_bytes(b"")
    done = toadam(tmp_path, *command)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
