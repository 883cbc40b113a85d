"""A conference in a database: what desks see of each other, what time it is for all, what each keeps for itself."""

from __future__ import annotations

import datetime as dt
import errno
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import builders
from databases import ask, engine_over_there, scan, write
from postgres import borrowed, new_schema, server
from store import CheckOut, EndSpeech, Outcome, QueueSpeakers, StartSpeech, Store, Undo, open_store
from store.address import Address
from store.care import Request, copy_conference
from store.clock import elapsed_s
from store.drafts import Draft
from store.engine.backups import backups_in
from store.engine.heartbeat import Pulse
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.postgres import connecting, schema
from store.engine.postgres.desk_names import holder_listed, listed_as
from store.engine.tables import FORMAT
from store.errors import (
    AlreadyThere,
    Damaged,
    NewerFormat,
    NotSaved,
    Refused,
)
from store.records import DelegateId, Stamp
from stores import Moments, QuietSystem, every_document, new_conference, opened


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    """Of a conference with eight delegates."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with borrowed() as new_address:
        place = new_address()
        write(place)
        yield place


@pytest.fixture
def store(address: Address) -> Iterator[Store]:
    with closing(opened(address, "Bàn A")) as store:
        yield store


@pytest.fixture
def other(address: Address) -> Iterator[Store]:
    with closing(opened(address, "Bàn B")) as other:
        yield other


# -- several desks ----------------------------------------------------------------------------------------------------


def test_what_one_desk_does_the_others_see_once_and_in_order(store: Store, other: Store) -> None:
    told: list[tuple[int, bool]] = []
    other.subscribe(lambda change: told.append((change.entry.seq, change.ours)))
    assert not other.refresh()
    store.run(scan(1))
    store.run(scan(2))
    assert other.refresh()
    assert not other.refresh()
    assert other.run(scan(2)).outcome is Outcome.ALREADY_IN
    assert told == [(1, False), (2, False), (3, True)]
    assert store.refresh()
    assert store.state.attendance == other.state.attendance
    assert every_document(store) == every_document(other)


def test_what_is_in_the_database_is_what_a_desk_has_in_memory(address: Address, store: Store) -> None:
    store.run(scan(1))
    store.run(CheckOut(delegate=DelegateId(1)))
    store.run(scan(2))
    store.run(Undo())
    with closing(opened(address, "Bàn C")) as again:
        assert every_document(again) == every_document(store)
        assert again.log() == store.log()
        assert (again.state.last_number, again.state.seq) == (store.state.last_number, 4)


def test_people_can_ask_the_database_by_the_names_of_the_file(address: Address, store: Store) -> None:
    store.run(scan(3))
    arrived = ask(address, "SELECT key, document->>'status', document->>'desk' FROM attendance")
    assert arrived == [(3, "present", "Bàn A")]
    assert ask(address, "SELECT seq, verb FROM log") == [(1, "scan")]


def test_the_same_id_again_is_answered_from_the_log_at_any_desk(store: Store, other: Store) -> None:
    first = store.run(scan(1), id=7)
    assert store.run(scan(1), id=7) == first
    assert other.run(scan(1), id=7) == first
    assert other.state.seq == 1


def test_a_refusal_changes_nothing_and_holds_nobody_up(store: Store, other: Store) -> None:
    with pytest.raises(Refused):
        store.run(CheckOut(delegate=DelegateId(1)))
    assert other.run(scan(1)).outcome is Outcome.ADMITTED
    assert other.state.seq == 1


def test_who_has_the_turn_is_named_to_the_last_in_the_queue(address: Address, store: Store, other: Store) -> None:
    with closing(opened(address, "Bàn C")) as third:
        waiting = [threading.Thread(target=one.run, args=(scan(1),)) for one in (other, third)]
        with store.engine.turn():
            assert store.engine.turn_holder() is None
            for thread in waiting:
                thread.start()
            named = [_named(one) for one in (other, third)]
        for thread in waiting:
            thread.join()
    assert named == ["Bàn A", "Bàn A"]


def _named(store: Store) -> str:
    """Once it waits: nobody is named before."""
    while (holder := store.engine.turn_holder()) is None:
        pass
    return holder.desk


def test_a_desk_that_dies_with_the_turn_gives_it_back(store: Store, other: Store) -> None:
    with store.engine.turn():
        server().ask(f"SELECT pg_terminate_backend({engine_over_there(store)._line.process})")
        assert other.run(scan(1)).outcome is Outcome.ADMITTED
    assert store.run(scan(1)).outcome is Outcome.ALREADY_IN


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch, address: Address, store: Store) -> None:
    monkeypatch.setattr(connecting, "LONGEST_WAIT", "100ms")
    with closing(opened(address, "Bàn B")) as impatient, store.engine.turn():
        with pytest.raises(NotSaved) as raised:
            impatient.run(scan(1))
        assert raised.value.error.errno == errno.ETIMEDOUT


def test_a_desk_that_stands_still_with_the_turn_loses_it_and_takes_another(
    monkeypatch: pytest.MonkeyPatch, address: Address, other: Store
) -> None:
    """As a laptop does whose lid is closed in the middle of a commit."""
    monkeypatch.setattr(connecting, "IDLE_TURN", "50ms")
    meanwhile = [lambda: other.run(scan(2))]

    def clock(zone: dt.tzinfo) -> Stamp:
        """Asked in the middle of a turn."""
        while meanwhile and asleep.engine.seq == 0:
            meanwhile.pop()()
        return Moments()(zone)

    with closing(opened(address, "Bàn A", clock=clock)) as asleep:
        assert asleep.run(scan(1)).outcome is Outcome.ADMITTED
        assert [entry.session for entry in asleep.log()] == [other.session.id, asleep.session.id]


@pytest.mark.parametrize("desk", ["Bàn 1", "", "Cửa chính – tầng trệt, phía đường Lý Thái Tổ", "desk:2"])
def test_the_server_lists_a_desk_by_its_name_as_far_as_there_is_room(desk: str) -> None:
    listed = listed_as(Holder(pid=12345, desk=desk))
    assert listed.isascii()
    assert len(listed) <= 63
    holder = holder_listed(listed)
    assert holder is not None
    assert holder.pid == 12345
    assert desk.startswith(holder.desk)
    assert len(holder.desk) >= min(len(desk), 20)


def test_what_is_none_of_our_desks_is_nobody() -> None:
    assert holder_listed("psql") is None
    assert holder_listed("toadam:x:y") is None


# -- everything anew --------------------------------------------------------------------------------------------------


def test_a_person_who_was_deleted_is_gone_from_every_desk_and_from_the_database(
    address: Address, store: Store, other: Store
) -> None:
    name = other.state.delegates[DelegateId(3)].name
    store.run(scan(3))
    told: list[int] = []
    other.subscribe(lambda change: told.append(change.entry.seq))
    store.erase_person(Request(3))
    assert other.refresh()
    assert name not in {one.name for one in other.state.delegates.values()}
    assert other.run(scan(1)).outcome is Outcome.ADMITTED
    assert told == list(range(1, other.state.seq + 1))
    assert store.refresh()
    assert every_document(store) == every_document(other)
    everywhere = "".join(str(ask(address, f"SELECT * FROM {table}")) for table in (*schema.KINDS, "log", "pulse"))
    assert name not in everywhere


def test_what_nobody_can_undo_leaves_the_database_when_a_desk_closes(address: Address, store: Store) -> None:
    """The day of the conference is long ago by the server's clock. A desk that was behind reads everything anew."""
    with closing(opened(address, "Bàn B")) as behind:
        told: list[int] = []
        behind.subscribe(lambda change: told.append(change.entry.seq))
        store.run(scan(1))
        with closing(open_store(address, desk="Bàn C", system=QuietSystem())):
            pass
        assert ask(address, "SELECT whole, commit->'put', commit->'entry'->'images' FROM log") == [(False, [], False)]
        assert behind.refresh()
        assert told == [1]
        assert behind.state.attendance == store.state.attendance
        assert behind.run(scan(1)).outcome is Outcome.ALREADY_IN


def test_alone_with_news_of_others_reads_them_too(store: Store, other: Store) -> None:
    other.run(scan(1))
    store.erase_person(Request(3))
    assert DelegateId(1) in store.state.attendance
    assert other.refresh()
    assert every_document(store) == every_document(other)


# -- time -------------------------------------------------------------------------------------------------------------


class WrongClock(QuietSystem):
    """A machine of its own whose wall clock is off."""

    def __init__(self, hours: float, boot: str) -> None:
        self._off = dt.timedelta(hours=hours)
        self._boot = boot

    def wall_clock(self, zone: dt.tzinfo) -> dt.datetime:
        return System.wall_clock(self, zone) + self._off

    def boot_clock_ms(self) -> int:
        return super().boot_clock_ms() % 1_000_000 + len(self._boot)

    def boot_id(self) -> str:
        return self._boot


def test_a_speech_one_desk_begins_and_another_ends_is_as_long_as_it_was(address: Address) -> None:
    """By the server's clock, however wrong those of the two machines are."""
    slow, fast = WrongClock(-3, "chậm"), WrongClock(5, "nhanh")
    with (
        closing(open_store(address, desk="Bàn A", system=slow)) as one,
        closing(open_store(address, desk="Bàn B", system=fast)) as two,
    ):
        speech = one.mint()
        one.run(QueueSpeakers(ids=(speech,), delegates=(DelegateId(1),)))
        one.run(StartSpeech(speech=speech))
        two.run(EndSpeech(speech=speech))
        span = two.state.speeches[speech].span
        assert span is not None
        assert span.ended is not None
        assert (span.started.boot, span.ended.boot) == ("chậm", "nhanh")
        assert 0 <= elapsed_s(span.started, span.ended) < 20
        server_says = ask(address, "SELECT clock_timestamp()")[0][0]
        assert isinstance(server_says, dt.datetime)
        assert abs(server_says - two.now().wall) < dt.timedelta(seconds=20)


def test_the_server_is_asked_for_the_time_now_and_then(monkeypatch: pytest.MonkeyPatch, address: Address) -> None:
    monkeypatch.setattr("store.engine.postgres.server_clock.AGAIN_MS", -1)
    with closing(open_store(address, desk="Bàn A", system=QuietSystem())) as store:
        before = engine_over_there(store).clock._anchor
        store.refresh()
        assert engine_over_there(store).clock._anchor is not before


def test_one_sign_of_life_is_that_of_all_desks(store: Store, other: Store) -> None:
    assert other.engine.pulses.read() is None
    pulse = Pulse(alive=builders.stamp())
    store.engine.pulses.write(pulse)
    assert other.engine.pulses.read() == pulse
    later = Pulse(alive=builders.stamp("09:00:00"))
    other.engine.pulses.write(later)
    assert store.engine.pulses.read() == later


def test_a_sign_of_life_the_server_does_not_take_is_an_error_of_a_medium(address: Address, store: Store) -> None:
    ask(address, "ALTER TABLE pulse RENAME TO pulses")
    try:
        with pytest.raises(OSError, match="42P01"):
            store.engine.pulses.read()
        with pytest.raises(OSError, match="42P01"):
            store.engine.pulses.write(Pulse(alive=builders.stamp()))
    finally:
        ask(address, "ALTER TABLE pulses RENAME TO pulse")


# -- copies -----------------------------------------------------------------------------------------------------------


def test_a_backup_of_a_desk_opens_like_a_file_when_the_server_is_gone(store: Store) -> None:
    store.run(scan(1))
    made = store.backups.make(store.now())
    store.run(scan(2))
    with closing(opened(made / store.engine.layout.data.name, "Bàn B")) as copy:
        assert copy.read_only is None
        assert copy.state.seq == 1
        assert copy.run(scan(2)).outcome is Outcome.ADMITTED
    store.backups.make(store.now())
    assert next(path for path, _made in backups_in(store.engine.layout.backups)) == made


def test_what_a_desk_writes_and_did_not_save_is_on_its_own_machine(address: Address, store: Store) -> None:
    draft = Draft(text="Đề nghị", noted=builders.stamp())
    store.drafts.keep(draft)
    store.engine.let_go()
    store.drafts.close()
    with closing(opened(address, "Bàn A")) as again:
        assert again.drafts.left() == draft


def test_a_conference_moves_into_a_database_and_out_again_with_its_whole_history(tmp_path: Path, store: Store) -> None:
    path = new_conference(tmp_path, 5, agenda=builders.agenda())
    with closing(opened(path)) as before:
        before.run(scan(1))
        before.run(scan(2))
        before.run(Undo())
    address, back = server().address(new_schema()), tmp_path / "ve.json"
    told: list[tuple[int, int]] = []
    copied = copy_conference(path, address, QuietSystem(), lambda done, total: told.append((done, total)))
    assert (copied.title, copied.actions) == (before.state.conference.title, 3)
    assert told[-1][0] == told[-1][1] > copied.actions
    with closing(opened(address)) as inside:
        assert every_document(inside) == every_document(before)
        assert inside.state.last_number == before.state.last_number
        assert inside.run(scan(3)).outcome is Outcome.ADMITTED
    copy_conference(address, back, QuietSystem())
    with closing(opened(back)) as outside:
        assert every_document(outside) == every_document(inside)
        assert [entry.seq for entry in outside.log()] == [1, 2, 3, 4]
        assert outside.run(scan(3)).outcome is Outcome.ALREADY_IN


def test_a_copy_is_written_over_nothing_and_made_of_nothing_unsound(
    tmp_path: Path, address: Address, store: Store
) -> None:
    path = new_conference(tmp_path)
    with pytest.raises(AlreadyThere):
        copy_conference(path, address)
    with pytest.raises(AlreadyThere):
        copy_conference(address, path)
    ask(address, "UPDATE meta SET format = 99")
    with pytest.raises(NewerFormat):
        copy_conference(address, tmp_path / "moi.json")
    ask(address, f"""UPDATE meta SET format = {FORMAT}; UPDATE delegates SET document = '{{"id": "x"}}'""")
    with pytest.raises(Damaged):
        copy_conference(address, tmp_path / "moi.json")
    assert not (tmp_path / "moi.json").exists()


def test_copies_at_other_desks_go_when_a_person_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: Address, store: Store
) -> None:
    """A stick that is not plugged in then is cleared when it is, by the next window."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another machine"))
    with closing(opened(address, "Bàn B")) as far:
        usb = tmp_path / "usb" / far.engine.layout.backups.name
        usb.mkdir(parents=True)
        far.backups.second_place = tmp_path / "usb"
        far.run(scan(1))
        far.backups.make(far.now())
        usb = usb.rename(tmp_path / "in a pocket")
        store.refresh()
        store.erase_person(Request(3))
        assert far.refresh()
        assert backups_in(far.engine.layout.backups)
        usb = usb.rename(tmp_path / "usb" / far.engine.layout.backups.name)
    with closing(opened(address, "Bàn B")) as far:
        assert backups_in(far.engine.layout.backups) == []
        assert backups_in(usb) == []
        made = far.backups.make(far.now())
    with closing(opened(address, "Bàn B")) as far:
        assert [path for path, _made in backups_in(far.engine.layout.backups)] == [made]
