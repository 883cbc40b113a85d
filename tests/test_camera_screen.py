"""A badge before the camera is a scan like any other, wherever one is; what the camera sees or lacks is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import cast

import pytest
from rich.segment import Segment
from textual.widget import Widget

from builders import code, delegate
from camera_extra import needs_camera_extra
from films import Held, badge, still, write_film
from idle import until
from reception_desk import Desk, desk_on
from store import Scan
from store.records import DelegateId
from tui import keys, live_camera, preferences
from tui.camera import camera_words
from tui.camera.camera import Told
from tui.camera.eyes import Eye, Film, Webcam
from tui.camera.frames import Sight
from tui.camera.picture import Picture
from tui.dialogs import cameras
from tui.dialogs.form import FormDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.palette import Palette
from tui.widgets.camera_view import MOST_COLUMNS, CameraView
from tui.widgets.text_field import TextField

RED, BLUE = (240, 0, 0), (0, 0, 240)
FLAG = Picture(2, 2, bytes([*RED, *BLUE, *BLUE, *RED]))


class ByHand:
    """A camera without a thread: the test says what it sees."""

    def __init__(self, eye: Eye, tell: Callable[[Told], None]) -> None:
        self.eye, self.tell = eye, tell
        self.sight = Sight.NOT_YET
        self.picture: Picture | None = None
        self.room: tuple[int, int] | None = None
        self.closed = False

    def see(self, sight: Sight) -> None:
        self.sight = sight
        self.tell(sight)

    def close(self) -> None:
        self.closed = True

    def wait(self, seconds: float) -> bool:
        return self.closed


@pytest.fixture(autouse=True)
def _remembered_in_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "user_config_path", lambda _name, *, appauthor: tmp_path / "config")


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_camera, "Camera", ByHand)
    monkeypatch.setattr(cameras, "webcams", lambda: [Webcam(1, "Integrated"), Webcam(3)])


@pytest.fixture
async def desk(roll: Path, by_hand: None) -> AsyncIterator[Desk]:
    async with desk_on(roll) as desk:
        yield desk


async def look(desk: Desk, number: int = 1) -> ByHand:
    desk.app._window.camera.look(Webcam(number))
    await desk.settle()
    return looking(desk)


def looking(desk: Desk) -> ByHand:
    return cast(ByHand, desk.app._window.camera.camera)


def view(desk: Desk) -> CameraView:
    return desk.screen.query_one(CameraView)


async def show(desk: Desk, *numbers: int) -> None:
    for number in numbers:
        looking(desk).tell(Scan.of(code(number)))
    await desk.settle()


# -- scans -------------------------------------------------------------------------------------------------------------


async def test_it_is_answered_and_recorded_as_a_scanners(desk: Desk) -> None:
    await desk.scan(code(46))
    await look(desk)
    await show(desk, 47)
    assert "ĐÃ ĐIỂM DANH" in desk.card
    assert "Số 047" in desk.card
    by_scanner, by_camera = desk.log()
    assert (by_camera.verb, by_camera.outcome["outcome"]) == (by_scanner.verb, by_scanner.outcome["outcome"])
    assert by_camera.outcome["delegate"] == 47


async def test_on_every_screen(desk: Desk) -> None:
    await look(desk)
    for number, key in enumerate((mode.key for mode in keys.MODES), 1):
        await desk.press(key)
        await show(desk, number)
        assert DelegateId(number) in desk.state.attendance, key


async def test_scans_come_in_order_and_the_last_is_answered(desk: Desk) -> None:
    await look(desk)
    await show(desk, *range(1, 41))
    assert [entry.outcome["delegate"] for entry in desk.log()] == [*range(1, 41)]
    assert "Số 040" in desk.card


async def test_they_touch_nothing_that_is_typed_or_chosen(desk: Desk) -> None:
    await look(desk)
    await desk.type("nguyen")
    await desk.press("down", "down")
    before = desk.field.text, desk.field.cursor_position, desk.screen._finding.highlighted
    await show(desk, 9)
    assert (desk.field.text, desk.field.cursor_position, desk.screen._finding.highlighted) == before
    await desk.type("x")
    assert desk.field.text == "nguyenx"


async def test_and_no_open_dialog(desk: Desk) -> None:
    await look(desk)
    await desk.press("f8", "5")
    form = desk.app.screen
    assert isinstance(form, FormDialog)
    await desk.type("12")
    await show(desk, 9)
    assert desk.app.screen is form
    assert desk.app.screen.query_one("#numbers", TextField).text == "12"
    assert "Số 009" in desk.card


async def test_between_the_characters_of_a_scanner_it_breaks_no_scan(desk: Desk) -> None:
    camera = await look(desk)
    halves = code(5)[:8], code(5)[8:]
    for letter in halves[0]:
        await desk.pilot.press("minus" if letter == "-" else letter)
    camera.tell(Scan.of(code(6)))
    for letter in halves[1]:
        await desk.pilot.press(letter)
    await desk.pilot.press("enter")
    await desk.settle()
    assert {DelegateId(5), DelegateId(6)} <= desk.state.attendance.keys()
    assert desk.field.text == ""


async def test_a_strangers_code_is_refused_by_its_kind(desk: Desk) -> None:
    await look(desk)
    looking(desk).tell(Scan.of("https://example.org/secret"))
    await desk.settle()
    assert "ĐÃ ĐIỂM DANH" not in desk.card
    (entry,) = desk.log()
    assert entry.outcome["outcome"] == "unknown"
    assert "secret" not in repr(entry)
    assert "secret" not in desk.card


async def test_a_camera_does_not_give_the_window_the_keyboard(desk: Desk) -> None:
    await look(desk)
    desk.app.app_focus = False
    await show(desk, 7)
    assert DelegateId(7) in desk.state.attendance
    assert desk.screen.has_class("-unheard")


async def test_what_a_camera_tells_that_was_switched_off_counts_no_more(desk: Desk) -> None:
    first = await look(desk)
    second = await look(desk, 3)
    assert (first.closed, second.closed) == (True, False)
    first.tell(Scan.of(code(8)))
    await desk.settle()
    desk.app._window.camera.off()
    second.tell(Scan.of(code(9)))
    await desk.settle()
    assert not desk.state.attendance
    assert second.closed


# -- what is seen of it ------------------------------------------------------------------------------------------------


async def test_there_is_room_for_the_picture_only_while_a_camera_is_on(desk: Desk) -> None:
    assert not view(desk).display
    await look(desk)
    assert view(desk).display
    assert view(desk).border_title == "Máy ảnh 1"
    desk.app._window.camera.off()
    await desk.settle()
    assert not view(desk).display


async def test_two_pixels_a_cell(desk: Desk) -> None:
    camera = await look(desk)
    camera.picture = FLAG
    await until(desk.pilot, lambda: view(desk)._picture is FLAG)
    cells = [segment for segment in segments(view(desk)) if segment.text == "▀"]
    assert [colours(cell) for cell in cells] == [(RED, BLUE), (BLUE, RED)]


def segments(widget: Widget) -> list[Segment]:
    return [segment for y in range(widget.size.height) for segment in widget.render_line(y)]


def colours(cell: Segment) -> tuple[object, object]:
    """Above and below."""
    style = cell.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.triplet, style.bgcolor.triplet


async def test_pictures_are_made_only_for_a_window_that_shows_them(desk: Desk) -> None:
    camera = await look(desk)
    await until(desk.pilot, lambda: camera.room is not None)
    assert camera.room is not None
    assert 20 <= camera.room[0] <= MOST_COLUMNS
    await desk.press("f3")
    await until(desk.pilot, lambda: camera.room is None)
    await desk.press("f2", "f1")
    await until(desk.pilot, lambda: camera.room is not None)


SAID = {
    Sight.NOT_YET: "Đang mở",
    Sight.CLEAR: "",
    Sight.NOT_INSTALLED: 'pip install "toadam[camera]"',
    Sight.NO_CAMERA: "Không thấy máy ảnh",
    Sight.NO_FILM: "Không chạy được tệp này",
    Sight.GONE: "Máy ảnh bị rút ra",
    Sight.SILENT: "Máy ảnh không gửi hình",
    Sight.OVER: "Đã hết đoạn phim",
}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
async def test_why_nothing_is_seen_is_said_to_the_end(roll: Path, by_hand: None, size: tuple[int, int]) -> None:
    async with desk_on(roll, size) as desk:
        camera = await look(desk)
        for sight, said in SAID.items():
            camera.see(sight)
            await desk.settle()
            lines = view(desk).text.split("\n")
            assert said in " ".join(lines)
            assert bool("".join(lines)) == bool(said)
            assert len(lines) <= view(desk).size.height
            assert view(desk).has_class("-fails") == sight.fails


async def test_what_to_type_to_install_it_stands_on_a_line_of_its_own(roll: Path, by_hand: None) -> None:
    async with desk_on(roll, (80, 24)) as desk:
        (await look(desk)).see(Sight.NOT_INSTALLED)
        await desk.settle()
        assert camera_words.INSTALL in view(desk).text.split("\n")


async def test_a_picture_is_gone_when_nothing_is_seen(desk: Desk) -> None:
    camera = await look(desk)
    camera.picture = FLAG
    camera.see(Sight.CLEAR)
    await until(desk.pilot, lambda: view(desk)._picture is FLAG)
    camera.picture = None
    camera.see(Sight.GONE)
    await desk.settle()
    assert view(desk)._picture is None
    assert "bị rút ra" in "".join(segment.text for segment in segments(view(desk)))


async def test_where_its_picture_is_not_in_sight_trouble_is_said_too(desk: Desk) -> None:
    camera = await look(desk)
    camera.see(Sight.GONE)
    await desk.settle()
    assert not desk.app._notifications, "the picture's place says so"
    await desk.press("f3")
    camera.see(Sight.CLEAR)
    camera.see(Sight.GONE)
    await desk.settle()
    (said,) = desk.app._notifications
    assert said.message.startswith("Máy ảnh 1: Máy ảnh bị rút ra")


# -- choosing ----------------------------------------------------------------------------------------------------------


async def test_chosen_under_f8_remembered_and_chosen_again_by_enter(desk: Desk) -> None:
    await desk.press("f8")
    pick = desk.app.screen
    assert isinstance(pick, PickDialog)
    while not pick._list.entries[pick._list.place].label.startswith("Máy ảnh"):
        await desk.press("up")
    await desk.press("enter")
    assert [entry.label for entry in offered(desk)] == [
        "Máy ảnh 1 – Integrated",
        "Máy ảnh 3",
        "Tệp video…",
        "Tắt máy ảnh",
    ]
    await desk.press("2")
    assert looking(desk).eye == Webcam(3)
    assert preferences.load().camera == "3"
    await desk.app.run_action("camera")
    await desk.settle()
    await desk.press("enter")
    assert desk.app._window.camera.camera is None, "Enter alone switches it off while it is on"
    await desk.app.run_action("camera")
    await desk.settle()
    await desk.press("enter")
    assert looking(desk).eye == Webcam(3), "and what was used last on again"


def offered(desk: Desk) -> list[Entry]:
    pick = desk.app.screen
    assert isinstance(pick, PickDialog)
    return [*pick._list.entries]


async def test_a_camera_remembered_that_is_not_there_now_is_still_offered(desk: Desk) -> None:
    preferences.change(camera="7")
    await desk.app.run_action("camera")
    await desk.settle()
    assert [entry.label for entry in offered(desk)][:3] == ["Máy ảnh 1 – Integrated", "Máy ảnh 3", "Máy ảnh 7"]


async def test_what_is_off_cannot_be_switched_off(desk: Desk) -> None:
    await desk.app.run_action("camera")
    await desk.settle()
    await desk.press("4")
    assert desk.asks(PickDialog)


async def test_a_film_is_named_by_its_path(desk: Desk, tmp_path: Path) -> None:
    film = tmp_path / "phim mẫu.avi"
    film.write_bytes(b"")
    await desk.app.run_action("camera")
    await desk.settle()
    await desk.press("3")
    desk.app.screen.query_one(TextField).insert_text_at_cursor(f'"{film}"')
    await desk.press("enter")
    assert looking(desk).eye == Film(film)
    assert view(desk).border_title == "phim mẫu.avi"


async def test_found_in_the_palette(desk: Desk) -> None:
    await desk.press("ctrl+p")
    assert desk.asks(Palette)
    await desk.type("may anh")
    await desk.press("enter")
    assert [entry.label for entry in offered(desk)][-1].startswith("Tắt máy ảnh")


async def test_the_window_that_closes_lets_go_of_the_camera(roll: Path, by_hand: None) -> None:
    async with desk_on(roll) as desk:
        camera = await look(desk)
    assert camera.closed


# -- with the libraries ------------------------------------------------------------------------------------------------


@needs_camera_extra
async def test_from_a_film_to_the_list(roll: Path, tmp_path: Path) -> None:
    shots = [
        *still(0.3),
        *still(0.3, Held(badge(delegate(11)))),
        *still(0.3, Held(badge(delegate(12)))),
        *still(0.5),
    ]
    film = Film(write_film(tmp_path / "film.avi", shots))
    async with desk_on(roll) as desk:
        pictures = set()
        desk.app._window.camera.look(film)

        def over() -> bool:
            camera = desk.app._window.camera.camera
            pictures.add(view(desk)._picture)
            return camera is not None and camera.sight is Sight.OVER

        await until(desk.pilot, over)
        await desk.settle()
        assert [entry.outcome["delegate"] for entry in desk.log()] == [11, 12]
        assert len(pictures - {None}) >= 3
        assert view(desk).text == "Đã hết đoạn phim."
