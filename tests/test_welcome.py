"""The window without a conference: five ways to begin, each by digit, by arrows and Enter, and by the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.geometry import Offset
from textual.pilot import Pilot

from builders import code
from cards import card
from conftest import write_conference
from dialog_bench import SMALL
from idle import until
from store.trial_badges import TEST_BADGE
from tui import keys, last_opened
from tui.dialogs.calibration import CalibrationDialog
from tui.dialogs.conference_files import ConferencePicker
from tui.dialogs.help import HelpDialog
from tui.dialogs.pick import PickDialog
from tui.drill.part import Part
from tui.next_window import NextWindow, OpenConference, Rehearse, ShowWelcome, TryDemo
from tui.scanner import SILENCE
from tui.screens.welcome import WayList, WelcomeScreen
from tui.welcome import Welcome
from tui.widgets.key_table import KeyTable
from tui.widgets.long_list import LongList

UNENDED = object()


class Visitor:
    """Somebody at the welcome."""

    def __init__(self, app: Welcome, pilot: Pilot[NextWindow]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def ways(self) -> WayList:
        return self.app.screen_stack[-1].query_one(WayList)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, true: Callable[[], bool]) -> None:
        await until(self.pilot, true)

    def at(self, kind: type[object]) -> bool:
        return isinstance(self.app.screen, kind)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@asynccontextmanager
async def welcome(said: str = "") -> AsyncIterator[Visitor]:
    app = Welcome(said=said)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        yield Visitor(app, pilot)


async def test_every_way_stands_on_one_small_page_with_a_sentence() -> None:
    async with welcome() as visitor:
        rows = [row for row in visitor.ways.text.split("\n") if row]
        labels = [row for row in rows if row.strip(" ▶")[1:3] == "  "]
        assert [row.strip(" ▶")[0] for row in labels] == ["1", "2", "3", "4", "5"]
        assert len(rows) == 2 * len(labels), "each has its sentence, on one line"
        assert visitor.app.screen.max_scroll_y == 0


@pytest.mark.parametrize("how", [("1",), ("down", "up", "enter")])
async def test_the_sample_is_chosen_by_digit_or_by_enter(how: tuple[str, ...]) -> None:
    async with welcome() as visitor:
        await visitor.press(*how)
        await visitor.until(lambda: visitor.app.return_value is not None)
    assert visitor.app.return_value == TryDemo()


async def test_the_mouse_chooses_a_way_at_once_and_escape_comes_back_and_ends() -> None:
    async with welcome() as visitor:
        row = next(y for y, text in enumerate(visitor.ways.text.split("\n")) if "2  Tạo hội nghị mới" in text)
        await visitor.pilot.click(WayList, offset=Offset(10, row))
        await visitor.until(lambda: visitor.at(PickDialog))
        await visitor.press("escape")
        assert visitor.at(WelcomeScreen)
        await visitor.press("f1")
        assert visitor.at(HelpDialog)
        await visitor.press("escape", "escape")
    assert visitor.app.return_value is None


async def test_in_a_dialog_the_help_tells_of_no_screen_there_is_none_of() -> None:
    async with welcome() as visitor:
        await visitor.press("2")
        await visitor.until(lambda: visitor.at(PickDialog))
        await visitor.press("f1")
        await visitor.until(lambda: visitor.at(HelpDialog))
        told = visitor.app.screen.query_one(KeyTable).text
        assert [key.shown for key in (keys.HELP, keys.QUIT, keys.ENTER, keys.BACK) if key.shown not in told] == []
        assert [key.shown for key in (*keys.MODES, keys.PALETTE, keys.DRILL) if key.shown in told] == []


async def test_conferences_opened_lately_come_first_and_what_is_none_is_not_offered(home: Path) -> None:
    (home / "Downloads").mkdir()
    (home / "Downloads" / "notes.json").write_text("{}")
    for name in ("a", "b"):
        (home / name).mkdir()
        write_conference(home / name / "toadam.json", [], short_title=f"Hội nghị {name.upper()}")
    backups = home / "b" / "toadam.json.backups"
    backups.mkdir()
    (backups / "copy.json").write_bytes((home / "b" / "toadam.json").read_bytes())
    last_opened.remember(home / "a" / "toadam.json")
    async with welcome() as visitor:
        await visitor.press("enter")
        await visitor.until(lambda: "Hội nghị B" in visitor.app.screen.query_one(LongList).text)
        first, second = visitor.app.screen.query_one(LongList).text.strip("\n").split("\n")
        assert "Hội nghị A" in first
        assert "Mở gần đây" in first
        assert "Hội nghị B" in second
        assert isinstance(visitor.app.screen, ConferencePicker)
        await visitor.press("down", "enter")
    assert visitor.app.return_value == OpenConference(home / "b" / "toadam.json")


async def test_a_rehearsal_begins_with_a_conference_and_a_part_and_leads_back_here(home: Path) -> None:
    path = write_conference(home / "toadam.json", [])
    async with welcome() as visitor:
        await visitor.press("5")
        await visitor.until(lambda: visitor.at(ConferencePicker))
        await visitor.until(lambda: "Tọa đàm" in visitor.app.screen.query_one(LongList).text)
        await visitor.press("enter")
        await visitor.until(lambda: visitor.at(PickDialog))
        await visitor.press("2")
        await visitor.until(lambda: visitor.app.return_value is not None)
    assert visitor.app.return_value == Rehearse(path, Part.HALL, ShowWelcome())


@pytest.mark.parametrize(("payload", "told"), [(code(47), 1), (TEST_BADGE, 0), (card(), 0), ("1", 0)])
async def test_a_scan_chooses_nothing(payload: str, told: int) -> None:
    async with welcome() as visitor:
        for letter in payload:
            visitor.app.post_message(Key("minus" if letter == "-" else letter, letter))
        visitor.app.post_message(Key("enter", "\r"))
        await visitor.pilot.pause(2 * SILENCE)
        assert visitor.at(WelcomeScreen)
        assert visitor.app.return_value is None
        assert len(visitor.app._notifications) == told, "a badge is answered: nobody was checked in"


async def test_the_scanner_is_tried_here_and_what_was_said_of_a_refusal_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with welcome("Không mở được") as visitor:
        assert "Không mở được" in str(visitor.app.screen.query_one("#welcome-said").visual)  # type: ignore[attr-defined]
        await visitor.press("4")
        await visitor.until(lambda: visitor.at(CalibrationDialog))
        await visitor.press("escape")
        assert visitor.at(WelcomeScreen)
        await visitor.press("ctrl+q")
        assert not visitor.app.is_running
