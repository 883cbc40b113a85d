"""A desk on a database whose line is down works on, and what it did arrives once and in order when the line is back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random

import pytest

import builders
from databases import scan, write
from deeds import walk_in
from frayed_line import DOWN, UP
from offline import Desk, admitted, conference_for_desks, followed, is_dense, looks_later, looks_now, sent
from postgres import new_schema, server
from store import Change, Outcome, Undo
from store.errors import Unreachable
from store.records import DelegateId
from stores import documents, opened

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


# -- away and back ----------------------------------------------------------------------------------------------------


def test_what_is_done_without_the_server_is_durable_here_and_arrives_in_order(desk: MakeDesk) -> None:
    one, two = desk("Bàn A"), desk("Bàn B")
    one.store.run(scan(1))
    one.line.take_down()
    assert [one.store.run(scan(number)).outcome for number in (2, 3, 2)] == ["admitted", "admitted", "repeat"]
    assert one.store.waiting == 3
    two.store.run(scan(4))
    followed(two.store)
    assert two.store.state.head_count().present == 2
    one.comes_back()
    followed(two.store)
    assert one.store.state.head_count().present == 4
    assert documents(one.store) == documents(two.store)
    assert is_dense(two.store)
    assert [entry.args["code"] for entry in two.store.log()][2:] == [builders.code(n) for n in (2, 3, 2)]
    assert one.store.sent is not None
    assert one.store.sent.actions == 3


def test_a_look_notices_that_the_server_is_away_and_that_it_is_back(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    one.line.take_down()
    assert not one.store.refresh()
    assert one.store.waiting == 0
    assert one.store.read_only is None
    one.comes_back()
    assert one.store.sent is None


def test_somebody_let_in_at_two_desks_is_in_once_since_the_earlier_of_the_two(desk: MakeDesk) -> None:
    one, two = desk("Bàn A"), desk("Bàn B")
    for each in (one, two):
        each.line.take_down()
    two.moments.move(60)
    assert two.store.run(scan(7)).outcome is Outcome.ADMITTED
    one.moments.move(30)
    assert one.store.run(scan(7)).outcome is Outcome.ADMITTED
    two.comes_back()
    one.comes_back()
    followed(two.store)
    here = two.store.state.attendance[DelegateId(7)]
    assert (here.desk, here.arrived) == ("Bàn A", builders.stamp("07:30:30"))
    assert documents(one.store) == documents(two.store)
    assert admitted(two.store) == Counter([7])
    assert one.store.sent is not None
    meeting = one.store.sent.brought[0].meetings[0]
    assert {meeting.here.desk, meeting.there.desk} == {"Bàn A", "Bàn B"}
    assert {meeting.here.arrived, meeting.there.arrived} == {builders.stamp("07:30:30"), builders.stamp("07:31")}


def test_much_that_waits_is_sent_a_part_at_a_time(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others have their turn in between."""
    monkeypatch.setattr("store.sending.AT_ONCE", 3)
    one, two = desk("Bàn A"), desk("Bàn B")
    one.line.take_down()
    for number in range(1, 11):
        one.store.run(scan(number))

    def meanwhile(change: Change) -> None:
        if change.entry.seq == 3:
            two.store.run(scan(23))

    one.store.subscribe(meanwhile)
    one.comes_back()
    followed(one.store, two.store)
    assert admitted(one.store) == Counter([*range(1, 11), 23])
    assert [entry.outcome["delegate"] for entry in one.store.log()][3:5] == [23, 4]
    assert documents(one.store) == documents(two.store)


def test_numbers_given_at_two_desks_to_two_people_are_both_kept_apart(desk: MakeDesk) -> None:
    one, two = desk("Bàn A"), desk("Bàn B")
    for each in (one, two):
        each.line.take_down()
        each.store.run(walk_in(each.store.mint(), name=each.name))
    for each in (one, two):
        each.comes_back()
    followed(one.store, two.store)
    state = one.store.state
    assert len(state.numbers) == len(state.delegates) == 62
    assert two.store.sent is not None
    assert [len(step.renumbered) for step in two.store.sent.brought] == [1]


def test_what_was_done_offline_is_taken_back_there_or_here(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    one.line.take_down()
    one.store.run(scan(1))
    one.store.run(scan(2))
    one.store.run(Undo())
    one.comes_back()
    assert set(one.store.state.attendance) == {DelegateId(1)}
    one.store.run(Undo())
    assert not one.store.state.attendance


# -- lines that break -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cuts", [12, pytest.param(600, marks=pytest.mark.long)])
def test_wherever_the_line_goes_for_good_in_a_commit_it_arrives_once(cuts: int) -> None:
    """What had arrived unacknowledged, was done again offline, and is recognised."""
    schema, warm, chance = new_schema(), 12, Random(cuts)
    write(server().address(schema), warm + cuts)
    with Desk(server().port, schema, "Bàn A") as desk:
        lengths = {}
        for number in range(1, warm + 1):
            before = dict(desk.line.passed)
            desk.store.run(scan(number))
            lengths = {way: desk.line.passed[way] - before[way] for way in (UP, DOWN)}
        recognised = 0
        for number in range(warm + 1, warm + cuts + 1):
            way = chance.choice([UP, DOWN])
            at = lengths[way] - 1 if number % 4 == 0 else chance.randrange(lengths[way])
            desk.line.break_after(way, at, for_good=True)
            assert desk.store.run(scan(number)).outcome is Outcome.ADMITTED
            waited = desk.store.waiting
            desk.comes_back()
            recognised += bool(waited and desk.store.sent and not desk.store.sent.brought)
        assert admitted(desk.store) == Counter(range(1, warm + cuts + 1))
        assert is_dense(desk.store)
    assert recognised > 0


def test_a_line_that_goes_while_things_are_sent_sends_the_rest_later_and_nothing_twice(desk: MakeDesk) -> None:
    one, chance = desk("Bàn A"), Random(5)
    for course in range(8):
        one.line.take_down()
        for number in range(7 * course + 1, 7 * course + 8):
            one.store.run(scan(number))
        one.line.mended()
        one.line.break_after(chance.choice([UP, DOWN]), chance.randrange(30_000), for_good=course % 2 == 0)
        for _look in range(50):
            one.store.refresh()
        one.comes_back()
    assert admitted(one.store) == Counter(range(1, 57))
    assert is_dense(one.store)


# -- closed, killed, opened -------------------------------------------------------------------------------------------


def test_a_desk_killed_offline_opens_offline_with_what_it_did_and_sends_it(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    one.store.run(scan(1))
    one.line.take_down()
    one.store.run(scan(2))
    one.is_killed()
    again = one.open()
    assert again.waiting == 1
    assert set(again.state.attendance) == {DelegateId(1), DelegateId(2)}
    assert again.run(scan(2)).outcome is Outcome.ALREADY_IN
    again.run(scan(3))
    one.comes_back()
    assert admitted(again) == Counter([1, 2, 3])


def test_a_desk_killed_offline_and_opened_online_has_sent_before_anybody_asks(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    one.line.take_down()
    one.store.run(scan(2))
    one.is_killed()
    one.line.mended()
    assert one.open().waiting is None
    assert admitted(one.store) == Counter([2])


def test_a_desk_opens_without_the_server_with_the_last_it_knew(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.engine.desk.last_known.EVERY_S", -1)
    one, two = desk("Bàn A"), desk("Bàn B")
    one.store.run(scan(1))
    one.store.refresh()
    two.store.run(scan(2))
    followed(one.store)
    one.store.refresh()
    one.is_killed()
    one.line.take_down()
    again = one.open()
    assert set(again.state.attendance) == {DelegateId(1), DelegateId(2)}
    assert again.waiting == 0
    again.run(scan(3))
    one.comes_back()
    followed(two.store)
    assert documents(again) == documents(two.store)


def test_without_anything_known_a_server_that_is_away_is_said_to_be(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    one.line.take_down()
    one.is_killed()
    one.address = server().address("another", port=one.line.port)
    with pytest.raises(Unreachable):
        one.open()


def test_a_torn_end_of_what_was_known_is_left_out(desk: MakeDesk, tmp_path: Path) -> None:
    one = desk("Bàn A")
    one.store.run(scan(1))
    one.store.run(scan(2))
    one.store.close()
    one.line.take_down()
    journal = next(tmp_path.rglob("known.json.journal-*"))
    journal.write_bytes(journal.read_bytes()[:-5])
    assert len(one.open().state.delegates) == 60


# -- windows of one machine -------------------------------------------------------------------------------------------


def test_windows_of_one_machine_see_each_other_without_the_server_and_one_sends_for_all(desk: MakeDesk) -> None:
    """A projector beside the moderator goes on."""
    one = desk("Bàn A")
    first, second = one.store, one.open()
    one.line.take_down()
    first.run(scan(1))
    followed(second)
    assert set(second.state.attendance) == {DelegateId(1)}
    assert second.run(scan(1)).outcome is Outcome.ALREADY_IN
    assert second.run(scan(2)).outcome is Outcome.ADMITTED
    followed(first)
    assert first.waiting == second.waiting == 3
    one.line.mended()
    sent(first)
    sent(second)
    followed(first, second)
    assert documents(first) == documents(second)
    assert admitted(first) == Counter([1, 2])
    assert is_dense(first)


def test_a_window_whose_outbox_another_has_sent_goes_on_with_another(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    first, second = one.store, one.open()
    one.line.take_down()
    first.run(scan(1))
    second.run(scan(2))
    with closing(opened(one.address, "Bàn C")) as third:
        assert third.waiting == 2
        one.line.mended()
        sent(third)
        one.line.take_down()
        assert first.run(scan(3)).outcome is Outcome.ADMITTED
        assert second.run(scan(1)).outcome is Outcome.ALREADY_IN
        one.line.mended()
        for store in (first, second, third):
            sent(store)
        followed(third)
        assert admitted(third) == Counter([1, 2, 3])
        assert is_dense(third)


def test_a_window_whose_work_another_has_sent_tells_what_became_of_it(desk: MakeDesk) -> None:
    """It has other numbers there, and may be another answer."""
    one, far = desk("Bàn A"), desk("Bàn B")
    first, second = one.store, one.open()
    one.line.take_down()
    second.run(scan(1))
    followed(first)
    far.store.run(scan(1))
    told: dict[int, tuple[int, Outcome]] = {}
    second.subscribe(lambda change: told.update({change.entry.id: (change.entry.seq, change.entry.outcome["outcome"])}))
    looks_later(second)
    one.line.mended()
    sent(first)
    looks_now(second)
    sent(second)
    followed(second)
    assert sorted(told.values()) == [(1, "admitted"), (2, "already-in")]


def test_what_another_window_does_while_the_rest_is_sent_is_sent_too(desk: MakeDesk) -> None:
    one = desk("Bàn A")
    first, second = one.store, one.open()
    one.line.take_down()
    first.run(scan(1))
    followed(second)
    one.line.mended()
    engine = first.engine
    while engine.unsent() is None:
        engine.news()
    unsent = engine.unsent()
    assert unsent is not None
    second.run(scan(2))
    engine.sent(unsent)
    sent(first)
    assert admitted(first) == Counter([1, 2])
