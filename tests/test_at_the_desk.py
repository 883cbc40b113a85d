"""What happens at the door besides a badge: each operation with its keys counted, seen on screen and in the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from builders import DAY, code, conference, delegate, gone, present, stamp, substituted
from conftest import opener, write_conference
from reception_desk import Desk, desk_on, people
from store import CloseCheckIn, MintBlanks, NoteProposal, OpenConference
from store.records import DelegateId, Method, Standing, Status
from store.store import open_store
from tui.app import ToaDamApp
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.deeds import NewBadgeDialog
from tui.dialogs.form import FormDialog
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.person import PersonDialog
from tui.dialogs.pick import PickDialog
from tui.machine.sound import Sound
from tui.screens.reception import ReceptionScreen
from tui.widgets.awaited import Awaited
from tui.widgets.text_field import TextField

LEADERS = ("dan-van-tinh", "lanh-dao")
CATEGORIES = tuple(
    replace(one, met=one.id in LEADERS, gets=("Tài liệu", "Phiếu ăn") if one.id in LEADERS else ())
    for one in conference().categories
)


@dataclass
class Counting:
    """A desk whose keys are counted."""

    desk: Desk
    keys: int = field(default=0)

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.desk.press(*keys)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    path = write_conference(tmp_path / "toadam.json", people(), categories=CATEGORIES)
    async with desk_on(path) as desk:
        yield desk


def newest(desk: Desk) -> DelegateId:
    """Who was put on the list last."""
    return max(desk.state.delegates.values(), key=lambda one: one.number).id


# -- keys --------------------------------------------------------------------------------------------------------------


async def test_a_badge_needs_no_key(desk: Desk) -> None:
    await desk.scan(code(47))
    assert desk.state.attendance[DelegateId(47)].status is Status.PRESENT


@pytest.mark.parametrize("typed", ["47", "047", "huong", "nvh"])
async def test_a_forgotten_badge_needs_six_keys_at_most(tmp_path: Path, typed: str) -> None:
    names = {46: "Trần Thị Hằng", 47: "Nguyễn Văn Hưởng", 48: "Phạm Ngọc Sửu"}
    people = [delegate(number, name=name) for number, name in names.items()]
    async with desk_on(write_conference(tmp_path / "toadam.json", people)) as desk:
        count = Counting(desk)
        await count.press(*typed, "enter")
        assert set(desk.state.attendance) == {47}
        assert count.keys <= 6


async def test_a_substitute_is_in_after_four_keys_and_named_afterwards(desk: Desk) -> None:
    count = Counting(desk)
    await count.press(*"47", "f8", "1")
    assert count.keys <= 4
    attendance = desk.state.attendance[DelegateId(47)]
    assert (attendance.status, attendance.method) == (Status.PRESENT, Method.SUBSTITUTE)
    assert desk.asks(FormDialog)
    assert "Cần bổ sung: 1" in desk.top
    await desk.type("Tran Thi B")
    await desk.press("enter")
    assert desk.state.attendance[DelegateId(47)].substitute is not None
    assert "TRAN THI B" in desk.card
    assert "Cần bổ sung" not in desk.top


async def test_a_substitute_who_brought_the_delegates_badge_keeps_the_time(desk: Desk) -> None:
    await desk.scan(code(47))
    arrived = desk.state.attendance[DelegateId(47)].arrived
    await desk.press("f8", "1", "escape")
    attendance = desk.state.attendance[DelegateId(47)]
    assert attendance.substitute is not None
    assert attendance.arrived == arrived


async def test_a_walk_in_is_in_after_three_keys_and_named_afterwards(desk: Desk) -> None:
    count = Counting(desk)
    await count.press("f7", "1", "7")
    assert count.keys <= 4
    guest = desk.state.delegates[newest(desk)]
    assert (guest.standing, guest.name) == (Standing.WALK_IN, "")
    assert desk.state.attendance[guest.id].status is Status.PRESENT
    await desk.press("escape")
    assert "Cần bổ sung: 1" in desk.top
    await desk.press("f8", "escape", "escape", "f8", "1")
    await desk.type("Lo Thi Moi")
    await desk.press("enter")
    assert desk.state.delegates[guest.id].name == "Lo Thi Moi"


@pytest.mark.parametrize(("digit", "title"), [("2", "Phóng viên"), ("3", "Lái xe"), ("4", "Phục vụ")])
async def test_service_staff_are_counted_apart_and_asked_nothing(desk: Desk, digit: str, title: str) -> None:
    await desk.press("f7", digit)
    guest = desk.state.delegates[newest(desk)]
    assert (guest.standing, guest.title, guest.category) == (Standing.SERVICE, title, "")
    assert desk.asks(ReceptionScreen)
    count = desk.state.head_count()
    assert (count.service, count.walk_ins, count.summoned, count.present) == (1, 0, 112, 0)
    assert "Phục vụ, không tính là đại biểu" in " ".join(desk.card.split())


async def test_what_was_typed_in_vain_is_the_guests_name_and_nobody_asks_again(desk: Desk) -> None:
    await desk.type("Zyx Wvu")
    await desk.press("f7", "1", "7")
    assert desk.state.delegates[newest(desk)].name == "Zyx Wvu"
    assert desk.asks(ReceptionScreen)
    assert desk.field.value == ""


async def test_one_key_takes_back(desk: Desk) -> None:
    count = Counting(desk)
    await desk.scan(code(47))
    await count.press("ctrl+z")
    assert DelegateId(47) not in desk.state.attendance
    assert count.keys == 1


# -- F8 on a person ----------------------------------------------------------------------------------------------------


async def test_any_arrival_can_be_undone_not_only_the_last(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.scan(code(48))
    await desk.type("47")
    await desk.press("f8", "4")
    assert DelegateId(47) not in desk.state.attendance
    assert DelegateId(48) in desk.state.attendance


async def test_an_arrival_given_to_the_wrong_person_moves_with_its_time(desk: Desk) -> None:
    await desk.scan(code(47))
    arrived = desk.state.attendance[DelegateId(47)].arrived
    await desk.press("f8", "5")
    assert desk.asks(PersonDialog)
    await desk.press(*"48", "enter")
    assert DelegateId(47) not in desk.state.attendance
    assert desk.state.attendance[DelegateId(48)].arrived == arrived
    assert "⇄ ĐÃ ĐỔI NGƯỜI" in desk.card
    assert "Trở lại chưa đến: 047" in " ".join(desk.card.split())


async def test_namesakes_need_an_arrow_in_an_exchange_too(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.press("f8", "5", *"trinh", "space", *"cong", "space", *"son", "enter")
    assert desk.asks(PersonDialog)
    await desk.press("down", "enter")
    assert DelegateId(51) in desk.state.attendance


async def test_a_name_is_corrected_everywhere_and_the_badge_is_to_be_made_again(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "6")
    assert desk.asks(FormDialog)
    await desk.press(*["backspace"] * 3, *"og", "tab", "tab", "end", *" so", "enter")
    assert desk.state.delegates[DelegateId(47)].name == "Nguyễn Văn Hưog"
    await desk.scan(code(47))
    assert "NGUYỄN VĂN HƯOG" in desk.card


async def test_a_role_makes_somebody_awaited(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "6", "tab", "tab", "tab", *"MC", "enter")
    assert "047 Nguyễn Văn Hưởng (MC)" in [
        f"{one.number:03} {one.name} ({one.role})" for one in desk.state.delegates.values() if one.role
    ]
    await desk.scan(code(47))
    assert "★ MC" in desk.card


async def test_a_new_code_kills_the_old_badge(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "7", "enter")
    assert "▣ ĐÃ CẤP MÃ MỚI" in desk.card
    await desk.scan(code(47))
    assert "THẺ CŨ" in desk.card
    await desk.scan(desk.state.delegates[DelegateId(47)].code)
    assert "✔ ĐÃ ĐIỂM DANH" in desk.card


async def test_a_note_stands_on_the_card(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "8", *"Ghe", "space", *"dau", "enter")
    await desk.scan(code(47))
    assert "Ghi chú: Ghe dau" in desk.card


async def test_the_telephone_is_shown_only_when_asked_for(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "9")
    assert desk.asks(NoticeDialog)
    shown = "\n".join(str(line.render()) for line in desk.app.screen.query("Static"))
    assert "0900 000 047" in shown
    await desk.press("escape")
    assert "0900" not in desk.card


@pytest.mark.parametrize(("digit", "reason"), [("1", "Ốm"), ("4", "Việc gia đình")])
async def test_a_digit_is_the_reason_of_an_absence(desk: Desk, digit: str, reason: str) -> None:
    await desk.type("47")
    await desk.press("f8", "2", digit)
    attendance = desk.state.attendance[DelegateId(47)]
    assert (attendance.status, attendance.reason) == (Status.EXCUSED, reason)


async def test_another_reason_is_typed_and_none_is_unexcused(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("f8", "2", "5", *"Hop", "enter")
    assert desk.state.attendance[DelegateId(47)].reason == "Hop"
    await desk.type("48")
    await desk.press("f8", "2", "6")
    assert desk.state.attendance[DelegateId(48)].status is Status.UNEXCUSED


# -- several at once ---------------------------------------------------------------------------------------------------


async def test_several_are_marked_and_admitted_in_one_commit(desk: Desk) -> None:
    before = desk.state.seq
    await desk.type("trang ha")
    await desk.press("down", "space", "space", "space")
    assert desk.hint.startswith("⏎ Điểm danh 3 người: ")
    assert desk.field.value == "trang ha"
    await desk.press("enter")
    assert desk.state.seq == before + 1
    assert desk.state.head_count().present == 3
    assert "✔ ĐÃ ĐIỂM DANH CẢ NHÓM" in desk.card
    await desk.press("ctrl+z")
    assert desk.state.head_count().present == 0


async def test_marks_are_kept_from_search_to_search_and_dropped_with_escape(desk: Desk) -> None:
    await desk.type("47")
    await desk.press("down", "space", "escape")
    assert not desk.screen._finding.marked
    await desk.press("down", "space")
    await desk.press("backspace", "backspace", *"48", "down", "space", "enter")
    assert set(desk.state.attendance) == {47, 48}


async def test_numbers_typed_one_after_the_other_are_marked_without_an_arrow(desk: Desk) -> None:
    await desk.press(*"4", "space", *"47", "space", *"088", "space")
    assert list(desk.screen._finding.marked) == [4, 47, 88]
    assert desk.field.value == ""
    await desk.press(*"47", "space", "enter")
    assert set(desk.state.attendance) == {4, 88}


async def test_who_is_typed_last_needs_no_mark(desk: Desk) -> None:
    await desk.press(*"4", "space", *"47", "space", *"88")
    assert desk.hint.startswith("⏎ Điểm danh 3 người: 004, 047, 088")
    await desk.press("enter")
    assert set(desk.state.attendance) == {4, 47, 88}


async def test_a_number_nobody_has_marks_nobody(desk: Desk) -> None:
    await desk.press(*"999", "space")
    assert not desk.screen._finding.marked
    assert desk.field.value == "999 "


async def test_a_blank_between_words_marks_nobody(desk: Desk) -> None:
    await desk.type("trinh cong son")
    assert desk.field.value == "trinh cong son"
    assert not desk.screen._finding.marked


async def test_the_empty_field_lists_who_is_missing_in_protocol_order(desk: Desk) -> None:
    first = desk.found.splitlines()[0]
    assert "001" in first
    await desk.scan(code(1))
    assert "002" in desk.found.splitlines()[0]
    await desk.press("down")
    assert desk.hint.startswith("⏎ Điểm danh 002")
    await desk.press("enter")
    assert DelegateId(2) in desk.state.attendance
    await desk.press("enter")
    assert DelegateId(3) not in desk.state.attendance


# -- blank badges ------------------------------------------------------------------------------------------------------


async def blank(desk: Desk) -> str:
    ids = await desk.app._store.run(MintBlanks(seeds=(4711,)))
    await desk.settle()
    return desk.state.blanks[ids[0]].code


async def test_a_blank_badge_is_a_walk_ins_by_one_scan(desk: Desk) -> None:
    payload = await blank(desk)
    await desk.press("f7", "1", "7")
    await desk.scan(payload)
    guest = desk.state.delegates[newest(desk)]
    assert guest.code == payload
    assert desk.asks(FormDialog)
    await desk.press(*"Moi", "enter")
    await desk.scan(payload)
    assert "MOI" in desk.card


async def test_a_blank_badge_is_the_substitutes_and_the_old_code_dies(desk: Desk) -> None:
    payload = await blank(desk)
    await desk.type("47")
    await desk.press("f8", "1", *"Thay", "enter")
    await desk.scan(payload)
    assert "▣ ĐÃ GẮN THẺ TRẮNG" in desk.card
    await desk.scan(code(47))
    assert "THẺ CŨ" in desk.card


async def test_a_blank_badge_is_nobodys_while_a_delegate_with_a_badge_is_on_the_card(desk: Desk) -> None:
    payload = await blank(desk)
    await desk.scan(code(47))
    await desk.scan(payload)
    assert "▢ THẺ TRẮNG" in desk.card
    assert desk.state.delegates[DelegateId(47)].code == code(47)


async def test_a_blank_badge_replaces_a_lost_one(desk: Desk) -> None:
    payload = await blank(desk)
    await desk.type("47")
    await desk.press("f8", "7")
    assert desk.asks(NewBadgeDialog)
    await desk.scan(payload)
    assert desk.asks(ReceptionScreen)
    assert desk.state.delegates[DelegateId(47)].code == payload


# -- who is to be met --------------------------------------------------------------------------------------------------


async def test_somebody_to_be_met_has_a_card_and_a_sound_of_their_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Sound] = []
    monkeypatch.setattr(desk.app._window.sounds, "play", heard.append)
    await desk.scan(code(2))
    await desk.scan(code(47))
    assert heard == [Sound.MEET, Sound.ADMITTED]
    await desk.scan(code(5))
    assert "★ LÃNH ĐẠO THÀNH PHỐ" in desk.card
    assert "Phát: Tài liệu, Phiếu ăn" in desk.card


async def test_the_missing_have_no_column_for_when_they_came(desk: Desk) -> None:
    """Whoever is found has: somebody may come while they are listed."""
    assert {row[3:6] for row in desk.found.splitlines()} == {"○ 0"}
    await desk.type("nguyen")
    assert {row[3:11] for row in desk.found.splitlines()} == {f"{'○':8}"}


async def test_who_of_them_is_missing_is_always_in_sight(desk: Desk) -> None:
    def awaited() -> str:
        return desk.screen.query_one(Awaited).text

    assert "Còn 24 phút đến khai mạc" in awaited()
    assert "Chờ đón, chưa đến: 9" in awaited()
    await desk.scan(code(1))
    assert "Chờ đón, chưa đến: 8" in awaited()
    assert "001" not in awaited()


# -- the conference ----------------------------------------------------------------------------------------------------


async def test_the_opening_is_noted_and_stays_as_announced(desk: Desk) -> None:
    await desk.scan(code(1))
    await desk.press("escape", "f8", "2")
    assert "▶ ĐÃ CHỐT KHAI MẠC" in desk.card
    await desk.scan(code(2))
    opening = desk.state.opening
    assert opening is not None
    assert opening.present == (1,)
    assert desk.state.is_late(DelegateId(2)) is False
    await desk.press("ctrl+z", "ctrl+z")
    assert desk.state.opening is None


async def test_the_end_of_check_in_names_who_is_missing_and_asks(tmp_path: Path) -> None:
    few = people()[:4]
    path = write_conference(tmp_path / "toadam.json", few, [present(few[0])])
    async with desk_on(path) as desk:
        await desk.press("f8", "3")
        assert desk.asks(ConfirmDialog)
        shown = "\n".join(str(line.render()) for line in desk.app.screen.query("Static"))
        assert few[1].name in shown
        assert few[0].name not in shown
        await desk.press("enter")
        assert len(desk.state.attendance) == 1
        await desk.press("f8", "3", "right", "enter")
        assert desk.state.head_count().unexcused == 3
        await desk.type("2")
        await desk.press("f8", "2", "1")
        assert desk.state.attendance[DelegateId(2)].reason == "Ốm"


async def test_a_head_count_is_noted_by_hand_and_as_told_by_the_door(desk: Desk) -> None:
    await desk.press("f8", "4", "1", *"98", "enter")
    assert "Đếm tay: 98 người" in desk.counts
    await desk.press("escape", "f8", "4", "2", *"97", "enter")
    assert "Số báo từ cửa: 97 người" in desk.counts


async def test_paper_is_keyed_back_by_ranges_with_its_own_time(desk: Desk) -> None:
    await desk.scan(code(3))
    await desk.scan(code(90))
    await desk.press("escape", "f8", "5", *"1-4", "comma", *"999", "tab", *["backspace"] * 5, *"7h15", "enter")
    assert desk.asks(ConfirmDialog)
    shown = "\n".join(str(line.render()) for line in desk.app.screen.query("Static"))
    assert "Có trên giấy, chưa có trong máy: 3" in shown
    assert "Số không có trong danh sách: 999" in shown
    assert "Có trong máy, không có trên giấy: 1" in shown
    await desk.press("right", "enter")
    attendance = desk.state.attendance[DelegateId(1)]
    assert attendance.method is Method.PAPER
    assert attendance.arrived is not None
    assert f"{attendance.arrived.wall:%H:%M}" == "07:15"
    assert desk.state.attendance[DelegateId(3)].method is Method.SCAN
    assert desk.state.head_count().present == 5


@pytest.mark.parametrize(("numbers", "time"), [("1-", "7:15"), ("a", "7:15"), ("1", "25:00"), ("1", "x")])
async def test_paper_that_cannot_be_read_is_asked_for_again(desk: Desk, numbers: str, time: str) -> None:
    await desk.press("f8", "5")
    desk.app.screen.query_one("#numbers", TextField).value = numbers
    desk.app.screen.query_one("#time", TextField).value = time
    await desk.press("enter")
    assert desk.asks(FormDialog)
    assert desk.app.screen.query_one("#numbers", TextField).value == numbers


# -- the first opening of the day --------------------------------------------------------------------------------------


async def test_test_arrivals_of_an_earlier_day_are_offered_to_be_cleared(tmp_path: Path) -> None:
    few = people()[:4]
    eve = stamp("16:00", day=DAY - dt.timedelta(days=1))
    tested = [replace(present(one), arrived=eve) for one in few[:2]]
    path = write_conference(tmp_path / "toadam.json", few, tested)
    app = ToaDamApp(opener(path), silent=True)
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot, path)
        await desk.settle()
        assert desk.asks(ConfirmDialog)
        await desk.press("right", "enter")
        assert not desk.state.attendance
        await desk.press("ctrl+z")
        assert len(desk.state.attendance) == 2


async def test_an_opening_tried_on_an_earlier_day_is_offered_to_be_cleared(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", people()[:4])
    with closing(opener(path, day=DAY - dt.timedelta(days=1))()) as store:
        store.run(OpenConference())
        store.run(CloseCheckIn())
    app = ToaDamApp(opener(path), silent=True)
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot, path)
        await desk.settle()
        assert desk.asks(ConfirmDialog)
        await desk.press("right", "enter")
        assert desk.state.opening is None
        assert not desk.state.attendance


async def test_what_was_written_down_on_an_earlier_day_is_asked_about_apart(tmp_path: Path) -> None:
    eve = stamp("16:00", day=DAY - dt.timedelta(days=1))
    few = people()[:4]
    path = write_conference(tmp_path / "toadam.json", few, [replace(present(few[0]), arrived=eve)])
    with closing(opener(path, day=DAY - dt.timedelta(days=1))()) as store:
        store.run(NoteProposal(id=1, text="Thử", noted=eve))
    app = ToaDamApp(opener(path), silent=True)
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot, path)
        await desk.settle()
        await desk.press("right", "enter")
        assert desk.asks(ConfirmDialog)
        await desk.press("right", "enter")
        assert not desk.state.attendance
        assert not desk.state.proposals
        assert "ý kiến ghi thử" in " ".join(desk.card.split())


async def test_on_the_day_after_nobody_is_asked_to_clear_what_really_happened(tmp_path: Path) -> None:
    few = people()[:4]
    path = write_conference(tmp_path / "toadam.json", few, [present(few[0])])
    app = ToaDamApp(opener(path, day=DAY + dt.timedelta(days=1)), silent=True)
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot, path)
        await desk.settle()
        assert desk.asks(ReceptionScreen)


async def test_arrivals_of_today_are_nobodys_rehearsal(tmp_path: Path) -> None:
    few = people()[:4]
    path = write_conference(tmp_path / "toadam.json", few, [present(few[0]), gone(few[1]), substituted(few[2], "A")])
    async with desk_on(path) as desk:
        assert desk.asks(ReceptionScreen)


async def test_it_all_stands_in_the_file(desk: Desk) -> None:
    await desk.press("f7", "1", "7", *"Moi", "enter")
    await desk.type("47")
    await desk.press("f8", "1", *"Thay", "enter")
    store = open_store(desk.path, desk="test")
    try:
        assert store.state == replace(desk.state, trails=store.state.trails, recent=store.state.recent)
    finally:
        store.close()


async def test_a_digit_beyond_the_list_picks_nothing(desk: Desk) -> None:
    await desk.press("f7", "9")
    assert desk.asks(PickDialog)
    assert delegate(113).id not in desk.state.delegates
