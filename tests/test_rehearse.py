"""`toadam rehearse` in a real terminal: three people done right, the conference as it was, nothing left of the copy."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import builders
from command import toadam
from drill_day import prepared
from screens import categories, people
from terminal import Terminal
from tui.drill.morning import Errand, morning

SEED = 1226
"""Of a morning on which the first three at the desk have their badges, or have forgotten them."""
STATE = builders.state(*people(), categories=categories())
USUAL = (Errand.BADGE, Errand.FORGOTTEN)
BADGE = re.compile(r"Đưa thẻ (-[A-Z]{15})")
FORGOTTEN = re.compile(r"Quên thẻ: ([^,]+),")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return prepared(folder)


@contextmanager
def rehearsing(real: Path, temporary: Path, *options: str) -> Iterator[Terminal]:
    temporary.mkdir(exist_ok=True)
    env = {"TMPDIR": str(temporary), "XDG_STATE_HOME": str(temporary.parent / "state")}
    arguments = ("-f", str(real), "rehearse", "--seed", str(SEED), *options)
    with Terminal.module("tui", *arguments, columns=80, lines=24, env=env) as terminal:
        terminal.wait_for("DIỄN TẬP", timeout=30)
        yield terminal


def what_to_type(task: str) -> str:
    """As a person at the desk would: the badge is scanned, whoever has none is looked up."""
    badge, forgotten = BADGE.search(task), FORGOTTEN.search(task)
    if badge is not None:
        return badge[1]
    assert forgotten is not None, task
    return str(next(one.number for one in people() if one.name == forgotten[1]))


def contents(folder: Path) -> dict[str, bytes]:
    """Of the conference; in two files every process that looks says that it is there."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix not in (".lock", ".open")}


def test_the_morning_here_begins_as_it_is_said() -> None:
    first = [visit for visit in morning(STATE, SEED).visits if visit.mine][:3]
    assert [visit.errand in USUAL for visit in first] == [True] * 3


def test_three_people_are_done_right_and_nothing_is_left(real: Path, tmp_path: Path) -> None:
    before, temporary = contents(real.parent), tmp_path / "tmp"
    with rehearsing(real, temporary) as killed:
        killed.process.send_signal(signal.SIGKILL)
        killed.process.wait()
        (left,) = temporary.iterdir()
    with rehearsing(real, temporary, "--speed", "60") as terminal:
        assert not left.exists(), "the next start has wiped it"
        for done in range(1, 4):
            terminal.wait_for(lambda: terminal.screen()[1].startswith(" ▶ "), timeout=60)
            terminal.send(what_to_type(terminal.screen()[1]) + "\r")
            terminal.wait_for(f"đã xong {done}", timeout=20)
        terminal.send("\x1b[21~2")
        terminal.wait_for("Kết quả diễn tập")
        assert "Đã phục vụ đúng 3 người" in terminal.text
        assert "Không còn sai sót nào." in terminal.text
        terminal.send("\r")
        assert terminal.wait() == 0
    assert list(temporary.iterdir()) == []
    assert contents(real.parent) == before
    assert not (tmp_path / "state").exists(), "the copy is not what was opened last"


@pytest.mark.long
@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM])
def test_nothing_is_left_when_the_window_is_closed(end: signal.Signals, real: Path, tmp_path: Path) -> None:
    with rehearsing(real, tmp_path / "tmp", "--mode", "moderator") as terminal:
        terminal.wait_for("Hội trường")
        terminal.process.send_signal(end)
        terminal.wait()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_conference_that_is_not_there_cannot_be_rehearsed(tmp_path: Path) -> None:
    done = toadam(tmp_path, "rehearse")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
