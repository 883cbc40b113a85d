"""Ctrl+P: what is offered, what choosing does, and that neither scans nor fast typing are lost on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import code, delegate, present
from conftest import write_conference
from idle import until
from reception_desk import Desk, desk_on, people
from reception_window import answers, reception
from store.records import DelegateId
from terminal import Terminal
from tui import keys, places
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.pick import PickDialog
from tui.palette import Palette
from tui.screens.reception import ReceptionScreen
from tui.widgets.long_list import LongList
from tui.widgets.search_field import SearchField

PLACEHOLDER = "Việc cần làm, họ tên hoặc số"


class Searching:
    """The open palette, and what can be read on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def palette(self) -> Palette:
        assert isinstance(self.desk.app.screen, Palette)
        return self.desk.app.screen

    @property
    def text(self) -> str:
        return self.palette.query_one(SearchField).text

    @property
    def rows(self) -> list[str]:
        """Each with its columns one blank apart."""
        return [" ".join(row.label.plain.split()) for row in self.palette.found]

    @property
    def place(self) -> int | None:
        """The row that is chosen."""
        return self.palette.query_one(LongList).place

    async def look_for(self, text: str) -> None:
        await self.desk.type(text)
        await self.found()

    async def found(self) -> None:
        """Until the list shows what was looked for."""
        await self.desk.settle()


ADD = "F7 Thêm Thêm người ngoài danh sách: ghi có mặt ngay, nhập tên sau."
"""The row of F7."""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_on(write_conference(tmp_path / "toadam.json", people())) as desk:
        yield desk


@pytest.fixture
async def searching(desk: Desk) -> Searching:
    searching = Searching(desk)
    await desk.press("ctrl+p")
    await until(desk.pilot, lambda: desk.asks(Palette))
    await searching.found()
    return searching


# -- what is offered ---------------------------------------------------------------------------------------------------


async def test_before_a_letter_every_action_is_offered_with_its_key_and_help(searching: Searching) -> None:
    here = {key.id for key in (*places.RECEPTION.keys, *places.RECEPTION.everywhere) if key.action}
    acting = [key for key in keys.EVERY if key.id in here - {keys.PALETTE.id}]
    assert len(acting) > 5
    *keyed, camera, trial, ready, rehearse, start = searching.rows
    for row, key in zip(keyed, acting, strict=True):
        assert row.startswith(f"{key.shown} {key.hint} ")
    assert ADD in keyed
    assert camera.startswith("Máy ảnh…"), "what has no key of its own comes last"
    assert trial.startswith("Kiểm tra máy quét Quét thẻ thử")
    assert ready.startswith("Sẵn sàng Những việc còn phải làm")
    assert rehearse.startswith("Diễn tập Tập cả buổi sáng")
    assert start.startswith("Trang đầu Đóng hội nghị này")


@pytest.mark.parametrize("letters", ["theme", "screenshot", "maximize", "keys"])
async def test_no_command_of_textual_is_offered(searching: Searching, letters: str) -> None:
    app = searching.desk.app
    titles = [command.title.lower() for command in app.get_system_commands(searching.desk.screen)]
    assert any(letters in title for title in titles)
    await searching.look_for(letters)
    assert searching.rows[0] == "Không tìm thấy"
    assert not [row for row in searching.rows if letters in row.lower()]


@pytest.mark.parametrize(
    ("letters", "row"),
    [
        ("47", "○ 047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"),
        ("047", "○ 047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"),
        ("huong nguyen van", "○ 047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"),
        ("hưởng đình bảng", "○ 047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"),
        ("tcs tuong giang", ""),
        ("tcs", "○ 051 Trịnh Công Sơn – Tổ trưởng, Đồng Kỵ"),
        ("hoan tac", "Ctrl+Z Hoàn tác – Không có thao tác để hoàn tác"),
        ("tac hoan", "Ctrl+Z Hoàn tác – Không có thao tác để hoàn tác"),
        ("f7", ADD),
        ("thoat", "Ctrl+Q Thoát Hỏi lại rồi đóng cửa sổ này."),
    ],
)
async def test_the_first_row_is_what_was_looked_for(searching: Searching, letters: str, row: str) -> None:
    await searching.look_for(letters)
    assert searching.rows[0] == (row or "Không tìm thấy")
    assert searching.place == 0


@pytest.mark.parametrize(
    ("letters", "row"),
    [
        ("huongg dinh bang", "○ 047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"),
        ("thoaat", "Ctrl+Q Thoát Hỏi lại rồi đóng cửa sổ này."),
    ],
)
async def test_what_is_nearly_called_so_is_never_what_enter_chooses(
    searching: Searching, letters: str, row: str
) -> None:
    await searching.look_for(letters)
    assert searching.rows[:2] == ["Không tìm thấy", row]
    await searching.desk.press("enter")
    assert searching.place == 0
    await searching.desk.press("down")
    assert searching.place == 1


async def test_whoever_is_here_has_the_mark_of_it(tmp_path: Path) -> None:
    everybody = people()
    path = write_conference(tmp_path / "toadam.json", everybody, [present(everybody[46], "07:12:30")])
    async with desk_on(path) as desk:
        searching = Searching(desk)
        await desk.press("ctrl+p")
        await searching.look_for("47")
        assert searching.rows[0].startswith("✔ 047 ")


async def test_no_name_is_markup(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", [delegate(1, name="Nguyễn [b]Văn[/b] [/x] A")])
    async with desk_on(path) as desk:
        searching = Searching(desk)
        await desk.press("ctrl+p")
        await searching.look_for("1")
        assert "001 Nguyễn [b]Văn[/b] [/x] A" in searching.rows[0]
        await desk.press("enter")
        assert "001 Nguyễn [b]Văn[/b] [/x] A" in desk.hint


# -- choosing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letters", "asks"), [("them", PickDialog), ("viec khac", PickDialog), ("tro giup", HelpDialog)]
)
async def test_choosing_an_action_runs_it(searching: Searching, letters: str, asks: type[PickDialog]) -> None:
    await searching.look_for(letters)
    await searching.desk.press("enter")
    assert searching.desk.asks(asks)


async def test_what_would_do_nothing_says_why_in_its_row_and_when_it_is_chosen(searching: Searching) -> None:
    await searching.look_for("hoan tac")
    await searching.desk.press("enter")
    assert searching.desk.asks(ReceptionScreen)
    assert "CHƯA LÀM ĐƯỢC" in searching.desk.card
    assert "Không có thao tác để hoàn tác" in searching.desk.card


async def test_undo_from_the_palette_takes_back_the_last_action(desk: Desk) -> None:
    await desk.scan(code(47))
    await desk.press("ctrl+p")
    await Searching(desk).look_for("hoan tac")
    await desk.press("enter")
    assert delegate(47).id not in desk.app._store.state.attendance


async def test_whoever_is_chosen_stands_as_if_searched_by_number_and_is_not_admitted(searching: Searching) -> None:
    desk = searching.desk
    await searching.look_for("cong son trinh")
    await desk.press("down", "enter")
    assert desk.asks(ReceptionScreen)
    assert desk.app.focused is desk.field
    assert desk.field.value == "061"
    assert desk.hint == "⏎ Điểm danh 061 Trịnh Công Sơn – Tổ trưởng, Tương Giang"
    assert desk.app._store.state.attendance.get(DelegateId(61)) is None
    await desk.press("enter")
    assert "Số 061" in desk.card
    assert desk.log()[-1].args["method"] == "number"


async def test_what_was_not_found_cannot_be_chosen(searching: Searching) -> None:
    await searching.look_for("zyx")
    await searching.desk.press("enter")
    assert searching.text == "zyx"
    assert searching.rows == ["Không tìm thấy"]


async def test_esc_goes_back_to_what_was_typed_in_the_search_field(desk: Desk) -> None:
    await desk.type("trinh")
    before = (desk.field.value, desk.hint)
    await desk.press("ctrl+p")
    await Searching(desk).look_for("47")
    await desk.press("escape")
    assert desk.asks(ReceptionScreen)
    assert desk.app.focused is desk.field
    assert (desk.field.value, desk.hint) == before
    await desk.type(" c")
    assert desk.field.value == "trinh c"


async def test_ctrl_q_asks_over_the_palette_too(searching: Searching) -> None:
    await searching.desk.press("ctrl+q")
    await until(searching.desk.pilot, lambda: searching.desk.asks(ConfirmDialog))
    await searching.desk.press("escape")
    assert searching.text == ""


async def test_one_palette_at_a_time(searching: Searching) -> None:
    await searching.desk.press("ctrl+p")
    assert sum(isinstance(screen, Palette) for screen in searching.desk.app.screen_stack) == 1


async def test_a_scan_is_answered_on_the_card_and_leaves_the_palette_as_it_was(searching: Searching) -> None:
    desk = searching.desk
    await searching.look_for("trinh")
    before = (searching.text, searching.rows)
    await desk.press("down")
    await desk.scan(code(47))
    await searching.found()
    assert "NGUYỄN VĂN HƯỞNG" in desk.card
    assert (searching.text, searching.rows) == before
    assert searching.place == 1


# -- in a terminal -----------------------------------------------------------------------------------------------------


@contextmanager
def searching_in_terminal(path: Path) -> Iterator[Terminal]:
    with reception(path) as terminal:
        terminal.send("\x10")
        terminal.wait_for("Hỏi lại rồi đóng cửa sổ này.")
        assert PLACEHOLDER in terminal.text
        yield terminal


def test_a_scan_between_letters_is_answered_above_the_open_palette(roll: Path) -> None:
    with searching_in_terminal(roll) as terminal:
        terminal.send("zyx" + code(9) + "\r" + "w")
        terminal.wait_for("Số 009")
        terminal.wait_for("zyxw")
        terminal.wait_for("Không tìm thấy")
        terminal.send("\x7f" * 4)
        terminal.wait_for(PLACEHOLDER)
    assert [entry.outcome["delegate"] for entry in answers(roll)] == [9]


def test_what_an_input_method_sends_in_one_burst_is_typed_as_meant(roll: Path) -> None:
    with searching_in_terminal(roll) as terminal:
        terminal.send("vieet\x7f\x7f\x7fêt\x7f\x7fệt")
        terminal.wait_for("việt")


def test_enter_means_what_was_typed_in_the_same_burst(roll: Path) -> None:
    with searching_in_terminal(roll) as terminal:
        terminal.send("47\r")
        terminal.wait_for("⏎ Điểm danh 047")
        assert "Có mặt 0/112" in terminal.text
    assert answers(roll) == []
