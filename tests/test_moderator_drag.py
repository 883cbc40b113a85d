"""A row of the agenda, or of the list of speakers, is dragged to another place; undo takes it back."""

from __future__ import annotations

from pathlib import Path

from builders import speech
from moderator_desk import Table, here, table_on, written
from store import waiting_list
from store.agenda import in_order
from store.records import DelegateId
from tui.widgets.agenda_list import AgendaList
from tui.widgets.course_list import CourseList
from tui.widgets.speaker_queue import SpeakerQueue

WAITING = [speech(id, delegate=DelegateId(id * 10), name="") for id in (1, 2, 3, 4)]


async def take(table: Table, kind: type[CourseList], place: int) -> CourseList:
    """Pressed on a row, and not yet let go of."""
    widget = table.screen.query_one(kind)
    await table.pilot.mouse_down(widget, offset=at(widget, place))
    return widget


def at(widget: CourseList, place: int) -> tuple[int, int]:
    """Where a row is seen."""
    left, top = widget.content_region.offset - widget.region.offset
    return left + 3, top + len(widget._head) + place - widget._top


def speakers(table: Table) -> list[int]:
    return [one.id for one in waiting_list(table.state)]


async def test_a_speaker_dragged_up_shows_where_it_lands_and_lands_there(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json", *here(10, 20, 30, 40), *WAITING)) as table:
        queue = await take(table, SpeakerQueue, 3)
        await table.pilot.hover(queue, offset=at(queue, 1))
        assert queue.text.splitlines()[1].startswith("↑ 4.")
        assert speakers(table) == [1, 2, 3, 4], "nothing is done before it is let go of"
        await table.pilot.mouse_up(queue, offset=at(queue, 1))
        await table.settle()
        assert speakers(table) == [1, 4, 2, 3]
        await table.press("ctrl+z")
        assert speakers(table) == [1, 2, 3, 4]


async def test_an_item_of_the_agenda_is_dragged_down(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json")) as table:
        agenda = await take(table, AgendaList, 1)
        await table.pilot.hover(agenda, offset=at(agenda, 3))
        assert agenda.text.splitlines()[len(agenda._head) + 3].startswith("↓")
        await table.pilot.mouse_up(agenda, offset=at(agenda, 3))
        await table.settle()
        assert [one.id for one in in_order(table.state)] == [1, 3, 4, 2, 5, 6]


async def test_let_go_of_outside_the_rows_or_where_it_was_nothing_is_done(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json", *WAITING)) as table:
        before = len(table.log())
        for place in (2, 9):
            queue = await take(table, SpeakerQueue, 2)
            await table.pilot.hover(queue, offset=at(queue, place))
            await table.pilot.mouse_up(queue, offset=at(queue, place))
            await table.settle()
        assert (speakers(table), len(table.log())) == ([1, 2, 3, 4], before)


async def test_who_speaks_cannot_be_dragged(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json", *WAITING)) as table:
        await table.press("down", "enter")
        queue = await take(table, SpeakerQueue, 0)
        await table.pilot.hover(queue, offset=at(queue, 2))
        assert "↓" not in queue.text
        await table.pilot.mouse_up(queue, offset=at(queue, 2))
        await table.settle()
        assert speakers(table) == [2, 3, 4]


async def test_whoever_is_held_goes_along_when_the_list_changes_meanwhile(tmp_path: Path) -> None:
    async with table_on(written(tmp_path / "toadam.json", *WAITING)) as table:
        queue = await take(table, SpeakerQueue, 3)
        await table.pilot.hover(queue, offset=at(queue, 1))
        await table.press("down", "enter")
        await table.pilot.mouse_up(queue, offset=at(queue, 1))
        await table.settle()
        assert sorted(speakers(table)) == [2, 3, 4]
        assert speakers(table).index(4) < speakers(table).index(3)
