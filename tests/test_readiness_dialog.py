"""“Sẵn sàng” on screen: the first thing to do is chosen, Enter leads to it and back, F keys prove themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.geometry import Offset

from builders import delegates
from conftest import opener, write_conference
from idle import until
from reception_desk import Desk, desk_on
from store import RecordBadges
from store.records import Delegate, Role
from store.trial_badges import TEST_BADGE
from test_calibration_dialog import until_told
from tui import preferences
from tui.app import ToaDamApp
from tui.dialogs.calibration import CalibrationDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.file_picker import FilePicker
from tui.dialogs.form import FormDialog
from tui.dialogs.pick import Entries
from tui.dialogs.readiness import ReadinessDialog
from tui.next_window import ShowWelcome
from tui.palette import keys_of
from tui.screens.moderator import ModeratorScreen
from tui.screens.reception import ReceptionScreen
from tui.widgets.check_list import CheckList
from tui.widgets.hint_line import HintLine
from tui.window import Window

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def _own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@asynccontextmanager
async def ready(folder: Path, people: int = 2, *, by: str = "palette") -> AsyncIterator[Desk]:
    """A desk with the list opened, once the disk has been looked at."""
    async with desk_on(write_conference(folder / "toadam.json", delegates(people)), SIZE) as desk:
        await desk.app.run_action("readiness") if by == "palette" else await by_the_menu(desk)
        await until(desk.pilot, lambda: desk.asks(ReadinessDialog) and "đang xem" not in rows(desk))
        yield desk


async def by_the_menu(desk: Desk, label: str = "Sẵn sàng") -> None:
    await desk.press("f8")
    deeds = desk.app.screen.query_one(Entries)
    place = next(place for place, entry in enumerate(deeds.entries) if entry.label.startswith(label))
    await desk.press(*["down"] * (place - deeds.place), "enter")


def rows(desk: Desk) -> str:
    return desk.app.screen.query_one(CheckList).text


def row(desk: Desk, label: str) -> str:
    return next(line for line in rows(desk).split("\n") if f" {label} " in line)


def hint(desk: Desk) -> str:
    return desk.app.screen.query_one("#choice", HintLine).text


async def test_the_first_f_key_ticks_its_line_and_the_next_goes_where_it_goes(tmp_path: Path) -> None:
    async with ready(tmp_path) as desk:
        assert row(desk, "Phím F").startswith("  ! ")
        await desk.press("f3")
        assert desk.asks(ReadinessDialog)
        assert row(desk, "Phím F").startswith("  ✓ ")
        await desk.press("f3")
        assert desk.asks(ModeratorScreen)


async def test_opened_by_f8_the_first_thing_to_do_is_chosen_and_once_it_is_done_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def printed(_app: object, window: Window, people: Sequence[Delegate]) -> RecordBadges:
        return RecordBadges.of(people, window.store.state.conference)

    monkeypatch.setattr("tui.dialogs.readiness.print_badges", printed)
    async with ready(tmp_path, by="menu") as desk:
        assert row(desk, "Phím F").startswith("  ✓ "), "F8 is one"
        assert row(desk, "Thẻ").startswith("▶ ! ")
        assert "cần in 2 · đã đúng 0" in row(desk, "Thẻ")
        assert "In những thẻ cần in" in hint(desk)
        assert "Màn chiếu" in rows(desk), "all of it has room"
        for height in (SIZE[1], 22):
            await desk.pilot.resize_terminal(80, height)
            keys = desk.app.screen.query(".dialog-hint").last()
            await until(desk.pilot, lambda keys=keys, height=height: keys.region.bottom < height)  # type: ignore[misc]
            assert row(desk, "Thẻ").startswith("▶ ! ")
        await desk.press("enter")
        await until(desk.pilot, lambda: desk.asks(ReadinessDialog) and "đã in 2, đều đúng" in row(desk, "Thẻ"))
        assert row(desk, "Máy quét").startswith("▶ ! ")


async def test_enter_or_a_second_click_leads_to_where_it_is_done_and_back_with_what_came_of_it(tmp_path: Path) -> None:
    async with ready(tmp_path, by="menu") as desk:
        assert "chưa thử" in row(desk, "Máy quét")
        await desk.press("down", "enter")
        assert desk.asks(CalibrationDialog)
        await desk.scan(TEST_BADGE)
        await until_told(desk, "Máy này sẵn sàng")
        await desk.press("escape")
        await until(desk.pilot, lambda: desk.asks(ReadinessDialog))
        assert row(desk, "Máy quét").startswith("  ✓ "), "remembered on this machine"
        await desk.press(*["down"] * 4, "enter")
        assert desk.asks(FormDialog), "the place of the second backup"
        await desk.press("escape")
        await until(desk.pilot, lambda: desk.asks(ReadinessDialog))
        await desk.pilot.click(CheckList, offset=Offset(20, 0))
        assert row(desk, "Danh sách").startswith("▶ ")
        await desk.pilot.click(CheckList, offset=Offset(20, 0))
        await until(desk.pilot, lambda: desk.asks(FilePicker))
        await desk.press("escape", "escape")
        assert desk.asks(ReceptionScreen)
    assert preferences.load().scanner_good


async def test_a_new_conference_asks_for_its_roster_and_what_is_left_for_later_stands_in_the_list(
    tmp_path: Path,
) -> None:
    path = write_conference(tmp_path / "toadam.json", [])
    app = ToaDamApp(opener(path), silent=True, mode="delegates", new=True)
    async with app.run_test(size=SIZE) as pilot:
        desk = Desk(app, pilot, path)
        await until(pilot, lambda: desk.asks(FilePicker))
        await desk.press("escape")
        await until(pilot, lambda: desk.asks(ReadinessDialog))
        assert row(desk, "Danh sách").startswith("▶ ! ")
        assert "chưa có đại biểu nào" in row(desk, "Danh sách")


async def test_the_display_for_the_hall_is_remembered_once_it_was_shown(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", [])
    app = ToaDamApp(opener(path, role=Role.HALL), silent=True, mode="hall")
    async with app.run_test(size=SIZE):
        assert preferences.load().hall_tried == "2023-09-15"
        assert not [key for key in keys_of(app.screen) if key.id in ("app.readiness", "app.welcome")]
        assert not app.check_action("welcome", ())
        assert not app.check_action("readiness", ())


async def test_the_start_page_is_gone_to_after_a_question_and_only_by_the_office_at_its_laptop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_on(write_conference(tmp_path / "toadam.json", []), SIZE) as desk:
        monkeypatch.setattr(type(desk.app), "is_web", True)
        assert not desk.app.check_action("welcome", ())
        await desk.press("f8")
        assert not [one for one in desk.app.screen.query_one(Entries).entries if one.label.startswith("Trang đầu")]
        monkeypatch.setattr(type(desk.app), "is_web", False)
        await desk.press("escape")
        await by_the_menu(desk, "Trang đầu")
        assert desk.asks(ConfirmDialog)
        await desk.press("right", "enter")
    assert desk.app.next_window == ShowWelcome()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MODERATOR, Role.SECRETARY, Role.HALL])
def test_no_other_role_goes_to_the_start_page(role: Role, tmp_path: Path) -> None:
    app = ToaDamApp(opener(write_conference(tmp_path / "toadam.json", []), role=role), silent=True)
    try:
        assert not app.check_action("welcome", ())
        assert bool(app.check_action("readiness", ())) is (role is not Role.HALL)
    finally:
        app._store.close()
