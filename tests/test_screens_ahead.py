"""Screens are made before anybody goes to them, while nobody does anything, and do nothing until they are shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.timer import Timer

from builders import code
from conftest import write_conference
from deeds import walk_in
from reception_desk import Desk, desk_on, people
from store import Draft, open_store
from stores import opened
from tui.app import ToaDamApp
from tui.door.cards import ready_card
from tui.screens.delegates import DelegatesScreen
from tui.screens.desk import DeskScreen
from tui.screens.moderator import ModeratorScreen
from tui.screens.proposals import ProposalsScreen
from tui.screens_ahead import QUIET_S
from tui.widgets.head_counts import HeadCounts
from tui.widgets.scan_card import ScanCard
from tui.widgets.top_line import TopLine

MADE = ["reception", "moderator", "proposals", "overview", "delegates"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_conference(tmp_path / "toadam.json", people())


@pytest.fixture
async def desk(path: Path) -> AsyncIterator[Desk]:
    async with desk_on(path) as desk:
        yield desk


def screen(desk: Desk, mode: str) -> DeskScreen:
    screen = desk.app._screen_stacks[mode][0]
    assert isinstance(screen, DeskScreen)
    return screen


async def all_made(desk: Desk) -> None:
    for mode in MADE:
        await desk.app._ahead.make(mode)
        await desk.settle()


def resting(moderator: DeskScreen) -> bool:
    assert isinstance(moderator, ModeratorScreen)
    return moderator._second is None


async def test_one_after_the_other_is_made_and_none_is_shown(desk: Desk) -> None:
    shown = desk.app.screen
    for made in range(1, len(MADE) + 1):
        assert [mode for mode in desk.app._screen_stacks if mode in MADE] == MADE[:made]
        desk.app._ahead._make_next()
        await desk.app.workers.wait_for_complete()
    assert desk.app.screen is shown
    assert "hall" not in desk.app._screen_stacks


async def test_nothing_is_made_of_a_window_that_is_closed(path: Path) -> None:
    async with desk_on(path) as desk:
        ahead = desk.app._ahead
    ahead._make_next()
    assert not any(desk.app._screen_stacks.get(mode) for mode in MADE)


async def test_a_key_puts_it_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off: list[float] = []
    reset = Timer.reset

    def resetting(timer: Timer) -> None:
        put_off.append(timer._interval)
        reset(timer)

    monkeypatch.setattr(Timer, "reset", resetting)
    await desk.press("a")
    assert QUIET_S in put_off


async def test_it_rests_until_it_is_shown_and_shows_then_what_is_true(desk: Desk) -> None:
    await all_made(desk)
    moderator, delegates = screen(desk, "moderator"), screen(desk, "delegates")
    assert resting(moderator)
    await desk.scan(code(47))
    assert moderator.behind
    assert delegates.behind
    await desk.press("f6")
    assert isinstance(desk.app.screen, DelegatesScreen)
    assert not screen(desk, "delegates").behind
    assert "1/112" in delegates.query_one(HeadCounts).text
    assert "Đã lưu" in delegates.query_one(TopLine).text
    await desk.press("f3")
    assert not resting(moderator)
    await desk.press("f2")
    assert resting(moderator)


async def test_what_stands_where_there_is_no_answer_is_true_when_it_is_shown_again(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", [])
    async with desk_on(path) as desk:
        await desk.press("f6", "f2")
        with closing(opened(path, "Bàn 2")) as there:
            there.run(walk_in(901, name="Đỗ Thị Loan"))
        await desk.settle()
        await desk.press("f6")
        assert desk.app.screen.query_one(ScanCard).card == ready_card()


async def test_it_is_painted_before_what_else_hangs_on_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await all_made(desk)
    done: list[str] = []
    display, estimate = ToaDamApp._display, ModeratorScreen._show_estimates

    def displaying(app: ToaDamApp, *given: Any) -> None:
        done.append("painted" if not app._batch_count else "held back")
        display(app, *given)

    def estimating(moderator: ModeratorScreen) -> None:
        done.append("worked out")
        estimate(moderator)

    await desk.scan(code(47))
    monkeypatch.setattr(ToaDamApp, "_display", displaying)
    monkeypatch.setattr(ModeratorScreen, "_show_estimates", estimating)
    await desk.press("f3")
    assert [*dict.fromkeys(done)] == ["painted", "worked out"]


async def test_what_another_window_has_left_half_written_waits_for_a_screen_that_is_shown(path: Path) -> None:
    store = open_store(path, desk="Thư ký")
    store.drafts.keep(Draft(text="một nửa", noted=store.now()))
    store.close()
    async with desk_on(path) as desk:
        await all_made(desk)
        proposals = screen(desk, "proposals")
        assert isinstance(proposals, ProposalsScreen)
        assert proposals.editor.composed == ""
        await desk.press("f4")
        assert proposals.editor.composed == "một nửa"
