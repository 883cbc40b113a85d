"""Many desks on one database: they answer as one would, whatever becomes of lines and server, and nobody waits long."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from arrivals import Arrivals, Desks, faults_of
from databases import schema_in, write
from frayed_line import DOWN, UP, FrayedLine
from pace import oversleeping
from postgres import new_schema, own_server, server
from store.verbs import VERBS
from stores import opened
from windows import Windows


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))


# -- any verb at any desk ---------------------------------------------------------------------------------------------


def test_desks_answer_as_one_would(tmp_path: Path) -> None:
    """Any verb at any of them, while some stand still for a moment and some are killed."""
    address = write(server().address("as_one"))
    with Windows(address, 4, notes=tmp_path) as windows:
        windows.work(2, Random(2), disturbed=True)
        windows.rest()
        assert windows.faults() == []
        history = windows.history()
    assert windows.stops > 3
    assert len({call.verb for call in history.calls if call.seq}) > 10


@pytest.mark.long
def test_sixteen_desks_answer_as_one_would_while_lines_break_and_the_server_stops(tmp_path: Path) -> None:
    chance, done = Random(16), Counter[str]()
    with own_server() as own, FrayedLine(own.port) as line:
        write(own.address("disturbed"))

        def disturb() -> None:
            if chance.random() < 0.2:
                line.break_after(chance.choice([UP, DOWN]), chance.randrange(20_000))
                done["breaks"] += 1
            if chance.random() < 0.04:
                mode = chance.choice(["fast", "immediate"])
                own.stop(mode)
                own.start()
                done[mode] += 1

        with Windows(own.address("disturbed", port=line.port), 16, notes=tmp_path) as windows:
            windows.work(60, chance, disturbed=True, disturb=disturb)
            line.mended()
            windows.rest()
            assert windows.faults() == []
            history = windows.history()
    assert len({call.verb for call in history.calls}) > len(VERBS) // 2
    assert min(done["breaks"], done["fast"] + done["immediate"]) > 3
    perhaps = sum(failed.perhaps for failed in history.failed)
    print(f"\n{len(history.calls)} calls, {windows.stops} stops, {windows.killed} kills, {dict(done)};", end=" ")
    print(f"{len(history.failed)} not saved, of {perhaps} nobody could say")


@pytest.mark.parametrize(("windows", "seconds"), [(4, 2), pytest.param(12, 120, marks=pytest.mark.long)])
def test_desks_that_are_offline_for_a_while_lose_nothing_and_all_agree_in_the_end(
    tmp_path: Path, windows: int, seconds: int
) -> None:
    """Some always reach the server; of two machines the lines go down and come back, windows there are killed."""
    chance = Random(seconds)
    address = write(server().address(new_schema()))
    with FrayedLine(server().port) as one, FrayedLine(server().port) as two:

        def disturb() -> None:
            line = chance.choice([one, two])
            if chance.random() < 0.5:
                line.mended()
            elif chance.random() < 0.5:
                line.take_down()
            else:
                line.break_after(chance.choice([UP, DOWN]), chance.randrange(20_000), for_good=True)

        lines = [server().address(schema_in(address), port=line.port) for line in (one, two)]
        with Windows(address, windows, notes=tmp_path, lines=lines) as desks:
            desks.work(seconds, chance, disturbed=True, disturb=disturb)
            for line in (one, two):
                line.mended()
            desks.rest()
            assert desks.faults() == []
            history = desks.history()
    offline = sum(call.offline for call in history.calls)
    assert offline > 0
    print(f"\n{len(history.calls)} calls, {offline} of them offline, {desks.stops} stops, {desks.killed} kills")


# -- arrivals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("desks", "people", "seconds"), [(3, 300, 2), pytest.param(16, 10_000, 60, marks=pytest.mark.long)]
)
def test_arrivals_at_fifty_a_second_are_saved_once_and_shown_everywhere(
    tmp_path: Path, desks: int, people: int, seconds: int
) -> None:
    """Some badges are held against two scanners at the same moment."""
    with own_server() as own:
        address = write(own.address("arrivals"), people)
        arrivals = Arrivals.drawn(Random(desks), desks, people, per_second=50, seconds=seconds)
        with Desks(address, arrivals, tmp_path) as running, oversleeping() as late:
            noted = running.work()
        with closing(opened(address, "Bàn Z")) as store:
            assert faults_of(arrivals, noted, store.log()) == []
            assert store.state.head_count().present == len(arrivals.people)
    waits, lags = noted.waits_ms(), noted.lags_ms()
    assert lags[len(lags) * 95 // 100] <= 250 + max(late) * 1000
    print(f"\n{desks} desks, {people} delegates, {len(waits)} commits:", end=" ")
    print(f"commit median {waits[len(waits) // 2]:.1f} ms, 99 % {waits[len(waits) * 99 // 100]:.1f} ms,", end=" ")
    print(f"most {waits[-1]:.1f} ms; shown at another desk after {lags[len(lags) // 2]:.0f} ms (median),", end=" ")
    print(f"99 % {lags[len(lags) * 99 // 100]:.0f} ms, most {lags[-1]:.0f} ms;", end=" ")
    print(f"a sleep of 50 ms overshoots by {max(late) * 1000:.0f} ms at most")
