"""The reception screen: keys and scans in, what people read and what is in the file out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Button

from builders import absent, code, delegate, present
from conftest import write_conference
from idle import until
from reception_desk import Desk, desk_on, people
from store import CheckOut, Outcome, Scan, open_store
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.errors import NotSaved
from store.records import Status
from store.store import Store
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.form import FormDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.pick import PickDialog
from tui.screens.desk import CARD_S
from tui.screens.reception import ReceptionScreen
from tui.store_thread import Waiting
from tui.widgets.results import Results
from tui.widgets.scan_card import ScanCard
from tui.widgets.text_field import TextField
from tui.widgets.top_line import TopLine


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_on(write_conference(tmp_path / "toadam.json", people())) as desk:
        yield desk


# -- scans -------------------------------------------------------------------------------------------------------------


async def test_a_badge_is_admitted_without_a_key(desk: Desk) -> None:
    await desk.scan(code(47))
    assert "✔ ĐÃ ĐIỂM DANH" in desk.card
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    assert "Số 047 · Vị trí C07" in desk.card
    assert "Ctrl+Z hoàn tác" in desk.card
    assert desk.field.value == ""


async def test_the_card_shows_neither_telephone_nor_code(desk: Desk) -> None:
    await desk.scan(code(47))
    assert delegate(47).phone not in desk.card
    assert code(47).strip("-") not in desk.card


async def test_a_commit_is_drawn_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(desk.screen, "told", lambda news: drawn.extend(change.entry.seq for change in news.changes))
    before = desk.state.seq
    await desk.scan(code(47))
    await desk.scan(code(48))
    assert drawn == [before + 1, before + 2]


async def test_what_is_admitted_is_in_the_file(desk: Desk) -> None:
    await desk.scan(code(47))
    assert desk.log()[-1].outcome["outcome"] == Outcome.ADMITTED


async def test_counts_and_arrivals_follow_every_process(desk: Desk) -> None:
    assert "Có mặt 0/112" in desk.counts
    other = open_store(desk.path, desk="Bàn 2")
    try:
        other.run(Scan.of(code(47)))
    finally:
        other.close()
    await desk.settle()
    assert "Có mặt 1/112 (0,89%)" in desk.counts
    assert "047 Nguyễn Văn Hưởng" in desk.arrivals


async def test_the_same_badge_again_at_once_is_no_incident(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.scan(code(47))
    assert "= QUÉT LẶP LẠI" in desk.card


@pytest.mark.parametrize(
    ("payload", "headline"),
    [
        (code(4711), "✘ MÃ KHÔNG CÓ TRONG DANH SÁCH"),
        (code(47)[:-1] + ("B" if code(47)[-1] != "B" else "C"), "? KHÔNG ĐỌC ĐƯỢC MÃ, QUÉT LẠI"),
    ],
)
async def test_a_refused_scan_says_why_and_is_logged(desk: Desk, payload: str, headline: str) -> None:
    await desk.scan(payload)
    assert headline in desk.card
    assert desk.log()[-1].verb == "scan"


async def test_somebody_already_in_is_told_with_time_desk_and_doubt(tmp_path: Path) -> None:
    everybody = people()
    path = write_conference(tmp_path / "toadam.json", everybody, [present(everybody[46], "07:12:30")])
    async with desk_on(path) as desk:
        await desk.scan(code(47))
        assert "▲ ĐÃ CÓ MẶT từ 07:12" in desk.card
        assert "Bàn A" in desk.card
        assert "Hỏi lại họ tên nếu nghi ngờ" in desk.card


async def test_somebody_marked_absent_is_admitted_and_it_is_said(tmp_path: Path) -> None:
    everybody = people()
    path = write_conference(tmp_path / "toadam.json", everybody, [absent(everybody[46], "ốm")])
    async with desk_on(path) as desk:
        await desk.scan(code(47))
        assert "ĐÃ ĐIỂM DANH" in desk.card
        assert "Trước đó báo vắng" in desk.card


async def test_a_scan_changes_neither_the_text_nor_the_row_nor_what_enter_does(desk: Desk) -> None:
    await desk.type("trinh cong son")
    await desk.press("down", "down")
    before = (desk.field.value, desk.hint)
    await desk.scan(code(47))
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    assert (desk.field.value, desk.hint) == before


async def test_a_scan_in_an_open_dialog_is_answered_behind_it(desk: Desk) -> None:
    await desk.press("f7")
    await desk.scan(code(47))
    assert desk.asks(PickDialog)
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    await desk.press("1", "1")
    assert desk.asks(FormDialog)
    await desk.scan(code(1))
    assert desk.asks(FormDialog)
    assert "Số 001" in desk.card


async def test_a_scan_presses_no_button(desk: Desk) -> None:
    await desk.press("ctrl+q", "right")
    assert isinstance(desk.app.focused, Button)
    assert desk.app.focused.id == "verb"
    await desk.scan(code(47))
    assert desk.asks(ConfirmDialog)


async def test_a_wait_that_is_over_hides_no_answer(desk: Desk) -> None:
    """Word of it comes by another way than the answer, and may be late."""
    await desk.scan(code(47))
    desk.screen._hear(Waiting(Holder(pid=1, desk="Bàn 2")))
    assert "Số 047" in desk.card
    desk.app._store.waiting = 1
    desk.screen._hear(Waiting(Holder(pid=1, desk="Bàn 2")))
    assert "Bàn 2 đang ghi" in desk.card


async def test_fifty_scans_are_answered_in_order(desk: Desk) -> None:
    for number in range(1, 51):
        desk.app._scanned(code(number))
    await desk.settle()
    await desk.app.workers.wait_for_complete()
    await desk.settle()
    assert [entry.outcome["delegate"] for entry in desk.log()] == list(range(1, 51))
    assert "Số 050" in desk.card


async def test_a_disk_that_does_not_take_it_is_shown_in_red_with_the_number_for_paper(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: Store, _verb: object, **_options: object) -> None:
        raise NotSaved(OSError(28, "No space left on device"))

    monkeypatch.setattr(Store, "run", full)
    await desk.scan(code(47))
    assert "✘ CHƯA LƯU – ghi giấy số 047" in desk.card
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    assert "Có mặt 0/112" in desk.counts
    assert desk.screen._expiry is None
    monkeypatch.undo()
    await desk.scan(code(47))
    assert "✔ ĐÃ ĐIỂM DANH" in desk.card


# -- numbers and names -------------------------------------------------------------------------------------------------


async def test_the_empty_field_waits_for_a_scan(desk: Desk) -> None:
    assert desk.hint == "Sẵn sàng quét mã · ↓ xem ai chưa đến"
    assert "Sẵn sàng quét mã" in desk.card


async def test_a_number_admits_with_its_digits_and_enter(desk: Desk) -> None:
    await desk.type("47")
    assert desk.hint == "⏎ Điểm danh 047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"
    await desk.press("enter")
    assert "✔ ĐÃ ĐIỂM DANH" in desk.card
    assert desk.field.value == ""
    assert desk.log()[-1].args["method"] == "number"


async def test_a_name_without_diacritics_admits(desk: Desk) -> None:
    await desk.type("huong nguyen van")
    assert "047 Nguyễn Văn Hưởng" in desk.hint
    await desk.press("enter")
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    assert desk.log()[-1].args["method"] == "name"


async def test_namesakes_need_an_arrow(desk: Desk) -> None:
    await desk.type("trinh cong son")
    assert desk.hint == "Có 2 người trùng tên – chọn bằng ↑↓"
    assert "▶" not in desk.found
    assert "Đồng Kỵ" in desk.found
    assert "Tương Giang" in desk.found
    await desk.press("enter")
    assert "Sẵn sàng" in desk.card
    assert desk.field.value == "trinh cong son"
    await desk.press("down", "down", "enter")
    assert "TRỊNH CÔNG SƠN" in desk.card
    assert "Số 061" in desk.card


async def test_somebody_present_chosen_by_name_is_shown_not_written_again(desk: Desk) -> None:
    await desk.scan(code(47))
    arrived = desk.state.attendance[delegate(47).id]
    await desk.type("47")
    assert desk.hint.startswith("⏎ Đã có mặt từ")
    await desk.press("enter")
    assert desk.state.attendance[delegate(47).id] == arrived
    assert desk.field.value == ""


async def test_an_unknown_name_offers_to_add_it(desk: Desk) -> None:
    await desk.type("zyx")
    assert desk.hint == "Không tìm thấy · F7 thêm “zyx”"
    await desk.press("f7", "enter", "enter")
    assert "✔ ĐÃ ĐIỂM DANH" in desk.card
    assert "ZYX" in desk.card
    assert "Mời thêm 1" in desk.counts
    assert "Có mặt 0/112" in desk.counts


async def test_a_code_typed_by_hand_is_a_scan(desk: Desk) -> None:
    desk.field.value = code(47).lower()
    await desk.settle()
    assert desk.hint == "⏎ Điểm danh theo mã vừa gõ"
    await desk.press("enter")
    assert "NGUYỄN VĂN HƯỞNG" in desk.card


async def test_an_identity_card_is_not_kept(desk: Desk) -> None:
    card = "001099012345|123456789|Nguyễn Văn A|01011999|Nam|Hà Nội|01012021"
    desk.field.value = card
    await desk.settle()
    await desk.press("enter")
    assert "MÃ KHÔNG CÓ TRONG DANH SÁCH" in desk.card
    assert "001099012345" not in str(desk.log()[-1])
    assert desk.field.value == ""


async def test_a_click_chooses_and_a_second_one_admits(desk: Desk) -> None:
    await desk.type("trinh cong son")
    row = desk.screen.query_one(Results).content_region.offset + Offset(5, 0)
    await desk.pilot.click(offset=row)
    await desk.settle()
    assert "051 Trịnh Công Sơn" in desk.hint
    await desk.pilot.click(offset=row)
    await desk.settle()
    assert "Số 051" in desk.card


# -- keys --------------------------------------------------------------------------------------------------------------


async def test_one_key_takes_back_and_names_what(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.press("ctrl+z")
    assert "↶ ĐÃ HOÀN TÁC: ĐIỂM DANH" in desk.card
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    assert "Có mặt 0/112" in desk.counts
    assert "Nguyễn Văn Hưởng" not in desk.arrivals


async def test_in_a_field_with_text_undo_is_of_the_typing(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.type("abc")
    await desk.press("ctrl+z")
    assert desk.field.value == ""
    assert "Có mặt 1/112" in desk.counts


async def test_with_nothing_to_undo_it_is_said(desk: Desk) -> None:
    await desk.press("ctrl+z")
    assert "hoàn tác" in desk.card


async def test_an_undo_others_built_upon_names_them(desk: Desk) -> None:
    await desk.scan(code(47))
    other = open_store(desk.path, desk="Bàn 2")
    try:
        other.run(CheckOut(delegate=delegate(47).id))
    finally:
        other.close()
    await desk.settle()
    await desk.press("ctrl+z")
    said = " ".join(desk.card.split())
    assert "Bàn 2 đã ghi “về sớm” cho 047 Nguyễn Văn Hưởng" in said


async def test_a_substitute_is_admitted_in_the_place_of_the_delegate(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "1")
    await desk.type("Tran Thi B")
    await desk.press("enter")
    assert "TRAN THI B" in desk.card
    assert "Đi thay cho 047 Nguyễn Văn Hưởng" in desk.card
    assert "Có mặt 1/112" in desk.counts


async def test_a_phoned_absence_is_noted_with_its_reason(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "2", "1")
    assert "ĐÃ GHI VẮNG" in desk.card
    assert desk.state.attendance[delegate(47).id].status is Status.EXCUSED
    assert desk.state.attendance[delegate(47).id].reason == "Ốm"


async def test_whoever_leaves_early_comes_back_with_the_badge(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.press("f8", "3")
    assert "ĐÃ GHI VỀ SỚM" in desk.card
    await desk.scan(code(47))
    assert "↻ VÀO LẠI" in desk.card


async def test_an_arrival_is_withdrawn(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.press("f8", "4")
    assert "ĐÃ HỦY ĐIỂM DANH" in desk.card
    assert delegate(47).id not in desk.state.attendance


async def test_what_cannot_be_done_stays_under_its_digit_and_says_why(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "3")
    assert desk.asks(PickDialog)
    await desk.press("escape")
    assert desk.asks(ReceptionScreen)


async def test_with_nobody_chosen_more_is_about_the_conference(desk: Desk) -> None:
    theme = desk.app.theme
    await desk.press("f8", "8")
    assert desk.app.theme != theme
    await desk.press("f8", "7")
    assert not desk.app._window.sounds.silent
    desk.app._window.sounds.silent = True


async def test_a_second_backup_is_made_where_it_is_named(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    await desk.scan(code(47))
    await desk.press("escape", "f8", "9")
    desk.app.screen.query_one("#place", TextField).value = str(stick)
    await desk.press("enter")
    await until(desk.pilot, lambda: "USB" in desk.top)
    assert any(stick.iterdir())


async def test_escape_goes_back_one_level_at_a_time(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.type("ab")
    await desk.press("f1")
    assert desk.asks(HelpDialog)
    await desk.press("escape")
    assert desk.asks(ReceptionScreen)
    await desk.press("escape")
    assert desk.field.value == ""
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    await desk.press("escape")
    assert "Sẵn sàng quét mã" in desk.card


async def test_quitting_asks_with_cancel_focused(desk: Desk) -> None:
    await desk.press("ctrl+q")
    assert isinstance(desk.app.focused, Button)
    assert desk.app.focused.id == "cancel"
    await desk.press("enter")
    assert desk.asks(ReceptionScreen)
    assert desk.app.is_running


@pytest.mark.parametrize("keys", [("f1", "escape"), ("f7", "escape"), ("f8", "escape"), ("tab",), ("ctrl+q", "escape")])
async def test_the_field_has_the_focus_again(desk: Desk, keys: tuple[str, ...]) -> None:
    await desk.press(*keys)
    assert desk.app.focused is desk.field


@pytest.mark.parametrize("target", ["#card", "#counts", "#arrivals", "#results", "#top"])
async def test_a_click_anywhere_leaves_the_focus_in_the_field(desk: Desk, target: str) -> None:
    await desk.pilot.click(target)
    await desk.settle()
    assert desk.app.focused is desk.field


async def test_the_keys_of_the_footer_can_be_clicked(desk: Desk) -> None:
    await desk.pilot.click("#keys", offset=(2, 0))
    await desk.settle()
    assert desk.asks(HelpDialog)


# -- what stands on the screen -----------------------------------------------------------------------------------------


async def test_an_answer_goes_after_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    timers: list[tuple[float, Callable[[], None]]] = []
    real = ReceptionScreen.set_timer

    def set_timer(screen: ReceptionScreen, delay: float, callback: Callable[[], None]) -> object:
        timers.append((delay, callback))
        return real(screen, delay, callback)

    monkeypatch.setattr(ReceptionScreen, "set_timer", set_timer)
    await desk.scan(code(47))
    delay, expire = timers[-1]
    assert delay == CARD_S
    expire()
    assert "Sẵn sàng quét mã" in desk.card


async def test_a_second_answer_flashes(desk: Desk) -> None:
    card = desk.screen.query_one(ScanCard)
    await desk.scan(code(47))
    assert not card.has_class("-flash")
    desk.app._scanned(code(47))
    await until(desk.pilot, lambda: "LẶP LẠI" in desk.card)
    assert card.has_class("-flash")


async def test_a_window_without_the_keyboard_says_so(desk: Desk) -> None:
    desk.app.app_focus = False
    await desk.settle()
    assert desk.screen.query_one("#unheard").display
    desk.app.app_focus = True
    await desk.settle()
    assert not desk.screen.query_one("#unheard").display
    assert desk.app.focused is desk.field


async def test_the_last_save_and_backup_are_on_top(desk: Desk) -> None:
    await desk.scan(code(47))
    assert "Bàn 1" in desk.screen.query_one(TopLine).text
    assert "Đã lưu" in desk.screen.query_one(TopLine).text


async def test_a_line_that_others_could_read_is_warned_of_on_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "in_the_open", True)
    async with desk_on(write_conference(tmp_path / "toadam.json", people()[:3])) as desk:
        assert "⚠ kết nối chưa mã hóa" in desk.screen.query_one(TopLine).text


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_everything_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk_on(write_conference(tmp_path / "toadam.json", people()), size) as desk:
        assert not desk.screen.query_one("#too-small").display
        await desk.scan(code(47))
        for said in ("✔ ĐÃ ĐIỂM DANH", "NGUYỄN VĂN HƯỞNG", "Tổ trưởng", "Số 047", "Đình Bảng 1/9", "Ctrl+Z hoàn tác"):
            assert said in " ".join(desk.card.split())
        card = desk.screen.query_one(ScanCard)
        assert len(desk.card.splitlines()) <= card.size.height
        assert "Tổ trưởng Tổ Dân vận" in desk.counts


@pytest.mark.parametrize("size", [(71, 24), (80, 21)])
async def test_a_window_too_small_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk_on(write_conference(tmp_path / "toadam.json", people()), size) as desk:
        assert desk.screen.query_one("#too-small").display


HOSTILE = "[/x] [bold]Nguyễn\x1b]52;c;aGk=\x07 \u202eVăn [@click=app.quit]A[/]"


async def test_a_hostile_name_is_only_drawn(tmp_path: Path) -> None:
    everybody = people()
    everybody[46] = delegate(47, name=HOSTILE, unit="[red]", note="[/]", seat="[x")
    async with desk_on(write_conference(tmp_path / "toadam.json", everybody)) as desk:
        await desk.type("47")
        assert "[/x] [bold]Nguyễn" in desk.hint
        await desk.press("enter")
        assert "[/X] [BOLD]NGUYỄN" in desk.card
        assert "\x1b" not in desk.card + desk.hint + desk.arrivals
        assert "\u202e" not in desk.card + desk.hint + desk.arrivals
        await desk.press("f8")
        assert desk.asks(PickDialog)


async def test_whoever_has_the_turn_too_long_is_named_until_the_answer(desk: Desk) -> None:
    desk.app._store.waiting = 1
    desk.app._hear(Waiting(Holder(pid=1, desk="Bàn 2")))
    await desk.settle()
    assert "… ĐANG CHỜ" in desk.card
    assert "Bàn 2 đang ghi" in desk.card
    await desk.scan(code(47))
    assert "✔ ĐÃ ĐIỂM DANH" in desk.card


async def test_what_a_crash_left_unfinished_is_told_when_the_screen_opens(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", people())
    store = open_store(path, desk="Bàn 1")
    store.run(Scan.of(code(47)))
    store.engine.let_go()
    with Layout.of(path).journal(1).open("ab") as journal:
        journal.write(b"0123abcd 0000")
    async with desk_on(path) as desk:
        assert "⚠ SAU SỰ CỐ" in desk.card
        assert "13 byte" in desk.card
        await desk.scan(code(47))
        assert "SỰ CỐ" not in desk.card


async def test_what_is_true_is_shown_though_a_dialog_closes_just_then(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be done after the next frame is left to the screen on top: a dialog that closes forgets it."""
    await desk.press("f8")
    dialog, later = desk.app.screen, Screen._invoke_later

    def forgetting(screen: Screen[Any], callback: Any, sender: Any) -> None:
        if screen is not dialog:
            later(screen, callback, sender)

    monkeypatch.setattr(Screen, "_invoke_later", forgetting)
    await desk.scan(code(3))
    assert desk.app.screen is dialog
    assert "1/112" in desk.counts
    assert delegate(3).name in desk.arrivals
