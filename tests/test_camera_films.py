"""Badges as they are printed, filmed as people hold them: which scans come of it, exactly."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import code, delegate
from camera_extra import needs_camera_extra
from captures import PATIENCE_S, Heard
from films import (
    RATE,
    Held,
    Light,
    Shot,
    badge,
    coming_near,
    moving,
    other_code,
    pictures,
    sliding,
    still,
    telephone,
    turning,
    write_film,
)
from store import Scan
from tui.camera import opencv
from tui.camera.camera import Camera
from tui.camera.eyes import Eye, Film, Webcam
from tui.camera.frames import Blind, Frames, Sight
from tui.camera.in_view import AWAY_S

if TYPE_CHECKING:
    from cv2.typing import MatLike

pytestmark = needs_camera_extra

IDENTITY_CARD = "001099012345|123456789|Nguyễn Văn Lạ|01011990|Nam|Số 1, phường Lạ|01012021"
ADDRESS = "https://example.org/g/abcdef"
GONE = still(AWAY_S + 0.2)
A_MOMENT = still(0.3)


@cache
def printed(number: int) -> MatLike:
    return badge(delegate(number))


def scan(number: int) -> Scan:
    return Scan.of(code(number))


def at_once(eye: Eye, _wait: object) -> Frames:
    """A film whose pictures are not waited for."""
    return opencv.open_eye(eye, lambda _seconds: None)


def scans_of(path: Path, shots: Sequence[Shot]) -> list[Scan]:
    """What the camera's thread tells of a film with these shots."""
    heard = Heard()
    camera = Camera(Film(write_film(path / "film.avi", shots)), heard, at_once)
    assert camera.wait(PATIENCE_S)
    assert [one for one in heard.told if isinstance(one, Sight)] == [Sight.CLEAR, Sight.OVER]
    return [one for one in heard.told if isinstance(one, Scan)]


# -- as people hold them -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [2.2, 4.5, 6.0])
def test_near_and_far(tmp_path: Path, size: float) -> None:
    assert scans_of(tmp_path, still(0.3, Held(printed(1), size=size))) == [scan(1)]


@pytest.mark.parametrize("way", [sliding, turning, coming_near])
def test_moving(tmp_path: Path, way: Callable[[Held, float], Held]) -> None:
    assert scans_of(tmp_path, [*A_MOMENT, *moving(1.2, Held(printed(2)), way)]) == [scan(2)]


@pytest.mark.parametrize(
    "light",
    [
        Light(blur=2.2),
        Light(brightness=0.12),
        Light(noise=30),
        Light(blur=1.2, brightness=0.4, noise=10),
    ],
    ids=str,
)
def test_out_of_focus_dark_or_grainy(tmp_path: Path, light: Light) -> None:
    assert scans_of(tmp_path, still(0.3, Held(printed(3), turned=15), light=light)) == [scan(3)]


def test_too_dark_to_be_read_is_nothing(tmp_path: Path) -> None:
    assert scans_of(tmp_path, still(0.5, Held(printed(3)), light=Light(brightness=0.01))) == []


def test_from_the_screen_of_a_telephone(tmp_path: Path) -> None:
    assert scans_of(tmp_path, still(0.3, Held(telephone(delegate(4)), size=3))) == [scan(4)]


# -- what counts -------------------------------------------------------------------------------------------------------


def test_two_at_once_are_two_from_left_to_right(tmp_path: Path) -> None:
    both = Held(printed(6), x=0.75, size=4), Held(printed(5), x=0.25, size=4)
    assert scans_of(tmp_path, still(1, *both)) == [scan(5), scan(6)]


def test_held_for_long_and_lost_in_between_it_is_one(tmp_path: Path) -> None:
    held = Held(printed(7))
    lost = still(1.5, held, light=Light(blur=9))
    assert not opencv.codes_in(next(pictures(lost, (960, 540))))
    assert scans_of(tmp_path, [*still(2, held), *lost, *still(AWAY_S, held)]) == [scan(7)]


def test_shown_again_after_a_while_it_is_two(tmp_path: Path) -> None:
    held = Held(printed(8))
    assert scans_of(tmp_path, [*still(0.3, held), *GONE, *still(0.3, held)]) == [scan(8), scan(8)]


@pytest.mark.parametrize("text", [IDENTITY_CARD, ADDRESS, "7", "chữ"])
def test_of_a_strangers_code_the_kind_is_told_and_never_what_it_says(tmp_path: Path, text: str) -> None:
    told = scans_of(tmp_path, still(1, Held(other_code(text), size=8)))
    assert told == [Scan.of(text)]
    assert told[0].code is None
    assert text not in repr(told)


def test_a_whole_queue_in_one_film(tmp_path: Path) -> None:
    """Exactly these, in this order, and nothing between them."""
    shots = [
        *A_MOMENT,
        *moving(1, Held(printed(1)), sliding),
        *moving(1, Held(printed(2)), sliding, Light(blur=1.2)),
        *still(0.3, Held(other_code(ADDRESS), size=8)),
        *still(0.3, Held(printed(3), turned=170), light=Light(brightness=0.25)),
        *still(0.3, Held(printed(4), x=0.3, size=4), Held(printed(3), x=0.75, size=4)),
        *GONE,
        *moving(1, Held(printed(3)), turning, Light(noise=20)),
    ]
    expected = [scan(1), scan(2), Scan.of(ADDRESS), scan(3), scan(4), scan(3)]
    assert scans_of(tmp_path, shots) == expected


@pytest.mark.long
def test_every_delegate_held_some_way_or_other(tmp_path: Path) -> None:
    """Near enough, and no nearer than the whole badge is in view however it is turned."""
    chance = random.Random(112)
    shots: list[Shot] = []
    for number in range(1, 113):
        held = Held(printed(number), chance.uniform(0.35, 0.65), 0.5, chance.uniform(3, 5), chance.uniform(0, 360))
        # The nearer it is, the more blur it bears.
        light = Light(chance.uniform(0, held.size / 4), chance.uniform(0.25, 1.1), chance.uniform(0, 15))
        shots += [*still(0.4, held, light=light), *still(0.1)]
    assert scans_of(tmp_path, shots) == [scan(number) for number in range(1, 113)]


# -- pace and opening --------------------------------------------------------------------------------------------------


def test_reading_a_picture_takes_little_more_than_making_it_small() -> None:
    """As a ratio of the two in one run: a busy machine slows both. Making it small takes a tenth of a camera's pace."""
    shots = [*still(0.5, Held(printed(1), size=6)), *still(0.5)]
    seen = [*pictures(shots, (1280, 720))]
    reading = _shortest(lambda: [opencv.codes_in(one) for one in seen])
    drawing = _shortest(lambda: [opencv.picture_of(one, (48, 28), True) for one in seen])
    assert reading < 10 * drawing


def _shortest(work: Callable[[], object]) -> float:
    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _time in range(3))


def test_a_film_takes_its_time(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.avi", still(0.5))
    waits: list[float] = []
    frames = opencv.open_eye(Film(path), waits.append)
    for _time in range(5):
        frames.read()
    frames.close()
    assert len(waits) == 0.5 * RATE
    assert 0 < max(waits) <= 0.5


@pytest.mark.parametrize("content", [None, b"", b"no film", b"RIFF\x00\x00\x00\x00AVI LIST"])
def test_what_is_no_film_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "film.avi"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Blind) as blind:
        at_once(Film(path), None)
    assert blind.value.sight is Sight.NO_FILM


def test_a_camera_that_is_not_there_is_said() -> None:
    with pytest.raises(Blind) as blind:
        at_once(Webcam(100), None)
    assert blind.value.sight is Sight.NO_CAMERA


def test_a_camera_shows_people_a_mirror_and_a_film_does_not() -> None:
    import numpy as np

    image = np.zeros((90, 160, 3), np.uint8)
    image[:, 80:] = (0, 0, 255)
    black, red = (0, 0, 0), (255, 0, 0)
    assert opencv.picture_of(image, (4, 8), mirrored=False).row(0) == [black, black, red, red]
    assert opencv.picture_of(image, (4, 8), mirrored=True).row(0) == [red, red, black, black]
