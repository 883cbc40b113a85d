"""What is on is named in the top line, seldom, and never where an answer stands."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.events import Key

from builders import code
from input_programs import OPENKEY, UNIKEY, sent
from reception_desk import Desk, desk_on
from reception_window import READY, reception
from tui.dialogs.pick import digit_place
from tui.machine.keyboard_signs import Sign
from tui.machine.keyboard_watch import AGAIN_S, KeyboardWatch
from tui.screens.desk import DeskScreen

METHOD = "Bộ gõ tiếng Việt đang bật: Ctrl+Shift hoặc Alt+Z để tắt"
CAPS = "Caps Lock đang bật"
FRENCH = "Bàn phím Pháp: chọn US"
VIETNAMESE = "Bàn phím tiếng Việt: chọn US"


def test_each_sign_is_spoken_of_once_in_a_while() -> None:
    watch = KeyboardWatch()
    both = (Sign.CAPS_LOCK, Sign.INPUT_METHOD)
    assert [watch.news(both, now) for now in (0, 1, 2)] == [Sign.INPUT_METHOD, Sign.CAPS_LOCK, None]
    assert watch.news(both, AGAIN_S) is Sign.INPUT_METHOD
    assert watch.news((), 10 * AGAIN_S) is None


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        (code(47).lower(), CAPS),
        (")" + code(47)[1:], FRENCH),
        ("°" + code(47)[1:].lower(), FRENCH),
        (code(47)[:7] + "G\b" + code(47)[7:], METHOD),
        (code(47), ""),
    ],
)
async def test_a_scan_is_answered_and_what_it_tells_is_said_above(roll: Path, typed: str, advice: str) -> None:
    async with desk_on(roll, (80, 24)) as desk:
        await scan(desk, typed)
        assert "Số 047" in desk.card
        assert (advice or "Đã lưu") in desk.top
        assert advice or "⚠" not in desk.top


async def scan(desk: Desk, typed: str) -> None:
    for char in typed:
        desk.app.post_message(Key("backspace", None) if char == "\b" else Key(char, char))
    desk.app.post_message(Key("enter", "\r"))
    await desk.settle()


async def test_it_goes_by_itself_and_does_not_come_back_with_every_scan(
    roll: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.desk.HEED_S", 0.001)
    async with desk_on(roll) as desk:
        await scan(desk, code(47).lower())
        async with asyncio.timeout(10):
            while CAPS in desk.top:
                await desk.pilot.pause()
        monkeypatch.setattr("tui.screens.desk.HEED_S", 60.0)
        await scan(desk, code(48).lower())
        assert "Số 048" in desk.card
        assert CAPS not in desk.top


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5", "f6"])
async def test_every_screen_at_which_people_are_let_in_says_it(roll: Path, key: str) -> None:
    async with desk_on(roll) as desk:
        await desk.press(key)
        await scan(desk, code(47).lower())
        screen = desk.app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        assert CAPS in screen.query_one("#top").text  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["f2", "f3", "f6"])
async def test_a_number_that_came_as_letters_is_found_and_the_layout_named(roll: Path, key: str) -> None:
    async with desk_on(roll) as desk:
        await desk.press(key)
        for char in "đâ\u0301":
            desk.app.post_message(Key(char, char))
        await desk.settle()
        screen = desk.app.screen_stack[0]
        assert "028" in screen.query_one("#hint").text  # type: ignore[attr-defined]
        assert VIETNAMESE in screen.query_one("#top").text  # type: ignore[attr-defined]


@pytest.mark.parametrize(("char", "place"), [("1", 0), ("ă", 0), ("\u0323", 8), ("Đ", 9), ("é", 1), ("à", 9)])
def test_a_digit_picks_from_a_list_on_every_layout(char: str, place: int) -> None:
    assert digit_place(Key("x", char)) == place


@pytest.mark.parametrize("char", ["`", "'", "&", "-", "a", "ệ", "", "\r"])
def test_what_an_american_keyboard_has_picks_nothing(char: str) -> None:
    assert digit_place(Key("x", char)) is None


@pytest.mark.parametrize("backspace", [b"\x7f", b"\x08"])
def test_a_corrected_scan_in_a_terminal_is_answered_and_the_field_kept(roll: Path, backspace: bytes) -> None:
    with reception(roll, columns=80, lines=24) as terminal:
        terminal.wait_for(READY)
        typed = sent(UNIKEY, "nguyeen ") + code(9)[:5] + "K\b" + code(9)[5:] + "\r" + sent(OPENKEY, "vawn ")
        terminal.send(typed.encode().replace(b"\b", backspace))
        terminal.wait_for("Số 009")
        terminal.wait_for("nguyên văn")
        terminal.wait_for(METHOD)
