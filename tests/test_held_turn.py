"""A process that stops or dies with the turn in its hands, and one that stops without it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import code
from conftest import opener
from reception_window import reception
from store import Outcome, Scan, Store
from terminal import Terminal
from tui.store_thread import PATIENCE_S
from windows import WindowProcess, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP and kill -9 are POSIX")

HOLDER = """
import sys
from pathlib import Path
from store import open_store
store = open_store(Path(sys.argv[1]), desk=sys.argv[2])
with store.engine.turn():
    print("holding", flush=True)
    sys.stdin.readline()
store.close()
"""


@contextmanager
def holding(path: Path, desk: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has the turn until it is sent a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), desk],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def store(roll: Path) -> Iterator[Store]:
    store = opener(roll)()
    yield store
    store.close()


def scanning(store: Store, number: int) -> threading.Thread:
    """Somebody whose badge is being scanned in another thread."""
    thread = threading.Thread(target=store.run, args=(Scan.of(code(number)),), daemon=True)
    thread.start()
    return thread


def test_a_process_that_stands_still_without_the_turn_holds_nobody_up(roll: Path, store: Store) -> None:
    window = WindowProcess(roll, 2, 0)
    try:
        window.wait_until_open()
        with window.stopped():
            for number in range(1, 51):
                thread = scanning(store, number)
                thread.join(20)
                assert not thread.is_alive()
        window.tell("0")
        window.expect("done")
        window.tell("send")
        window.expect("sent")
        window.tell("rest")
        window.expect("rested")
        assert window.end() == 0
    finally:
        window.kill()
    assert store.state.head_count().present == 50


def test_whoever_is_killed_with_the_turn_lets_the_next_one_have_it(roll: Path, store: Store) -> None:
    with holding(roll, "Bàn 2") as holder:
        thread = scanning(store, 1)
        thread.join(0.2)
        assert thread.is_alive()
        holder.kill()
        thread.join(20)
        assert not thread.is_alive()
    assert store.state.attendance[store.state.codes[code(1)]].desk == "Bàn 1"


def test_who_stands_still_with_the_turn_is_named_and_the_screen_lives_on(roll: Path) -> None:
    with reception(roll) as terminal, holding(roll, "Bàn 2") as holder:
        holder.send_signal(signal.SIGSTOP)
        named_s = _seconds_until(terminal, code(47) + "\r", "Bàn 2 đang ghi")
        assert "Có mặt 0/112" in terminal.text
        echo_s = _seconds_until(terminal, "xyz", "xyz")
        assert PATIENCE_S <= named_s < PATIENCE_S + 0.5 + 10 * echo_s
        holder.send_signal(signal.SIGCONT)
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        terminal.wait_for("Số 047")
        terminal.wait_for("Có mặt 1/112")
        assert "Bàn 2 đang ghi" not in terminal.text
    store = opener(roll, "Bàn 3")()
    assert [entry.outcome["outcome"] for entry in store.log()] == [Outcome.ADMITTED]
    store.close()


def _seconds_until(terminal: Terminal, typed: str, shown: str) -> float:
    began = time.monotonic()
    terminal.send(typed)
    terminal.wait_for(shown)
    return time.monotonic() - began
