"""The trial inside the program: whatever is scanned meanwhile is a trial, and nobody is checked in."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events

from builders import code
from cards import NAME, SECRETS, card
from conftest import write_conference
from reception_desk import Desk, desk_on, people
from store.trial_badges import TEST_BADGE
from tui.calibration.diagnosis import Stranger
from tui.dialogs.calibration import CalibrationDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.pick import Entries
from tui.palette import Palette
from tui.screens.reception import ReceptionScreen
from tui.widgets.trial_report import TrialReport


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_on(write_conference(tmp_path / "toadam.json", people())) as desk:
        yield desk


async def open_trial(desk: Desk) -> None:
    await desk.press("f8")
    deeds = desk.app.screen.query_one(Entries)
    place = next(place for place, entry in enumerate(deeds.entries) if entry.label == "Kiểm tra máy quét")
    await desk.press(*["down"] * (place - deeds.place), "enter")
    assert desk.asks(CalibrationDialog)


async def until_told(desk: Desk, words: str, seconds: float = 20) -> None:
    """A scan is over after some silence, and then something is said of it."""
    end = time.monotonic() + seconds
    while words not in (text := desk.app.screen.query_one(TrialReport).text):
        assert time.monotonic() < end, text
        await desk.pilot.pause(0.05)


async def test_a_badge_scanned_in_a_trial_admits_nobody_and_after_it_admits_again(desk: Desk) -> None:
    await open_trial(desk)
    await desk.scan(code(47))
    await desk.scan(TEST_BADGE)
    await until_told(desk, "Máy này sẵn sàng")
    assert not desk.state.attendance
    assert not desk.log()
    await desk.press("escape")
    assert desk.asks(ReceptionScreen)
    assert desk.field.text == ""
    await desk.scan(code(47))
    assert len(desk.state.attendance) == 1


@pytest.mark.parametrize("pasted", [False, True])
async def test_of_a_strangers_card_only_its_kind_and_length_are_kept(desk: Desk, tmp_path: Path, pasted: bool) -> None:
    await open_trial(desk)
    if pasted:
        desk.app.post_message(events.Paste(card()))
    else:
        await desk.scan(card())
    await until_told(desk, f"căn cước, {len(card())} ký tự")
    trial = desk.app.screen
    assert isinstance(trial, CalibrationDialog)
    assert isinstance(trial._trial.last, Stranger)
    kept = (
        repr(trial._trial.last)
        + repr(vars(trial._trial))
        + repr(vars(trial._listening))
        + trial.query_one(TrialReport).text
    )
    assert not [secret for secret in (*SECRETS, NAME) if secret in kept]
    await desk.press("escape")
    assert desk.asks(ReceptionScreen)
    assert (desk.field.text, desk.log()) == ("", [])
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [secret for secret in (*SECRETS, NAME) if secret.encode() in files]


async def test_a_delegates_badge_is_said_to_be_one(desk: Desk) -> None:
    await open_trial(desk)
    await desk.scan(code(47))
    await until_told(desk, "Thẻ đại biểu, đọc đúng. Chỉ là quét thử, không điểm danh ai")


async def test_a_scan_pasted_in_a_trial_admits_nobody(desk: Desk) -> None:
    await open_trial(desk)
    desk.app.post_message(events.Paste(code(47) + "\r"))
    await until_told(desk, "Thẻ đại biểu, đọc đúng")
    assert not desk.state.attendance


async def test_the_palette_opens_it(desk: Desk) -> None:
    await desk.press("ctrl+p")
    assert desk.asks(Palette)
    await desk.type("kiem tra may quet")
    await desk.press("enter")
    assert desk.asks(CalibrationDialog)


async def test_a_key_that_leads_elsewhere_closes_it_first(desk: Desk) -> None:
    for key in ("escape", "f2", "f3", "f4", "f5", "f6"):
        await open_trial(desk)
        await desk.press(key)
        assert desk.asks(ReceptionScreen), key


async def test_within_a_scan_such_a_key_is_the_scanners(desk: Desk) -> None:
    await open_trial(desk)
    for place, letter in enumerate(TEST_BADGE):
        desk.app.post_message(events.Key("minus" if letter == "-" else letter, letter))
        if place in (10, 20):
            desk.app.post_message(events.Key("f5" if place == 10 else "escape", None))
    await until_told(desk, "! Phím lạ trong mã: f5, escape")
    assert desk.asks(CalibrationDialog)


async def test_quitting_asks_as_everywhere(desk: Desk) -> None:
    await open_trial(desk)
    await desk.press("ctrl+q")
    assert desk.asks(ConfirmDialog)


@pytest.mark.parametrize("mode", ["f2", "f3"])
async def test_the_test_badge_scanned_by_mistake_names_nobody(desk: Desk, mode: str) -> None:
    await desk.press(mode)
    await desk.scan(TEST_BADGE)
    assert not desk.state.attendance
    assert not desk.state.speeches
    assert not desk.log()
