"""The thread that looks: the newest picture wins, a driver may do what it likes, and what happened is said."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import code
from captures import PATIENCE_S, Driver, Heard, in_turn, picture
from store import Scan
from tui.camera import camera as looking
from tui.camera import opencv
from tui.camera.camera import Camera
from tui.camera.eyes import Film, Webcam, eye, webcams
from tui.camera.frames import FAILURES, Blind, CameraFrames, FilmFrames, Frame, Frames, Sight
from tui.camera.picture import Picture, fitted

ONE, OTHER = (Scan.of(code(number)) for number in (1, 2))
IN_PICTURE = {1: [ONE], 2: [OTHER], 3: [ONE, OTHER]}
"""What is to be read in the pictures of that number."""


# -- frames ------------------------------------------------------------------------------------------------------------


def number(frames: Frames) -> int:
    return int(frames.read().image[0, 0, 0])


def taken(driver: Driver, pictures: int) -> None:
    """Until the thread that grabs has taken so many."""
    for _time in range(pictures + 1):
        assert driver.asked.acquire(timeout=PATIENCE_S)


def test_whoever_is_slow_gets_the_newest_picture() -> None:
    driver = Driver(map(picture, range(1, 8)))
    frames = CameraFrames(driver)
    taken(driver, 7)
    assert number(frames) == 7
    driver.show(picture(8))
    assert number(frames) == 8, "and none of those before"
    driver.show(None)
    frames.close()


def test_later_pictures_have_later_times() -> None:
    driver = Driver([picture(1)])
    frames = CameraFrames(driver)
    first = frames.read().at
    driver.show(picture(2))
    assert frames.read().at >= first
    driver.show(None)
    frames.close()


@pytest.mark.parametrize("failure", [None, RuntimeError("the driver's own")])
def test_a_camera_that_fails_on_and_on_was_pulled_out_and_is_let_go_of(failure: Exception | None) -> None:
    driver = Driver([picture(1), *[failure] * FAILURES])
    frames = CameraFrames(driver)
    sights = [*itertools.islice(_sights(frames), 2)]
    assert Sight.GONE in sights
    assert driver.released.wait(PATIENCE_S)
    frames.close()


def _sights(frames: Frames) -> Iterator[Sight]:
    while True:
        try:
            frames.read()
            yield Sight.CLEAR
        except Blind as blind:
            yield blind.sight


@pytest.mark.parametrize("failure", [None, RuntimeError("the driver's own")])
def test_some_pictures_may_fail(failure: Exception | None) -> None:
    driver = Driver([*[failure] * (FAILURES - 1), picture(1), *[failure] * (FAILURES - 1), picture(2)])
    frames = CameraFrames(driver)
    taken(driver, 2 * FAILURES)
    assert number(frames) == 2
    driver.show(None)
    frames.close()


def test_a_camera_that_hangs_is_not_waited_for() -> None:
    driver = Driver()
    frames = CameraFrames(driver, silent_s=0.05)
    with pytest.raises(Blind) as blind:
        frames.read()
    assert blind.value.sight is Sight.SILENT
    frames.close()
    assert not driver.released.is_set(), "nobody else may touch it while its driver is at it"
    driver.show(None)
    assert driver.released.wait(PATIENCE_S)


def film(rate: float, pictures: int = 4) -> tuple[FilmFrames, list[float]]:
    """A film, and how long it waited before each picture."""
    waits: list[float] = []
    return FilmFrames(Driver([*map(picture, range(pictures)), None]), rate, waits.append), waits


def test_a_film_is_seen_whole_and_its_pictures_have_the_times_they_were_taken_at() -> None:
    frames, _waits = film(20)
    seen = [frames.read() for _time in range(4)]
    assert [int(frame.image[0, 0, 0]) for frame in seen] == [0, 1, 2, 3]
    assert [frame.at for frame in seen] == [0, 0.05, 0.1, 0.15]
    with pytest.raises(Blind) as blind:
        frames.read()
    assert blind.value.sight is Sight.OVER


def test_a_film_is_played_no_faster_than_it_was_taken() -> None:
    frames, waits = film(0.001)
    frames.read()
    frames.read()
    assert waits[0] == 0
    assert 900 < waits[1] <= 1000


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan")])
def test_a_film_that_does_not_tell_its_rate_is_played_all_the_same(rate: float) -> None:
    frames, _waits = film(rate)
    assert [frames.read().at, frames.read().at] == [0, 0.04]


# -- the thread --------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _read_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in a picture is known by its number; the libraries have tests of their own."""
    monkeypatch.setattr(opencv, "codes_in", lambda image: IN_PICTURE.get(int(image[0, 0, 0]), []))
    monkeypatch.setattr(opencv, "picture_of", lambda image, room, mirrored: Picture(1, 1, image[0, 0].tobytes()))
    monkeypatch.setattr(looking, "AGAIN_S", 0.01)


def played(*numbers: int) -> Callable[[], Frames]:
    return lambda: FilmFrames(Driver([*map(picture, numbers), None]), 10, lambda _seconds: None)


def unplugged(*numbers: int) -> Callable[[], Frames]:
    """A camera that shows these, each until it was looked at, and is pulled out."""
    return lambda: Unplugged(numbers)


class Unplugged:
    mirrored = True

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._frames = FilmFrames(Driver([*map(picture, numbers), None]), 10, lambda _seconds: None)

    def read(self) -> Frame:
        try:
            return self._frames.read()
        except Blind:
            raise Blind(Sight.GONE) from None

    def close(self) -> None:
        self._frames.close()


def absent(sight: Sight) -> Callable[[], Frames]:
    def open_nothing() -> Frames:
        raise Blind(sight)

    return open_nothing


def test_scans_and_sight_are_told_in_order() -> None:
    heard = Heard()
    camera = Camera(Film(Path("a")), heard, in_turn(played(0, 1, 1, 3, 0)))
    heard.wait_for(Sight.CLEAR, ONE, OTHER, Sight.OVER)
    assert camera.wait(PATIENCE_S), "a film that is over is not played again"
    assert camera.sight is Sight.OVER


@pytest.mark.parametrize("sight", [Sight.NOT_INSTALLED, Sight.NO_FILM])
def test_what_trying_again_would_not_mend_is_said_once(sight: Sight) -> None:
    heard = Heard()
    camera = Camera(Webcam(1), heard, in_turn(absent(sight)))
    assert camera.wait(PATIENCE_S)
    assert heard.told == [sight]


def test_a_camera_that_is_not_there_is_looked_for_until_it_is() -> None:
    heard = Heard()
    missing = [absent(Sight.NO_CAMERA)] * 3
    Camera(Webcam(1), heard, in_turn(*missing, played(0, 2)))
    heard.wait_for(Sight.NO_CAMERA, Sight.CLEAR, OTHER, Sight.OVER)


def test_pulled_out_it_is_said_and_plugged_in_again_it_goes_on() -> None:
    heard = Heard()
    Camera(Webcam(1), heard, in_turn(unplugged(0, 1), absent(Sight.NO_CAMERA), played(1, 1)))
    heard.wait_for(Sight.CLEAR, ONE, Sight.GONE, Sight.NO_CAMERA, Sight.CLEAR, ONE, Sight.OVER)


@pytest.mark.parametrize(
    ("eye", "told"),
    [
        (Webcam(1), [Sight.CLEAR, Sight.SILENT, Sight.CLEAR, ONE, Sight.OVER]),
        (Film(Path("a")), [Sight.CLEAR, Sight.NO_FILM]),
    ],
)
def test_a_picture_the_libraries_choke_on_is_said(
    eye: Webcam | Film, told: list[Scan | Sight], monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: Iterator[Exception | list[Scan]] = iter([ValueError("no picture"), [ONE]])

    def choke(_image: object) -> list[Scan]:
        reading = next(readings)
        if isinstance(reading, Exception):
            raise reading
        return reading

    monkeypatch.setattr(opencv, "codes_in", choke)
    heard = Heard()
    camera = Camera(eye, heard, in_turn(played(0), played(0)))
    assert camera.wait(PATIENCE_S)
    assert heard.told == told


def test_closed_it_tells_nothing_more_and_lets_go_of_the_device() -> None:
    heard = Heard()
    driver = Driver([picture(0)])
    camera = Camera(Webcam(1), heard, in_turn(lambda: CameraFrames(driver)))
    heard.wait_for(Sight.CLEAR)
    camera.close()
    driver.show(picture(1))
    driver.show(None)
    assert camera.wait(PATIENCE_S)
    assert driver.released.is_set()
    assert heard.told == [Sight.CLEAR]


def test_closed_while_it_waits_to_try_again_it_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "AGAIN_S", 3600)
    heard = Heard()
    camera = Camera(Webcam(1), heard, in_turn(absent(Sight.NO_CAMERA)))
    heard.wait_for(Sight.NO_CAMERA)
    camera.close()
    assert camera.wait(PATIENCE_S)


def test_a_picture_is_made_for_whoever_looks_and_gone_when_nothing_is_seen() -> None:
    heard, driver = Heard(), Driver()
    camera = Camera(Webcam(1), heard, in_turn(lambda: FilmFrames(driver, 1, lambda _seconds: None)))
    driver.show(picture(7))
    assert driver.asked.acquire(timeout=PATIENCE_S)
    assert driver.asked.acquire(timeout=PATIENCE_S)
    assert _picture(camera) is None, "nobody looks"
    camera.room = (8, 8)
    driver.show(picture(9))
    assert driver.asked.acquire(timeout=PATIENCE_S)
    assert _picture(camera) == Picture(1, 1, bytes([9, 9, 9]))
    driver.show(None)
    assert camera.wait(PATIENCE_S)
    assert _picture(camera) is None


def _picture(camera: Camera) -> Picture | None:
    """As it is now."""
    return camera.picture


# -- what there is to look through -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1", Webcam(1)),
        (" 12 ", Webcam(12)),
        ("", None),
        ("0", None),
        ("101", None),
        ("9" * 30, None),
        ("clip.mp4", Film(Path("clip.mp4"))),
        ("/tmp/1", Film(Path("/tmp/1"))),
        ("¹", Film(Path("¹"))),
    ],
)
def test_a_number_is_a_camera_and_anything_else_a_film(text: str, meant: Webcam | Film | None) -> None:
    assert eye(text) == meant


@pytest.mark.parametrize("meant", [Webcam(3), Film(Path("/somewhere/phim mẫu.mp4"))])
def test_what_is_written_down_is_read_again(meant: Webcam | Film) -> None:
    assert eye(str(meant)) == meant


def test_the_cameras_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A webcam has a second entry, for what belongs to its pictures; another's name may be gone by now."""
    monkeypatch.setattr("sys.platform", "linux")
    for place, index, name in [(2, "0", "USB Camera"), (0, "0", "Integrated Webcam"), (1, "1", "Integrated Webcam")]:
        folder = tmp_path / f"video{place}"
        folder.mkdir()
        (folder / "name").write_text(f"{name}\n", encoding="utf-8")
        (folder / "index").write_text(f"{index}\n", encoding="ascii")
    (tmp_path / "video9").mkdir()
    assert [(one.number, one.name) for one in webcams(tmp_path)] == [(1, "Integrated Webcam"), (3, "USB Camera")]
    assert webcams(tmp_path / "none") == []


def test_where_the_system_does_not_say_the_first_few_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert [one.number for one in webcams()] == [1, 2, 3]


# -- pictures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "room", "fits"),
    [
        ((1280, 720), (29, 12), (21, 12)),
        ((1280, 720), (44, 40), (44, 25)),
        ((480, 640), (29, 12), (9, 12)),
        ((16, 9), (160, 90), (160, 90)),
        ((10_000, 1), (20, 10), (20, 1)),
    ],
)
def test_a_picture_keeps_its_proportions(size: tuple[int, int], room: tuple[int, int], fits: tuple[int, int]) -> None:
    assert fitted(size, room) == fits


def test_rows_of_a_picture() -> None:
    two_rows = Picture(2, 2, bytes(range(12)))
    assert two_rows.row(0) == [(0, 1, 2), (3, 4, 5)]
    assert two_rows.row(1) == [(6, 7, 8), (9, 10, 11)]
    assert two_rows.row(2) == []
