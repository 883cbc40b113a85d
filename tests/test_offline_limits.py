"""What a desk on a database does not do while the server is away, and what leaves no trace on its machine."""

from __future__ import annotations

import datetime as dt
import errno
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from unittest.mock import Mock

import pytest

import builders
from databases import ask, scan
from faults import Failing
from frayed_line import FrayedLine
from offline import Desk, admitted, conference_for_desks, followed
from postgres import server
from store import CorrectDelegate, Outcome, open_store
from store.anonymity import Request
from store.engine.locks import TurnLock
from store.engine.platform import System
from store.engine.postgres.schema import KINDS
from store.errors import Alone, Damaged, NotSaved, ReadOnly, Wrong
from store.purge import purge
from store.records import DelegateId
from stores import QuietSystem, opened

pytestmark = pytest.mark.usefixtures("impatient")

MakeDesk = Callable[..., Desk]


@pytest.fixture
def schema() -> str:
    return conference_for_desks()


@pytest.fixture
def desk(schema: str) -> Iterator[MakeDesk]:
    """Makes desks that are open until the test ends."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(Desk(server().port, schema, name))


# -- what cannot be done ----------------------------------------------------------------------------------------------


def test_nothing_is_put_anew_without_the_server(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    one.line.take_down()
    one.store.refresh()
    with pytest.raises(Alone):
        one.store.erase_person(Request(3))
    assert DelegateId(3) in one.store.state.delegates


def test_a_living_desk_does_not_send_to_a_server_that_lost_what_it_acknowledged(desk: MakeDesk, schema: str) -> None:
    """It keeps what it did; opened anew, somebody has decided, and it is sent."""
    one = desk("Bàn A")
    one.store.run(scan(1))
    one.store.run(scan(2))
    one.line.take_down()
    one.store.run(scan(3))
    server().ask("DELETE FROM log WHERE seq = 2; UPDATE meta SET seq = 1", schema=schema)
    server().ask("DELETE FROM attendance WHERE key = 2", schema=schema)
    one.line.mended()
    trouble = one.trouble()
    assert isinstance(trouble, Damaged)
    assert trouble.wrong is Wrong.DATA_STALE
    with pytest.raises(ReadOnly):
        one.store.run(scan(4))
    one.is_killed()
    again = one.open()
    assert again.waiting is None
    assert {DelegateId(1), DelegateId(3)} <= set(again.state.attendance)


@pytest.mark.parametrize("file", ["outbox.json", "outbox.json.journal-1"])
def test_an_outbox_that_was_damaged_is_said_to_be_and_holds_nobody_up(
    desk: MakeDesk, tmp_path: Path, file: str
) -> None:
    """It stays, to be repaired as any conference file."""
    one = desk("Bàn A")
    one.line.take_down()
    one.store.run(scan(1))
    one.store.run(scan(2))
    one.is_killed()
    path = next(tmp_path.rglob(file))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    one.line.mended()
    again = one.open()
    assert again.run(scan(3)).outcome is Outcome.ADMITTED
    with pytest.raises(ReadOnly) as raised:
        again.refresh()
    assert isinstance(raised.value.why, Damaged)
    assert again.run(scan(4)).outcome is Outcome.ADMITTED
    assert path.exists()


class _Killed(BaseException):
    pass


def test_a_desk_killed_while_it_begins_another_outbox_goes_on(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lock says of the one before, which is gone, is not held against the new one."""
    one = desk("Bàn A")
    one.line.take_down()
    for number in range(1, 6):
        one.store.run(scan(number))
    one.comes_back()
    one.line.take_down()
    with monkeypatch.context() as context:
        context.setattr(TurnLock, "set_mark", Mock(side_effect=_Killed))
        with pytest.raises(_Killed):
            one.store.run(scan(6))
    one.is_killed()
    again = one.open()
    assert again.read_only is None
    assert again.run(scan(7)).outcome is Outcome.ADMITTED


# -- people who were deleted ------------------------------------------------------------------------------------------


def _words(folder: Path) -> bytes:
    """Of every file of this machine; a name stands in a file as ASCII."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_person_deleted_over_there_is_not_in_what_a_desk_knows(
    desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor in what one knows that is closed: on the same machine at once, on another when it opens."""
    monkeypatch.setattr("store.engine.desk.last_known.EVERY_S", -1)
    one, two, closed = desk("Bàn A"), desk("Bàn B"), desk("Bàn C")
    closed.store.refresh()
    closed.store.close()
    name = ascii(one.store.state.delegates[DelegateId(3)].name)[1:-1].replace("\\x", "\\u00").encode()
    one.store.refresh()
    assert name in _words(tmp_path)
    two.store.erase_person(Request(3))
    assert name not in _words(tmp_path)
    followed(one.store)
    assert any(tmp_path.rglob("known.json"))
    assert name not in _words(tmp_path)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_waited_for_a_conference_whose_people_were_deleted_is_deleted_too(
    desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: str, elsewhere: bool
) -> None:
    one = desk("Bàn A")
    one.line.take_down()
    one.store.run(scan(3))
    one.is_killed()
    one.line.mended()
    with monkeypatch.context() as context:
        if elsewhere:
            context.setenv("XDG_DATA_HOME", str(tmp_path / "another machine"))
        purge(server().address(schema))
    with closing(opened(one.address, "Bàn A")) as store:
        assert isinstance(store.read_only, ReadOnly)
    assert b"scan" not in _words(tmp_path)


# -- time and disk ----------------------------------------------------------------------------------------------------


class _Ahead(QuietSystem):
    """A machine whose clock was set wrong."""

    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        return System.wall_clock(self, zone) + dt.timedelta(hours=5)


def test_a_desk_whose_clock_is_wrong_stamps_as_the_server_would_offline_too(
    schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And after it was opened again without the server."""
    monkeypatch.setattr("store.engine.desk.last_known.EVERY_S", -1)
    with FrayedLine(server().port) as line:
        address = server().address(schema, port=line.port)
        for number in (1, 2):
            with closing(open_store(address, desk="Bàn A", system=_Ahead())) as store:
                store.refresh()
                line.take_down()
                store.run(scan(number))
                stamped = store.state.attendance[DelegateId(number)].arrived
        line.mended()
        assert stamped is not None
        ((now,),) = server().ask("SELECT clock_timestamp()")
        assert abs(stamped.wall - now) < dt.timedelta(minutes=1)


def test_a_desk_was_alive_while_the_server_was_away(desk: MakeDesk) -> None:
    """Nobody is asked what happened in a time in which a window was open."""
    one = desk("Bàn A")
    one.store.beat_if_due()
    one.line.take_down()
    one.store.run(scan(1))
    one.moments.move(600)
    one.store.beat_if_due()
    one.comes_back()
    pulse = one.store.engine.pulses.read()
    assert pulse is not None
    assert pulse.alive == builders.stamp("07:40")


def test_a_disk_that_takes_nothing_offline_says_so_and_the_next_works(schema: str) -> None:
    system = Failing()
    with Desk(server().port, schema, "Bàn A") as desk:
        store = desk.open(system=system)
        desk.line.take_down()
        store.run(scan(1))
        system.arm(0, errno.ENOSPC, for_good=True)
        with pytest.raises(NotSaved):
            store.run(scan(2))
        system.heal()
        assert store.run(scan(2)).outcome is Outcome.ADMITTED
        desk.comes_back()
        assert admitted(store) == Counter([1, 2])


def test_whoever_was_deleted_over_there_is_not_brought_back_by_what_waited(
    desk: MakeDesk, tmp_path: Path, schema: str
) -> None:
    one, two = desk("Bàn A"), desk("Bàn B")
    one.line.take_down()
    one.store.run(scan(3))
    one.store.run(CorrectDelegate(delegate=DelegateId(3), name="Xa Thi Quy", phone="0912345678"))
    one.store.run(scan(4))
    two.store.erase_person(Request(3))
    one.comes_back()
    followed(one.store, two.store)
    assert DelegateId(4) in one.store.state.attendance
    everywhere = "".join(str(ask(two.address, f"SELECT * FROM {table}")) for table in (*KINDS, "log"))
    for word in ("Xa Thi Quy", "0912345678"):
        assert word not in everywhere
        assert word.encode() not in _words(tmp_path)
