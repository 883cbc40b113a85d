"""Who types faster than dialogs appear: every key means what it would have meant had they been there at once.

Each burst reaches the terminal in one write, so that nothing of what its first key opens is there when the next comes.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.events import Event

from builders import delegates, item, speech
from cards import card
from moderator_desk import written
from moderator_window import hall
from reception_window import reception
from store import open_store
from store.records import AgendaKind
from tui import type_ahead
from tui.type_ahead import TypeAhead, asks
from tui.widgets.text_field import TextField

MODERATOR, MORE, ADD, PALETTE, DOWN, ESCAPE = "\x1bOR", "\x1b[19~", "\x1b[18~", "\x10", "\x1b[B", "\x1b"


def test_a_guest_is_let_in_and_named_in_one_go(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send(f"{ADD}11Trần Văn Bình\r47")
        terminal.wait_for("⏎ Điểm danh 047")
        assert "TRẦN VĂN BÌNH" in terminal.text
    with closing(open_store(roll, desk="")) as store:
        assert [one.name for one in store.state.delegates.values() if one.number == 113] == ["Trần Văn Bình"]


def test_what_is_chosen_in_menus_does_not_reach_the_screen_beneath(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send(f"47{MORE}6")
        terminal.wait_for("Sửa 047")
        assert "│ 47 " in terminal.text


def test_what_is_looked_for_in_the_palette_does_not_either(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send(f"4{PALETTE}nhập")
        terminal.wait_for("│ nhập ")
        assert "│ 4 " in terminal.text


def test_enter_picks_in_the_menu_and_gives_nobody_the_floor(tmp_path: Path) -> None:
    people = delegates(3)
    path = written(
        tmp_path / "toadam.json",
        *people,
        item(1, "00:00", 30, kind=AgendaKind.DISCUSSION),
        *(speech(10 + one.number, position=one.number, delegate=one.id, name="") for one in people),
    )
    with hall(path, "00:00:30") as table:
        table.press(f"{DOWN}{MORE}{DOWN}\r", "Số phút khác…")
        table.press(ESCAPE, "⏎ Mời ngay: 001")
    with closing(open_store(path, desk="")) as store:
        assert not any(one.span for one in store.state.speeches.values())


def test_a_card_scanned_onto_a_screen_that_is_still_opening_is_taken_back_from_its_field(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send(f"{MODERATOR}xyz{card()}\r")
        terminal.wait_for("Không tìm thấy · F7 thêm “xyz”")
        assert "001075" not in terminal.text


class Asker(App[None]):
    """A question that never comes to its dialog."""

    BINDINGS = [("f8", "more", "")]

    def __init__(self) -> None:
        super().__init__()
        self._keys = TypeAhead(self, super().on_event)
        self.answer = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield TextField()

    async def on_event(self, event: Event) -> None:
        await self._keys.route(event)

    @asks
    async def action_more(self) -> None:
        await self.answer.wait()


@pytest.mark.parametrize("answered", [True, False])
async def test_keys_are_kept_until_the_question_is_over_and_not_for_ever(
    answered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "PATIENCE_S", 60 if answered else 0.01)
    app = Asker()
    async with app.run_test() as pilot:
        field = app.query_one(TextField)
        await pilot.press("a", "f8", "b", "left", "c")
        if answered:
            assert field.value == "a"
            app.answer.set()
        while field.value != "acb":
            await pilot.pause(0.005)


async def test_what_is_done_in_turn_comes_after_the_keys_that_are_kept() -> None:
    app = Asker()
    async with app.run_test() as pilot:
        field, seen = app.query_one(TextField), []
        await pilot.press("f8", "b")
        app._keys.in_turn(lambda: field.call_later(lambda: seen.append(field.value)))
        assert not seen
        app.answer.set()
        while not seen:
            await pilot.pause(0.005)
        assert seen == ["b"]
