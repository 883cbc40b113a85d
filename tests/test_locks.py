"""The two lock files: who may write, who is here, what is durable."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults import Failing, OtherBoot
from store.engine.locks import Holder, Mark, Presence, TurnLock
from store.engine.platform import System

MARK = Mark(generation=3, length=70_000_000_000, seq=9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.lock"


@pytest.fixture
def turn(path: Path) -> Iterator[TurnLock]:
    lock = TurnLock(path, Holder(pid=41, desk="Bàn A"), System())
    yield lock
    lock.close()


@pytest.fixture
def other(path: Path) -> Iterator[TurnLock]:
    lock = TurnLock(path, Holder(pid=42, desk="Bàn B" * 200), System())
    yield lock
    lock.close()


def test_a_new_lock_knows_neither_mark_nor_holder(turn: TurnLock) -> None:
    assert turn.mark() is None
    assert turn.holder() is None


@pytest.mark.parametrize("settled", [True, False])
def test_a_mark_is_seen_by_every_holder(turn: TurnLock, other: TurnLock, settled: bool) -> None:
    mark = Mark(generation=3, length=2, seq=1, settled=settled)
    turn.set_mark(mark)
    assert other.mark() == mark


@pytest.mark.parametrize("mark", [MARK, Mark(generation=0xFFFFFFFF, length=1 << 62, seq=1 << 62, settled=False)])
def test_mark_and_holder_stand_side_by_side(turn: TurnLock, other: TurnLock, mark: Mark) -> None:
    turn.acquire()
    turn.set_mark(mark)
    assert other.holder() == Holder(pid=41, desk="Bàn A")
    assert other.mark() == mark
    turn.release()


def test_a_mark_is_unsettled_only_until_the_machine_restarts(turn: TurnLock, path: Path) -> None:
    turn.set_mark(Mark(generation=1, length=2, seq=3, settled=False))
    later = TurnLock(path, Holder(pid=1, desk=""), OtherBoot())
    assert later.mark() == Mark(generation=1, length=2, seq=3, settled=True)
    later.close()


def test_an_illegible_mark_is_none(turn: TurnLock, path: Path) -> None:
    turn.set_mark(MARK)
    written = path.read_bytes()
    for at in range(len(written.split(b"\n")[0])):
        path.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert turn.mark() is None, at


def test_who_holds_the_turn_is_known(turn: TurnLock, other: TurnLock) -> None:
    turn.acquire()
    assert other.holder() == Holder(pid=41, desk="Bàn A")
    turn.release()


def test_the_turn_blocks_until_it_is_released(turn: TurnLock, other: TurnLock) -> None:
    order: list[str] = []
    turn.acquire()

    def wait() -> None:
        other.acquire()
        order.append("second")
        other.release()

    waiting = threading.Thread(target=wait)
    waiting.start()
    order.append("first")
    turn.release()
    waiting.join(10)
    assert order == ["first", "second"]


def at_desk(path: Path, desk: str) -> Presence:
    return Presence(path, Holder(pid=43, desk=desk), System())


def test_nobody_takes_a_turn_that_is_held(turn: TurnLock, path: Path) -> None:
    somebody = System().open(path)
    turn.acquire()
    assert not System().lock(somebody, wait=False)
    turn.release()
    assert System().lock(somebody, wait=False)
    System().close(somebody)


def test_being_alone_needs_everybody_else_gone(path: Path) -> None:
    one, two = at_desk(path, "Bàn A"), at_desk(path, "Bàn B")
    one.join()
    assert not two.alone()
    one.close()
    assert two.alone()
    two.close()


def test_presence_is_shared(path: Path) -> None:
    everybody = [at_desk(path, "Bàn A") for _ in range(3)]
    for one in everybody:
        one.join()
    assert not any(one.alone() for one in everybody[:1])
    for one in everybody:
        one.close()


def test_who_is_here_is_known_to_whoever_would_be_alone(path: Path) -> None:
    one, two, three = (at_desk(path, desk) for desk in ("Bàn A", "Bàn B", "Bàn C"))
    one.join()
    two.join()
    assert not three.alone()
    assert [holder.desk for holder in three.others()] == ["Bàn A", "Bàn B"]
    assert [holder.desk for holder in two.others()] == ["Bàn A"]
    one.close()
    assert [holder.desk for holder in three.others()] == ["Bàn B"]
    two.close()
    assert three.alone()
    assert three.others() == ()
    three.close()


def test_a_name_left_by_a_killed_process_goes_when_somebody_is_alone(path: Path) -> None:
    killed = at_desk(path, "Bàn A")
    killed.join()
    left = path.read_bytes()
    killed.close()
    path.write_bytes(left)
    one, two = at_desk(path, "Bàn B"), at_desk(path, "Bàn C")
    assert one.alone()
    one.join()
    assert [holder.desk for holder in two.others()] == ["Bàn B"]
    one.close()
    two.close()


def test_more_are_here_than_can_be_named(path: Path) -> None:
    everybody = [at_desk(path, f"Bàn {number}") for number in range(20)]
    for one in everybody:
        one.join()
    last = at_desk(path, "Bàn cuối")
    assert not last.alone()
    assert len(last.others()) == 16
    for one in everybody:
        one.close()
    assert last.alone()
    last.close()


@pytest.mark.parametrize("name", ["turn", "presence"])
def test_a_lock_belongs_to_its_owner_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    TurnLock(path, Holder(pid=1, desk=""), System()).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_holder_that_is_no_text_is_nobody(turn: TurnLock, other: TurnLock) -> None:
    turn.acquire()
    turn.release()
    turn._system.write_at(turn._fd, b'{"pid":1,"desk":"B\xc1\xa0n"}', 64)
    assert other.holder() is None


def test_a_holder_that_is_no_text_is_none(turn: TurnLock, path: Path) -> None:
    turn.acquire()
    turn.release()
    path.write_bytes(path.read_bytes()[:64] + b"\xff" * 448)
    assert turn.holder() is None


def test_who_is_here_is_nobody_where_the_disk_does_not_say(path: Path) -> None:
    system = Failing()
    here, other = Presence(path, Holder(pid=43, desk="Bàn 1"), system), at_desk(path, "Bàn 2")
    here.join()
    other.join()
    assert [holder.desk for holder in here.others()] == ["Bàn 2"]
    system.arm(0, errno.EIO)
    assert here.others() == ()
    here.close()
    other.close()
