"""A roster taken in on screen: nothing is written before the last Enter, and everything it does is shown before."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialog_bench import COMFORTABLE, SMALL
from import_desk import (
    BA_LA,
    FIRST,
    SECOND,
    STAYED,
    Office,
)
from store import CheckIn, Undo
from store.records import Method, Standing
from tui.dialogs.importing import notice
from tui.widgets.roster_preview import Part

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


# -- from the file to the list -----------------------------------------------------------------------------------------


async def test_two_enters_take_a_roster_in(office: Office) -> None:
    office.send("danh sach.xlsx", *FIRST)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs == {"New": 4}
        assert "⏎ Take in 4 delegates" in importing.text
        await importing.press("enter")
        taken = await importing.answered()
        assert (taken.added, taken.numbers, taken.struck) == (4, (1, 2, 3, 4), 0)
    assert [one.name for one in office.on_list()] == [row[1] for row in FIRST]


@pytest.mark.parametrize("size", [SMALL, COMFORTABLE])
async def test_a_second_version_shows_what_it_changes(office: Office, size: tuple[int, int]) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks(size) as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs == {"New": 1, "Corrected": 1, "Replaced": 1, "No longer listed": 1, "Unchanged": 1}
        assert "Bùi Thúy Hằng" in await importing.see(Part.ADDED)
        assert "Nguyễn Văn Hưng → Nguyễn Văn Hưởng" in await importing.see(Part.CORRECTED)
        replaced = await importing.see(Part.REPLACED)
        assert "003 Lê Văn Cường → Đỗ Thế Vững" in replaced
        assert "old code dies" in replaced
        assert "[ ] 004 Phạm Thị Dung" in await importing.see(Part.UNLISTED)
        assert "002 Trần Thị Bình" in await importing.see(Part.UNCHANGED)
        await importing.press("enter")
        taken = await importing.answered()
        counts = taken.added, taken.corrected, taken.replaced, taken.unlisted, taken.unchanged
        assert counts == (1, 1, 1, 1, 1)
    assert {one.number: one.name for one in office.on_list()} == {
        1: "Nguyễn Văn Hưởng",
        2: "Trần Thị Bình",
        4: "Phạm Thị Dung",
        5: "Đỗ Thế Vững",
        6: "Bùi Thúy Hằng",
    }
    assert office.called("Phạm Thị Dung").unlisted


async def test_one_undo_takes_the_import_back(office: Office) -> None:
    office.take_in(*FIRST)
    before = office.on_list()
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.press("enter")
        await importing.answered()
        assert (await importing.store.run(Undo())).verb == "import_roster"
    assert office.on_list() == before


@pytest.mark.parametrize("steps", [0, 1], ids=["before the files", "before the import"])
async def test_escape_leaves_the_file_as_it_was(office: Office, steps: int) -> None:
    office.take_in(*FIRST)
    before = office.path.read_bytes()
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks() as importing:
        if steps:
            await importing.choose()
            await importing.preview()
            await importing.press("right", "right", "right", "space", "escape")
        await importing.files()
        await importing.press("escape")
        assert await importing.answered() is None
    assert office.path.read_bytes() == before


# -- badges ------------------------------------------------------------------------------------------------------------


async def test_a_badge_that_will_be_wrong_is_said_to_be_made_again(office: Office) -> None:
    office.take_in(*FIRST)
    office.print_badges()
    office.send("lan 2.xlsx", SECOND[0], [2, "Trần Thị Bình", "Tổ trưởng", BA_LA, "0988000002"], *FIRST[2:])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        renamed, reachable = (await importing.see(Part.CORRECTED)).split("002 Trần Thị Bình")
        assert "badge to be made again" in renamed
        assert "0912000002 → 0988000002" in reachable
        assert "badge" not in reachable


async def test_where_no_badge_was_made_none_is_made_again(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *SECOND)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "badge" not in await importing.see(Part.CORRECTED)


# -- who is no longer listed -------------------------------------------------------------------------------------------


async def test_who_is_marked_is_struck_off_with_the_import(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("down", "space")
        assert "[✘] 004 Phạm Thị Dung" in importing.text
        assert "⏎ Take in 2 delegates · strike off 1" in importing.text
        await importing.press("enter")
        taken = await importing.answered()
        assert (taken.struck, taken.unlisted) == (1, 2)
        assert "no longer listed 1, struck off 1, unchanged 2" in notice(taken)
    standings = {one.name: (one.standing, one.unlisted) for one in office.on_list()}
    assert standings["Phạm Thị Dung"] == (Standing.STRUCK_OFF, False)
    assert standings["Trần Thị Bình"] == (Standing.SUMMONED, True)


async def test_striking_off_and_the_import_are_taken_back_one_after_the_other(office: Office) -> None:
    office.take_in(*FIRST)
    before = office.on_list()
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("space", "enter")
        await importing.answered()
        undone = [(await importing.store.run(Undo())).verb for _each in range(2)]
        assert undone == ["strike_off", "import_roster"]
    assert office.on_list() == before


async def test_a_second_space_keeps_and_ctrl_a_marks_all_or_none(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("space", "space")
        assert importing.hint == "⏎ Take in 2 delegates"
        await importing.press("ctrl+a")
        assert importing.hint == "⏎ Take in 2 delegates · strike off 2"
        await importing.press("space", "ctrl+a")
        assert importing.hint == "⏎ Take in 2 delegates · strike off 2"
        await importing.press("ctrl+a")
        assert "[✘]" not in importing.text


async def test_whoever_came_and_is_no_longer_listed_is_said_to_be_here(office: Office) -> None:
    office.take_in(*FIRST)
    office.do(CheckIn(delegate=office.called("Phạm Thị Dung").id, method=Method.NUMBER))
    office.send("lan 2.xlsx", *FIRST[:3])
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert "✔ Present · keep" in await importing.see(Part.UNLISTED)
