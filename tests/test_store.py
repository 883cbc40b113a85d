"""The store as several processes use it at once, and as they are killed."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

import builders
from store import Outcome, Scan, Store
from store.errors import NoConference, ReadOnly, Refused, Unsuitable
from store.records import Role
from stores import Moments, QuietSystem, every_document, new_conference, opened

PROJECT = Path(__file__).resolve().parent.parent


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def desk(path: Path, name: str) -> subprocess.Popen[str]:
    """A desk in a process of its own that has opened the conference."""
    process = subprocess.Popen(
        [sys.executable, str(PROJECT / "tests" / "desk.py"), str(path), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


# -- several processes ----------------------------------------------------------------------------


def test_four_processes_admit_everybody_exactly_once(tmp_path: Path) -> None:
    path = new_conference(tmp_path, 112)
    names = ["Bàn A", "Bàn B", "Bàn C", "Bàn D"]
    orders = [random.Random(name).sample(range(1, 113), 112) for name in names]
    codes = ["\n".join(map(builders.code, order)) for order in orders]
    desks = [desk(path, name) for name in names]
    outputs = _all_at_once(desks, codes)
    answers = [
        (name, *line.split(" ", 2)) for name, text in zip(names, outputs, strict=True) for line in text.splitlines()
    ]
    assert len(answers) == 4 * 112
    admitted_at = {code: name for name, code, outcome, _ in answers if outcome == "admitted"}
    assert Counter(outcome for _, _, outcome, _ in answers) == {"admitted": 112, "already-in": 336}
    assert len(admitted_at) == 112
    for _, code, outcome, news in answers:
        if outcome == "already-in":
            arrived, place = news.split("@")
            assert dt.datetime.fromisoformat(arrived).utcoffset() == dt.timedelta(hours=7)
            assert place == admitted_at[code]
    store = opened(path)
    assert store.read_only is None
    assert store.state.head_count().present == 112
    assert [entry.seq for entry in store.log()] == list(range(1, 449))
    store.close()


def _all_at_once(desks: list[subprocess.Popen[str]], codes: list[str]) -> list[str]:
    outputs = [""] * len(desks)

    def feed(index: int) -> None:
        outputs[index] = desks[index].communicate(codes[index], timeout=60)[0]

    threads = [threading.Thread(target=feed, args=(index,)) for index in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.returncode for process in desks] == [0] * len(desks)
    return outputs


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("rounds", [10, pytest.param(100, marks=pytest.mark.long)])
def test_killed_at_any_moment_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path, rounds: int) -> None:
    """Each round kills a desk somewhere in its stream and goes on with the same file; every third has another desk."""
    path = new_conference(tmp_path, 112)
    chance = random.Random(rounds)
    acknowledged: list[str] = []
    for round in range(rounds):
        witness = opened(path, "Bàn B") if round % 3 == 0 else None
        order = [builders.code(number) for number in chance.sample(range(1, 113), 112)]
        acknowledged += _until_killed(desk(path, "Bàn A"), order, chance.uniform(0, 0.12))
        if witness:
            witness.refresh()
            witness.run(Scan.of("khách"))
            witness.close()
        store = opened(path, "Bàn C", system=QuietSystem())
        assert store.read_only is None
        scanned = [entry.args["code"] for entry in store.log() if entry.args["code"]]
        assert not Counter(acknowledged) - Counter(scanned)
        assert len(scanned) - len(acknowledged) <= round + 1
        assert [entry.seq for entry in store.log()] == list(range(1, store.state.seq + 1))
        admissions = Counter(
            entry.outcome["delegate"] for entry in store.log() if entry.outcome["outcome"] == "admitted"
        )
        assert set(admissions.values()) <= {1}
        if round % 2:
            store.close()
        else:
            store.engine.let_go()
    assert acknowledged


def _until_killed(process: subprocess.Popen[str], codes: list[str], after_s: float) -> list[str]:
    """The codes whose answers came out before the process was killed."""
    assert process.stdin is not None
    assert process.stdout is not None
    killing = threading.Timer(after_s, process.send_signal, [signal.SIGKILL])
    killing.start()
    with suppress(BrokenPipeError):
        process.stdin.write("\n".join(codes) + "\n")
        process.stdin.flush()
    answers = [line for line in process.stdout if line.endswith("\n")]
    killing.join()
    process.wait()
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.close()
    return [line.split()[0] for line in answers]


def test_a_killed_process_releases_its_locks(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    process = desk(path, "Bàn A")
    process.kill()
    process.communicate()
    store = opened(path)
    assert store.run(scan(1)).outcome is Outcome.ADMITTED
    store.close()
    assert opened(path, "Bàn B").engine.layout.generations() == [1, 2]


def test_who_holds_the_turn_can_be_named_while_waiting(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    one, two = opened(path, "Bàn A"), opened(path, "Bàn B")
    with one.engine.turn():
        holder = two.engine.turn_holder()
        assert holder is not None
        assert (holder.desk, holder.pid) == ("Bàn A", os.getpid())
    one.close()
    two.close()


# -- sessions -------------------------------------------------------------------------------------


def test_a_session_is_written_with_its_first_commit_only(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path), "Bàn A", role=Role.RECEPTION)
    assert "sessions" not in every_document(store)
    store.run(scan(1))
    store.run(scan(2))
    (session,) = every_document(store)["sessions"].values()
    assert (session["desk"], session["role"], session["pid"]) == ("Bàn A", "reception", os.getpid())
    assert store.state.desk_of(store.session.id) == "Bàn A"
    store.close()


def test_a_refusal_records_nothing_not_even_the_session(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path), role=Role.HALL)
    with pytest.raises(Refused):
        store.run(scan(1))
    assert set(every_document(store)) == {"conference", "delegates"}
    store.close()


def test_the_last_durable_save_is_known(tmp_path: Path) -> None:
    clock = Moments()
    store = opened(new_conference(tmp_path), clock=clock)
    saved = [store.saved]
    clock.move(5)
    store.run(scan(1))
    saved.append(store.saved)
    assert saved == [None, clock(builders.ZONE)]
    store.close()


def test_there_is_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(NoConference):
        opened(tmp_path / "khong-co.json")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_conference_still_answers_who_is_in(tmp_path: Path) -> None:
    path = new_conference(tmp_path, attendance=[builders.present(builders.delegate(3))])
    path.write_bytes(path.read_bytes().replace(b'"stt":"2"', b'"stt":"9"'))
    store: Store = opened(path)
    assert store.read_only is not None
    assert store.state.head_count().present == 1
    for _ in range(2):
        with pytest.raises(ReadOnly):
            store.run(scan(1))
    assert store.state.head_count().present == 1
    store.close()


class OnNetworkDrive(QuietSystem):
    def filesystem_kind(self, folder: Path) -> str:
        return "nfs4"


def test_a_network_drive_is_refused(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    with pytest.raises(Unsuitable):
        opened(path, system=OnNetworkDrive())
