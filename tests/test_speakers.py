"""The list of speakers: order, who they are, how they get on it, and every way of leaving it."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from podium import Podium
from store import (
    CapSpeeches,
    CloseList,
    CorrectSpeech,
    Direction,
    Dismiss,
    Fate,
    MoveSpeech,
    NextSpeaker,
    OfferAdvice,
    PutOnDeck,
    QueueAgain,
    Queued,
    QueueSpeakers,
    QueueSpeech,
    Restore,
    SpeakerList,
    SpeechKind,
    SpeechState,
    StartSpeech,
    in_hall,
    numbered,
    speaker_of,
    speech_state,
    spoken,
    waiting_list,
)
from store.errors import BadRange, Reason
from store.records import AreaId, DelegateId, Record, Role
from store.verbs import Verb

PEOPLE = [builders.delegate(number, area=AreaId(f"p0{number}")) for number in range(1, 6)]
ONE, TWO, THREE = map(DelegateId, (1, 2, 3))


@pytest.fixture
def podium() -> Podium:
    return Podium(*builders.agenda(), *PEOPLE)


def with_speeches(*records: Record) -> Podium:
    return Podium(*builders.agenda(), *PEOPLE, *records)


def order(podium: Podium) -> list[int]:
    return [one.id for one in waiting_list(podium.state)]


def states(podium: Podium) -> dict[int, SpeechState]:
    return {id: speech_state(one) for id, one in podium.state.speeches.items()}


# -- getting on it ----------------------------------------------------------------------------------------------------


def test_several_numbers_queue_several_people_in_one_commit(podium: Podium) -> None:
    delegates = numbered(podium.state, "3 1 2")
    assert podium.run(QueueSpeakers(ids=(11, 12, 13), delegates=delegates)) == tuple(map(queued, (11, 12, 13)))
    assert [podium.state.speeches[id].delegate for id in order(podium)] == [3, 1, 2]
    podium.undo()
    assert order(podium) == []


def queued(id: int, *, already: bool = False) -> Queued:
    return Queued(speech=id, already=already)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("3", [3]),
        ("1 2 5", [1, 2, 5]),
        ("5,1 ; 2", [5, 1, 2]),
        (" 2 - 4 1", [2, 3, 4, 1]),
        ("1 1 1-2", [1, 2]),
    ],
)
def test_numbers_are_read_as_they_are_called_out(podium: Podium, typed: str, found: list[int]) -> None:
    assert list(numbered(podium.state, typed)) == found


@pytest.mark.parametrize(
    ("typed", "part"), [("1 9", "9"), ("2-7", "6"), ("1 x", "x"), ("", ""), ("1-999999999999", "6")]
)
def test_a_number_nobody_has_is_named(podium: Podium, typed: str, part: str) -> None:
    with pytest.raises(BadRange) as error:
        numbered(podium.state, typed)
    assert error.value.part == part


def test_whoever_waits_is_not_taken_down_twice_but_may_raise_a_point_of_order(podium: Podium) -> None:
    podium.run(QueueSpeakers(ids=(1,), delegates=(ONE,)))
    assert podium.run(QueueSpeakers(ids=(2, 3), delegates=(ONE, TWO))) == (queued(1, already=True), queued(3))
    assert podium.run(QueueSpeech(id=4, delegate=ONE, kind=SpeechKind.POINT_OF_ORDER)) == queued(4)
    assert order(podium) == [4, 1, 3]


def test_whoever_has_spoken_gets_a_second_speech_and_the_first_stays(podium: Podium) -> None:
    podium.run(QueueSpeakers(ids=(1,), delegates=(ONE,)))
    podium.run(NextSpeaker(current=None))
    podium.after(120, NextSpeaker(current=1))
    first = podium.state.speeches[1]
    podium.run(QueueAgain(id=2, speech=1))
    podium.run(QueueSpeakers(ids=(3,), delegates=(ONE,)))
    assert (order(podium), podium.state.speeches[2].delegate) == ([2], 1)
    podium.after(1, NextSpeaker(current=None))
    assert podium.state.speeches[1] == first
    assert [one.id for one in spoken(podium.state, podium.now)] == [1, 2]


def test_on_a_closed_list_only_the_moderator_puts_names(podium: Podium) -> None:
    podium.run(CloseList())
    assert podium.run(QueueSpeakers(ids=(1,), delegates=(ONE,))) == (queued(1),)
    door = Podium(*builders.agenda(), *PEOPLE, SpeakerList(closed=True), role=Role.RECEPTION)
    assert door.refuses(QueueSpeakers(ids=(1,), delegates=(ONE,))) is Reason.LIST_CLOSED
    assert door.refuses(QueueSpeech(id=1, name="Ngô Yến")) is Reason.LIST_CLOSED
    podium.run(CloseList(closed=False))
    assert not podium.state.speaker_list.closed
    open_door = Podium(*PEOPLE, role=Role.RECEPTION)
    assert open_door.run(QueueSpeakers(ids=(1,), delegates=(ONE,))) == (queued(1),)


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        (QueueSpeakers(ids=(1, 2), delegates=(ONE, DelegateId(99))), Reason.NO_SUCH_DELEGATE),
        (QueueSpeech(id=1, delegate=DelegateId(99)), Reason.NO_SUCH_DELEGATE),
        (QueueSpeech(id=1, kind=SpeechKind.REPLY, replies_to=99), Reason.NO_SUCH_SPEECH),
        (QueueAgain(id=1, speech=99), Reason.NO_SUCH_SPEECH),
        (MoveSpeech(speech=99, to=Direction.UP), Reason.NO_SUCH_SPEECH),
        (Dismiss(speech=99, fate=Fate.ABSENT), Reason.NO_SUCH_SPEECH),
        (Restore(speech=99), Reason.NO_SUCH_SPEECH),
        (StartSpeech(speech=99), Reason.NO_SUCH_SPEECH),
    ],
)
def test_nobody_is_not_taken_down(podium: Podium, verb: Verb[Any], reason: Reason) -> None:
    assert podium.refuses(verb) is reason


def test_what_is_typed_is_made_clean_and_the_ward_is_found(podium: Podium) -> None:
    podium.run(QueueSpeech(id=1, name=" Lê\x1b[2J  Sử ", unit="Phường Tam Sơn", topic="Dân\u202evận", minutes=99_999))
    speech = podium.state.speeches[1]
    assert (speech.name, speech.area, speech.topic, speech.minutes) == ("Lê[2J Sử", "p09", "Dânvận", 1440)


# -- who they are -----------------------------------------------------------------------------------------------------


def test_a_delegate_speaks_by_the_name_on_the_list_and_a_substitute_by_their_own(podium: Podium) -> None:
    podium.run(QueueSpeakers(ids=(1,), delegates=(ONE,)))
    speech, delegate = podium.state.speeches[1], podium.state.delegates[ONE]
    told = speaker_of(podium.state, speech)
    assert (told.name, told.title, told.unit, told.area, told.delegate) == (
        *(delegate.name, delegate.title, delegate.unit, delegate.area, ONE),
    )
    state = podium.state.put(builders.substituted(delegate, "Ngô Yến", title="Tổ phó"))
    told = speaker_of(state, speech)
    assert (told.name, told.title, told.unit) == ("Ngô Yến", "Tổ phó", delegate.unit)


def test_a_name_that_only_one_delegate_has_is_that_delegate(podium: Podium) -> None:
    name = podium.state.delegates[ONE].name
    podium.run(QueueSpeech(id=1, name=name, unit="Nơi khác"))
    speech = podium.state.speeches[1]
    assert speaker_of(podium.state, speech).delegate == ONE
    state = podium.state.put(builders.delegate(9, name=name))
    assert speaker_of(state, speech).delegate is None
    assert speaker_of(state, speech).unit == "Nơi khác"


@pytest.mark.parametrize(
    ("attendance", "there"),
    [
        ([], False),
        ([builders.present(PEOPLE[0])], True),
        ([builders.substituted(PEOPLE[0], "")], True),
        ([builders.gone(PEOPLE[0])], False),
        ([builders.absent(PEOPLE[0])], False),
    ],
)
def test_whether_the_next_are_in_the_hall(attendance: list[Record], there: bool) -> None:
    podium = with_speeches(builders.speech(1, name="", delegate=ONE), builders.speech(2, name="Khách"), *attendance)
    assert [in_hall(podium.state, one) for one in waiting_list(podium.state)] == [there, None]


def test_somebody_unknown_is_named_later(podium: Podium) -> None:
    podium.run(QueueSpeech(id=1))
    podium.run(CorrectSpeech(speech=1, name="Ngô Yến", title="Tổ phó", unit="Tổ Dân vận khu phố 3, phường Trang Hạ"))
    told = speaker_of(podium.state, podium.state.speeches[1])
    assert (told.name, told.title, told.area, told.delegate) == ("Ngô Yến", "Tổ phó", "p11", None)
    podium.run(CorrectSpeech(speech=1, delegate=TWO))
    assert speaker_of(podium.state, podium.state.speeches[1]).delegate == TWO
    assert podium.state.speeches[1].unit == ""
    podium.run(CorrectSpeech(speech=1, name="Khách mời"))
    assert podium.state.speeches[1].delegate is None


# -- order ------------------------------------------------------------------------------------------------------------


def kinds(*told: tuple[int, SpeechKind, int | None]) -> Podium:
    return with_speeches(*(builders.speech(id, kind=kind, answers=answers) for id, kind, answers in told))


FLOOR, POINT, REPLY, QUESTION = SpeechKind.FLOOR, SpeechKind.POINT_OF_ORDER, SpeechKind.REPLY, SpeechKind.QUESTION


def test_points_of_order_come_first_and_replies_under_what_they_answer() -> None:
    podium = kinds((1, FLOOR, None), (2, FLOOR, None), (3, REPLY, 1), (4, POINT, None), (5, REPLY, 3), (6, POINT, None))
    assert order(podium) == [4, 6, 1, 3, 5, 2]


@pytest.mark.parametrize(
    ("id", "to", "order"),
    [(3, Direction.UP, [1, 3, 2]), (2, Direction.UP, [2, 1, 3]), (1, Direction.DOWN, [2, 1, 3])],
)
def test_of_several_in_one_place_nobody_overtakes_two(id: int, to: Direction, order: list[int]) -> None:
    podium = Podium(*(builders.speech(id, position=1) for id in (1, 2, 3)))
    podium.run(MoveSpeech(speech=id, to=to))
    assert [one.id for one in waiting_list(podium.state)] == order


def test_a_reply_to_what_has_been_said_comes_before_those_who_wait() -> None:
    podium = kinds((1, FLOOR, None), (2, FLOOR, None), (3, REPLY, 1), (4, POINT, None))
    podium.run(StartSpeech(speech=1))
    assert order(podium) == [4, 3, 2]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([(2, Direction.UP)], [4, 2, 1, 5, 3]),
        ([(1, Direction.DOWN)], [4, 2, 1, 5, 3]),
        ([(3, Direction.TOP)], [4, 3, 1, 5, 2]),
        ([(3, Direction.UP), (3, Direction.UP), (3, Direction.UP)], [4, 3, 1, 5, 2]),
        ([(1, Direction.UP), (3, Direction.DOWN), (4, Direction.DOWN), (5, Direction.TOP)], [4, 1, 5, 2, 3]),
        ([(1, Direction.DOWN), (1, Direction.DOWN), (1, Direction.DOWN)], [4, 2, 3, 1, 5]),
    ],
)
def test_people_move_among_their_own_rank(moves: list[tuple[int, Direction]], expected: list[int]) -> None:
    podium = kinds((1, FLOOR, None), (2, FLOOR, None), (3, FLOOR, None), (4, POINT, None), (5, REPLY, 1))
    for speech, to in moves:
        podium.run(MoveSpeech(speech=speech, to=to))
    assert order(podium) == expected


@pytest.mark.parametrize(
    ("speech", "to", "places", "expected"),
    [
        (1, Direction.DOWN, 2, [5, 2, 3, 1, 4]),
        (4, Direction.UP, 2, [5, 1, 4, 2, 3]),
        (4, Direction.UP, 9, [5, 4, 1, 2, 3]),
        (2, Direction.DOWN, 9, [5, 1, 3, 4, 2]),
    ],
)
def test_somebody_moves_several_places_at_once_and_nobody_overtakes_a_point_of_order(
    speech: int, to: Direction, places: int, expected: list[int]
) -> None:
    podium = kinds((1, FLOOR, None), (2, FLOOR, None), (3, FLOOR, None), (4, FLOOR, None), (5, POINT, None))
    podium.run(MoveSpeech(speech=speech, to=to, places=places))
    assert order(podium) == expected


def test_who_is_told_to_be_ready_is_next() -> None:
    podium = kinds((1, FLOOR, None), (2, FLOOR, None), (3, FLOOR, None))
    podium.run(PutOnDeck(speech=3))
    assert (order(podium), states(podium)[3]) == ([3, 1, 2], SpeechState.ON_DECK)
    podium.run(PutOnDeck(speech=3, ready=False))
    assert (order(podium), states(podium)[3]) == ([3, 1, 2], SpeechState.WAITING)


# -- fates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fate", [Fate.ABSENT, Fate.WITHDRAWN, Fate.IN_WRITING])
def test_a_speech_may_end_without_being_given_and_come_back(fate: Fate) -> None:
    podium = kinds((1, FLOOR, None), (2, FLOOR, None))
    podium.run(PutOnDeck(speech=1))
    podium.run(Dismiss(speech=1, fate=fate))
    assert (order(podium), states(podium)[1].value) == ([2], fate.value)
    assert podium.refuses(Dismiss(speech=1, fate=Fate.ABSENT)) is Reason.SPEECH_OVER
    assert podium.refuses(MoveSpeech(speech=1, to=Direction.UP)) is Reason.SPEECH_OVER
    podium.run(Restore(speech=1))
    assert (order(podium), states(podium)[1]) == ([1, 2], SpeechState.WAITING)
    assert podium.refuses(Restore(speech=1)) is Reason.STILL_ON_LIST


def test_whoever_turns_out_not_to_be_there_has_not_spoken_and_may_come_later() -> None:
    podium = kinds((1, FLOOR, None))
    podium.run(StartSpeech(speech=1))
    podium.after(5, Dismiss(speech=1, fate=Fate.ABSENT))
    speech = podium.state.speeches[1]
    assert (speech.span, speech.item, speech_state(speech)) == (None, None, SpeechState.ABSENT)
    podium.after(600, StartSpeech(speech=1))
    assert states(podium)[1] is SpeechState.SPEAKING


@pytest.mark.parametrize("fate", [Fate.WITHDRAWN, Fate.IN_WRITING])
def test_what_breaks_off_keeps_its_time(fate: Fate) -> None:
    podium = kinds((1, FLOOR, None))
    podium.run(StartSpeech(speech=1))
    podium.after(60, Dismiss(speech=1, fate=fate))
    assert podium.state.speeches[1].span == builders.span("08:00:00", "08:01:00")
    assert states(podium)[1].value == fate.value
    assert podium.refuses(Restore(speech=1)) is Reason.SPEECH_OVER


@pytest.mark.parametrize("fate", [Fate.DELIVERED, Fate.READ])
def test_nothing_is_delivered_without_being_spoken(fate: Fate) -> None:
    assert kinds((1, FLOOR, None)).refuses(Dismiss(speech=1, fate=fate)) is Reason.SPEECH_OVER


def test_the_list_remembers_what_holds_for_it(podium: Podium) -> None:
    podium.run(CapSpeeches(minutes=3))
    podium.run(OfferAdvice(offered=False))
    podium.run(CloseList())
    assert podium.state.speaker_list == SpeakerList(closed=True, advice=False, cap_minutes=3)
    podium.run(CapSpeeches(minutes=None))
    assert podium.state.speaker_list.cap_minutes is None
    before = podium.state.speaker_lists
    podium.run(CloseList())
    assert podium.state.speaker_lists is before
