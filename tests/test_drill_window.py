"""The window of a rehearsal: it says what it is everywhere, shows who stands there, and touches nothing outside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from contrast import everything, in_sixteen, too_faint, without_colour
from drawing import rows_of
from drill_day import prepared
from idle import until
from store import NextSpeaker, StartItem
from store.drill import MARK, MARK_OF_FILES, copy_for_drill
from store.records import Role
from stores import opened
from tui import preferences
from tui.app import ToaDamApp
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.help import sections
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import PickDialog
from tui.drill import deeds
from tui.drill.clock import LONGEST_S, DrillClock
from tui.drill.drill import Drill
from tui.drill.line import Line
from tui.drill.morning import Visit, begins
from tui.drill.part import Part
from tui.drill.playing import Rehearsed
from tui.next_window import OpenConference, Rehearse
from tui.roles import SCREENS
from tui.screens.reception import ReceptionScreen
from tui.themes import CONTRAST, DARK, LIGHT
from tui.widgets.drill_bar import DrillBar
from tui.widgets.drill_panel import DrillPanel
from tui.widgets.lines import Lines

DESK = "Bàn A"
TEXT = {DARK: 4.5, LIGHT: 4.5, CONTRAST: 7.0}
HALL = "hall"
LARGE = (120, 36)
STEP_MINUTES = 2


class Rehearsing:
    """A window, and the clock on the wall of whoever sits before it."""

    def __init__(self, path: Path, part: Part, theme: str) -> None:
        copy = copy_for_drill(path, path.parent)
        self._real_s = 0.0
        self.clock = DrillClock(begins(copy.conference), 60, lambda: self._real_s)
        self.drill = Drill(self.clock, part, 7, Line(DESK), iter(range(10**6, 10**7)).__next__)
        opens = partial(opened, copy.path, clock=self.clock)
        self.app = ToaDamApp(
            partial(opens, DESK),
            mode=part,
            theme=theme,
            silent=True,
            rehearsal=Rehearsed(self.drill, partial(opens, "Bàn B")),
        )
        self.pilot: Pilot[None]

    @property
    def state(self) -> Any:
        return self.app._store.state

    @property
    def rows(self) -> list[str]:
        return ["".join(text for text, _look in row) for row in rows_of(self.app)]

    def has_seen(self, passed_ms: int) -> bool:
        return self.drill.looked_ms >= passed_ms

    def pass_over(self, minutes: float) -> None:
        """Of the conference."""
        for _look in range(round(minutes * 60 / (self.clock.speed * LONGEST_S))):
            self._real_s += LONGEST_S
            self.app._store.now()

    async def until(self, minutes: float, what: Any) -> None:
        """At the latest in so many minutes of the conference."""
        for _each in range(round(minutes / STEP_MINUTES)):
            if what():
                return
            self.pass_over(STEP_MINUTES)
            passed = self.app._store.now().boot_ms
            await until(self.pilot, partial(self.has_seen, passed))
        raise AssertionError(self.rows)


@asynccontextmanager
async def rehearsing(
    folder: Path, part: Part = Part.DOOR, size: tuple[int, int] = (80, 24), theme: str = DARK
) -> AsyncIterator[Rehearsing]:
    window = Rehearsing(prepared(folder), part, theme)
    async with window.app.run_test(size=size) as pilot:
        window.pilot = pilot
        await until(pilot, lambda: window.drill.morning is not None)
        yield window


# -- what it says ------------------------------------------------------------------------------------------------------


async def test_every_screen_is_marked(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        assert "F10 tốc độ, kết thúc" in window.rows[0]
        for mode in SCREENS[Role.OFFICE]:
            await window.app.switch_mode(mode)
            await window.pilot.pause()
            of_the_mark = next(look for text, look in rows_of(window.app)[0] if MARK in text)
            assert of_the_mark.back == window.app.theme_variables["drill"].lower(), mode


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST])
async def test_the_mark_can_be_read_in_every_set_of_colours_in_sixteen_and_in_none(theme: str, tmp_path: Path) -> None:
    async with rehearsing(tmp_path, theme=theme) as window:
        await window.until(40, lambda: window.drill.line.waiting)
        drawn = [*everything(window.app)]
        assert any(MARK in where for _pair, where in drawn)
        pairs = dict(drawn)
        assert not too_faint(pairs, TEXT[theme])
        assert not too_faint(pairs, 4.5, in_sixteen)
        assert not too_faint(pairs, 4.5, without_colour)


DIALOGS = {"reception": ("f1", "f7", "f8", "f10", "ctrl+p", "ctrl+q"), "moderator": ("f8",), "delegates": ("f7",)}


async def test_no_dialog_covers_the_mark_or_what_is_to_be_done(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        await window.until(40, lambda: window.drill.line.waiting)
        window.clock.pause(True)
        await until(window.pilot, lambda: window.rows[1].startswith(" ▶ "))
        task = window.rows[1]
        for mode, opening in DIALOGS.items():
            await window.app.switch_mode(mode)
            for key in opening:
                await window.pilot.press(key)
                await until(window.pilot, lambda: window.app.screen.is_modal)
                assert MARK in window.rows[0], (mode, key)
                assert window.rows[1] == task, (mode, key)
                await window.pilot.press("escape")
                await until(window.pilot, lambda: not window.app.screen.is_modal)


async def test_the_display_for_the_hall_is_marked_when_it_is_black_too(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        await window.app.switch_mode(HALL)
        for _view in range(3):
            await window.pilot.press("ctrl+b")
            await window.pilot.pause()
            assert MARK in window.rows[0]
        assert preferences.load().hall_tried == "", "the projector was not tried in earnest"


async def test_a_window_that_gets_no_keys_says_so_below_the_mark(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        window.app.app_focus = False
        await window.pilot.pause()
        assert MARK in window.rows[0]
        assert any("KHÔNG NHẬN PHÍM" in row for row in window.rows[2:])


async def test_the_title_says_so_too_and_so_does_the_name_of_every_file(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        assert window.app.title.startswith(MARK)
        assert window.app._window.prefix == MARK_OF_FILES


def told_by_f1(app: ToaDamApp) -> list[str]:
    return [key.shown for section in sections(app.screen, ReceptionScreen.PLACE) for key in section.keys]


async def test_in_earnest_there_is_no_mark(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    app = ToaDamApp(lambda: opened(path, DESK), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10")
        assert not app.screen.is_modal
        assert not any(MARK in text for row in rows_of(app) for text, _look in row)
        assert app._window.prefix == ""
        assert "F10" not in told_by_f1(app)


# -- who stands there --------------------------------------------------------------------------------------------------


def is_shown(name: str, *parts: Lines) -> bool:
    return all(name in " ".join(one.text.split()) for one in parts)


def is_gone(visit: Visit, line: Line) -> bool:
    return visit not in [one.visit for one in line.waiting]


@pytest.mark.parametrize("size", [(80, 24), pytest.param(LARGE, marks=pytest.mark.long)])
async def test_whoever_stands_there_is_shown_until_they_are_done(size: tuple[int, int], tmp_path: Path) -> None:
    async with rehearsing(tmp_path, size=size) as window:
        kinds: set[bool] = set()
        while len(kinds) < 2:
            await window.until(40, lambda: window.drill.line.waiting)
            visit = window.drill.line.waiting[0].visit
            kinds.add(visit.badge is None)
            name = visit.name or window.state.delegates[visit.delegate].name
            bar, panel = window.app.screen.query_one(DrillBar), window.app.screen.query_one(DrillPanel)
            await until(window.pilot, partial(is_shown, name, bar, panel))
            if visit.badge is not None:
                assert window.state.delegates[visit.badge].code in bar.text
                assert (panel.text.count("█") > 50) is (size == LARGE), "where there is room a scanner can read it"
            await window.app._store.run(deeds.deed(visit, window.state, window.app._store.mint))
            await until(window.pilot, partial(is_gone, visit, window.drill.line))


async def test_what_is_seen_in_the_hall_stands_there_until_it_is_seen_to(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, Part.HALL) as window:
        await window.until(10, lambda: window.drill.cue)
        await until(window.pilot, lambda: "Hội trường sẵn sàng" in window.rows[1])
        await window.pilot.press("f9")
        await until(window.pilot, lambda: bool(window.drill.answered))
        assert not window.app.screen.query(DrillPanel)


async def test_f1_tells_f10(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        assert "F10" in told_by_f1(window.app)


# -- its clock ---------------------------------------------------------------------------------------------------------


async def test_f10_makes_it_faster_slower_and_stand_still(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        for keys, speed, paused in (("f10", "3"), 1, False), (("f10", "8"), 60, False), (("f10", "1"), 60, True):
            await window.pilot.press(*keys)
            await until(window.pilot, lambda: not window.app.screen.is_modal)
            assert (window.clock.speed, window.clock.paused) == (speed, paused)
        await until(window.pilot, lambda: "đang dừng" in window.rows[0])
        await window.pilot.press("f10", "1")
        await until(window.pilot, lambda: not window.clock.paused)


@pytest.mark.parametrize(
    "mode", ["moderator", *(pytest.param(mode, marks=pytest.mark.long) for mode in (HALL, "overview"))]
)
async def test_every_clock_on_screen_follows_it(mode: str, tmp_path: Path) -> None:
    """A minute of the conference is a second here; the display would be drawn once a second of its own."""
    async with rehearsing(tmp_path, Part.HALL, (120, 36)) as window:
        await window.until(60, lambda: window.drill.cue)
        await window.app._store.run(StartItem(item=4))
        await window.app._store.run(NextSpeaker(current=None))
        await window.app.switch_mode(mode)
        await window.pilot.pause()
        before = window.rows[1:]
        window.pass_over(2)
        await until(window.pilot, lambda: window.rows[1:] != before)
        assert window.app._window.lasts_s(60) == 1
        assert window.app._window.lasts_s(1) > 1 / 60, "drawn no more often than can be seen"


# -- the end -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [("f10", "2"), pytest.param(("ctrl+q", "right", "enter"), marks=pytest.mark.long)])
async def test_the_end_says_how_it_went(keys: tuple[str, ...], tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        await window.pilot.press(*keys)
        await until(window.pilot, lambda: isinstance(window.app.screen, NoticeDialog))
        assert any("Đã phục vụ đúng 0 người" in row for row in window.rows)
        await window.pilot.press("enter")
        await until(window.pilot, lambda: not window.app.is_running)
        assert window.app.next_window is None


async def test_ending_is_asked_and_can_be_left(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        await window.pilot.press("ctrl+q")
        await until(window.pilot, lambda: isinstance(window.app.screen, ConfirmDialog))
        await window.pilot.press("escape")
        await until(window.pilot, lambda: not window.app.screen.is_modal)
        assert window.app.is_running


# -- what it has none of, and where it begins --------------------------------------------------------------------------


async def test_nothing_of_a_rehearsal_goes_outside(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as window:
        for action in ("readiness", "rehearse", "welcome"):
            assert not window.app.check_action(action, ())
        await window.pilot.press("f8")
        await until(window.pilot, lambda: isinstance(window.app.screen, PickDialog))
        assert any("USB – không có khi diễn tập" in row for row in window.rows)


async def test_it_begins_from_f8_in_place_of_the_window_which_opens_again(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    app = ToaDamApp(lambda: opened(path, DESK), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        picked = app.screen
        assert isinstance(picked, PickDialog)
        labels = [entry.label for entry in picked._list.entries]
        picked.dismiss(labels.index("Diễn tập trên bản sao…"))
        await until(pilot, lambda: app.screen is not picked and isinstance(app.screen, PickDialog))
        await pilot.press("2")
        await until(pilot, lambda: not app.is_running)
    assert app.next_window == Rehearse(path, Part.HALL, OpenConference(path, mode="reception"))
