"""The moderator's screen: half a day with counted keys, and nothing that moves on by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import code, speech
from moderator_desk import here, table_on, written
from store import Fate, Level, QueueSpeakers, SpeechKind, in_hall, waiting_list
from store.records import DelegateId
from tui.dialogs.pick import PickDialog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Six items from eight o'clock on; 12, 47 and 88 are in the hall, and so is the first of the leaders."""
    return written(tmp_path / "toadam.json", *here(1, 12, 47, 88))


# -- F9: the agenda ----------------------------------------------------------------------------------------------------


async def test_one_key_begins_the_day_and_the_same_key_goes_on(path: Path) -> None:
    async with table_on(path, "08:00:30") as table:
        assert table.next == "F9 ▶ Bắt đầu: 08:00 Nội dung 1"
        await table.press("f9")
        assert "▶ 08:00 Nội dung 1" in table.agenda
        assert table.next == "F9 ▶ Sang mục 08:10 Nội dung 2"
        await table.until("08:16:30")
        await table.press("f9")
        assert table.pressed == 2
        assert "Chậm 6 phút – kết thúc 09:06" in table.agenda
        assert "✔ 08:00 Nội dung 1" in table.agenda
    assert [span.ended is not None for span in table.state.runs[1].spans] == [True]


async def test_f9_pressed_twice_goes_on_once(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9", "f9")
        assert table.verbs() == ["next"]
        assert "VỪA THAY ĐỔI" in table.card
        await table.wait(0.8)
        await table.press("f9")
        assert table.verbs() == ["next", "next"]


async def test_f9_held_down_goes_on_once(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        table.clock.wait(0.5)
        for _repeat in range(30):
            await table.pilot.press("f9")
            table.clock.wait(0.03)
        await table.settle()
        assert table.verbs() == ["next"]


async def test_next_in_two_windows_goes_on_once_and_says_so(path: Path) -> None:
    from store import Next

    async with table_on(path) as table:
        await table.press("f9")
        await table.wait(60)
        step = table.screen._podium.step
        await table.elsewhere(Next(current=1))
        # Pressed before the other window's news could be drawn: what this window saw goes with the verb.
        assert step.verb(table.screen._podium.outlook) == Next(current=1)
        await table.screen.do(Next(current=1))
        assert "ĐÃ CHUYỂN RỒI" in table.card
        assert "NỘI DUNG 2" in table.card
        assert [run.item for run in table.state.runs.values() if run.spans[-1].ended is None] == [2]


async def test_a_step_that_has_just_changed_is_not_taken(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.wait(60)
        await table.press("f9")
        await table.wait(60)
        await table.elsewhere(QueueSpeakers(ids=(1,), delegates=(DelegateId(47),)))
        await table.settle()
        assert "F9 ▶ Sang mục" in table.next  # those who want to discuss wait for the discussion
        await table.wait(1)
        await table.press("f9")
        await table.wait(60)
        await table.press("f9")
        await table.wait(1)
        assert table.next.startswith("F9 ▶ Mời 047")


async def test_undo_takes_back_this_windows_next(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.until("08:12:00")
        await table.press("f9", "ctrl+z")
        assert "▶ 08:00 Nội dung 1" in table.agenda
        assert table.pressed == 3


# -- the clock ---------------------------------------------------------------------------------------------------------


async def test_the_clock_turns_amber_then_red_and_stops_nobody(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        seen = []
        for at in ("08:07:59", "08:08:00", "08:09:00", "08:10:00", "08:10:01", "08:25:00"):
            await table.until(at)
            seen.append((table.face.text, table.face.level))
        assert seen == [
            ("02:01", Level.IN_TIME),
            ("02:00", Level.WARNING),
            ("01:00", Level.DANGER),
            ("00:00", Level.DANGER),
            ("+00:01", Level.OVERTIME),
            ("+15:00", Level.OVERTIME),
        ]
        assert table.verbs() == ["next"]


async def test_no_clock_presses_a_leader(path: Path) -> None:
    from store import StartItem

    async with table_on(path) as table:
        await table.run(StartItem(item=5))
        await table.wait(3600)
        assert (table.face.text, table.face.level) == ("1:00:00", Level.NO_LIMIT)


async def test_space_pauses_and_goes_on_and_the_clock_shows_it(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.wait(60)
        await table.press("space")
        await table.wait(120)
        assert (table.face.text, table.face.paused) == ("09:00", True)
        assert "TẠM DỪNG" in table.floor
        await table.press("space")
        await table.wait(10)
        assert (table.face.text, table.face.paused) == ("08:50", False)
        assert table.pressed == 3


async def test_space_held_down_pauses_once(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.wait(60)
        for _repeat in range(10):
            await table.pilot.press("space")
            table.clock.wait(0.03)
        await table.settle()
        assert table.verbs() == ["next", "pause_item"]


async def test_a_blank_in_a_name_is_a_blank(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.type("ab c")
        assert table.field.value == "ab c"
        assert table.verbs() == ["next"]


async def test_a_second_repaints_a_few_rows_and_lays_out_nothing(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.wait(1)
        painted: list[object] = []
        for widget in table.screen.query("Lines"):
            refresh = widget.refresh

            def noted(*regions: object, layout: bool = False, _of: object = refresh, **more: object) -> object:
                painted.extend(regions if not layout else ["layout"])
                return _of(*regions, layout=layout, **more)  # type: ignore[operator]

            widget.refresh = noted  # type: ignore[method-assign, assignment]
        await table.wait(1)
        assert "layout" not in painted
        assert 0 < len(painted) <= 12


# -- the list of speakers ----------------------------------------------------------------------------------------------


async def test_three_numbers_and_enter_put_three_on_the_list(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47 99")
        assert table.hint == "⏎ Ghi phát biểu 3 người: 012, 047, 099"
        await table.press("enter")
        assert [one.delegate for one in waiting_list(table.state)] == [12, 47, 99]
        assert table.field.value == ""
        assert "Chờ phát biểu: 3" in table.queue_title
        assert "012" in table.card


async def test_a_number_nobody_has_puts_nobody_on_the_list(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 999")
        assert table.hint == "Không có “999” trong danh sách"
        await table.press("enter")
        assert table.field.value == "12 999"
        assert not table.state.speeches


async def test_a_name_and_enter_put_one_on_the_list_and_who_waits_is_not_put_there_twice(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("47")
        assert table.hint.startswith("⏎ Ghi phát biểu: 047")
        await table.press("enter")
        await table.type("47")
        assert table.hint.startswith("Đã chờ, thứ 1: 047")
        await table.press("enter")
        assert len(table.state.speeches) == 1
        assert "ĐÃ CHỜ TỪ TRƯỚC" in table.card


async def test_the_next_two_who_are_not_there_stand_out(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 50 51 52")
        await table.press("enter")
        rows = table.queue.splitlines()
        assert "● lần 1" in rows[0]
        assert "○ vắng" in rows[1]
        assert "vắng" not in rows[2]
        assert "○" in rows[2]


async def test_in_the_discussion_f9_calls_one_after_the_other_then_goes_on(path: Path) -> None:
    from store import StartItem

    async with table_on(path) as table:
        await table.run(StartItem(item=4))
        await table.wait(2)
        await table.type("12 47")
        await table.press("enter")
        await table.wait(2)
        assert table.next.startswith("F9 ▶ Mời 012")
        await table.press("f9")
        assert table.floor.splitlines()[0].startswith("▶ Thảo luận · 012")
        await table.wait(65)
        assert table.face.text == "03:55"
        assert table.foot.startswith("Đã nói 01:05 / 5′")
        await table.press("f9")
        await table.wait(60)
        assert table.next == "F9 ▶ Sang mục 08:40 Nội dung 5"
        await table.press("f9")
        fates = sorted((one.delegate, one.fate) for one in table.state.speeches.values() if one.delegate)
        assert fates == [(12, Fate.DELIVERED), (47, Fate.DELIVERED)]


async def test_an_arrow_chooses_and_enter_calls_whoever_is_chosen(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47 88")
        await table.press("enter")
        before = table.pressed
        await table.press("down", "down")
        assert table.hint.startswith("⏎ Mời ngay: 047")
        await table.press("enter")
        assert table.pressed - before == 3
        assert "047" in table.floor
        assert "F8 việc khác" not in table.hint  # nothing is chosen any more


@pytest.mark.parametrize(
    ("keys", "fact"),
    [
        (("2", "1"), lambda one: one.added_ms == 60_000),
        (("2", "6"), lambda one: one.added_ms == -60_000),
        (("3",), lambda one: one.on_deck),
        (("5", "1"), lambda one: one.fate is Fate.ABSENT),
        (("5", "2"), lambda one: one.fate is Fate.WITHDRAWN),
        (("5", "3"), lambda one: one.fate is Fate.IN_WRITING),
        (("1", "3"), lambda one: one.span is not None and one.span.started.wall.minute == 58),
        (("8", "5"), lambda one: one.unlimited),
        (("8", "6"), lambda one: one.paper),
    ],
)
async def test_f8_on_whoever_waits(path: Path, keys: tuple[str, ...], fact: object) -> None:
    async with table_on(path) as table:
        await table.type("12 47 88")
        await table.press("enter")
        before = table.pressed
        await table.press("down", "down", "f8", *keys)
        assert table.pressed - before <= 5
        one = next(one for one in table.state.speeches.values() if one.delegate == 47)
        assert fact(one)  # type: ignore[operator]
        await table.press("escape", "ctrl+z")
        again = next(one for one in table.state.speeches.values() if one.delegate == 47)
        assert not fact(again)  # type: ignore[operator]


@pytest.mark.parametrize(("key", "order"), [("1", [88, 12, 47]), ("2", [12, 88, 47]), ("3", [12, 47, 88])])
async def test_f8_moves_on_the_list(path: Path, key: str, order: list[int]) -> None:
    async with table_on(path) as table:
        await table.type("12 47 88")
        await table.press("enter", "down", "down", "down", "f8", "4", key)
        assert [one.delegate for one in waiting_list(table.state)] == order


async def test_somebody_else_reads(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("47")
        await table.press("enter", "down", "f8", "6")
        await table.type("ba lan")
        await table.press("enter")
        assert "ba lan đọc thay" in table.floor


async def test_minutes_for_whoever_speaks_take_four_keys_and_a_mistaken_end_can_be_taken_back(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47")
        await table.press("enter", "down", "enter")
        await table.wait(60)
        before = table.pressed
        await table.press("f8", "1", "2", "3")
        assert table.pressed - before == 4
        assert table.face.text == "07:00"
        await table.press("f8", "1", "1", "1")
        assert "Đã nói" not in table.foot
        await table.wait(30)
        await table.press("up", "f8", "1")
        await table.wait(1)
        assert table.face.text == "06:59"  # what passed meanwhile was a pause


async def test_speaking_once_more_is_a_second_speech(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12")
        await table.press("enter", "down", "enter")
        await table.wait(60)
        await table.press("f8", "1", "1", "1", "up", "f8", "7")
        mine = [one for one in table.state.speeches.values() if one.delegate == 12]
        assert sorted(one.fate is None for one in mine) == [False, True]
        assert "● lần 2" in table.queue


async def test_a_reply_comes_right_after_the_speech_it_answers(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47")
        await table.press("enter", "down", "f8", "9", "1", "3")
        kinds = [one.kind for one in waiting_list(table.state)]
        assert kinds == [SpeechKind.FLOOR, SpeechKind.REPLY, SpeechKind.FLOOR]
        assert "(chưa rõ tên)" in table.queue


async def test_somebody_unknown_speaks_at_once_and_is_named_later_with_the_times_kept(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f7", "2")
        assert table.pressed == 2
        await table.wait(90)
        assert "(CHƯA RÕ TÊN)" in table.floor
        await table.press("up", "enter", "1")
        await table.type("47")
        await table.press("enter")
        (one,) = table.state.speeches.values()
        assert one.delegate == 47
        assert one.span is not None
        assert f"{one.span.started.wall:%H:%M:%S}" == "08:00:00"
        assert in_hall(table.state, one)
        await table.wait(1)
        assert table.face.text == "03:29"


async def test_whoever_was_typed_in_vain_is_put_down_by_name(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("zyxw")
        assert table.hint == "Không tìm thấy · F7 thêm “zyxw”"
        await table.press("f7", "1", "enter")
        assert [one.name for one in table.state.speeches.values()] == ["zyxw"]
        assert table.field.value == ""


async def test_a_presentation_is_added_with_its_subject(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f7", "3", "1")
        await table.type("47")
        await table.press("enter")
        await table.type("cau")
        await table.press("tab")
        await table.type("8")
        await table.press("enter")
        (one,) = table.state.speeches.values()
        assert (one.kind, one.delegate, one.topic, one.minutes) == (SpeechKind.PREPARED, 47, "cau", 8)


async def test_a_correction_of_person_keeps_the_times_and_the_original(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12")
        await table.press("enter", "down", "enter")
        await table.wait(30)
        await table.press("f8", "1", "8", "1", "1")
        await table.type("88")
        await table.press("enter")
        (one,) = table.state.speeches.values()
        assert one.delegate == 88
        assert table.log()[-1].outcome["delegate"] == 12


async def test_real_times_are_corrected(path: Path) -> None:
    async with table_on(path, "08:30:00") as table:
        await table.type("12")
        await table.press("enter", "down", "enter")
        await table.wait(30)
        await table.press("f8", "1", "8", "3")
        await table.press(*["backspace"] * 8)
        await table.press("8", "colon", "2", "5", "enter")
        (one,) = table.state.speeches.values()
        assert one.span is not None
        assert f"{one.span.started.wall:%H:%M:%S}" == "08:25:00"
        await table.wait(0.5)
        assert table.face.text == "+00:30"


# -- the list as a whole -----------------------------------------------------------------------------------------------


async def test_the_list_is_closed_capped_and_advice_turned_off_from_the_day(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12")
        await table.press("enter", "f8", "5")
        assert "ĐÃ CHỐT" in table.queue_title
        await table.press("f8", "6", "2")
        assert "tối đa 3′/người" in table.queue_title
        await table.press("f8", "7")
        about = table.state.speaker_list
        assert (about.closed, about.cap_minutes, about.advice) == (True, 3, False)


async def test_the_fit_of_the_list_and_who_will_not_be_heard(path: Path) -> None:
    from store import StartItem

    async with table_on(path) as table:
        await table.run(StartItem(item=4))
        await table.type("12 47 88")
        await table.press("enter")
        assert "Còn 10 phút / 3 người chờ: 3′20″ mỗi người" in table.foot
        assert "Không kịp: 088" in table.foot


async def test_advice_names_a_reason_and_is_followed_only_by_a_person(tmp_path: Path) -> None:
    heard = speech(1, delegate=DelegateId(40), name="", fate=Fate.DELIVERED)
    path = written(tmp_path / "toadam.json", *here(40, 41, 47), heard)
    async with table_on(path) as table:
        from store import StartItem, StartSpeech

        await table.run(StartItem(item=4), QueueSpeakers(ids=(2, 3), delegates=(DelegateId(40), DelegateId(47))))
        await table.run(StartSpeech(speech=2))
        await table.wait(60)
        await table.type("40 41")
        await table.press("enter")
        order = [one.delegate for one in waiting_list(table.state)]
        await table.run(*())
        assert order == [47, 40, 41]
        await table.press("down", "down", "f8", "4", "1")
        await table.press("escape")
        assert "★ Gợi ý: 047" in table.foot
        assert "đơn vị chưa phát biểu" in table.foot
        assert table.next.startswith("F9 ▶ Mời 040")


# -- F8: the agenda ----------------------------------------------------------------------------------------------------


async def test_tab_and_arrows_choose_in_the_agenda_and_say_by_when_it_must_begin(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9", "tab")
        assert "▶ 08:00" in table.agenda
        await table.press("down")
        assert table.hint == "⏎ Bắt đầu ngay: Nội dung 2 · F8 việc khác"
        assert "bắt đầu muộn nhất 08:10" in table.agenda
        await table.press("right", "down")
        assert table.screen._podium.choosing.item is None


@pytest.mark.parametrize(
    ("keys", "fact"),
    [
        (("2", "1"), lambda state: state.runs[3].added_ms == 60_000),
        (("6",), lambda state: state.runs[3].skipped),
        (("9",), lambda state: 3 not in state.agenda),
        (("1", "1"), lambda state: bool(state.runs[3].spans)),
    ],
)
async def test_f8_on_an_item_to_come(path: Path, keys: tuple[str, ...], fact: object) -> None:
    async with table_on(path) as table:
        await table.press("tab", "down", "down", "f8", *keys)
        assert table.pressed <= 6
        assert fact(table.state)  # type: ignore[operator]


async def test_an_item_moves_before_another(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("tab", "down", "down", "f8", "7", "1")
        order = sorted(table.state.agenda.values(), key=lambda item: item.position)
        assert [item.id for item in order] == [3, 1, 2, 4, 5, 6]


async def test_an_item_is_added_behind_the_one_that_runs_and_changed(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9", "f7", "4", "2")
        await table.type("moi")
        await table.press("tab")
        await table.press("backspace", "backspace", "1", "5", "enter")
        order = sorted(table.state.agenda.values(), key=lambda item: item.position)
        assert [(item.title, item.minutes) for item in order[:2]] == [("Nội dung 1", 10), ("moi", 15)]
        await table.press("tab", "down", "f8", "8")
        await table.press("x", "enter")
        assert "moix" in [item.title for item in table.state.agenda.values()]


async def test_the_running_item_stops_goes_on_and_goes_back(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        await table.wait(300)
        await table.press("f8", "2", "4", "3")
        assert "✔ 08:00" in table.agenda
        assert table.state.runs[1].spans[-1].ended is not None
        await table.press("f8", "4")
        assert "▶ 08:00 Nội dung 1" in table.agenda
        await table.press("f8", "2", "1", "2")
        assert table.state.runs[1].spans[0].started.wall.minute == 4


async def test_a_forgotten_start_is_offered_from_when_it_was_due(path: Path) -> None:
    async with table_on(path, "08:04:00") as table:
        assert table.notice == "08:00 Nội dung 1 chưa bấm bắt đầu"
        assert table.next == "F9 ▶ Bắt đầu từ 08:00: Nội dung 1"
        assert table.hint == "⏎ Bắt đầu từ 08:00"
        await table.press("enter")
        assert table.pressed == 1
        assert "▶ 08:00 Nội dung 1" in table.agenda
        assert table.face.text == "06:00"
        assert table.notice != "08:00 Nội dung 1 chưa bấm bắt đầu"


async def test_late_leaders_are_to_be_introduced_until_it_is_said_they_were(path: Path) -> None:
    from store import CheckIn, OpenConference
    from store.records import Method

    async with table_on(path) as table:
        await table.press("f9")
        await table.run(OpenConference())
        await table.wait(60)
        met = sorted(table.state.met)
        assert not met or table.notice == ""
        await table.run(CheckIn(delegate=DelegateId(3), method=Method.NUMBER))
        assert table.notice == ""  # nobody goes to meet this one


async def test_what_made_the_day_late_is_told(path: Path) -> None:
    async with table_on(path, "08:04:00") as table:
        await table.press("f9", "f8", "8")
        assert table.app.screen.query("NoticeDialog, VerticalScroll")
        await table.press("escape")
        assert table.verbs() == ["start_item"]


# -- scans -------------------------------------------------------------------------------------------------------------


async def test_a_scan_admits_first_and_puts_on_the_list_only_who_is_in_already(path: Path) -> None:
    async with table_on(path) as table:
        await table.scan(code(30))
        assert "ĐÃ ĐIỂM DANH" in table.card
        assert not table.state.speeches
        await table.scan(code(30))
        assert not table.state.speeches  # read twice in one go
        await table.wait(600)
        await table.scan(code(30))
        assert "GHI VÀO DANH SÁCH PHÁT BIỂU" in table.card
        assert [one.delegate for one in waiting_list(table.state)] == [30]
        await table.scan(code(30))
        assert "ĐÃ CHỜ TỪ TRƯỚC" in table.card
        assert len(table.state.speeches) == 1
        await table.press("ctrl+z")
        assert not table.state.speeches


async def test_a_scan_leaves_what_is_typed_and_chosen(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47")
        await table.press("enter", "down")
        await table.type("a")
        await table.scan(code(88))
        assert table.field.value == "a"
        await table.press("escape")
        assert table.hint.startswith("⏎ Mời ngay: 012")


# -- screens -----------------------------------------------------------------------------------------------------------


async def test_f3_comes_here_from_everywhere_and_the_clock_rests_behind_another_screen(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        screen = table.screen
        await table.press("f2")
        await table.pilot.pause()
        assert screen._second is not None
        assert not screen._second._active.is_set() or screen._second._task is None or screen._second._task.done()
        await table.elsewhere(QueueSpeakers(ids=(1,), delegates=(DelegateId(47),)))
        await table.press("f3")
        assert table.screen is screen
        assert "047" in table.queue


async def test_a_dialog_leaves_the_clock_going(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9", "f8")
        assert isinstance(table.app.screen, PickDialog)
        await table.wait(30)
        assert table.face.text == "09:30"


async def test_everything_has_its_place_by_mouse(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47")
        await table.press("enter")
        await table.pilot.click("#queue", offset=(10, 2))
        await table.settle()
        assert table.hint.startswith("⏎ Mời ngay: 047")
        await table.pilot.click("#queue", offset=(10, 2))
        await table.settle()
        assert "047" in table.floor
        await table.pilot.click("#agenda", offset=(10, 3))
        await table.settle()
        assert table.hint.startswith("⏎ Bắt đầu ngay: Nội dung 2")
        await table.press("escape")
        await table.wait(1)
        await table.pilot.click("#next", offset=(3, 0))
        await table.settle()
        assert "next" in table.verbs()
