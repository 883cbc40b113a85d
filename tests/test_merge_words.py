"""What people are told of two copies that were brought together, and how they decide between them."""

from __future__ import annotations

from pathlib import Path

import pytest

import builders
from laptops import Laptop, after_a_morning, two_laptops
from reception_desk import desk_on
from store import (
    AdjustConference,
    CapSpeeches,
    CorrectDelegate,
    EditItem,
    GiveFloor,
    MarkAbsent,
    NoteProposal,
    OpenConference,
    StartItem,
    to_decide,
)
from store.records import AreaId, DelegateId
from stores import new_conference
from tui.cli import main
from tui.conflict_words import sides, subject
from tui.dialogs.decisions import SidesDialog
from tui.dialogs.pick import Entries
from two_places import grown_apart

pytestmark = pytest.mark.usefixtures("temporary_folder")


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """The same conference on two laptops."""
    return two_laptops(tmp_path)


@pytest.fixture
def morning(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """After a morning at either door."""
    return after_a_morning(tmp_path)


def test_the_command_says_who_came_twice_which_numbers_are_new_and_what_is_to_be_decided(
    morning: tuple[Laptop, Laptop], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = morning
    name = first.state.delegates[DelegateId(1)].name
    status = main(["-f", str(first.path), "merge", str(second.path)])
    said = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said[0] == "Đã nhập 22 thao tác"
    assert f"  001 {name}: 07:11 Cửa A · 07:36 Cửa B" in said
    assert "  041 → 042 Lý Thị Hằng" in said
    assert "In lại thẻ: toadam badges --changed -o TỆP.pdf" in said
    told = said.index("  Đại biểu: 003 Trần Văn Một")
    assert said[told + 1 : told + 3] == [
        "    Ở đây: Họ và tên “Trần Văn Một” (Cửa A 07:42, sửa thông tin)",
        "    Bên kia: Họ và tên “Trần Văn Hai” (Cửa B 07:44, sửa thông tin)",
    ]
    assert main(["-f", str(first.path), "merge", str(second.path)]) == 0
    assert capsys.readouterr().out.startswith("Không có gì để nhập")


def test_another_conference_is_refused_in_one_sentence(
    laptops: tuple[Laptop, Laptop], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = new_conference(tmp_path, 3, id=2)
    assert main(["-f", str(laptops[0].path), "merge", str(stranger)]) == 1
    assert capsys.readouterr().err == (
        f"toadam: {stranger} là hội nghị khác, không phải bản sao của hội nghị này; chưa thay đổi gì\n"
    )


async def test_f8_goes_to_what_is_to_be_decided_and_a_button_decides(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    first.merge(second)
    async with desk_on(first.path, size=(80, 24)) as desk:
        await desk.press("f8", "enter")
        assert desk.asks(SidesDialog)
        await desk.pilot.click("#theirs")
        await desk.settle()
        assert desk.state.delegates[DelegateId(3)].name == "Trần Văn Hai"
        assert "Lấy như bên kia" in desk.card
        await desk.press("f8")
        assert "Cần quyết định" not in desk.app.screen.query_one(Entries).text
        await desk.press("escape", "ctrl+z")
        assert desk.state.delegates[DelegateId(3)].name == "Trần Văn Một"
        assert len(desk.state.conflicts) == 1


def test_every_kind_of_contradiction_has_words_of_its_own() -> None:
    """What can be changed twice, and what is said of it: never a bare name of a table or a field."""
    here, there = grown_apart(builders.state(*builders.delegates(5), *builders.agenda()))
    noted = builders.stamp("08:00")
    for one, word, minutes in ((here, "Một", 3), (there, "Hai", 4)):
        one.do(CorrectDelegate(delegate=DelegateId(1), name=word, area=AreaId("p01" if one is here else "p02")))
        one.do(MarkAbsent(delegate=DelegateId(2), excused=True, reason=word))
        one.do(EditItem(item=1, title=word))
        one.do(StartItem(item=1))
        one.do(NoteProposal(id=1, text=word, noted=noted))
        one.do(GiveFloor(id=1, name=word))
        one.do(OpenConference())
        one.do(CapSpeeches(minutes=minutes))
        one.do(AdjustConference(retention_days=minutes))
    here.bring(there)
    kinds = {conflict.subject for conflict in here.state.conflicts.values()}
    assert kinds == {
        *("delegates", "attendance", "agenda", "runs", "proposals", "speeches", "openings", "speaker_lists"),
        "conference",
    }
    found = {conflict.subject: sides(conflict, here.state) for conflict in to_decide(here.state)}
    for conflict in to_decide(here.state):
        assert not subject(conflict, here.state).startswith(conflict.subject)
        assert found[conflict.subject].who_here.startswith("Cửa A 07:30, ")
        assert found[conflict.subject].who_there.startswith("Cửa B 07:30, ")
    assert found["delegates"].here == "Họ và tên “Một”, Địa bàn “Châu Khê”"
    assert found["conference"].there == "Số ngày lưu tên “4”"
