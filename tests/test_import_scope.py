"""Of whom a roster speaks: some areas alone or everybody, and who is of no category."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import opener
from dialog_bench import SMALL
from import_desk import (
    FIRST,
    LEADERS,
    Office,
    person,
)
from store.records import AreaId
from store.roster import (
    Entry,
)
from tui.dialogs.pick import PickDialog
from tui.widgets.roster_preview import few_areas, likely_scope

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


# -- of whom the file speaks -------------------------------------------------------------------------------------------


def entry(row: int, area: str, name: str = "Nguyễn Văn An") -> Entry:
    return Entry(row=row, name=name, area=AreaId(area), category=LEADERS)


@pytest.mark.parametrize(
    ("areas", "scope"),
    [
        (["p01"], ["p01"]),
        (["p03", "p01", "p02", "p01"], ["p01", "p02", "p03"]),
        (["p01", "p02", "p03", "p04"], []),
        (["p01", ""], []),
        (["", ""], []),
        ([], []),
    ],
)
def test_a_file_of_a_few_areas_speaks_for_them_alone(office: Office, areas: list[str], scope: list[str]) -> None:
    store = opener(office.path)()
    conference = store.state.conference
    store.close()
    entries = [entry(row, area) for row, area in enumerate(areas)]
    assert likely_scope(entries, conference) == tuple(scope)


def test_a_file_of_all_areas_cannot_speak_for_some(office: Office) -> None:
    store = opener(office.path)()
    conference = store.state.conference
    store.close()
    assert few_areas([entry(1, area.id) for area in conference.areas], conference) == ()


async def test_a_file_of_one_ward_says_nothing_of_the_others_until_told_so(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("dinh bang.xlsx", FIRST[0])
    async with office.asks(SMALL) as importing:
        await importing.choose()
        await importing.preview()
        assert "○ the whole conference  ● only Đình Bảng (Tab)" in importing.text
        assert importing.tabs == {"No longer listed": 1, "Unchanged": 1}
        await importing.press("tab")
        await importing.compared()
        assert "● the whole conference  ○ only Đình Bảng (Tab)" in importing.text
        assert importing.tabs == {"No longer listed": 3, "Unchanged": 1}
        await importing.talk.pilot.click("#scope")
        await importing.compared()
        await importing.press("enter")
        assert (await importing.answered()).unlisted == 1
    assert [one.name for one in office.on_list() if one.unlisted] == ["Trần Thị Bình"]


async def test_for_some_areas_nobody_is_taken_in_who_is_of_none(office: Office) -> None:
    office.send("hai phuong.xlsx", FIRST[0], person(2, "Vũ Văn Khoa", "Tổ Dân vận số 9"))
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "⏎ Take in 2 delegates" in importing.text
        await importing.press("tab")
        await importing.compared()
        assert "⏎ Take in 1 delegate · leave out 1 without an area" in importing.text
        await importing.press("enter")
        await importing.answered()
    assert [one.name for one in office.on_list()] == ["Nguyễn Văn Hưng"]


# -- people without a category -----------------------------------------------------------------------------------------

STRANGERS = [
    person(1, "Trần Văn Khoa", "Công ty X", title="Giám đốc"),
    person(2, "Vũ Văn Ổn", "Công ty Y", title="Giám đốc"),
    person(3, "Đỗ Thị Yến", "Công ty Z", title="Giám đốc"),
]


async def test_nobody_is_taken_in_without_a_category(office: Office) -> None:
    office.send("khach.xlsx", *STRANGERS, heading=[])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs["No category"] == 3
        await importing.press("enter")
        assert importing.hint == "✘ First choose where these people belong"
    assert office.on_list() == []


async def test_a_category_is_chosen_for_one_and_then_for_all_that_are_left(office: Office) -> None:
    office.send("khach.xlsx", *STRANGERS, heading=[])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.press("space")
        await importing.talk.asked(PickDialog)
        assert "Trần Văn Khoa – Giám đốc – Công ty X: which category?" in importing.text
        await importing.press("1")
        await importing.preview()
        assert "⏎ Take in 1 delegate · leave out 2 without a category" in importing.text
        await importing.press("space")
        await importing.talk.asked(PickDialog)
        assert "Vũ Văn Ổn" in importing.text
        await importing.press("8")
        await importing.talk.until(lambda: "2 people: which category?" in importing.text)
        await importing.press("3")
        await importing.preview()
        assert importing.tabs == {"No category": 0, "New": 3}
        await importing.press("enter")
        await importing.answered()
    categories = {one.name: one.category for one in office.on_list()}
    assert categories == {"Trần Văn Khoa": "dan-van-tinh", "Vũ Văn Ổn": "ban-dang", "Đỗ Thị Yến": "ban-dang"}


async def test_whoever_is_left_without_a_category_is_left_out_and_said_to_be(office: Office) -> None:
    office.send("khach.xlsx", *STRANGERS, heading=[])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.press("down", "space")
        await importing.talk.asked(PickDialog)
        await importing.press("7")
        await importing.preview()
        await importing.press("enter")
        assert (await importing.answered()).added == 1
    assert [one.name for one in office.on_list()] == ["Vũ Văn Ổn"]
