"""What the hall sees: the right words at the right moment, a clock that presses no leader, nothing private."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

import builders
import random_verbs
from podium import Podium
from store import (
    CountInHall,
    EndSpeech,
    HallView,
    Level,
    Next,
    NextSpeaker,
    PauseItem,
    PauseSpeech,
    QueueSpeech,
    ResumeSpeech,
    ShowInHall,
    SpeechKind,
    StartItem,
    StartSpeech,
    StopItem,
    TellHall,
)
from store.records import AgendaKind, Opening
from tui.hall.hall_words import Picture, banner, lasts_ms, picture
from tui.i18n import set_language
from tui.time_words import count_down

CEREMONY, PAPERS, BREAK, DISCUSSION, LEADER, CLOSING = range(1, 7)
MET = tuple(replace(one, met=place < 2) for place, one in enumerate(builders.conference().categories))
HEAD, LEADING = builders.delegates(112)[30], builders.delegates(112)[0]


def podium(*records: Any, at: str = "08:10:00", **about: Any) -> Podium:
    """Three wait: a delegate with a paper, a leader on the list, somebody from outside."""
    waiting = (
        builders.speech(1, kind=SpeechKind.PREPARED, delegate=HEAD.id, name="", topic="Hiến đất mở đường"),
        builders.speech(2, delegate=LEADING.id, name=""),
        builders.speech(3, name="Lê Thị Hoa", title="Chủ tịch", unit="Hội Phụ nữ"),
    )
    return Podium(*builders.agenda(), HEAD, LEADING, *waiting, *records, at=at, categories=MET, **about)


def seen(podium: Podium, view: HallView | None = None) -> Picture:
    return picture(podium.state, podium.now, view)


# -- which picture -----------------------------------------------------------------------------------------------------


def test_before_anything_begins_the_banner_hangs() -> None:
    assert seen(podium(at="07:30:00")) == Picture(HallView.BANNER)


def test_receiving_people_before_the_opening_is_no_reason_to_take_it_down() -> None:
    day = podium(builders.item(9, "07:15", 30, kind=AgendaKind.CEREMONY, position=0), at="07:15:00")
    day.run(StartItem(item=9))
    assert seen(day).view is HallView.BANNER
    day.state = day.state.put(Opening(at=day.now, counts={}, present=()))
    assert seen(day).item == "Nội dung 9"


@pytest.mark.parametrize(("item", "title"), [(CEREMONY, "Nội dung 1"), (BREAK, "Nội dung 3"), (LEADER, "Nội dung 5")])
def test_what_runs_is_named(item: int, title: str) -> None:
    day = podium()
    day.run(StartItem(item=item))
    assert (seen(day).view, seen(day).item, seen(day).speaker) == (HallView.DAY, title, "")


def test_whoever_speaks_is_named_with_title_unit_and_place() -> None:
    day = podium()
    day.run(StartItem(item=PAPERS))
    day.run(NextSpeaker(current=None))
    scene = seen(day)
    assert (scene.item, scene.speaker, scene.topic) == ("Nội dung 2", HEAD.name, "Hiến đất mở đường")
    assert scene.post == f"{HEAD.title} – {HEAD.unit}"


def test_whoever_speaks_before_the_first_item_is_shown_too() -> None:
    day = podium()
    day.run(StartSpeech(speech=3))
    assert (seen(day).item, seen(day).speaker, seen(day).post) == ("", "Lê Thị Hoa", "Chủ tịch – Hội Phụ nữ")


def test_somebody_whose_name_is_not_known_yet_speaks_all_the_same() -> None:
    day = podium(builders.speech(4, name=""))
    day.run(StartSpeech(speech=4))
    assert (seen(day).speaker, seen(day).post) == ("Đang phát biểu", "")


def test_between_two_items_it_is_said_what_comes() -> None:
    day = podium()
    day.run(StartItem(item=PAPERS))
    day.run(StopItem(item=PAPERS))
    assert (seen(day).item, seen(day).clock.digits) == ("Tiếp theo: Nội dung 3", "08:10")


def test_after_the_last_item_the_banner_hangs_again() -> None:
    day = podium()
    day.run(StartItem(item=CLOSING))
    day.run(Next(current=CLOSING))
    assert seen(day).view is HallView.BANNER


@pytest.mark.parametrize("wanted", HallView)
def test_the_moderator_decides_what_is_seen_and_a_window_may_differ(wanted: HallView) -> None:
    day = podium()
    day.run(StartItem(item=PAPERS))
    day.run(ShowInHall(view=wanted))
    assert seen(day).view is wanted
    assert seen(day, HallView.OFF) == Picture(HallView.OFF)


def test_a_black_display_shows_no_message_either() -> None:
    day = podium()
    for verb in (TellHall(text="Mời vào"), CountInHall(shown=True), ShowInHall(view=HallView.OFF)):
        day.run(verb)
    assert seen(day) == Picture(HallView.OFF)


def test_message_and_counts_stand_under_the_banner_too() -> None:
    day = podium(builders.present(HEAD))
    for verb in (TellHall(text="Mời vào"), CountInHall(shown=True), ShowInHall(view=HallView.BANNER)):
        day.run(verb)
    assert seen(day) == Picture(HallView.BANNER, message="Mời vào", counts="Có mặt 1/2 (50,00%)")


def test_how_many_are_there_is_not_shown_unasked() -> None:
    day = podium(builders.present(HEAD))
    day.run(StartItem(item=PAPERS))
    assert seen(day).counts == ""


# -- who comes next ----------------------------------------------------------------------------------------------------


def test_while_papers_are_read_the_next_speaker_is_announced() -> None:
    day = podium()
    day.run(StartItem(item=PAPERS))
    assert seen(day).next == f"Tiếp theo: {HEAD.name} – {HEAD.title} – {HEAD.unit}"
    assert seen(day).next_short == f"Tiếp theo: {HEAD.name}"
    day.run(NextSpeaker(current=None))
    assert seen(day).next_short == f"Tiếp theo: {LEADING.name}"


def test_after_a_question_whoever_was_interrupted_is_next() -> None:
    day = podium()
    day.run(StartItem(item=DISCUSSION))
    day.run(StartSpeech(speech=3))
    day.run(QueueSpeech(id=9, kind=SpeechKind.QUESTION, name="Trần Văn Sử"))
    day.run(StartSpeech(speech=9))
    assert (seen(day).speaker, seen(day).next_short) == ("Trần Văn Sử", "Tiếp theo: Lê Thị Hoa")


@pytest.mark.parametrize("item", [CEREMONY, BREAK, LEADER])
def test_the_list_of_speakers_is_not_announced_where_nobody_speaks_from_it(item: int) -> None:
    day = podium()
    day.run(StartItem(item=item))
    day.run(StartSpeech(speech=3))
    assert seen(day).next == f"Tiếp theo: Nội dung {item + 1}"


def test_with_nobody_waiting_the_next_item_is_announced() -> None:
    day = Podium(*builders.agenda(), builders.speech(1), at="08:10:00")
    day.run(StartItem(item=DISCUSSION))
    day.run(NextSpeaker(current=None))
    assert seen(day).next == "Tiếp theo: Nội dung 5"


def test_after_the_last_item_nothing_is_announced() -> None:
    day = Podium(*builders.agenda(), at="08:50:00")
    day.run(StartItem(item=CLOSING))
    assert (seen(day).next, seen(day).next_short) == ("", "")


# -- the clock ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("waited", "digits", "level", "caption"),
    [
        (0, "05:00", Level.IN_TIME, "Còn lại"),
        (61, "03:59", Level.IN_TIME, "Còn lại"),
        (180, "02:00", Level.WARNING, "Còn lại"),
        (299.4, "00:01", Level.DANGER, "Còn lại"),
        (300, "00:00", Level.DANGER, "Còn lại"),
        (300.4, "+00:00", Level.OVERTIME, "▲ Quá giờ"),
        (372, "+01:12", Level.OVERTIME, "▲ Quá giờ"),
        (300 + 3600, "+1:00:00", Level.OVERTIME, "▲ Quá giờ"),
    ],
)
def test_a_speech_is_counted_down_and_then_up(waited: float, digits: str, level: Level, caption: str) -> None:
    day = podium()
    day.run(StartSpeech(speech=3))
    day.clocks.set_wall(-5000)
    day.clocks.wait(waited)
    clock = seen(day).clock
    assert (clock.digits, clock.level, clock.paused, clock.caption) == (digits, level, False, caption)


def test_a_paused_clock_says_so_and_stands_still() -> None:
    day = podium()
    day.run(StartSpeech(speech=3))
    day.after(60, PauseSpeech(speech=3))
    day.clocks.wait(500)
    assert seen(day).clock[:4] == ("04:00", Level.IN_TIME, True, "‖ Tạm dừng")
    day.run(ResumeSpeech(speech=3))
    day.clocks.wait(10)
    assert seen(day).clock[:3] == ("03:50", Level.IN_TIME, False)


def test_a_paused_item_says_so() -> None:
    day = podium()
    day.run(StartItem(item=BREAK))
    day.after(60, PauseItem(item=BREAK))
    assert seen(day).clock[:4] == ("09:00", Level.IN_TIME, True, "‖ Tạm dừng")


@pytest.mark.parametrize("speech", [2, 4])
def test_no_clock_presses_a_leader(speech: int) -> None:
    """Neither one the plan lets speak without a limit nor one whom somebody goes to meet."""
    day = podium(builders.speech(4, unlimited=True))
    day.run(StartItem(item=DISCUSSION))
    day.run(StartSpeech(speech=speech))
    day.clocks.wait(3 * 3600)
    assert seen(day).clock[:4] == ("11:10", Level.NO_LIMIT, False, "")


@pytest.mark.parametrize("item", [CEREMONY, LEADER, CLOSING])
def test_no_clock_presses_a_ceremony_a_directive_or_the_conclusion(item: int) -> None:
    day = podium()
    day.run(StartItem(item=item))
    day.clocks.wait(3600)
    assert seen(day).clock[:2] == ("09:10", Level.NO_LIMIT)


def test_whoever_speaks_in_a_directive_is_not_pressed() -> None:
    day = podium()
    day.run(StartItem(item=LEADER))
    day.run(StartSpeech(speech=3))
    day.clocks.wait(3600)
    assert seen(day).clock.level is Level.NO_LIMIT


def test_a_picture_is_drawn_again_when_its_clock_shows_something_else() -> None:
    for remaining in (*range(-2100, 2100, 7), -1000, -1, 0, 1, 999, 1000, 1001):
        lasts = lasts_ms(remaining)
        assert 0 < lasts <= 1000
        assert {count_down(remaining - passed) for passed in range(lasts)} == {count_down(remaining)}
        assert count_down(remaining - lasts) != count_down(remaining)


# -- nothing private ---------------------------------------------------------------------------------------------------

_days = random_verbs.days(random_verbs.speaking | random_verbs.listing | random_verbs.running, 15)


@given(steps=_days)
@settings(max_examples=60, deadline=None)
def test_whatever_happens_no_telephone_code_or_note_is_shown_and_no_leader_pressed(steps: random_verbs.Steps) -> None:
    people = [replace(builders.delegate(number), note="Ghi chú kín") for number in range(1, 6)]
    day = Podium(*builders.agenda(), *people, *(builders.speech(id) for id in (1, 2, 3)))
    for _ in day.replay(steps):
        scene = picture(day.state, day.now)
        words = " ".join(str(part) for part in scene)
        assert not [one.number for one in people if one.phone in words or one.code in words or one.note in words]
        running = [one for one in day.state.agenda.values() if one.title == scene.item]
        if running and running[0].kind is AgendaKind.DIRECTIVE and not scene.speaker:
            assert scene.clock.level is Level.NO_LIMIT


def test_names_from_outside_cannot_command_the_terminal() -> None:
    day = podium(builders.speech(4, name="Lê\x1b[2J Văn\u202e Sử", topic="\x1b]52;c;AAAA\x07"))
    day.run(StartSpeech(speech=4))
    assert all(part.isprintable() for part in (seen(day).speaker, seen(day).topic))


# -- the banner --------------------------------------------------------------------------------------------------------


def test_the_banner_says_who_holds_what_where_and_when() -> None:
    words = banner(builders.conference())
    assert words.organiser == "BAN DÂN VẬN THÀNH ỦY TỪ SƠN"
    assert words.title.startswith("HỘI NGHỊ TỌA ĐÀM TRAO ĐỔI KINH NGHIỆM")
    assert (words.place, words.date) == (
        "Phòng họp A - Hội trường thành phố Từ Sơn",
        "Từ Sơn, ngày 15 tháng 9 năm 2023",
    )


def test_in_english_the_date_is_written_short() -> None:
    set_language("en")
    assert banner(builders.conference()).date == "Từ Sơn, 15/9/2023"


def test_a_speech_that_ends_leaves_the_item() -> None:
    day = podium()
    day.run(StartItem(item=PAPERS))
    day.run(StartSpeech(speech=1))
    day.run(EndSpeech(speech=1))
    assert (seen(day).item, seen(day).speaker, seen(day).clock.digits) == ("Nội dung 2", "", "10:00")
