"""Lines to the database that break in the middle of a commit, and servers that stop: nothing is lost, nothing is done
twice."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import psycopg
import pytest

from databases import scan, write
from faults import Failing
from frayed_line import DOWN, UP, FrayedLine
from offline import sent
from postgres import Server, own_server
from store import Outcome, Store
from store.address import Address
from store.engine.journal import Commit
from store.engine.postgres import line as line_room
from store.engine.postgres import rows
from store.engine.postgres.schema import Connection
from store.errors import Damaged, ReadOnly, Unconfirmed, Unopenable, Unreachable, Wrong
from stores import every_document, opened

PEOPLE = 60
WARM = 12
"""Scans until the server knows our statements and each sends and hears as much as the one before."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with own_server() as started:
        yield started


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def over(server: Server, schema: str, line: FrayedLine) -> Address:
    return server.address(schema, port=line.port)


def admissions(store: Store) -> Counter[int]:
    return Counter(entry.outcome["delegate"] for entry in store.log() if entry.outcome["outcome"] == "admitted")


# -- the line breaks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cuts", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_wherever_the_line_breaks_in_a_commit_everybody_is_admitted_once(server: Server, cuts: int) -> None:
    """At every stretch of what a scan sends and hears: before the lock, after it, before the commit arrives, after."""
    schema = f"cuts_{cuts}"
    write(server.address(schema), WARM + cuts)
    chance, broken = Random(cuts), 0
    with FrayedLine(server.port) as line, closing(opened(over(server, schema, line), "Bàn A")) as store:
        lengths = _bytes_of_a_scan(line, store)
        for number in range(WARM + 1, WARM + cuts + 1):
            way = chance.choice([UP, DOWN])
            line.break_after(way, chance.randrange(lengths[way]))
            assert store.run(scan(number)).outcome is Outcome.ADMITTED
            broken += not line.is_whole
            line.mended()
    with closing(opened(server.address(schema), "Bàn Z")) as after:
        assert admissions(after) == Counter(dict.fromkeys(range(1, WARM + cuts + 1), 1))
        assert [entry.seq for entry in after.log()] == list(range(1, WARM + cuts + 1))
    assert broken > cuts * 3 // 4
    print(f"\n{broken} breaks in {cuts} commits of {lengths[UP]} bytes up and {lengths[DOWN]} down")


def _bytes_of_a_scan(line: FrayedLine, store: Store) -> dict[str, int]:
    """Each way, once the server knows our statements."""
    for number in range(1, WARM + 1):
        before = dict(line.passed)
        store.run(scan(number))
    return {way: line.passed[way] - before[way] for way in (UP, DOWN)}


def test_what_nobody_can_say_is_done_here_and_recognised_when_the_line_is_back(
    server: Server, patience: Callable[..., None]
) -> None:
    write(server.address("unconfirmed"), PEOPLE)
    patience(0.2)
    with FrayedLine(server.port) as line, closing(opened(over(server, "unconfirmed", line), "Bàn A")) as store:
        # The last that comes is that the commit is done.
        line.break_after(DOWN, _bytes_of_a_scan(line, store)[DOWN] - 1, for_good=True)
        assert store.run(scan(40), id=77).outcome is Outcome.ADMITTED
        assert store.waiting == 1
        line.mended()
        sent(store)
        assert store.sent is not None
        assert store.sent.brought == []
        assert store.run(scan(40), id=77).outcome is Outcome.ADMITTED
        assert admissions(store) == Counter([*range(1, WARM + 1), 40])


def test_what_another_window_sent_meanwhile_under_the_same_id_is_not_taken_for_ours(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both send what waits on their machine; it is another commit where something else came before."""
    write(server.address("same_id"), PEOPLE)
    write_commit = rows.write_commit

    def lost(connection: Connection, *commits: Commit) -> None:
        monkeypatch.setattr(rows, "write_commit", write_commit)
        connection.close()
        with closing(opened(server.address("same_id"), "Bàn B")) as other:
            other.run(scan(5))
            other.run(scan(7), id=77)
        raise psycopg.OperationalError

    with closing(opened(server.address("same_id"), "Bàn A")) as store:
        store.run(scan(1))
        monkeypatch.setattr(rows, "write_commit", lost)
        assert store.run(scan(7), id=77).outcome is Outcome.ADMITTED
        assert [entry.seq for entry in store.log()] == [1, 2, 3]
        assert admissions(store) == Counter([1, 5, 7])
        with closing(opened(server.address("same_id"), "Bàn Z")) as after:
            assert every_document(store) == every_document(after)


def test_what_nobody_can_say_and_this_machine_cannot_keep_is_not_called_lost(
    server: Server, patience: Callable[..., None]
) -> None:
    write(server.address("neither"), PEOPLE)
    patience(0.2)
    system = Failing()
    with FrayedLine(server.port) as line:
        address = over(server, "neither", line)
        with closing(opened(address, "Bàn A", system=system)) as store:
            line.break_after(DOWN, _bytes_of_a_scan(line, store)[DOWN] - 1, for_good=True)
            system.arm(0, errno.ENOSPC, for_good=True)
            with pytest.raises(Unconfirmed):
                store.run(scan(40), id=77)
            system.heal()
            line.mended()
            sent(store)
            assert store.run(scan(40), id=77).outcome is Outcome.ADMITTED
            assert admissions(store) == Counter([*range(1, WARM + 1), 40])


def test_opening_over_a_line_that_breaks_says_so(server: Server) -> None:
    """Wherever it does: nothing is shown of half a conference."""
    write(server.address("opening"), PEOPLE)
    said = Counter[str]()
    with FrayedLine(server.port) as line:
        address = over(server, "opening", line)
        before = line.passed[DOWN]
        opened(address, "Bàn A").close()
        length = line.passed[DOWN] - before
        for bytes in range(0, length, length // 12):
            line.break_after(DOWN, bytes)
            try:
                opened(address, "Bàn A").close()
            except (Unreachable, Unopenable) as error:
                said[type(error).__name__] += 1
            line.mended()
    assert said["Unreachable"] > 0
    assert said["Unopenable"] > 3


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """How long a desk waits for a server that is not there, and leaves it alone when it only looks."""

    def set_to(seconds: float, *, rest: float = 0) -> None:
        monkeypatch.setattr(line_room, "PATIENCE_S", seconds)
        monkeypatch.setattr(line_room, "_REST_S", rest)

    return set_to


@pytest.mark.parametrize("made", [True, False])
def test_a_server_that_only_says_that_it_shuts_down_is_asked_what_became_of_the_commit(
    server: Server, monkeypatch: pytest.MonkeyPatch, made: bool
) -> None:
    write(server.address(f"says_{made}".lower()), PEOPLE)
    really = rows.write_commit
    said: list[str] = []

    def write_commit(connection: Connection, commit: Commit) -> None:
        if made or said:
            really(connection, commit)
        if not said:
            said.append("terminating connection due to administrator command")
            raise psycopg.errors.AdminShutdown(said[0])

    monkeypatch.setattr(rows, "write_commit", write_commit)
    with closing(opened(server.address(f"says_{made}".lower()), "Bàn A")) as store:
        assert store.run(scan(1)).outcome is Outcome.ADMITTED
        assert store.run(scan(2)).outcome is Outcome.ADMITTED
        assert [entry.seq for entry in store.log()] == [1, 2]


# -- the server stops -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_was_started_again_has_everything_and_the_desks_go_on(server: Server, mode: str) -> None:
    schema = f"restart_{mode}"
    address = write(server.address(schema), PEOPLE)
    with closing(opened(address, "Bàn A")) as one, closing(opened(address, "Bàn B")) as two:
        for number in range(1, 11):
            one.run(scan(number))
        server.stop(mode)
        server.start()
        assert two.run(scan(3)).outcome is Outcome.ALREADY_IN
        assert two.run(scan(11)).outcome is Outcome.ADMITTED
        while one.refresh():
            pass
        assert one.state.attendance == two.state.attendance
        assert every_document(one) == every_document(two)


def test_a_server_that_lost_what_it_acknowledged_is_not_gone_on_with(server: Server) -> None:
    """A stand-by that took over too early, or an older dump put back."""
    address = write(server.address("stale"), PEOPLE)
    with closing(opened(address, "Bàn A")) as store:
        store.run(scan(1))
        store.run(scan(2))
        server.ask("DELETE FROM log WHERE seq = 2; UPDATE meta SET seq = 1", schema="stale")
        server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'toadam:%'")
        with pytest.raises(ReadOnly) as raised:
            store.run(scan(3))
        assert isinstance(raised.value.why, Damaged)
        assert raised.value.why.wrong is Wrong.DATA_STALE
        assert store.read_only is not None
    with closing(opened(address, "Bàn B")) as other:
        assert other.state.seq == 1
