"""What there is to look through: a camera by its number, or a film."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FILMS: Final = (".mp4", ".avi", ".mkv", ".mov", ".webm", ".m4v")

_SYSTEM: Final = Path("/sys/class/video4linux")
_TRIED: Final = 3
"""Cameras offered where the system does not say which there are."""
_HIGHEST: Final = 100


@dataclass(frozen=True)
class Webcam:
    """A camera. People count from 1."""

    number: int
    name: str = field(default="", compare=False)
    """What the system calls it, if it does."""

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class Film:
    """A video file, played as if a camera saw it."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


Eye = Webcam | Film


def eye(text: str) -> Eye | None:
    """As it was written down or typed: a number is a camera, anything else a file; None for nothing and for 0."""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit()):
        return Film(Path(bare).expanduser()) if bare else None
    return Webcam(int(bare)) if 0 < int(bare) <= _HIGHEST else None


def webcams(system: Path = _SYSTEM) -> list[Webcam]:
    """Those there are; where the system does not say, the first few, of which some may not be there."""
    if sys.platform != "linux":
        return [Webcam(number) for number in range(1, _TRIED + 1)]
    known = (_known(device) for device in system.glob("video*"))
    return sorted((one for one in known if one is not None), key=lambda one: one.number)


def _known(device: Path) -> Webcam | None:
    """None for what is no camera: a webcam is listed twice, the second time for what is told of its pictures."""
    try:
        name = (device / "name").read_text(encoding="utf-8", errors="replace").strip()
        first = (device / "index").read_text(encoding="ascii").strip() == "0"
        return Webcam(int(device.name.removeprefix("video")) + 1, name) if first else None
    except (OSError, ValueError):
        return None
