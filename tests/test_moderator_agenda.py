"""The agenda on the moderator's screen: each thing done about it, with its keys counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import delegate
from moderator_desk import here, table_on, written
from store import (
    CheckIn,
    State,
)
from store.records import Method
from tui.dialogs.notice import NoticeDialog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Six items from eight o'clock on; 12, 47 and 88 are in the hall, and so is the first of the leaders."""
    return written(tmp_path / "toadam.json", *here(1, 12, 47, 88))


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


async def test_home_and_end_go_to_the_ends_of_the_list_and_in_a_text_to_its_ends(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("tab", "end")
        assert "Nội dung 6" in table.hint
        await table.press("home")
        assert "Nội dung 1" in table.hint
        await table.press("escape", "h", "a", "home", "x")
        assert table.field.value == "xha"


ON_AN_ITEM: dict[tuple[str, ...], Callable[[State], object]] = {
    ("2", "1"): lambda state: state.runs[3].added_ms == 60_000,
    ("6",): lambda state: state.runs[3].skipped,
    ("1", "1"): lambda state: state.runs[3].spans,
    ("9",): lambda state: 3 not in state.agenda,
}
"""What is pressed after F8 on the third item while it is still to come, and what is true then."""


async def test_f8_on_an_item_to_come_and_back_again(path: Path) -> None:
    async with table_on(path) as table:
        await table.press("tab", "down", "down")
        for keys, fact in ON_AN_ITEM.items():
            await table.press("f8", *keys)
            assert fact(table.state), keys
            await table.press("ctrl+z")
            assert 3 not in table.state.runs, keys
            assert 3 in table.state.agenda, keys


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


async def test_late_leaders_are_to_be_introduced_until_it_is_said_they_were(tmp_path: Path) -> None:
    leader, other = delegate(1, role="Chủ trì"), delegate(2)
    async with table_on(written(tmp_path / "toadam.json", leader, other)) as table:
        await table.press("f9")
        assert table.notice == "Chưa chốt khai mạc"
        await table.press("enter")
        assert table.state.opening is not None
        await table.wait(60)
        for one in (leader, other):
            await table.run(CheckIn(delegate=one.id, method=Method.NUMBER))
        assert table.notice.startswith(f"Giới thiệu bổ sung: {leader.name}")
        assert other.name not in table.notice
        assert table.hint == "⏎ Đã giới thiệu xong"
        await table.press("enter")
        assert table.notice == ""
        assert table.state.opening.introduced == (leader.id,)
        await table.press("ctrl+z")
        assert table.notice.startswith("Giới thiệu bổ sung")


async def test_what_made_the_day_late_is_told(path: Path) -> None:
    async with table_on(path, "08:04:00") as table:
        await table.press("f9", "f8", "8")
        assert table.asks(NoticeDialog)
        await table.press("escape")
        assert table.verbs() == ["start_item"]
