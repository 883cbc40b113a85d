"""The display for the hall in a window of its own: at every size, following the moderator, left only on purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Button

import builders
from idle import until
from printed import squeezed
from store import (
    CountInHall,
    HallView,
    NextSpeaker,
    PauseSpeech,
    ShowInHall,
    StartItem,
    Store,
    TellHall,
    Verb,
)
from store.records import Role
from stores import Moments, new_conference, opened
from tui.app import ToaDamApp
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.help import HelpDialog
from tui.screens.hall import HallScreen
from tui.screens.reception import ReceptionScreen
from tui.widgets.big_clock import BigClock
from tui.widgets.hall_text import HallText
from tui.widgets.key_table import KeyTable
from tui.widgets.lines import Lines

SIZES = ((40, 12), (60, 18), (80, 24), (120, 36))
PAPERS = 2
SPEAKER = builders.delegates(112)[40]


@dataclass
class Hall:
    """A window at the projector, and the moderator at another."""

    app: ToaDamApp
    pilot: Pilot[None]
    moderator: Store
    clock: Moments

    async def does(self, *verbs: Verb[Any]) -> None:
        """The moderator does something, and the display has seen it."""
        for verb in verbs:
            self.moderator.run(verb)
        await until(self.pilot, lambda: self.app._store.state.seq == self.moderator.state.seq)
        await self.app._store.call(lambda _store: None)  # By now it has told the display too.
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def ticks(self, seconds: float) -> None:
        """Time passes, and the display looks at the clock."""
        self.clock.move(seconds)
        self.screen._show()
        await self.pilot.pause()

    @property
    def screen(self) -> HallScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, HallScreen)
        return screen

    def said(self, id: str) -> str:
        """What a region says, however it is broken into rows; nothing if it is not to be seen."""
        region = self.screen.query_one(f"#{id}", Lines)
        return " ".join(region.text.split()) if region in self.visible() else ""

    def visible(self) -> list[Widget]:
        return [one for one in self.screen.query(Lines) if one.size.area and one.visible and one.is_on_screen]


@asynccontextmanager
async def hall(
    folder: Path, size: tuple[int, int] = (60, 18), role: Role = Role.HALL, *verbs: Verb[Any]
) -> AsyncIterator[Hall]:
    speeches = [
        builders.speech(1, delegate=SPEAKER.id, name="", topic="Kinh nghiệm hiến đất mở đường"),
        builders.speech(2, name="Nguyễn Thị Kim Phượng", title="Tổ trưởng", unit="Tổ Dân vận khu phố 12, Đồng Nguyên"),
    ]
    path = new_conference(folder, 112, agenda=builders.agenda(), speeches=speeches)
    clock = Moments("08:10:00")
    moderator = opened(path, "Chủ trì", clock=clock, role=Role.MODERATOR)
    for verb in verbs:
        moderator.run(verb)
    app = ToaDamApp(lambda: opened(path, "Hội trường", clock=clock, role=role), silent=True, mode="hall")
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Hall(app, pilot, moderator, clock)
    moderator.close()


SPEAKING = (StartItem(item=PAPERS), NextSpeaker(current=None))


# -- at every size -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_banner_is_whole_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with hall(tmp_path, size) as at:
        words = at.screen.query_one("#banner", HallText).text
        squeezed = "".join(words.split())
        for part in ("BANDÂNVẬNTHÀNHỦYTỪSƠN", "HỘINGHỊTỌAĐÀMTRAOĐỔI", "NĂM2023", "TừSơn,ngày15tháng9năm2023"):
            assert part in squeezed
        assert "…" not in words
        assert not at.screen.query_one("#stage").display


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_whoever_speaks_a_large_clock_and_who_is_next_fit_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with hall(tmp_path, size, Role.HALL, *SPEAKING) as at:
        await at.ticks(8)
        assert squeezed(SPEAKER.name.upper()) in squeezed(at.said("speaker"))
        assert "Tổ trưởng – Tổ Dân vận" in at.said("speaker")
        assert "Nguyễn Thị Kim Phượng" in at.said("next")
        assert at.said("caption") == "Còn lại"
        clock = at.screen.query_one(BigClock)
        assert clock.size.height >= 4
        drawn = [row for row in clock.text.splitlines() if row.strip()]
        wide = max(map(len, drawn)) - min(len(row) - len(row.lstrip()) for row in drawn)
        assert len(drawn) >= clock.size.height - 1 or wide > clock.size.width * 2 // 3
        rows = [row for one in at.visible() for row in range(one.region.y, one.region.bottom)]
        assert len(rows) == len(set(rows))
        assert max(rows) < size[1]


# -- following the moderator -------------------------------------------------------------------------------------------


async def test_what_the_moderator_does_is_seen(tmp_path: Path) -> None:
    async with hall(tmp_path) as at:
        assert at.screen.has_class("-banner")
        await at.does(StartItem(item=PAPERS))
        assert (at.said("item"), at.screen.has_class("-day")) == ("Nội dung 2", True)
        await at.does(NextSpeaker(current=None))
        assert squeezed(SPEAKER.name.upper()) in squeezed(at.said("speaker"))
        await at.does(TellHall(text="Còn 2 phút", seconds=30, to_speaker=True), CountInHall(shown=True))
        assert (at.said("message"), at.said("next")) == ("Còn 2 phút", "")
        assert at.said("counts") == "Có mặt 0/112 (0,00%)"
        await at.ticks(31)
        assert (at.said("message"), at.said("next")[:10]) == ("", "Tiếp theo:")
        await at.does(PauseSpeech(speech=1))
        assert at.said("caption") == "‖ Tạm dừng"


async def test_black_is_black_in_a_light_theme_too(tmp_path: Path) -> None:
    async with hall(tmp_path, (60, 18), Role.HALL, *SPEAKING) as at:
        at.app.theme = "toadam-light"
        await at.does(TellHall(text="Mời vào"), ShowInHall(view=HallView.OFF))
        assert at.visible() == []
        assert at.screen.background_colors[1].hex == "#000000"


async def test_a_second_repaints_rows_of_the_clock_and_moves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hall(tmp_path, (60, 18), Role.HALL, *SPEAKING) as at:
        await at.ticks(1)
        painted: list[tuple[str, int, bool]] = []
        refresh = Lines.refresh

        def noted(widget: Lines, *regions: Any, layout: bool = False, **options: Any) -> Any:
            painted.append((widget.id or "", len(regions), layout))
            return refresh(widget, *regions, layout=layout, **options)

        monkeypatch.setattr(Lines, "refresh", noted)
        await at.ticks(1)
        assert [(id, layout) for id, _rows, layout in painted] == [("clock", False)]
        assert 0 < painted[0][1] < at.screen.query_one(BigClock).size.height
        painted.clear()
        await at.ticks(0.2)
        assert painted == []


async def test_the_clock_goes_on_by_itself(tmp_path: Path) -> None:
    async with hall(tmp_path, (60, 18), Role.HALL, *SPEAKING) as at:
        before = at.screen.query_one(BigClock).text
        at.clock.move(2)
        await until(at.pilot, lambda: at.screen.query_one(BigClock).text != before)


# -- at the window itself ----------------------------------------------------------------------------------------------


async def test_one_key_goes_round_between_day_banner_and_black(tmp_path: Path) -> None:
    async with hall(tmp_path, (60, 18), Role.HALL, *SPEAKING) as at:
        for view in ("-banner", "-off", "-day"):
            await at.press("ctrl+b")
            assert at.screen.has_class(view)
        assert at.moderator.state.hall.view is HallView.DAY


async def test_the_moderator_has_the_last_word(tmp_path: Path) -> None:
    async with hall(tmp_path, (60, 18), Role.HALL, *SPEAKING) as at:
        await at.press("ctrl+b")
        await at.does(TellHall(text="Mời vào"))
        assert at.screen.has_class("-banner")
        await at.does(ShowInHall(view=HallView.DAY))
        assert at.screen.has_class("-day")


@pytest.mark.parametrize("key", ["escape", "f2", "f6", "ctrl+q", "ctrl+c"])
async def test_no_key_leaves_the_only_screen_without_a_question(tmp_path: Path, key: str) -> None:
    async with hall(tmp_path) as at:
        await at.press(key)
        await until(at.pilot, lambda: isinstance(at.app.screen, ConfirmDialog))
        assert at.app.screen.query_one("#cancel", Button).has_focus
        await at.press("escape")
        assert at.app.screen is at.screen
        assert at.app.is_running


async def test_a_projector_shows_nobody_the_list_of_delegates(tmp_path: Path) -> None:
    async with hall(tmp_path) as at:
        await at.press("ctrl+p", "f7", "f8", "f12", "ctrl+z", "enter", "a", "1")
        assert at.app.screen is at.screen
        await at.press("f1")
        assert isinstance(at.app.screen, HelpDialog)
        assert "Ctrl+B" in at.app.screen.query_one(KeyTable).text


async def test_a_yes_closes_it(tmp_path: Path) -> None:
    async with hall(tmp_path) as at:
        await at.press("escape")
        await until(at.pilot, lambda: isinstance(at.app.screen, ConfirmDialog))
        await at.press("right", "enter")
        await until(at.pilot, lambda: not at.app.is_running)


async def test_without_the_keyboard_it_looks_as_with_it(tmp_path: Path) -> None:
    async with hall(tmp_path) as at:
        before = [one.text for one in at.screen.query(Lines)]
        at.app.app_focus = False
        await at.pilot.pause()
        assert [one.text for one in at.screen.query(Lines)] == before
        assert not at.screen.query("#unheard")


# -- a badge before the projector --------------------------------------------------------------------------------------


async def test_a_scan_at_a_display_is_sent_to_the_door_in_one_line(tmp_path: Path) -> None:
    async with hall(tmp_path) as at:
        for number in range(1, 31):
            at.app._scanned(builders.code(number))
        await at.pilot.pause()
        assert at.said("note") == "✘ Chưa điểm danh: mời quét mã ở cửa"
        assert at.app.screen is at.screen
        assert not list(at.app._notifications)
        assert not at.app._store.state.attendance
        assert at.app._store.state.seq == at.moderator.state.seq


async def test_a_scan_at_an_office_window_admits_and_names_nobody(tmp_path: Path) -> None:
    async with hall(tmp_path, role=Role.OFFICE) as at:
        at.app._scanned(SPEAKER.code)
        await until(at.pilot, lambda: SPEAKER.id in at.app._store.state.attendance)
        await until(at.pilot, lambda: at.said("note").startswith("✔"))
        everything = "\n".join(one.text for one in at.screen.query(Lines))
        assert SPEAKER.name not in everything
        assert SPEAKER.phone not in everything


async def test_from_an_office_window_one_key_leads_back(tmp_path: Path) -> None:
    async with hall(tmp_path, role=Role.OFFICE) as at:
        await at.press("escape")
        await until(at.pilot, lambda: isinstance(at.app.screen, ReceptionScreen))
