"""An identity card at the desk: who it may be of is proposed, a person chooses, and nobody comes in by a card alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

import tui.screens.desk
import tui.screens.reception
from assets import ASSETS
from builders import code, delegate, delegates
from cards import NAME, SECRETS, card
from conftest import write_conference
from reception_desk import Desk, desk_on
from store.plan import PlanError, read_plan
from store.records import DelegateId, Method
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.reception import ReceptionScreen
from tui.widgets.scan_card import ScanCard
from tui.widgets.text_editor import TextEditor
from tui.widgets.text_field import TextField

KEYS = {"\r": "enter", "\t": "tab", "|": "vertical_line", " ": "space"}
NAMESAKES = ("Trịnh Công Sơn", "Trịnh Công Sơn")


def conference(tmp_path: Path, *, read: bool = True) -> Path:
    people = [*delegates(8), delegate(9, name=NAME, title="Tổ trưởng"), delegate(10, name=NAMESAKES[0])]
    people.append(delegate(11, name=NAMESAKES[1], unit="Đình Bảng"))
    return write_conference(tmp_path / "toadam.json", people, identity_cards=read)


@asynccontextmanager
async def desk_of(tmp_path: Path, **how: Any) -> AsyncIterator[Desk]:
    async with desk_on(conference(tmp_path, **how)) as desk:
        yield desk


async def scan(desk: Desk, text: str) -> None:
    """All at once, as a scanner types."""
    for char in text:
        desk.app.post_message(Key(KEYS.get(char, char), char))
    await desk.settle()
    # People are looked for in a thread.
    await until(desk, lambda: all(one.is_finished for one in desk.app.workers if one.group == "identity card"))


async def until(desk: Desk, met: Callable[[], bool]) -> None:
    """A timer of the screen's own is waited for."""
    async with asyncio.timeout(10):
        while not met():
            await desk.pilot.pause(0.01)
    await desk.settle()


def shown(desk: Desk) -> str:
    return desk.app.screen_stack[0].query_one(ScanCard).text


# -- whom it may be of --------------------------------------------------------------------------------


async def test_one_person_is_proposed_and_an_arrow_and_enter_check_in(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, card() + "\r")
        assert "GIẤY TỜ: TÌM THẤY 1 NGƯỜI" in desk.card
        assert "Giấy tờ: tìm thấy 1 người, ↓ chọn rồi ⏎" in desk.hint
        assert (desk.field.value, NAME in desk.found, "Tổ trưởng" in desk.found) == ("", True, True)
        await desk.press("enter")
        assert not desk.state.attendance
        await desk.press("down")
        assert f"⏎ Điểm danh 009 {NAME}" in desk.hint
        await desk.press("enter")
        assert desk.state.attendance[DelegateId(9)].method is Method.NAME
        assert "Sẵn sàng quét mã" in desk.hint
    assert [entry.verb for entry in desk.log()] == ["check_in"]


async def test_namesakes_are_told_apart_by_unit_and_chosen(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, card("Tr?nh Công S?n") + "\r")
        assert "TÌM THẤY 2 NGƯỜI" in desk.card
        assert "Đình Bảng" in desk.found
        await desk.press("down", "down", "enter")
        assert list(desk.state.attendance) == [11]


@pytest.mark.parametrize(
    ("name", "told"), [("Phạm Không Quen", "KHÔNG AI CÓ TÊN NÀY"), ("??? ??", "KHÔNG ĐỌC ĐƯỢC HỌ TÊN")]
)
async def test_a_card_of_nobody_proposes_nobody_and_says_no_name(tmp_path: Path, name: str, told: str) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, card(name) + "\r")
        assert told in desk.card
        assert "PHẠM KHÔNG QUEN" not in desk.card.upper()
        assert "↓ xem ai chưa đến" in desk.hint
    assert desk.log() == []


async def test_a_second_card_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, card() + "\r" + card(NAMESAKES[0]) + "\r")
        assert "tìm thấy 2 người" in desk.hint
        assert NAME not in desk.found
        await scan(desk, card("Phạm Không Quen") + "\r")
        assert NAMESAKES[0] not in desk.hint
        assert "↓ xem ai chưa đến" in desk.hint


async def test_a_proposal_does_not_outlast_its_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.screens.reception, "CARD_S", 0.01)
    monkeypatch.setattr(tui.screens.desk, "CARD_S", 0.01)
    async with desk_of(tmp_path) as desk:
        await scan(desk, card() + "\r")
        await until(desk, lambda: "↓ xem ai chưa đến" in desk.hint and "Sẵn sàng quét mã" in desk.card)
        await desk.press("enter")
        assert not desk.state.attendance


async def test_escape_and_typing_take_the_proposal_away(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        for way_out in ("escape", "a"):
            await scan(desk, card() + "\r")
            assert "tìm thấy 1 người" in desk.hint
            await desk.press(way_out)
            assert "Giấy tờ" not in desk.hint
            await desk.press("backspace")
            assert "↓ xem ai chưa đến" in desk.hint


async def test_f8_with_several_proposed_waits_for_a_choice(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, card() + "\r")
        await desk.press("f8")
        assert desk.asks(ReceptionScreen)
        await desk.press("down", "f8")
        assert not desk.asks(ReceptionScreen)


# -- what somebody else is doing ----------------------------------------------------------------------


@pytest.mark.parametrize("keys", [["n", "g", "u"], ["down", "down"], ["9"], ["down", "space", "space"]])
async def test_a_card_changes_nothing_somebody_is_typing_or_choosing(tmp_path: Path, keys: list[str]) -> None:
    async with desk_of(tmp_path) as desk:
        await desk.press(*keys)
        await until(desk, lambda: desk.field.value == "".join(key for key in keys if len(key) == 1))
        before = (desk.field.value, desk.hint, desk.found)
        await scan(desk, card() + "\r")
        assert (desk.field.value, desk.hint, desk.found) == before
        assert "ĐANG GÕ DỞ" in desk.card


async def test_a_badge_scanned_while_people_are_proposed_leaves_the_choice(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, card() + "\r")
        await desk.press("down")
        hint = desk.hint
        await desk.scan(code(3))
        assert desk.hint == hint
        await desk.press("enter")
        assert set(desk.state.attendance) == {3, 9}


@pytest.mark.parametrize("screen", ["f3", "f4", "f5", "f6"])
async def test_on_other_screens_a_card_says_where_to_scan_it(tmp_path: Path, screen: str) -> None:
    async with desk_of(tmp_path) as desk:
        await desk.press(screen)
        await scan(desk, card() + "\r")
        assert "QUÉT Ở ĐIỂM DANH (F2)" in shown(desk)
        assert typed_anywhere(desk) == ""


async def test_digits_typed_by_a_person_arrive_while_cards_are_read(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await scan(desk, "9\r")
        assert list(desk.state.attendance) == [9]
        await desk.press("1", "0")
        await until(desk, lambda: desk.field.value == "10")
        await desk.press("enter")
        assert set(desk.state.attendance) == {9, 10}


async def test_a_question_is_not_answered_by_a_card(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await desk.press("ctrl+q")
        await scan(desk, card() + "\r")
        assert desk.asks(ConfirmDialog)
        await desk.press("escape")
        assert "TÌM THẤY 1 NGƯỜI" in desk.card


# -- where cards are not read -------------------------------------------------------------------------


def typed_anywhere(desk: Desk) -> str:
    screens = desk.app.screen_stack
    fields = [field.value for screen in screens for field in screen.query(TextField)]
    return "".join([*fields, *(editor.text for screen in screens for editor in screen.query(TextEditor))])


@pytest.mark.parametrize("before", [[], ["n", "g"]])
@pytest.mark.parametrize("screen", ["f2", "f3", "f4", "f6"])
async def test_a_card_that_is_not_read_is_dropped_with_a_sentence(
    tmp_path: Path, screen: str, before: list[str]
) -> None:
    async with desk_of(tmp_path, read=False) as desk:
        await desk.press(screen, *before)
        await scan(desk, card() + "\r")
        assert typed_anywhere(desk) == "".join(before)
        assert "GIẤY TỜ TÙY THÂN: KHÔNG ĐỌC" in shown(desk)
        await desk.press(*["ctrl+z"] * bool(before), "ctrl+y")
        assert typed_anywhere(desk) == "".join(before)
    assert desk.log() == []


async def test_a_card_is_not_taken_for_the_name_of_a_guest(tmp_path: Path) -> None:
    async with desk_of(tmp_path, read=False) as desk:
        await desk.press("f7", "1", "1", *"Ngo")
        await scan(desk, card() + "\r")
        assert typed_anywhere(desk) == "Ngo"
        await desk.press("enter")
    assert not [secret for secret in (*SECRETS, NAME) if secret in repr(desk.log())]


# -- the plan -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reads"), [("", False), ("identity_cards = true", True), ("identity_cards = 1", None)]
)
def test_the_plan_says_whether_cards_are_read(tmp_path: Path, line: str, reads: bool | None) -> None:
    plan = tmp_path / "plan.toml"
    text = (ASSETS / "plan.toml").read_text(encoding="utf-8")
    assert "\nidentity_cards = false\n" in text
    plan.write_text(text.replace("identity_cards = false", line), encoding="utf-8")
    if reads is None:
        with pytest.raises(PlanError):
            read_plan(plan, id=1, code_letters="KT", mint=iter(range(1, 999)).__next__)
    else:
        made = read_plan(plan, id=1, code_letters="KT", mint=iter(range(1, 999)).__next__)
        assert made.conference.identity_cards is reads
