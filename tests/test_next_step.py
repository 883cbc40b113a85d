"""What F9 leads to, by what runs and who waits; and that it leads there once for each time somebody has read it."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

import builders
from builders import span, speech, stamp
from podium import Podium
from store import Direction, Fate, MoveSpeech, Next, NextSpeaker, QueueSpeech, SpeechKind, StartItem, StartSpeech
from store.records import AgendaKind, Record, Stamp
from tui.podium.haste import HASTE_MS, Haste
from tui.podium.next_step import Going, Step, next_step
from tui.podium.outlook import Outlook


def step(podium: Podium) -> Step:
    return next_step(Outlook(podium.state, podium.now))


def table(*records: Record) -> Podium:
    """The short agenda: ceremony, papers, break, discussion, leader, end."""
    return Podium(*builders.agenda(), *records)


def test_before_the_day_the_first_item_begins() -> None:
    assert step(table()) == Step(Going.ITEM, None, 1)


def test_an_item_that_should_have_begun_begins_as_of_then() -> None:
    podium = table()
    podium.clocks.wait(240)
    found = step(podium)
    assert found == Step(Going.FORGOTTEN, None, 1)
    assert found.verb(Outlook(podium.state, podium.now)) == StartItem(item=1, ago_s=240)


@pytest.mark.parametrize(
    ("item", "kinds", "going"),
    [
        (1, ["floor"], Going.ITEM),  # nobody speaks in the opening
        (2, ["prepared"], Going.SPEAKER),
        (2, ["floor"], Going.ITEM),  # who wants to discuss waits for the discussion
        (2, ["floor", "prepared"], Going.SPEAKER),  # the moderator put that one before the papers
        (2, ["point_of_order"], Going.SPEAKER),
        (3, ["prepared"], Going.ITEM),
        (4, ["floor"], Going.SPEAKER),
        (4, ["prepared"], Going.SPEAKER),
        (4, [], Going.ITEM),
        (5, ["floor"], Going.ITEM),
        (6, [], Going.END),
    ],
)
def test_whoever_waits_is_called_in_the_item_they_wait_for(item: int, kinds: list[str], going: Going) -> None:
    podium = table(*(speech(id, kind=SpeechKind(kind)) for id, kind in enumerate(kinds, 1)))
    podium.run(StartItem(item=item))
    found = step(podium)
    assert found.going is going
    assert found.verb(Outlook(podium.state, podium.now)) == (
        NextSpeaker(current=None) if going is Going.SPEAKER else Next(current=item)
    )


def test_without_a_discussion_to_come_whoever_waits_is_called_among_the_papers() -> None:
    podium = Podium(builders.item(1, kind=AgendaKind.PRESENTATIONS), speech(1))
    podium.run(StartItem(item=1))
    assert step(podium) == Step(Going.SPEAKER, None, 1)


def test_a_conference_without_an_agenda_calls_who_waits() -> None:
    assert step(Podium(speech(1))) == Step(Going.SPEAKER, None, 1)
    assert step(Podium(speech(1, fate=Fate.WITHDRAWN))) == Step(Going.NOWHERE)


def test_a_question_leads_back_to_whom_it_interrupted() -> None:
    podium = table(speech(1), speech(2))
    podium.run(StartItem(item=4))
    podium.after(5, StartSpeech(speech=1))
    podium.after(5, QueueSpeech(id=9, kind=SpeechKind.QUESTION, name="Người hỏi"))
    podium.after(5, StartSpeech(speech=9))
    assert step(podium) == Step(Going.BACK, 9, 1)


def test_it_follows_the_list() -> None:
    podium = table(speech(1), speech(2))
    podium.run(StartItem(item=4))
    podium.run(MoveSpeech(speech=2, to=Direction.TOP))
    assert step(podium) == Step(Going.SPEAKER, None, 2)


def test_when_the_last_item_is_over_it_leads_nowhere() -> None:
    podium = Podium(builders.item(1), builders.ran(1, span("08:00:00", "08:10:00")), at="08:10:00")
    assert step(podium) == Step(Going.NOWHERE)


# -- haste -------------------------------------------------------------------------------------------------------------


def at(ms: int) -> Stamp:
    start = stamp("08:00:00")
    return replace(start, wall=start.wall + dt.timedelta(milliseconds=ms), boot_ms=start.boot_ms + ms)


def test_the_first_press_counts_and_the_next_only_after_a_while() -> None:
    haste = Haste()
    haste.sees("a", at(0))
    assert haste.takes(at(10))
    haste.sees("b", at(20))
    assert not haste.takes(at(10 + HASTE_MS - 1))
    assert haste.takes(at(10 + 3 * HASTE_MS))


def test_a_key_that_is_held_never_counts_again() -> None:
    haste = Haste()
    assert [haste.takes(at(500 + 30 * press)) for press in range(200)] == [True] + [False] * 199


def test_what_somebody_else_has_just_changed_is_not_taken_for_read() -> None:
    haste = Haste()
    haste.sees("a", at(0))
    haste.sees("b", at(10_000))
    assert not haste.takes(at(10_200))
    assert haste.takes(at(11_000))


def test_what_stays_as_it_was_may_be_pressed_at_once() -> None:
    haste = Haste()
    haste.sees("a", at(0))
    haste.sees("a", at(10_000))
    assert haste.takes(at(10_001))
