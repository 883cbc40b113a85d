"""What the moderator has the hall shown: who may say so, how long a message stands, and that undo leaves it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import builders
from podium import Podium
from store import (
    CountInHall,
    EndSpeech,
    HallDisplay,
    HallView,
    NextSpeaker,
    ShowInHall,
    StartItem,
    TellHall,
    Undo,
    hall_message,
)
from store.errors import Reason, Refused
from store.hall import LONGEST_MESSAGE
from store.history import last_undoable
from store.records import Role
from store.verbs import VERBS
from stores import new_conference, opened

NOTHING = HallDisplay()


@pytest.fixture
def podium() -> Podium:
    """Two people wait to speak."""
    return Podium(*builders.agenda(), builders.speech(1), builders.speech(2))


def told(podium: Podium) -> str:
    return hall_message(podium.state, podium.now)


def test_until_somebody_says_otherwise_the_hall_follows_the_day(podium: Podium) -> None:
    assert podium.state.hall == HallDisplay(view=HallView.DAY, message=None, counts=False)


@pytest.mark.parametrize("view", HallView)
def test_what_is_shown_stays_until_something_else_is(podium: Podium, view: HallView) -> None:
    podium.run(CountInHall(shown=True))
    podium.run(ShowInHall(view=view))
    assert (podium.state.hall.view, podium.state.hall.counts) == (view, True)


def test_a_message_stands_until_it_is_taken_down(podium: Podium) -> None:
    podium.run(TellHall(text="  Mời đại biểu\nvào hội trường "))
    podium.clocks.wait(7200)
    assert told(podium) == "Mời đại biểu vào hội trường"
    podium.run(TellHall(text=" "))
    assert podium.state.hall == NOTHING


@pytest.mark.parametrize(("waited", "seen"), [(0, True), (29.9, True), (30, False), (4000, False)])
def test_a_message_for_some_seconds_goes_by_itself(podium: Podium, waited: float, seen: bool) -> None:
    podium.run(TellHall(text="Còn 2 phút", seconds=30))
    podium.clocks.set_wall(3600)
    podium.clocks.wait(waited)
    assert bool(told(podium)) is seen


def test_what_was_for_one_speaker_is_not_shown_to_the_next(podium: Podium) -> None:
    podium.run(NextSpeaker(current=None))
    podium.run(TellHall(text="Còn 2 phút", to_speaker=True))
    assert told(podium) == "Còn 2 phút"
    podium.run(NextSpeaker(current=1))
    assert told(podium) == ""


def test_what_was_for_one_speaker_is_gone_with_the_speech(podium: Podium) -> None:
    podium.run(NextSpeaker(current=None))
    podium.run(TellHall(text="Còn 2 phút", to_speaker=True))
    podium.run(EndSpeech(speech=1))
    assert told(podium) == ""


def test_what_is_for_everybody_stays_whoever_speaks(podium: Podium) -> None:
    podium.run(NextSpeaker(current=None))
    podium.run(TellHall(text="Mời lái xe ra cổng"))
    podium.run(NextSpeaker(current=1))
    assert told(podium) == "Mời lái xe ra cổng"


def test_with_nobody_at_the_podium_a_message_for_the_speaker_is_for_whoever_reads_it(podium: Podium) -> None:
    podium.run(TellHall(text="Còn 2 phút", to_speaker=True))
    assert told(podium) == "Còn 2 phút"


def test_words_from_outside_are_made_safe_and_short(podium: Podium) -> None:
    podium.run(TellHall(text="\x1b]52;c;AAAA\x07" + "ộ" * 500))
    assert len(told(podium)) == LONGEST_MESSAGE
    assert told(podium).isprintable()


def test_undo_passes_over_what_the_hall_was_shown(podium: Podium) -> None:
    podium.run(StartItem(item=1))
    for verb in (ShowInHall(view=HallView.OFF), TellHall(text="Mời kết luận"), CountInHall(shown=True)):
        podium.run(verb)
    seen = podium.state.hall
    podium.undo()
    assert (dict(podium.state.runs), podium.state.hall) == ({}, seen)
    assert last_undoable(podium.state, podium.session.id, podium.now) is None


def test_the_display_itself_changes_nothing(tmp_path: Path) -> None:
    assert {name for name, verb in VERBS.items() if Role.HALL in verb.roles} == {Undo.verb_name}
    store = opened(new_conference(tmp_path), role=Role.HALL)
    with pytest.raises(Refused) as refusal:
        store.run(ShowInHall(view=HallView.OFF))
    assert refusal.value.reason is Reason.ROLE
    store.close()


@pytest.mark.parametrize("verb", [ShowInHall, TellHall, CountInHall])
def test_the_moderator_and_the_office_say_what_the_hall_sees(verb: type[ShowInHall]) -> None:
    assert verb.roles == {Role.MODERATOR, Role.OFFICE}


def test_what_the_hall_was_shown_is_in_the_file(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    store = opened(path)
    for verb in (ShowInHall(view=HallView.BANNER), TellHall(text="Mời vào", seconds=30), CountInHall(shown=True)):
        store.run(verb)
    wanted = store.state.hall
    store.close()
    again = opened(path)
    assert (again.state.hall, wanted != NOTHING) == (wanted, True)
    again.close()
