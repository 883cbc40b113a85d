"""Films for the camera: badges as they are printed, held before it as people hold them.

A film is a list of shots, a shot a number of pictures in which the same things are in view. What is drawn is drawn the
same way every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pypdfium2
import qrcode
from PIL import Image

from builders import conference
from store.documents import badges_pdf, card_png
from store.records import Delegate

if TYPE_CHECKING:
    from cv2.typing import MatLike

RATE: Final = 10
"""Pictures a second."""
WIDTH, HEIGHT = 960, 540

_BADGE_MM: Final = (90.0, 54.0)
_CORNER_MM: Final = (15.0, 13.5)
"""Where the first badge of a sheet is."""
_DRAWN: Final = 8.0
"""Pixels a millimetre in which badges are drawn before they are put into a picture."""


def badge(delegate: Delegate) -> MatLike:
    """The delegate's badge, cut out of the printed sheet."""
    with pypdfium2.PdfDocument(badges_pdf(conference(), [delegate])) as document:
        sheet = document[0].render(scale=_DRAWN * 25.4 / 72).to_pil()
    left, top = (_DRAWN * edge for edge in _CORNER_MM)
    width, height = (_DRAWN * edge for edge in _BADGE_MM)
    return _image(sheet.crop((round(left), round(top), round(left + width), round(top + height))))


def telephone(delegate: Delegate) -> MatLike:
    """The picture that was sent by message, as large as a badge is drawn."""
    card = Image.open(BytesIO(card_png(conference(), delegate)))
    return _image(card.resize((card.width // 2, card.height // 2)))


def other_code(text: str) -> MatLike:
    """A QR code that is no badge's."""
    return _image(qrcode.make(text, border=4, box_size=8).get_image())


def _image(picture: Image.Image) -> MatLike:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


@dataclass(frozen=True)
class Held:
    """Something held before the camera."""

    image: MatLike
    x: float = 0.5
    y: float = 0.5
    """Where its middle is, as a part of the picture."""
    size: float = 4.5
    """Pixels a millimetre: how near it is."""
    turned: float = 0.0
    """Degrees."""


@dataclass(frozen=True)
class Light:
    """What becomes of a picture on its way: out of focus, dark, noisy."""

    blur: float = 0.0
    brightness: float = 1.0
    noise: float = 3.0


@dataclass(frozen=True)
class Shot:
    """One picture."""

    held: Sequence[Held] = ()
    light: Light = Light()


def still(seconds: float, *held: Held, light: Light = Light()) -> list[Shot]:
    """Held still; with nothing held, an empty picture."""
    return [Shot(held, light)] * round(seconds * RATE)


def moving(seconds: float, held: Held, way: Callable[[Held, float], Held], light: Light = Light()) -> list[Shot]:
    """`way` says how it is held at each part of the time, 0 to 1."""
    pictures = round(seconds * RATE)
    return [Shot([way(held, place / (pictures - 1))], light) for place in range(pictures)]


def sliding(held: Held, part: float) -> Held:
    """From one side to the other."""
    return replace(held, x=part * 1.4 - 0.2)


def turning(held: Held, part: float) -> Held:
    """Once round."""
    return replace(held, turned=360 * part)


def coming_near(held: Held, part: float) -> Held:
    """From too far to be read to as near as it fits."""
    return replace(held, size=1 + 5 * part)


def write_film(path: Path, shots: Iterable[Shot], size: tuple[int, int] = (WIDTH, HEIGHT)) -> Path:
    """The film, as a camera would have taken it."""
    import cv2

    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE, size)
    assert writer.isOpened()
    try:
        for picture in pictures(shots, size):
            writer.write(picture)
    finally:
        writer.release()
    return path


def pictures(shots: Iterable[Shot], size: tuple[int, int]) -> Iterator[MatLike]:
    """One after the other, each with a noise of its own; what stands still is drawn once."""
    wall, grain = _wall(size), _grain(size)
    drawn: tuple[Shot | None, MatLike] = (None, wall)
    for number, shot in enumerate(shots):
        if shot is not drawn[0]:
            drawn = (shot, _drawn(wall, shot))
        yield _seen(drawn[1], shot.light.noise, np.roll(grain, 7919 * number))


def _wall(size: tuple[int, int]) -> MatLike:
    """Somebody stands before it: neither plain nor alike everywhere."""
    width, height = size
    across = np.linspace(70, 150, width)[None, :, None] + np.linspace(-30, 30, height)[:, None, None]
    return np.ascontiguousarray((across + np.array([10, 0, -10])).astype(np.uint8))


def _grain(size: tuple[int, int]) -> MatLike:
    grain: MatLike = np.random.default_rng(7).normal(0, 1, (size[1], size[0], 1)).astype(np.float32)
    return grain


def _drawn(wall: MatLike, shot: Shot) -> MatLike:
    import cv2

    picture = wall.copy()
    for held in shot.held:
        _hold(picture, held)
    blurred = cv2.GaussianBlur(picture, (0, 0), shot.light.blur) if shot.light.blur else picture
    drawn: MatLike = blurred.astype(np.float32) * shot.light.brightness
    return drawn


def _hold(picture: MatLike, held: Held) -> None:
    import cv2

    height, width = held.image.shape[:2]
    matrix: Any = cv2.getRotationMatrix2D((width / 2, height / 2), held.turned, held.size / _DRAWN)
    matrix[:, 2] += (held.x * picture.shape[1] - width / 2, held.y * picture.shape[0] - height / 2)
    seen = (picture.shape[1], picture.shape[0])
    # Made small like a lens does, with every pixel in it, and not by leaving out most of them.
    soft = cv2.GaussianBlur(held.image, (0, 0), max(_DRAWN / held.size / 3, 0.1))
    drawn = cv2.warpAffine(soft, matrix, seen, flags=cv2.INTER_LINEAR)
    there = cv2.warpAffine(np.full((height, width), 255, np.uint8), matrix, seen, flags=cv2.INTER_NEAREST)
    cv2.copyTo(drawn, there, picture)


def _seen(picture: MatLike, noise: float, grain: MatLike) -> MatLike:
    seen: MatLike = np.clip(picture + noise * grain, 0, 255).astype(np.uint8)
    return seen
