"""Nothing acknowledged is ever lost, nothing happens twice: killed processes, and several at once."""

from __future__ import annotations

import random
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from command import TOADAM, badge_codes, environment, sample_conference
from store import Outcome, Scan, State, open_store


@pytest.fixture
def conference(tmp_path: Path) -> Path:
    sample_conference(tmp_path)
    return tmp_path


def desk(folder: Path, name: str) -> subprocess.Popen[bytes]:
    """A desk that checks in whatever it is sent."""
    return subprocess.Popen(
        [*TOADAM, "--desk", name, "checkin", "-"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def send(process: subprocess.Popen[bytes], codes: list[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("".join(f"{code}\n" for code in codes).encode())
    process.stdin.flush()


def in_file(folder: Path) -> State:
    with closing(open_store(folder / "toadam.json", desk="")) as store:
        assert store.read_only is None
        return store.state


def admissions(folder: Path) -> list[int]:
    """The delegate of every admission in the log."""
    with closing(open_store(folder / "toadam.json", desk="")) as store:
        scans = (entry.outcome for entry in store.log() if entry.verb == Scan.verb_name)
        return [outcome["delegate"] for outcome in scans if outcome["outcome"] == Outcome.ADMITTED]


@pytest.mark.parametrize(("rounds", "lines"), [(8, 12), pytest.param(100, 2, marks=pytest.mark.long)])
def test_what_was_printed_before_a_kill_is_in_the_file_once(rounds: int, lines: int, conference: Path) -> None:
    chance = random.Random(20230915)
    codes = badge_codes(conference)
    printed: set[str] = set()
    for _round in range(rounds):
        waiting = [code for code in codes if code not in printed] or codes
        with desk(conference, "Bàn 1") as process:
            send(process, waiting)
            assert process.stdout is not None
            for code in waiting[: chance.randrange(lines + 1)]:
                assert process.stdout.readline().split(b"\t")[0] in (b"admitted", b"already-in")
                printed.add(code)
            process.kill()
        state = in_file(conference)
        assert printed <= {state.delegates[delegate].code for delegate in state.attendance}
    admitted = admissions(conference)
    assert len(admitted) == len(set(admitted))


def test_four_desks_at_once_admit_everybody_exactly_once(conference: Path) -> None:
    codes = badge_codes(conference)
    orders = [random.Random(seed).sample(codes, len(codes)) for seed in range(4)]
    desks = [desk(conference, f"Bàn {number}") for number in range(1, 5)]
    for process, order in zip(desks, orders, strict=True):
        send(process, order)
    lines = [line for process in desks for line in process.communicate()[0].decode().splitlines()]
    fields = [line.split("\t") for line in lines]
    admitted = [number for outcome, number, _name, _detail in fields if outcome == Outcome.ADMITTED]
    others = [line for line in fields if line[0] != Outcome.ADMITTED]
    assert sorted(map(int, admitted)) == list(range(1, 113))
    assert len(others) == 3 * 112
    for outcome, _number, _name, detail in others:
        assert outcome == Outcome.ALREADY_IN
        assert "Bàn " in detail
    assert in_file(conference).head_count().present == 112
