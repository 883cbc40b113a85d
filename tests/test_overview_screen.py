"""The overview (F5): what can be read on it, that it is live and still, and where it leads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import absent, code, delegates, item, present, ran, span, speech, stamp
from conftest import write_conference
from moderator_desk import written
from seat import Hand
from store import CheckIn, HeadCount, State, Verb, open_store
from store.live_records import Fate
from store.proposal_records import Proposal, ProposalKind
from store.records import AgendaKind, DelegateId, Method, Opening, Record, Role
from test_walls import PROJECT
from tui import keys
from tui.app import ToaDamApp
from tui.delegates.filters import Filter, Kind
from tui.dialogs.pick import PickDialog
from tui.screens.delegates import DelegatesScreen
from tui.screens.moderator import ModeratorScreen
from tui.screens.overview import OverviewScreen
from tui.screens.reception import ReceptionScreen
from tui.themes import DARK, LIGHT
from tui.widgets.agenda_list import AgendaList
from tui.widgets.arrivals_curve import ArrivalsCurve
from tui.widgets.arrivals_plot import ArrivalsPlot
from tui.widgets.bars import Bars
from tui.widgets.counted_tabs import CountedTabs
from tui.widgets.day_facts import DayFacts
from tui.widgets.head_counts import HeadCounts
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.key_table import KeyTable
from tui.widgets.missing_list import MissingList
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField

SMALL, COMFORTABLE, WIDE = (80, 24), (120, 36), (200, 50)


class Overview:
    """The screen under test."""

    def __init__(self, app: ToaDamApp, pilot: Pilot[None], path: Path, clock: Hand) -> None:
        self.app, self.pilot, self.path, self.clock = app, pilot, path, clock

    @property
    def screen(self) -> OverviewScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, OverviewScreen)
        return screen

    @property
    def state(self) -> State:
        return self.app._store.state

    @property
    def missing(self) -> str:
        return self.screen.query_one(MissingList).text

    @property
    def day(self) -> list[str]:
        """The rows below the names of the columns, blanks counted once."""
        return [" ".join(row.split()) for row in self.screen.query_one(DayFacts).text.splitlines()[1:]]

    @property
    def curve(self) -> ArrivalsCurve:
        return self.screen.query_one(ArrivalsCurve)

    @property
    def plot(self) -> ArrivalsPlot:
        assert self.curve.plot is not None
        return self.curve.plot

    @property
    def hint(self) -> str:
        return self.screen.query_one("#hint", HintLine).text

    def bars(self, name: str) -> str:
        return self.screen.query_one(f"#{name}", Bars).text

    def in_sight(self) -> set[str]:
        pages = ("arrivals", "missing", "day", "speaking", "contributions")
        return {page for page in pages if self.screen.query_one(f"#{page}").region.area}

    @staticmethod
    def ticks(screen: OverviewScreen) -> bool:
        """Whether a timer of the screen runs for the clock."""
        return screen._clock is not None

    async def settle(self) -> None:
        for _round in range(2):
            await self.app._store.call(lambda store: store.refresh())
            await self.pilot.pause()

    async def press(self, *pressed: str) -> None:
        for key in pressed:
            await self.pilot.press(key)
            await self.settle()

    async def elsewhere(self, verb: Verb[Any]) -> None:
        """By another window."""
        store = open_store(self.path, desk="Bàn 2", role=Role.OFFICE, clock=self.clock)
        try:
            store.run(verb)
        finally:
            store.close()
        await self.settle()


@asynccontextmanager
async def overview_on(
    path: Path, *, at: str = "09:30:00", size: tuple[int, int] = COMFORTABLE
) -> AsyncIterator[Overview]:
    clock = Hand(at)
    app = ToaDamApp(lambda: open_store(path, desk="Bàn 1", role=Role.OFFICE, clock=clock), silent=True, mode="overview")
    async with app.run_test(size=size) as pilot:
        overview = Overview(app, pilot, path, clock)
        await overview.settle()
        yield overview


def a_day() -> list[Record]:
    """Four of 112 in, one excused; the second item ran over, a paper is being read."""
    people = delegates(112)
    return [
        *people,
        *(present(people[n], f"07:4{n}:00") for n in range(4)),
        absent(people[4], "Ốm"),
        item(1, "08:00", 10, title="Khai mạc", kind=AgendaKind.CEREMONY),
        item(2, "08:10", 20, title="Báo cáo đề dẫn"),
        item(3, "08:30", 60, title="Tham luận", kind=AgendaKind.PRESENTATIONS),
        item(4, "09:30", 10, title="Kết luận", kind=AgendaKind.CLOSING),
        ran(1, span("08:00:00", "08:10:00")),
        ran(2, span("08:10:00", "08:36:00")),
        ran(3, span("08:36:00")),
        speech(1, name="", delegate=people[40].id, span=span("08:36:00", "08:46:00"), fate=Fate.DELIVERED, item=3),
        speech(2, name="", delegate=people[41].id, span=span("09:25:00"), item=3),
        Proposal(id=1, number=1, text="…", kind=ProposalKind.SOLUTION, theme="khac", noted=stamp("09:00:00")),
        Proposal(id=2, number=2, text="…", kind=ProposalKind.PETITION, noted=stamp("09:01:00")),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "toadam.json", *a_day())


# -- what can be read ---------------------------------------------------------------------------------


async def test_everything_is_in_sight_on_a_wide_screen(path: Path) -> None:
    async with overview_on(path, size=WIDE) as overview:
        assert overview.in_sight() == {"arrivals", "missing", "day", "speaking", "contributions"}
        assert "4/112" in overview.screen.query_one(HeadCounts).text
        assert "4/112" in str(overview.curve.border_title)
        assert "Vắng 108: chưa đến 107, có lý do 1" in str(overview.screen.query_one(MissingList).border_title)
        first, *_others = overview.missing.splitlines()
        assert "005" in first
        assert "Ốm" in first
        assert "4 đồng chí (đạt 3,57%)" in overview.screen.query_one("#sentence", HintLine).text
        assert "Giải pháp" in overview.bars("contributions")
        assert "chưa xếp nhóm" in overview.bars("contributions")


async def test_the_plan_stands_against_the_facts(path: Path) -> None:
    async with overview_on(path, size=WIDE) as overview:
        assert overview.day[:4] == [
            "✔ 08:00→08:00 10′→10′ đúng giờ Khai mạc",
            "✔ 08:10→08:10 20′→26′ đúng giờ Báo cáo đề dẫn",
            "▶ 08:30→08:36 60′→~60′ chậm 6′ Tham luận",
            "09:30→~09:36 10′→~10′ chậm 6′ Kết luận",
        ]
        assert overview.day[-1] == "Quá giờ +6′"


async def test_units_heard_are_bars_with_their_time(path: Path) -> None:
    async with overview_on(path, size=WIDE) as overview:
        rows = overview.bars("speaking").splitlines()
        assert [row.split()[-1] for row in rows[:2]] == ["10′", "5′"]
        assert rows[0].count("█") == 2 * rows[1].count("█")


async def test_the_sentence_is_that_of_the_opening_once_there_was_one(tmp_path: Path) -> None:
    people = delegates(112)
    counts = {people[0].category: HeadCount(summoned=112, present=2)}
    opened = Opening(at=stamp("08:02:00"), counts=counts, present=())
    here = [present(one, "07:50:00") for one in people[:50]]
    path = written(tmp_path / "toadam.json", *people, *here, opened)
    async with overview_on(path) as overview:
        sentence = overview.screen.query_one("#sentence", HintLine)
        assert "có mặt: 02 đồng chí" in sentence.text
        assert "08:02" in str(sentence.border_title)
        assert "08:02" in str(overview.curve.border_title)


async def test_an_empty_conference_is_calm_and_names_the_next_key(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", [])
    async with overview_on(path, at="07:00:00", size=WIDE) as overview:
        assert "F2" in str(overview.curve.border_title)
        assert "F6" in overview.missing
        assert "F3" in overview.screen.query_one(DayFacts).text
        assert "F3" in overview.bars("speaking")
        assert "Chưa có đề xuất" in overview.bars("contributions")
        await overview.press("down", "enter", "right", "down", "enter")
        assert isinstance(overview.app.screen, OverviewScreen)


# -- pages, and where they lead -----------------------------------------------------------------------


async def test_on_a_small_screen_arrows_turn_the_pages(path: Path) -> None:
    async with overview_on(path, size=SMALL) as overview:
        seen = []
        for _page in range(5):
            seen.append(overview.in_sight())
            await overview.press("right")
        assert seen == [{"arrivals"}, {"missing"}, {"day"}, {"speaking"}, {"contributions"}]
        await overview.press("left")
        assert overview.in_sight() == {"contributions"}
        tabs = " ".join(overview.screen.query_one(CountedTabs).text.split())
        assert tabs == "Có mặt 4 Vắng 108 Chương trình 4 Phát biểu 2 Đề xuất 2"


async def test_arrows_bring_the_bars_that_are_not_in_view(tmp_path: Path) -> None:
    heard = [
        speech(100 + n, unit=f"Tổ {n:02}", span=span("08:36:00", f"08:{59 - n}:00"), fate=Fate.DELIVERED)
        for n in range(20)
    ]
    path = written(tmp_path / "toadam.json", *heard)
    async with overview_on(path, size=SMALL) as overview:
        await overview.press("right", "right", "right")
        first, *_others, last = overview.bars("speaking").splitlines()
        assert first.startswith("Tổ 00")
        assert last == f"↓ và {20 - len(_others) - 1} dòng nữa"
        await overview.press("down")
        assert overview.bars("speaking").startswith("Tổ 01")
        await overview.press("end")
        assert overview.bars("speaking").splitlines()[-1].startswith("Tổ 19")
        await overview.press("home")
        assert overview.bars("speaking").startswith("Tổ 00")


async def test_with_more_room_the_curve_stays_beside_every_page(path: Path) -> None:
    async with overview_on(path, size=COMFORTABLE) as overview:
        assert overview.in_sight() == {"arrivals", "missing"}
        await overview.press("right", "right")
        assert overview.in_sight() == {"arrivals", "day"}


async def test_enter_on_somebody_missing_leads_to_the_door(path: Path) -> None:
    async with overview_on(path, size=SMALL) as overview:
        await overview.press("right", "down", "down")
        assert "⏎ Sang điểm danh: 006" in overview.hint
        await overview.press("enter")
        assert isinstance(overview.app.screen, ReceptionScreen)
        assert overview.app.screen.query_one(SearchField).value == "006"
        assert DelegateId(6) not in overview.state.attendance
        await overview.press("enter")
        assert DelegateId(6) in overview.state.attendance


async def test_f8_is_about_whoever_is_chosen_and_else_about_the_conference(path: Path) -> None:
    async with overview_on(path) as overview:
        await overview.press("f8")
        assert isinstance(overview.app.screen, PickDialog)
        assert overview.app.screen._title == "Việc chung của hội nghị"
        await overview.press("escape", "right", "down", "f8")
        assert isinstance(overview.app.screen, PickDialog)
        assert "005" in overview.app.screen._title


async def test_enter_on_an_item_leads_to_the_moderators_screen(path: Path) -> None:
    async with overview_on(path) as overview:
        await overview.press("right", "right", "up", "enter")
        assert isinstance(overview.app.screen, ModeratorScreen)
        chosen = overview.app.screen.query_one(AgendaList).chosen()
        assert chosen == 3


async def test_a_click_on_an_area_lists_its_people(path: Path) -> None:
    async with overview_on(path) as overview:
        await overview.pilot.click("#areas", offset=(3, 2))
        await overview.settle()
        assert isinstance(overview.app.screen, DelegatesScreen)
        assert overview.app.screen._listing.filter == Filter(Kind.AREA, "p02")


# -- live, and still ----------------------------------------------------------------------------------


async def test_a_commit_in_another_window_shows(path: Path) -> None:
    async with overview_on(path) as overview:
        await overview.elsewhere(CheckIn(delegate=DelegateId(60), method=Method.NUMBER))
        assert "5/112" in str(overview.curve.border_title)
        assert "060" not in overview.missing
        assert "5/112" in overview.screen.query_one(HeadCounts).text


async def test_whoever_is_chosen_stays_chosen_while_the_list_changes(path: Path) -> None:
    async with overview_on(path) as overview:
        await overview.press("right", "down", "down", "down")
        assert "007" in overview.hint
        await overview.elsewhere(CheckIn(delegate=DelegateId(6), method=Method.NUMBER))
        assert "007" in overview.hint
        await overview.elsewhere(CheckIn(delegate=DelegateId(7), method=Method.NUMBER))
        assert "007" not in overview.hint


async def test_a_scan_admits_here_too_and_moves_nothing(path: Path) -> None:
    async with overview_on(path) as overview:
        regions = {widget.id: widget.region for widget in overview.screen.query("#desk *") if widget.id}
        overview.app._scanned(code(60))
        await overview.settle()
        assert "✔ ĐÃ ĐIỂM DANH" in overview.screen.query_one(ScanCard).text
        assert overview.screen.query_one(ScanCard).region.area
        assert {widget.id: widget.region for widget in overview.screen.query("#desk *") if widget.id} == regions


async def test_the_clock_of_whoever_speaks_goes_on_by_the_second_and_lays_nothing_out_anew(path: Path) -> None:
    async with overview_on(path, size=WIDE, at="09:30:00") as overview:
        screen = overview.screen
        await overview.pilot.pause()
        laid_out: list[object] = []
        screen._refresh_layout = lambda *given, **named: laid_out.append(given)  # type: ignore[method-assign]
        overview.clock.wait(7)
        screen._pass()
        await overview.pilot.pause()
        assert overview.bars("speaking").splitlines()[1].split()[-1] == "5′07″"
        assert not laid_out


async def test_the_curve_is_drawn_again_only_when_it_differs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    draw = ArrivalsPlot._draw

    def drawing(plot: ArrivalsPlot, what: Any) -> None:
        drawn.append(what)
        draw(plot, what)

    monkeypatch.setattr(ArrivalsPlot, "_draw", drawing)
    async with overview_on(path) as overview:
        before = len(drawn)
        overview.screen.catch_up()
        assert len(drawn) == before
        await overview.elsewhere(CheckIn(delegate=DelegateId(60), method=Method.NUMBER))
        assert len(drawn) == before + 1


async def test_where_a_look_at_everything_takes_long_commits_are_gathered(path: Path) -> None:
    async with overview_on(path) as overview:
        overview.screen._cost_s = 60.0
        await overview.elsewhere(CheckIn(delegate=DelegateId(60), method=Method.NUMBER))
        await overview.elsewhere(CheckIn(delegate=DelegateId(61), method=Method.NUMBER))
        assert "4/112" in str(overview.curve.border_title)
        overview.screen.catch_up()
        assert "6/112" in str(overview.curve.border_title)
        assert overview.screen._cost_s < 1


async def test_behind_another_screen_it_rests_and_is_right_when_shown_again(path: Path) -> None:
    async with overview_on(path) as overview:
        screen = overview.screen
        assert overview.ticks(screen)
        await overview.press("f6")
        assert not overview.ticks(screen)
        await overview.elsewhere(CheckIn(delegate=DelegateId(60), method=Method.NUMBER))
        assert "4/112" in str(screen.query_one(ArrivalsCurve).border_title)
        await overview.press("f5")
        assert "5/112" in str(overview.curve.border_title)
        assert overview.ticks(screen)


async def test_the_curve_follows_the_theme(path: Path) -> None:
    async with overview_on(path) as overview:
        colours = []
        for theme in (DARK, LIGHT):
            overview.app.theme = theme
            await overview.settle()
            assert overview.plot._drawn is not None
            colours.append(overview.plot._drawn.colours)
        assert colours[0] != colours[1]


async def test_its_frame_stands_still_while_people_arrive(path: Path) -> None:
    async with overview_on(path) as overview:
        before = overview.plot._drawn
        for number in (50, 51, 52):
            await overview.elsewhere(CheckIn(delegate=DelegateId(number), method=Method.NUMBER))
        after = overview.plot._drawn
        assert before is not None
        assert after is not None
        assert before.points != after.points
        assert (before.start, before.end, before.summoned) == (after.start, after.end, after.summoned)


# -- keys, and what it costs --------------------------------------------------------------------------


async def test_the_footer_can_be_clicked_and_the_help_names_the_keys(path: Path) -> None:
    async with overview_on(path) as overview:
        assert "← → Trang khác" in " ".join(overview.screen.query_one(KeyHints).text.split())
        await overview.press("f1")
        told = overview.app.screen.query_one(KeyTable).text.splitlines()
        for key in (keys.PAGE, keys.OVERVIEW):
            assert any(row.startswith(f"{key.shown} ") for row in told)


def test_neither_the_screens_nor_the_commands_load_the_plots_before_the_overview_is_opened() -> None:
    heavy = "{'textual_plot', 'textual_hires_canvas', 'numpy', 'tui.screens.overview'}"
    program = (
        "import sys, tui.app, tui.palette, tui.commands.screens, tui.commands.standing;"
        f"sys.exit(bool({heavy} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=False).returncode == 0
