"""A small picture, as far as a terminal can show one."""

from __future__ import annotations

from typing import NamedTuple

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255 each."""


class Picture(NamedTuple):
    """`width` × `height` pixels, row by row, three bytes each."""

    width: int
    height: int
    pixels: bytes

    def row(self, y: int) -> list[Colour]:
        """One row; none below the last."""
        values = self.pixels[3 * self.width * y : 3 * self.width * (y + 1)]
        return [*zip(values[::3], values[1::3], values[2::3], strict=True)]


def fitted(size: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """The largest size of the same proportions for which there is room; never less than a pixel."""
    (width, height), (columns, rows) = size, room
    scale = min(columns / width, rows / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)
