"""The moderator's screen: half a day with counted keys, and nothing that moves on by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from builders import code
from moderator_desk import here, table_on, written
from store import (
    Level,
    Next,
    QueueSpeakers,
    StartItem,
    waiting_list,
)
from store.records import DelegateId
from tui.dialogs.pick import PickDialog
from tui.themes import LIGHT
from tui.widgets.big_clock import BigClock
from tui.widgets.key_hints import KeyHints


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


async def test_the_hall_is_told_from_the_table(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f8", "9", "8")
        assert table.verbs() == ["show_in_hall"]
        assert "MÀN HÌNH HỘI TRƯỜNG" in table.card


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


async def test_the_digits_stand_in_the_middle_and_every_row_begins_where_the_others_do(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9")
        clock = table.screen.query_one(BigClock)
        rows = [line.content.plain for line in clock.lines(*clock.size) if line.content]
        left = {len(row) - len(row.lstrip()) for row in rows if row[:20].strip()}
        assert {len(row) for row in rows} == {clock.size.width}
        assert len(left) == 1


async def test_no_clock_presses_a_leader(path: Path) -> None:
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
        assert table.ticks
        screen = table.screen
        await table.press("f2")
        assert screen._second is None
        await table.elsewhere(QueueSpeakers(ids=(1,), delegates=(DelegateId(47),)))
        await table.press("f3")
        assert table.ticks
        assert "047" in table.queue


async def test_a_screen_come_back_to_has_the_colours_chosen_meanwhile(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f2")
        table.app.theme = LIGHT
        await table.press("f3")
        colours = table.app.get_css_variables()
        assert table.screen.query_one(KeyHints).styles.background == Color.parse(colours["panel"])


async def test_a_dialog_leaves_the_clock_going(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f9", "f8")
        assert table.asks(PickDialog)
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


async def test_the_palette_finds_an_item_of_the_agenda_and_what_can_be_done(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("f2", "ctrl+p")
        await table.type("noi dung 3")
        await table.press("enter")
        assert table.hint == "⏎ Bắt đầu ngay: Nội dung 3 · F8 việc khác"
        await table.press("escape", "ctrl+p")
        await table.type("tiep theo")
        await table.press("enter")
        assert table.verbs() == ["next"]


async def test_somebody_found_in_the_palette_here_is_looked_at_here(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("ctrl+p")
        await table.type("47")
        await table.press("enter")
        assert table.hint.startswith("⏎ Ghi phát biểu: 047")
