"""Adjusting the agenda: every key says what it comes to, and only Enter changes anything, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from moderator_desk import Table, table_on, written
from tui.dialogs.what_if import WhatIfDialog, _Outcome, _Rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "toadam.json")


def outcome(table: Table) -> str:
    return table.app.screen.query_one(_Outcome).text


def rows(table: Table) -> list[str]:
    return [" ".join(row.split()) for row in table.app.screen.query_one(_Rows).text.splitlines()]


def cap(table: Table) -> int | None:
    return table.state.speaker_list.cap_minutes


async def late_by_ten(table: Table) -> None:
    """The first item took ten minutes too long, and the dialog is open."""
    await table.press("f9")
    await table.wait(20 * 60)
    await table.press("f9", "f8", "3")
    assert table.asks(WhatIfDialog)
    assert outcome(table) == "Kết thúc 09:10 · muộn 10 phút"


async def test_a_dropped_break_is_seen_before_it_is_dropped(path: Path) -> None:
    async with table_on(path) as table:
        await late_by_ten(table)
        await table.press("down", "down", "space")
        assert rows(table)[3] == "▶ 08:20 Nội dung 3 ◀ bỏ ▶"
        assert outcome(table) == "Kết thúc 09:00 · −10′ · kịp giờ"
        assert table.verbs() == ["next", "next"]
        await table.press("enter")
        assert table.verbs()[2:] == ["replan"]
        assert table.state.runs[3].skipped
        assert "Chậm 10 phút – kết thúc 09:00" in table.agenda
        await table.press("ctrl+z")
        assert "Chậm 10 phút – kết thúc 09:10" in table.agenda


async def test_a_shorter_item_and_a_cap_are_made_together_and_taken_back_together(path: Path) -> None:
    async with table_on(path) as table:
        await late_by_ten(table)
        await table.press("escape")
        await table.type("12 47")
        await table.press("enter", "f8", "3")
        await table.press(*["left"] * 7)
        assert rows(table)[1] == "▶ Mỗi phát biểu còn lại nhiều nhất ◀ 3′ ▶"
        await table.press("down", "down", *["left"] * 6)
        assert rows(table)[3] == "▶ 08:20 Nội dung 3 ◀ 4′ ▶"
        assert outcome(table).startswith("Kết thúc 09:00 · −10′ · kịp giờ")
        await table.press("enter")
        assert cap(table) == 3
        assert table.state.runs[3].added_ms == -6 * 60_000
        assert table.state.runs[2].added_ms == -4 * 60_000  # two speeches of three minutes are all it needs
        await table.press("ctrl+z")
        assert cap(table) is None
        assert 3 not in table.state.runs


async def test_another_end_is_wanted_and_escape_changes_nothing(path: Path) -> None:
    async with table_on(path) as table:
        await late_by_ten(table)
        await table.press("up", "right", "right")
        assert rows(table)[0] == "▶ Muốn kết thúc lúc ◀ 09:10 ▶"
        assert outcome(table) == "Kết thúc 09:10 · kịp giờ"
        await table.press("enter")
        assert table.asks(WhatIfDialog)  # nothing to apply
        await table.press("escape")
        assert table.verbs() == ["next", "next"]


async def test_by_mouse(path: Path) -> None:
    async with table_on(path) as table:
        await late_by_ten(table)
        await table.pilot.click(_Rows, offset=(4, 3))
        await table.pilot.click(_Rows, offset=(4, 3))
        await table.settle()
        assert outcome(table) == "Kết thúc 09:00 · −10′ · kịp giờ"
        await table.pilot.click(_Outcome, offset=(4, 0))
        await table.settle()
        assert table.state.runs[3].skipped
