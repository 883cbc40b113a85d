"""The line before the desk that learns: who is let go as done, after how long, and what is told of mistakes at the end.

Each deed is one of a real store, so that what a desk does and what the rehearsal sees of it cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import builders
from store import AdmitSubstitute, AdmitWalkIn, CheckIn, MoveArrival, Scan, Store, Undo, Verb
from store.records import CategoryId, DelegateId, Method, Standing
from stores import new_conference, opened
from tui.drill import deeds
from tui.drill.line import LONGEST, LONGEST_WITH_BADGE, PATIENCE_S, Line, Mistake, Slip
from tui.drill.morning import Errand, Visit

DESK = "Bàn A"
ONE, TWO, THREE = map(DelegateId, (1, 2, 3))
VISITS = {
    Errand.BADGE: Visit(at_s=0, errand=Errand.BADGE, delegate=ONE, badge=ONE),
    Errand.FORGOTTEN: Visit(at_s=0, errand=Errand.FORGOTTEN, delegate=ONE),
    Errand.SUBSTITUTE: Visit(at_s=0, errand=Errand.SUBSTITUTE, delegate=ONE, name="Đỗ Thị Lan"),
    Errand.OTHERS_BADGE: Visit(at_s=0, errand=Errand.OTHERS_BADGE, delegate=ONE, badge=TWO),
    Errand.WALK_IN: Visit(at_s=0, errand=Errand.WALK_IN, name="Lê Văn Nam", category=CategoryId("to-truong")),
    Errand.SERVICE: Visit(at_s=0, errand=Errand.SERVICE, name="Bùi Văn Hà"),
    Errand.EXCUSED: Visit(at_s=0, errand=Errand.EXCUSED, delegate=ONE),
    Errand.LEAVING: Visit(at_s=0, errand=Errand.LEAVING, delegate=TWO),
}
"""Two is in already, at another desk."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = new_conference(tmp_path, people=builders.delegates(20))
    with closing(opened(path, "Bàn B")) as other:
        other.run(Scan.of(builders.code(TWO)))
    with closing(opened(path, DESK)) as store:
        yield store


def line_of(*visits: Visit) -> Line:
    line = Line(DESK)
    for visit in visits:
        line.join(visit, 0.0)
    return line


def does(store: Store, *verbs: Verb[Any]) -> None:
    for verb in verbs:
        store.run(verb)


def by_number(whom: DelegateId) -> CheckIn:
    return CheckIn(delegate=whom, method=Method.NUMBER)


def test_the_visits_here_are_all_there_are() -> None:
    assert set(VISITS) == set(Errand)


@pytest.mark.parametrize("visit", VISITS.values(), ids=lambda visit: str(visit.errand))
def test_whoever_is_done_as_a_desk_does_it_is_let_go(visit: Visit, store: Store) -> None:
    line = line_of(visit)
    assert not line.look(store.state, 3.0)
    store.run(deeds.deed(visit, store.state, store.mint))
    assert line.look(store.state, 7.0)
    (served,) = line.served
    assert (served.visit, served.took_s, served.waited_s) == (visit, 7.0, 7.0)
    assert line.mistakes(store.state) == []


@pytest.mark.parametrize(
    ("errand", "wrong"),
    [
        (Errand.SUBSTITUTE, by_number(ONE)),
        (Errand.OTHERS_BADGE, Scan.of(builders.code(TWO))),
        (Errand.BADGE, AdmitSubstitute(delegate=ONE)),
        (Errand.WALK_IN, AdmitWalkIn(id=DelegateId(90), seed=1, standing=Standing.SERVICE)),
        (Errand.SERVICE, AdmitWalkIn(id=DelegateId(90), seed=1, category=CategoryId("to-truong"))),
        (Errand.EXCUSED, by_number(THREE)),
    ],
)
def test_something_else_lets_nobody_go(errand: Errand, wrong: Verb[Any], store: Store) -> None:
    line = line_of(VISITS[errand])
    store.run(wrong)
    line.look(store.state, 3.0)
    assert not line.served
    assert [one.visit.errand for one in line.waiting] == [errand]


def test_two_guests_are_two_commits(store: Store) -> None:
    line = line_of(VISITS[Errand.SERVICE], VISITS[Errand.SERVICE])
    store.run(deeds.deed(VISITS[Errand.SERVICE], store.state, store.mint))
    line.look(store.state, 1.0)
    assert (len(line.served), len(line.waiting)) == (1, 1)
    line.look(store.state, 2.0)
    assert (len(line.served), len(line.waiting)) == (1, 1)
    store.run(deeds.deed(VISITS[Errand.SERVICE], store.state, store.mint))
    line.look(store.state, 3.0)
    assert (len(line.served), len(line.waiting)) == (2, 0)


def test_a_guest_of_another_desk_is_none_of_ours(store: Store) -> None:
    line = line_of(VISITS[Errand.SERVICE])
    with closing(opened(store.engine.place, "Bàn B")) as other:
        other.run(deeds.deed(VISITS[Errand.SERVICE], other.state, other.mint))
    store.refresh()
    line.look(store.state, 1.0)
    assert len(line.waiting) == 1


def test_time_is_counted_from_the_front_and_waiting_from_the_end(store: Store) -> None:
    line = Line(DESK)
    line.join(VISITS[Errand.BADGE], 0.0)
    line.join(Visit(at_s=0, errand=Errand.FORGOTTEN, delegate=THREE), 4.0)
    store.run(by_number(ONE))
    line.look(store.state, 10.0)
    store.run(by_number(THREE))
    line.look(store.state, 16.0)
    assert [(one.took_s, one.waited_s) for one in line.served] == [(10.0, 10.0), (6.0, 12.0)]


def test_whoever_is_done_before_their_turn_took_no_time(store: Store) -> None:
    line = line_of(VISITS[Errand.BADGE], Visit(at_s=0, errand=Errand.FORGOTTEN, delegate=THREE))
    store.run(by_number(THREE))
    line.look(store.state, 5.0)
    (served,) = line.served
    assert (served.visit.delegate, served.took_s, served.waited_s) == (THREE, 0.0, 5.0)


def test_a_long_line_is_gone_past_and_sooner_with_a_badge() -> None:
    line = Line(DESK)
    for _place in range(LONGEST_WITH_BADGE):
        assert line.has_room(VISITS[Errand.BADGE])
        line.join(VISITS[Errand.BADGE], 0.0)
    assert not line.has_room(VISITS[Errand.BADGE])
    for _place in range(LONGEST - LONGEST_WITH_BADGE):
        assert line.has_room(VISITS[Errand.FORGOTTEN])
        line.join(VISITS[Errand.FORGOTTEN], 0.0)
    assert not line.has_room(VISITS[Errand.FORGOTTEN])


# -- what went wrong ---------------------------------------------------------------------------------------------------


def gone(store: Store, visit: Visit) -> Line:
    """At the front for too long."""
    line = line_of(visit)
    line.look(store.state, PATIENCE_S)
    assert line.waiting, "not yet"
    line.look(store.state, PATIENCE_S + 1)
    assert not line.waiting
    return line


def test_whoever_waits_too_long_goes_in_untaken(store: Store) -> None:
    line = gone(store, VISITS[Errand.FORGOTTEN])
    assert line.mistakes(store.state) == [Mistake(Slip.LET_GO, ONE)]


def test_a_badge_of_somebody_else_that_was_believed(store: Store) -> None:
    store.run(Scan.of(builders.code(TWO)))
    line = gone(store, VISITS[Errand.OTHERS_BADGE])
    assert line.mistakes(store.state) == [Mistake(Slip.BADGE_BELIEVED, ONE)]


def test_a_badge_of_somebody_else_that_was_never_scanned(store: Store) -> None:
    line = gone(store, VISITS[Errand.OTHERS_BADGE])
    assert line.mistakes(store.state) == [Mistake(Slip.LET_GO, ONE)]


def test_a_substitute_taken_down_as_the_delegate(store: Store) -> None:
    store.run(by_number(ONE))
    line = gone(store, VISITS[Errand.SUBSTITUTE])
    assert line.mistakes(store.state) == [Mistake(Slip.NOT_THE_SUBSTITUTE, ONE, "Đỗ Thị Lan")]


def test_somebody_taken_down_who_was_not_there_until_it_is_put_right(store: Store) -> None:
    line = line_of(VISITS[Errand.FORGOTTEN])
    does(store, by_number(THREE), by_number(ONE))
    line.look(store.state, 1.0)
    assert line.mistakes(store.state) == [Mistake(Slip.WRONG_PERSON, THREE)]
    does(store, Undo(), Undo())
    assert line.mistakes(store.state) == []


def test_an_arrival_moved_to_the_right_person_is_put_right(store: Store) -> None:
    line = line_of(VISITS[Errand.FORGOTTEN])
    does(store, by_number(THREE), MoveArrival(source=THREE, target=ONE))
    line.look(store.state, 1.0)
    assert len(line.served) == 1
    assert line.mistakes(store.state) == []


def test_what_others_do_is_no_mistake_of_this_desk(store: Store) -> None:
    assert TWO in store.state.attendance
    assert Line(DESK).mistakes(store.state) == []


def test_a_guest_without_a_name(store: Store) -> None:
    line = line_of(VISITS[Errand.WALK_IN])
    store.run(AdmitWalkIn(id=DelegateId(90), seed=1, category=CategoryId("to-truong")))
    line.look(store.state, 1.0)
    assert line.mistakes(store.state) == [Mistake(Slip.NO_NAME, DelegateId(90))]


def test_nothing_is_asked_any_more_of_who_came_after_all(store: Store) -> None:
    """Excused on the telephone, and let in meanwhile at another desk."""
    line = line_of(Visit(at_s=0, errand=Errand.EXCUSED, delegate=TWO))
    line.look(store.state, 1.0)
    assert (line.waiting, line.served, line.gone) == ([], [], [])
