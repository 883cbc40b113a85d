"""Nothing jumps: not when a number grows, not while a clock runs; and another size of the window loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

import builders
from after_the_day import on_disk
from builders import code, present, speech
from conftest import write_conference
from day_scenes import crowded
from moderator_desk import here, table_on, written
from office_scenes import LONG_TEXT
from reception_desk import Desk, desk_on, people
from store import CheckIn
from store.records import DelegateId, Method
from tui.dialogs.form import FormDialog
from tui.widgets.big_clock import BigClock
from tui.widgets.head_counts import HeadCounts
from tui.widgets.lines import Line, Lines, fitted, parted
from tui.widgets.text_editor import TextEditor
from tui.widgets.text_field import TextField

LARGE, SMALL = (200, 50), (80, 24)
SIZES = (SMALL, (120, 36), LARGE)


TAKE_TURNS = ("awaited", "notice")
"""They have the same row."""


def regions(screen: Screen[Any]) -> list[tuple[str, Region]]:
    """Where everything stands."""
    everything = ((one.id or type(one).__name__, one.region) for one in screen.walk_children(Widget))
    return [(name, region) for name, region in everything if name not in TAKE_TURNS]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_while_the_clock_runs_and_passes_an_hour_nothing_moves(size: tuple[int, int], tmp_path: Path) -> None:
    waiting = [speech(id, delegate=DelegateId(id * 10), name="") for id in (1, 2)]
    async with table_on(written(tmp_path / "toadam.json", *here(10, 20), *waiting), size=size) as table:
        await table.press("down", "enter", "escape", "escape")
        table.screen.show_ready()
        await table.settle()
        before, shown = regions(table.screen), set()
        for seconds in (1, 8, 590, 3000, 1):
            await table.wait(seconds)
            table.screen.show_ready()
            await table.settle()
            shown.add(table.screen.query_one(BigClock).text)
            assert regions(table.screen) == before
        assert len(shown) == 5


async def test_when_a_number_gets_another_digit_nothing_moves_at_the_door(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", people(), [present(one) for one in people()[:8]])
    async with desk_on(path, size=SMALL) as desk:
        before = regions(desk.screen)
        for number in (9, 10, 11):
            await desk.scan(code(number))
            assert regions(desk.screen) == before
        assert "11/112" in desk.counts


@pytest.mark.parametrize("mode", ["overview", "delegates"])
async def test_nor_on_the_screens_that_count_and_list(mode: str, tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", people(), [present(one) for one in people()[:8]])
    async with desk_on(path, size=LARGE) as desk:
        await desk.app.switch_mode(mode)
        await desk.settle()
        before = regions(desk.app.screen)
        for number in (9, 10, 11):
            await desk.app._store.run(CheckIn(delegate=DelegateId(number), method=Method.NUMBER))
            await desk.settle()
            assert regions(desk.app.screen) == before
        assert "11/112" in desk.app.screen.query_one(HeadCounts).text


async def test_everything_fits_or_is_seen_to_be_cut_in_a_crowd_of_long_names_at_every_size(tmp_path: Path) -> None:
    state = crowded(200)
    for id in (1, 2):
        state = state.put(builders.proposal(id, LONG_TEXT * 3, theme="to-chuc"))
    async with desk_on(on_disk(tmp_path, state), size=SMALL) as desk:
        for mode, keys in LOOKED_AT.items():
            await desk.app.switch_mode(mode)
            await desk.press(*keys)
            for size in SIZES:
                await desk.pilot.resize_terminal(*size)
                await desk.settle()
                assert cut_silently(desk.app.screen) == [], (mode, size)


LOOKED_AT = {
    "reception": tuple("nguyen"),
    "moderator": ("down", "down"),
    "proposals": ("up",),
    "overview": ("right",),
    "delegates": ("down", "down", "down"),
}
"""The screens, and how somebody or something is chosen there."""


def cut_silently(screen: Screen[Any]) -> list[str]:
    """Rows longer than there is room for, and more rows than there is room for, whose end nobody would miss."""
    drawn = [lines for lines in screen.query(Lines) if lines.display and lines.size.width and lines.size.height]
    long = [
        f"{lines.css_identifier}: {line.content.plain}"
        for lines in drawn
        for line in lines._shown
        if line.content.rstrip().cell_length > lines.size.width
    ]
    below = [
        f"{lines.css_identifier}, below: {line.content.plain}"
        for lines in drawn
        for line in lines._shown[lines.size.height :]
        if line.content.plain.strip()
    ]
    return [*long, *below]


def test_what_does_not_fit_ends_in_an_ellipsis_and_what_fits_does_not() -> None:
    rows = [Line(Content(word)) for word in ("một", "hai", "ba", "bốn")]
    assert [line.content.plain for line in fitted(rows, 4, 3)] == ["một", "hai", "ba …"]
    assert [line.content.plain for line in fitted(rows, 3, 2)] == ["một", "ha…"]
    assert fitted(rows, 4, 4) == rows
    assert fitted(rows, 4, 0) == []


def test_a_row_breaks_between_what_dots_set_apart() -> None:
    told = "Đi thay 2 · Vắng có lý do 2 · Đến muộn 3"
    assert [row.plain for row in parted(told, 28)] == ["Đi thay 2 · Vắng có lý do 2", "Đến muộn 3"]
    assert [row.plain for row in parted(told, 12)] == ["Đi thay 2", "Vắng có lý", "do 2", "Đến muộn 3"]


# -- another size ------------------------------------------------------------------------------------------------------


async def to_and_fro(desk: Desk) -> None:
    for size in (SMALL, LARGE):
        await desk.pilot.resize_terminal(*size)
        await desk.settle()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_conference(tmp_path / "toadam.json", people())


async def test_what_is_typed_and_who_is_chosen_outlast_another_size(path: Path) -> None:
    async with desk_on(path, size=LARGE) as desk:
        await desk.type("trinh")
        await desk.press("down")
        before = (desk.field.value, desk.hint, desk.found)
        await to_and_fro(desk)
        assert (desk.field.value, desk.hint, desk.found) == before
        assert "▶" in desk.found


async def test_an_open_form_and_what_is_filled_in_outlast_another_size(path: Path) -> None:
    async with desk_on(path, size=LARGE) as desk:
        await desk.type("47")
        await desk.press("f8", "1")
        await desk.type("Tran")
        await desk.press("tab")
        await desk.type("To")
        dialog, focused = desk.app.screen, desk.app.focused
        await to_and_fro(desk)
        assert desk.asks(FormDialog)
        assert (desk.app.screen, desk.app.focused) == (dialog, focused)
        assert [field.text for field in dialog.query(TextField)][:2] == ["Tran", "To"]


async def test_a_text_half_written_and_its_cursor_outlast_another_size(path: Path) -> None:
    async with desk_on(path, size=LARGE) as desk:
        await desk.press("f4")
        editor = desk.app.screen.query_one(TextEditor)
        editor.put_in("Đề nghị hỗ trợ kinh phí " * 9)
        await desk.press("left", "left")
        before = (editor.text, editor.cursor_location)
        await to_and_fro(desk)
        assert (editor.text, editor.cursor_location) == before
