"""What happens seldom to a desk on a database: between two looks the line goes, a window sends for another, a file is
gone."""

from __future__ import annotations

import datetime as dt
import errno
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import builders
from databases import engine_over_there, scan
from offline import Desk, conference_for_desks, looks_later, sent
from postgres import server
from store.engine.desk.engine import DeskEngine
from store.engine.desk.pulses import DeskPulses
from store.engine.heartbeat import Pulse
from store.engine.seam import Unsent
from store.errors import Damaged, Wrong

pytestmark = pytest.mark.usefixtures("impatient")

MakeDesk = Callable[..., Desk]


@pytest.fixture
def schema() -> str:
    return conference_for_desks()


@pytest.fixture
def desk(schema: str) -> Iterator[MakeDesk]:
    """Makes desks that are open until the test ends."""
    with ExitStack() as stack:
        yield lambda name="Bàn A": stack.enter_context(Desk(server().port, schema, name))


def engine(one: Desk) -> DeskEngine:
    assert isinstance(one.store.engine, DeskEngine)
    return one.store.engine


def test_a_line_lost_between_the_look_and_the_news_is_no_news(desk: MakeDesk) -> None:
    one = desk()
    one.line.take_down()
    assert list(engine(one).news()) == []
    assert one.store.waiting == 0
    assert one.store.dropped == []
    assert engine(one)._meanwhile.medium.edition == 0


def test_what_could_not_be_sent_to_its_end_waits_on(desk: MakeDesk) -> None:
    one = desk()
    one.line.take_down()
    one.store.run(scan(1))
    engine(one).sent(Unsent(engine(one).tables, engine(one).seq, 1))
    assert one.store.waiting == 1


@pytest.mark.parametrize("asked", ["news", "sent"])
def test_what_another_window_has_sent_is_gone_for_this_one_however_it_finds_out(desk: MakeDesk, asked: str) -> None:
    one = desk()
    window = engine(one)
    one.line.take_down()
    one.store.run(scan(1))
    looks_later(one.store)
    mine = Unsent(window.tables, window.seq, 1)
    second = one.open()
    one.line.mended()
    sent(second)
    meanwhile = window._meanwhile
    if asked == "news":
        assert list(meanwhile.news()) == []
    else:
        meanwhile.sent(mine)
    assert (meanwhile.was_sent, meanwhile.waiting) == (True, None)
    meanwhile.sent(mine)
    assert meanwhile.waiting is None


def test_an_outbox_that_is_damaged_is_not_taken_for_one_that_was_sent(desk: MakeDesk) -> None:
    one = desk()
    one.line.take_down()
    one.store.run(scan(1))
    with pytest.raises(Damaged):
        engine(one)._meanwhile._leave_or_raise(Damaged(Path("outbox.json"), Wrong.DATA_UNREADABLE))
    assert one.store.waiting == 1


def test_what_could_not_be_kept_is_kept_whole_the_next_time(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk()
    known, over_there = engine(one)._last_known, engine_over_there(one.store)
    known.keep(over_there)
    one.store.run(scan(1))

    def full(_commit: object) -> bytes:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as context:
        context.setattr("store.engine.desk.last_known.line", full)
        with pytest.raises(OSError, match="full"):
            known.keep(over_there)
    known.keep(over_there)
    kept = known.recollection()
    assert kept is not None
    assert kept.seq == 1


def test_nothing_is_known_where_the_files_are_gone(desk: MakeDesk) -> None:
    one = desk()
    known = engine(one)._last_known
    known.keep(engine_over_there(one.store))
    for path in known._layout.folder.iterdir():
        path.unlink()
    assert known.recollection() is None
    assert known.ahead == dt.timedelta()


def test_another_conference_in_its_place_is_not_gone_on_with(desk: MakeDesk, schema: str) -> None:
    one = desk()
    one.line.take_down()
    one.store.run(scan(1))
    server().ask("UPDATE meta SET conference = 77", schema=schema)
    one.line.mended()
    assert isinstance(one.trouble(), Damaged)


def test_nor_over_a_line_that_was_drawn_again(desk: MakeDesk, schema: str) -> None:
    one = desk()
    server().ask("UPDATE meta SET conference = 77", schema=schema)
    engine_over_there(one.store)._line.drop()
    trouble = one.trouble()
    assert isinstance(trouble, Damaged)
    assert trouble.wrong is Wrong.DATA_STALE


def test_the_copy_of_a_desk_is_the_copy_of_its_database(desk: MakeDesk) -> None:
    one = desk()
    parts = [part.name for part in engine_over_there(one.store).parts()]
    assert parts == [part.name for part in engine(one).parts()]


def test_a_line_that_could_not_be_drawn_just_now_is_not_drawn_again_at_once(desk: MakeDesk) -> None:
    one = desk()
    line = engine_over_there(one.store)._line
    line.drop()
    line._tried = time.monotonic()
    with pytest.raises(ConnectionError):
        line.live()
    one.line.take_down()
    with pytest.raises(ConnectionError):
        line.beside()


def test_a_sign_of_life_is_remembered_where_there_is_no_place_for_it() -> None:
    pulses = DeskPulses(lambda: None)
    pulse = Pulse(alive=builders.stamp("07:30"))
    pulses.write(pulse)
    assert pulses.read() == pulse
