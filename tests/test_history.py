"""The log and undo: what was done, and taking the last of it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from deeds import NOBODY, ONE, TWO, do, scan, walk_in
from random_verbs import PEOPLE, changes, run, verbs
from state_facts import facts
from store import (
    AddDelegate,
    AddItem,
    AdmitFromPaper,
    AdmitSubstitute,
    BindBadge,
    CapSpeeches,
    CheckIn,
    CheckInTogether,
    CheckOut,
    CloseCheckIn,
    CorrectDelegate,
    CorrectSpeech,
    EditItem,
    EndSpeech,
    GapChoice,
    GiveFloor,
    GoBack,
    GrantTime,
    MarkAbsent,
    MintBlanks,
    MoveArrival,
    NameSubstitute,
    Next,
    NextSpeaker,
    NoteHeadCount,
    OpenConference,
    QueueSpeakers,
    QueueSpeech,
    RecordBadges,
    Recover,
    ReissueCode,
    ReopenSpeech,
    Scan,
    SkipItem,
    SpeechKind,
    StartItem,
    StartSpeech,
    StopItem,
    Store,
    StrikeOff,
    Undo,
    Undone,
    WithdrawArrival,
)
from store.errors import BuiltUpon, Reason, Refused
from store.history import last_undoable
from store.records import AgendaKind, CategoryId, CountSource, DelegateId, Method
from store.verbs import Verb
from stores import Moments, documents, new_conference, opened


@pytest.fixture
def clock() -> Moments:
    return Moments()


@pytest.fixture
def path(tmp_path: Path, both_engines: None) -> Path:
    return new_conference(tmp_path, PEOPLE, agenda=builders.agenda())


@pytest.fixture
def store(path: Path, clock: Moments) -> Iterator[Store]:
    store = opened(path, "Bàn A", clock=clock)
    yield store
    store.close()


@pytest.fixture
def other(path: Path, clock: Moments, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B", clock=clock)
    yield other
    other.close()


@given(before=st.lists(verbs, max_size=6), verb=changes, folded=st.booleans())
@settings(max_examples=120, deadline=None)
def test_undo_puts_back_exactly_what_was(before: list[Verb[Any]], verb: Verb[Any], folded: bool) -> None:
    with TemporaryDirectory() as folder:
        path = new_conference(Path(folder), PEOPLE, agenda=builders.agenda())
        store = opened(path)
        for earlier in before:
            run(store, earlier)
        if folded:
            store.close()
            store = opened(path)
        was = documents(store), _facts(store)
        seq = store.state.seq
        if run(store, verb) and store.log()[-1].touched and documents(store) != was[0]:
            assert store.run(Undo()).seq == seq + 1
            assert (documents(store), _facts(store)) == was
        store.close()
        again = opened(path)
        assert documents(again) == documents(store)
        again.close()


_ONLY_GROW = {"seq", "sessions", "trails", "recent", "last_number", "last_proposal", "boots", "last"}


def _facts(store: Store) -> dict[str, Any]:
    """The state, but for the log and for what only ever grows."""
    return {name: fact for name, fact in facts(store.state).items() if name not in _ONLY_GROW}


@given(done=st.lists(changes, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_undoing_everything_leads_back_to_the_beginning(done: list[Verb[Any]]) -> None:
    with TemporaryDirectory() as folder:
        store = opened(new_conference(Path(folder), PEOPLE, agenda=builders.agenda()))
        beginning = documents(store)
        for verb in done:
            run(store, verb)
        while last_undoable(store.state, store.session.id, store.now()):
            store.run(Undo())
        assert documents(store) == beginning
        store.close()


def test_undo_says_what_it_took_back(store: Store) -> None:
    store.run(walk_in())
    assert store.run(Undo()) == Undone(seq=1, verb="admit_walk_in", keys=(("delegates", 900), ("attendance", 900)))
    assert store.log()[-1].undoes == 1


def test_undo_goes_back_step_by_step_and_is_not_undone_itself(store: Store) -> None:
    for number in (1, 2, 3):
        store.run(scan(number))
    assert [store.run(Undo()).seq for _ in range(3)] == [3, 2, 1]
    with pytest.raises(Refused) as refusal:
        store.run(Undo())
    assert refusal.value.reason is Reason.NOTHING_TO_UNDO


def test_what_changed_nothing_is_not_undone(store: Store) -> None:
    store.run(scan(1))
    store.run(scan(1))
    store.run(Scan.of("https://example.org"))
    assert store.run(Undo()).seq == 1


def test_only_my_own_session_is_undone(store: Store, other: Store) -> None:
    store.run(scan(1))
    other.run(scan(2))
    assert store.run(Undo()).seq == 1
    with pytest.raises(Refused):
        store.run(Undo())
    assert set(store.state.attendance) == {2}


def test_what_somebody_built_upon_is_not_torn_out(store: Store, other: Store) -> None:
    store.run(scan(1))
    other.run(CheckOut(delegate=ONE))
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    built = refusal.value
    assert (built.seq, built.verb, built.session, built.at) == (2, "check_out", other.session.id, other.now())
    assert store.state.desk_of(built.session) == "Bàn B"


def test_what_was_built_upon_and_taken_back_again_can_be_undone(store: Store, other: Store) -> None:
    store.run(scan(1))
    other.run(CheckOut(delegate=ONE))
    other.run(Undo())
    assert store.run(Undo()).seq == 1
    assert ONE not in store.state.attendance


def test_a_walk_in_somebody_checked_out_stays(store: Store, other: Store) -> None:
    store.run(walk_in())
    other.run(CheckOut(delegate=DelegateId(900)))
    with pytest.raises(BuiltUpon):
        store.run(Undo())


@pytest.mark.parametrize(("hours", "offered"), [(23.9, True), (24.1, False)])
def test_undo_reaches_24_hours_back(store: Store, clock: Moments, hours: float, offered: bool) -> None:
    store.run(scan(1))
    clock.move(hours * 3600)
    assert (last_undoable(store.state, store.session.id, store.now()) is not None) is offered


@pytest.mark.parametrize(("later", "offered"), [(199, True), (200, False)])
def test_undo_reaches_200_actions_back(store: Store, other: Store, later: int, offered: bool) -> None:
    store.run(MarkAbsent(delegate=ONE, excused=True))
    for _ in range(later):
        other.run(Scan.of("khách"))
    store.refresh()
    assert (last_undoable(store.state, store.session.id, store.now()) is not None) is offered


def test_the_log_says_who_did_what_when_and_what_it_answered(store: Store, clock: Moments) -> None:
    clock.move(65)
    store.run(scan(1))
    entry = store.log()[0]
    assert (entry.seq, entry.session, entry.verb, entry.at) == (1, store.session.id, "scan", store.now())
    assert entry.args["code"] == builders.code(1)
    assert entry.outcome["outcome"] == "admitted"
    assert {touched.table for touched in entry.touched} == {"attendance", "sessions"}


# -- what stands on what ----------------------------------------------------------------------------------------------

BLANK = builders.code(7001)


def add(id: int = 900) -> AddDelegate:
    return AddDelegate(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name="Ngô Yến")


def item(id: int) -> AddItem:
    return AddItem(id=id, title="Trao thưởng", kind=AgendaKind.CEREMONY, minutes=5)


def printed(store: Store, *ids: int) -> None:
    """The badges of these are made."""
    store.refresh()
    people = [store.state.delegates[DelegateId(id)] for id in ids if id in store.state.delegates]
    store.run(RecordBadges.of(people, store.state.conference))


def here(id: int) -> CheckIn:
    return CheckIn(delegate=DelegateId(id), method=Method.NAME)


STANDS: list[tuple[list[Verb[Any]], Verb[Any], Verb[Any]]] = [
    ([], add(), here(900)),
    ([], add(), MarkAbsent(delegate=DelegateId(900), excused=True)),
    ([], add(), CorrectDelegate(delegate=DelegateId(900), name="Ngô Yên")),
    ([], add(), AdmitFromPaper(delegates=(DelegateId(900),), signed=builders.stamp().wall)),
    ([], walk_in(), CorrectDelegate(delegate=DelegateId(900), name="Đỗ Thị Loan")),
    ([], ReissueCode(delegate=ONE, seed=7003), Scan.of(builders.code(7003))),
    ([], ReissueCode(delegate=ONE, seed=7003), ReissueCode(delegate=ONE, seed=7004)),
    ([MintBlanks(seeds=(7001,))], BindBadge(delegate=ONE, code=BLANK), Scan.of(BLANK)),
    ([], AdmitSubstitute(delegate=ONE), NameSubstitute(delegate=ONE, name="Lê Văn Sử")),
    ([], CheckInTogether(delegates=(ONE, TWO)), CheckOut(delegate=TWO)),
    ([], AdmitFromPaper(delegates=(ONE, TWO), signed=builders.stamp().wall), WithdrawArrival(delegate=TWO)),
    ([scan(1)], MoveArrival(source=ONE, target=TWO), CheckOut(delegate=TWO)),
    ([scan(1)], MoveArrival(source=ONE, target=TWO), scan(1)),
    ([], CloseCheckIn(), scan(2)),
    ([], StrikeOff(delegates=(ONE, TWO)), CorrectDelegate(delegate=ONE, seat="A1")),
    ([], add(), QueueSpeakers(ids=(1,), delegates=(DelegateId(900),))),
    ([], item(9), StartItem(item=9)),
    ([], StartItem(item=1), Next(current=1)),
    ([StartItem(item=1)], StopItem(item=1), StartItem(item=2)),
    ([StartItem(item=1), StopItem(item=1)], StartItem(item=2), GrantTime(item=2, seconds=60)),
    ([], QueueSpeech(id=1), StartSpeech(speech=1)),
    ([], QueueSpeech(id=1), QueueSpeech(id=2, kind=SpeechKind.REPLY, replies_to=1)),
    ([QueueSpeech(id=1), QueueSpeech(id=2), StartSpeech(speech=1)], EndSpeech(speech=1), StartSpeech(speech=2)),
    ([GiveFloor(id=1), QueueSpeech(id=2)], StartSpeech(speech=2), CorrectSpeech(speech=1, topic="Hòa giải")),
    ([StartItem(item=1), GiveFloor(id=1)], Next(current=1), ReopenSpeech(speech=1)),
]


@pytest.mark.parametrize(("before", "verb", "later"), STANDS)
def test_what_another_desk_did_since_has_to_be_taken_back_first(
    store: Store, other: Store, before: list[Verb[Any]], verb: Verb[Any], later: Verb[Any]
) -> None:
    do(store, *before)
    was = documents(store)
    store.run(verb)
    other.run(later)
    now = documents(other)
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    assert (refusal.value.verb, refusal.value.session) == (later.verb_name, other.session.id)
    assert documents(store) == now
    other.run(Undo())
    assert store.run(Undo()).verb == verb.verb_name
    assert documents(store) == was


FREE: list[tuple[Verb[Any], Verb[Any]]] = [
    (CorrectDelegate(delegate=ONE, name="Ngô Yên"), scan(1)),
    (StrikeOff(delegates=(ONE,)), scan(1)),
    (OpenConference(), scan(1)),
    (add(), scan(1)),
    (walk_in(), add(901)),
    (NoteHeadCount(people=80, source=CountSource.HALL), NoteHeadCount(people=81, source=CountSource.HALL)),
    (ReissueCode(delegate=ONE, seed=7003), scan(2)),
    (StartItem(item=1), QueueSpeech(id=1)),
    (QueueSpeech(id=1), QueueSpeech(id=2)),
    (QueueSpeech(id=1), GiveFloor(id=2)),
    (SkipItem(item=3), StartItem(item=1)),
    (EditItem(item=3, minutes=5), StartItem(item=1)),
    (CapSpeeches(minutes=3), QueueSpeech(id=1)),
]


@pytest.mark.parametrize(("verb", "later"), FREE)
def test_what_does_not_stand_on_it_does_not_hinder(
    store: Store, other: Store, verb: Verb[Any], later: Verb[Any]
) -> None:
    store.run(verb)
    other.run(later)
    places = [(touched.table, touched.key) for touched in other.log()[-1].touched]
    done = [other.state.find(*place) for place in places]
    assert store.run(Undo()).verb == verb.verb_name
    assert [store.state.find(*place) for place in places] == done


# -- what stays because paper exists ----------------------------------------------------------------------------------


_print = st.just("print")


@given(done=st.lists(st.tuples(st.booleans(), _print | st.builds(Undo) | verbs), max_size=12))
@settings(max_examples=120, deadline=None)
def test_every_badge_on_paper_is_always_recognised(done: list[tuple[bool, Verb[Any] | str]]) -> None:
    """Whatever is taken back at either of two desks."""
    with TemporaryDirectory() as folder:
        path = new_conference(Path(folder), PEOPLE, agenda=builders.agenda())
        desks = opened(path, "Bàn A"), opened(path, "Bàn B")
        paper: set[str] = set()
        for first, verb in done:
            desk = desks[first]
            if isinstance(verb, Verb):
                run(desk, verb)
            else:
                printed(desk, *desk.state.delegates)
                paper.update(badge.code for badge in desk.state.badges.values())
            paper.update(blank.code for blank in desk.state.blanks.values())
        for desk in desks:
            desk.refresh()
            known = desk.state.known_codes()
            assert {code for code in paper if code not in known} == set()
            assert set(desk.state.attendance) | set(desk.state.badges) <= set(desk.state.delegates)
            desk.close()


def test_undo_passes_over_printing_to_the_action_before(store: Store) -> None:
    store.run(scan(1))
    printed(store, 1, 2)
    store.run(MintBlanks(seeds=(7001, 7002)))
    assert store.run(Undo()).verb == "scan"
    assert ONE not in store.state.attendance
    assert set(store.state.badges) == {1, 2}
    assert set(store.state.blanks) == {1, 2}
    with pytest.raises(Refused) as refusal:
        store.run(Undo())
    assert refusal.value.reason is Reason.NOTHING_TO_UNDO


@pytest.mark.parametrize("verb", [add(), walk_in(), ReissueCode(delegate=DelegateId(900), seed=7003)])
def test_a_code_on_paper_is_not_taken_back(store: Store, other: Store, verb: Verb[Any]) -> None:
    if isinstance(verb, ReissueCode):
        other.run(add())
    store.run(verb)
    printed(other, 900)
    with pytest.raises(BuiltUpon) as refusal:
        store.run(Undo())
    assert refusal.value.verb == "record_badges"
    badge = store.state.badges[DelegateId(900)]
    assert store.run(Scan.of(badge.code)).delegate == 900


def test_a_badge_printed_since_does_not_keep_a_correction(store: Store, other: Store) -> None:
    name = store.state.delegates[ONE].name
    store.run(CorrectDelegate(delegate=ONE, name="Ngô Yên"))
    printed(other, 1)
    store.run(Undo())
    assert store.state.delegates[ONE].name == name
    assert store.state.badges[ONE].face[0] == "Ngô Yên"


# -- the same commit again ---------------------------------------------------------------------------------------------

AGAIN: list[tuple[list[Verb[Any]], Verb[Any]]] = [
    ([], walk_in()),
    ([], add()),
    ([scan(2)], CheckInTogether(delegates=(ONE, TWO))),
    ([scan(1)], MoveArrival(source=ONE, target=TWO)),
    ([], AdmitFromPaper(delegates=(ONE, TWO), signed=builders.stamp().wall)),
    ([scan(1), walk_in()], OpenConference()),
    ([scan(1)], CloseCheckIn()),
    ([], NoteHeadCount(people=87, source=CountSource.DOOR)),
    ([], MintBlanks(seeds=(7001, 7002))),
    ([], StrikeOff(delegates=(ONE,))),
    ([], Next(current=None)),
    ([StartItem(item=1)], GoBack(current=1)),
    ([], QueueSpeakers(ids=(1, 2), delegates=(ONE, TWO))),
    ([], GiveFloor(id=1)),
    ([QueueSpeech(id=1)], NextSpeaker(current=None)),
    ([GiveFloor(id=1)], CorrectSpeech(speech=1, name="Ngô Yến")),
    ([], Recover(since=builders.stamp("07:10:00"), until=builders.stamp("07:20:00"), choice=GapChoice.PAUSED)),
    ([scan(1)], Undo()),
]


@pytest.mark.parametrize(("before", "verb"), AGAIN, ids=lambda one: getattr(one, "verb_name", None))
def test_a_commit_sent_again_answers_the_same_also_after_reopening(
    store: Store, other: Store, path: Path, before: list[Verb[Any]], verb: Verb[Any]
) -> None:
    do(store, *before)
    answer = store.run(verb, id=77)
    after = documents(store)
    assert store.run(verb, id=77) == answer
    assert other.run(verb, id=77) == answer
    store.close()
    other.close()
    again = opened(path)
    assert again.run(verb, id=77) == answer
    assert documents(again) == after
    again.close()


@pytest.mark.parametrize("verb", [CheckInTogether(delegates=(ONE, NOBODY)), StrikeOff(delegates=(ONE, NOBODY))])
def test_what_is_refused_half_way_is_refused_whole(store: Store, verb: Verb[Any]) -> None:
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert (refusal.value.reason, refusal.value.delegate) == (Reason.NO_SUCH_DELEGATE, NOBODY)
    assert store.log() == []
