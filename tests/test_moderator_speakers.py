"""The list of speakers on the moderator's screen: each thing done about it, with its keys counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import code, speech
from moderator_desk import here, table_on, written
from store import (
    Fate,
    QueueSpeakers,
    Speech,
    SpeechKind,
    StartItem,
    StartSpeech,
    in_hall,
    waiting_list,
)
from store.records import DelegateId


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Six items from eight o'clock on; 12, 47 and 88 are in the hall, and so is the first of the leaders."""
    return written(tmp_path / "toadam.json", *here(1, 12, 47, 88))


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


Fact = Callable[[Speech], object]

ON_A_SPEECH: dict[tuple[str, ...], Fact] = {
    ("2", "1"): lambda one: one.added_ms == 60_000,
    ("2", "6"): lambda one: one.added_ms == -60_000,
    ("3",): lambda one: one.on_deck,
    ("5", "1"): lambda one: one.fate is Fate.ABSENT,
    ("5", "2"): lambda one: one.fate is Fate.WITHDRAWN,
    ("5", "3"): lambda one: one.fate is Fate.IN_WRITING,
    ("8", "5"): lambda one: one.unlimited,
    ("8", "6"): lambda one: one.paper,
    ("1", "3"): lambda one: one.span is not None and one.span.started.wall.minute == 58,
}
"""What is pressed after F8 on somebody who waits, and what is true then."""


async def test_f8_on_whoever_waits_and_back_again(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47 88")
        await table.press("enter", "down", "down")
        for keys, fact in ON_A_SPEECH.items():
            (before,) = (one for one in table.state.speeches.values() if one.delegate == 47)
            await table.press("f8", *keys)
            assert fact(table.state.speeches[before.id]), keys
            assert not fact(before), keys
            await table.press("ctrl+z")
            assert table.state.speeches[before.id] == before, keys


async def test_f8_moves_on_the_list(path: Path) -> None:
    async with table_on(path) as table:
        await table.type("12 47 88")
        await table.press("enter", "down", "down", "down")
        for key, order in {"1": [88, 12, 47], "3": [12, 88, 47], "2": [88, 12, 47]}.items():
            await table.press("f8", "4", key)
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


@pytest.mark.parametrize("further", [[], ["1"]], ids=["asked how", "asked who"])
async def test_a_badge_says_who_speaks(path: Path, further: list[str]) -> None:
    """Whose badge is read for the first time is only let in: they may be in the queue at the door."""
    async with table_on(path) as table:
        await table.press("f7", "2", "up", "enter", *further)
        asked = table.app.screen
        await table.scan(code(99))
        assert table.app.screen is asked
        assert 99 in table.state.attendance
        await table.scan(code(47))
        (one,) = table.state.speeches.values()
        assert one.delegate == 47
        assert table.app.screen is table.screen


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
    async with table_on(path) as table:
        await table.run(StartItem(item=4))
        await table.type("12 47 88")
        await table.press("enter")
        assert "Còn 10 phút / 3 người chờ: 3′20″ mỗi người" in table.foot
        assert "không kịp: 088" in table.foot


async def test_advice_names_a_reason_and_is_followed_only_by_a_person(tmp_path: Path) -> None:
    heard = speech(1, delegate=DelegateId(40), name="", fate=Fate.DELIVERED)
    path = written(tmp_path / "toadam.json", *here(40, 41, 47), heard)
    async with table_on(path) as table:
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
