"""The delegates screen (F6): who is listed, what is decided about them, and a morning over a roster that came twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.screen import Screen

from builders import absent, code, conference, delegate, delegates, present, state
from conftest import opener, write_conference
from idle import settled, until
from rosters import write_xlsx
from store import State, is_right
from store.records import DelegateId, Standing, Status
from tui.app import ToaDamApp
from tui.delegates.filters import Filter, Kind, filters, label
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.file_picker import FilePicker
from tui.dialogs.import_preview import ImportPreview
from tui.dialogs.pick import PickDialog
from tui.screens.delegates import DelegatesScreen
from tui.widgets.delegate_list import DelegateList
from tui.widgets.hint_line import HintLine
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField


class Office:
    """The screen under test, at the size of the smallest terminal."""

    def __init__(self, app: ToaDamApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def state(self) -> State:
        return self.app._store.state

    @property
    def listed(self) -> DelegateList:
        return self.app.screen_stack[0].query_one(DelegateList)

    @property
    def title(self) -> str:
        return str(self.listed.border_title)

    @property
    def hint(self) -> str:
        return self.app.screen_stack[0].query_one(HintLine).text

    @property
    def field(self) -> SearchField:
        return self.app.screen_stack[0].query_one(SearchField)

    @property
    def card(self) -> str:
        return " ".join(self.app.screen_stack[0].query_one(ScanCard).text.split())

    async def press(self, *keys: str) -> None:
        for key in keys or ("",):
            if key:
                await self.pilot.press(key)
            await settled(self.pilot, self.app._store)

    async def wait_for(self, kind: type[Screen[Any]]) -> None:
        """Until a screen or dialog of this kind is on top: files are read in another process."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))

    async def scan(self, number: int) -> None:
        self.app._scanned(code(number))
        await self.press()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    everybody = delegates(112)
    everybody[56] = replace(everybody[56], unlisted=True)
    path = write_conference(tmp_path / "toadam.json", everybody, [present(everybody[0]), absent(everybody[1], "ốm")])
    app = ToaDamApp(opener(path), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        office = Office(app, pilot)
        await app.workers.wait_for_complete()
        await office.press("f6")
        yield office


async def test_everybody_is_listed_in_protocol_order(office: Office) -> None:
    assert isinstance(office.app.screen, DelegatesScreen)
    assert "112" in office.title
    assert [f"{number:03}" in line for number, line in enumerate(office.listed.text.splitlines()[:5], 1)] == [True] * 5


async def test_a_number_and_enter_admit_nobody_here(office: Office) -> None:
    await office.press(*"47", "enter")
    assert isinstance(office.app.screen, PickDialog)
    assert DelegateId(47) not in office.state.attendance


async def test_numbers_typed_one_after_the_other_are_marked(office: Office) -> None:
    await office.press(*"47", "space", *"5", "space", *"112", "space")
    screen = office.app.screen
    assert isinstance(screen, DelegatesScreen)
    assert list(screen._listing.marked) == [47, 5, 112]


@pytest.mark.parametrize(("digit", "people"), [("2", 110), ("3", 1), ("4", 1), ("7", 1)])
async def test_a_filter_lists_as_many_as_it_says(office: Office, digit: str, people: int) -> None:
    await office.press("ctrl+f", digit)
    assert str(people) in office.title
    await office.press("escape")
    assert "112" in office.title


async def test_a_scan_here_admits_and_shows_the_answer(office: Office) -> None:
    await office.scan(47)
    assert office.state.attendance[DelegateId(47)].status is Status.PRESENT
    assert "✔ ĐÃ ĐIỂM DANH" in office.card


async def test_who_is_in_already_is_shown_by_a_scan_and_the_next_by_the_next(office: Office) -> None:
    for number in (47, 48, 47, 48):
        await office.scan(number)
    assert "048" in office.hint
    await office.scan(47)
    assert "047" in office.hint


@pytest.mark.parametrize("keys", [["down", "down"], ["down", "space"], ["t", "r"], ["5", "0"], ["ctrl+f", "2"]])
async def test_a_scan_moves_nobody_whom_somebody_looks_for(office: Office, keys: list[str]) -> None:
    await office.scan(47)
    await office.press(*keys)
    before = (office.hint, office.title, office.field.value)
    await office.scan(47)
    assert (office.hint, office.title, office.field.value) == before


async def test_in_a_field_emptied_again_enter_means_nobody(office: Office) -> None:
    before = office.hint
    await office.press(*"tr", "backspace", "backspace")
    assert office.hint == before


async def test_who_is_no_longer_listed_is_struck_off_and_still_let_in_as_a_guest(office: Office) -> None:
    await office.press("ctrl+f", "7", "down", "space", "f8", "2")
    assert isinstance(office.app.screen, ConfirmDialog)
    await office.press("right", "enter")
    assert office.state.delegates[DelegateId(57)].standing is Standing.STRUCK_OFF
    assert office.state.head_count().summoned == 111
    await office.scan(57)
    count = office.state.head_count()
    assert (count.walk_ins, count.present) == (1, 1)
    assert "Đã rút khỏi danh sách" in office.card


async def test_who_is_no_longer_listed_may_be_kept(office: Office) -> None:
    await office.press("ctrl+f", "7", "down", "space", "f8", "3")
    assert office.state.delegates[DelegateId(57)].unlisted is False
    assert office.state.head_count().summoned == 112


async def test_a_delegate_is_added_and_not_yet_in(office: Office) -> None:
    await office.press("f7", "2", "7", *"Moi", "space", *"Ten", "enter")
    added = max(office.state.delegates.values(), key=lambda one: one.number)
    assert (added.name, added.standing) == ("Moi Ten", Standing.SUMMONED)
    assert added.id not in office.state.attendance


# -- two versions of a roster, and what follows ------------------------------------------------------------------------

HEADING = ["", "Tổ trưởng các Tổ Dân vận ở khu dân cư"]


def version(path: Path, names: list[str]) -> Path:
    rows: list[list[object]] = [["STT", "Họ và tên", "Chức vụ, đơn vị công tác"], [*HEADING]]
    rows += [[str(place), name, f"Tổ trưởng Tổ Dân vận số {place}"] for place, name in enumerate(names, 1)]
    return write_xlsx(path, rows)


async def take_in(office: Office, roster: Path) -> None:
    await office.press("f7", "1")
    await office.wait_for(FilePicker)
    office.app.screen.query_one(TextField).value = str(roster)
    await office.press()
    await office.press("enter")
    await office.wait_for(ImportPreview)
    await office.press("enter")
    await office.wait_for(DelegatesScreen)


async def test_a_morning_over_a_roster_that_came_twice(tmp_path: Path) -> None:
    """By hand: of 6 people one is spelt anew, one replaced in the post, one gone and struck off: 5 are summoned.

    3 of them come, one by a substitute; and one guest.
    """
    path = write_conference(tmp_path / "toadam.json", [])
    first = ["Nguyễn Văn Ấn", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Giang", "Vũ Thị Hà"]
    second = ["Nguyễn Văn Ẩn", "Trần Thị Bình", "Đặng Quốc Khánh", "Phạm Thị Dung", "Hoàng Văn Giang"]
    app = ToaDamApp(opener(path), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        office = Office(app, pilot)
        await office.press("f6")
        await take_in(office, version(tmp_path / "lan 1.xlsx", first))
        assert [one.name for one in sorted(office.state.delegates.values(), key=lambda one: one.number)] == first
        old = {one.number: one.code for one in office.state.delegates.values()}
        await take_in(office, version(tmp_path / "lan 2.xlsx", second))
        names = {one.number: one.name for one in office.state.delegates.values()}
        assert names == {1: second[0], 2: second[1], 7: second[2], 4: second[3], 5: second[4], 6: first[5]}
        assert office.state.retired_codes.get(old[3]) is not None
        await office.press("ctrl+z")
        assert {one.name for one in office.state.delegates.values()} == set(first)
        await take_in(office, version(tmp_path / "lan 3.xlsx", second))
        await office.press("ctrl+f", "7", "down", "space", "f8", "2", "right", "enter", "escape", "escape")
        await office.press("f2", *"2", "enter", *"4", "f8", "1", *"Thay", "enter", *"5", "enter")
        await office.press("f7", "1", "7", *"Khach", "enter")
        count = office.state.head_count()
        assert (count.summoned, count.present, count.substitutes, count.walk_ins) == (5, 3, 1, 1)


# -- filters -----------------------------------------------------------------------------------------------------------


def test_every_filter_has_words_with_its_number() -> None:
    someone = delegate(1)
    now = state(someone, present(someone))
    told = [label(one, now, 1) for one in filters(now)]
    assert len(told) == len(set(told)) == 9 + len(conference().areas) + len(conference().categories)
    assert label(Filter(Kind.AREA, "p02"), now, 0) == "Đình Bảng 0/0"
    assert label(Filter(Kind.CATEGORY, "to-truong"), now, 1) == "Tổ trưởng Tổ Dân vận 1/1"


def test_a_badge_never_made_is_not_right() -> None:
    assert not is_right(delegate(1), None, conference())


# -- deleted on request -------------------------------------------------------------------------------


async def test_a_person_is_deleted_on_request_and_the_place_is_counted(office: Office) -> None:
    name = office.state.delegates[DelegateId(47)].name
    before = office.state.head_count()
    await office.press(*"47", "f8", "up", "enter")
    assert isinstance(office.app.screen, PickDialog)
    await office.press("1")
    assert isinstance(office.app.screen, ConfirmDialog)
    await office.press("enter")
    assert office.state.delegates[DelegateId(47)].name == name
    await office.press("f8", "up", "enter", "1", "right", "enter")
    assert office.state.delegates[DelegateId(47)].erased
    assert office.state.head_count() == before
    await office.press("escape")
    assert "(đã xóa theo yêu cầu)" in office.listed.text
    assert name not in office.listed.text
    await office.scan(48)
    assert office.state.attendance[DelegateId(48)].status is Status.PRESENT


async def test_the_door_is_not_offered_to_delete_anybody(office: Office) -> None:
    await office.press("f2", *"47", "f8")
    assert isinstance(office.app.screen, PickDialog)
    assert len(office.app.screen._list.entries) == 9


# -- everything about a delegate can be put right -----------------------------------------------------


async def test_telephone_and_seat_are_corrected_too(office: Office) -> None:
    await office.press(*"47", "f8", "6")
    for field, text in (("phone", "0912345678"), ("seat", "C07")):
        office.app.screen.query_one(f"#{field}", TextField).value = text
    await office.press("enter")
    one = office.state.delegates[DelegateId(47)]
    assert (one.phone, one.seat) == ("0912345678", "C07")


async def test_a_delegate_is_put_into_another_category(office: Office) -> None:
    await office.press(*"47", "f8", "up", "up", "enter", "1")
    assert office.state.delegates[DelegateId(47)].category == office.state.conference.categories[0].id
    assert office.state.category_count(office.state.conference.categories[0].id).summoned == 4
