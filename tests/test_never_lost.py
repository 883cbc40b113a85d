"""Nothing acknowledged is ever lost, nothing happens twice: killed processes, and several at once."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from command import TOADAM, badge_codes, environment, sample_conference
from store import Outcome, Scan, State, open_store
from store.records import LogEntry


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


def scans(folder: Path) -> list[LogEntry]:
    """Every scan in the log."""
    with closing(open_store(folder / "toadam.json", desk="")) as store:
        assert store.read_only is None
        return [entry for entry in store.log() if entry.verb == Scan.verb_name]


class Answers:
    """What was printed, by all desks of one conference."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_number = {str(number): code for number, code in enumerate(badge_codes(folder), 1)}
        self._printed: Counter[str] = Counter()
        self._kills = 0

    def read(self, process: subprocess.Popen[bytes], lines: int) -> None:
        """So many answers."""
        assert process.stdout is not None
        self._note(process.stdout.readline() for _line in range(lines))

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """What stands in the pipe was printed before."""
        process.kill()
        assert process.stdout is not None
        with process:
            self._note(line for line in process.stdout if line.endswith(b"\n"))
        self._kills += 1

    def _note(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            outcome, number = line.decode().split("\t")[:2]
            assert outcome in (Outcome.ADMITTED, Outcome.ALREADY_IN, Outcome.REPEAT)
            self._printed[self._by_number[number]] += 1

    def are_in_the_file_once(self) -> None:
        """A scan more than was printed may be there for each kill: it was durable, its answer not out yet."""
        entries = scans(self._folder)
        noted = Counter(entry.args["code"] for entry in entries)
        assert self._printed <= noted
        assert noted.total() - self._printed.total() <= self._kills
        admitted = [entry.outcome["delegate"] for entry in entries if entry.outcome["outcome"] == Outcome.ADMITTED]
        assert len(admitted) == len(set(admitted))


ROUNDS_PER_CONFERENCE = 25
LINES_OF_OTHERS = 20


@pytest.mark.parametrize("rounds", [6, pytest.param(500, marks=pytest.mark.long)])
@pytest.mark.parametrize("others", [0, 2], ids=["alone", "beside two others"])
def test_what_was_printed_before_a_kill_is_in_the_file_once(
    others: int, rounds: int, conference: Path, tmp_path: Path
) -> None:
    chance = random.Random(20230915)
    codes = badge_codes(conference)
    for first in range(0, rounds, ROUNDS_PER_CONFERENCE):
        folder = tmp_path / str(first)
        folder.mkdir()
        for file in conference.glob("toadam.json*"):
            shutil.copy2(file, folder)
        answers = Answers(folder)
        beside = [desk(folder, f"Bàn {number}") for number in range(2, 2 + others)]
        for _round in range(first, min(first + ROUNDS_PER_CONFERENCE, rounds)):
            _killed_once(folder, answers, beside, codes, chance)
            answers.are_in_the_file_once()
        for process in beside:
            process.communicate()


def _killed_once(
    folder: Path, answers: Answers, beside: list[subprocess.Popen[bytes]], codes: list[str], chance: random.Random
) -> None:
    """One desk killed somewhere in its stream, while the others are in the middle of theirs."""
    victim = desk(folder, "Bàn 1")
    send(victim, chance.sample(codes, len(codes)))
    answers.read(victim, 1)
    for process in beside:
        send(process, chance.choices(codes, k=LINES_OF_OTHERS))
    answers.read(victim, chance.randrange(30))
    answers.kill(victim)
    for process in beside:
        answers.read(process, LINES_OF_OTHERS)


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move a folder in use")
def test_a_code_gets_its_answer_also_while_nothing_can_be_saved(conference: Path, tmp_path: Path) -> None:
    first, second = badge_codes(conference)[:2]
    folder = tmp_path / "hoi-nghi"
    folder.mkdir()
    for file in conference.glob("toadam.json*"):
        file.rename(folder / file.name)
    with desk(folder, "Bàn 1") as process:
        assert _answer(process, first) == [Outcome.ADMITTED, "1"]
        folder.rename(tmp_path / "trash")
        assert _answer(process, second) == [Outcome.NOT_SAVED, ""]
        (tmp_path / "trash").rename(folder)
        assert _answer(process, second) == [Outcome.ADMITTED, "2"]
        process.communicate()
    assert process.returncode == 1
    assert in_file(folder).head_count().present == 2


def _answer(process: subprocess.Popen[bytes], code: str) -> list[str]:
    """Outcome and number."""
    send(process, [code])
    assert process.stdout is not None
    return process.stdout.readline().decode().split("\t")[:2]
