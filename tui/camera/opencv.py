"""OpenCV and zxing-cpp, and the only place that knows them: opens what there is to look through, reads a picture.

Both come with the extra `toadam[camera]`; they are imported when somebody looks, in the thread that does.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from store import Scan
from tui.camera.eyes import Eye, Film, Webcam
from tui.camera.frames import Blind, CameraFrames, FilmFrames, Frames, Sight
from tui.camera.picture import Picture, fitted

if TYPE_CHECKING:
    from types import ModuleType

    from cv2.typing import MatLike

_WIDTH, _HEIGHT = 1280, 720
"""Asked of a camera: enough for a badge at arm's length, and read within the time of a frame."""

_QUIET: Final = {
    "OPENCV_LOG_LEVEL": "SILENT",
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    # With it, opening a camera on Windows takes up to half a minute.
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
}
"""Set before OpenCV is loaded, which would write over the screen."""


def open_eye(eye: Eye, wait: Callable[[float], object]) -> Frames:
    """Its pictures. Raises `Blind`; `wait` is how a film waits for its next."""
    cv2, _zxing = _libraries()
    match eye:
        case Webcam():
            return _camera(cv2, eye)
        case Film():
            return _film(cv2, eye, wait)


def _libraries() -> tuple[ModuleType, ModuleType]:
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import cv2
        import zxingcpp
    except ImportError as error:
        raise Blind(Sight.NOT_INSTALLED) from error
    # One picture is little work: more threads would only take the processor from whoever answers scans.
    cv2.setNumThreads(1)
    return cv2, zxingcpp


def _camera(cv2: ModuleType, eye: Webcam) -> Frames:
    capture = cv2.VideoCapture(eye.number - 1)
    if not capture.isOpened():
        raise Blind(Sight.NO_CAMERA)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
    return CameraFrames(capture)


def _film(cv2: ModuleType, eye: Film, wait: Callable[[float], object]) -> Frames:
    # A name that is no file could be an address of a stream, or a pattern of file names.
    capture = cv2.VideoCapture(str(eye.path)) if eye.path.is_file() else None
    if capture is None or not capture.isOpened():
        raise Blind(Sight.NO_FILM)
    return FilmFrames(capture, capture.get(cv2.CAP_PROP_FPS), wait)


def codes_in(image: MatLike) -> list[Scan]:
    """The QR codes in a picture from left to right. What they say goes no further than this, unless it is a badge's."""
    cv2, zxing = _libraries()
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    found = zxing.read_barcodes(grey, formats=zxing.BarcodeFormat.QRCode, try_invert=False)
    placed = ((one.position.top_left.x, Scan.of(one.text)) for one in found)
    return [scan for _left, scan in sorted(placed, key=itemgetter(0))]


def picture_of(image: MatLike, room: tuple[int, int], mirrored: bool) -> Picture:
    """The picture made small, as large as there is room for."""
    cv2, _zxing = _libraries()
    height, width = image.shape[:2]
    size = fitted((width, height), room)
    small = cv2.cvtColor(cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
    return Picture(*size, (cv2.flip(small, 1) if mirrored else small).tobytes())
