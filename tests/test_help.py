"""F1: the keys of what has the keyboard, then of the screen or dialog, then those that are the same everywhere."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import MouseScrollDown, MouseScrollUp
from textual.screen import Screen
from textual.widget import Widget

import tui
from builders import code
from conftest import write_conference
from idle import until
from moderator_desk import table_on, written
from reception_desk import Desk, desk_on, people
from store.records import Role
from tui.app import HasPlace
from tui.calibrator import Calibrator
from tui.dialogs.dialog import Dialog
from tui.dialogs.form import FormDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.pick import Entries, PickDialog
from tui.i18n import _
from tui.roles import SCREENS
from tui.widgets.key_hints import KeyHints
from tui.widgets.key_table import KeyTable
from tui.widgets.text_field import TextField

TOLD_WITH = {
    **dict.fromkeys(("down", "pageup", "pagedown", "home", "end"), "up"),
    **{"left": "right", "shift+tab": "tab", "ctrl+j": "enter"},
}
"""Keys that one sentence tells of together."""
SAME_EVERYWHERE = frozenset({"escape", "f1", "ctrl+q"})


def kinds(kind: type[Dialog] = Dialog) -> Iterator[type[Dialog]]:  # type: ignore[type-arg]
    """Every kind of dialog there is in the program, whatever has been imported until now."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("tui."):
            yield below
        yield from kinds(below)


for _module in pkgutil.walk_packages(tui.__path__, "tui."):
    if not _module.name.endswith("__main__"):
        import_module(_module.name)


def bound(owner: type[DOMNode]) -> set[str]:
    """What it takes for itself, each by the key the help calls it."""
    declared = Binding.make_bindings(vars(owner).get("BINDINGS", ()))
    return {TOLD_WITH.get(binding.key, binding.key) for binding in declared}


@pytest.mark.parametrize("dialog", sorted(set(kinds()), key=lambda kind: str(kind)))
def test_a_dialog_tells_every_key_it_is_bound_to(dialog: type[Dialog]) -> None:  # type: ignore[type-arg]
    listed = (*dialog.PLACE.keys, *dialog.PLACE.everywhere)
    told = {TOLD_WITH.get(key.key, key.key) for key in listed}
    told |= {name for name, arrow in (("right", "→"), ("up", "↑")) if any(arrow in key.shown for key in listed)}
    assert bound(dialog) - SAME_EVERYWHERE <= told


def taken_by(owner: DOMNode) -> set[str]:
    return set(owner._bindings.key_to_bindings)


async def test_what_is_told_of_a_screen_is_bound_where_the_help_says(tmp_path: Path) -> None:
    async with desk_on(write_conference(tmp_path / "toadam.json", people())) as desk:
        for mode in SCREENS[Role.OFFICE][:-1]:
            await desk.app.switch_mode(mode)
            await desk.settle()
            told_of(desk.app.screen)


def told_of(screen: Screen[Any]) -> None:
    """What is told of the keyboard's widget, of the screen and of everywhere is bound to each."""
    assert isinstance(screen, HasPlace)
    assert {key.key for key in screen.PLACE.focus} <= taken_by(screen.focused or screen)
    assert {key.key for key in screen.PLACE.own} <= taken_by(screen)
    assert {key.key for key in screen.PLACE.everywhere} <= taken_by(screen.app)


# -- what is read ------------------------------------------------------------------------------------------------------


def told(desk: Desk) -> list[str]:
    assert desk.asks(HelpDialog)
    return desk.app.screen.query_one(KeyTable).text.splitlines()


def titles(rows: list[str]) -> list[str]:
    wanted = [_("In the field"), _("On this screen"), _("In this dialog"), _("Everywhere")]
    return [row for row in rows if row in wanted]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_conference(tmp_path / "toadam.json", people())


async def test_the_field_comes_first_then_the_screen_then_what_is_the_same_everywhere(path: Path) -> None:
    async with desk_on(path) as desk:
        await desk.press("f1")
        assert titles(told(desk)) == ["Trong ô đang gõ", "Trên màn hình này", "Ở mọi nơi"]
        assert told(desk)[1].split(maxsplit=1) == ["Enter", "Làm việc ghi ở dòng dưới ô: điểm danh người đang chọn."]


async def test_a_moderator_reads_of_the_day_and_not_of_the_door(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json"), role=Role.MODERATOR) as table:
        await table.press("f1")
        text = table.app.screen.query_one(KeyTable).text.lower()
        assert "người phát biểu tiếp theo" in text
        assert not [word for word in ("điểm danh", "danh sách mới", "phân loại") if word in text]


async def test_in_a_dialog_its_own_keys_come_first_and_nothing_typed_is_lost(path: Path) -> None:
    async with desk_on(path) as desk:
        await desk.press("f8")
        assert desk.asks(PickDialog)
        await desk.press("f1")
        assert titles(told(desk)) == ["Trong hộp thoại này", "Ở mọi nơi"]
        assert "Lấy ngay dòng mang số đó." in told(desk)[1]
        await desk.press("f1")
        assert desk.asks(PickDialog)


async def test_a_form_goes_on_after_its_help(path: Path) -> None:
    async with desk_on(path) as desk:
        await desk.type("47")
        await desk.press("f8", "1")
        assert desk.asks(FormDialog)
        await desk.type("Tran")
        await desk.press("f1")
        assert titles(told(desk)) == ["Trong hộp thoại này", "Trong ô đang gõ", "Ở mọi nơi"]
        await desk.press("escape")
        assert desk.asks(FormDialog)
        assert desk.app.screen.query(TextField).first().text == "Tran"


async def test_the_wheel_goes_through_a_list_to_its_ends(path: Path) -> None:
    async with desk_on(path) as desk:
        await desk.press("f8")
        assert desk.asks(PickDialog)
        listed = desk.app.screen.query_one(Entries)
        last = len(listed.entries) - 1
        for _notch in range(last + 2):
            listed.post_message(wheel(MouseScrollDown, listed))
        await desk.settle()
        assert listed.place == last
        listed.post_message(wheel(MouseScrollUp, listed))
        await desk.settle()
        assert listed.place == last - 1


def wheel(kind: type[MouseScrollDown] | type[MouseScrollUp], over: Widget) -> MouseScrollDown | MouseScrollUp:
    """One notch over a widget."""
    return kind(over, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=1, screen_y=1)


# -- what would do nothing ---------------------------------------------------------------------------------------------


def place_of(desk: Desk, key: str) -> int:
    return desk.screen.query_one(KeyHints).text.index(key)


async def test_a_key_of_the_footer_that_would_do_nothing_is_in_brackets_until_it_would(path: Path) -> None:
    async with desk_on(path) as desk:
        hints = desk.screen.query_one(KeyHints)
        assert "(Ctrl+Z Hoàn tác)" in hints.text
        await desk.scan(code(47))
        assert "Ctrl+Z Hoàn tác" in hints.text
        assert "(" not in hints.text


async def test_clicked_all_the_same_it_says_why_and_does_nothing(path: Path) -> None:
    async with desk_on(path) as desk:
        await desk.pilot.click("#keys", offset=(place_of(desk, "Ctrl+Z") + 1, 0))
        await desk.settle()
        assert "CHƯA LÀM ĐƯỢC" in desk.card
        assert "Không có thao tác để hoàn tác" in desk.card
        assert desk.log() == []


async def test_several_found_and_none_meant_f8_asks_for_one(path: Path) -> None:
    async with desk_on(path) as desk:
        await desk.type("trinh cong son")
        assert "(F8 Việc khác)" in desk.screen.query_one(KeyHints).text
        await desk.press("f8")
        assert "chọn một người trước" in desk.card
        await desk.press("down", "down", "f8")
        assert desk.asks(PickDialog)


async def test_with_nothing_on_f9_and_space_say_what_they_wait_for(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json")) as table:
        await table.press("space")
        assert "Không có ai đang phát biểu" in table.card
        assert "(Space Tạm dừng" in table.screen.query_one(KeyHints).text


async def test_the_scanner_test_that_stands_alone_tells_its_keys_and_no_others() -> None:
    app = Calibrator()
    async with app.run_test() as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog))
        told = app.screen.query_one(KeyTable).text
        assert "Esc" in told
        assert "F2" not in told
